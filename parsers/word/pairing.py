"""Which row of a return is which row of its blank: one sequence of rows laid beside the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from escalation.stamps import PROMPTS
from parsers.reading import ReadCell, Reading, ReadRow
from parsers.word.likeness import likeness, plain, take_printed
from parsers.word.marked import MARKED_WORDS

LIKE_ENOUGH = 0.6
"""How like the printed text of two rows is, at least, for one to be read as the other, unless a label was kept.

A row that was read for being like enough is never sure.
"""
_FOR_A_TAG, _FOR_PRINTED, _FOR_BARE, _FOR_THE_SAME_TABLE = 2.0, 1.0, 0.5, 0.01
_EMPTY_TICK = "☐"


@dataclass(frozen=True)
class BlankCell:
    """A cell of the blank: the box it holds, if any, and what is printed before and after the answer.

    `prompt` is what stands in the answer's place, where that is none of Word's own prompts. `is_plain`: it holds
    printed words alone, and none of them is highlighted, struck through or the like in the blank.
    """

    box: str | None
    before: str
    after: str = ""
    prompt: str = ""
    is_plain: bool = False

    @property
    def is_bare(self) -> bool:
        """True where nothing is printed in an answer's cell, or in any other."""
        return not self.before.strip() and not self.after.strip()

    def is_kept(self, cell: ReadCell) -> bool:
        """Say whether a returned cell has this one's printed text, up to white space and quotation marks."""
        if self.box is None:
            return plain(self.before) == plain(cell.text)
        return self.take(cell) is not None

    def take(self, cell: ReadCell) -> str | None:
        """Return a returned cell's text less what was printed; None where the printed text is not there."""
        return take_printed(cell.text, self.before, self.after)

    def likeness(self, cell: ReadCell) -> float:
        """Return how like a returned cell's printed text is to this one's, from 0 to 1."""
        if self.box is None:
            return likeness(self.before, cell.text)
        return 1.0 if self.is_kept(cell) else likeness(self.before, cell.text[: len(self.before)])


@dataclass(frozen=True)
class BlankRow:
    """A row of the blank, or a paragraph as a row of one cell, whose `table` is 0 or less."""

    table: int
    cells: tuple[BlankCell, ...]

    @cached_property
    def is_bare(self) -> bool:
        """True for a row of answers alone, which only the rows around it tell from others."""
        return all(cell.is_bare for cell in self.cells)

    @cached_property
    def boxes(self) -> frozenset[str]:
        """The boxes of the row."""
        return frozenset(cell.box for cell in self.cells if cell.box is not None)

    def is_kept(self, row: ReadRow) -> bool:
        """Say whether a returned row has as many cells as this one, with the same printed text in each."""
        return len(row.cells) == len(self.cells) and all(
            cell.is_kept(other) for cell, other in zip(self.cells, row.cells, strict=True)
        )


def read_blank(blank: Reading) -> tuple[BlankRow, ...]:
    """Return the rows of a blank, from its reading."""
    return tuple(BlankRow(row.table, tuple(_blank_cell(cell) for cell in row.cells)) for row in blank.rows)


def _blank_cell(cell: ReadCell) -> BlankCell:
    if len(cell.boxes) != 1:
        return BlankCell(None, cell.text, is_plain=MARKED_WORDS.isdisjoint(cell.noticed))
    stands = max((*PROMPTS, _EMPTY_TICK), key=cell.text.rfind)
    before, held, after = cell.text.rpartition(stands)
    return BlankCell(cell.boxes[0], before, after) if held else BlankCell(cell.boxes[0], cell.text)


def pair_rows(blank: Sequence[BlankRow], rows: Sequence[ReadRow]) -> dict[int, int]:
    """Return, for rows of the blank, the returned row that each became (both by index): in order, and most alike."""
    printed = [
        any(not line.is_bare and line.is_kept(row) for line in blank)
        and not any(cell.boxes for cell in row.cells)
        for row in rows
    ]
    scores = [
        [_score(line, row, is_printed=is_label) for row, is_label in zip(rows, printed, strict=True)]
        for line in blank
    ]
    return pair_in_order(scores, len(rows))


def _score(line: BlankRow, row: ReadRow, *, is_printed: bool) -> float:
    """Return how well a returned row answers to a row of the blank; nought where it cannot be the same."""
    if len(line.cells) != len(row.cells) or (line.table > 0) != (row.table > 0):
        return 0.0
    tags = {box for cell in row.cells for box in cell.boxes}
    known = _FOR_A_TAG * len(tags & line.boxes) + _FOR_THE_SAME_TABLE * (line.table == row.table)
    if line.is_bare:
        return 0.0 if is_printed or tags - line.boxes else _FOR_BARE + known
    alike = [
        cell.likeness(other)
        for cell, other in zip(line.cells, row.cells, strict=True)
        if not cell.is_bare or cell.box is None
    ]
    mean = sum(alike) / len(alike)
    is_like = mean >= LIKE_ENOUGH or (len(alike) > 1 and max(alike) == 1.0)
    return _FOR_PRINTED + mean + known if is_like or tags & line.boxes else 0.0


def pair_in_order(scores: Sequence[Sequence[float]], width: int) -> dict[int, int]:
    """Return the pairs, by index, of a longest common subsequence, weighed by score; nought pairs nothing.

    `scores` has a row for each of the one sequence, with `width` scores for each of the other.
    """
    best = [[0.0] * (width + 1) for _ in range(len(scores) + 1)]
    for i in range(len(scores) - 1, -1, -1):
        for j in range(width - 1, -1, -1):
            taken = scores[i][j] + best[i + 1][j + 1] if scores[i][j] else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], taken)
    pairs: dict[int, int] = {}
    i = j = 0
    while i < len(scores) and j < width:
        if scores[i][j] and best[i][j] == scores[i][j] + best[i + 1][j + 1]:
            pairs[i] = j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs
