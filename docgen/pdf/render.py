"""Write a form as a fillable PDF: typeset with a link box for each field, then each link box made a field."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import replace

import pikepdf
from pikepdf import ObjectStreamMode

from docgen.pdf.appearances import fit_in
from docgen.pdf.characters import is_printable, printable, shown_as_code
from docgen.pdf.identity import add_identity, draw_page_code
from docgen.pdf.plan import Continued, plan_form
from docgen.pdf.tagging import tag_fields, tag_tables
from docgen.pdf.typeset import typeset
from docgen.pdf.values import field_values, shown_value
from docgen.pdf.widgets import Filling, area_of, find_places, make_fields
from docgen.pdf.wrapping import showable
from docgen.rendered import RenderedForm
from docgen.tables import Table, arrange_form
from escalation.boards import Board
from escalation.boxes import Answers
from escalation.codes import notice
from escalation.definitions import FormDefinition, Kind
from escalation.findings import Finding
from escalation.layouts import Layout, PdfPlace

_USUAL_PAGES = 6


def render_pdf(form: FormDefinition, board: Board, answers: Answers | None = None) -> RenderedForm:
    """Return the form as a fillable, tagged PDF 1.7 (PDF/UA-1), blank or with the answers given.

    `answers` are by field key: dates in ISO, choices by key. Each value is written whole, as it is. An answer that
    its box cannot show whole is printed on a continuation page after the form, with a finding; so is one with
    characters that a field's font lacks. The layout gives each box's page and rectangle, in points.
    """
    tables = tuple(table for _, tables in arrange_form(form, answers) for table in tables)
    fillings = _fill(form, tables, answers)
    pdf = _typeset(form, board, answers, ())
    places = find_places(pdf)
    if continued := tuple(_overflowing(fillings, places)):
        pdf = _typeset(form, board, answers, continued)
        fillings |= _continued_on(pdf, fillings, continued)
    layout = Layout(form=form.reference, format="pdf", places=dict(places))
    make_fields(pdf, fillings)
    tag_fields(pdf)
    tag_tables(pdf, tables)
    add_identity(pdf, layout)
    return RenderedForm(_save(pdf), layout, tuple(_findings(fillings)))


def _fill(form: FormDefinition, tables: tuple[Table, ...], answers: Answers | None) -> dict[str, Filling]:
    values = field_values(form, answers)
    return {
        cell.box.name: Filling(cell.box, cell.span, values.get(cell.box.name))
        for table in tables
        for row in table.rows
        for cell in row.cells
        if cell.box
    }


def _typeset(
    form: FormDefinition, board: Board, answers: Answers | None, continued: tuple[Continued, ...]
) -> pikepdf.Pdf:
    """Typeset the form with a code for each page: once more where there are more pages than usual."""
    pages = _USUAL_PAGES
    while True:
        codes = [draw_page_code(form.reference, page) for page in range(1, pages + 1)]
        plan = plan_form(form, board, answers, codes, continued)
        pdf = pikepdf.open(io.BytesIO(typeset("form.typ", plan, keep=not continued)))
        if len(pdf.pages) <= pages:
            return pdf
        pages = len(pdf.pages)


def _overflowing(fillings: dict[str, Filling], places: dict[str, PdfPlace]) -> Iterator[Continued]:
    """Yield the answers that their boxes cannot show whole: longer than the box, or beyond its font."""
    for name, filling in fillings.items():
        if isinstance(filling.value, str):
            text = shown_value(filling.box, filling.value)
            area = area_of(filling.box, filling.span, places[name])
            if not fit_in(area, text).whole or any(map(is_printable, showable(text)[1])):
                yield Continued(filling.box, text)


def _continued_on(
    pdf: pikepdf.Pdf, fillings: dict[str, Filling], continued: tuple[Continued, ...]
) -> dict[str, Filling]:
    """Return the fillings of the answers printed after the form, each with the page on which that begins."""
    pages = _chapter_pages(pdf, len(continued))
    return {
        one.box.name: replace(fillings[one.box.name], continued_on=page)
        for one, page in zip(continued, pages, strict=True)
    }


def _chapter_pages(pdf: pikepdf.Pdf, count: int) -> list[int]:
    """Return the page, from 1, of each of the last `count` entries of the outline: one for each continued answer."""
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
    with pdf.open_outline() as outline:
        targets = [item.destination for item in _items(outline.root)][-count:]
    return [numbers[target[0].objgen] for target in targets if isinstance(target, pikepdf.Array)]


def _items(items: Iterable[pikepdf.OutlineItem]) -> Iterator[pikepdf.OutlineItem]:
    for item in items:
        yield item
        yield from _items(item.children)


def _findings(fillings: dict[str, Filling]) -> Iterator[Finding]:
    for name, filling in fillings.items():
        if not isinstance(filling.value, str):
            continue
        if filling.continued_on is not None:
            yield notice("answer-continued", name)
        coded = printable(filling.value)[1] or showable(filling.value)[1]
        if coded:
            yield shown_as_code(coded, name)
        if filling.box.kind is Kind.CHOICE and filling.value not in filling.box.asks.options:
            yield notice("choice-unknown", name)


def _save(pdf: pikepdf.Pdf) -> bytes:
    written = io.BytesIO()
    pdf.save(
        written, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate, compress_streams=True
    )
    return written.getvalue()
