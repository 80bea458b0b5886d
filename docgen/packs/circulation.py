"""By when the minutes must reach people: the board's limit, and beside it what the house aims at."""

import datetime as dt
from dataclasses import dataclass

from docgen.packs.meeting import Meeting
from docgen.packs.words import say_answer, say_day
from escalation.answers import Reading
from escalation.boards import Board
from escalation.limits import Basis, Limit, Within
from escalation.timeframes.counting import Window, open_windows
from escalation.timeframes.wording import say_all
from escalation.timeframes.working_days import WorkingCalendar, calendar_of


@dataclass(frozen=True)
class Circulated:
    """One limit on circulation, in words: when it is due, why, the house target and what became of it."""

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


def say_circulation(meeting: Meeting, board: Board, held: dt.date | None) -> tuple[Circulated, ...]:
    """Return when the papers of a meeting held on a day are due with people; None: it has not been held.

    Days are counted as the check counts them, on the board's calendar (READINGS, Counting).
    """
    calendar = calendar_of(board)
    return tuple(
        _say_limit(limit, meeting, held, calendar) for limit in circulation_limits(board, meeting.stage, held)
    )


def last_day(board: Board, stage: str, held: dt.date | None) -> dt.date | None:
    """Return the first day on which a limit on circulation runs out; None before the meeting, or without a limit."""
    calendar = calendar_of(board)
    limits = circulation_limits(board, stage, held)
    return min(
        (window.due for limit in limits for window in _windows(limit.allows, held, calendar)), default=None
    )


def _say_limit(limit: Limit, meeting: Meeting, held: dt.date | None, calendar: WorkingCalendar) -> Circulated:
    quoted = f"{limit.clause}: ‘{limit.quote}’"
    windows = _windows(limit.allows, held, calendar)
    if not windows:
        when = f"{limit.allows.words} after the meeting"
        return Circulated(f"{limit.title}: {when}", quoted, _say_target(limit, held, calendar))
    due = say_all((_say_due(window, several=len(windows) > 1) for window in windows), "or")
    passed = _passed_over(windows)
    return Circulated(
        f"{limit.title}: due by {due}",
        f"{limit.allows.words} after the meeting of {say_day(held)}{passed}. {quoted}",
        _say_target(limit, held, calendar),
        _say_outcome(windows, meeting.minutes_circulated, calendar),
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
    if limit.aims is None:
        return ""
    days = [say_day(window.due) for window in _windows(limit.aims, held, calendar)]
    by = f"{say_all(days, 'or')}, " if days else ""
    source = f" ({limit.target_source})" if limit.target_source else ""
    return f"House target, not the limit: {by}{limit.target} after the meeting{source}"


def _say_outcome(windows: tuple[Window, ...], done: dt.date | None, calendar: WorkingCalendar) -> str:
    if done is None or not calendar.covers(done):
        return ""
    readings = [window.judge_done(done) for window in windows]
    return (
        f"Circulated on {say_day(done)}. {' '.join(_say_reading(one, len(readings) > 1) for one in readings)}"
    )


def _say_reading(reading: Reading, several: bool) -> str:
    kind = {Basis.WORKING: "In working days: ", Basis.CALENDAR: "In calendar days: "}.get(reading.basis, "")
    return f"{kind if several else ''}{say_answer(reading)}."
