"""The rules by which one reading of a limit is judged for a case, in the order in which they are asked.

The first rule that has something to say answers: whether the limit is in force and applies, whether its dates
contradict each other, whether it has begun, and then what became of it (docs/decisions/0003-checking.md).
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

from escalation.answers import Answer, EventDate, Reading, SkippedDay
from escalation.limits import Limit
from escalation.timeframes.conditions import Truth, judge, read_condition
from escalation.timeframes.counting import Window, agreed_answer, open_windows
from escalation.timeframes.events import DatedEvent, Known
from escalation.timeframes.facts import CaseFacts
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
    say_start,
)
from escalation.timeframes.statements import Settled
from escalation.timeframes.versions import say_not_in_force
from escalation.timeframes.wording import say_label


@dataclass(frozen=True)
class Run:
    """A limit, on one reading of its text, as it runs in one case: from its start to its end."""

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
        return open_windows(
            self.start.date, self.limit.allows, self.facts.calendar, self.limit.clause, self.sooner
        )

    @property
    def sooner(self) -> dt.date | None:
        """The day that the case itself sets for the limit's end; None where it sets none that can be relied on."""
        standing = self.sooner_answer.standing
        return standing[0].date() if standing and self.sooner_answer.value is not None else None

    @property
    def sooner_answer(self) -> Settled:
        """What the records say in the field that may set a sooner day."""
        return self.facts.answer_to(self.limit.or_sooner)

    @property
    def unjudged(self) -> tuple[Reading, ...]:
        """The due date on each reading, where no more is known."""
        return tuple(window.unjudged() for window in self.windows)


@dataclass(frozen=True)
class Verdict:
    """What a rule says of a limit. `days` is given where the limit is in words; else the readings hold them.

    `since` says from when it was counted, in a sentence of its own.
    """

    answer: Answer
    why: str
    readings: tuple[Reading, ...] = ()
    end: EventDate | None = None
    days: int | None = None
    skipped: tuple[SkippedDay, ...] = ()
    since: str = ""


def judge_run(run: Run) -> Verdict:
    """Return what the first rule with something to say has to say, with the event and words of each reading."""
    verdict = next(said for rule in RULES if (said := rule(run)))
    about = {"to": verdict.end or run.end.shown(), "quote": run.limit.quote}
    return replace(verdict, readings=tuple(one.model_copy(update=about) for one in verdict.readings))


def _is_in_force(run: Run) -> Verdict | None:
    why = say_not_in_force(run.limit, run.facts)
    return Verdict(Answer.NOT_APPLICABLE, f"Not applicable: {why}.") if why else None


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


def _is_excused(run: Run) -> Verdict | None:
    """A step asked "where appropriate" is due until somebody says that it is not appropriate."""
    said = run.facts.answer_to(run.limit.excused_by)
    doubtful = next((one for one in said.held_by if not one.sure), None)
    if said.value is True and not doubtful:
        why = f"‘{say_label(said.standing[0].field)}’ is ticked {said.standing[0].place}"
        if run.end.known is Known.BLANK or run.end.known is Known.NOT_HELD:
            return Verdict(Answer.NOT_APPLICABLE, f"Not applicable: {why}.")
        return Verdict(Answer.NOT_KNOWN, f"Not known: {why}, and {_said_of_end(run)}.", run.unjudged)
    if run.end.date is None and (doubtful or said.differs):
        one = doubtful or said.standing[0]
        why = f"whether ‘{say_label(one.field)}’ is ticked {one.place} must be looked at first"
        return Verdict(Answer.NOT_KNOWN, f"Not known: {why}.", run.unjudged)
    return None


def _said_of_end(run: Run) -> str:
    return f"{say_event(run.end.shown())} is given all the same" if run.end.date else run.end.why


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


def _has_clear_sooner_day(run: Run) -> Verdict | None:
    """A day that the case sets for itself must be one that can be counted to."""
    answer = run.sooner_answer
    if answer.is_blank:
        return None
    name = f"‘{say_label(answer.standing[0].field)}’"
    if run.sooner is None:
        return Verdict(
            Answer.NOT_KNOWN, f"Not known: {name} cannot be relied on: see {answer.standing[0].place}."
        )
    if run.start.date and run.sooner < run.start.date:
        why = f"Out of order: {name} is before {say_event(run.start.shown())}."
        return Verdict(Answer.OUT_OF_ORDER, why)
    return None


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
    why, since = say_done(run.end.shown(), readings), say_start(run.start.shown())
    return Verdict(agreed_answer(readings), why, readings, since=since)


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
    since = say_start(start)
    if agreed_answer(readings) is Answer.MET:
        return Verdict(Answer.MET, say_arrived(end, readings), readings, end, since=since)
    return Verdict(Answer.NOT_KNOWN, say_arrived_late(end, readings), run.unjudged, end, since=since)


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
    why, since = say_open(run.end.shown(), readings, today), say_start(run.start.shown())
    return Verdict(agreed_answer(readings), why, readings, since=since)


def _is_held_nowhere(run: Run) -> Verdict:
    return _missing(run, run.end)


RULES: tuple[Callable[[Run], Verdict | None], ...] = (
    _is_in_force,
    _applies,
    _is_excused,
    _in_order,
    _has_begun,
    _has_clear_sooner_day,
    _has_clear_end,
    _was_done,
    _arrived,
    _was_passed_over,
    _is_in_words,
    _is_open,
    _is_held_nowhere,
)
"""The rules in the order in which they are asked. The last has an answer for whatever is left."""
