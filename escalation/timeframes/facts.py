"""All that the records of a case establish on a day: answers, dates of events, stages reached."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from escalation.boards import Board, Event, Stage
from escalation.cases import Case
from escalation.codes import notice
from escalation.findings import Finding
from escalation.timeframes.conditions import Truth, read_condition
from escalation.timeframes.events import DatedEvent, date_events
from escalation.timeframes.later_meetings import (
    LaterMeeting,
    find_later_meetings,
    minuted_events,
    of_first_meetings,
    of_last_meetings,
)
from escalation.timeframes.order import Disorder, find_disorder
from escalation.timeframes.places import Places, find_places
from escalation.timeframes.repeats import NAMES, name_in
from escalation.timeframes.stages import StageTrail, after_resolution, follow_stages
from escalation.timeframes.statements import Settled, Statement, read_statements, settle, strange_records
from escalation.timeframes.wording import say_all, say_label
from escalation.timeframes.working_days import WorkingCalendar, calendar_of


@dataclass(frozen=True)
class CaseFacts:
    """What is known of one case on one day. It answers conditions: see `escalation.timeframes.conditions.judge`.

    `dated` holds the first meeting of each stage; `later_meetings` are those after it.
    """

    case: Case
    board: Board
    today: dt.date
    calendar: WorkingCalendar
    places: Places
    statements: tuple[Statement, ...]
    dated: Mapping[str, DatedEvent]
    trail: StageTrail
    disorder: tuple[Disorder, ...]
    later_meetings: tuple[LaterMeeting, ...] = ()
    _answers: dict[str, Settled] = field(default_factory=dict, repr=False, compare=False)
    _asked: set[str] = field(default_factory=set, repr=False, compare=False)
    _told: dict[str, Truth] = field(default_factory=dict, repr=False, compare=False)

    def answer_to(self, field: str) -> Settled:
        """Return what the records say in a field, in whichever forms have it."""
        if field not in self._answers:
            said = (one for one in self.statements if one.field.key == field)
            self._answers[field] = settle(of_last_meetings(said, self.later_meetings))
        return self._answers[field]

    def dates_of(self, meeting: LaterMeeting) -> Mapping[str, DatedEvent]:
        """Return what is known of a later meeting of a stage and of its circulation, by the event."""
        own = date_events(self.board, meeting.statements, self.places, self.today)
        events = minuted_events(meeting.stage, self.board)
        return {key: one for key, one in own.items() if key in events}

    def at(self, meeting: LaterMeeting) -> "CaseFacts":
        """Return the same case with a later meeting of a stage, and its circulation, in place of the first."""
        dated = {**self.dated, **self.dates_of(meeting)}
        return replace(self, dated=dated, disorder=find_disorder(self.board, dated))

    def where_to_give(self, field: str) -> str:
        """Say on which forms of the board a field can be answered."""
        return self.places.say_for_field(field)

    def reached(self, stage: str) -> Truth:
        """Say whether a stage was reached."""
        return self._ask(f"{stage} reached", lambda: self.trail.reached(stage, self))

    def resolved(self, stage: str) -> Truth:
        """Say whether the matter was resolved at a stage."""
        return self._ask(f"{stage} resolved", lambda: self.trail.resolved(stage, self))

    def _ask(self, question: str, ask: Callable[[], Truth]) -> Truth:
        """Answer a question once. What is found while another is being asked may hang on it, and is not kept."""
        if question in self._asked:
            return Truth(None, f"‘{question}’ hangs on itself: the conditions go round in a circle")
        if question not in self._told:
            self._asked.add(question)
            truth = ask()
            self._asked.discard(question)
            if self._asked:
                return truth
            self._told[question] = truth
        return self._told[question]

    def ended_before(self, stage: Stage) -> Stage | None:
        """Return the stage before this one at which the matter was resolved, if any."""
        return self.trail.ended_before(stage, self)

    def has_happened(self, event: Event) -> DatedEvent | None:
        """Return a dated event that cannot have happened before this one has, if any."""
        return next((after for after in self._after(event, set()) if after.date), None)

    def _after(self, event: Event, passed: set[str]) -> Iterator[DatedEvent]:
        for key in event.implied_by:
            if key not in passed:
                passed.add(key)
                yield self.dated[key]
                yield from self._after(self.board.event(key), passed)


def establish(case: Case, board: Board, today: dt.date) -> CaseFacts:
    """Return what the records of a case say, as it stands on a day.

    Raises ValueError where the case is of another board.
    """
    if case.board != board.key:
        raise ValueError(f"the case is of board '{case.board}', not '{board.key}'")
    statements = read_statements(case, board)
    places = find_places(board, today)
    later = find_later_meetings(case, board, statements)
    dated = date_events(board, of_first_meetings(statements, later), places, today)
    return CaseFacts(
        case=case,
        board=board,
        today=today,
        calendar=calendar_of(board),
        places=places,
        statements=statements,
        dated=dated,
        trail=follow_stages(board, dated, statements),
        disorder=find_disorder(board, dated),
        later_meetings=later,
    )


def notice_all(facts: CaseFacts) -> Iterator[Finding]:
    """Yield what a person should know of a case beside its timeframes."""
    for record in strange_records(facts.case, facts.board):
        yield notice(
            "form-unknown",
            message=f"Record {record.id} is of a form, or a version of one, that this board does not have: "
            "it was left out of the check.",
        )
    yield from (event.finding for event in facts.dated.values() if event.finding)
    yield from (pair.finding for pair in facts.disorder)
    yield from after_resolution(facts.trail, facts)
    yield from _answered_differently(facts)
    yield from _another_person(facts)


def _answered_differently(facts: CaseFacts) -> Iterator[Finding]:
    conditions = [limit.when for limit in facts.board.limits]
    conditions += [text for stage in facts.board.stages for text in (stage.reached_when, stage.resolved_when)]
    for key in dict.fromkeys(key for text in conditions for key in sorted(read_condition(text).fields())):
        settled = facts.answer_to(key)
        if settled.differs and not settled.unclear:
            places = say_all(statement.place for statement in settled.standing)
            label = say_label(settled.standing[0].field)
            message = f"‘{label}’ is answered differently {places}. Find out which is right."
            yield notice("answers-differ", key, message=message)


def _another_person(facts: CaseFacts) -> Iterator[Finding]:
    """A mistyped case reference joins the records of two people, so the names are compared."""
    for key, whom in NAMES.items():
        names = {record.id: name for record in facts.case.records if (name := name_in(record, key))}
        if len(set(names.values())) > 1:
            message = (
                f"The records {say_all(names)} give the same case reference and not the same name of {whom}. "
                "See whether they belong to one case."
            )
            yield notice("child-differs", key, message=message)
