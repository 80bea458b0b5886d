"""A meeting about a case: what MEETING.toml says, before, at and after it."""

import datetime as dt
import re
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, StrictBool, StringConstraints
from pydantic import Field as Setting
from pydantic_core import PydanticCustomError

from escalation.definitions import Slug
from escalation.frozen import Frozen

Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)]
"""A line of text; empty where it is not known yet, and the pack then leaves room to write."""

Prose = Annotated[str, StringConstraints(strip_whitespace=True, max_length=100_000)]
"""Text of any length, its line breaks kept."""

CaseReference = Annotated[
    str, BeforeValidator(lambda given: " ".join(given.split()) if isinstance(given, str) else given)
]


def _read_day(given: object) -> dt.date:
    """Refuse what pydantic would make a day of and nobody meant: numbers, and days with a time."""
    if type(given) is dt.date:
        return given
    try:
        return dt.date.fromisoformat(given if isinstance(given, str) else "")
    except ValueError:
        raise PydanticCustomError("day", "not a day") from None


def _read_time(given: object) -> dt.time:
    """Refuse the numbers that pydantic would make a time of, and a time of another zone."""
    try:
        time = given if isinstance(given, dt.time) else dt.time.fromisoformat(str(given))
    except ValueError:
        raise PydanticCustomError("time", "not a time") from None
    if time.tzinfo is not None or isinstance(given, int | float):
        raise PydanticCustomError("time", "not a time of day")
    return time


def _read_version(given: object) -> str:
    """Refuse what is no number: the version stands on every copy of the papers, and must name nobody."""
    said = str(given) if type(given) is int else given
    if isinstance(said, str) and re.fullmatch(r"(?:[0-9]{1,3}(?:\.[0-9]{1,3})?)?", said.strip()):
        return said.strip()
    raise PydanticCustomError("numbering", "not a number of a version")


Version = Annotated[str, BeforeValidator(_read_version)]
"""The number of an issue of the papers, such as 2 or "1.2"; empty for none."""

Day = Annotated[dt.date, BeforeValidator(_read_day)]
"""A calendar day: a TOML date, or ISO 8601 in quotes."""

Time = Annotated[dt.time, BeforeValidator(_read_time)]
"""A time of day in the United Kingdom: a TOML time, or `14:30` in quotes."""


class Presence(StrEnum):
    """Whether somebody who was asked to the meeting came."""

    PRESENT = "present"
    APOLOGIES = "apologies"
    ABSENT = "absent"


class Person(Frozen):
    """A professional with a part in the meeting."""

    name: Line = ""
    role: Line = ""
    agency: Line = ""

    def __str__(self) -> str:
        """Give the person on one line, as minutes do."""
        return ", ".join(part for part in (self.name, self.role, self.agency) if part)


class Attendee(Person):
    """Somebody asked to the meeting; `presence` is None until the meeting has been held."""

    presence: Presence | None = None


class Information(Frozen):
    """What one agency told the meeting."""

    agency: Line
    text: Prose = ""


class Decision(Frozen):
    """What was decided, and why."""

    decision: Prose
    reason: Prose = ""


class Dissent(Frozen):
    """Who did not agree with what was decided, and why."""

    who: Line
    why: Prose = ""


class Action(Frozen):
    """What is to be done, by whom and by when."""

    action: Prose
    owner: Line = ""
    agency: Line = ""
    due: Day | None = None


class OpenAction(Action):
    """What was to be done by this meeting: `source` says where that is written, `done` whether it was."""

    source: Line = ""
    done: StrictBool | None = None


class Recipient(Frozen):
    """Somebody who receives the minutes, and how (secure e-mail, by hand)."""

    name: Line
    agency: Line = ""
    how: Line = ""


class Paper(Frozen):
    """A file that goes with the papers as it came: earlier minutes, a report. `file` is relative to the meeting's."""

    title: Annotated[Line, StringConstraints(min_length=1)]
    file: Annotated[Line, StringConstraints(min_length=1)]


Said = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]


class Release(Frozen):
    """A text that a person has read through and releases to copies of the papers: they show no other free text.

    It is a `part` of this file (`discussion`, `decision`, `decision 2`), or the `field` of a `record`, which is the
    id of a return. `wording` is the sum of the part as they read it (`docgen.packs.by_role.release_wording`); the id
    of a record is a sum already. `to` are roles: `family`, `learning`, `agency`, or one agency as
    `agency: Education`.
    """

    part: Line = ""
    wording: Line = ""
    record: Line = ""
    field: Line = ""
    to: Annotated[tuple[Said, ...], Setting(min_length=1)]
    by: Said
    why: Said
    on: Day | None = None


class Meeting(Frozen):
    """A meeting of one stage of one case. All that follows the meeting may be missing.

    `records` names files of JSON lines, as `boardforms parse` prints them, relative to the meeting's file; so
    does `returns` the folder in which the returned forms are, where the pack is to hold them as they came. `after`
    are the days of earlier meetings of the same stage: this is another meeting, and not one whose day was put right.
    `earlier` names the files of earlier meetings about the case, relative to this one: the pack holds their minutes.
    """

    board: Slug
    case: Annotated[CaseReference, StringConstraints(min_length=1, max_length=60)]
    stage: Slug
    title: Line = ""
    version: Version = ""
    date: Day | None = None
    after: tuple[Day, ...] = ()
    earlier: tuple[Line, ...] = ()
    time: Time | None = None
    ends: Time | None = None
    place: Line = ""
    chair: Person = Person()
    minute_taker: Person = Person()
    records: tuple[Line, ...] = ()
    returns: Line = ""
    papers: tuple[Paper, ...] = Setting(default=(), alias="paper")
    agenda: tuple[Line, ...] = ()
    open_actions: tuple[OpenAction, ...] = Setting(default=(), alias="open_action")
    attendance: tuple[Attendee, ...] = ()
    purpose: Prose = ""
    child_views: Prose = ""
    information: tuple[Information, ...] = ()
    discussion: Prose = ""
    decisions: tuple[Decision, ...] = Setting(default=(), alias="decision")
    dissent: tuple[Dissent, ...] = ()
    actions: tuple[Action, ...] = Setting(default=(), alias="action")
    resolved: StrictBool | None = None
    referral_required: StrictBool | None = None
    review_considered: StrictBool | None = None
    review_date: Day | None = None
    circulation: tuple[Recipient, ...] = ()
    minutes_circulated: Day | None = None
    releases: tuple[Release, ...] = Setting(default=(), alias="release")
