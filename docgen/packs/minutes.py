"""The minutes as a Word document, through a template that staff can edit in Word (docxtpl).

A template is somebody's file, and so is all that it is given: it runs in jinja2's sandbox, sees plain text
and nothing else, and a name that it misspells is a fault and not an empty space.
"""

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from zipfile import BadZipFile

from docx.document import Document
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from docgen.packs.meeting import Meeting
from docgen.packs.papers import Papers, gather_papers
from docgen.packs.wording import say_considered, say_meeting
from docgen.pdf.typeset import Data
from docgen.word.elements import spell_out
from docgen.word.package import fix_bytes
from escalation.answers import CheckedCase
from escalation.boards import Board
from escalation.cases import Case
from escalation.content import content_folder
from escalation.faults import DefinitionError, Fault

LANGUAGE = "en-GB"
_TEMPLATE_FAULTS = (
    TemplateError,
    BadZipFile,
    ArithmeticError,
    AttributeError,
    LookupError,
    SyntaxError,
    TypeError,
    ValueError,
)
"""What a template can raise: its code, or a file that is no Word document."""

_ROWS_TO_WRITE_IN = 4
_ROOM: Mapping[str, Mapping[str, Data]] = {
    "attendance": {"name": "", "role": "", "agency": "", "presence": ""},
    "information": {"agency": "", "text": ""},
    "decisions": {"decision": "", "reason": ""},
    "dissent": {"who": "", "why": ""},
    "actions": {"action": "", "owner": "", "agency": "", "due": ""},
    "circulation": {"name": "", "agency": "", "how": ""},
}
"""The lists of the minutes, and an empty entry of each."""

_SIGNS = str.maketrans({"{": "&#123;", "}": "&#125;", "%": "&#37;"})
"""docxtpl takes `{_{` and its like for its own signs, also where a person wrote them."""


def render_minutes(
    meeting: Meeting, board: Board, case: Case, checked: CheckedCase, template: Path | None = None
) -> bytes:
    """Return the minutes of a meeting as a Word document; the same input gives the same bytes.

    `template` is a file of the office's own; without it the board's `minutes-BOARD.docx` is taken, or else
    `minutes.docx`. Text stands in the document to the letter, but that what XML cannot hold is shown as a code.
    Raises DefinitionError for a template that asks for what there is not, or for what it may not do, and where
    the meeting is not this board's; ValueError where case or check are of another case.
    """
    papers = gather_papers(meeting, board, case, checked, "Minutes")
    source = template or find_template(board)
    minutes = DocxTemplate(io.BytesIO(source.read_bytes()))
    names = _context(meeting, board, papers)
    try:
        minutes.render(names, jinja_env=_sandbox(), autoescape=True)
    except _TEMPLATE_FAULTS as error:
        raise DefinitionError((_fault(source, error, names),)) from error
    _identify(minutes.docx, papers, board, meeting.date or checked.checked_on)
    saved = io.BytesIO()
    minutes.save(saved)
    return fix_bytes(saved.getvalue())


def find_template(board: Board) -> Path:
    """Return the template of a board's minutes: its own, or the one for all."""
    folder = content_folder("templates") / "word"
    own = folder / f"minutes-{board.key}.docx"
    return own if own.is_file() else folder / "minutes.docx"


def _sandbox() -> ImmutableSandboxedEnvironment:
    """Return where a template runs: it reaches no attribute of Python's own, no other file, and no raw XML."""
    sandbox = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined, finalize=_write)
    del sandbox.filters["safe"]
    return sandbox


def _write(value: object) -> Markup:
    """Return a value as text of the document, none of which docxtpl or Word can take for a sign of its own."""
    return Markup(str(escape(value)).translate(_SIGNS))  # noqa: S704 - escaped in the same breath


def _context(meeting: Meeting, board: Board, papers: Papers) -> dict[str, object]:
    """Return the names that a template can use: text, and lists of text by name."""
    names: dict[str, Data] = {
        **say_meeting(meeting),
        "board": board.name,
        "marking": board.marking,
        "case": papers.case,
        "title": papers.meeting_title,
        "stage": papers.stage,
        "chairs": [f"{rule.says}. {rule.why}" for rule in papers.chairs if rule.stands != "no"],
        "considered": [*say_considered(meeting, papers)],
        "circulation_due": [
            ". ".join(part.rstrip(".") for part in (one.says, one.target, one.outcome, "") if part) + "."
            for one in papers.circulation
        ],
    }
    told = names | {name: [*_with_room(names[name], row)] for name, row in _ROOM.items()}
    return {name: _spelled_out(value) for name, value in told.items()}


def _with_room(rows: Data, empty: Mapping[str, Data]) -> Sequence[Data]:
    """Return the rows of a list, or a few empty ones to write in."""
    return rows if isinstance(rows, Sequence) and rows else (empty,) * _ROWS_TO_WRITE_IN


def _spelled_out(data: Data) -> object:
    if isinstance(data, str):
        return spell_out(data)
    if isinstance(data, Mapping):
        return {name: _spelled_out(value) for name, value in data.items()}
    if isinstance(data, list | tuple):
        return [_spelled_out(value) for value in data]
    return data


def _identify(document: Document, papers: Papers, board: Board, day: dt.date) -> None:
    """Write what the file says of itself: never the child's name."""
    core = document.core_properties
    core.title = spell_out(papers.title)
    core.author = core.last_modified_by = spell_out(board.name)
    core.language = LANGUAGE
    core.subject = core.keywords = core.comments = ""
    core.created = core.modified = dt.datetime.combine(day, dt.time())
    core.revision = 1


def _fault(template: Path, error: Exception, names: Mapping[str, object]) -> Fault:
    """Say what a template got wrong. A message of jinja2's quotes the template, never what it was given."""
    said = str(error) if isinstance(error, TemplateError) else type(error).__name__
    accepted = f"only the names {', '.join(sorted(names))}, and no code"
    return Fault(file=template.name, table="", key="", found=said or type(error).__name__, accepted=accepted)
