"""Made-up minutes as people return them: the sample meetings in Word, and what staff do to them there."""

import datetime as dt
import io
from collections.abc import Callable
from functools import cache
from pathlib import Path

import docx
from docx.document import Document
from docx.table import Table
from docx.text.paragraph import Paragraph

from docgen.packs.meeting import Meeting
from docgen.packs.minutes.marks import mark_minutes
from docgen.packs.minutes.word import render_minutes
from docgen.packs.reading import read_case, read_meeting
from docgen.packs.subject import CHILD
from docgen.word.prose import find_template
from escalation.timeframes import check_timeframes
from parsers.word.minutes import ReadMinutes, read_minutes
from parsers.word.minutes_map import MinutesMap
from tests.packs.samples import MEETINGS, Prepared, board, mscb

TEMPLATE = find_template("minutes", mscb().board)
Edit = Callable[[Document], None]


@cache
def known() -> MinutesMap:
    """Return the map of the template that ships."""
    return map_of(TEMPLATE)


SAMPLES = tuple(sorted(path.stem for path in MEETINGS.glob("*.toml")))
"""The names of the sample meetings that ship."""


@cache
def sample(name: str) -> Prepared:
    """Return a sample meeting, checked as of a day on which it is over."""
    path = MEETINGS / f"{name}.toml"
    meeting = read_meeting(path)
    case, _ = read_case(meeting, path.parent)
    held = board(meeting.board)
    return Prepared(meeting, held, case, check_timeframes(case, held, dt.date(2025, 12, 1)))


def map_of(template: Path) -> MinutesMap:
    marked = mark_minutes(template, CHILD.views_title)
    return MinutesMap(marked.content, marked.marks)


def edited(content: bytes, edit: Edit) -> bytes:
    """Return a Word file in which somebody did something."""
    document = docx.Document(io.BytesIO(content))
    edit(document)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def minutes_of(prepared: Prepared, edit: Edit | None = None) -> bytes:
    content = render_minutes(*prepared.papers())
    return content if edit is None else edited(content, edit)


def read_back(content: bytes) -> ReadMinutes:
    return read_minutes(content, known())


def bare() -> Prepared:
    """Return MSCB's sample meeting as it is before anybody has written minutes."""
    prepared = mscb()
    meeting = Meeting.model_validate(
        {"board": "mscb", "case": prepared.meeting.case, "stage": prepared.meeting.stage}
    )
    return Prepared(meeting, prepared.board, prepared.case, prepared.checked)


def remove(block: Paragraph | Table) -> None:
    """Take a paragraph or a table out of its document."""
    element = block._element
    around = element.getparent()
    assert around is not None
    around.remove(element)


def paragraph_of(document: Document, text: str) -> int:
    """Return the number, from 0, of the paragraph that says a text."""
    return [one.text for one in document.paragraphs].index(text)
