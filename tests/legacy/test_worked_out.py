"""Fields that a program works out anew: what the file holds is read and asked about, and nothing is worked out."""

import io
import re
import struct
import zipfile
from collections.abc import Callable

import pytest

from escalation.codes import CODES
from parsers.errors import Failed
from parsers.legacy import read_open_document, read_rich_text, read_word_97
from parsers.legacy.open_document import seal_open_document
from parsers.legacy.rich_text import seal_rich_text
from parsers.legacy.word_97_fields import keep_fields
from parsers.reading import ReadCell, Reading
from tests.legacy.libreoffice import save_as
from tests.legacy.test_converting import open_document
from tests.parsers.files import make_docx, paragraph, run
from tests.programs import need

DAY = "03/06/2024"
_TODAY = rb"(?:[0-9]\0){2}/\0(?:[0-9]\0){2}/\0(?:[0-9]\0){4}"
READERS = {"odt": read_open_document, "rtf": read_rich_text, "doc": read_word_97}
WORKED_OUT, UNREAD, CALM = {"field-recalculated"}, {"field-unread"}, set[str]()
OPEN_DOCUMENT = (
    (f'<text:date text:date-value="2024-06-03">{DAY}</text:date>', DAY, WORKED_OUT),
    ("<text:time>10:30</text:time>", "10:30", WORKED_OUT),
    (f"<text:modification-date>{DAY}</text:modification-date>", DAY, WORKED_OUT),
    ("<text:file-name>C:\\forms\\record.odt</text:file-name>", "C:\\forms\\record.odt", WORKED_OUT),
    ("<text:author-name>Ailsa  Geddes</text:author-name>", "Ailsa  Geddes", WORKED_OUT),
    ("<text:page-number>9</text:page-number>", "9", WORKED_OUT),
    ('<text:sequence text:name="Table" text:formula="ooow:Table+1">7</text:sequence>', "7", WORKED_OUT),
    ('<text:expression text:formula="ooow:1+1">3</text:expression>', "3", WORKED_OUT),
    (
        '<text:conditional-text text:string-value-if-true="Police">Health</text:conditional-text>',
        "Health",
        WORKED_OUT,
    ),
    ('<text:hidden-text text:condition="ooow:1">and Police</text:hidden-text>', "and Police", WORKED_OUT),
    ('<text:user-field-get text:name="a">Health</text:user-field-get>', "Health", WORKED_OUT),
    ('<text:placeholder text:placeholder-type="text">&lt;type&gt;</text:placeholder>', "<type>", WORKED_OUT),
    ("<text:a><text:sender-company>Health</text:sender-company></text:a>", "Health", WORKED_OUT),
    ("Health<text:script> and Police</text:script>", "Health", UNREAD),
    ('See<text:s/><text:a>our<text:tab/>page</text:a><text:bookmark text:name="m"/>', "See our\tpage", CALM),
    ("<text:text-input>typed  here</text:text-input>", "typed  here", CALM),
)
"""What stands in a paragraph, what it showed when the file was saved, and what is asked about it."""
RICH_TEXT = (
    (rf'{{\field{{\*\fldinst {{ DATE \\@ "dd/MM/yyyy" }}}}{{\fldrslt {DAY}}}}}', DAY, WORKED_OUT),
    (r"{\field{\*\fldinst {\rtlch\af0 FILENAME \\p}}{\fldrslt record.rtf}}", "record.rtf", WORKED_OUT),
    (r"{\field{\*\fldinst = 1 + 1}{\fldrslt 3}}", "3", WORKED_OUT),
    (r"{\field{\*\fldinst D\'41TE}{\fldrslt 1 May}}", "1 May", WORKED_OUT),
    (r"On \chdate  we met", "On  we met", UNREAD),
    (r'{\field{\*\fldinst SYMBOL 252 \\f "Wingdings" \\s 11}{\fldrslt\f1\fs22}}', "✓", CALM),
    (r'{\field{\*\fldinst {\rtlch\fcs1 \af0 HYPERLINK "mailto:a@b.example"}}{\fldrslt a@b}}', "a@b", CALM),
    (r"{\field{\*\fldinst FILLIN}{\fldrslt typed}}", "typed", CALM),
)
FONTS = r"{\fonttbl{\f0 Arial;}{\f1\fcharset2 Wingdings;}}\f0 "


def lines(reader: Callable[[bytes], Reading], data: bytes) -> list[ReadCell]:
    return [row.cells[0] for row in reader(data).lines]


def asks(cell: ReadCell) -> set[str]:
    return {code for code in cell.noticed if CODES[code].severity == "review"}


def field(instruction: str, shown: str) -> str:
    """Return the runs of a field of Word's."""

    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    return f"{mark('begin')}{code}{mark('separate')}{run(shown)}{mark('end')}"


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Give a file of fields, a symbol and a raised figure, as LibreOffice saves it in each format.

    It works dates out when it saves, too: in the .doc another day is written over that, as of an earlier saving.
    """
    folder = tmp_path_factory.mktemp("saved")
    shown = (
        field('DATE \\@ "dd/MM/yyyy"', "x"),
        field("FILENAME", "x"),
        field('HYPERLINK "mailto:a@board.example"', "a@board.example"),
        '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>',
        run("10") + '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>',
    )
    (folder / "sent.docx").write_bytes(make_docx("".join(map(paragraph, shown)), identity={}))
    for kind in READERS:
        save_as(folder, kind, [folder / "sent.docx"], folder)
    held = {kind: (folder / f"sent.{kind}").read_bytes() for kind in READERS}
    return held | {"doc": re.sub(_TODAY, DAY.encode("utf-16-le"), held["doc"])}


def test_each_field_of_an_open_document_keeps_what_it_showed() -> None:
    need("soffice")
    body = "".join(f"<text:p>{text}</text:p>" for text, *_ in OPEN_DOCUMENT)
    read = lines(read_open_document, open_document(body))
    assert [(cell.text, asks(cell)) for cell in read] == [(shown, asked) for _, shown, asked in OPEN_DOCUMENT]


def test_each_field_of_a_rich_text_keeps_what_it_showed() -> None:
    need("soffice")
    body = "".join(rf"{text}\par " for text, *_ in RICH_TEXT)
    read = lines(read_rich_text, rf"{{\rtf1\ansi{FONTS}{body}}}".encode())
    assert [(cell.text, asks(cell)) for cell in read] == [(shown, asked) for _, shown, asked in RICH_TEXT]


def test_a_field_in_a_control_of_an_open_document_is_one() -> None:
    control = '<c:content-control xmlns:c="urn:x"><text:date>1 May</text:date></c:content-control>'
    sealed = seal_open_document(open_document(f"<text:p>{control}</text:p>"))
    with zipfile.ZipFile(io.BytesIO(sealed)) as archive:
        content = archive.read("content.xml")
    assert b"fieldmark-start" in content
    assert b"text:date" not in content


def test_fields_outside_the_text_are_left_alone() -> None:
    """Declarations and lists have names of the same kind, and show nothing that a program works out."""
    body = (
        '<text:sequence-decls><text:sequence-decl text:name="Table"/></text:sequence-decls>'
        "<text:list><text:list-item><text:p>one</text:p></text:list-item></text:list>"
    )
    with zipfile.ZipFile(io.BytesIO(seal_open_document(open_document(body)))) as archive:
        assert b"fieldmark" not in archive.read("content.xml")


@pytest.mark.parametrize("word", ["chdate", "chtime", "chdpl", "chdpa", "sectnum"])
def test_a_date_or_number_that_rich_text_only_names_becomes_a_field_without_text(word: str) -> None:
    sealed = seal_rich_text(rf"a\{word} b \\{word} \{word}x".encode()).decode()
    assert re.fullmatch(r"a(\{\\field.*\{\\fldrslt \}\})b (.*)", sealed)
    assert sealed.endswith(rf"b \\{word} \{word}x")


@pytest.mark.parametrize(
    "instruction",
    [
        r"SYMBOL 252",
        r'SYMBOL 252 \\f "Wingdings" INCLUDETEXT x',
        r'SYMBOL 252 \\f "a/b"',
        r'SYMBOL {\field{\*\fldinst DDE}} \\f "Wingdings"',
        r"SYMBOL99 252 \\f Wingdings",
    ],
)
def test_an_instruction_that_draws_a_symbol_and_says_more_is_made_void(instruction: str) -> None:
    sealed = seal_rich_text(rf"{{\*\fldinst {instruction}}}{{\fldrslt x}}".encode())
    assert rb"\fldinst SECTIONPAGES}{\*\bfvoid" in sealed
    assert sealed.count(rb"\fldinst") == sealed.count(rb"\fldinst SECTIONPAGES")


def test_a_long_instruction_takes_no_longer_than_its_length() -> None:
    assert seal_rich_text(rb"{\*\fldinst " + rb"\b " * 100_000 + rb"X}").endswith(rb"\b X}")


@pytest.mark.parametrize("kind", READERS)
def test_of_what_libreoffice_saved_only_what_it_works_out_asks(saved: dict[str, bytes], kind: str) -> None:
    day, name, link, tick, raised = lines(READERS[kind], saved[kind])
    assert asks(day) == asks(name) == {"field-recalculated"}
    assert kind != "doc" or day.text == DAY
    assert (name.text, link.text) == ("sent.docx", "a@board.example")
    assert not asks(link)
    assert tick.text == "☑" or asks(tick)
    assert raised.text == "10²" or asks(raised)


def test_a_doc_that_is_cut_off_is_damaged(saved: dict[str, bytes]) -> None:
    with pytest.raises(Failed):
        keep_fields(saved["doc"][: len(saved["doc"]) // 2])


def test_a_doc_whose_list_of_fields_lies_beyond_its_end_is_damaged(saved: dict[str, bytes]) -> None:
    start = saved["doc"].index(b"\xec\xa5") + 154 + 8 * 16
    cut = bytearray(saved["doc"])
    struct.pack_into("<I", cut, start, 2**31)
    with pytest.raises(Failed):
        keep_fields(bytes(cut))


def test_a_doc_of_an_older_word_is_left_as_it_is(saved: dict[str, bytes]) -> None:
    older = bytearray(saved["doc"])
    struct.pack_into("<H", older, older.index(b"\xec\xa5") + 2, 0x0065)
    assert keep_fields(bytes(older)) == bytes(older)
