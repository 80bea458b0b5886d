"""The rows of printed pages as one form, wherever its pages were broken, to be laid beside those of its blank."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from parsers.pages import ReadPage, Rectangle
from parsers.pdf.printed_rows import PrintedCell, PrintedRow
from parsers.reading import ReadCell, ReadRow

MAX_JOINED = 4
"""The most pages whose first row may go on from the page before, that are tried both ways."""
_FRAME, _STRAY_INK, _SHOWN = 2.0, 12.0, 0.03


def read_line(row: PrintedRow, page: ReadPage | None = None) -> ReadRow:
    """Return a row as the readers of rows take it; with its page, what is drawn in each cell is noticed."""
    cells = (
        ReadCell(
            cell.text.strip(),
            f"page {row.page}",
            paragraphs=(cell.text.strip(),),
            noticed=frozenset(_notice(cell, page)) if page else frozenset(),
        )
        for cell in row.cells
    )
    return ReadRow(row.table, 0, tuple(cells))


def _notice(cell: PrintedCell, page: ReadPage) -> Iterator[str]:
    """Compare the ink in a cell with its words: a pen's strokes are no words, and hidden words have no ink."""
    left, top, right, bottom = cell.place
    inner = Rectangle(left + _FRAME, top + _FRAME, right - _FRAME, bottom - _FRAME)
    shown = [(page.ink(word.word.place), word.word.place) for word in cell.words]
    words = sum(ink * (place.right - place.left + 1) * (place.bottom - place.top + 1) for ink, place in shown)
    dark = page.ink(inner) * max(inner.right - inner.left, 0.0) * max(inner.bottom - inner.top, 0.0)
    if dark - words > _STRAY_INK:
        yield "picture"
    if any(ink < _SHOWN for ink, _ in shown):
        yield "answer-cut"


def find_breaks(lines: Sequence[ReadRow]) -> tuple[int, ...]:
    """Return the rows that may go on from the last row of the page before: by index, those with as many cells."""
    found, last = [], None
    for index, line in enumerate(lines):
        if line.table <= 0:
            continue
        if (
            last is not None
            and _page(lines[last]) != _page(line)
            and len(lines[last].cells) == len(line.cells)
        ):
            found.append(index)
        last = index
    return tuple(found)


def find_continued(lines: Sequence[ReadRow]) -> frozenset[int]:
    """Return the rows of a blank that go on from the page before: their words begin in the middle of a sentence."""
    ruled = [index for index, line in enumerate(lines) if line.table > 0]
    return frozenset(
        index
        for index in find_breaks(lines)
        if _reads_on(lines[ruled[ruled.index(index) - 1]].cells, lines[index].cells)
    )


def _reads_on(above: Sequence[ReadCell], below: Sequence[ReadCell]) -> bool:
    said = [(one.text, other.text) for one, other in zip(above, below, strict=True) if other.text]
    return bool(said) and all(one and other[0].islower() for one, other in said)


def ways_to_join(lines: Sequence[ReadRow]) -> Iterator[frozenset[int]]:
    """Yield every choice of rows that may go on from the page before: a page does not say whether one does."""
    breaks = find_breaks(lines)[:MAX_JOINED]
    for count in range(len(breaks) + 1):
        yield from map(frozenset, combinations(breaks, count))


def group_rows(lines: Sequence[ReadRow], continued: Collection[int]) -> tuple[tuple[int, ...], ...]:
    """Return the rows of a form, each as the indexes of its parts on one page or more.

    Blocks of words at the foot or head of a page between two parts of the tables come last: they are printed on
    each page, however many there are.
    """
    ruled = [index for index, line in enumerate(lines) if line.table > 0]
    between = {
        index
        for before, after in pairwise(ruled)
        if _page(lines[before]) != _page(lines[after])
        for index in range(before + 1, after)
    }
    groups: list[list[int]] = []
    for index in (index for index in range(len(lines)) if index not in between):
        if index in continued and groups:
            groups[-1].append(index)
        else:
            groups.append([index])
    return (*map(tuple, groups), *((index,) for index in sorted(between)))


def join_rows(lines: Sequence[ReadRow], groups: Sequence[Sequence[int]]) -> tuple[ReadRow, ...]:
    """Return the rows of a form joined from their parts. A run of rows without words between is one table."""
    made: list[ReadRow] = []
    tables = 0
    for number, group in enumerate(groups, start=1):
        parts = [lines[index] for index in group]
        is_ruled = parts[0].table > 0
        tables += is_ruled and (not made or made[-1].table <= 0)
        cells = tuple(_join_cells(cells) for cells in zip(*(part.cells for part in parts), strict=True))
        made.append(ReadRow(tables if is_ruled else -tables, number, cells))
    return tuple(made)


def _join_cells(parts: Sequence[ReadCell]) -> ReadCell:
    text = "\n".join(part.text for part in parts if part.text)
    noticed = frozenset(code for part in parts for code in part.noticed)
    return replace(parts[0], text=text, paragraphs=(text,), noticed=noticed)


def _page(line: ReadRow) -> str:
    return line.cells[0].place
