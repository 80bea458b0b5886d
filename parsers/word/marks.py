"""What is rare in a Word document and changes how the text around it reads, looked for once and not at each element.

These are the tracked changes of a row or of a paragraph's end, the runs whose font draws pictures for letters, and
those that are struck through or hidden (ISO 29500-1, 17.3.2.9, 17.3.2.37, 17.3.2.41).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from parsers.word.names import attribute, local_name, word_name
from parsers.word.symbols import is_symbol_font

_SHOWN_OTHERWISE = {"strike": "struck-through", "dstrike": "struck-through", "vanish": "hidden-text"}
_OFF = frozenset({"0", "false", "off"})


@dataclass(frozen=True)
class Marks:
    """Rows taken away, paragraphs whose end was put in or taken away, and the symbol font of a run that has one.

    `shown_otherwise` has the code of each run that is struck through or hidden.
    """

    deleted_rows: frozenset[etree._Element]
    inserted_ends: frozenset[etree._Element]
    deleted_ends: frozenset[etree._Element]
    symbol_fonts: Mapping[etree._Element | None, str]
    shown_otherwise: Mapping[etree._Element | None, str]


def find_marks(element: etree._Element) -> Marks:
    """Return what stands under an element."""
    return Marks(
        deleted_rows=frozenset(_owners(element, "del", "trPr")),
        inserted_ends=frozenset(_owners(element, "ins", "pPr", "rPr")),
        deleted_ends=frozenset(_owners(element, "del", "pPr", "rPr")),
        symbol_fonts=dict(_symbol_fonts(element)),
        shown_otherwise=dict(_shown_otherwise(element)),
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


def _shown_otherwise(element: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    for mark in element.iter(*(f"{{*}}{name}" for name in _SHOWN_OTHERWISE)):
        run = _owner(mark, "rPr")
        if run is not None and (attribute(mark, "val") or "") not in _OFF:
            yield run, _SHOWN_OTHERWISE[local_name(mark)]
