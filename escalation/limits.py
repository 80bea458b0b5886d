"""A limit: how long a procedure gives between two events, and how its words are to be counted."""

import datetime as dt
import re
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field as Setting
from pydantic import StringConstraints, model_validator

from escalation.definitions import Key, Slug
from escalation.frozen import Frozen
from escalation.periods import Period

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class Basis(StrEnum):
    """Which days a limit counts. `unclear`: the text does not say, so both readings are given."""

    WORKING = "working"
    CALENDAR = "calendar"
    UNCLEAR = "unclear"


_NUMBERED = re.compile(r"^([0-9]{1,3}) (?:(working|calendar) )?days?$")
_DAY = re.compile(r"^day ([0-9]{1,3})$")


class Within(Frozen):
    """How long a limit gives: so many days on a basis, or, where `days` is None, only words."""

    days: int | None
    basis: Basis
    words: str

    @property
    def is_in_words(self) -> bool:
        """True for a limit without a number, which is never a breach by itself."""
        return self.days is None


def read_within(text: str, basis: Basis | None) -> Within:
    """Read `5 working days`, `day 9` or words such as `without delay`.

    Raises ValueError where a number has no kind of day and no basis says which, or both say and differ.
    """
    found = _NUMBERED.match(text) or _DAY.match(text)
    if found is None:
        if re.search(r"[0-9]", text):
            raise ValueError("write '5 working days', '5 calendar days', 'day 5' or words without a number")
        return Within(days=None, basis=basis or Basis.WORKING, words=text)
    said = Basis(found[2]) if found.re is _NUMBERED and found[2] else None
    if said and basis and said is not basis:
        raise ValueError(f"'{text}' says {said} days and the basis says {basis}")
    if not (said or basis):
        raise ValueError("say which days are meant: working, calendar, or unclear as a basis")
    return Within(days=int(found[1]), basis=said or basis or Basis.UNCLEAR, words=text)


class OtherReading(Frozen):
    """A second way to read a limit, where the procedure itself says it twice and not the same.

    It runs from the same event `to` another, by another clause. `says` tells the two readings apart in a few
    words, and every answer repeats it.
    """

    to: Key
    within: Text
    basis: Basis | None = None
    clause: Text
    quote: Text
    says: Text

    @model_validator(mode="after")
    def _has_a_number(self) -> Self:
        if read_within(self.within, self.basis).is_in_words:
            raise ValueError("a second reading must have a number of days: words are never a breach")
        return self


class Limit(Frozen):
    """A timeframe: from one event to another, within so long, when a condition holds, by a clause.

    `reading` says how the text was read where it does not say all, and every answer repeats it.
    `other_reading` is a second one, where the text cannot be settled: both are then checked.
    `or_sooner` is the key of a date field: where it gives a day before the due date, that day is the last.
    `excused_by` is the key of a tick, for a step asked "where appropriate": ticked, nothing is due.
    `local` is a number of days that a board gives to a limit in words; `target` is what the board's own
    house aims at, beside the limit (with `target_source`).
    A limit that a board has changed stands once for each version, under one key, each in force from and until
    (inclusive) the given days.
    """

    key: Slug
    title: Text
    from_: Key = Setting(alias="from")
    to: Key
    within: Text
    basis: Basis | None = None
    when: str = ""
    stage: Slug | None = None
    clause: Text
    quote: Text
    reading: str = ""
    other_reading: OtherReading | None = None
    or_sooner: str = ""
    excused_by: str = ""
    local: str = ""
    target: str = ""
    target_source: str = ""
    in_force_from: dt.date | None = None
    in_force_until: dt.date | None = None

    @model_validator(mode="after")
    def _numbers_can_be_read(self) -> Self:
        read_within(self.within, self.basis)
        for text in (self.local, self.target):
            if text and read_within(text, None).is_in_words:
                raise ValueError(f"'{text}' must be a number of working or calendar days")
        if self.other_reading and self.allows.is_in_words:
            raise ValueError("a limit in words has no second reading: words are never a breach")
        return self

    @property
    def each_reading(self) -> tuple["Limit", ...]:
        """The limit on each reading of its text, its own first: one, or two where there is an `other_reading`."""
        own = self.model_copy(update={"other_reading": None})
        if self.other_reading is None:
            return (own,)
        other = self.other_reading
        there = {"to": other.to, "within": other.within, "basis": other.basis, "local": ""}
        return own, own.model_copy(update={**there, "clause": other.clause, "quote": other.quote})

    @property
    def allows(self) -> Within:
        """How long the limit gives: the board's local number where it set one, else what the text says."""
        return read_within(self.local, None) if self.local else read_within(self.within, self.basis)

    @property
    def period(self) -> Period:
        """When this version of the limit is in force."""
        return Period.between(self.in_force_from, self.in_force_until)

    @property
    def aims(self) -> Within | None:
        """The house target, where there is one."""
        return read_within(self.target, None) if self.target else None


class NoLimit(Frozen):
    """A phrase of time in the procedure that sets no limit, and why."""

    quote: Text
    why: Text
