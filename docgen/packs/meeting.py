"""A meeting about a case: what MEETING.toml says, before, at and after it."""

import datetime as dt
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, StringConstraints
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


class Recipient(Frozen):
    """Somebody who receives the minutes, and how (secure e-mail, by hand)."""

    name: Line
    agency: Line = ""
    how: Line = ""


class Meeting(Frozen):
    """A meeting of one stage of one case. All that follows the meeting may be missing.

    `records` names files of JSON lines, as `boardforms parse` prints them, relative to the meeting's file.
    """

    board: Slug
    case: Annotated[CaseReference, StringConstraints(min_length=1, max_length=60)]
    stage: Slug
    title: Line = ""
    date: Day | None = None
    time: Time | None = None
    place: Line = ""
    chair: Person = Person()
    minute_taker: Person = Person()
    records: tuple[Line, ...] = ()
    attendance: tuple[Attendee, ...] = ()
    purpose: Prose = ""
    child_views: Prose = ""
    information: tuple[Information, ...] = ()
    discussion: Prose = ""
    decisions: tuple[Decision, ...] = Setting(default=(), alias="decision")
    dissent: tuple[Dissent, ...] = ()
    actions: tuple[Action, ...] = Setting(default=(), alias="action")
    referral_required: bool | None = None
    review_considered: bool | None = None
    review_date: Day | None = None
    circulation: tuple[Recipient, ...] = ()
    minutes_circulated: Day | None = None
