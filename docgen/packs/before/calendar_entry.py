"""A meeting as an entry for calendars (RFC 5545), which says no more than the invitation does.

A calendar knows an entry again by its UID, and takes the one with the higher SEQUENCE for the newer.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from docgen.packs.before.invitation import say_agenda
from docgen.packs.meeting import Meeting
from docgen.packs.naming import name_meeting, names_child
from escalation.boards import Board
from escalation.cases import Case, fold_reference

UK = ZoneInfo("Europe/London")


@dataclass(frozen=True)
class RenderedEntry:
    """An entry for calendars (`.ics`), and the day of the entry whose place it takes, if that is another."""

    content: bytes
    moved_from: dt.date | None = None


def render_calendar(
    meeting: Meeting, board: Board, case: Case, today: dt.date, sent: Iterable[bytes] = ()
) -> RenderedEntry:
    """Return the meeting as an entry for calendars; the whole day where its time is not known.

    It asks nobody by address (`METHOD:PUBLISH`): who sends it decides to whom. Times are those of the United Kingdom,
    written in UTC, so that the same input gives the same bytes. A meeting that is moved keeps its entry (UID); the
    next meeting of its stage (`after`) has another. `sent` are entries made before: where one is of this meeting and
    says something else, SEQUENCE goes on from it (RFC 5545, 3.8.7.4). Raises ValueError for a meeting without a day.
    """
    if meeting.date is None:
        raise ValueError("the meeting has no date")
    event = _event(meeting, meeting.date, board, case)
    last = max(_find_sent(sent, str(event["uid"])), key=lambda one: one.sequence, default=None)
    is_changed = last is not None and _said_by(last) != _said_by(event)
    event.add("sequence", 0 if last is None else last.sequence + is_changed)
    event.add("dtstamp", dt.datetime.combine(today, dt.time(), dt.UTC))
    calendar = Calendar()
    calendar.add("prodid", "-//boardforms//meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    before = _day_of(last) if last is not None else None
    return RenderedEntry(bytes(calendar.to_ical()), before if before != meeting.date else None)


def _event(meeting: Meeting, day: dt.date, board: Board, case: Case) -> Event:
    event = Event()
    event.add("uid", _uid(meeting))
    event.add(
        "summary",
        ", ".join(filter(None, (name_meeting(meeting, case, board), _reference(meeting, case, board)))),
    )
    event.add("dtstart", _at(day, meeting.time))
    if meeting.time and meeting.ends:
        event.add("dtend", _at(day, meeting.ends))
    if meeting.place and not names_child(meeting.place, case, board):
        event.add("location", meeting.place)
    if meeting.agenda:
        items = enumerate(say_agenda(meeting, case, board), start=1)
        event.add("description", "\n".join(("Agenda", *(f"{number}. {item}" for number, item in items))))
    event.add("class", "CONFIDENTIAL")
    return event


def _find_sent(sent: Iterable[bytes], uid: str) -> Iterator[Event]:
    """Yield the events of that UID; what is no entry of ours is passed over unread."""
    for content in sent:
        if f"UID:{uid}\r\n".encode() in content:
            try:
                held = Calendar.from_ical(content).walk("VEVENT")
                yield from (one for one in held if isinstance(one, Event) and _is_sent(one, uid))
            except ValueError:  # somebody changed it: no calendar could read it either
                continue


def _is_sent(event: Event, uid: str) -> bool:
    """Say whether an event is of that UID. Raises ValueError for a number or a day that is none."""
    return str(event.get("uid")) == uid and event.sequence >= 0 and event.DTSTART is not None


def _said_by(event: Event) -> dict[str, bytes]:
    """Return what an entry says of its meeting, without what says when and how often it was made."""
    made = {"DTSTAMP", "SEQUENCE"}
    return {name: value.to_ical() for name, value in event.items() if name.upper() not in made}


def _day_of(event: Event) -> dt.date | None:
    starts = event.DTSTART
    return starts.astimezone(UK).date() if isinstance(starts, dt.datetime) else starts


def _reference(meeting: Meeting, case: Case, board: Board) -> str:
    return "" if names_child(meeting.case, case, board) else meeting.case


def _at(day: dt.date, time: dt.time | None) -> dt.date | dt.datetime:
    return day if time is None else dt.datetime.combine(day, time, UK).astimezone(dt.UTC)


def _uid(meeting: Meeting) -> str:
    """Return what tells this meeting from others, however often it is moved, and gives nothing away.

    It is the first of its stage, or the second, by the days of those before it (`after`).
    """
    about = f"{meeting.board}\n{fold_reference(meeting.case)}\n{meeting.stage}\n{len(set(meeting.after))}"
    return f"{hashlib.sha256(about.encode()).hexdigest()[:32]}@boardforms.invalid"
