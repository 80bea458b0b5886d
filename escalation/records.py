"""What came back: one record a return, saying where each value came from and how sure it is."""

import datetime as dt
from enum import StrEnum

from pydantic import ConfigDict, JsonValue
from pydantic import Field as Setting

from escalation.definitions import CASE_REFERENCE, FormReference
from escalation.findings import Finding
from escalation.frozen import Frozen


class State(StrEnum):
    """What became of a return.

    `complete`: every required field answered, every value sure, no finding that needs a person.
    `review`: read, but a person must look. `refused`: we will not read it. `failed`: we could not.
    """

    COMPLETE = "complete"
    REVIEW = "review"
    REFUSED = "refused"
    FAILED = "failed"


class Message(Frozen):
    """The message that brought a return: evidence of when it came, and from whom. `sent` has its time zone."""

    sent: dt.datetime | None = None
    sender: str = ""
    id: str = ""


class Source(Frozen):
    """Where a return came from. `received` is the day, in UK local time, of the message that brought it.

    `part` counts the returns of a file that holds more than one, from 1; None for a file that holds one.
    """

    path: str
    sha256: str
    received: dt.date | None = None
    message: Message | None = None
    part: int | None = None


class OtherReading(Frozen):
    """What another way of reading made of the same box, where the two disagree."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    raw: str | bool | None
    value: str | bool | None
    origin: str = Setting(alias="from")
    place: str


class FieldReading(Frozen):
    """One box as it was read: the text that stood there, what was made of it, where from, and whether sure.

    `others` are the readings that disagree with it. `crop` is the name of a picture of the place, where one was kept.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    raw: str | bool | None
    value: str | bool | None
    origin: str = Setting(alias="from")
    sure: bool
    place: str
    others: tuple[OtherReading, ...] = ()
    crop: str | None = None


class Record(Frozen):
    """A return, read. `values` are by field key, `fields` by box name; `id` gives nothing away."""

    id: str
    form: FormReference | None
    case: str | None
    source: Source
    state: State
    values: dict[str, JsonValue] = {}
    fields: dict[str, FieldReading] = {}
    findings: tuple[Finding, ...] = ()

    def text(self, key: str) -> str | None:
        """Return the answer to a text, date or choice field; None where there is none."""
        value = self.values.get(key)
        return value if isinstance(value, str) and value else None


def record_id(source: Source) -> str:
    """Return the id of a return: the first twelve digits of its content's SHA-256, and which part of the file."""
    return source.sha256[:12] + (f"-{source.part}" if source.part else "")


def case_of(values: dict[str, JsonValue]) -> str | None:
    """Return the case reference among a record's values, white space made single; None where there is none."""
    reference = values.get(CASE_REFERENCE)
    return " ".join(reference.split()) or None if isinstance(reference, str) else None
