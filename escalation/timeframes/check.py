"""Every limit of a board, answered for a case: what was in time, what was not, and what nobody can say.

A limit is answered by the first rule that has something to say of it: whether it applies, whether its dates
contradict each other, whether it has begun, and then what became of it (READINGS, Counting).
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from escalation.answers import Answer, CheckedCase, EventDate, LimitAnswer, Reading, SkippedDay
from escalation.boards import Basis, Board, Limit
from escalation.cases import Case
from escalation.timeframes.conditions import Truth, judge, read_condition
from escalation.timeframes.counting import Window, agreed_answer, open_windows
from escalation.timeframes.events import DatedEvent, Known
from escalation.timeframes.facts import CaseFacts, establish, notice_all
from escalation.timeframes.messages import find_arrival
from escalation.timeframes.reasons import (
    say_arrived,
    say_arrived_late,
    say_done,
    say_due,
    say_event,
    say_open,
    say_passed,
    say_passing,
)
from escalation.timeframes.working_days import PROCLAIMED_UNTIL


def check_timeframes(case: Case, board: Board, today: dt.date) -> CheckedCase:
    """Return every limit of a board answered for a case as it stands on a day, in the board's order.

    Nothing that a record holds raises. Raises ValueError where the case is of another board.
    """
    facts = establish(case, board, today)
    return CheckedCase(
        board=board.key,
        case=case.reference,
        checked_on=today,
        answers=tuple(check_limit(limit, facts) for limit in board.limits),
        findings=tuple(notice_all(facts)),
    )


def check_limit(limit: Limit, facts: CaseFacts) -> LimitAnswer:
    """Return one limit answered for a case."""
    run = Run(limit, facts)
    verdict = next(said for rule in RULES if (said := rule(run)))
    return _answer(run, verdict)


@dataclass(frozen=True)
class Run:
    """A limit as it runs in one case, from its start to its end."""

    limit: Limit
    facts: CaseFacts

    @property
    def start(self) -> DatedEvent:
        """The event from which the limit runs."""
        return self.facts.dated[self.limit.from_]

    @property
    def end(self) -> DatedEvent:
        """The event by which the limit is kept."""
        return self.facts.dated[self.limit.to]

    @property
    def windows(self) -> tuple[Window, ...]:
        """The days that the limit gives, on each reading; none where it has not begun or is in words."""
        if self.start.date is None or self.limit.allows.is_in_words:
            return ()
        return open_windows(self.start.date, self.limit.allows, self.facts.calendar, self.limit.clause)

    @property
    def unjudged(self) -> tuple[Reading, ...]:
        """The due date on each reading, where no more is known."""
        return tuple(window.unjudged() for window in self.windows)


@dataclass(frozen=True)
class Verdict:
    """What a rule says of a limit. `days` is given where the limit is in words; else the readings hold them."""

    answer: Answer
    why: str
    readings: tuple[Reading, ...] = ()
    end: EventDate | None = None
    days: int | None = None
    skipped: tuple[SkippedDay, ...] = ()


def _applies(run: Run) -> Verdict | None:
    truth = _is_applicable(run.limit, run.facts)
    if truth.value:
        return None
    if truth.value is None:
        return Verdict(Answer.NOT_KNOWN, f"Not known whether this applies: {truth.why}.", run.unjudged)
    return Verdict(Answer.NOT_APPLICABLE, f"Not applicable: {truth.why}.")


def _is_applicable(limit: Limit, facts: CaseFacts) -> Truth:
    """Say whether a limit applies: the case did not end before its stage, and its condition holds."""
    if limit.stage:
        stage = facts.board.stage(limit.stage)
        ended = facts.ended_before(stage)
        if ended and facts.reached(stage.key).value is False:
            return Truth(False, f"resolved at ‘{ended.title}’")
    return judge(read_condition(limit.when), facts)


def _in_order(run: Run) -> Verdict | None:
    """Dates that contradict each other settle nothing: which of them is wrong is for a person to find."""
    for pair in run.facts.disorder:
        if pair.keys & {run.limit.from_, run.limit.to}:
            return Verdict(Answer.OUT_OF_ORDER, f"Out of order: {pair.why}.")
    start, end = run.start, run.end
    if start.date and end.date and end.date < start.date:
        why = f"Out of order: {say_event(end.shown())} is before {say_event(start.shown())}."
        return Verdict(Answer.OUT_OF_ORDER, why)
    return None


def _has_begun(run: Run) -> Verdict | None:
    if run.start.known is Known.DATED:
        return None
    return _missing(run, run.start)


def _has_clear_end(run: Run) -> Verdict | None:
    return _missing(run, run.end) if run.end.known is Known.UNCLEAR else None


def _missing(run: Run, event: DatedEvent) -> Verdict:
    due = f" Due date: {say_due(run.unjudged)}." if run.windows else ""
    return Verdict(Answer.NOT_KNOWN, f"Not known: {event.why}.{due}", run.unjudged)


def _was_done(run: Run) -> Verdict | None:
    done = run.end.date
    if done is None or run.limit.allows.is_in_words:
        return None
    readings = tuple(window.judge_done(done) for window in run.windows)
    return Verdict(agreed_answer(readings), say_done(run.start.shown(), run.end.shown(), readings), readings)


def _arrived(run: Run) -> Verdict | None:
    """A message shows that a thing was done by then: never that it was done late."""
    arrival = find_arrival(run.end.event, run.facts)
    if arrival is None or run.start.date is None or run.limit.allows.is_in_words:
        return None
    start, end = run.start.shown(), arrival.shown(run.end.event)
    if arrival.received < run.start.date:
        return Verdict(
            Answer.OUT_OF_ORDER, f"Out of order: {say_event(end)} is before {say_event(start)}.", end=end
        )
    readings = tuple(window.judge_done(arrival.received) for window in run.windows)
    if agreed_answer(readings) is Answer.MET:
        return Verdict(Answer.MET, say_arrived(start, end, readings), readings, end)
    return Verdict(Answer.NOT_KNOWN, say_arrived_late(start, end, readings), run.unjudged, end)


def _was_passed_over(run: Run) -> Verdict | None:
    """What a later event presupposes has happened, so that its date is not open but missing."""
    after = run.facts.has_happened(run.end.event)
    if run.end.date or after is None:
        return None
    said = _missing(run, run.end)
    return Verdict(
        said.answer, f"{said.why} It has happened, because {say_event(after.shown())} has.", said.readings
    )


def _is_in_words(run: Run) -> Verdict | None:
    start, end = run.start.date, run.end.date
    if start is None or not run.limit.allows.is_in_words:
        return None
    if end is None and run.end.known is Known.NOT_HELD:
        return _missing(run, run.end)
    until = end or run.facts.today
    days = run.facts.calendar.days_between(start, until)
    shown = run.start.shown(), run.end.shown()
    why = say_passed(*shown, days) if end else say_passing(*shown, days, until)
    return Verdict(Answer.ADVISORY, why, days=days, skipped=run.facts.calendar.skipped(start, until))


def _is_open(run: Run) -> Verdict | None:
    """A place for the date that is left empty says that the thing is not done yet."""
    if run.end.known is not Known.BLANK:
        return None
    today = run.facts.today
    readings = tuple(window.judge_open(today) for window in run.windows)
    return Verdict(
        agreed_answer(readings), say_open(run.start.shown(), run.end.shown(), readings, today), readings
    )


def _is_held_nowhere(run: Run) -> Verdict:
    return _missing(run, run.end)


RULES: tuple[Callable[[Run], Verdict | None], ...] = (
    _applies,
    _in_order,
    _has_begun,
    _has_clear_end,
    _was_done,
    _arrived,
    _was_passed_over,
    _is_in_words,
    _is_open,
    _is_held_nowhere,
)
"""The rules in the order in which they are asked. The last has an answer for whatever is left."""


def _answer(run: Run, verdict: Verdict) -> LimitAnswer:
    limit, readings = run.limit, verdict.readings
    first = min(readings, key=lambda reading: reading.due or dt.date.max, default=None)
    counted = (
        first.days
        if first and first.answer is verdict.answer and verdict.answer is agreed_answer(readings)
        else None
    )
    return LimitAnswer(
        limit=limit.key,
        title=limit.title,
        answer=verdict.answer,
        why=verdict.why,
        within=limit.within,
        from_=run.start.shown(),
        to=verdict.end or run.end.shown(),
        due=first.due if first else None,
        days=verdict.days if verdict.days is not None else counted,
        basis=limit.allows.basis if readings or verdict.days is not None else None,
        skipped=verdict.skipped
        or tuple(dict.fromkeys(day for reading in readings for day in reading.skipped)),
        provisional=any(reading.provisional for reading in readings),
        readings=readings if len(readings) > 1 else (),
        target_due=_target(run) if verdict.answer is not Answer.NOT_APPLICABLE else None,
        notes=() if verdict.answer is Answer.NOT_APPLICABLE else tuple(_notes(run, readings)),
        clause=limit.clause,
        quote=limit.quote,
    )


def _target(run: Run) -> dt.date | None:
    """The day that the house aims at, beside the limit."""
    aims = run.limit.aims
    if aims is None or run.start.date is None:
        return None
    return min(window.due for window in open_windows(run.start.date, aims, run.facts.calendar, ""))


def _notes(run: Run, readings: tuple[Reading, ...]) -> list[str]:
    limit = run.limit
    notes = [f"Reading taken: {limit.reading}."] if limit.reading else []
    if limit.local:
        notes.append(f"The number of days is this board’s own: the text says ‘{limit.within}’.")
    if limit.allows.basis is Basis.UNCLEAR:
        notes.append("The text does not say which kind of day it means: both readings are given.")
    if limit.stage and (stage := run.facts.board.stage(limit.stage)).exceptional:
        notes.append(f"‘{stage.title}’ is for exceptional circumstances.")
    if any(reading.provisional for reading in readings):
        notes.append(f"Bank holidays after {PROCLAIMED_UNTIL} are not proclaimed yet: the count may change.")
    return notes
