"""An equation is read as one line: sure only where it is one (ECMA-376 Part 1, 22.1)."""

import pytest
from lxml import etree

from parsers.word.text import read_words
from tests.parsers.files import docx_parts, paragraph


def maths(letters: str) -> str:
    return f"<m:r><m:rPr><m:sty/></m:rPr><m:t>{letters}</m:t></m:r>"


def words(equation: str) -> tuple[str, set[str]]:
    body = paragraph(
        f"<m:oMathPara><m:oMathParaPr><m:jc/></m:oMathParaPr><m:oMath>{equation}</m:oMath></m:oMathPara>"
    )
    read = read_words(etree.fromstring(str(docx_parts(body)["word/document.xml"])))
    return read.text, set(read.noticed)


def test_letters_in_a_line_are_sure() -> None:
    assert words(maths("x=") + maths("1")) == ("x=1", set())


@pytest.mark.parametrize(
    "structure",
    ["<m:f><m:fPr/><m:num>{}</m:num><m:den>{}</m:den></m:f>", "<m:sSup><m:e>{}</m:e><m:sup>{}</m:sup></m:sSup>",
     "<m:sSub><m:e>{}</m:e><m:sub>{}</m:sub></m:sSub>", "<m:rad><m:deg>{}</m:deg><m:e>{}</m:e></m:rad>",
     "<m:nary><m:sub>{}</m:sub><m:e>{}</m:e></m:nary>", "<m:d><m:e>{}</m:e><m:e>{}</m:e></m:d>",
     "<m:m><m:mr><m:e>{}</m:e><m:e>{}</m:e></m:mr></m:m>"],
)  # fmt: skip
def test_fractions_roots_brackets_and_indices_are_read_and_asked_about(structure: str) -> None:
    assert words(structure.format(maths("1"), maths("2"))) == ("12", {"equation"})
