"""Lists that Word numbers by itself: an answer that says “see 2” needs its numbers (ECMA-376 Part 1, 17.9)."""

from pathlib import Path

import pytest

from parsers.word import read_word
from parsers.word.names import child
from parsers.word.numbering import find_numbers
from parsers.word.package import Package
from parsers.word.text import Transcript, Words
from tests.clients.libreoffice import convert
from tests.parsers.files import control, paragraph, run, table
from tests.parsers.numbered import item, level, write_lists

OUTLINE = level(0, "decimal", "%1.") + level(1, "lowerLetter", "%2)") + level(2, "lowerRoman", "(%3)")
STEPS = level(0, "decimal", "Step %1:", start=3) + level(1, "decimal", "%1.%2")
CAPITALS = level(0, "upperRoman", "%1", more='<w:suff w:val="nothing"/>') + level(1, "upperLetter", "%2.")
BULLETS = level(0, "bullet", "•")
LEFT_OUT = "numbers-left-out"
AGAIN = (
    '<w:num w:numId="8"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
    '</w:lvlOverride></w:num><w:num w:numId="9"><w:abstractNumId w:val="1"/></w:num>'
)
STYLES = (
    '<w:style w:type="paragraph" w:styleId="Numbered"><w:name w:val="Numbered"/><w:pPr><w:numPr><w:numId w:val="1"/>'
    '</w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Below"><w:name w:val="Below"/>'
    '<w:basedOn w:val="Numbered"/></w:style>'
)


def words(data: bytes) -> Words:
    package = Package(data)
    body = child(package.xml(package.main), "body")
    assert body is not None
    return Transcript(body, numbers=find_numbers(body, package))(body)


def lines(body: str, *levels: str, styles: str = "") -> list[str]:
    read = words(write_lists(body, *levels, styles=styles))
    assert not read.noticed
    return read.text.split("\n")


def squeezed(shown: list[str]) -> list[str]:
    return ["".join(line.split()) for line in shown]


def styled(name: str, text: str) -> str:
    return paragraph(f'<w:pPr><w:pStyle w:val="{name}"/></w:pPr>', run(text))


def test_the_lines_of_an_answer_have_the_numbers_that_word_shows() -> None:
    visits = item("Weekly visits", 1) + item("Interpreter booked for 1", 1)
    data = write_lists(table(control("summary", paragraph(run("Agreed:")) + visits)), OUTLINE)
    reading = read_word(data)
    assert reading.found[0].text == "Agreed:\n1. Weekly visits\n2. Interpreter booked for 1"
    assert not reading.findings
    [row] = reading.rows
    assert row.cells[0].text == reading.found[0].text


def test_numbers_are_those_that_libreoffice_shows(tmp_path: Path) -> None:
    listed = (
        "a1.0 b1.0 c1.1 d1.1 e1.2 f1.0 g1.1 h1.0 i2.0 j2.1 k2.1 l2.0 m8.0 n8.1 o8.0 p9.0 q1.0 r2.1 s3.0 t3.1"
    )
    items = [item(one[0], int(one[1]), int(one[3])) for one in listed.split()]
    items.insert(5, paragraph(run("between")))
    body = "".join([*items, styled("Numbered", "v"), styled("Below", "w")])
    data = write_lists(body, OUTLINE, STEPS, CAPITALS, lists=AGAIN, styles=STYLES)
    (tmp_path / "lists.docx").write_bytes(data)
    convert([tmp_path / "lists.docx"], "txt:Text (encoded):UTF8", tmp_path)
    shown = (tmp_path / "lists.txt").read_text("utf-8-sig").splitlines()
    assert squeezed(words(data).text.splitlines()) == squeezed(shown)


def test_bullets_stand_for_no_words() -> None:
    assert lines(item("a", 1) + item("b", 1), BULLETS) == ["a", "b"]


def test_a_line_without_words_counts_and_shows_no_number() -> None:
    assert lines(item("a", 1) + item("", 1) + item("b", 1), OUTLINE) == ["1. a", "", "3. b"]


def test_letters_go_on_doubled_after_z() -> None:
    read = lines("".join(item("x", 1) for _ in range(28)), level(0, "lowerLetter", "%1."))
    assert read[25:] == ["z. x", "aa. x", "bb. x"]


def test_a_paragraph_takes_itself_out_of_the_list_of_its_style() -> None:
    out = paragraph(
        '<w:pPr><w:pStyle w:val="Numbered"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>', run("b")
    )
    assert lines(styled("Numbered", "a") + out + styled("Below", "c"), OUTLINE, styles=STYLES) == [
        "1. a",
        "b",
        "2. c",
    ]


@pytest.mark.parametrize(
    "levels",
    [level(0, "decimal", "%1.", more="<w:isLgl/>"), level(0, "decimal", "%1.", more='<w:lvlRestart w:val="0"/>'),
     level(0, "ordinalText", "%1"), level(0, "decimal", "%2."), level(1, "decimal", "%2."),
     level(0, "none", "Action:"), level(0, "decimal", "%1.", more="<mc:AlternateContent/>"), ""],
)  # fmt: skip
def test_numbers_that_are_not_plain_are_not_guessed(levels: str) -> None:
    levels = levels.replace("<mc:AlternateContent/>", '<x:AlternateContent xmlns:x="urn:x"/>')
    assert words(write_lists(item("a", 1), levels)) == ("a", frozenset({LEFT_OUT}))


def test_a_list_of_another_file_is_not_guessed() -> None:
    assert words(write_lists(item("a", 7), OUTLINE)) == ("a", frozenset({LEFT_OUT}))


@pytest.mark.parametrize("mark", ["<w:rPr><w:del/></w:rPr>", "<w:rPr><w:moveFrom/></w:rPr>"])
def test_a_list_of_which_an_item_is_deleted_is_not_counted(mark: str) -> None:
    data = write_lists(item("a", 1, mark=mark) + item("b", 1) + item("c", 2), OUTLINE, STEPS)
    read = words(data)
    assert read.text.endswith("b\nStep 3: c")
    assert LEFT_OUT in read.noticed


def test_labels_that_a_form_of_somebody_else_s_numbers_read_without_numbers() -> None:
    """Its layout knows them by their words; an answer's own list in a cell is asked about."""
    cells = table(item("Name", 1), item("Why?", 1) + item("Early help", 1) + item("Not agreed", 1))
    reading = read_word(write_lists(item("Reference:", 1) + cells, OUTLINE))
    assert [(row.cells[0].text, set(row.cells[0].noticed)) for row in reading.lines] == [
        ("Reference:", set()),
        ("Name", set()),
        ("Why?\nEarly help\nNot agreed", {LEFT_OUT}),
    ]
