"""The invitation to a meeting: a Word letter, and an entry for calendars (RFC 5545).

Calendars are shared, and mail is forwarded: both say where and when, by which reference, and never whom it is about.
"""

import datetime as dt
import hashlib
from pathlib import Path
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from docgen.packs.meeting import Meeting, Person
from docgen.packs.naming import name_document, name_meeting, names_child
from docgen.packs.wording import say_times
from docgen.packs.words import say_day, say_short
from docgen.word.prose import find_template, render_prose, save_prose
from escalation.boards import Board
from escalation.cases import Case

UK = ZoneInfo("Europe/London")
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
        "agenda": _agenda(meeting, case, board),
        "invited": [_invited(one, case, board) for one in meeting.attendance]
        or [dict.fromkeys(Person.model_fields, "")] * _ROWS_TO_WRITE_IN,
    }
    document = render_prose(template or find_template("invitation", board), names)
    return save_prose(
        document, name_document("Invitation", meeting, case, board), board.name, meeting.date or today
    )


def render_calendar(meeting: Meeting, board: Board, case: Case, today: dt.date) -> bytes:
    """Return the meeting as an entry for calendars; the whole day where its time is not known.

    It asks nobody by address (`METHOD:PUBLISH`): who sends it decides to whom. Times are those of the United Kingdom,
    written in UTC, so that the same input gives the same bytes. Another day is another entry: one meeting never takes
    the place of an earlier one. Raises ValueError for a meeting without a day.
    """
    if meeting.date is None:
        raise ValueError("the meeting has no date")
    event = Event()
    event.add("uid", _uid(meeting))
    event.add("dtstamp", dt.datetime.combine(today, dt.time(), dt.UTC))
    event.add(
        "summary",
        ", ".join(filter(None, (name_meeting(meeting, case, board), _reference(meeting, case, board)))),
    )
    event.add("dtstart", _at(meeting.date, meeting.time))
    if meeting.time and meeting.ends:
        event.add("dtend", _at(meeting.date, meeting.ends))
    if meeting.place and not names_child(meeting.place, case, board):
        event.add("location", meeting.place)
    if meeting.agenda:
        items = enumerate(_agenda(meeting, case, board), start=1)
        event.add("description", "\n".join(("Agenda", *(f"{number}. {item}" for number, item in items))))
    event.add("class", "CONFIDENTIAL")
    calendar = Calendar()
    calendar.add("prodid", "-//boardforms//meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _without_name(text: str, case: Case, board: Board) -> str:
    return WITHHELD if names_child(text, case, board) else text


def _agenda(meeting: Meeting, case: Case, board: Board) -> list[str]:
    """Return every item, so that none is missed; of one that names the child or adult, that it is withheld."""
    return [_without_name(item, case, board) for item in meeting.agenda]


def _invited(one: Person, case: Case, board: Board) -> dict[str, str]:
    """Return somebody who is invited. Family may share the name that must not stand here."""
    return {part: _without_name(getattr(one, part), case, board) for part in Person.model_fields}


def _reference(meeting: Meeting, case: Case, board: Board) -> str:
    return "" if names_child(meeting.case, case, board) else meeting.case


def _at(day: dt.date, time: dt.time | None) -> dt.date | dt.datetime:
    return day if time is None else dt.datetime.combine(day, time, UK).astimezone(dt.UTC)


def _uid(meeting: Meeting) -> str:
    """Return what tells this meeting from others and gives nothing away."""
    about = f"{meeting.board}\n{meeting.case.casefold()}\n{meeting.stage}\n{meeting.date}"
    return f"{hashlib.sha256(about.encode()).hexdigest()[:32]}@boardforms.invalid"
