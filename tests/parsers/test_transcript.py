"""A stretch of a part's text is what reading the element alone gives."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from docgen.word.document import render_word
from escalation.boxes import Answers
from parsers.word.text import Transcript, read_words
from tests.parsers.files import docx_parts, paragraph, run
from tests.parsers.returns import EVERY_KIND, FILLED, MADE_UP

_PIECES = (
    run("word"),
    "<w:r><w:t>a</w:t><w:br/></w:r>",
    '<w:r><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:t>ü</w:t></w:r>',
    "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>",
    "<w:pPr><w:rPr><w:ins/></w:rPr></w:pPr>",
    "<w:footnoteReference/>",
    "<w:r><w:drawing/></w:r>",
)
_BOXED = f"<w:r><w:pict><w:txbxContent>{paragraph(run('boxed'))}</w:txbxContent></w:pict></w:r>"
_AROUND = ("p", "tc", "tr", "tbl", "ins", "del", "sdtContent", "hyperlink")


def _inside(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(st.sampled_from(_AROUND), st.lists(parts, max_size=4)).map(
        lambda held: (
            f"<w:{held[0]}>{''.join(held[1])}</w:{held[0]}>"
            if held[0] != "sdtContent"
            else f"<w:sdt><w:sdtPr/><w:sdtContent>{''.join(held[1])}</w:sdtContent></w:sdt>"
        )
    )


def check(document: etree._Element) -> None:
    read = Transcript(document)
    for element in document.iter("{*}p", "{*}tc", "{*}sdtContent", "{*}tbl"):
        assert read(element) == read_words(element)


@given(body=st.recursive(st.sampled_from((*_PIECES, _BOXED)), _inside, max_leaves=25))
def test_every_element_of_a_made_document_reads_as_it_does_alone(body: str) -> None:
    check(etree.fromstring(str(docx_parts(body)["word/document.xml"])))


@pytest.mark.parametrize("answers", [{}, FILLED])
def test_every_element_of_a_return_reads_as_it_does_alone(answers: Answers) -> None:
    data = render_word(EVERY_KIND, MADE_UP, answers).content
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        check(etree.fromstring(archive.read("word/document.xml")))
