"""What stands on the pages of a PDF return behind its fields, and whether the fields stand where the blank has them.

A field's value is what its file says. Somebody may have written beside it all the same: typed or drawn on the page
itself, where the field then still is as empty, or as full, as it was.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from escalation.boxes import find_box
from escalation.codes import notice
from escalation.definitions import FormDefinition, Kind
from escalation.findings import Finding
from escalation.layouts import Layout, PdfPlace
from parsers.dates import read_date
from parsers.geometry import PDF_PLACE, PagesAligned, PlacedBox, align_pages, say_missing
from parsers.geometry.strokes import has_strokes
from parsers.pages import ReadPage, Rectangle, Widget
from parsers.reading import Found, Reading

_MOVED = 3.0
"""How far, in points, an edge of a field may lie from where the blank has it."""
_ASKED = frozenset({"picture", "over-edge", "tick-unclear", "place-unsure"})
"""What is said of a place behind a field: the rest is about reading words, and the field has them."""
_OVER = 3.0
"""How far, in points, a note reaches into a field that it lies over: one beside it may touch it."""
_PAGE_OF = re.compile(r"Page [0-9]{1,3} of [0-9]{1,3}")
_ABOUT_PAGES = frozenset({"text-outside", "page-foreign"})
_NOWHERE = (
    "The field of this answer is on no page of the PDF, so that nobody sees it. See whether it is meant."
)
_HIDDEN = "The box of this answer is hidden, so that people do not see it. See whether the answer is meant."
_OTHER_DAY = (
    "The box of this answer shows another day than the PDF holds for it. Ask the sender which is meant."
)
_NOTE = "There is a note or drawing over the box of this answer. See in the file what it says."
_ELSEWHERE = "The box of this answer is not where the blank form has it. See in the file what it answers."


@dataclass(frozen=True)
class Behind:
    """What stands behind the boxes that have a field, by box, and what was noticed."""

    beside: Mapping[str, PlacedBox] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def look_behind(reading: Reading, form: FormDefinition, layout: Layout, blank: Reading) -> Behind:
    """Return what stands behind the fields of a PDF return, beside the pages and the `layout` of its PDF blank.

    Pages that draw what the blank's do are not looked at further: only others are drawn, which takes a second.
    """
    known = {digest: number for number, digest in blank.makeup.drawn.items() if digest}
    drawn = reading.makeup.drawn
    pages = {number: known[digest] for number, digest in drawn.items() if digest in known}
    others = drawn.keys() - pages.keys()
    aligned = _align(reading, others, form, layout, blank)
    noted = dict(_noted(reading))
    came = {*pages.values(), *(fit.blank.number for fit in aligned.fits)}
    findings = (
        *(notice("page-missing", message=say_missing(page)) for page in _pages(layout) if page not in came),
        *_about_fields(reading, layout, pages | {fit.page.number: fit.blank.number for fit in aligned.fits}),
        *_about_dates(reading, form),
        *(notice("pdf-notes", box, message=_NOTE) for box in noted),
        *_about_joined(reading, pages),
        *(finding for finding in aligned.findings if finding.code in _ABOUT_PAGES),
        *_about_drawings(aligned),
    )
    drawn_behind = {box.found.box: box for box in aligned.boxes if box.found.text}
    return Behind(drawn_behind | dict(_typed_over(noted, blank)), findings)


def _align(
    reading: Reading, numbers: AbstractSet[int], form: FormDefinition, layout: Layout, blank: Reading
) -> PagesAligned:
    """Lay some pages, without their fields, over those of the blank."""
    if not numbers:
        return PagesAligned((), (), (), ())
    pages = [_without_count(page) for page in reading.bare_pages if page.number in numbers]
    return align_pages(pages, [_without_count(page) for page in blank.bare_pages], layout, form)


def _without_count(page: ReadPage) -> ReadPage:
    """Return a page without the number of all pages at its foot: with a continuation page, there are more."""
    texts = [word.text for word in page.words]
    counts = {
        index for index in range(3, len(texts)) if _PAGE_OF.fullmatch(" ".join(texts[index - 3 : index + 1]))
    }
    return replace(page, words=tuple(word for index, word in enumerate(page.words) if index not in counts))


def _pages(layout: Layout) -> Sequence[int]:
    return sorted({place.page for place in layout.places.values() if isinstance(place, PdfPlace)})


def _about_fields(reading: Reading, layout: Layout, pages: Mapping[int, int]) -> Iterator[Finding]:
    """Look at where each field stands: on a page, where people see it, in the blank's place."""
    for found in reading.found:
        place, widgets = layout.places.get(found.box), reading.makeup.widgets.get(found.box, ())
        if not isinstance(place, PdfPlace):
            continue
        if not widgets:
            yield notice("box-missing", found.box, message=_NOWHERE)
        elif all(widget.is_hidden for widget in widgets):
            yield notice("hidden-text", found.box, message=_HIDDEN)
        elif not all(_is_near(widget, place, pages) for widget in widgets):
            yield notice("place-unsure", found.box, message=_ELSEWHERE)


def _about_dates(reading: Reading, form: FormDefinition) -> Iterator[Finding]:
    """Ask about each field that holds one day and shows another: a program has changed but one of the two."""
    for found in reading.found:
        box = find_box(form, found.box)
        held = read_date(found.text).date if isinstance(found.text, str) else None
        if box is not None and box.kind is Kind.DATE and held is not None:
            widgets = reading.makeup.widgets.get(found.box, ())
            shown = {day for widget in widgets if (day := read_date(widget.shows).date) is not None}
            if shown - {held}:
                yield notice("readings-differ", found.box, message=_OTHER_DAY)


def _noted(reading: Reading) -> Iterator[tuple[str, Widget]]:
    """Yield each box that a note lies over, with the first such note: it may be the answer, or take it back."""
    for box, widgets in reading.makeup.widgets.items():
        over = (note for widget in widgets for note in reading.makeup.notes if _lies_over(note, widget))
        if (note := next(over, None)) is not None:
            yield box, note


def _lies_over(note: Widget, widget: Widget) -> bool:
    """Say whether a note covers some of a field, more than by its frame."""
    across = min(note.right, widget.right) - max(note.left, widget.left)
    up = min(note.top, widget.top) - max(note.bottom, widget.bottom)
    return note.page == widget.page and min(across, up) > _OVER


def _typed_over(noted: Mapping[str, Widget], blank: Reading) -> Iterator[tuple[str, PlacedBox]]:
    """Yield what notes with text say where they lie over boxes."""
    heights = {page.number: page.height for page in blank.pages}
    for box, note in noted.items():
        if note.shows.strip():
            found = Found(box, note.shows, PDF_PLACE, f"page {note.page}")
            high = heights.get(note.page, 0.0)
            place = Rectangle(note.left, high - note.top, note.right, high - note.bottom)
            yield box, PlacedBox(found, (), note.page, place)


def _is_near(widget: Widget, place: PdfPlace, pages: Mapping[int, int]) -> bool:
    if pages.get(widget.page, place.page) != place.page:
        return False
    sides = (
        (widget.left, place.left),
        (widget.bottom, place.bottom),
        (widget.right, place.right),
        (widget.top, place.top),
    )
    return all(abs(one - other) <= _MOVED for one, other in sides)


def _about_joined(reading: Reading, pages: Mapping[int, int]) -> Iterator[Finding]:
    """Ask about the answers on pages that came from another file than the first of the form's did.

    All pages of a blank share their fonts. Programs that put pages of two files together keep the fonts of each.
    """
    fonts = reading.makeup.fonts
    first = fonts.get(min(pages, key=lambda number: pages[number]), {}) if pages else {}
    joined = {number for number in pages if _is_of_another_file(fonts.get(number, {}), first)}
    if joined:
        yield notice("pages-joined")
    for found in reading.found:
        if any(widget.page in joined for widget in reading.makeup.widgets.get(found.box, ())):
            yield notice("pages-joined", found.box)


def _is_of_another_file(fonts: Mapping[str, tuple[int, int]], first: Mapping[str, tuple[int, int]]) -> bool:
    both = fonts.keys() & first.keys()
    return bool(both) and not any(fonts[name] == first[name] for name in both)


def _about_drawings(aligned: PagesAligned) -> Iterator[Finding]:
    """Look for what was drawn in a box; where it is in none, for what was drawn anywhere."""
    in_boxes = tuple(_about_places(aligned))
    yield from in_boxes
    if not in_boxes and any(map(has_strokes, aligned.fits)):
        yield notice("text-outside")


def _about_places(aligned: PagesAligned) -> Iterator[Finding]:
    for box in aligned.boxes:
        for code in box.codes:
            if code in _ASKED:
                yield notice(code, box.found.box)
