"""Lay the pages of a return over those of its blank, and read each box by its place."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from escalation.boxes import form_boxes
from escalation.codes import notice
from escalation.definitions import FormDefinition
from escalation.findings import Finding
from escalation.layouts import Layout, PdfPlace
from parsers.geometry.boxes import read_box
from parsers.geometry.fitting import PageFit
from parsers.geometry.moving import has_moved, repeats_print
from parsers.geometry.pairing import Paired, pair_page
from parsers.geometry.places import BoxPlace, lies_in
from parsers.geometry.printed import Written, find_written
from parsers.geometry.settling import settle_written
from parsers.pages import ReadPage, Rectangle
from parsers.reading import Found

PDF_PLACE, SCAN_PLACE = "pdf place", "scan place"
MAX_PAGES = 60
"""The most pages of a return that are laid over a blank's."""


@dataclass(frozen=True)
class PlacedBox:
    """A box read by its place: what stood in it, the codes of what was noticed, and where it is in the file.

    `page` counts the pages of the file from 1, and `place` is on that page, so that a picture of it can be cut out
    (`ReadPage.picture`). `confidence` is that of the least certain word in it, where words were read from a picture.
    """

    found: Found
    codes: tuple[str, ...]
    page: int
    place: Rectangle
    confidence: float | None = None


@dataclass(frozen=True)
class PagesAligned:
    """The boxes of a form as its pages show them, how each page fits, and what was noticed about the pages.

    `missing` has the pages of the form, from 1, that did not come back: no box of theirs is among `boxes`.
    `is_longer`: there may be rows on them that the blank has not, so that a row's box may show another row.
    """

    boxes: tuple[PlacedBox, ...]
    fits: tuple[PageFit, ...]
    findings: tuple[Finding, ...]
    missing: tuple[int, ...]
    is_longer: bool = False


def align_pages(
    pages: Sequence[ReadPage], blank_pages: Sequence[ReadPage], layout: Layout, form: FormDefinition
) -> PagesAligned:
    """Return what stands in each box of a return that has no fields: printed, flattened or scanned.

    `layout` has the places of the boxes on the blank's pages, `blank_pages` those pages as they look. The pages may
    have any order, scale, turn and margin, each its own.

    A box without a code is sure as far as its place goes: the page's printed words lie where they should
    (`PageFit.is_good`), those by the box too, and no word crosses its edge. A box of a page that came back twice is
    given once where both say the same, else twice. Never raises for what a person wrote.
    """
    paired = [(page, pair_page(page, blank_pages, form.reference)) for page in pages[:MAX_PAGES]]
    ours = [pair for _, pair in paired if pair is not None]
    places = _places(layout, form, blank_pages)
    read = [_read_page(pair, places.get(pair.fit.blank.number, ())) for pair in ours]
    came = Counter(pair.fit.blank.number for pair in ours)
    missing = tuple(number for number in sorted(places) if number not in came)
    findings = (
        *(notice("page-missing", message=say_missing(number)) for number in missing),
        *(notice("page-twice", message=_say_twice(number)) for number in sorted(came) if came[number] > 1),
        *(_about_other(page, form) for page, pair in paired if pair is None and not page.is_empty),
        *([notice("text-outside")] if any(page.outside for page in read) else []),
        *([notice("page-foreign")] if len(pages) > MAX_PAGES else []),
    )
    boxes = tuple(_once(box for page in read for box in page.boxes))
    is_longer = any(repeats_print(page.outside, blank_pages) for page in read)
    return PagesAligned(boxes, tuple(pair.fit for pair in ours), findings, missing, is_longer)


@dataclass(frozen=True)
class _PageRead:
    """The boxes of a page, and the words that are written outside them."""

    boxes: tuple[PlacedBox, ...]
    outside: tuple[str, ...]


def _places(
    layout: Layout, form: FormDefinition, blank_pages: Sequence[ReadPage]
) -> dict[int, tuple[BoxPlace, ...]]:
    """Return the boxes of each page of the blank, in points from the top left."""
    asked = {box.name: box for box in form_boxes(form)}
    heights = {page.number: page.height for page in blank_pages}
    held: dict[int, list[BoxPlace]] = defaultdict(list)
    for name, place in layout.places.items():
        if isinstance(place, PdfPlace) and name in asked and place.page in heights:
            height = heights[place.page]
            box = Rectangle(place.left, height - place.top, place.right, height - place.bottom)
            options = tuple(
                dict.fromkeys(shown for pair in asked[name].asks.options.items() for shown in pair)
            )
            held[place.page].append(BoxPlace(name, asked[name].kind, box, options))
    return {number: tuple(boxes) for number, boxes in held.items()}


def _read_page(pair: Paired, boxes: Sequence[BoxPlace]) -> _PageRead:
    written = settle_written(find_written(pair.fit), [box.place for box in boxes], pair.fit)
    is_sure = pair.is_known and not has_moved(pair.fit)
    placed = tuple(_read_one(box, pair.fit, written, is_sure=is_sure) for box in boxes)
    outside = (word.text for word in written if not any(lies_in(word.place, box.place) for box in boxes))
    return _PageRead(placed, tuple(outside))


def _read_one(box: BoxPlace, fit: PageFit, written: Sequence[Written], *, is_sure: bool) -> PlacedBox:
    read = read_box(box, fit, written)
    codes = read.codes if is_sure else ("place-unsure", *read.codes)
    origin = SCAN_PLACE if fit.is_seen else PDF_PLACE
    found = Found(box.name, read.text, origin, f"page {fit.page.number}")
    place = fit.to_page.rectangle(box.place)
    return PlacedBox(found, tuple(dict.fromkeys(codes)), fit.page.number, place, read.confidence)


def _once(boxes: Iterable[PlacedBox]) -> Iterator[PlacedBox]:
    """Yield each box once where all its copies say the same, else every copy that says anything."""
    copies: dict[str, list[PlacedBox]] = defaultdict(list)
    for box in boxes:
        copies[box.found.box].append(box)
    for held in copies.values():
        if len({box.found.text for box in held}) == 1:
            yield min(held, key=lambda box: len(box.codes))
        else:
            yield from (replace(box, codes=("duplicate-box", *box.codes)) for box in held)


def say_missing(number: int) -> str:
    """Say that a page of the form, counted from 1, did not come back."""
    return f"Page {number} of the form is missing. Ask the sender for it."


def _say_twice(number: int) -> str:
    return f"Page {number} of the form is in the file more than once. See which of them is meant."


def _about_other(page: ReadPage, form: FormDefinition) -> Finding:
    """Say what a page is that is none of the blank's."""
    if page.reference == form.reference:
        said = (
            f"Page {page.number} of the file is one that the blank form does not have. Read it in the file."
        )
        return notice("page-more", message=said)
    return notice("page-foreign", message=say_foreign(page.number))


def say_foreign(number: int) -> str:
    """Say that a page, counted through its file from 1, is none of the form's."""
    return f"Page {number} of the file is not of this form, and was not read. See what it is."
