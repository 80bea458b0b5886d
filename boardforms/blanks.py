"""Write blank and prefilled forms to files."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import docgen
from boardforms.outputs import Kind, write_whole
from docgen.rendered import RenderedForm
from escalation.boards import Board
from escalation.boxes import Answers
from escalation.definitions import FormDefinition


class Format(StrEnum):
    """The kinds of file a form is made as."""

    WORD = "word"
    PDF = "pdf"


SUFFIXES = {Format.WORD: ".docx", Format.PDF: ".pdf"}
KINDS = {Format.WORD: Kind.WORD, Format.PDF: Kind.PDF}


@dataclass(frozen=True)
class Made:
    """A file that was made."""

    path: Path
    form: FormDefinition
    rendered: RenderedForm


def render(form: FormDefinition, board: Board, kind: Format, answers: Answers | None = None) -> RenderedForm:
    """Render a form as Word or PDF, blank or with answers."""
    write = docgen.render_word if kind is Format.WORD else docgen.render_pdf
    return write(form, board, answers)


def make_blanks(
    forms: Iterable[tuple[Board, FormDefinition]], formats: Iterable[Format], folder: Path
) -> Iterator[Made]:
    """Write each form in each format to `folder/BOARD/FORM.docx` or `.pdf`, yielding each as it is made."""
    kinds = tuple(formats)
    for board, form in forms:
        for kind in kinds:
            yield write(blank_path(folder, form, kind), form, render(form, board, kind))


def blank_path(folder: Path, form: FormDefinition, kind: Format) -> Path:
    """Return where a blank form is written, in a folder."""
    return folder / form.board / f"{form.key}{SUFFIXES[kind]}"


def write(path: Path, form: FormDefinition, rendered: RenderedForm) -> Made:
    """Write a rendered form to a file, making its folder."""
    write_whole(path, rendered.content)
    return Made(path, form, rendered)
