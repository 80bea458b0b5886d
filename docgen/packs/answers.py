"""What the boxes of a record hold, and how each was read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from docgen.packs.words import say_iso
from escalation.boxes import Answers, Box, BoxValue, boxes_of, flatten, gather
from escalation.definitions import Field, FormDefinition, Kind
from escalation.records import FieldReading, Record

T = TypeVar("T")


@dataclass(frozen=True)
class Answered:
    """What one box holds: `text` is empty where nothing was answered, `warning` says what is not sure."""

    text: str = ""
    place: str = ""
    warning: str = ""

    @property
    def stands(self) -> bool:
        """True where there is something to print."""
        return bool(self.text or self.warning)


def say_value(asks: Field | None, value: BoxValue) -> str:
    """Return a value as people write it: a date in words, a choice by its label, a tick said."""
    if isinstance(value, bool):
        return "Ticked" if value else "Not ticked"
    if not value or asks is None:
        return value or ""
    if asks.kind is Kind.DATE:
        return say_iso(value)
    return asks.options.get(value, value) if asks.kind is Kind.CHOICE else value


@dataclass(frozen=True)
class BoxesRead:
    """The boxes of a record by name: their values, and how each was read.

    Places are those of the file. Where the record's `values` say otherwise (a person put them right), the
    values are followed, and no place is claimed for them.
    """

    held: Mapping[str, BoxValue]
    read: Mapping[str, FieldReading]

    @classmethod
    def of(cls, record: Record, form: FormDefinition | None, answers: Answers) -> "BoxesRead":
        """Join what a record says by field (`answers`, those that fit the form) with what it says by box."""
        if form is None:
            return cls({}, {})
        as_read = {name: reading.value for name, reading in record.fields.items()}
        gathered, flat = gather(form, as_read), flatten(form, answers)
        held: dict[str, BoxValue] = {}
        read: dict[str, FieldReading] = {}
        for field in form.fields:
            unchanged = field.key not in answers or (answers[field.key] or None) == (
                gathered[field.key] or None
            )
            held |= _boxes_under(field, as_read if unchanged else flat)
            readings = _boxes_under(field, record.fields)
            read |= {name: one for name, one in readings.items() if unchanged or one.value is None}
        return cls(held, read)

    @property
    def known(self) -> frozenset[str]:
        """The names of the boxes that the form has, of those that the record holds."""
        return frozenset(self.held) | frozenset(self.read)

    def answered(self, box: Box) -> Answered:
        """Return what stands in a box."""
        reading = self.read.get(box.name)
        value = self.held.get(box.name)
        text = say_value(box.asks, value)
        return Answered(text, reading.place, _doubt(reading, value)) if reading else Answered(text)

    def rows(self, field: Field) -> tuple[int, ...]:
        """Return the numbers of the rows of a field in which anything stands."""
        names = [name for name in self.known if name.startswith(f"{field.key}.")]
        numbers = sorted({int(name.split(".")[1]) for name in names})
        return tuple(number for number in numbers if self._begun(field, number))

    def _begun(self, field: Field, number: int) -> bool:
        line = boxes_of(field, number)[-len(field.columns) :]
        answers = [self.answered(box) for box in line]
        return any(one.warning or one.text not in {"", say_value(None, False)} for one in answers)


def _boxes_under(field: Field, boxes: Mapping[str, T]) -> dict[str, T]:
    """Return those boxes that belong to a field of its kind."""
    if field.kind is Kind.ROWS:
        columns = "|".join(column.key for column in field.columns)
        pattern = rf"{field.key}\.[1-9][0-9]{{0,2}}\.({columns})"
    else:
        pattern = "|".join(re.escape(box.name) for box in boxes_of(field))
    return {name: held for name, held in boxes.items() if re.fullmatch(pattern, name)}


def _doubt(reading: FieldReading, value: BoxValue) -> str:
    if reading.sure:
        return ""
    if isinstance(reading.raw, str) and reading.raw != value:
        return (
            f"Not sure. As written: {reading.raw}" if value else f"Not understood. As written: {reading.raw}"
        )
    return "Not sure: look at it in the file."
