"""A box on the page of a blank, and when a word stands in one."""

from dataclasses import dataclass
from unicodedata import decomposition

from escalation.definitions import Kind
from parsers.geometry.fitting import middle
from parsers.pages import Rectangle

EDGE = 1.0
"""How far, in points, a word may reach over the edge of its box and still be all inside."""

_ACCENT = 2.0


@dataclass(frozen=True)
class BoxPlace:
    """A box on the blank's page: its name and kind, its place in points from the top left, how its options show."""

    name: str
    kind: Kind
    place: Rectangle
    options: tuple[str, ...] = ()


def lies_in(word: Rectangle, box: Rectangle) -> bool:
    """Say whether a word's middle stands in a box."""
    x, y = middle(word)
    return box.left <= x <= box.right and box.top <= y <= box.bottom


def is_inside(word: Rectangle, box: Rectangle) -> bool:
    """Say whether all of a word stands in a box, or it reaches over the edge by no more than letters do."""
    return (
        box.left - EDGE <= word.left
        and word.right <= box.right + EDGE
        and box.top - EDGE <= word.top
        and word.bottom <= box.bottom + EDGE
    )


def without_accents(text: str, word: Rectangle) -> Rectangle:
    """Return the place of a word less the accents of its capitals, which pdftk lets stand over the edge of a box."""
    is_accented = any(sign.isupper() and decomposition(sign) for sign in text)
    return word._replace(top=word.top + _ACCENT) if is_accented else word
