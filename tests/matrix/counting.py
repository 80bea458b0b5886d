"""What was read of a return beside what was answered: right, flagged, or silently wrong.

A value is a box, answered or left empty. An answer is right where its words are the same: where only white space
differs (a blank line that pandoc drops, the breaks of a printed page), it is right and counted as respaced.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from escalation.boxes import BoxValue, flatten, form_boxes
from escalation.definitions import Kind
from escalation.records import Record
from tests.clients.papers import Return

MARKS = frozenset({Kind.TICK, Kind.DATE, Kind.CHOICE})
"""Kinds whose answers are one of few: on a scan they are held to more than free text is."""


class Verdict(StrEnum):
    """What became of one value."""

    RIGHT = "right"
    RIGHT_FLAGGED = "right, flagged"
    WRONG_FLAGGED = "wrong, flagged"
    SILENTLY_WRONG = "silently wrong"


@dataclass(frozen=True)
class Judged:
    """One value: of which return and box, what was answered, what was read, and the verdict."""

    sent: str
    box: str
    is_mark: bool
    given: BoxValue
    read: BoxValue
    verdict: Verdict
    codes: tuple[str, ...] = ()
    is_to_the_letter: bool = True


@dataclass
class Tally:
    """The values of many returns, counted."""

    files: int = 0
    judged: list[Judged] = field(default_factory=list)

    def add(self, judged: Iterable[Judged]) -> None:
        """Count one more file."""
        self.files += 1
        self.judged += judged

    def __len__(self) -> int:
        return len(self.judged)

    def count(self, *verdicts: Verdict) -> int:
        """Return how many values came to one of the verdicts."""
        return sum(one.verdict in verdicts for one in self.judged)

    def share(self, *verdicts: Verdict) -> float:
        """Return that as a share of all values; of none, 1."""
        return self.count(*verdicts) / len(self.judged) if self.judged else 1.0

    def answered(self, kind: str) -> "Tally":
        """Return the values of the returns whose name ends with how they were answered."""
        return Tally(self.files, [one for one in self.judged if one.sent.endswith(f"-{kind}")])

    def without(self, texts: Collection[str]) -> "Tally":
        """Return the values but those that were answered with one of some texts."""
        return Tally(self.files, [one for one in self.judged if one.given not in texts])

    def marks(self) -> "Tally":
        """Return the ticks, dates and choices."""
        return Tally(self.files, [one for one in self.judged if one.is_mark])

    @property
    def respaced(self) -> int:
        """How many values are right and sure but for white space."""
        return sum(one.verdict is Verdict.RIGHT and not one.is_to_the_letter for one in self.judged)

    @property
    def silently_wrong(self) -> tuple[Judged, ...]:
        """Each value that is marked sure and is wrong, or that is gone and nobody is told."""
        return tuple(one for one in self.judged if one.verdict is Verdict.SILENTLY_WRONG)


def judge(records: Sequence[Record], sent: Return) -> list[Judged]:
    """Return the verdict on each value of a return.

    A file that was not read is flagged as a whole. One taken for another form, or for several returns, has no value
    right: each that is sure is silently wrong.
    """
    if len(records) != 1 or records[0].form not in {None, sent.form.reference}:
        return [_misread(records, sent, box.name) for box in form_boxes(sent.form, sent.answers)]
    record, given = records[0], flatten(sent.form, sent.answers)
    kinds = {box.name: box.kind for box in form_boxes(sent.form, sent.answers)}
    beyond = [name for name, held in record.fields.items() if name not in kinds and held.value]
    return [
        _judge(record, sent, name, given.get(name), is_mark=kinds.get(name) in MARKS)
        for name in (*kinds, *beyond)
    ]


def _judge(record: Record, sent: Return, name: str, given: BoxValue, *, is_mark: bool) -> Judged:
    held = record.fields.get(name)
    read = None if held is None else held.value
    is_right = _plain(read) == _plain(given)
    verdict = {
        (True, True): Verdict.RIGHT,
        (True, False): Verdict.RIGHT_FLAGGED,
        (False, False): Verdict.WRONG_FLAGGED,
        (False, True): Verdict.SILENTLY_WRONG,
    }[is_right, _is_sure(record, name)]
    codes = tuple(finding.code for finding in record.findings if finding.field in {name, None})
    is_same = (read or None) == (given or None)
    return Judged(sent.name, name, is_mark, given, read, verdict, codes, is_to_the_letter=is_same)


def _is_sure(record: Record, name: str) -> bool:
    """Say whether nobody is asked to look: at the value, or, where there is none, at the return it is gone from."""
    held = record.fields.get(name)
    if held is not None:
        return held.sure
    return not any(finding.needs_a_person for finding in record.findings)


def _plain(value: BoxValue) -> BoxValue:
    if not isinstance(value, str):
        return value or None
    return " ".join(value.split()) or None


def _misread(records: Sequence[Record], sent: Return, name: str) -> Judged:
    held = [record.fields[name] for record in records if name in record.fields]
    sure = any(one.sure for one in held) or not any(
        finding.needs_a_person for record in records for finding in record.findings
    )
    verdict = Verdict.SILENTLY_WRONG if sure else Verdict.WRONG_FLAGGED
    return Judged(sent.name, name, is_mark=False, given=None, read=None, verdict=verdict)
