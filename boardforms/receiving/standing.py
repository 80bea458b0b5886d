"""What stands: each return as it was read, with its evidence, what people decided, and what corrected it."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from boardforms.receiving.corrections import Dated, Verdict
from boardforms.receiving.journal import Journal, findings_of
from escalation.codes import notice
from escalation.findings import Finding, Severity
from escalation.records import Message, Record, Source, State

WHOLE_FILE = ""
"""What a decision is about that is about no box: the findings on the file as a whole."""

UNDONE = "undo"
"""The action of a decision that takes the one before it back: what was read stands again."""

_TEXT = "message-has-text"

_ARRIVALS = (
    "SELECT shown, received, CAST(sent AS REAL) AS moment, message, findings FROM arrival"
    " WHERE sha256 = ? AND role = 'return'"
)
_AS_THEY_CAME = "ORDER BY received IS NULL, received, moment IS NULL, moment, id"

_NOT_READ = frozenset({State.REFUSED, State.FAILED})


@dataclass(frozen=True)
class Evidence:
    """When and how a content first came, how often it came, and what was noticed about that."""

    shown: str
    received: str | None
    sent: float | None
    message: Message | None
    times: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Standing:
    """A record as it stands. `superseded` where another stands in its place.

    `unedited` is the record as it was read, where people decided something about its answers.
    """

    key: str
    record: Record
    sent: float | None
    superseded: bool
    unedited: Record | None = None

    @property
    def dated(self) -> Dated:
        """The record with when it came."""
        return Dated(self.key, self.record, self.record.source.received, self.sent, self.unedited)


def evidence_of(journal: Journal, sha256: str) -> Evidence:
    """Return the evidence of a content: its earliest arrival.

    What was noticed of every arrival alike holds, and that a message has text wherever one has.
    """
    rows = journal.ask(f"{_ARRIVALS} {_AS_THEY_CAME}", sha256)
    shown, received, sent, message, findings = rows.fetchone()
    noticed, times = findings_of(findings), 1
    for row in rows:
        also = findings_of(row[4])
        noticed, times = tuple(_noticed_of_both(noticed, also)), times + 1
    held = None if message is None else Message.model_validate_json(message)
    return Evidence(shown, received, sent, held, times, noticed)


def _noticed_of_both(one: tuple[Finding, ...], other: tuple[Finding, ...]) -> Iterator[Finding]:
    codes = {finding.code for finding in one}
    shared = codes & {finding.code for finding in other}
    yield from (finding for finding in one if finding.code in shared | {_TEXT})
    yield from (finding for finding in other if finding.code == _TEXT and _TEXT not in codes)


def standing_of(journal: Journal, sha256: str, *, as_read: bool = False) -> Iterator[Standing]:
    """Yield the records of a content as they stand, in the order in which they lie in it.

    With `as_read` they are as they were read, whatever people decided about their answers since.
    """
    rows = journal.ask(
        "SELECT key, as_read, as_decided FROM record WHERE sha256 = ? ORDER BY rowid", sha256
    ).fetchall()
    evidence = evidence_of(journal, sha256) if rows else None
    for key, read, decided in rows:
        assert evidence is not None  # noqa: S101 - a record is of a content that came
        unedited = Record.model_validate_json(read)
        if as_read or decided is None:
            yield _stand(journal, key, unedited, evidence, as_read=as_read)
        else:
            record = Record.model_validate_json(decided)
            standing = _stand(journal, key, record, evidence, as_read=False)
            yield replace(standing, unedited=unedited)


def standing_by_key(journal: Journal, key: str, *, as_read: bool = False) -> Standing:
    """Return one record as it stands, or as it was read. KeyError where there is none of that key."""
    found = [one for one in standing_of(journal, key.partition("-")[0], as_read=as_read) if one.key == key]
    if not found:
        raise KeyError(key)
    return found[0]


def _stand(journal: Journal, key: str, record: Record, evidence: Evidence, *, as_read: bool) -> Standing:
    related = journal.ask(
        "SELECT later, earlier, verdict FROM correction WHERE later = ?1 OR earlier = ?1 ORDER BY later, earlier",
        key,
    ).fetchall()
    found = tuple(_said(key, *row) for row in related)
    is_looked_at = not as_read and _is_looked_at(journal, key)
    superseded = any(_is_superseded(key, *row) for row in related)
    again = () if superseded else tuple(_replaced_again(journal, key, record, evidence))
    noted = (
        *record.findings,
        *_about_arrival(evidence, again, is_answered=is_looked_at),
        *found,
    )
    source = Source(
        path=evidence.shown,
        sha256=record.source.sha256,
        received=evidence.received,  # pydantic reads the day
        message=evidence.message,
        part=record.source.part,
    )
    whole = record.model_copy(update={"source": source, "findings": noted, "state": state_of(record, noted)})
    return Standing(key, whole, evidence.sent, superseded)


def state_of(record: Record, findings: Iterable[Finding]) -> State:
    """Return the state that findings leave a record in."""
    if record.state in _NOT_READ:
        return record.state
    return State.REVIEW if any(finding.needs_a_person for finding in findings) else State.COMPLETE


def _is_looked_at(journal: Journal, key: str) -> bool:
    """Say whether somebody looked at the whole file, and did not take that back."""
    last = "SELECT action FROM decision WHERE record = ? AND about = ? ORDER BY id DESC LIMIT 1"
    found = journal.ask(last, key, WHOLE_FILE).fetchone()
    return found is not None and found[0] != UNDONE


def _about_arrival(evidence: Evidence, again: tuple[Finding, ...], *, is_answered: bool) -> Iterator[Finding]:
    """Yield what was noticed of how a content came, answered where somebody looked at the whole file."""
    for finding in (*evidence.findings, *again):
        yield answered(finding) if is_answered else finding
    if evidence.times > 1:
        yield notice("received-again")


def _replaced_again(journal: Journal, key: str, record: Record, evidence: Evidence) -> Iterator[Finding]:
    """Yield what there is to ask where a return that this one replaced came again after it, byte for byte."""
    this = Dated(key, record, _day(evidence.received), evidence.sent)
    for replaced in _replaced_by(journal, key):
        rows = journal.ask(f"{_ARRIVALS} {_AS_THEY_CAME}", replaced.partition("-")[0]).fetchall()
        first, *more = (Dated(key, record, _day(row[1]), row[2]) for row in rows)
        if any(one.is_after(first) and one.is_after(this) for one in more):
            said = notice("replaced-again").message
            yield notice("replaced-again", message=f"{said} The other is {short(replaced)}.")


def _replaced_by(journal: Journal, key: str) -> Iterator[str]:
    """Yield the returns in whose place this one stands with other answers, and those that repeat them."""
    waiting, seen = [(key, False)], {key}
    while waiting:
        winner, is_other = waiting.pop()
        rows = journal.ask(
            "SELECT later, earlier, verdict FROM correction WHERE later = ?1 AND verdict = 'corrects'"
            " OR earlier = ?1 AND verdict = 'repeats' ORDER BY later, earlier",
            winner,
        )
        for later, earlier, verdict in rows.fetchall():
            loser, differs = (earlier, True) if verdict == Verdict.CORRECTS else (later, is_other)
            if loser not in seen:
                seen.add(loser)
                waiting.append((loser, differs))
                if differs:
                    yield loser


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def answered(finding: Finding) -> Finding:
    """Return a finding that a person has dealt with: it is only worth knowing from then on."""
    return finding.model_copy(update={"severity": Severity.NOTE})


def _is_superseded(key: str, later: str, earlier: str, verdict: str) -> bool:
    loser = {Verdict.CORRECTS: earlier, Verdict.REPEATS: later}.get(Verdict(verdict))
    return key == loser


def _said(key: str, later: str, earlier: str, verdict: str) -> Finding:
    """Return what a correction says about one of its two records, naming the other."""
    other = short(earlier if key == later else later)
    if verdict == Verdict.UNSURE:
        return notice("may-correct", message=f"{notice('may-correct').message} The other is {other}.")
    if _is_superseded(key, later, earlier, verdict):
        return notice("superseded", message=f"Return {other} stands in place of this one, which is kept.")
    code = "corrects" if verdict == Verdict.CORRECTS else "repeated"
    said = "corrects" if verdict == Verdict.CORRECTS else "says the same as, and came before,"
    return notice(code, message=f"This return {said} return {other}, which is kept.")


def short(key: str) -> str:
    """Return the id that people see of a record's key."""
    sha256, dash, part = key.partition("-")
    return sha256[:12] + dash + part
