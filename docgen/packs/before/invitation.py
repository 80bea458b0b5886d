"""The invitation to a meeting as a Word letter, and what it withholds.

Mail is forwarded, and calendars are shared: both say where and when, by which reference, and never whom it is about.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from docgen.packs.meeting import Meeting, Person
from docgen.packs.naming import name_document, name_meeting, names_child
from docgen.packs.wording import say_times
from docgen.packs.words import say_day, say_short
from docgen.word.prose import find_template, render_prose, save_prose
from escalation.boards import Board
from escalation.cases import Case

WITHHELD = "withheld: it holds a name"
_ROWS_TO_WRITE_IN = 4


def render_invitation(
    meeting: Meeting, board: Board, case: Case, today: dt.date, template: Path | None = None
) -> bytes:
    """Return the invitation as a Word document; the same input gives the same bytes.

    `template` is a file of the office's own; without it the board's `invitation-BOARD.docx` is taken, or else
    `invitation.docx`. Raises DefinitionError for a template that asks for what there is not, or for what it may
    not do.
    """
    stage = board.stage(meeting.stage)
    names = {
        "board": board.name,
        "marking": board.marking,
        "procedure": board.procedure.title,
        "stage": f"{stage.title} ({stage.clause})",
        "title": name_meeting(meeting, case, board),
        "case": _without_name(meeting.case, case, board),
        "day": say_day(meeting.date),
        "date": say_short(meeting.date),
        "time": say_times(meeting),
        "place": _without_name(meeting.place, case, board),
        "chair": str(meeting.chair),
        "minute_taker": str(meeting.minute_taker),
        "agenda": say_agenda(meeting, case, board),
        "invited": [_invited(one, case, board) for one in meeting.attendance]
        or [dict.fromkeys(Person.model_fields, "")] * _ROWS_TO_WRITE_IN,
    }
    document = render_prose(template or find_template("invitation", board), names)
    return save_prose(
        document, name_document("Invitation", meeting, case, board), board.name, meeting.date or today
    )


@dataclass(frozen=True)
class Withheld:
    """What an invitation does not give because it holds a word of the name of the child or adult.

    `key` says where it stands in the meeting's file (`place`, `agenda 2`), `item` what stands there, by which
    its line is found. `is_person` for the name of somebody who is invited, which cannot be written otherwise.
    """

    key: str
    item: str
    is_person: bool = False


def find_withheld(meeting: Meeting, case: Case, board: Board) -> Iterator[Withheld]:
    """Yield what the invitation to a meeting, and its entry for calendars, do not give, in the order of its file."""
    for key in ("case", "title", "place"):
        if names_child(getattr(meeting, key), case, board):
            yield Withheld(key, getattr(meeting, key))
    for number, item in enumerate(meeting.agenda, start=1):
        if names_child(item, case, board):
            yield Withheld(f"agenda {number}", item)
    for number, one in enumerate(meeting.attendance, start=1):
        for part in Person.model_fields:
            if names_child(getattr(one, part), case, board):
                yield Withheld(f"attendance {number}", getattr(one, part), is_person=part == "name")


def _without_name(text: str, case: Case, board: Board) -> str:
    return WITHHELD if names_child(text, case, board) else text


def say_agenda(meeting: Meeting, case: Case, board: Board) -> list[str]:
    """Return every item, so that none is missed; of one that names the child or adult, that it is withheld."""
    return [_without_name(item, case, board) for item in meeting.agenda]


def _invited(one: Person, case: Case, board: Board) -> dict[str, str]:
    """Return somebody who is invited. Family may share the name that must not stand here."""
    return {part: _without_name(getattr(one, part), case, board) for part in Person.model_fields}
