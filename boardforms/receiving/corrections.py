"""Whether one return corrects another. docs/decisions/0012-journal.md argues the rules."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from boardforms.catalogue import Catalogue
from escalation.boxes import find_box
from escalation.cases import fold_reference
from escalation.definitions import CASE_REFERENCE, FormDefinition
from escalation.records import FieldReading, Record

_Given = dict[str, str | bool]

A_PERSON = "a person"
"""What a value comes from that somebody accepted or typed."""

MOST_CHANGED = 3
"""The most answers that a plain correction changes. Where it is more, the two may be different returns."""

LEAST_KEPT = 3 / 4
"""The least share of the answers that a plain correction keeps, on a form of which little is answered."""


class Verdict(StrEnum):
    """What a later return is to an earlier one of the same form, case and stage.

    `corrects`: it stands in its place. `repeats`: it says the same, and the earlier one stands.
    `unsure`: both stand, and a person is asked.
    """

    CORRECTS = "corrects"
    REPEATS = "repeats"
    UNSURE = "unsure"


@dataclass(frozen=True)
class Dated:
    """A record and when it came: the day, and the moment (seconds since 1970) where a message says it.

    `unedited` is the record as it was read, where people decided something about its answers since.
    """

    key: str
    record: Record
    received: dt.date | None = None
    sent: float | None = None
    unedited: Record | None = None

    @property
    def as_read(self) -> Record:
        """The record as it was read, whatever people decided."""
        return self.unedited or self.record

    def is_after(self, other: "Dated") -> bool:
        """Say whether it surely came later. On one day, or with no day, only the moments of messages can tell."""
        if self.sent is not None and other.sent is not None:
            return self.sent > other.sent
        return self.received is not None and other.received is not None and self.received > other.received


def judge(earlier: Dated, later: Dated, form: FormDefinition, replaced: Iterable[Dated] = ()) -> Verdict:
    """Say what a return is to one of the same form, case and stage that came before it; `form` is the later's.

    `replaced` are the returns in whose place the earlier one stands. What repeats the earlier as it was read repeats
    it, and what people decided about that one stands.
    """
    if _is_repeated(earlier.record, later.record) or _is_repeated(earlier.as_read, later.record):
        return Verdict.REPEATS
    if _is_same_day_and_clearer(earlier, later):
        return Verdict.CORRECTS
    before, after = _compared_in(earlier.record), _compared_in(later.record)
    changed = {box for box in after if after[box] != before.get(box)}
    is_plain = (
        earlier.record.form == later.record.form
        and later.is_after(earlier)
        and before.keys() <= after.keys()
        and _are_few(changed, before)
        and not any(_says_whom(form, box) for box in changed)
        and not any(_is_decided(earlier.record, box) for box in changed)
        and not _brings_back(replaced, {box: after[box] for box in changed})
        and all(later.record.fields[box].sure for box in changed)
    )
    return Verdict.CORRECTS if is_plain else Verdict.UNSURE


def is_same_as_read(one: Dated, other: Dated) -> bool:
    """Say whether two returns gave the same answers when they were read."""
    return _compared_in(one.as_read) == _compared_in(other.as_read)


def _is_repeated(earlier: Record, later: Record) -> bool:
    """Say whether a return gives the answers of another, none more surely."""
    return _compared_in(earlier) == _compared_in(later) and not _is_clearer(later, earlier)


def _is_same_day_and_clearer(earlier: Dated, later: Dated) -> bool:
    """Say whether a return says the same on the same day, and more surely: a Word form sent along with its PDF.

    Which of the two came first then says nothing.
    """
    one, other = earlier.record, later.record
    return (
        one.form == other.form
        and earlier.received == later.received
        and _compared_in(one) == _compared_in(other)
        and not _is_clearer(one, other)
    )


def _is_decided(record: Record, box: str) -> bool:
    return box in record.fields and record.fields[box].origin == A_PERSON


def _brings_back(replaced: Iterable[Dated], changed: _Given) -> bool:
    """Say whether a change brings back an answer that a correction took away: it may be an old copy sent again."""
    held = [_compared_in(record) for one in replaced for record in (one.record, one.as_read)]
    return any(old.get(box) == said for box, said in changed.items() for old in held)


def _are_few(changed: set[str], before: _Given) -> bool:
    """Say whether all but a few answers were kept. A tick that was not there says nothing of what the two share."""
    answered = {box for box, value in before.items() if value is not False}
    lost = len(changed & answered)
    return lost <= MOST_CHANGED and len(answered) - lost >= LEAST_KEPT * len(answered)


def _says_whom(form: FormDefinition, name: str) -> bool:
    """Say whether an answer tells whom a return is about: another one may be another child's, not a correction."""
    box = find_box(form, name)
    return box is not None and (
        box.field.key == CASE_REFERENCE
        or box.field.sensitivity.names_whom_it_is_about
        or box.asks.sensitivity.names_whom_it_is_about
    )


def _is_clearer(later: Record, earlier: Record) -> bool:
    """Say whether a return that says the same is surer of something: the form itself after its scan."""
    fields = earlier.fields
    return any(
        reading.sure and box in fields and not fields[box].sure for box, reading in later.fields.items()
    )


def _compared_in(record: Record) -> _Given:
    """Return what a record answers, as it is compared: a case reference by what tells it from others."""
    given = given_in(record)
    reference = given.get(CASE_REFERENCE)
    return {**given, CASE_REFERENCE: fold_reference(reference)} if isinstance(reference, str) else given


def given_in(record: Record) -> _Given:
    """Return what a record answers, by box: a tick whether ticked or not, and the text of what was not understood."""
    return {box: said for box, reading in record.fields.items() if (said := _said(reading)) is not None}


def _said(reading: FieldReading) -> str | bool | None:
    value = reading.raw if reading.value is None and not reading.sure else reading.value
    return " ".join(value.split()) or None if isinstance(value, str) else value


def stage_reached(record: Record, catalogue: Catalogue) -> str | None:
    """Return the latest stage that a record dates, '' where it dates none; None where its form is not at hand."""
    form = catalogue.find(record.form) if record.form else None
    if form is None:
        return None
    board = catalogue.board(form.board)
    dated = {field.event for field in form.fields if field.event and record.values.get(field.key)}
    return next((stage.key for stage in reversed(board.stages) if stage.event in dated), "")
