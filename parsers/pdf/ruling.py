"""What is drawn on a PDF page to write in: the cells of tables, boxes, small squares to tick, lines to write on."""

import io
import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pdfplumber
from pdfplumber.page import Page
from pdfplumber.table import TableFinder
from pdfplumber.utils.exceptions import PdfminerException

from parsers.pages import ReadPage, Rectangle

MAX_DRAWN = 2_000
"""The most lines, boxes and curves of a page that are looked at: pdfplumber lays each beside every other."""
_LEAST_TICK, _MOST_TICK, _UNEVEN = 5.0, 20.0, 0.25
_LEAST_WIDTH, _LEAST_HEIGHT = 12.0, 7.0
_LEAST_RULE = 40.0
_SLACK = 2.0
_MOST_OF_PAGE = 0.7

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it tells every fault of a file on standard error


@dataclass(frozen=True)
class Ruling:
    """What is drawn on one page: the cells of each table (a box alone is a table of one), squares and lines.

    All are in points from the top left of the page; a line has no height.
    """

    tables: tuple[tuple[Rectangle, ...], ...] = ()
    squares: tuple[Rectangle, ...] = ()
    lines: tuple[Rectangle, ...] = ()


def find_ruling(data: bytes, pages: Sequence[ReadPage]) -> Mapping[int, Ruling]:
    """Return what is drawn on each of some pages of a PDF, by the page's number.

    A page that pdfplumber does not read, sees in another size than it is shown in, or on which more is drawn than on
    any form has nothing.
    """
    found = {page.number: Ruling() for page in pages}
    try:
        with pdfplumber.open(io.BytesIO(data), pages=sorted(found)) as pdf:
            drawn = {page.page_number: page for page in pdf.pages}
            for page in pages:
                if page.number in drawn:
                    found[page.number] = _find(drawn[page.number], page)
    except (PdfminerException, ValueError, KeyError, TypeError, IndexError):
        return found
    return found


def _find(drawn: Page, page: ReadPage) -> Ruling:
    x, y, right, bottom = drawn.cropbox
    is_same = abs(right - x - page.width) < 1 and abs(bottom - y - page.height) < 1
    if not is_same or len(drawn.lines) + len(drawn.rects) + len(drawn.curves) > MAX_DRAWN:
        return Ruling()
    finder = TableFinder(drawn)
    shown = [_shifted(cell, x, y) for cell in finder.cells]
    round_boxes = [
        _shifted((c["x0"], c["top"], c["x1"], c["bottom"]), x, y) for c in drawn.curves if _is_closed(c)
    ]
    boxes = tuple(_without_frames([*shown, *round_boxes], page))
    squares = tuple(box for box in boxes if _is_square(box))
    cells = [box for box in boxes if _has_room(box) and box not in squares]
    edges = (_shifted((e["x0"], e["top"], e["x1"], e["top"]), x, y) for e in finder.edges if _is_rule(e))
    lines = tuple(edge for edge in edges if not any(_is_edge_of(edge, box) for box in boxes))
    return Ruling(tuple(_tables(cells)), tuple(dict.fromkeys(squares)), lines)


def _shifted(box: tuple[float, float, float, float], x: float, y: float) -> Rectangle:
    left, top, right, bottom = box
    return Rectangle(left - x, top - y, right - x, bottom - y)


def _is_closed(curve: Mapping[str, object]) -> bool:
    points = curve.get("pts")
    return isinstance(points, list) and len(points) > 3 and (points[0] == points[-1] or bool(curve["fill"]))


def _is_rule(edge: Mapping[str, object]) -> bool:
    return edge["orientation"] == "h" and float(str(edge["x1"])) - float(str(edge["x0"])) >= _LEAST_RULE


def _without_frames(boxes: Sequence[Rectangle], page: ReadPage) -> Iterator[Rectangle]:
    """Yield the boxes that are not drawn around other boxes, as the frame of a page is."""
    for box in dict.fromkeys(boxes):
        area = (box.right - box.left) * (box.bottom - box.top)
        within = (other for other in boxes if other != box and not _is_square(other))
        if area < _MOST_OF_PAGE * page.width * page.height and not any(_holds(box, one) for one in within):
            yield box


def _holds(box: Rectangle, other: Rectangle) -> bool:
    return (
        box.left - _SLACK <= other.left
        and box.top - _SLACK <= other.top
        and other.right <= box.right + _SLACK
        and other.bottom <= box.bottom + _SLACK
    )


def _is_square(box: Rectangle) -> bool:
    wide, high = box.right - box.left, box.bottom - box.top
    is_small = _LEAST_TICK <= wide <= _MOST_TICK and _LEAST_TICK <= high <= _MOST_TICK
    return is_small and abs(wide - high) <= _UNEVEN * max(wide, high)


def _has_room(box: Rectangle) -> bool:
    return box.right - box.left >= _LEAST_WIDTH and box.bottom - box.top >= _LEAST_HEIGHT


def _is_edge_of(line: Rectangle, box: Rectangle) -> bool:
    """Say whether a line is drawn along the top or the foot of a box."""
    is_beside = line.left < box.right - _SLACK and box.left < line.right - _SLACK
    return is_beside and min(abs(line.top - box.top), abs(line.top - box.bottom)) <= _SLACK


def _tables(cells: Sequence[Rectangle]) -> Iterator[tuple[Rectangle, ...]]:
    """Yield cells that share a corner, and what shares one with those, as a table, each from its top left."""
    left = sorted(cells, key=lambda cell: (cell.top, cell.left))
    while left:
        table = [left.pop(0)]
        corners = set(_corners(table[0]))
        while near := [cell for cell in left if not corners.isdisjoint(_corners(cell))]:
            table += near
            corners.update(corner for cell in near for corner in _corners(cell))
            left = [cell for cell in left if cell not in near]
        yield tuple(sorted(table, key=lambda cell: (round(cell.top), cell.left)))


def _corners(cell: Rectangle) -> Iterator[tuple[int, int]]:
    """Yield the corners of a cell, in points, as pdfplumber has made those that meet the same."""
    yield from ((round(x), round(y)) for x in (cell.left, cell.right) for y in (cell.top, cell.bottom))
