"""Forms that this program did not make, laid out by somebody else in Word: blank, and filled in by hand."""

import datetime as dt
import io
from collections.abc import Callable, Mapping
from typing import TypeAlias

import docx
from docx.document import Document
from docx.table import _Cell

from boardforms.catalogue import load_catalogue
from boardforms.learning.learn import learn_form
from boardforms.learning.learned import Learned
from escalation.boxes import form_boxes
from escalation.definitions import FormDefinition, Kind
from escalation.layouts import LearnedLayout

CATALOGUE = load_catalogue()
MORAY = CATALOGUE.form(CATALOGUE.board("moray"), "escalation-record")
STAGE_3 = CATALOGUE.form(CATALOGUE.board("medway"), "stage-3-escalation-form")
TODAY = dt.date(2026, 11, 2)

Said: TypeAlias = Mapping[str, str]
"""What somebody wrote, by box: nothing in a blank."""

Make: TypeAlias = Callable[[Said], bytes]


def save(document: Document) -> bytes:
    """Return a document's bytes. Word has a paragraph after the last table; without, LibreOffice 7.4 loses that."""
    document.add_paragraph("")
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def put(cell: _Cell, text: str) -> None:
    """Write a text in a cell, a paragraph a line."""
    first, *others = text.split("\n")
    cell.paragraphs[0].add_run(first)
    for line in others:
        cell.add_paragraph(line)


def tick(said: Said, box: str) -> str:
    return said.get(box, "☐")


def moray_published(said: Said) -> bytes:
    """Moray's Escalation record template as published in Appendix 2, without a mark of ours."""
    document = docx.Document()
    document.add_paragraph("Appendix 2 – Escalation record template")
    table = document.add_table(0, 3)
    table.style = "Table Grid"

    def row(*texts: str) -> None:
        cells = table.add_row().cells
        if len(texts) == 1:
            put(cells[0].merge(cells[2]), texts[0])
        elif len(texts) == 2:
            put(cells[0], texts[0])
            put(cells[1].merge(cells[2]), texts[1])
        else:
            for cell, text in zip(cells, texts, strict=True):
                put(cell, text)

    label = {box.name: box.label for box in form_boxes(MORAY)}
    row("Escalating agency:", said.get("escalating_agency", ""))
    row("Child’s name:", said.get("child_name", ""))
    row("Reason for escalation (please tick)")
    for box in ("reason_no_consensus", "reason_no_progress"):
        row(tick(said, box), label[box].replace("for example, the risk", "for example,  the risk"))
    for box in ("summary", "previous_attempts"):
        row(label[box])
        row(said.get(box, ""))
    for stage in range(1, 5):
        date = "stage_1_discussion" if stage == 1 else f"stage_{stage}_meeting"
        outcome = said.get(f"stage_{stage}_outcome", "Choose an item.")
        row(label[f"stage_{stage}_outcome"], outcome, f"Date: {said.get(date, '')}".rstrip())
        row(said.get(f"stage_{stage}_record", ""))
    row(label["stage_5_decision"], f"Date: {said.get('stage_5_meeting', '')}".rstrip())
    row(said.get("stage_5_decision", ""))
    return save(document)


MEDWAY_LABELS = {
    "alert_on": "Date of Alert:",
    "alert_from": "From:",
    "alert_to": "To (Assistant/Deputy Director):",
    "child_name": "Name of Child:",
    "practitioner": "Practitioner:",
    "child_dob": "DOB:",
    "service": "Service:",
    "line_manager": "Line Manager:",
    "remaining_concerns": "Summary of concern(s) remaining from Stage 2",
    "requested_action": "Requested Action",
    "stage_3_response": "Response by Assistant/Deputy Director",
    "stage_3_response_on": "Date:",
    "stage_3_resolution": (
        "Resolution of Alert (recorded by Assistant/Deputy Director)\nIf not resolved to progress to Stage 4"
    ),
    "stage_3_resolution_on": "Date:",
}


def medway_labels_left(said: Said) -> bytes:
    """Medway's Stage 3 form as a table of two columns."""
    document = docx.Document()
    document.add_heading("Stage 3 Escalation Form")
    table = document.add_table(0, 2)
    for box, label in MEDWAY_LABELS.items():
        cells = table.add_row().cells
        put(cells[0], label)
        put(cells[1], said.get(box, ""))
        if box == "alert_to":
            merged = table.add_row().cells
            put(merged[0].merge(merged[1]), "Response expected within 5 working days")
    return save(document)


def medway_labels_above(said: Said) -> bytes:
    """Medway's Stage 3 form as three tables, each answer under its label, dates inside their cells."""
    document = docx.Document()
    document.add_paragraph("MEDWAY SAFEGUARDING CHILDREN BOARD")
    document.add_paragraph("Stage 3 Escalation Alert Form")

    def grid(*boxes: str) -> None:
        table = document.add_table(2, len(boxes))
        for column, box in enumerate(boxes):
            put(table.cell(0, column), MEDWAY_LABELS[box].rstrip(":"))
            put(table.cell(1, column), said.get(box, ""))

    grid("alert_on", "alert_from", "alert_to")
    document.add_paragraph("Response expected within 5 working days")
    grid("child_name", "practitioner", "child_dob", "service", "line_manager")
    document.add_paragraph("")
    table = document.add_table(0, 1)
    for box in ("remaining_concerns", "requested_action", "stage_3_response", "stage_3_resolution"):
        put(table.add_row().cells[0], MEDWAY_LABELS[box])
        put(table.add_row().cells[0], said.get(box, ""))
        if f"{box}_on" in MEDWAY_LABELS:
            put(table.add_row().cells[0], f"Date: {said.get(f'{box}_on', '')}".rstrip())
    return save(document)


def medway_paragraphs(said: Said) -> bytes:
    """Medway's Stage 3 form as one long run of paragraphs, two answers on some lines, dots to write on."""
    document = docx.Document()
    document.add_paragraph("Stage 3 Escalation Form")

    def line(*boxes: str) -> None:
        parts = (f"{MEDWAY_LABELS[box]} {said.get(box, '................')}" for box in boxes)
        document.add_paragraph("\t".join(parts))

    def long(box: str) -> None:
        document.add_paragraph(MEDWAY_LABELS[box].replace("\n", " "))
        for text in said.get(box, "\n\n").split("\n"):
            document.add_paragraph(text)

    line("alert_on")
    line("alert_from")
    line("alert_to")
    document.add_paragraph("Response expected within 5 working days")
    line("child_name", "child_dob")
    line("practitioner", "service")
    line("line_manager")
    long("remaining_concerns")
    long("requested_action")
    long("stage_3_response")
    line("stage_3_response_on")
    long("stage_3_resolution")
    line("stage_3_resolution_on")
    return save(document)


LAYOUTS: Mapping[str, tuple[Make, FormDefinition]] = {
    "moray published": (moray_published, MORAY),
    "medway labels left": (medway_labels_left, STAGE_3),
    "medway labels above": (medway_labels_above, STAGE_3),
    "medway paragraphs": (medway_paragraphs, STAGE_3),
}


def learn(name: str) -> Learned:
    """Return what is learned of one of the forms."""
    make, form = LAYOUTS[name]
    return learn_form(make({}), form, "made up for a test", name.replace(" ", "-"), TODAY)


def layout_of(name: str, *, confirmed: bool = True) -> LearnedLayout:
    return learn(name).layout.model_copy(update={"confirmed": confirmed})


def write_in(form: FormDefinition, boxes: set[str]) -> dict[str, str]:
    """Return an answer to each of the boxes as somebody types it, no two the same."""
    return {
        box.name: _typed(box.kind, number, list(box.asks.options.values()))
        for number, box in enumerate(form_boxes(form))
        if box.name in boxes
    }


def _typed(kind: Kind, number: int, options: list[str]) -> str:
    match kind:
        case Kind.TICK:
            return "☒" if number % 2 else "☐"
        case Kind.DATE:
            return f"{number + 1:02}/03/2025"
        case Kind.CHOICE:
            return options[number % len(options)]
        case Kind.LONG_TEXT:
            return f"Answer {number}, in two paragraphs.\nThe second of answer {number}."
        case _:
            return f"Person {number}"
