"""Read a scan: its pages as they look, upright and level, told apart by what their codes or footers say they are."""

import io
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np
from PIL import Image

from escalation.definitions import FormReference
from escalation.stamps import find_reference
from parsers.errors import Refused
from parsers.pages import PageWord, ReadPage, Rectangle
from parsers.reading import Reading
from parsers.scan.codes import PageCode
from parsers.scan.pictures import DOTS, Grey, open_pictures
from parsers.scan.poses import Upright, see_page, turn_upright
from parsers.scan.tesseract import SeenWord

POINT = DOTS / 72
"""Dots to a point of the page."""
_DARK = 128


@dataclass(frozen=True)
class ScannedPage(ReadPage):
    """A page as a scan shows it. `code` is its Data Matrix, in dots; without one, its words were read."""

    grey: Grey = field(default_factory=lambda: np.zeros((1, 1), np.uint8), repr=False, compare=False)
    code: PageCode | None = None


def read_pictures(data: bytes) -> tuple[Reading, ...]:
    """Return the readings of a file of pictures: one for each return that was scanned into it.

    Raises Refused or Failed.
    """
    pages = list(_make_pages(open_pictures(data)))
    if not any(page.code or page.words for page in pages):
        raise Refused("pdf-scan")
    return tuple(_make_reading(group) for group in _part(pages))


def read_words(page: ScannedPage) -> ScannedPage:
    """Return a page with the words that tesseract sees on it."""
    return replace(page, words=_in_place(see_page(page.grey)))


def _make_pages(pictures: Iterable[Grey]) -> Iterator[ScannedPage]:
    """Yield the pages upright. Most pages of a file lie as the one before."""
    quarters = 0
    for number, grey in enumerate(pictures, start=1):
        upright = turn_upright(grey, quarters)
        quarters = upright.quarters
        yield _make_page(number, upright)


def _make_page(number: int, upright: Upright) -> ScannedPage:
    grey, code = upright.grey, upright.code
    height, width = grey.shape
    page = ScannedPage(
        number=number,
        width=width / POINT,
        height=height / POINT,
        words=_in_place(upright.words),
        ink=partial(_ink, grey),
        picture=partial(cut_picture, grey),
        reference=code.reference if code else None,
        page=code.page if code else None,
        grey=grey,
        code=code,
    )
    return page if code else _by_footer(page)


def _in_place(seen: Iterable[SeenWord]) -> tuple[PageWord, ...]:
    return tuple(PageWord(word.text, _in_points(word.place), word.confidence) for word in seen)


def _by_footer(page: ScannedPage) -> ScannedPage:
    """Return a page without a code as what its footer says that it is."""
    foot = (word.text for word in page.words if word.place.top > page.height * 0.8)
    return replace(page, reference=find_reference(" ".join(foot)))


def _part(pages: Sequence[ScannedPage]) -> Iterable[list[ScannedPage]]:
    """Part pages by return: another form, or a page that is there already, begins another.

    A page that does not say what it is belongs to the one before it.
    """
    times: Counter[tuple[FormReference, int]] = Counter()
    groups: dict[tuple[FormReference | None, int], list[ScannedPage]] = defaultdict(list)
    current: tuple[FormReference | None, int] = (next((p.reference for p in pages if p.reference), None), 1)
    for page in pages:
        if page.reference is not None:
            nth = current[1] if page.reference == current[0] else 1
            if page.page is not None:
                times[page.reference, page.page] += 1
                nth = times[page.reference, page.page]
            current = (page.reference, nth)
        groups[current].append(page)
    return groups.values()


def _make_reading(pages: Sequence[ScannedPage]) -> Reading:
    reference = next((page.reference for page in pages if page.reference), None)
    return Reading(format="scan", reference=reference, found=(), read_pages=lambda: pages)


def cut(grey: Grey, place: Rectangle) -> Grey:
    """Return the part of a picture that a rectangle in points covers; nothing where it covers none."""
    left, top, right, bottom = (round(side * POINT) for side in place)
    return grey[max(0, top) : max(0, bottom), max(0, left) : max(0, right)]


def cut_picture(grey: Grey, place: Rectangle) -> bytes:
    """Return a part of a picture as a PNG: one white dot where the rectangle covers nothing."""
    part = cut(grey, place)
    held = io.BytesIO()
    Image.fromarray(part if part.size else np.full((1, 1), 255, np.uint8)).save(held, format="PNG")
    return held.getvalue()


def _ink(grey: Grey, place: Rectangle) -> float:
    part = cut(grey, place)
    return float((part < _DARK).mean()) if part.size else 0.0


def _in_points(place: Rectangle) -> Rectangle:
    return Rectangle(*(side / POINT for side in place))
