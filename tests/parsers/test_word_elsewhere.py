"""What a Word file holds that is in none of its texts, and answers whose cells a tracked change takes away."""

import pytest

import parsers
from parsers import Reading
from tests.parsers.files import control, make_docx, paragraph, run, table

ELSEWHERE = [
    "<w:altChunk/>",
    "<w:p><w:subDoc/></w:p>",
    '<w:p><w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office"/></w:object></w:r></w:p>',
]


def codes(reading: Reading) -> set[tuple[str, str | None]]:
    return {(finding.code, finding.field) for finding in reading.findings}


@pytest.mark.parametrize("content", ELSEWHERE)
def test_another_document_in_the_file_asks(content: str) -> None:
    form = table(paragraph(control("summary", run("Text"))))
    assert ("content-elsewhere", None) in codes(parsers.read(make_docx(content + form)))
    assert not codes(parsers.read(make_docx(form)))


@pytest.mark.parametrize("content", ELSEWHERE)
def test_another_document_in_the_cell_of_an_answer_asks_about_the_answer(content: str) -> None:
    form = table(
        content + paragraph(control("summary", run("Text"))), paragraph(control("child_name", run("Ann")))
    )
    found = codes(parsers.read(make_docx(form)))
    assert ("content-elsewhere", "summary") in found
    assert ("content-elsewhere", "child_name") not in found


def test_a_cell_that_a_tracked_change_takes_away_asks_and_keeps_its_answer() -> None:
    cell = f"<w:tc><w:tcPr><w:cellDel/></w:tcPr>{paragraph(control('summary', run('Text')))}</w:tc>"
    reading = parsers.read(make_docx(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>"))
    assert ("cell-deleted", "summary") in codes(reading)
    assert [found.text for found in reading.found] == ["Text"]


def test_a_footnote_in_a_label_is_told_as_words_outside() -> None:
    label = paragraph(run("Name"), "<w:r><w:footnoteReference/></w:r>")
    reading = parsers.read(make_docx(table(label, paragraph(control("child_name", run("Ann"))))))
    assert reading.outside == ("Name", "[footnote]")
