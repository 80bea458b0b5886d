"""What a page has that the blank has not: the words that somebody wrote."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parsers.geometry.fitting import PageFit, middle
from parsers.pages import PageWord, Rectangle

_REACH = 2.0


@dataclass(frozen=True)
class Written:
    """A word that the blank does not print: as it stands on the page, and its place on the blank's page.

    `is_at_home`: it is all inside the box in which its line begins; `is_astray`: it stands in one, and is not. Where
    its page was set anew, `slack` is how far, in points of the blank, it may end further to the right, and `spacing`
    how much wider than the blank's the spaces between words are.
    """

    word: PageWord
    place: Rectangle
    slack: float = 0.0
    spacing: float = 1.0
    is_at_home: bool = False
    is_astray: bool = False

    @property
    def text(self) -> str:
        """The word itself."""
        return self.word.text


def find_written(fit: PageFit) -> tuple[Written, ...]:
    """Return the words of a page that the blank does not print, in the page's order."""
    return tuple(_written(fit))


def _written(fit: PageFit) -> Iterator[Written]:
    printed = set(fit.printed.values())
    lost = [word for index, word in enumerate(fit.blank.words) if index not in fit.printed]
    for index, word in enumerate(fit.page.words):
        place = fit.to_blank.rectangle(word.place)
        if index not in printed and not _is_part(word, place, lost):
            yield Written(word, place)


def _is_part(word: PageWord, place: Rectangle, lost: Sequence[PageWord]) -> bool:
    """Say whether a word is some of the printed words that stand there, parted or joined in another way.

    Of a word read from a picture only its place is asked: its letters may be wrong.
    """
    there = [one for one in lost if _overlaps(one.place, place)]
    if word.confidence is not None:
        return any(_holds(one.place, place) for one in there)
    there.sort(key=lambda one: one.place.left)
    known = [re.escape(piece) for piece in "".join(_or_gap(sign) for sign in word.text).split()]
    if not known:
        return any(_holds(one.place, place) for one in there)
    return re.search(".{0,3}".join(known), "".join(one.text for one in there)) is not None


def _or_gap(sign: str) -> str:
    return " " if is_unsure_sign(sign) else sign


def is_unsure_sign(sign: str) -> bool:
    """Say whether a page may show a letter in another order than it was written in, or as another letter."""
    code = ord(sign)
    return (code < 0x20 and sign != "\n") or 0x0590 <= code < 0x1D00 or code >= 0x2C00


def _overlaps(one: Rectangle, other: Rectangle) -> bool:
    return (
        one.left - _REACH <= other.right
        and other.left <= one.right + _REACH
        and one.top <= other.bottom
        and other.top <= one.bottom
    )


def _holds(printed: Rectangle, place: Rectangle) -> bool:
    x, y = middle(place)
    return (
        printed.left - _REACH <= x <= printed.right + _REACH
        and printed.top - _REACH <= y <= printed.bottom + _REACH
    )
