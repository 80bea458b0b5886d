"""The content controls of a Word document, with the cell that each stands in.

A control's tag names its box, and the cell around it holds the answer: what is typed beside the control counts.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from lxml import etree

from parsers.word.names import attribute, child, live_children, local_name_of, name_of, shown, word_name

_ON = frozenset({"1", "true", "on"})
_ASKED_FOR = ("{*}tag", "{*}checkbox", "{*}date")
"""The properties of a control that say what it holds."""
_AROUND_ROWS = frozenset({"sdt", "customXml", "ins"})
"""What may stand around rows or cells."""
_Place: TypeAlias = tuple[int, int, int]
"""The number of a table, of a row in it and of a cell in that, from 1."""


@dataclass(frozen=True)
class Control:
    """A tagged control: what it holds, and by local name those of its properties that say how to read it.

    `cell` is the cell, or else the paragraph, around it; None where there is neither.
    """

    tag: str
    element: etree._Element
    content: etree._Element | None
    properties: Mapping[str, etree._Element]
    cell: etree._Element | None
    place: str

    @property
    def ticked(self) -> bool | None:
        """Whether a tick control is ticked; None for any other control."""
        box = self.properties.get("checkbox")
        if box is None:
            return None
        checked = child(box, "checked")
        return checked is not None and (attribute(checked, "val") or "1").casefold() in _ON

    @property
    def stored_date(self) -> dt.date | None:
        """The date behind a date control (`w:fullDate`), which some programs leave as it was."""
        date = self.properties.get("date")
        stored = None if date is None else attribute(date, "fullDate")
        try:
            return dt.date.fromisoformat(stored[:10]) if stored else None
        except ValueError:
            return None


def find_controls(body: etree._Element) -> tuple[Control, ...]:
    """Return every tagged control that Word shows, at any level: in a line, around paragraphs, cells or rows."""
    places = dict(_number_cells(body))
    return tuple(_tagged(body, places))


def _tagged(body: etree._Element, places: dict[etree._Element, _Place]) -> Iterator[Control]:
    for element in shown(body, "sdt"):
        held = _by_name(element)
        properties = _by_name(held["sdtPr"].iterchildren(*_ASKED_FOR)) if "sdtPr" in held else {}
        tag = attribute(properties["tag"], "val") if "tag" in properties else None
        if tag:
            content = held.get("sdtContent")
            cell = _cell_of(element, content)
            place = places.get(cell) if cell is not None else None
            yield Control(tag, element, content, properties, cell, _say(place))


def _by_name(parts: Iterable[etree._Element]) -> dict[str, etree._Element]:
    """Return the first part of each local name."""
    held: dict[str, etree._Element] = {}
    for part in parts:
        held.setdefault(local_name_of(part.tag), part)
    return held


def _say(place: _Place | None) -> str:
    return "table {}, row {}, cell {}".format(*place) if place else ""


def _cell_of(element: etree._Element, content: etree._Element | None) -> etree._Element | None:
    inside = [part for part in _content_parts(content) if word_name(part) in {"tc", "tr"}]
    if inside:
        cells = [cell for part in inside for cell in part.iter("{*}tc")]
        return cells[0] if len(cells) == 1 else None
    return _around(element)


def _around(element: etree._Element) -> etree._Element | None:
    """Return the cell around an element, or else the paragraph."""
    paragraph, parent = None, element.getparent()
    while parent is not None:
        name = name_of(parent.tag)
        if name == "tc":
            return parent
        if name == "p" and paragraph is None:
            paragraph = parent
        parent = parent.getparent()
    return paragraph


def _content_parts(content: Iterable[etree._Element] | None) -> Iterator[etree._Element]:
    """Yield what a control holds, through controls that stand directly inside it."""
    for part in () if content is None else content:
        if word_name(part) == "sdt":
            yield from _content_parts(live_children(part))
        else:
            yield part


def _number_cells(body: etree._Element) -> Iterator[tuple[etree._Element, _Place]]:
    """Yield each cell with its place, all counted from 1: tables through the document, rows and cells within."""
    for table_number, table in enumerate(shown(body, "tbl"), start=1):
        for row_number, row in enumerate(rows_or_cells(table, "tr"), start=1):
            for cell_number, cell in enumerate(rows_or_cells(row, "tc"), start=1):
                yield cell, (table_number, row_number, cell_number)


def rows_or_cells(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the rows (`tr`) of a table, or the cells (`tc`) of a row, that Word shows."""
    for part in live_children(element):
        held = name_of(part.tag)
        if held == name:
            yield part
        elif held in _AROUND_ROWS or (not held and local_name_of(part.tag) == "AlternateContent"):
            yield from rows_or_cells(part, name)
