"""Tracked deletions are left out, and asked about whatever it was that they took away (ECMA-376 Part 1, 17.13.5)."""

import pytest
from lxml import etree

from escalation.stamps import PROMPTS
from parsers.word.text import read_words
from tests.parsers.files import docx_parts, paragraph, run

DELETED = '<w:del w:id="9" w:author="a">{}</w:del>'


def words(*body: str) -> tuple[str, set[str]]:
    read = read_words(etree.fromstring(str(docx_parts("".join(body))["word/document.xml"])))
    return read.text, set(read.noticed)


@pytest.mark.parametrize("around", [DELETED, "<w:moveFrom>{}</w:moveFrom>"])
@pytest.mark.parametrize(
    "lost",
    ["<w:delText>old</w:delText>", "<w:t>old</w:t>", '<w:delText xml:space="preserve"> </w:delText>',
     '<w:sym w:font="Wingdings" w:char="F0FC"/>', "<w:drawing/>", "<w:pict/>", "<w:object/>", "<w:br/>", "<w:tab/>",
     "<w:footnoteReference/>", '<w:fldChar w:fldCharType="begin"/>',
     "<mc:AlternateContent><mc:Choice><w:drawing/></mc:Choice></mc:AlternateContent>"],
)  # fmt: skip
def test_whatever_was_deleted_is_asked_about(around: str, lost: str) -> None:
    assert words(paragraph(run("new"), around.format(f"<w:r>{lost}</w:r>"))) == ("new", {"tracked-deletion"})


@pytest.mark.parametrize(
    "lost",
    ["", "<w:r/>", "<w:r><w:rPr><w:tab/></w:rPr></w:r>", "<w:r><w:delText/></w:r>"]
    + [f"<w:r><w:delText>{prompt}</w:delText></w:r>" for prompt in sorted(PROMPTS)],
)
def test_what_shows_nothing_or_was_a_prompt_is_not_asked_about(lost: str) -> None:
    assert words(paragraph(run("new"), DELETED.format(lost))) == ("new", set())


def test_the_deleted_end_of_a_paragraph_is_asked_about() -> None:
    first = paragraph("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>", run("Not agreed"))
    assert words(first, paragraph(run("by Health"))) == ("Not agreedby Health", {"tracked-deletion"})


def test_an_empty_row_that_was_deleted_is_not_asked_about() -> None:
    cell = f"<w:tc><w:tcPr/>{paragraph('<w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>')}</w:tc>"
    assert words(f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr>{cell}</w:tr></w:tbl>") == ("", set())
