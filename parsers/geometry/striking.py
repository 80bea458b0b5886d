"""Words through which somebody has drawn: anything that is no word there, or a row of ink as no letters have.

The second is all that shows of a line that was typed, as a row of dashes is, over the words.
"""

from collections.abc import Iterator, Sequence

from parsers.geometry.fitting import PageFit
from parsers.geometry.printed import Written
from parsers.pages import Rectangle

_THROUGH = 0.97
"""The share of a row that is dark where a line runs through a word: letters leave gaps."""
_FROM, _TO = 0.25, 0.75
"""The middle of a word, in parts of its height: what is drawn lower down is under it."""
_ROW = 0.5
"""How tall a row is, in points: one row of the picture of a page."""
_LETTERS = 2


def are_struck(words: Sequence[Written], fit: PageFit) -> bool:
    """Say whether anything that the blank does not have is drawn through any of some words of a page."""
    if any(_is_crossed(word, fit) for word in words):
        return True
    return any(_is_struck(word, fit) for word in words if sum(map(str.isalnum, word.text)) >= _LETTERS)


def _is_crossed(word: Written, fit: PageFit) -> bool:
    place = word.word.place
    return fit.page.is_crossed(place) and not fit.blank.is_crossed(fit.to_blank.rectangle(place))


def _is_struck(word: Written, fit: PageFit) -> bool:
    rows = _rows(word.word.place, is_on_side=_is_wide(word.word.place) != _is_wide(word.place))
    return any(
        fit.page.ink(row) > _THROUGH and fit.blank.ink(fit.to_blank.rectangle(row)) <= _THROUGH
        for row in rows
    )


def _is_wide(place: Rectangle) -> bool:
    return place.right - place.left >= place.bottom - place.top


def _rows(place: Rectangle, *, is_on_side: bool) -> Iterator[Rectangle]:
    """Yield the rows of ink at the middle of a word, which are columns where the page lies on its side."""
    start, end = (place.left, place.right) if is_on_side else (place.top, place.bottom)
    height = end - start
    first, last = round((start + _FROM * height) / _ROW), round((start + _TO * height) / _ROW)
    for number in range(first, last + 1):
        at = number * _ROW
        if is_on_side:
            yield place._replace(left=at, right=at + _ROW)
        else:
            yield place._replace(top=at, bottom=at + _ROW)
