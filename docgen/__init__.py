"""Write forms, blank and prefilled, and packs.

A writer is loaded when it is first asked to write: loading the PDF one takes longer than making a Word form.
"""

from docgen.rendered import RenderedForm
from escalation.boards import Board
from escalation.boxes import Answers
from escalation.definitions import FormDefinition


def render_word(form: FormDefinition, board: Board, answers: Answers | None = None) -> RenderedForm:
    """Return a form as a Word file, blank or with answers: see `docgen.word.document.render_word`."""
    from docgen.word import document  # noqa: PLC0415 - loaded by those who write Word

    return document.render_word(form, board, answers)


def render_pdf(form: FormDefinition, board: Board, answers: Answers | None = None) -> RenderedForm:
    """Return a form as a fillable PDF, blank or with answers: see `docgen.pdf.render.render_pdf`."""
    from docgen.pdf import render  # noqa: PLC0415 - loaded by those who write PDF

    return render.render_pdf(form, board, answers)
