"""The sentences that say why an answer is what it is: which dates it stands on, and in which records."""

import datetime as dt
from collections.abc import Sequence

from escalation.answers import Answer, EventDate, Reading
from escalation.limits import Basis
from escalation.timeframes.wording import say_date, say_days


def say_event(event: EventDate) -> str:
    """Say an event with its day and its record: `‘Stage 2 meeting’ on Monday 25 November 2024 (record 1f2e)`."""
    day = f" on {say_date(event.date)}" if event.date else ""
    record = f" (record {event.record})" if event.record else ""
    return f"‘{event.title}’{day}{record}"


def say_start(start: EventDate) -> str:
    """Say from when a limit was counted."""
    return f"Counted from {say_event(start)}."


def say_done(end: EventDate, readings: tuple[Reading, ...]) -> str:
    """Say how a thing that was done stands to its due date."""
    return f"{say_event(end)}: {_say_readings(readings, end.date)}."


def say_open(end: EventDate, readings: tuple[Reading, ...], today: dt.date) -> str:
    """Say how a thing that is not done stands on the day of the check."""
    return (
        f"‘{end.title}’ has no date yet on {say_date(today)}, the day of this check: "
        f"{_say_readings(readings, today)}."
    )


def say_arrived(end: EventDate, readings: tuple[Reading, ...]) -> str:
    """Say that a message shows a thing to have been done in time."""
    return (
        f"The message that brought record {end.record} shows ‘{end.title}’ by {_day(end)}: "
        f"{_say_readings(readings, end.date)}, on that evidence."
    )


def say_arrived_late(end: EventDate, readings: tuple[Reading, ...]) -> str:
    """Say that a message came too late to show whether a thing was done in time."""
    return (
        f"Not known: the message that brought record {end.record} came on {_day(end)}, after the due date, "
        f"{say_due(readings)}; ‘{end.title}’ may have been sooner, to others."
    )


def say_each(clauses: Sequence[str], whys: Sequence[str]) -> str:
    """Say what two readings of a text come to, each with its clause: once only where they say the same."""
    if len(set(whys)) == 1:
        return whys[0]
    return " ".join(
        f"By {clause}: {why[:1].lower()}{why[1:]}" for clause, why in zip(clauses, whys, strict=True)
    )


def tell_apart(readings: tuple[Reading, ...]) -> tuple[str, ...]:
    """Return what tells each reading from the others: its clause and its event, its kind of day, or both."""
    return tuple(_tell_one(reading, readings) for reading in readings)


def _tell_one(reading: Reading, readings: tuple[Reading, ...]) -> str:
    of_this_text = [one for one in readings if one.quote == reading.quote]
    parts = [f"in {reading.basis} days"] if len(of_this_text) > 1 else []
    if reading.to and len(of_this_text) < len(readings):
        day = say_date(reading.to.date) if reading.to.date else "no date"
        parts.insert(0, f"by {reading.clause}, ‘{reading.to.title}’ ({day})")
    return ", ".join(parts)


def say_due(readings: tuple[Reading, ...]) -> str:
    """Say the due date, or both where the text has two readings."""
    if len(readings) == 1:
        return _due(readings[0])
    return " or ".join(f"{_due(reading)} (in {reading.basis} days)" for reading in readings)


def say_passed(start: EventDate, end: EventDate, days: int) -> str:
    """Say how long a limit in words took."""
    return f"{_passed(days)} between {say_event(start)} and {say_event(end)}."


def say_passing(start: EventDate, end: EventDate, days: int, today: dt.date) -> str:
    """Say how long a limit in words has been open."""
    return (
        f"‘{end.title}’ has no date yet: {_passed(days).lower()} between {say_event(start)} and the day of this "
        f"check, {say_date(today)}."
    )


def _passed(days: int) -> str:
    return f"{say_days(days, Basis.WORKING).capitalize()} passed"


def _say_readings(readings: tuple[Reading, ...], day: dt.date | None) -> str:
    if len(readings) == 1:
        return _say_reading(readings[0], day)
    said = "; ".join(f"in {reading.basis} days, {_say_reading(reading, day)}" for reading in readings)
    return f"the text does not say which days it means: {said}"


def _say_reading(reading: Reading, day: dt.date | None) -> str:
    days = say_days(reading.days or 0, reading.basis)
    match reading.answer:
        case Answer.MET | Answer.DUE if reading.due == day:
            return "in time, on the day it was due" if reading.answer is Answer.MET else "due today"
        case Answer.MET:
            return f"in time with {days} to spare, due {_due(reading)}"
        case Answer.DUE:
            return f"due {_due(reading)}, {days} from now"
        case _:
            return f"{reading.answer} by {days}, due {_due(reading)}"


def _due(reading: Reading) -> str:
    return say_date(reading.due) if reading.due else "not known"


def _day(event: EventDate) -> str:
    return say_date(event.date) if event.date else "an unknown day"
