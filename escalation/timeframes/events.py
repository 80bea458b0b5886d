"""When each event of a case happened, as far as its records say, and what is missing where they do not."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from escalation.answers import EventDate
from escalation.boards import Board, Event
from escalation.codes import notice
from escalation.findings import Finding
from escalation.timeframes.places import Places
from escalation.timeframes.statements import Settled, Statement, settle
from escalation.timeframes.wording import say_all, say_date, say_label
from escalation.timeframes.working_days import FIRST_YEAR, LAST_YEAR


class Known(Enum):
    """What the records say of an event's date.

    DATED: one date. BLANK: a record has a place for it, left empty. NOT_HELD: no record has a place for it.
    UNCLEAR: something is written that nobody can count from: no date, not a sure one, two that differ,
    one in the future or of a year whose bank holidays are not known.
    """

    DATED = auto()
    BLANK = auto()
    NOT_HELD = auto()
    UNCLEAR = auto()


@dataclass(frozen=True)
class DatedEvent:
    """An event and what is known of its date. `why` says what is wrong or missing, and what to do."""

    event: Event
    known: Known
    date: dt.date | None = None
    statement: Statement | None = None
    why: str = ""
    finding: Finding | None = None

    def shown(self) -> EventDate:
        """Return the event as an answer shows it."""
        said = self.statement
        return EventDate(
            event=self.event.key,
            title=self.event.title,
            date=self.date,
            record=said.record.id if said else None,
            source=f"‘{say_label(said.field)}’ on the {said.form.title}" if said else "",
        )


def date_events(
    board: Board, statements: Iterable[Statement], places: Places, today: dt.date
) -> Mapping[str, DatedEvent]:
    """Return what is known of every event of the board on a day, by its key."""
    said: dict[str, list[Statement]] = {event.key: [] for event in board.events}
    for statement in statements:
        if statement.field.event in said:
            said[statement.field.event].append(statement)
    return {event.key: _date_event(event, settle(said[event.key]), places, today) for event in board.events}


def _date_event(event: Event, settled: Settled, places: Places, today: dt.date) -> DatedEvent:
    if settled.is_blank:
        return _without_date(event, settled, places)
    statement = settled.standing[0]
    date = statement.date()
    if date is None or any(one.date() is None for one in settled.standing):
        return _unreadable(event, settled)
    if settled.differs:
        return _differing(event, settled)
    if date > today:
        fault = f"which is after the day of this check, {say_date(today)}"
        return _impossible(event, statement, f"dated {say_date(date)}, {fault}", "date-in-future")
    if not FIRST_YEAR <= date.year <= LAST_YEAR:
        fault = f"and bank holidays are known only from {FIRST_YEAR} to {LAST_YEAR}"
        return _impossible(event, statement, f"dated {say_date(date)}, {fault}", "date-outside-data")
    return DatedEvent(event, Known.DATED, date, statement)


def _without_date(event: Event, settled: Settled, places: Places) -> DatedEvent:
    why = f"the date of ‘{event.title}’ is missing: {places.say_for_event(event)}"
    if settled.is_held and not any(statement.is_left_blank for statement in settled.held_by):
        why = f"{why} (its place {settled.held_by[0].place} cannot be read)"
        return DatedEvent(event, Known.UNCLEAR, why=why)
    return DatedEvent(event, Known.BLANK if settled.is_held else Known.NOT_HELD, why=why)


def _unreadable(event: Event, settled: Settled) -> DatedEvent:
    culprit = next(one for one in settled.standing if one.date() is None)
    fault = "is not a date" if culprit.value is None else "is not sure"
    why = (
        f"what is written for ‘{event.title}’ {culprit.place} {fault}: find out the day and correct it there"
    )
    return DatedEvent(event, Known.UNCLEAR, statement=culprit, why=why)


def _differing(event: Event, settled: Settled) -> DatedEvent:
    dates = say_all(f"{say_date(one.date() or dt.date.max)} {one.place}" for one in settled.standing)
    why = f"the records give different dates for ‘{event.title}’: {dates}"
    message = f"{why[0].upper()}{why[1:]}. Find out which is right."
    return DatedEvent(
        event,
        Known.UNCLEAR,
        why=why,
        finding=notice("dates-differ", settled.standing[0].field.key, message=message),
    )


def _impossible(event: Event, statement: Statement, fault: str, code: str) -> DatedEvent:
    why = f"‘{event.title}’ {statement.place} is {fault}"
    finding = notice(code, statement.field.key, message=f"{why}. Find out which day is meant.")
    return DatedEvent(event, Known.UNCLEAR, statement=statement, why=why, finding=finding)
