"""The days that a meeting's file gives, held against each other and against the records of the case."""

import datetime as dt
from collections.abc import Iterator

from docgen.packs.meeting import Meeting
from docgen.packs.words import say_day
from escalation.boards import Board, Stage
from escalation.codes import notice
from escalation.findings import Finding
from escalation.timeframes.facts import CaseFacts
from escalation.timeframes.later_meetings import minuted_events
from escalation.timeframes.working_days import calendar_of


def day_of(meeting: Meeting, facts: CaseFacts) -> dt.date | None:
    """Return the day of the meeting: as its file says, else as the records do of the first of its stage."""
    return meeting.date or (None if meeting.after else _recorded(meeting, facts))


def _recorded(meeting: Meeting, facts: CaseFacts) -> dt.date | None:
    """Return the day that the records give the first meeting of a stage; None where its event is no meeting."""
    stage = facts.board.stage(meeting.stage)
    event = facts.dated.get(stage.event) if minuted_events(stage, facts.board) else None
    return event.date if event else None


def notice_dates(meeting: Meeting, facts: CaseFacts) -> Iterator[Finding]:
    """Yield which days of a meeting's file contradict each other or the records, or are on no record."""
    yield from _against_records(meeting, facts)
    held, sent = day_of(meeting, facts), meeting.minutes_circulated
    if held and any(day >= held for day in meeting.after):
        yield notice("pack-after-not-before", "after")
    if held and sent and sent < held:
        yield notice("pack-circulated-before-meeting", "minutes_circulated")
    if sent and sent > facts.today:
        message = (
            f"The minutes are dated as circulated on {say_day(sent)}, which is after the day of this check."
        )
        yield notice(
            "pack-circulated-in-future", "minutes_circulated", message=f"{message} Find out the day."
        )


def notice_day_off(day: dt.date | None, board: Board) -> Iterator[Finding]:
    """Yield that a meeting is on a weekend, a bank holiday or a closure of the board."""
    calendar = calendar_of(board)
    if day is None or not calendar.covers(day) or calendar.is_working_day(day):
        return
    off = next((one.name for one in calendar.skipped(day - dt.timedelta(days=1), day)), "a weekend")
    message = (
        f"The meeting is on {say_day(day)}, which is no working day ({off}): see whether the day is right."
    )
    yield notice("pack-day-off", "date", message=message)


def _against_records(meeting: Meeting, facts: CaseFacts) -> Iterator[Finding]:
    stage = facts.board.stage(meeting.stage)
    if meeting.date is None:
        return
    if not minuted_events(stage, facts.board):
        yield from _against_end(meeting, meeting.date, stage, facts)
        return
    first = _recorded(meeting, facts)
    recorded = {first, *(one.day for one in facts.later_meetings if one.stage == stage)}
    if meeting.date in recorded:
        return
    if first and first not in meeting.after:
        yield _differs(f"{say_day(first)} by the records", meeting.date, first)
    elif meeting.date <= facts.today:
        yield notice("pack-date-not-recorded", "date")


def _against_end(meeting: Meeting, held: dt.date, stage: Stage, facts: CaseFacts) -> Iterator[Finding]:
    """Yield that a stage whose event is a decision or an end had it before the meeting; a later end is none."""
    event = facts.dated.get(stage.event)
    if event and event.date and event.date < held and not meeting.after:
        yield _differs(f"‘{event.event.title}’ {say_day(event.date)} by the records", held, event.date)


def _differs(recorded: str, held: dt.date, day: dt.date) -> Finding:
    differs = (
        f"The meeting is dated {say_day(held)} by the meeting file and {recorded}. Find out which is right."
    )
    other = (
        f" If it is another meeting of this stage, write `after = [{day}]` in its file." if day < held else ""
    )
    return notice("pack-date-differs", "date", message=f"{differs}{other}")
