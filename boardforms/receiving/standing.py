"""What stands: each return as it was read, with its evidence, what people decided, and what corrected it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from boardforms.receiving.corrections import Dated, Verdict
from boardforms.receiving.journal import Journal, findings_of
from escalation.codes import notice
from escalation.findings import Finding, Severity
from escalation.records import Message, Record, Source, State

WHOLE_FILE = ""
"""What a decision is about that is about no box: the findings on the file as a whole."""

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
    """A record as it stands. `superseded` where another stands in its place."""

    key: str
    record: Record
    sent: float | None
    superseded: bool

    @property
    def dated(self) -> Dated:
        """The record with when it came."""
        return Dated(self.key, self.record, self.record.source.received, self.sent)


def evidence_of(journal: Journal, sha256: str) -> Evidence:
    """Return the evidence of a content: its earliest arrival. What was noticed of every arrival alike holds."""
    rows = journal.ask(
        "SELECT shown, received, sent, message, findings FROM arrival WHERE sha256 = ? AND role = 'return'"
        " ORDER BY received IS NULL, received, sent IS NULL, sent, id",
        sha256,
    )
    shown, received, sent, message, findings = rows.fetchone()
    noticed, times = findings_of(findings), 1
    for row in rows:
        also = {finding.code for finding in findings_of(row[4])}
        noticed, times = tuple(finding for finding in noticed if finding.code in also), times + 1
    held = None if message is None else Message.model_validate_json(message)
    return Evidence(shown, received, sent, held, times, noticed)


def standing_of(journal: Journal, sha256: str) -> Iterator[Standing]:
    """Yield the records of a content as they stand, in the order in which they lie in it."""
    rows = journal.ask(
        "SELECT key, coalesce(as_decided, as_read) FROM record WHERE sha256 = ? ORDER BY rowid", sha256
    ).fetchall()
    evidence = evidence_of(journal, sha256) if rows else None
    for key, line in rows:
        assert evidence is not None  # noqa: S101 - a record is of a content that came
        yield _stand(journal, key, Record.model_validate_json(line), evidence)


def standing_by_key(journal: Journal, key: str) -> Standing:
    """Return one record as it stands. KeyError where there is none of that key."""
    found = [one for one in standing_of(journal, key.partition("-")[0]) if one.key == key]
    if not found:
        raise KeyError(key)
    return found[0]


def _stand(journal: Journal, key: str, record: Record, evidence: Evidence) -> Standing:
    related = journal.ask(
        "SELECT later, earlier, verdict FROM correction WHERE later = ?1 OR earlier = ?1 ORDER BY later, earlier",
        key,
    ).fetchall()
    found = tuple(_said(key, *row) for row in related)
    noted = (*record.findings, *_about_arrival(journal, key, evidence), *found)
    source = Source(
        path=evidence.shown,
        sha256=record.source.sha256,
        received=evidence.received,  # pydantic reads the day
        message=evidence.message,
        part=record.source.part,
    )
    whole = record.model_copy(update={"source": source, "findings": noted, "state": state_of(record, noted)})
    return Standing(key, whole, evidence.sent, any(_is_superseded(key, *row) for row in related))


def state_of(record: Record, findings: Iterable[Finding]) -> State:
    """Return the state that findings leave a record in."""
    if record.state in _NOT_READ:
        return record.state
    return State.REVIEW if any(finding.needs_a_person for finding in findings) else State.COMPLETE


def _about_arrival(journal: Journal, key: str, evidence: Evidence) -> Iterator[Finding]:
    """Yield what was noticed of how a content came, answered where somebody looked at the whole file."""
    looked = "SELECT 1 FROM decision WHERE record = ? AND about = ? LIMIT 1"
    is_answered = bool(evidence.findings) and journal.ask(looked, key, WHOLE_FILE).fetchone() is not None
    for finding in evidence.findings:
        yield answered(finding) if is_answered else finding
    if evidence.times > 1:
        yield notice("received-again")


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
