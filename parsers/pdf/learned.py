"""Read a PDF return on a form that the project never made, by the layout and the blank that were learned of it.

Names of fields tell nothing by themselves (`Text1` is in many forms): the words printed on the pages must lie where
the blank has them, and every field must be where the blank has it, under the same name and of the same kind.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from escalation.boxes import form_boxes
from escalation.codes import notice
from escalation.definitions import FormDefinition, Kind
from escalation.findings import Finding
from escalation.layouts import NO_BOX, OTHER_BOX, Layout, LearnedCell, LearnedLayout, PdfPlace
from escalation.stamps import PROMPTS
from parsers.geometry import fit_page
from parsers.geometry.fitting import SURE_RESIDUAL, SURE_SHARE_SEEN, PageFit
from parsers.geometry.printed import find_written
from parsers.geometry.strokes import has_strokes
from parsers.pages import PageField, ReadPage, Rectangle
from parsers.reading import Found, Reading
from parsers.values import UNTICKED

LEARNED_FIELD = "pdf field (learned)"
FITS = 0.8
"""The least share of a blank page's words that a return's page has in their places."""
_NEAR = 3.0
"""How far, in points, the edges of a field may lie from those of the blank's."""
_LOOK_AT = 20
_NEAREST = 3
_TICK_BOX = 24.0
"""The most that a box to tick measures, in points: in a larger room a mark may stand anywhere."""
_SEEN_WHOLE = frozenset({Kind.TICK, Kind.DATE, Kind.CHOICE})
"""Kinds of which a page shows all: letters that a program lost make a date or a choice another kind of thing."""


def can_tell(blank: Reading) -> bool:
    """Say whether enough is printed on every page of a blank to know the page again."""
    return all(fit_page(page, page) is not None for page in blank.pages)


def fits_fields(reading: Reading, blank: Reading) -> bool:
    """Say whether a return with fields is on a blank: its fields and its printed words, each where the blank's is."""
    if len(reading.pages) != len(blank.pages) or len(reading.fields) != len(blank.fields):
        return False
    order = {page.number: number for number, page in enumerate(reading.pages, start=1)}
    fields = {field.name: replace(field, page=order.get(field.page, 0)) for field in reading.fields}
    if not all(_is_same(fields.get(field.name), field) for field in blank.fields):
        return False
    return all(_fits(page, other) for page, other in zip(reading.pages, blank.pages, strict=True))


def can_tell_most(blank: Reading) -> bool:
    """Say whether enough is printed on the pages of a blank to know them again; one that is empty tells nothing."""
    printed = [page for page in blank.pages if page.words]
    return bool(printed) and all(fit_page(page, page) is not None for page in printed)


def fits_every_page(pages: Sequence[ReadPage], blank: Reading) -> bool:
    """Say whether each page of a blank on which anything is printed is among the pages of a return."""
    printed = (page for page in blank.pages if page.words)
    return all(any(_fits(page, other) for page in pages[:_LOOK_AT]) for other in printed)


def fits_pages(pages: Sequence[ReadPage], blank: Reading) -> bool:
    """Say whether a return without fields is on a blank: most of the blank's words are on pages that it has."""
    kept = (other for other in blank.pages if any(_fits(page, other) for page in pages[:_LOOK_AT]))
    return 2 * sum(len(page.words) for page in kept) > sum(len(page.words) for page in blank.pages)


def _is_same(field: PageField | None, of: PageField) -> bool:
    if field is None or (field.kind, field.page) != (of.kind, of.page):
        return False
    if field.place is None or of.place is None:
        return field.place is of.place
    return all(abs(one - other) <= _NEAR for one, other in zip(field.place, of.place, strict=True))


def _fits(page: ReadPage, blank: ReadPage) -> bool:
    fit = fit_page(page, blank)
    if fit is None or fit.residual > SURE_RESIDUAL:
        return False
    return fit.share >= (SURE_SHARE_SEEN if fit.is_seen else FITS)


def read_learned_fields(
    reading: Reading, layout: LearnedLayout, blank: Reading, form: FormDefinition
) -> Reading:
    """Return what the fields of a return hold, as the boxes of the form that the layout names.

    What still stands in a field as in the blank is read, and goes to a person. White space at the ends of an answer
    means nothing on somebody else's form, and is left out.
    """
    cells = {cell.field: cell for cell in layout.cells if cell.field}
    boxed = [field for field in reading.fields if _box(cells.get(field.name))]
    said_before = {field.name: _stripped(field.text) for field in blank.fields}
    return replace(
        reading,
        reference=form.reference,
        found=tuple(_found(field, cells[field.name].box) for field in boxed),
        findings=(
            *reading.findings,
            notice("read-by-layout"),
            *(
                one
                for field in boxed
                for one in _about(field, cells[field.name].box, said_before[field.name])
            ),
            *_about_rest(reading, cells, said_before, blank),
        ),
        unasked=_unasked(layout, form),
    )


def read_learned_pages(
    reading: Reading, layout: LearnedLayout, blank: Reading, form: FormDefinition
) -> Reading:
    """Return a reading without fields as one on the form, to be read by its places.

    The fonts of somebody else's form may lack letters, which the program that drew the answers then left out: every
    text of a PDF goes to a person, and so does one that seems empty. (Those of a scan do so without this.) So does
    an answer beside which printed words have moved, as under a row that grew while somebody typed in it.
    """
    about = _about_places(reading, layout, blank, form) if reading.format == "pdf" else ()
    return replace(
        reading,
        reference=form.reference,
        findings=(*reading.findings, notice("read-by-layout"), *about),
        unasked=_unasked(layout, form),
    )


def _about_places(
    reading: Reading, layout: LearnedLayout, blank: Reading, form: FormDefinition
) -> Iterator[Finding]:
    kinds = {box.name: box.kind for box in form_boxes(form)}
    fits = {page.number: _best_fit(reading.pages, page) for page in blank.pages}
    for cell in layout.cells:
        if cell.box not in kinds or cell.rectangle is None:
            continue
        room, fit = Rectangle(*cell.rectangle), fits.get(_page_of(cell))
        if kinds[cell.box] not in _SEEN_WHOLE:
            yield notice("place-learned", cell.box)
        if kinds[cell.box] is Kind.TICK and max(room.right - room.left, room.bottom - room.top) > _TICK_BOX:
            yield notice("tick-unclear", cell.box)
        if not cell.field and fit is not None and not _is_kept_beside(room, fit):
            yield notice("place-unsure", cell.box)


def _best_fit(pages: Sequence[ReadPage], blank: ReadPage) -> PageFit | None:
    fits = [fit for page in pages[:_LOOK_AT] if (fit := fit_page(page, blank)) is not None]
    return max(fits, key=lambda fit: len(fit.printed), default=None)


def _is_kept_beside(room: Rectangle, fit: PageFit) -> bool:
    """Say whether the words printed in a room, and those nearest to it, are where they were."""
    gaps = sorted((_gap(word.place, room), index) for index, word in enumerate(fit.blank.words))
    near = [index for number, (gap, index) in enumerate(gaps) if number < _NEAREST or gap == 0]
    return all(index in fit.printed or _is_filler(fit.blank.words[index].text) for index in near)


def _gap(one: Rectangle, other: Rectangle) -> float:
    across = max(one.left - other.right, other.left - one.right, 0.0)
    return across + max(one.top - other.bottom, other.top - one.bottom, 0.0)


def _is_filler(text: str) -> bool:
    """Say whether a word stands for an answer that is to be written over it or put in its place."""
    return not text.strip("._…") or text in UNTICKED or any(text in prompt.split() for prompt in PROMPTS)


def _page_of(cell: LearnedCell) -> int:
    return int(cell.place.removeprefix("page "))


def places_of(layout: LearnedLayout, pages: Sequence[ReadPage]) -> Layout:
    """Return the places of a learned layout as those of a blank of ours, in points from the bottom left."""
    heights = {page.number: page.height for page in pages}
    return Layout(form=layout.reference, format="pdf", places=dict(_places(layout, heights)))


def _places(layout: LearnedLayout, heights: Mapping[int, float]) -> Iterator[tuple[str, PdfPlace]]:
    for cell in layout.cells:
        number = _page_of(cell)
        if _box(cell) and cell.rectangle is not None and number in heights:
            box, height = Rectangle(*cell.rectangle), heights[number]
            yield (
                cell.box,
                PdfPlace(
                    page=number,
                    left=box.left,
                    bottom=height - box.bottom,
                    right=box.right,
                    top=height - box.top,
                ),
            )


def _box(cell: LearnedCell | None) -> str:
    """Return the box of the form that a place answers; nothing where it answers none."""
    return "" if cell is None or cell.box in {NO_BOX, OTHER_BOX} else cell.box


def _unasked(layout: LearnedLayout, form: FormDefinition) -> frozenset[str]:
    asked = {cell.box for cell in layout.cells}
    return frozenset(box.name for box in form_boxes(form) if box.name not in asked)


def _found(field: PageField, box: str) -> Found:
    return Found(box=box, text=_stripped(field.text), origin=LEARNED_FIELD, place=f"page {field.page}")


def _stripped(text: str | bool | None) -> str | bool | None:
    return text.strip() if isinstance(text, str) else text


def _about(field: PageField, box: str, before: str | bool | None) -> Iterator[Finding]:
    if before and _stripped(field.text) == before:
        yield notice("as-in-blank", box)
    yield from (notice(code, box) for code in field.codes)


def _about_rest(
    reading: Reading,
    cells: Mapping[str, LearnedCell],
    said_before: Mapping[str, str | bool | None],
    blank: Reading,
) -> Iterator[Finding]:
    """Look at what no box holds: fields that the layout leaves out, and what is written or drawn on the pages."""
    others = [field for field in reading.fields if not _box(cells.get(field.name))]
    if any((text := _stripped(field.text)) and text != said_before[field.name] for field in others):
        yield notice("other-answer")
    fits = [fit_page(*pair) for pair in zip(reading.bare_pages, blank.bare_pages, strict=True)]
    if any(fit is not None and (find_written(fit) or has_strokes(fit)) for fit in fits):
        yield notice("text-outside")
