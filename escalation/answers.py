"""The answer that a check gives for each limit of a case."""

import datetime as dt
from enum import StrEnum

from pydantic import ConfigDict
from pydantic import Field as Setting

from escalation.findings import Finding
from escalation.frozen import Frozen
from escalation.limits import Basis


class Answer(StrEnum):
    """What can be said of a limit."""

    MET = "met"
    LATE = "late"
    DUE = "due"
    OVERDUE = "overdue"
    DEPENDS = "depends"
    NOT_KNOWN = "not known"
    NOT_APPLICABLE = "not applicable"
    OUT_OF_ORDER = "out of order"
    ADVISORY = "advisory"


NEEDS_A_PERSON = frozenset(
    {Answer.LATE, Answer.OVERDUE, Answer.DEPENDS, Answer.NOT_KNOWN, Answer.OUT_OF_ORDER}
)
"""The answers that somebody must act on."""


class EventDate(Frozen):
    """An event of the case and the day on which it happened, with where that is written."""

    event: str
    title: str
    date: dt.date | None = None
    record: str | None = None
    source: str = ""


class SkippedDay(Frozen):
    """A bank holiday or closure, on a weekday, that the count passed over."""

    date: dt.date
    name: str


class Reading(Frozen):
    """A limit counted on one reading of its text: `days` of `basis`, to spare or late as `answer` says.

    `to` is the event by which it is kept on that reading, and `quote` the words of `clause` that ask for it.
    """

    basis: Basis
    answer: Answer
    due: dt.date | None = None
    days: int | None = None
    skipped: tuple[SkippedDay, ...] = ()
    provisional: bool = False
    clause: str = ""
    quote: str = ""
    to: EventDate | None = None


class LimitAnswer(Frozen):
    """What a check says of one limit: the answer, why, the dates it stands on and the clause it rests on.

    `days` counts days of `basis`: to spare where `answer` is met or due, late where it is late or overdue,
    passed where it is advisory. Where the basis is unclear or the text has two readings, `readings` holds
    each, `due` is that of the reading that falls due first, and `days` those of the first that comes to
    `answer`; `days` is None where they differ. `to`, `within`, `clause` and `quote` are of the limit's own
    reading. `target_due` is the day the board's own house aims at.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    limit: str
    title: str
    answer: Answer
    why: str
    within: str
    from_: EventDate = Setting(alias="from")
    to: EventDate
    due: dt.date | None = None
    days: int | None = None
    basis: Basis | None = None
    skipped: tuple[SkippedDay, ...] = ()
    provisional: bool = False
    readings: tuple[Reading, ...] = ()
    target_due: dt.date | None = None
    notes: tuple[str, ...] = ()
    clause: str
    quote: str

    @property
    def is_read_twice(self) -> bool:
        """True where two clauses of the text say different things, so that `readings` have ends of their own."""
        return len({reading.quote for reading in self.readings}) > 1

    @property
    def needs_a_person(self) -> bool:
        """True for an answer that somebody must act on."""
        return self.answer in NEEDS_A_PERSON


class CheckedCase(Frozen):
    """Every limit of a board answered for one case, with what was noticed on the way."""

    board: str
    case: str
    checked_on: dt.date
    answers: tuple[LimitAnswer, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def needs_a_person(self) -> bool:
        """True where an answer or a finding needs somebody to act."""
        return any(answer.needs_a_person for answer in self.answers) or any(
            finding.needs_a_person for finding in self.findings
        )
