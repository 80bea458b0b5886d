"""Fields in an answer: what Word works out or draws by itself is not what somebody wrote (ECMA-376 Part 1, 17.16)."""

from collections.abc import Callable
from typing import TypeAlias

import pytest
from lxml import etree

from parsers.word.text import Transcript, read_words
from tests.parsers.files import control, docx_parts, paragraph, run

Write: TypeAlias = Callable[..., str]
MARK = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
BEGIN, SEPARATE, END = (MARK.format(kind) for kind in ("begin", "separate", "end"))
UNREAD, RECALCULATED = "field-unread", "field-recalculated"


def document(body: str) -> etree._Element:
    return etree.fromstring(str(docx_parts(body)["word/document.xml"]))


def words(*body: str) -> tuple[str, set[str]]:
    read = read_words(document(paragraph(*body)))
    return read.text, set(read.noticed)


def code(instruction: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'


def field(instruction: str, *shown: str) -> str:
    result = SEPARATE + "".join(shown) if shown else ""
    return BEGIN + code(instruction) + result + END


def simple(instruction: str, *shown: str) -> str:
    return f'<w:fldSimple w:instr="{instruction}">{"".join(shown)}</w:fldSimple>'


@pytest.mark.parametrize("write", [field, simple])
@pytest.mark.parametrize(
    "instruction",
    [' DATE \\@ "d MMMM yyyy" ', "TIME", "SAVEDATE", "PRINTDATE", "CREATEDATE", "FILENAME \\p", " AUTHOR ",
     "USERNAME", "PAGE", "NUMPAGES", "SEQ item", "=SUM(ABOVE)", "= 2+2", "DOCPROPERTY Title", "REF x \\h", "x", ""],
)  # fmt: skip
def test_what_word_works_out_anew_is_kept_and_asked_about(write: Write, instruction: str) -> None:
    shown = write(instruction.replace('"', "&quot;"), run("3 June"))
    assert words(shown, run(" agreed")) == ("3 June agreed", {RECALCULATED})


@pytest.mark.parametrize("write", [field, simple])
@pytest.mark.parametrize(
    "name", ["FORMTEXT", "FORMDROPDOWN", "FILLIN &quot;&quot;", "HYPERLINK &quot;x&quot;"]
)
def test_what_somebody_typed_in_a_field_or_linked_is_sure(write: Write, name: str) -> None:
    assert words(write(f" {name} ", run("Siân"))) == ("Siân", set())
    assert words(write(f" {name} ")) == ("", set())


def test_a_merge_field_is_sure_where_it_was_filled_in_and_no_answer_where_not() -> None:
    assert words(field(" MERGEFIELD agency ", run("Health"))) == ("Health", set())
    assert words(field(" MERGEFIELD agency ", run("«agency»"))) == ("«agency»", {"as-in-blank"})
    assert words(field(" MERGEFIELD agency ")) == ("", {UNREAD})


@pytest.mark.parametrize(
    "instruction",
    [" MACROBUTTON CheckIt ☒ ", " EQ \\f(1,2) ", ' QUOTE "and Police" ', " DATE ", " IF 1=1 a b "],
)
def test_a_field_that_shows_what_is_not_in_the_text_is_asked_about(instruction: str) -> None:
    assert words(run("Health "), field(instruction)) == ("Health ", {UNREAD})
    assert words(run("Health "), field(instruction, run(""))) == ("Health ", {UNREAD})


def test_fields_that_show_nothing_by_their_nature_are_passed_over() -> None:
    assert words(run("Health"), field(' XE "Health" '), field(" TC x ")) == ("Health", set())


@pytest.mark.parametrize(
    ("instruction", "text"),
    [
        (" SYMBOL 252 \\f Wingdings ", "✓"),
        (' SYMBOL 252 \\f "Wingdings" \\s 12 ', "✓"),
        (' symbol 0xFE \\F "Wingdings" \\* MERGEFORMAT', "☑"),
        (" SYMBOL 61694 \\f Wingdings \\h ", "☑"),
        (" SYMBOL 128 \\a ", "€"),
        (" SYMBOL 233 ", "é"),
        (" SYMBOL 9745 \\u ", "☑"),
    ],
)
def test_a_symbol_field_reads_as_the_symbol_whatever_is_stored_for_it(instruction: str, text: str) -> None:
    assert words(run("a "), field(instruction)) == (f"a {text}", set())
    assert words(run("a "), field(instruction, run("ü")), run(" b")) == (f"a {text} b", set())
    assert words(simple(instruction.replace('"', "&quot;"), run("ü"))) == (text, set())


@pytest.mark.parametrize(
    ("instruction", "noticed"),
    [
        (" SYMBOL 33 \\f Wingdings ", "symbol-unknown"),
        (" SYMBOL 97 \\f Webdings ", UNREAD),
        (" SYMBOL 97 \\j ", UNREAD),
        (" SYMBOL tick \\f Wingdings ", UNREAD),
        (" SYMBOL ", UNREAD),
        (" SYMBOL 9999999 \\u ", "symbol-unknown"),
    ],
)
def test_a_symbol_that_has_no_plain_letter_is_asked_about(instruction: str, noticed: str) -> None:
    assert words(field(instruction))[1] == {noticed}


def test_words_that_stand_in_an_instruction_are_no_answer() -> None:
    hidden = BEGIN + code(" IF 1=1 ") + run("not shown") + SEPARATE + run("Health") + END
    assert words(hidden) == ("Health", {RECALCULATED})
    nested = (
        BEGIN
        + code(' HYPERLINK "')
        + field(" QUOTE x ", run("x"))
        + code('" ')
        + SEPARATE
        + run("Health")
        + END
    )
    text, noticed = words(nested)
    assert text == "Health"
    assert noticed


def test_a_field_in_what_a_field_shows_is_asked_about() -> None:
    assert words(field(" FORMTEXT ", field(" DATE ", run("3 June")))) == ("3 June", {RECALCULATED})


def test_each_paragraph_that_a_field_shows_is_asked_about() -> None:
    body = document(
        paragraph(BEGIN, code(" REF x "), SEPARATE, run("one"))
        + paragraph(run("two"), END)
        + paragraph(run("three"))
    )
    read = Transcript(body)
    assert [(read(p).text, set(read(p).noticed)) for p in body.iter("{*}p")] == [
        ("one", {RECALCULATED}),
        ("two", {RECALCULATED}),
        ("three", set()),
    ]


def test_an_instruction_that_goes_on_for_paragraphs_takes_no_answer_away() -> None:
    body = document(
        paragraph(run("one"), BEGIN, code(" IF "))
        + paragraph(control("child_name", run("Siân")))
        + paragraph(SEPARATE, END)
    )
    read = Transcript(body)
    name = [*body.iter("{*}p")][1]
    assert read(name) == ("Siân", frozenset({UNREAD}))


@pytest.mark.parametrize("marks", [END, SEPARATE, END + SEPARATE + END, BEGIN * 50, (BEGIN + SEPARATE) * 50])
def test_marks_without_their_counterparts_hide_no_text(marks: str) -> None:
    assert words(run("a"), marks, run("b"))[0] == "ab"
    assert words(simple(" FORMTEXT ", run("a"), marks, run("b")))[0] == "ab"


def test_fields_of_headers_and_footers_ask_nothing() -> None:
    footer = document("").makeelement(f"{{{document('').nsmap['w']}}}ftr")
    footer.extend(document(paragraph(simple(" PAGE ", run("1")))).iter("{*}p"))
    assert read_words(footer) == ("1", frozenset())
