"""What the contests work on: one board's record, filled with answers that are made up, in every kind of file."""

import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from lxml import etree

from docgen import render_pdf, render_word
from docgen.rendered import RenderedForm
from escalation.boards import Board
from escalation.boxes import Answers, BoxValue, Value, flatten
from escalation.content import content_folder
from escalation.definitions import CASE_REFERENCE, PERSON_PARTS, Field, FormDefinition, Kind
from escalation.loading import load_board
from escalation.stamps import pdf_name

BOARD, FORM = "moray", "escalation-record"
TODAY = dt.date(2026, 5, 29)

_PERSON = "Siân Łukasz Ó Dálaigh"
_REFERENCE = "MOR-2026-014"
_SENTENCES = (
    "The nursery has asked twice for a meeting. ",
    "No date was given, and the plan has not been looked at since. ",
)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True)
class Samples:
    """A board's form, its answers (`long`: one of them is more than its box can show), and the files of it."""

    board: Board
    form: FormDefinition
    answers: Answers
    long: Answers
    blank_word: RenderedForm
    blank_pdf: RenderedForm
    filled_word: RenderedForm
    filled_pdf: RenderedForm

    @property
    def about(self) -> str:
        """Say what form it is, and how large."""
        return f"{self.form.reference}, {len(self.blank_word.layout.places)} boxes"

    @property
    def flat(self) -> dict[str, BoxValue]:
        """The answers by box name."""
        return flatten(self.form, self.answers)


@cache
def samples() -> Samples:
    """Return the samples, made once."""
    board = load_board(content_folder("forms") / BOARD)
    form = board.form(FORM)
    answers = make_answers(form)
    long_field = next(field.key for field in form.fields if field.kind is Kind.LONG_TEXT)
    return Samples(
        board=board,
        form=form,
        answers=answers,
        long={**answers, long_field: "".join(_SENTENCES) * 30},
        blank_word=render_word(form, board),
        blank_pdf=render_pdf(form, board),
        filled_word=render_word(form, board, answers),
        filled_pdf=render_pdf(form, board, answers),
    )


def make_answers(form: FormDefinition) -> Answers:
    """Return a made-up answer to every question of a form, each row of its rows filled."""
    return {field.key: _answer(field) for field in form.fields} | {CASE_REFERENCE: _REFERENCE}


def _answer(field: Field) -> Value:
    if field.kind is Kind.PERSON:
        return dict.fromkeys(PERSON_PARTS, _PERSON)
    if field.kind is Kind.ROWS:
        return [{column.key: _cell(column) for column in field.columns}] * field.entries
    return _cell(field)


def _cell(field: Field) -> str | bool:
    match field.kind:
        case Kind.TICK:
            return True
        case Kind.DATE:
            return "2026-03-27"
        case Kind.CHOICE:
            return list(field.options)[-1]
        case Kind.LONG_TEXT:
            return "\n".join(_SENTENCES)
        case _:
            return _PERSON


def jinja_name(box: str) -> str:
    """Return the name under which a template calls for a box."""
    return pdf_name(box)


def make_template(blank: bytes) -> bytes:
    """Return a blank Word form with a Jinja tag in the place of each control: a template for docxtpl."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(blank)) as given,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as taken,
    ):
        for name in given.namelist():
            content = given.read(name)
            taken.writestr(name, _with_tags(content) if name == "word/document.xml" else content)
    return written.getvalue()


def _with_tags(content: bytes) -> bytes:
    root = etree.fromstring(content)
    for control, tag in list(_controls(root)):
        run = etree.Element(f"{_W}r")
        etree.SubElement(run, f"{_W}t").text = f"{{{{ {jinja_name(tag)} }}}}"
        parent = control.getparent()
        assert parent is not None  # noqa: S101 - a control stands in the body
        if parent.tag == f"{_W}tc":
            paragraph = etree.Element(f"{_W}p")
            paragraph.append(run)
            run = paragraph
        parent.replace(control, run)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _controls(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    for control in root.iter(f"{_W}sdt"):
        mark = control.find(f"{_W}sdtPr/{_W}tag")
        if mark is not None:
            yield control, mark.get(f"{_W}val", "")
