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
from parsers.geometry import fit_page
from parsers.geometry.fitting import SURE_RESIDUAL
from parsers.geometry.printed import find_written
from parsers.pages import PageField, ReadPage, Rectangle
from parsers.reading import Found, Reading

LEARNED_FIELD = "pdf field (learned)"
FITS = 0.8
"""The least share of a blank page's words that a return's page has in their places."""
_NEAR = 3.0
"""How far, in points, the edges of a field may lie from those of the blank's."""
_LOOK_AT = 20
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
    return fit is not None and fit.share >= FITS and fit.residual <= SURE_RESIDUAL


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


def read_learned_pages(reading: Reading, layout: LearnedLayout, form: FormDefinition) -> Reading:
    """Return a reading without fields as one on the form, to be read by its places.

    The fonts of somebody else's form may lack letters, which the program that drew the answers then left out: every
    text goes to a person, and so does one that seems empty.
    """
    asked = {cell.box for cell in layout.cells}
    texts = [box.name for box in form_boxes(form) if box.name in asked and box.kind not in _SEEN_WHOLE]
    told = (notice("read-by-layout"), *(notice("place-learned", name) for name in texts))
    return replace(
        reading,
        reference=form.reference,
        findings=(*reading.findings, *told),
        unasked=_unasked(layout, form),
    )


def places_of(layout: LearnedLayout, pages: Sequence[ReadPage]) -> Layout:
    """Return the places of a learned layout as those of a blank of ours, in points from the bottom left."""
    heights = {page.number: page.height for page in pages}
    return Layout(form=layout.reference, format="pdf", places=dict(_places(layout, heights)))


def _places(layout: LearnedLayout, heights: Mapping[int, float]) -> Iterator[tuple[str, PdfPlace]]:
    for cell in layout.cells:
        number = int(cell.place.removeprefix("page "))
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
    """Look at what no box holds: fields that the layout leaves out, and words written beside the fields."""
    others = [field for field in reading.fields if not _box(cells.get(field.name))]
    if any((text := _stripped(field.text)) and text != said_before[field.name] for field in others):
        yield notice("other-answer")
    fits = [fit_page(*pair) for pair in zip(reading.pages, blank.pages, strict=True)]
    if any(fit is not None and find_written(fit) for fit in fits):
        yield notice("text-outside")
