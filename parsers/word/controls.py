"""The content controls of a Word document, with the cell that each stands in.

A control's tag names its box, and the cell around it holds the answer: what is typed beside the control counts.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from parsers.word.names import attribute, child, live_children, local_name, shown, word_name

_ON = frozenset({"1", "true", "on"})


@dataclass(frozen=True)
class Control:
    """A tagged control. `cell` is the cell, or else the paragraph, around it; None where there is neither."""

    tag: str
    element: etree._Element
    properties: etree._Element
    cell: etree._Element | None
    place: str

    @property
    def content(self) -> etree._Element | None:
        """What the control holds."""
        return child(self.element, "sdtContent")

    @property
    def ticked(self) -> bool | None:
        """Whether a tick control is ticked; None for any other control."""
        box = child(self.properties, "checkbox")
        if box is None:
            return None
        checked = child(box, "checked")
        return checked is not None and (attribute(checked, "val") or "1").casefold() in _ON

    @property
    def stored_date(self) -> dt.date | None:
        """The date behind a date control (`w:fullDate`), which some programs leave as it was."""
        date = child(self.properties, "date")
        stored = None if date is None else attribute(date, "fullDate")
        try:
            return dt.date.fromisoformat(stored[:10]) if stored else None
        except ValueError:
            return None


def find_controls(body: etree._Element) -> tuple[Control, ...]:
    """Return every tagged control that Word shows, at any level: in a line, around paragraphs, cells or rows."""
    places = dict(_number_cells(body))
    return tuple(_tagged(body, places))


def _tagged(body: etree._Element, places: dict[etree._Element, str]) -> Iterator[Control]:
    for element in shown(body, "sdt"):
        properties = child(element, "sdtPr")
        mark = child(properties, "tag")
        tag = None if mark is None else attribute(mark, "val")
        if tag and properties is not None:
            cell = _cell_of(element)
            yield Control(tag, element, properties, cell, places.get(cell, "") if cell is not None else "")


def _cell_of(element: etree._Element) -> etree._Element | None:
    inside = [part for part in _content_parts(element) if word_name(part) in {"tc", "tr"}]
    if inside:
        cells = [cell for part in inside for cell in part.iter("{*}tc")]
        return cells[0] if len(cells) == 1 else None
    around = (parent for name in ("tc", "p") for parent in element.iterancestors(f"{{*}}{name}"))
    return next((parent for parent in around if word_name(parent)), None)


def _content_parts(element: etree._Element) -> Iterator[etree._Element]:
    """Yield what a control holds, through controls that stand directly inside it."""
    for part in live_children(element):
        if word_name(part) == "sdt":
            yield from _content_parts(part)
        else:
            yield part


def _number_cells(body: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Yield each cell with its place, all counted from 1: tables through the document, rows and cells within."""
    for table_number, table in enumerate(shown(body, "tbl"), start=1):
        for row_number, row in enumerate(rows_or_cells(table, "tr"), start=1):
            for cell_number, cell in enumerate(rows_or_cells(row, "tc"), start=1):
                yield cell, f"table {table_number}, row {row_number}, cell {cell_number}"


def rows_or_cells(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the rows (`tr`) of a table, or the cells (`tc`) of a row, that Word shows."""
    for part in live_children(element):
        if word_name(part) == name:
            yield part
        elif word_name(part) in {"sdt", "customXml", "ins"} or local_name(part) == "AlternateContent":
            yield from rows_or_cells(part, name)
