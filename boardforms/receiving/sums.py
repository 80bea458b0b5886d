"""The sums of a journal: whatever came in is in exactly one of them."""

from dataclasses import dataclass, field

from boardforms.receiving.comparing import SETTLED, SUPERSEDED
from boardforms.receiving.journal import Journal
from boardforms.receiving.standing import short
from escalation.records import State

STANDINGS = (
    State.COMPLETE,
    State.REVIEW,
    State.REFUSED,
    State.FAILED,
    SUPERSEDED,
    SETTLED,
    "waiting",
)


@dataclass(frozen=True)
class Sums:
    """How many of each. `arrivals` = `returns` + `copies` + `ignored` + `unopened`, and `returns` = all `standings`.

    `returns` are files of different content; `copies` are those that came again; `unopened` those that were refused
    or failed before they could be read, and `settled` how many of them a person has dealt with. `records` are the
    returns read in the files, which may hold several each. `again` gives the ids of files that came again after a
    person had dealt with them.
    """

    deliveries: int
    arrivals: int
    returns: int
    copies: int
    ignored: dict[str, int]
    unopened: int
    settled: int
    records: int
    standings: dict[str, int] = field(default_factory=dict)
    again: tuple[str, ...] = ()

    @property
    def asks_for_a_person(self) -> bool:
        """True where a return or an arrival waits for somebody to act."""
        asking = (State.REVIEW, State.REFUSED, State.FAILED, "waiting")
        return self.unopened > self.settled or any(self.standings.get(standing) for standing in asking)

    @property
    def add_up(self) -> bool:
        """True where every arrival is counted once, and every return has its standing."""
        parts = self.returns + self.copies + sum(self.ignored.values()) + self.unopened
        return self.arrivals == parts and self.returns == sum(self.standings.values())


def sum_up(journal: Journal) -> Sums:
    """Count what a journal holds."""
    roles = dict(journal.ask("SELECT role, count(*) FROM arrival GROUP BY role").fetchall())
    standings = dict(journal.ask("SELECT standing, count(*) FROM content GROUP BY standing").fetchall())
    ignored = journal.ask(
        "SELECT json_extract(finding, '$.code') AS code, count(*) FROM arrival WHERE role = 'ignored'"
        " GROUP BY code ORDER BY code"
    ).fetchall()
    returns = _count(journal, "SELECT count(*) FROM content")
    return Sums(
        deliveries=_count(journal, "SELECT count(*) FROM delivery"),
        arrivals=_count(journal, "SELECT count(*) FROM arrival"),
        returns=returns,
        copies=roles.get("return", 0) - returns,
        ignored=dict(ignored),
        unopened=roles.get("unopened", 0),
        settled=_count(journal, "SELECT count(*) FROM arrival WHERE role = 'unopened' AND settled <> ''"),
        records=_count(journal, "SELECT count(*) FROM record"),
        standings=standings,
        again=_come_again(journal),
    )


def _come_again(journal: Journal) -> tuple[str, ...]:
    """Return the ids of what is in quarantine once more, though somebody had dealt with it."""
    question = "SELECT sha256 FROM content WHERE settled <> '' AND standing IN (?, ?) ORDER BY rowid"
    return tuple(short(row[0]) for row in journal.ask(question, State.REFUSED, State.FAILED))


def _count(journal: Journal, question: str) -> int:
    found: int = journal.ask(question).fetchone()[0]
    return found
