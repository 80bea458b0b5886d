"""Right, flagged, or silently wrong: what became of every answer of a return."""

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from boardforms.catalogue import load_catalogue
from boardforms.desk import Desk, read_return
from escalation.boxes import Answers, BoxValue, flatten
from escalation.definitions import FormDefinition
from escalation.records import Record, Source

DESK = Desk(load_catalogue())
FORMS = tuple(form for board in DESK.catalogue.boards.values() for form in board.forms)


@dataclass
class Score:
    """How many answers came back right, how many of those sure, and which were lost or wrong without a word of it."""

    right: int = 0
    sure: int = 0
    flagged: int = 0
    wrong: list[str] = field(default_factory=list)
    codes: Counter[str] = field(default_factory=Counter)

    @property
    def answers(self) -> int:
        return self.right + self.flagged + len(self.wrong)

    def add(self, other: "Score") -> None:
        self.right += other.right
        self.sure += other.sure
        self.flagged += other.flagged
        self.wrong += other.wrong
        self.codes += other.codes

    def __str__(self) -> str:
        share = 100 * self.right / max(self.answers, 1)
        codes = ", ".join(f"{code} {count}" for code, count in self.codes.most_common(4))
        return (
            f"{self.answers:5} answers: {self.right:5} right ({share:5.1f} %), {self.sure:5} of them sure, "
            f"{self.flagged:4} flagged, {len(self.wrong):3} silently wrong. {codes}"
        )


def read_file(data: bytes) -> tuple[Record, ...]:
    source = Source(path="return", sha256=hashlib.sha256(data).hexdigest())
    return read_return(data, DESK, source)


def score(record: Record, form: FormDefinition, answers: Answers) -> Score:
    """Compare a record with what was written: every box, those left empty too."""
    result, wanted = Score(), flatten(form, answers)
    if record.form != form.reference:
        return Score(flagged=len(wanted), codes=Counter({finding.code: 1 for finding in record.findings}))
    for name in dict.fromkeys((*wanted, *record.fields)):
        read = record.fields.get(name)
        if read is not None and _alike(read.value, wanted.get(name)):
            result.right += 1
            result.sure += read.sure
        elif read is not None and read.sure:
            result.wrong.append(f"{form.reference} {name}: {wanted.get(name)!r} as {read.value!r}")
        else:
            result.flagged += 1
        if read is None or not read.sure:
            result.codes.update(finding.code for finding in record.findings if finding.field == name)
    return result


def score_all(records: Sequence[Record], form: FormDefinition, answers: Answers) -> Score:
    """Compare the records of a file that holds one return: more than one of them is a fault that nobody flagged."""
    found = score(records[0], form, answers)
    if len(records) > 1:
        found.wrong.append(f"{form.reference}: {len(records)} returns in one")
    return found


def _alike(one: BoxValue, other: BoxValue) -> bool:
    """Compare two values; of texts, the words: a page does not tell a space from the end of a line."""
    return _words(one) == _words(other)


def _words(value: BoxValue) -> str | bool:
    if not isinstance(value, str):
        return bool(value)
    return " ".join(unicodedata.normalize("NFC", value).split()) or False


def total(scores: Iterable[Score]) -> Score:
    whole = Score()
    for one in scores:
        whole.add(one)
    return whole
