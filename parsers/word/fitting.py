"""Which blank a Word return was made from, where it does not say: told by the words that are printed on it."""

from collections import Counter
from collections.abc import Iterator, Sequence

from parsers.reading import ReadRow
from parsers.word.alignment import MAX_ROWS, RowMap
from parsers.word.likeness import plain
from parsers.word.pairing import BlankCell, BlankRow

FITS = 0.8
"""The least share of a blank's printed words, and of a return's lines, that must agree for it to be that blank's."""
MARGIN = 0.2
"""How much better the blank of one form must fit than those of all others."""
FEWEST_LETTERS = 60
"""The least printed text that tells a form from any other document."""
_FEWEST_LABELS = 4


def is_telling(blank: Sequence[BlankRow]) -> bool:
    """Say whether enough is printed on a blank for returns on it to be told from other documents."""
    printed = tuple(_printed(blank))
    return sum(map(len, printed)) >= FEWEST_LETTERS and len(set(printed)) >= _FEWEST_LABELS


def words_kept(blank: Sequence[BlankRow], lines: Sequence[ReadRow]) -> float:
    """Return the share of a blank's printed words that stand in a return, each as often as printed; 0 to 1."""
    return share_kept(tuple(_printed(blank)), lines)


def share_kept(texts: Sequence[str], lines: Sequence[ReadRow]) -> float:
    """Return the share of some texts, by length, that stand in a return, each as often as given; 1 of none."""
    wanted = Counter(filter(None, map(plain, texts)))
    text = plain(" ".join(cell.text for row in lines for cell in row.cells))
    whole = sum(len(words) * times for words, times in wanted.items())
    kept = sum(len(words) * min(times, text.count(words)) for words, times in wanted.items())
    return kept / whole if whole else 1.0


def fit(blank: Sequence[BlankRow], lines: Sequence[ReadRow]) -> float:
    """Return how well a return fits a blank, from 0 to 1: the lesser of the words kept and of the lines that agree.

    `lines` are the return's in the shape of the blank. Added rows with printed words, and rows taken out, count
    against it: a form whose questions are a part of another's does not fit the other's returns.
    """
    words = words_kept(blank, lines)
    if words < FITS or len(lines) > MAX_ROWS:
        return 0.0
    map_ = RowMap.of(blank, lines)
    kept = sum(_weight(blank[i]) for i, j in map_.pairs.items() if blank[i].is_kept(lines[j]))
    unlike = sum(len(row.cells) for j, row in enumerate(lines) if j not in map_.pairs.values() and _says(row))
    whole = sum(_weight(line) for line in blank) + unlike
    return min(words, kept / whole)


def _weight(line: BlankRow) -> int:
    return 0 if line.is_bare else len(line.cells)


def _says(row: ReadRow) -> bool:
    return any(cell.text.strip() for cell in row.cells)


def _printed(blank: Sequence[BlankRow]) -> Iterator[str]:
    for line in blank:
        for cell in line.cells:
            yield from _words_of(cell)


def _words_of(cell: BlankCell) -> Iterator[str]:
    yield from (words for text in (cell.before, cell.after) if (words := plain(text)))
