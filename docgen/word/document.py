"""A form as a Word document: blank, or with the answers it is given."""

from collections.abc import Iterator

from lxml import etree

from docgen.rendered import RenderedForm
from docgen.tables import Table
from docgen.word.base import open_base
from docgen.word.controls import Control, make_control, number_controls
from docgen.word.elements import holds_forbidden, paragraph, run
from docgen.word.identity import identify
from docgen.word.layout import shown_tables, word_layout
from docgen.word.margins import write_margins
from docgen.word.package import pack
from docgen.word.prompts import attach_prompts
from docgen.word.tables import make_table
from escalation.boards import Board
from escalation.boxes import Answers, flatten, form_boxes
from escalation.codes import notice
from escalation.definitions import FormDefinition, Section
from escalation.findings import Finding

_SHOWN_AS_CODE = "A character that no Word file can hold is shown as its code, such as [U+0001]."


def render_word(form: FormDefinition, board: Board, answers: Answers | None = None) -> RenderedForm:
    """Return a form as a Word file with content controls, and where each box sits in it.

    `answers` are by field key, as in a record; without them the form is blank. A character that no Word file
    can hold is shown as a code such as `[U+0001]`, with a finding; a date or choice that is none is shown as
    it is. Raises ValueError, naming the box and never the answer, where the form has no field for an answer,
    or a tick is given text, or another box a tick.
    """
    given = answers or {}
    _refuse_unknown(form, given)
    document = open_base()
    identify(document, form, board)
    write_margins(document, board.name, board.marking, str(form.reference))
    end = document.element.body.sectPr
    for block in _blocks(form, _controls(form, given), given):
        end.addprevious(block)
    attach_prompts(document)
    return RenderedForm(pack(document), word_layout(form, given), tuple(_find_shown_as_code(form, given)))


def _refuse_unknown(form: FormDefinition, answers: Answers) -> None:
    unknown = sorted(set(answers) - {field.key for field in form.fields})
    if unknown:
        raise ValueError(f"{form.reference} has no field {', '.join(unknown)}")


def _controls(form: FormDefinition, answers: Answers) -> dict[str, Control]:
    boxes = form_boxes(form, answers)
    numbers = number_controls(box.name for box in boxes)
    values = flatten(form, answers)
    return {box.name: make_control(box, values.get(box.name), numbers[box.name]) for box in boxes}


def _find_shown_as_code(form: FormDefinition, answers: Answers) -> Iterator[Finding]:
    for name, value in flatten(form, answers).items():
        if isinstance(value, str) and holds_forbidden(value):
            yield notice("character-shown-as-code", name, message=_SHOWN_AS_CODE)


def _blocks(form: FormDefinition, controls: dict[str, Control], answers: Answers) -> Iterator[etree._Element]:
    yield paragraph("Heading1", run(form.title))
    yield paragraph("FormStanding", run(form.standing))
    if form.intro:
        yield paragraph("FormIntro", run(form.intro))
    for section, tables in shown_tables(form, answers):
        yield from _section_blocks(section, tables, controls)


def _section_blocks(
    section: Section, tables: tuple[Table, ...], controls: dict[str, Control]
) -> Iterator[etree._Element]:
    if section.show_title:
        yield paragraph("Heading2", run(section.title))
    if section.intro:
        yield paragraph("FormIntro", run(section.intro))
    for table in tables:
        yield make_table(table, controls)
        yield paragraph("FormGap")
