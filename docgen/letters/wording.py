"""What a letter says: the words of its definition with the answers that the records of a case give.

An answer that is missing, not sure, or not the same in two records that both stand, is a gap to complete.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from pydantic import JsonValue

from docgen.letters.gaps import Gap
from docgen.packs.answers import say_value
from escalation.boxes import BoxValue
from escalation.definitions import Field, FormDefinition, Kind
from escalation.letters import Letter, LetterPart
from escalation.timeframes.facts import CaseFacts
from escalation.timeframes.statements import Settled, settle
from escalation.timeframes.wording import say_label

_DIFFER = "the records do not say the same"
_WHO = "with role and agency"
_UNSURE = "look at what was written in the record"


@dataclass(frozen=True)
class AnswerToldInFull:
    """An answer set out below the text of a part: its label, where it needs one, and a line or more."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class PartTold:
    """A part of a letter, in words."""

    title: str
    text: str
    answers: tuple[AnswerToldInFull, ...]


@dataclass(frozen=True)
class LetterTold:
    """All that a letter says, by the names that its template uses."""

    title: str
    date: str
    to: str
    sender: str
    parts: tuple[PartTold, ...]
    basis: str


@dataclass
class Teller:
    """What the records of one case say on a form, in the words of a letter; `gaps` is what is left to complete."""

    facts: CaseFacts
    form: str
    gaps: list[Gap] = field(default_factory=list)

    def tell_part(self, part: LetterPart) -> PartTold:
        """Return a part with its answers in place."""
        text = "".join(f"{words}{self.tell(key)}" if key else words for words, key in part.pieces())
        answers = tuple(self._in_full(key) for key in part.answers)
        if part.title and len(answers) == 1:
            answers = (replace(answers[0], label=""),)
        return PartTold(part.title, text, answers)

    def tell(self, key: str, asks: str = "") -> str:
        """Return the answer to a field in one piece, or the gap for it; `asks` names the gap."""
        asked, settled = self._look_up(key)
        said = "" if settled.value is None else _say(asked, settled.value)
        return said or self.leave(asks or say_label(asked), _why_not(settled))

    def _look_up(self, key: str) -> tuple[Field, Settled]:
        """Return what the records say in a field, and the field as their own version of the form asks it."""
        said = (one for one in self.facts.statements if (one.form.key, one.field.key) == (self.form, key))
        settled = settle(said)
        if settled.standing:
            return settled.standing[0].field, settled
        return field_of(key, self.facts.board.versions_of(self.form)), settled

    def leave(self, asks: str, why: str = "") -> str:
        """Return a gap as it stands in the letter, and keep it in mind."""
        gap = Gap(asks, why)
        self.gaps.append(gap)
        return str(gap)

    def _in_full(self, key: str) -> AnswerToldInFull:
        asked, settled = self._look_up(key)
        label = say_label(asked)
        if asked.kind is not Kind.ROWS:
            return AnswerToldInFull(label, (self.tell(key),))
        rows = settled.value if isinstance(settled.value, list) else []
        lines = [
            self._row(number, cast("Mapping[str, BoxValue]", row), asked.columns)
            for number, row in enumerate(rows, start=1)
        ]
        return AnswerToldInFull(label, tuple(lines) or (self.leave(label, _why_not(settled)),))

    def _row(self, number: int, row: Mapping[str, BoxValue], columns: Sequence[Field]) -> str:
        """Return a row on one line: its first answer, then the others with their labels."""
        first, *rest = (self._cell(number, column, row.get(column.key)) for column in columns)
        others = "; ".join(
            f"{column.label.rstrip(': ')}: {said}" for column, said in zip(columns[1:], rest, strict=True)
        )
        return f"{number}. {first}" + (f" ({others})" if others else "")

    def _cell(self, number: int, column: Field, value: BoxValue) -> str:
        return say_value(column, value) or self.leave(f"{column.label.rstrip(': ')}, row {number}")


def tell_letter(letter: Letter, teller: Teller) -> LetterTold:
    """Return what a letter says in the words of a teller, who gathers what is left to complete."""
    day, recipient, sender = "the date of this letter", f"who it is to, {_WHO}", f"who it is from, {_WHO}"
    recipients = [teller.tell(key, recipient) for key in letter.recipients]
    return LetterTold(
        title=letter.title,
        date=teller.tell(letter.dated, day) if letter.dated else teller.leave(day),
        to="\n".join(recipients) or teller.leave(recipient),
        sender=teller.tell(letter.sender, sender) if letter.sender else teller.leave(sender),
        parts=tuple(teller.tell_part(part) for part in letter.parts),
        basis=f"{letter.clause}: ‘{letter.quote}’",
    )


def field_of(key: str, versions: Sequence[FormDefinition]) -> Field:
    """Return a field by its key, as the latest version of a form that has it asks it. KeyError where none does."""
    for asked in (one for form in reversed(versions) for one in form.fields if one.key == key):
        return asked
    raise KeyError(key)


def _say(asked: Field, value: JsonValue) -> str:
    """Say an answer in one piece: a person with role and agency, and several a line each."""
    if isinstance(value, list):
        return "\n".join(_say(asked, one) for one in value)
    if isinstance(value, dict):
        columns = {column.key: column for column in asked.columns}
        cells = cast("Mapping[str, BoxValue]", value)
        return ", ".join(say_value(columns.get(key), cell) for key, cell in cells.items() if cell)
    return say_value(asked, value) if isinstance(value, str | bool) else ""


def _why_not(settled: Settled) -> str:
    if settled.unclear:
        return _UNSURE
    return _DIFFER if settled.differs else ""
