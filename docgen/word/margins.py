"""The head and foot of each page: whose document it is, the marking on both, which it is, and the page."""

from docx.document import Document
from docx.section import _Footer, _Header
from lxml import etree

from docgen.word.elements import element, paragraph, run, styled_run


def write_margins(document: Document, board: str, marking: str, which: str) -> None:
    """Write the head and foot of each page of a document; `which` says at the foot which document it is."""
    section = document.sections[0]
    pages = (run("\tPage "), _field("PAGE"), run(" of "), _field("NUMPAGES"))
    _fill(section.header, paragraph("Header", run(f"{board}\t"), styled_run(marking, "Strong")))
    _fill(
        section.footer,
        paragraph("Footer", run(which), *pages),
        paragraph("FormMarking", styled_run(marking, "Strong")),
    )


def _fill(margin: _Header | _Footer, *paragraphs: etree._Element) -> None:
    margin.is_linked_to_previous = False
    blank = margin.paragraphs[0]._p
    for block in paragraphs:
        blank.addprevious(block)
    blank.getparent().remove(blank)


def _field(instruction: str) -> etree._Element:
    return element("w:fldSimple", run("1"), instr=f" {instruction} ")
