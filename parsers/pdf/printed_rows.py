"""A page of a PDF without fields as rows of cells: those of its tables, and its other print in blocks of words.

A block has the room right of it and under it as its cell, up to what is printed or drawn next. What a table or a row
is called is the reader's own count, and means nothing to anybody else.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from parsers.geometry.boxes import TICKED as MARKED
from parsers.geometry.boxes import UNTICKED as UNMARKED
from parsers.geometry.boxes import shrink
from parsers.geometry.lines import Line, find_lines
from parsers.pages import PageWord, ReadPage, Rectangle
from parsers.pdf.ruling import Ruling
from parsers.values import TICKED, UNTICKED

LINE_TO_WRITE_ON = "______"
"""What stands in a text for a line that is drawn to write on."""
_TICK_BOX, _TICKED, _UNCLEAR = "☐", "☒", "☐?"
_WIDE_GAP = 1.3
"""How much room there is between two words, in sizes of the type, that are not of one text."""
_TICK_GAP = 40.0
_SAME_BLOCK, _SAME_EDGE, _SAME_LINE = 0.75, 3.0, 5.0
_UNLIKE = 0.15
_FILLER_ROOM = 30.0
_ENDS = (":", ".....", "_____", "…")
_LEFT_EMPTY, _OF_USUAL = 14.0, 1.8
"""The least room under a block, in points and in usual rooms between blocks, that is left to write in."""
_IN_CELL = 1.8
_MIDDLE = 0.22
_RULE_HEIGHT = 11.0
_MARGIN = 36.0
_EDGE = 1.5
_UNDERLINE = 2.5


@dataclass(frozen=True)
class PrintedWord:
    """A word of a cell, and where it begins in the cell's text."""

    word: PageWord
    start: int

    @property
    def end(self) -> int:
        """Where it ends in the cell's text."""
        return self.start + len(self.word.text)


@dataclass(frozen=True)
class PrintedCell:
    """A part of a page with room to write: its place, its words, and its text.

    In the text a tab stands for a wide gap, and an empty line at its end for room that is left to write in.
    """

    place: Rectangle
    text: str
    words: tuple[PrintedWord, ...]


@dataclass(frozen=True)
class PrintedRow:
    """Cells beside each other on a page. `table` counts the tables of the file from 1; 0 is a block of words."""

    page: int
    table: int
    cells: tuple[PrintedCell, ...]


def read_rows(pages: Sequence[ReadPage], rulings: Mapping[int, Ruling]) -> tuple[PrintedRow, ...]:
    """Return the rows of some pages, page by page, each from its top."""
    rows: list[PrintedRow] = []
    for page in pages:
        tables = max((row.table for row in rows), default=0)
        rows += _Sheet(page, rulings.get(page.number, Ruling())).rows(tables)
    return tuple(rows)


@dataclass(frozen=True)
class _Sheet:
    """A page, and what is drawn on it."""

    page: ReadPage
    ruling: Ruling

    def rows(self, tables: int) -> list[PrintedRow]:
        words = self._words()
        cells = [cell for table in self.ruling.tables for cell in table]
        loose = [word for word in words if not any(_is_in(word.place, cell) for cell in cells)]
        number = self.page.number
        rows = [PrintedRow(number, 0, (cell,)) for cell in self._blocks(loose, cells)]
        for count, table in enumerate(self.ruling.tables, start=tables + 1):
            rows += [PrintedRow(number, count, cells) for cells in _rows_of(table, words)]
        return _in_order(rows)

    def _words(self) -> list[PageWord]:
        """Return the words of the page, with a sign for each square to tick, and one for each line to write on."""
        squares = (PageWord(_TICK_BOX, square) for square in self.ruling.squares)
        words = [self._seen(word) for word in (*self.page.words, *squares)]
        rooms = [line._replace(top=line.top - _RULE_HEIGHT) for line in self.ruling.lines]
        open_ = [room for room in rooms if not any(_stands_on(word.place, room) for word in words)]
        return [*words, *(PageWord(LINE_TO_WRITE_ON, room) for room in open_)]

    def _seen(self, word: PageWord) -> PageWord:
        """Return a box to tick as the sign for what is drawn in it; any other word as it is."""
        if word.text not in UNTICKED:
            return word
        inked = self.page.ink(shrink(word.place, _MIDDLE))
        return replace(
            word, text=word.text if inked <= UNMARKED else _TICKED if inked >= MARKED else _UNCLEAR
        )

    def _blocks(self, words: Sequence[PageWord], drawn: Sequence[Rectangle]) -> Iterator[PrintedCell]:
        """Yield the blocks of words that stand in no table, each with the room around it."""
        blocks = list(_join_blocks(segment for line in find_lines(words) for segment in _part(line)))
        places = [_place_of(block) for block in blocks]
        rooms = [self._room(place, [*places, *drawn]) for place in places]
        least = _least_room([room.bottom - place.bottom for place, room in zip(places, rooms, strict=True)])
        for block, place, room in zip(blocks, places, rooms, strict=True):
            yield _make_cell(room, block, is_open=room.bottom - place.bottom >= least)

    def _room(self, place: Rectangle, others: Sequence[Rectangle]) -> Rectangle:
        """Return a block with the room under it and right of it, up to what stands there."""
        under = (
            other.top
            for other in others
            if other.top > place.bottom - _SAME_EDGE and other.left < place.right
        )
        bottom = min(under, default=max(self.page.height - _MARGIN, place.bottom)) - _EDGE
        beside = (
            other.left
            for other in others
            if other.left >= place.right and other.top < bottom and place.top < other.bottom
        )
        right = min(beside, default=max(self.page.width - _MARGIN, place.right)) - _EDGE
        return Rectangle(
            place.left - _EDGE, place.top - _EDGE, max(right, place.right), max(bottom, place.bottom)
        )


def _rows_of(table: Sequence[Rectangle], words: Sequence[PageWord]) -> Iterator[tuple[PrintedCell, ...]]:
    for _, row in groupby(table, key=lambda cell: round(cell.top)):
        yield tuple(_cell(cell, [word for word in words if _is_in(word.place, cell)]) for cell in row)


def _cell(place: Rectangle, words: Sequence[PageWord]) -> PrintedCell:
    lines = find_lines(words)
    room = place.bottom - lines[-1].place.bottom if lines else 0.0
    is_open = bool(lines) and room > _IN_CELL * max(line.size for line in lines)
    return _make_cell(place, lines, is_open=is_open)


def _in_order(rows: Sequence[PrintedRow]) -> list[PrintedRow]:
    """Return rows as a person reads them: line by line, from left to right."""
    lines: list[list[PrintedRow]] = []
    for row in sorted(rows, key=lambda row: row.cells[0].place.top):
        if lines and row.cells[0].place.top - lines[-1][0].cells[0].place.top < _SAME_LINE:
            lines[-1].append(row)
        else:
            lines.append([row])
    return [row for line in lines for row in sorted(line, key=lambda row: row.cells[0].place.left)]


def _is_in(word: Rectangle, cell: Rectangle) -> bool:
    x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
    return cell.left <= x <= cell.right and cell.top <= y <= cell.bottom


def _stands_on(word: Rectangle, rule: Rectangle) -> bool:
    """Say whether a word stands just over a line, which then only underlines it."""
    is_over = word.left < rule.right and rule.left < word.right
    return is_over and abs(word.bottom - rule.bottom) < 2 * _UNDERLINE and word.bottom > rule.top


def _least_room(rooms: Sequence[float]) -> float:
    """Return how much room under a block is more than the usual space between two."""
    usual = sorted(rooms)[len(rooms) // 4] if rooms else 0.0
    return max(_LEFT_EMPTY, _OF_USUAL * usual)


def _part(line: Line) -> Iterator[Line]:
    """Part a line where there is a wide gap. A box to tick stays with the words after it."""
    held = [line.words[0]]
    for before, after in pairwise(line.words):
        gap = after.place.left - before.place.right
        if gap > (_TICK_GAP if _is_tick(before) else _WIDE_GAP * line.size):
            yield Line(tuple(held))
            held = []
        held.append(after)
    yield Line(tuple(held))


def _is_tick(word: PageWord) -> bool:
    return word.text in TICKED or word.text in UNTICKED


def _join_blocks(segments: Iterator[Line]) -> Iterator[list[Line]]:
    """Join the lines of a text: each close under the last, from the same edge."""
    blocks: list[list[Line]] = []
    for segment in segments:
        over = next((block for block in reversed(blocks) if _goes_on(block, segment)), None)
        if over is None:
            blocks.append([segment])
        else:
            over.append(segment)
    yield from blocks


def _goes_on(block: Sequence[Line], segment: Line) -> bool:
    above, first = block[-1], block[0].words
    edges = [above.place.left, *([first[1].place.left] if _is_tick(first[0]) and len(first) > 1 else [])]
    if not any(abs(segment.place.left - edge) <= _SAME_EDGE for edge in edges):
        return False
    room = segment.place.top - above.place.bottom
    if _is_filler(segment):
        return room < _FILLER_ROOM
    smaller, larger = sorted((_size(above), _size(segment)))
    is_close = -1 < room < _SAME_BLOCK * smaller and larger - smaller < _UNLIKE * larger
    is_ended = above.text.endswith(_ENDS) and not _reads_on(segment)
    return is_close and not is_ended and not _is_tick(segment.words[0])


def _reads_on(line: Line) -> bool:
    """Say whether a line begins in the middle of a sentence."""
    return line.text[0].islower()


def _size(line: Line) -> float:
    """Return about how large the type of a line is: a box to tick is as large as somebody drew it."""
    words = tuple(word for word in line.words if not _is_tick(word))
    return Line(words).size if words else line.size


def _is_filler(line: Line) -> bool:
    """Say whether there is nothing on a line but what is printed to be written on."""
    return not line.text.strip("._… ")


def _place_of(lines: Sequence[Line]) -> Rectangle:
    places = [line.place for line in lines]
    return Rectangle(
        min(place.left for place in places),
        min(place.top for place in places),
        max(place.right for place in places),
        max(place.bottom for place in places),
    )


def _make_cell(place: Rectangle, lines: Sequence[Line], *, is_open: bool) -> PrintedCell:
    text, words = "", list[PrintedWord]()
    for line in lines:
        before: PageWord | None = None
        for word in line.words:
            text += _between(text, before, word, line) if text else ""
            words.append(PrintedWord(word, len(text)))
            text += word.text
            before = word
    marks = any(_is_tick(word.word) for word in words)
    is_open = is_open and bool(text) and not marks and text[-1] not in ":._…"
    return PrintedCell(place, f"{text}\n\n" if is_open else text, tuple(words))


def _between(text: str, before: PageWord | None, word: PageWord, line: Line) -> str:
    """Return what stands between a text and its next word: a line to write on goes on from the words over it.

    A word that a line ends with at its hyphen goes on in the next line.
    """
    if before is None and text[-1] == "-" and text[-2:-1].isalnum() and word.text[0].isalnum():
        return ""
    if before is None:
        return " " if _is_filler(line) or _reads_on(line) else "\n"
    return "\t" if word.place.left - before.place.right > _WIDE_GAP * line.size else " "
