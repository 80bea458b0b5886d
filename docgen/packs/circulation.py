"""By when the minutes must reach people: the board's limit, and beside it what the house aims at."""

import datetime as dt
from dataclasses import dataclass

from docgen.packs.meeting import Meeting
from docgen.packs.words import say_answer, say_day
from escalation.answers import Reading
from escalation.boards import Board
from escalation.limits import Basis, Limit, Within, read_within
from escalation.periods import Period
from escalation.timeframes.counting import Window, open_windows
from escalation.timeframes.wording import say_all
from escalation.timeframes.working_days import WorkingCalendar, calendar_of

HOUSE_TARGET = read_within("5 working days", None)
"""What the house works to, whatever the procedure: an aim that no text asks for, and never a limit."""


@dataclass(frozen=True)
class Circulated:
    """By when minutes are due, in words: a limit, or that there is none; why, the house target, what became of it."""

    says: str
    why: str
    target: str = ""
    outcome: str = ""


def circulation_limits(board: Board, stage_key: str, held: dt.date | None) -> tuple[Limit, ...]:
    """Return the limits that run from a stage's meeting to a circulation, which a message can be evidence of.

    They are those in force on the day on which the meeting was held; the latest while it has not been.
    """
    meeting = board.stage(stage_key).event
    read = (one for limit in board.limits_on(held) for one in limit.each_reading)
    return tuple(limit for limit in read if limit.from_ == meeting and board.event(limit.to).message)


def say_circulation(
    meeting: Meeting, board: Board, held: dt.date | None, today: dt.date
) -> tuple[Circulated, ...]:
    """Return when the papers of a meeting held on a day are due with people; None: it has not been held.

    Days are counted as the check counts them, on the board's calendar (docs/decisions/0003-checking.md). Where no
    limit runs from the stage's meeting, the house target stands alone.
    """
    calendar = calendar_of(board)
    limits = circulation_limits(board, meeting.stage, held)
    if not limits:
        return (_say_no_limit(meeting, held, calendar),)
    return tuple(_say_limit(limit, meeting, held, today, calendar) for limit in limits)


def last_day(board: Board, stage: str, held: dt.date | None) -> dt.date | None:
    """Return the first day on which a limit on circulation runs out; None before the meeting, or without a limit."""
    calendar = calendar_of(board)
    limits = circulation_limits(board, stage, held)
    return min(
        (window.due for limit in limits for window in _windows(limit.allows, held, calendar)), default=None
    )


def _say_no_limit(meeting: Meeting, held: dt.date | None, calendar: WorkingCalendar) -> Circulated:
    by = _say_days(HOUSE_TARGET, held, calendar)
    sent = meeting.minutes_circulated
    return Circulated(
        "When the minutes go round: no clause sets a limit",
        "The house target is an aim of the minute-takers, and not the procedure’s.",
        f"House target, not the procedure’s: {by}",
        f"Circulated on {say_day(sent)}." if sent else "",
    )


def _say_limit(
    limit: Limit, meeting: Meeting, held: dt.date | None, today: dt.date, calendar: WorkingCalendar
) -> Circulated:
    quoted = f"{limit.clause}: ‘{limit.quote}’"
    windows = _windows(limit.allows, held, calendar)
    target = _say_target(limit, held, calendar)
    if held is None or not windows:
        return Circulated(f"{limit.title}: {limit.allows.words} after the meeting", quoted, target)
    due = say_all((_say_due(window, several=len(windows) > 1) for window in windows), "or")
    return Circulated(
        f"{limit.title}: due by {due}",
        f"{limit.allows.words} after the meeting of {say_day(held)}{_passed_over(windows)}. {quoted}",
        target,
        _say_outcome(windows, meeting.minutes_circulated, Period(held, today), calendar),
    )


def _windows(within: Within, held: dt.date | None, calendar: WorkingCalendar) -> tuple[Window, ...]:
    """Return the days that a limit gives, on each reading; none before the meeting, or for a limit in words."""
    if held is None or within.is_in_words or not calendar.covers(held):
        return ()
    return open_windows(held, within, calendar, "")


def _say_due(window: Window, *, several: bool) -> str:
    return say_day(window.due) + (f" (in {window.basis} days)" if several else "")


def _passed_over(windows: tuple[Window, ...]) -> str:
    days = [f"{say_day(day.date)} ({day.name})" for window in windows for day in window.unjudged().skipped]
    return f", passing over {say_all(days)}" if days else ""


def _say_target(limit: Limit, held: dt.date | None, calendar: WorkingCalendar) -> str:
    """Say what the house aims at beside a limit; nothing where the limit itself is the shorter."""
    aims = limit.aims or HOUSE_TARGET
    last = [window.due for window in _windows(limit.allows, held, calendar)]
    if any(window.due > min(last) for window in _windows(aims, held, calendar) if last):
        return ""
    source = f" ({limit.target_source})" if limit.target_source else ""
    return f"House target, not the limit: {_say_days(aims, held, calendar)}{source}"


def _say_days(aims: Within, held: dt.date | None, calendar: WorkingCalendar) -> str:
    days = [say_day(window.due) for window in _windows(aims, held, calendar)]
    return (
        f"{say_all(days, 'or')}, {aims.words} after the meeting"
        if days
        else f"{aims.words} after the meeting"
    )


def _say_outcome(
    windows: tuple[Window, ...], done: dt.date | None, possible: Period, calendar: WorkingCalendar
) -> str:
    """Say what became of a limit; of a day before the meeting, or still to come, only that it cannot be."""
    if done is None:
        return ""
    said = f"Circulated on {say_day(done)}"
    if done < possible.first:
        return f"{said}, which is before the meeting: find out which day is meant."
    if done > possible.last:
        return f"{said}, which is still to come: find out which day is meant."
    if not calendar.covers(done):
        return ""
    readings = [window.judge_done(done) for window in windows]
    return f"{said}. {' '.join(_say_reading(one, done, len(readings) > 1) for one in readings)}"


def _say_reading(reading: Reading, done: dt.date, several: bool) -> str:
    kind = {Basis.WORKING: "In working days: ", Basis.CALENDAR: "In calendar days: "}.get(reading.basis, "")
    return f"{kind if several else ''}{say_answer(reading, done, done)}."
