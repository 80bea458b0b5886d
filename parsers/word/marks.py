"""What is rare in a Word document and changes how the text around it reads, looked for once and not at each element.

These are the tracked changes of a row or of a paragraph's end, and the runs whose font draws pictures for letters.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from parsers.word.names import attribute, local_name, word_name
from parsers.word.symbols import is_symbol_font


@dataclass(frozen=True)
class Marks:
    """Rows taken away, paragraphs whose end was put in or taken away, and the symbol font of a run that has one."""

    deleted_rows: frozenset[etree._Element]
    inserted_ends: frozenset[etree._Element]
    deleted_ends: frozenset[etree._Element]
    symbol_fonts: Mapping[etree._Element | None, str]


def find_marks(element: etree._Element) -> Marks:
    """Return what stands under an element."""
    return Marks(
        deleted_rows=frozenset(_owners(element, "del", "trPr")),
        inserted_ends=frozenset(_owners(element, "ins", "pPr", "rPr")),
        deleted_ends=frozenset(_owners(element, "del", "pPr", "rPr")),
        symbol_fonts=dict(_symbol_fonts(element)),
    )


def _owners(element: etree._Element, name: str, *inside: str) -> Iterator[etree._Element]:
    """Yield the rows or paragraphs in whose properties a mark of that name stands."""
    for mark in element.iter(f"{{*}}{name}"):
        owner = _owner(mark, *inside)
        if owner is not None and word_name(owner):
            yield owner


def _owner(mark: etree._Element, *inside: str) -> etree._Element | None:
    around = mark.getparent()
    for name in reversed(inside):
        if around is None or local_name(around) != name:
            return None
        around = around.getparent()
    return around


def _symbol_fonts(element: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    for fonts in element.iter("{*}rFonts"):
        font, run = attribute(fonts, "ascii") or "", _owner(fonts, "rPr")
        if run is not None and is_symbol_font(font):
            yield run, font
