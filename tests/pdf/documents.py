"""The forms that these tests render, and short ways to open what came of them."""

import io
from collections.abc import Iterator
from pathlib import Path

import pikepdf

from docgen.pdf.render import render_pdf
from docgen.rendered import RenderedForm
from escalation.boxes import Answers
from escalation.content import content_folder
from escalation.layouts import PdfPlace
from escalation.loading import load_board
from escalation.stamps import pdf_name

MADE_UP = load_board(Path(__file__).parents[1] / "boards" / "dyffryn")
EVERY_KIND = MADE_UP.form("every-kind")
BOARDS = [load_board(path.parent) for path in sorted(content_folder("forms").glob("*/board.toml"))]
FORMS = [(board, form) for board in (*BOARDS, MADE_UP) for form in board.forms]
NAMES = [f"{board.key}-{form.key}-{form.version}" for board, form in FORMS]

LONG = "Roedd y plentyn yn dawel. " * 150
FILLED: Answers = {
    "case_reference": "DA-2026-014",
    "child_name": "Siân Ŵyn Łukasz-Żółć",
    "date_raised": "2026-03-27",
    "raised_by": {"name": "Zoë Kamińska", "role": "Head of year", "agency": "Education"},
    "reason_drift": True,
    "summary": LONG,
    "outcome": "continues",
    "record": "Γειά σου 😀\nمرحبا\n#strong[x] \\ {{ 7*7 }} (a)",
    "attendees": [{"name": f"Person {number}", "present": "apologies"} for number in range(1, 6)],
    "actions": [{"action": "Visit", "owner": "Ionuț Мир", "due": "2026-05-01", "done": True}],
}


def fill(answers: Answers) -> RenderedForm:
    return render_pdf(EVERY_KIND, MADE_UP, answers)


def open_pdf(rendered: RenderedForm) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(rendered.content))


def fields_of(pdf: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
    return {str(field.T): field for field in pdf.Root.AcroForm.Fields.as_list()}


def value_of(rendered: RenderedForm, box: str) -> str | None:
    with open_pdf(rendered) as pdf:
        value = fields_of(pdf)[pdf_name(box)].get("/V")
        return None if value is None else str(value)


def elements(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    kids = node.get("/K", pikepdf.Array())
    for kid in kids.as_list() if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            yield kid
            yield from elements(kid)


def place_of(rendered: RenderedForm, box: str) -> PdfPlace:
    place = rendered.layout.places[box]
    assert isinstance(place, PdfPlace)
    return place
