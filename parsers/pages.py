"""A page as it looks: where its words stand and where there is ink, whichever kind of file it came from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from escalation.definitions import FormReference

_PAPER = 250
"""How light each dot of a page is at the least on which nothing is drawn."""


class Rectangle(NamedTuple):
    """Part of a page, in points from the top left of the page as a person holds it."""

    left: float
    top: float
    right: float
    bottom: float


class Dots(NamedTuple):
    """A page as a picture, in rows from the top: a byte a dot, from 0 for black to 255 for white."""

    width: int
    height: int
    grey: bytes


@dataclass(frozen=True)
class PageWord:
    """A word and where it stands. `confidence` is from 0 to 1 where it was read from a picture, else None.

    `is_prefilled`: it is in the ink in which only this project draws answers, before a form is sent. Words of the
    same `run` were drawn at one stroke; None where that cannot be told. `is_in_pieces`: within it or after it another
    run goes on in the same font, as where a program leaves out a letter that it does not have.
    """

    text: str
    place: Rectangle
    confidence: float | None = None
    is_prefilled: bool = False
    run: int | None = None
    is_in_pieces: bool = False


@dataclass(frozen=True)
class PageField:
    """A field on a page of a form that the project did not make: its whole name, its kind and what it holds.

    `tip` is what the file says of it to those who cannot see it. `page` counts from 1, and is 0 where no page shows
    it; `place` is that of the first place that shows it. `codes` are those of what was noticed.
    """

    name: str
    kind: Literal["text", "tick", "choice", "radio"]
    text: str | bool | None
    tip: str
    page: int
    place: Rectangle | None
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReadPage:
    """A page of a file that has no fields: printed, flattened or scanned.

    `number` counts the pages of the file from 1. `reference` and `page` are what its Data Matrix or its footer says
    that it is; None where neither can be read. `ink` gives the share of a rectangle that is dark, from 0 to 1, and
    `picture` that part of the page as a PNG, for a person to look at. `dots` gives the whole page, where it was
    drawn and not scanned. `is_crossed` says whether anything but words is drawn through the place of a word; no
    for a page that is a picture.
    """

    number: int
    width: float
    height: float
    words: tuple[PageWord, ...]
    ink: Callable[[Rectangle], float]
    picture: Callable[[Rectangle], bytes]
    reference: FormReference | None = None
    page: int | None = None
    dots: Callable[[], Dots] | None = None
    is_crossed: Callable[[Rectangle], bool] = lambda _: False

    @property
    def is_empty(self) -> bool:
        """True where it is sure that nothing is on the page, as on the back of a printed sheet."""
        return not self.words and self.dots is not None and min(self.dots().grey, default=0) >= _PAPER


class Widget(NamedTuple):
    """Where a PDF shows a field: its rectangle in points from the bottom left, whether people see it, on which page.

    Pages of the file count from 1; 0 where that cannot be told. `shows` has the letters that its appearance draws,
    as far as they are plain ones; nothing where none are, or there is no telling.
    """

    left: float
    bottom: float
    right: float
    top: float
    is_hidden: bool = False
    page: int = 0
    shows: str = ""


@dataclass(frozen=True)
class Makeup:
    """What the pages of a PDF with fields are made of.

    `drawn` has, by page from 1, a digest of all that the page draws by itself, without what is laid over it, and
    `widgets`, by box, all the places that show the box's field. `fonts` has, by page, which object of the file each
    of its fonts is, by the font's name. `notes` are those that people see on the pages, each with what was typed.
    """

    drawn: Mapping[int, bytes] = field(default_factory=dict)
    widgets: Mapping[str, tuple[Widget, ...]] = field(default_factory=dict)
    fonts: Mapping[int, Mapping[str, tuple[int, int]]] = field(default_factory=dict)
    notes: tuple[Widget, ...] = ()
