"""The minutes as a Word document, through a template that staff can edit in Word."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from docgen.packs.meeting import Meeting
from docgen.packs.minutes.marks import LINES, LISTS, TEXTS, check_views
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

NOBODY = "Nobody"
NONE = "None"
_SAID_EMPTY: Mapping[str, Mapping[str, Data]] = {
    "decisions": {"decision": NONE, "reason": ""},
    "dissent": {"who": NOBODY, "why": ""},
    "actions": {"action": NONE, "owner": "", "agency": "", "due": ""},
}
"""What stands in a list that the meeting's file says is empty: `dissent = []` is an answer."""


def render_minutes(
    meeting: Meeting, board: Board, case: Case, checked: CheckedCase, template: Path | None = None
) -> bytes:
    """Return the minutes of a meeting as a Word document; the same input gives the same bytes.

    `template` is a file of the office's own; without it the board's `minutes-BOARD.docx` is taken, or else
    `minutes.docx`. Text stands in the document to the letter, but that what XML cannot hold is shown as a code.
    Raises DefinitionError for a template that asks for what there is not, for what it may not do, or that leaves out
    the views of the child and the family, and where the meeting is not this board's; ValueError where case or check
    are of another case.
    """
    papers = gather_papers(meeting, board, case, checked, "Minutes")
    path = template or find_template("minutes", board)
    check_views(path)
    document = render_prose(path, _context(meeting, board, papers))
    return save_prose(document, papers.title, board.name, meeting.date or checked.checked_on)


def say_printed(meeting: Meeting, board: Board, case: Case, checked: CheckedCase) -> tuple[str, ...]:
    """Return the sentences that nobody wrote in the minutes: who chairs, and by when they are due.

    Raises as `render_minutes` does.
    """
    papers = gather_papers(meeting, board, case, checked, "Minutes")
    return (*_say_chairs(papers), *_say_due(papers))


def _say_chairs(papers: Papers) -> list[str]:
    return [f"{rule.says}. {rule.why}" for rule in papers.chairs if rule.stands != "no"]


def _say_due(papers: Papers) -> list[str]:
    """Return by when the minutes must go round. What became of it is no part of them: they outlast the answer."""
    said = ([one.says, one.target] for one in papers.circulation)
    return [". ".join(part.rstrip(".") for part in parts if part) + "." for parts in said]


def _context(meeting: Meeting, board: Board, papers: Papers) -> dict[str, object]:
    """Return the names that a template can use, those that marks can stand for: text, and lists of text by name."""
    names: dict[str, Data] = {
        **say_meeting(meeting),
        "board": board.name,
        "marking": board.marking,
        "case": papers.case,
        "title": papers.meeting_title,
        "stage": papers.stage,
        "views_title": papers.views_title,
        "offices": [*_say_offices(meeting)],
        "chairs": [*_say_chairs(papers)],
        "considered": [*say_considered(meeting, papers.considers)],
        "circulation_due": [*_say_due(papers)],
    }
    said_empty = {name: row for name, row in _SAID_EMPTY.items() if name in meeting.model_fields_set}
    names |= {name: [row] for name, row in said_empty.items() if not names[name]}
    names |= {name: [*_with_room(names[name], row)] for name, row in _ROOM.items()}
    return {name: names[name] for name in ("is_over", "views_title", *TEXTS, *LINES, *LISTS)}


def _say_offices(meeting: Meeting) -> Iterator[Mapping[str, Data]]:
    for office, person in (("Chair", meeting.chair), ("Minutes taken by", meeting.minute_taker)):
        yield {"office": office, "name": person.name, "role": person.role, "agency": person.agency}


def _with_room(rows: Data, empty: Mapping[str, Data]) -> Sequence[Data]:
    """Return the rows of a list, or a few empty ones to write in."""
    return rows if isinstance(rows, Sequence) and rows else (empty,) * _ROWS_TO_WRITE_IN
