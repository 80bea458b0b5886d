"""The cells of a Word document that were merged with others and all still stand in the file, though one is shown.

That is how cells are merged down a column (`w:vMerge`, ISO 29500-1, 17.4.85), in old files along a row (`w:hMerge`),
and by a tracked change (`w:cellMerge`, 17.13.5.3). A `w:gridSpan` takes the other cells away, and is none of these.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml import etree

from parsers.word.controls import rows_or_cells
from parsers.word.names import attribute, child, local_name_of, number_in, shown

CELLS_MERGED = "cells-merged"
_MARKS = ("{*}vMerge", "{*}hMerge", "{*}cellMerge")


def find_merged(body: etree._Element) -> frozenset[etree._Element]:
    """Return every cell that such a merge covers: each that goes on the cell before it, and that cell.

    The blanks of this project have none.
    """
    if next(body.iter(*_MARKS), None) is None:
        return frozenset()
    return frozenset(cell for table in shown(body, "tbl") for cell in _merged_in(table))


class _Cell(NamedTuple):
    """A cell with the columns of the grid that it takes, and whether it goes on the one above or to the left."""

    element: etree._Element
    first: int
    end: int
    goes_on_above: bool
    goes_on_left: bool


def _merged_in(table: etree._Element) -> Iterator[etree._Element]:
    above: Sequence[_Cell] = ()
    for row in rows_or_cells(table, "tr"):
        cells = tuple(_read_cells(row))
        for at, cell in enumerate(cells):
            if cell.goes_on_above:
                yield from (cell.element, *(other.element for other in _over(cell, above)))
            if cell.goes_on_left:
                yield from (other.element for other in cells[max(at - 1, 0) : at + 1])
        above = cells


def _over(cell: _Cell, above: Sequence[_Cell]) -> Sequence[_Cell]:
    """Return the cells above, which stand in order, that share a column with a cell."""
    start = bisect_right(above, cell.first, key=lambda other: other.end)
    return above[start : bisect_left(above, cell.end, key=lambda other: other.first)]


def _read_cells(row: etree._Element) -> Iterator[_Cell]:
    column = number_in(child(child(row, "trPr"), "gridBefore"), 0)
    for element in rows_or_cells(row, "tc"):
        properties = child(element, "tcPr")
        marks = {local_name_of(part.tag): part for part in (() if properties is None else properties)}
        end = column + max(number_in(marks.get("gridSpan"), 1), 1)
        tracked = marks.get("cellMerge")
        is_tracked = tracked is not None and attribute(tracked, "vMerge") == "cont"
        above, left = (_goes_on(marks.get(name)) for name in ("vMerge", "hMerge"))
        yield _Cell(element, column, end, goes_on_above=above or is_tracked, goes_on_left=left)
        column = end


def _goes_on(mark: etree._Element | None) -> bool:
    """Say whether a mark joins its cell to another: all do that do not begin a merge, those without a value too."""
    return mark is not None and attribute(mark, "val") != "restart"
