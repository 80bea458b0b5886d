"""A board: who it is, its forms, the stages of its procedure and the timeframes it sets.

Everything here is read from the board's folder under `forms/`; nothing about any board is in code.
"""

import datetime as dt
from enum import StrEnum

from pydantic import Field as Setting

from escalation.copies import Copy
from escalation.definitions import FormDefinition, Key, Slug
from escalation.frozen import Frozen
from escalation.letters import LettersFile
from escalation.limits import Limit, NoLimit, Text


class Nation(StrEnum):
    """The part of the United Kingdom whose bank holidays a board keeps (Banking and Financial Dealings Act 1971)."""

    ENGLAND = "England"
    WALES = "Wales"
    SCOTLAND = "Scotland"
    NORTHERN_IRELAND = "Northern Ireland"


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


class Consideration(Clause):
    """What must be considered at a stage, when a condition holds (always, where there is none)."""

    when: str = ""


class Rule(Frozen):
    """Who does a thing, when a condition holds (always, where there is none), and by which clause."""

    who: Text
    when: str = ""
    clause: Text
    quote: str = ""


class Stage(Frozen):
    """A stage of the procedure: who meets, chairs, minutes and receives copies, and what must be considered.

    `event` is the event that dates the stage. The stage is reached when any of its dates or answers is
    given, or `reached_when` holds; `resolved_when` says that the matter ended here. `level` is the level of line
    management that meets here, where the procedure has a table of them.
    """

    key: Slug
    title: Text
    clause: Text
    event: str = ""
    follows: Slug | None = None
    reached_when: str = ""
    resolved_when: str = ""
    exceptional: bool = False
    level: Slug | None = None
    meets: tuple[Rule, ...] = ()
    chairs: tuple[Rule, ...] = ()
    minutes: tuple[Rule, ...] = ()
    receives: tuple[Rule, ...] = ()
    considers: tuple[Consideration, ...] = ()


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


class LeftOut(Frozen):
    """Something the procedure asks or names that is in no form, stage or limit, and why."""

    what: Text
    clause: Text
    quote: str = ""
    why: Text


class StagesFile(Frozen):
    """What `stages.toml` holds: the steps of the procedure, what it leaves out, and what it asks at no one step.

    `copies` are the board's own rules for copies of a meeting's papers; other roles have `templates/copies.toml`.
    """

    stages: tuple[Stage, ...] = Setting(default=(), alias="stage")
    out_of_scope: tuple[Clause, ...] = ()
    duties: tuple[Clause, ...] = Setting(default=(), alias="duty")
    left_out: tuple[LeftOut, ...] = ()
    copies: tuple[Copy, ...] = Setting(default=(), alias="copy")


class TimeframesFile(Frozen):
    """What `timeframes.toml` holds: events, the limits that run between them, and phrases that set none."""

    events: tuple[Event, ...] = Setting(default=(), alias="event")
    limits: tuple[Limit, ...] = Setting(default=(), alias="limit")
    no_limits: tuple[NoLimit, ...] = Setting(default=(), alias="no_limit")


class Board(BoardFile, StagesFile, TimeframesFile, LettersFile):
    """A safeguarding board with everything its folder holds."""

    key: Slug
    forms: tuple[FormDefinition, ...] = ()

    def form(self, key: str, version: str | None = None) -> FormDefinition:
        """Return a form of this board: of that version, or else its latest. KeyError where there is none."""
        held = [form for form in self.versions_of(key) if version in (None, form.version)]
        if not held:
            raise KeyError(key)
        return held[-1]

    def versions_of(self, key: str) -> tuple[FormDefinition, ...]:
        """Return every version of a form, in the order in which they came into force; none for an unknown key."""
        return tuple(
            sorted((form for form in self.forms if form.key == key), key=lambda form: form.in_force_from)
        )

    def current_forms(self) -> tuple[FormDefinition, ...]:
        """Return the latest version of each form, also one not in force yet, in the order of their keys."""
        return tuple(self.form(key) for key in sorted({form.key for form in self.forms}))

    def forms_on(self, day: dt.date) -> tuple[FormDefinition, ...]:
        """Return the forms in force on a day, in the order of their keys: never two versions of one."""
        return tuple(sorted((form for form in self.forms if day in form.period), key=lambda form: form.key))

    def limits_on(self, day: dt.date | None) -> tuple[Limit, ...]:
        """Return the limits in force on a day, in the board's order; without a day, the latest version of each."""
        if day is not None:
            return tuple(limit for limit in self.limits if day in limit.period)
        latest = {limit.key: limit for limit in sorted(self.limits, key=lambda limit: limit.period)}
        return tuple(limit for limit in self.limits if limit is latest[limit.key])

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
