"""The minutes as a Word document, through a template that staff can edit in Word."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from docgen.packs.meeting import Meeting
from docgen.packs.papers import Papers, gather_papers
from docgen.packs.wording import say_considered, say_meeting
from docgen.pdf.typeset import Data
from docgen.word.prose import find_template, render_prose, save_prose
from escalation.answers import CheckedCase
from escalation.boards import Board
from escalation.cases import Case

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
    document = render_prose(template or find_template("minutes", board), _context(meeting, board, papers))
    return save_prose(document, papers.title, board.name, meeting.date or checked.checked_on)


def _context(meeting: Meeting, board: Board, papers: Papers) -> dict[str, object]:
    """Return the names that a template can use: text, and lists of text by name."""
    names: dict[str, Data] = {
        **say_meeting(meeting),
        "board": board.name,
        "marking": board.marking,
        "case": papers.case,
        "title": papers.meeting_title,
        "stage": papers.stage,
        "views_title": papers.views_title,
        "chairs": [f"{rule.says}. {rule.why}" for rule in papers.chairs if rule.stands != "no"],
        "considered": [*say_considered(meeting, papers)],
        "circulation_due": [
            ". ".join(part.rstrip(".") for part in (one.says, one.target, one.outcome, "") if part) + "."
            for one in papers.circulation
        ],
    }
    return {**names, **{name: [*_with_room(names[name], row)] for name, row in _ROOM.items()}}


def _with_room(rows: Data, empty: Mapping[str, Data]) -> Sequence[Data]:
    """Return the rows of a list, or a few empty ones to write in."""
    return rows if isinstance(rows, Sequence) and rows else (empty,) * _ROWS_TO_WRITE_IN
