"""The places of a printed form without fields where somebody might write, and the room of each on its page."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from boardforms.learning.spots import Spot, find_spots
from parsers.pages import Rectangle
from parsers.pdf.printed_lines import find_continued, read_line
from parsers.pdf.printed_rows import PrintedCell, PrintedRow, PrintedWord
from parsers.reading import ReadCell, ReadRow

_OVER, _UNDER = 3.0, 3.0
"""How far over and under the letters of a line, in points, somebody may write on it."""


@dataclass(frozen=True)
class PrintedSpot:
    """A place where somebody might write, its page, from 1, and the room for the answer there."""

    spot: Spot
    page: int
    place: Rectangle


def find_printed_spots(rows: Sequence[PrintedRow]) -> tuple[PrintedSpot, ...]:
    """Return the places of the rows of a blank where somebody might write, in the order of the page.

    Words alone are such a place too: somebody may be meant to write beside or under them.
    """
    rows = _join_continued(rows)
    lines = tuple(_line(number, row) for number, row in enumerate(rows, start=1))
    held = {
        cell.place: (row.page, printed)
        for line, row in zip(lines, rows, strict=True)
        for cell, printed in zip(line.cells, row.cells, strict=True)
    }
    titles = set(_titles(lines))
    spots = [_as_title(spot) if spot.place in titles else spot for spot in find_spots(lines)]
    answers = Counter(spot.place for spot in spots if spot.is_answer)
    return tuple(_placed(spot, held, is_alone=answers[spot.place] < 2) for spot in spots)


def _titles(lines: Sequence[ReadRow]) -> Iterator[str]:
    """Yield the places of words over an empty box, where the answer goes."""
    for line, under in pairwise(lines):
        if line.table == 0 and under.table and not any(cell.text for cell in under.cells):
            yield line.cells[0].place


def _as_title(spot: Spot) -> Spot:
    return spot if spot.span else replace(spot, around=())


def _join_continued(rows: Sequence[PrintedRow]) -> tuple[PrintedRow, ...]:
    """Return rows with those that go on on the next page in one: the answer goes where the row begins."""
    continued = find_continued([read_line(row) for row in rows])
    joined: list[PrintedRow] = []
    for index, row in enumerate(rows):
        if index in continued:
            last = next(n for n in reversed(range(len(joined))) if joined[n].table)
            pairs = zip(joined[last].cells, row.cells, strict=True)
            cells = (replace(one, text=f"{one.text}\n{other.text}".strip("\n")) for one, other in pairs)
            joined[last] = replace(joined[last], cells=tuple(cells))
        else:
            joined.append(row)
    return tuple(joined)


def _line(number: int, row: PrintedRow) -> ReadRow:
    line = f"table {row.table}, row {number}" if row.table else f"paragraph {number}"
    places = (f"{line}, cell {column}" if row.table else line for column in range(1, len(row.cells) + 1))
    cells = (ReadCell(cell.text, place) for cell, place in zip(row.cells, places, strict=True))
    return ReadRow(row.table, number, tuple(cells))


def _placed(spot: Spot, held: Mapping[str, tuple[int, PrintedCell]], *, is_alone: bool) -> PrintedSpot:
    page, cell = held[spot.place]
    if spot.is_tick:
        return PrintedSpot(spot, page, _tick_in(cell, spot))
    if is_alone or spot.span is None:
        return PrintedSpot(spot, page, cell.place)
    return PrintedSpot(spot, page, _room_in(cell, spot.span))


def _tick_in(cell: PrintedCell, spot: Spot) -> Rectangle:
    """Return the room of a box to tick that is printed in a cell."""
    start, end = spot.span or (cell.text.index(spot.prompt), cell.text.index(spot.prompt) + len(spot.prompt))
    marks = [word for word in cell.words if word.start < end and start < word.end]
    places = [_within(word, start, end) for word in marks]
    return Rectangle(
        min(place.left for place in places),
        min(place.top for place in places),
        max(place.right for place in places),
        max(place.bottom for place in places),
    )


def _room_in(cell: PrintedCell, span: tuple[int, int]) -> Rectangle:
    """Return the room of one of several answers in a cell: what is printed for it, or up to the next words."""
    start, end = span
    under = [_within(word, start, end) for word in cell.words if word.start < end and start < word.end]
    before = [_within(word, 0, start) for word in cell.words if word.start < start]
    line = (under or before)[-1]
    after = (word.word.place for word in cell.words if word.end > end)
    nexts = (place.left for place in after if place.left > line.left and place.top < line.bottom)
    left = min((place.left for place in under), default=line.right)
    right = max(place.right for place in under) if under else min(nexts, default=cell.place.right)
    top, bottom = _line_of(cell, line)
    return Rectangle(left, top - _OVER, max(right, left + 1), bottom + _UNDER)


def _line_of(cell: PrintedCell, place: Rectangle) -> tuple[float, float]:
    """Return the top and the foot of the words that stand beside a place: dots alone are no line."""
    reach = place.bottom - place.top + _OVER
    beside = [
        word.word.place
        for word in cell.words
        if abs(word.word.place.bottom - place.bottom) <= max(reach, _OVER)
    ]
    return min(place.top for place in beside), max(place.bottom for place in beside)


def _within(word: PrintedWord, start: int, end: int) -> Rectangle:
    """Return the part of a word that stands between two places of the text; a dot is half as wide as a letter."""
    weights = [*_weights(word.word.text)]
    whole = sum(weights)
    place = word.word.place
    first, last = max(start - word.start, 0), min(end, word.end) - word.start
    wide = (place.right - place.left) / whole
    left = place.left + sum(weights[:first]) * wide
    return place._replace(left=left, right=left + sum(weights[first:last]) * wide)


def _weights(text: str) -> Iterator[float]:
    yield from (0.5 if sign in ".…" else 1.0 for sign in text)
