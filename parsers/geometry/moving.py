"""Whether some of a form's print moved against the rest, or is there again: where a table got more rows."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import dist

from parsers.geometry.affine import Point
from parsers.geometry.fitting import NEAR_DOWN, PageFit, middle
from parsers.pages import ReadPage

_FEWEST = 3
"""How many words must have moved by the same way: an answer may hold one that is printed on the form too."""


def has_moved(fit: PageFit) -> bool:
    """Say whether words that the blank prints stand over or under their places, all of them by as much.

    A printer moves all of a page's print together. A table that grew moves what stands under it, and no more: then
    the fit may be that of what moved, and lays each row of the table over its neighbour's place.
    """
    moves = _moves(fit)
    return any(
        sum(dist(one, other) <= NEAR_DOWN for other in moves.values()) >= _FEWEST for one in moves.values()
    )


def _moves(fit: PageFit) -> dict[int, Point]:
    """Return by how much each word moved that is lost from its place and stands elsewhere on the page, once."""
    taken = set(fit.printed.values())
    there: dict[str, list[Point]] = defaultdict(list)
    for index, word in enumerate(fit.page.words):
        if index not in taken:
            there[word.text].append(fit.to_blank.point(middle(word.place)))
    moves = {}
    for index, word in enumerate(fit.blank.words):
        if index not in fit.printed and len(there[word.text]) == 1:
            (x, y), (now_x, now_y) = middle(word.place), there[word.text][0]
            if abs(now_y - y) > NEAR_DOWN:
                moves[index] = (now_x - x, now_y - y)
    return moves


def repeats_print(texts: Sequence[str], blank: Sequence[ReadPage]) -> bool:
    """Say whether three words running that a page has more than its blank are printed somewhere on the blank.

    So are the heads of a table that began on the page before its own, to have room for more rows.
    """
    printed = {run for page in blank for run in _runs([word.text for word in page.words])}
    return any(run in printed for run in _runs(texts))


def _runs(texts: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(texts[start:] for start in range(_FEWEST)), strict=False)
