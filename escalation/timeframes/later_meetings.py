"""Meetings of a stage after its first: which records are of them, so that the stage's limits count from the first.

Two minutes that date one meeting differently contradict each other, and a person must say which is right. They are
of two meetings only where somebody said so (the finding `minutes-later-meeting`, from `after` in the meeting's
file), or where the first had come before the day of the later: minutes are of no day after they came
(docs/decisions/0003-checking.md).
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from escalation.boards import Board, Stage
from escalation.cases import Case
from escalation.definitions import FormDefinition
from escalation.timeframes.statements import Statement
from escalation.timeframes.wording import say_all

SAID = "minutes-later-meeting"
"""The finding of a record that is of a later meeting, because the meeting's file says so."""


@dataclass(frozen=True)
class LaterMeeting:
    """A meeting of a stage after its first: its day, where one is sure, and the statements of its records.

    `before` are the ids of the records of the stage's meetings before it. `is_said` is false where only the days on
    which minutes came show that it was another meeting.
    """

    stage: Stage
    day: dt.date | None
    statements: tuple[Statement, ...]
    is_said: bool
    before: frozenset[str] = frozenset()

    @property
    def records(self) -> frozenset[str]:
        """The ids of its records."""
        return frozenset(one.record.id for one in self.statements)

    @property
    def place(self) -> str:
        """Say by which records it is known."""
        return f"({say_all(f'record {record}' for record in sorted(self.records))})"


def find_later_meetings(
    case: Case, board: Board, statements: Sequence[Statement]
) -> tuple[LaterMeeting, ...]:
    """Return the later meetings of the stages of a case, in the order of their days; those without a day last."""
    said = tuple(_said(case, board, statements))
    rest = of_first_meetings(statements, said)
    shown = (meeting for stage in board.stages for meeting in _shown(stage, board, rest))
    found = (*said, *shown)
    ordered = sorted(found, key=lambda one: one.day or dt.date.max)
    return tuple(replace(one, before=_before(one, found, statements, board)) for one in ordered)


def minuted_events(stage: Stage, board: Board) -> frozenset[str]:
    """Return the event of a stage's meeting, and those of its circulation, to which a limit runs from it.

    None where no such limit makes its event a meeting: there a stage is dated by a decision or an end
    (docs/decisions/0016-minutes-back.md).
    """
    read = (one for limit in board.limits for one in limit.each_reading)
    sent = {one.to for one in read if one.from_ == stage.event and board.event(one.to).message}
    return frozenset({stage.event, *sent}) if sent else frozenset()


def of_first_meetings(
    statements: Iterable[Statement], later: Iterable[LaterMeeting]
) -> tuple[Statement, ...]:
    """Return statements without the dates of later meetings."""
    apart = {record for meeting in later for record in meeting.records}
    return tuple(one for one in statements if not (one.field.event and one.record.id in apart))


def of_last_meetings(statements: Iterable[Statement], later: Iterable[LaterMeeting]) -> tuple[Statement, ...]:
    """Return the statements of a field without those that a later meeting answers on the same form."""
    held = tuple(statements)
    superseded = {
        (record, one.form.key)
        for meeting in later
        for one in held
        if one.is_written and one.record.id in meeting.records
        for record in meeting.before
    }
    return tuple(one for one in held if (one.record.id, one.form.key) not in superseded)


def _said(case: Case, board: Board, statements: Sequence[Statement]) -> Iterator[LaterMeeting]:
    """Yield the meetings that were said to be later ones: the records of one file are of one meeting."""
    marked = {one.id for one in case.records if any(found.code == SAID for found in one.findings)}
    files = dict.fromkeys(one.record.source.sha256 for one in statements if one.record.id in marked)
    for file in files:
        own = tuple(one for one in statements if one.record.id in marked and one.record.source.sha256 == file)
        dated = {one.field.event for one in own if one.is_written}
        stage = next((one for one in board.stages if minuted_events(one, board) & dated), None)
        if stage is not None:
            yield LaterMeeting(stage, _day(stage, own), own, is_said=True)


def _shown(stage: Stage, board: Board, statements: Sequence[Statement]) -> Iterator[LaterMeeting]:
    """Yield the meetings that are known to be later ones because minutes of an earlier day had come by then."""
    days = {
        one.record.id: (one.record.source.received, day)
        for one in statements
        if one.field.event == stage.event and _is_minutes(one.form, stage, board) and (day := one.date())
    }
    for record, (_, day) in days.items():
        if any(received and before <= received < day for received, before in days.values()):
            own = tuple(one for one in statements if one.record.id == record)
            yield LaterMeeting(stage, day, own, is_said=False)


def _is_minutes(form: FormDefinition, stage: Stage, board: Board) -> bool:
    """Say whether a form dates one meeting of a stage, and nothing of another stage, as minutes do."""
    stages = {one.event for one in board.stages}
    dated = {field.event for field in form.fields} & stages
    return dated == {stage.event} and bool(minuted_events(stage, board))


def _before(
    meeting: LaterMeeting, all_later: Sequence[LaterMeeting], statements: Sequence[Statement], board: Board
) -> frozenset[str]:
    """Return the ids of the records of meetings of a stage before one."""
    later = {record: one.day for one in all_later for record in one.records if one.stage == meeting.stage}
    first = (one for one in statements if one.record.id not in later)
    return frozenset(
        {record for record, day in later.items() if _is_before(day, meeting.day)}
        | {one.record.id for one in first if _dates_before(one, meeting, board)}
    )


def _dates_before(one: Statement, meeting: LaterMeeting, board: Board) -> bool:
    """Say whether a record is of a meeting before one: a running record only where it came before its day."""
    if one.field.event != meeting.stage.event or not _is_before(one.date(), meeting.day):
        return False
    return _is_minutes(one.form, meeting.stage, board) or _is_before(one.record.source.received, meeting.day)


def _is_before(day: dt.date | None, other: dt.date | None) -> bool:
    return day is not None and other is not None and day < other


def _day(stage: Stage, statements: Iterable[Statement]) -> dt.date | None:
    return next((day for one in statements if one.field.event == stage.event and (day := one.date())), None)
