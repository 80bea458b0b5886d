"""Returns of the made-up board, for tests: written, changed by hand, and read back."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import parsers
from docgen.pdf.render import render_pdf
from docgen.rendered import RenderedForm
from escalation.boards import Board
from escalation.boxes import Answers, flatten, rows_begun
from escalation.definitions import FormDefinition
from escalation.layouts import Layout
from escalation.loading import load_board
from escalation.records import Record, Source

MADE_UP = load_board(Path(__file__).parents[1] / "boards" / "dyffryn")
EVERY_KIND = MADE_UP.form("every-kind")

FILLED: Answers = {
    "case_reference": "DA-2026-014",
    "child_name": "Siân O’Neill",
    "date_raised": "2026-03-02",
    "raised_by": {"name": "Ifan Rees", "role": "Teacher", "agency": "Education"},
    "reason_threshold": True,
    "reason_drift": False,
    "summary": "Missed meetings.\n\nThe plan has stalled.",
    "outcome": "continues",
    "meeting_date": "2026-03-09",
    "review_date": None,
    "record": None,
    "attendees": [{"name": "Ann Li", "agency": "Health", "present": "present"}],
    "actions": [{"action": "Call the school", "owner": "Ann Li", "due": "2026-03-12", "done": False}],
    "chair": None,
}
"""A whole, made-up set of answers to the form of every kind."""


def source_of(data: bytes) -> Source:
    return Source(path="return", sha256=hashlib.sha256(data).hexdigest())


def interpret_return(
    data: bytes, form: FormDefinition, layout: Layout | None, blank: bytes | None = None
) -> Record:
    held = None if blank is None else parsers.read(blank)
    return parsers.interpret(parsers.read(data), form, layout, source_of(data), blank=held)


Render: TypeAlias = Callable[[FormDefinition, Board, Answers | None], RenderedForm]


def read_back(board: Board, form: FormDefinition, render: Render, answers: Answers) -> Record:
    """Write a form with its answers, and read it by the layout and the reading of its blank.

    The blank of a PDF has as many rows as the return.
    """
    rows = rows_begun(form, flatten(form, answers)) if render is render_pdf else {}
    written, blank = render(form, board, answers), render_blank(board, form, render, rows)
    return interpret_return(written.content, form, blank.layout, blank.content)


def render_blank(
    board: Board, form: FormDefinition, render: Render, rows: Answers | None = None
) -> RenderedForm:
    """Return a blank, with rows begun or none, written once for all tests."""
    key = (str(form.reference), render, repr(rows or {}))
    if key not in _BLANKS:
        _BLANKS[key] = render(form, board, rows)
    return _BLANKS[key]


_BLANKS: dict[tuple[str, Render, str], RenderedForm] = {}
