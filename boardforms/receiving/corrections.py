"""Whether one return corrects another. docs/decisions/0012-journal.md argues the rules."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from boardforms.catalogue import Catalogue
from escalation.boxes import find_box
from escalation.definitions import CASE_REFERENCE, FormDefinition
from escalation.records import FieldReading, Record

_Given = dict[str, str | bool]

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
    """A record and when it came: the day, and the moment (seconds since 1970) where a message says it."""

    key: str
    record: Record
    received: dt.date | None = None
    sent: float | None = None

    def is_after(self, other: "Dated") -> bool:
        """Say whether it surely came later. On one day, or with no day, only the moments of messages can tell."""
        if self.sent is not None and other.sent is not None:
            return self.sent > other.sent
        return self.received is not None and other.received is not None and self.received > other.received


def judge(earlier: Dated, later: Dated, form: FormDefinition) -> Verdict:
    """Say what a return is to one of the same form, case and stage that came before it; `form` is the later's."""
    before, after = given_in(earlier.record), given_in(later.record)
    changed = {box for box in after if after[box] != before.get(box)}
    if before.keys() <= after.keys() and not changed and not _is_clearer(later, earlier):
        return Verdict.REPEATS
    is_plain = (
        earlier.record.form == later.record.form
        and later.is_after(earlier)
        and before.keys() <= after.keys()
        and _are_few(changed, before)
        and not any(_says_whom(form, box) for box in changed)
        and all(later.record.fields[box].sure for box in changed)
    )
    return Verdict.CORRECTS if is_plain else Verdict.UNSURE


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


def _is_clearer(later: Dated, earlier: Dated) -> bool:
    """Say whether a return that says the same is surer of something: the form itself after its scan."""
    fields = earlier.record.fields
    return any(
        reading.sure and box in fields and not fields[box].sure
        for box, reading in later.record.fields.items()
    )


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
