"""A board: who it is, its forms, the stages of its procedure and the timeframes it sets.

Everything here is read from the board's folder under `forms/`; nothing about any board is in code.
"""

import datetime as dt
import re
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field as Setting
from pydantic import StringConstraints, model_validator

from escalation.definitions import FormDefinition, Key, Slug
from escalation.frozen import Frozen

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class Nation(StrEnum):
    """The part of the United Kingdom whose bank holidays a board keeps (Banking and Financial Dealings Act 1971)."""

    ENGLAND = "England"
    WALES = "Wales"
    SCOTLAND = "Scotland"
    NORTHERN_IRELAND = "Northern Ireland"


class Basis(StrEnum):
    """Which days a limit counts. `unclear`: the text does not say, so both readings are given."""

    WORKING = "working"
    CALENDAR = "calendar"
    UNCLEAR = "unclear"


class DatedDay(Frozen):
    """A day on which a board departs from its nation's bank holidays, and who says so."""

    date: dt.date
    why: Text
    source: Text


class Procedure(Frozen):
    """The text that a board's files are drawn from."""

    title: Text
    source: Text
    approved: dt.date | None = None
    in_force_from: dt.date | None = None
    review_date: dt.date | None = None


class LineManagement(Frozen):
    """Which role stands at a level of line management in each agency, by agency."""

    level: Slug
    title: Text
    roles: dict[str, str]


class Clause(Frozen):
    """Something the procedure asks or says: what, where, and a few words of it."""

    what: Text
    clause: Text
    quote: str = ""


class Rule(Frozen):
    """Who does a thing, when a condition holds (always, where there is none), and by which clause."""

    who: Text
    when: str = ""
    clause: Text
    quote: str = ""


class Stage(Frozen):
    """A stage of the procedure: who meets, chairs, minutes and receives copies, and what must be considered.

    `event` is the event that dates the stage. The stage is reached when any of its dates or answers is
    given, or `reached_when` holds; `resolved_when` says that the matter ended here.
    """

    key: Slug
    title: Text
    clause: Text
    event: str = ""
    follows: Slug | None = None
    reached_when: str = ""
    resolved_when: str = ""
    exceptional: bool = False
    meets: tuple[Rule, ...] = ()
    chairs: tuple[Rule, ...] = ()
    minutes: tuple[Rule, ...] = ()
    receives: tuple[Rule, ...] = ()
    considers: tuple[Clause, ...] = ()


class Event(Frozen):
    """Something that happens on a day, which a form's date field or a message can hold.

    `implied_by` lists the events that cannot happen before this one has. `message`: the date of the message
    that brought a record is evidence of it, for the latest stage dated in that record; `message_of` names
    the form whose records these are, where not every form's will do.
    """

    key: Key
    title: Text
    stage: Slug | None = None
    implied_by: tuple[Key, ...] = ()
    message: bool = False
    message_of: str = ""


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


class Limit(Frozen):
    """A timeframe: from one event to another, within so long, when a condition holds, by a clause.

    `reading` says how the text was read where it does not say all, and every answer repeats it.
    `local` is a number of days that a board gives to a limit in words; `target` is what the board's own
    house aims at, beside the limit (with `target_source`).
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
    local: str = ""
    target: str = ""
    target_source: str = ""

    @model_validator(mode="after")
    def _numbers_can_be_read(self) -> Self:
        read_within(self.within, self.basis)
        for text in (self.local, self.target):
            if text and read_within(text, None).is_in_words:
                raise ValueError(f"'{text}' must be a number of working or calendar days")
        return self

    @property
    def allows(self) -> Within:
        """How long the limit gives: the board's local number where it set one, else what the text says."""
        return read_within(self.local, None) if self.local else read_within(self.within, self.basis)

    @property
    def aims(self) -> Within | None:
        """The house target, where there is one."""
        return read_within(self.target, None) if self.target else None


class NoLimit(Frozen):
    """A phrase of time in the procedure that sets no limit, and why."""

    quote: Text
    why: Text


class BoardFile(Frozen):
    """What `board.toml` holds: who the board is, and the text that its files are drawn from."""

    name: Text
    short_name: Text
    nation: Nation
    marking: str = "OFFICIAL-SENSITIVE"
    procedure: Procedure
    mailboxes: dict[str, str] = {}
    agencies: tuple[str, ...] = ()
    line_management: tuple[LineManagement, ...] = ()
    closures: tuple[DatedDay, ...] = Setting(default=(), alias="closure")
    worked_days: tuple[DatedDay, ...] = Setting(default=(), alias="worked_day")


class StagesFile(Frozen):
    """What `stages.toml` holds: the steps of the procedure, what it leaves out, and what it asks at no one step."""

    stages: tuple[Stage, ...] = Setting(default=(), alias="stage")
    out_of_scope: tuple[Clause, ...] = ()
    duties: tuple[Clause, ...] = Setting(default=(), alias="duty")


class TimeframesFile(Frozen):
    """What `timeframes.toml` holds: events, the limits that run between them, and phrases that set none."""

    events: tuple[Event, ...] = Setting(default=(), alias="event")
    limits: tuple[Limit, ...] = Setting(default=(), alias="limit")
    no_limits: tuple[NoLimit, ...] = Setting(default=(), alias="no_limit")


class Board(BoardFile, StagesFile, TimeframesFile):
    """A safeguarding board with everything its folder holds."""

    key: Slug
    forms: tuple[FormDefinition, ...] = ()

    def form(self, key: str, version: str | None = None) -> FormDefinition:
        """Return a form of this board: of that version, or else its latest. KeyError where there is none."""
        held = [form for form in self.forms if form.key == key and version in (None, form.version)]
        if not held:
            raise KeyError(key)
        return max(held, key=lambda form: (form.in_force_from, form.version))

    def current_forms(self) -> tuple[FormDefinition, ...]:
        """Return the latest version of each form, in the order of their keys."""
        return tuple(self.form(key) for key in sorted({form.key for form in self.forms}))

    def stage(self, key: str) -> Stage:
        """Return the stage of that key. KeyError where the procedure has none."""
        for stage in self.stages:
            if stage.key == key:
                return stage
        raise KeyError(key)

    def event(self, key: str) -> Event:
        """Return the event of that key. KeyError where no event has it."""
        for event in self.events:
            if event.key == key:
                return event
        raise KeyError(key)
