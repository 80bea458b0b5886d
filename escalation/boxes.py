"""The boxes of a form: the smallest things a person fills in, each with a name of its own.

A person is three boxes (`chair.name`, `chair.role`, `chair.agency`), and each row of a rows field is a
box a column (`actions.2.due`).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from escalation.definitions import MOST_ROWS, PERSON_PARTS, Field, FormDefinition, Kind

Value: TypeAlias = (
    str | bool | Mapping[str, str | bool | None] | Sequence[Mapping[str, str | bool | None]] | None
)
"""A field's answer: ISO date, option key or text; tick; person; rows. None where nothing was answered."""

Answers: TypeAlias = Mapping[str, Value]
"""The answers of one record, by field key."""

BoxValue: TypeAlias = str | bool | None
"""What one box holds."""

_ROW_NAME = re.compile(r"^([a-z0-9_]+)\.([1-9][0-9]{0,2})\.([a-z0-9_]+)$")


@dataclass(frozen=True)
class Box:
    """One answer box. `kind` is never person or rows; `field` is the question it belongs to."""

    name: str
    kind: Kind
    label: str
    field: Field
    asks: Field

    @property
    def required(self) -> bool:
        """True where the form cannot be complete without an answer here."""
        return (
            self.field.required and (self.field.kind is not Kind.ROWS or self.row == 1) and self.asks.required
        )

    @property
    def row(self) -> int | None:
        """The row of a rows field, counted from 1; None elsewhere."""
        parts = self.name.split(".")
        return int(parts[1]) if len(parts) == 3 else None

    @property
    def hint(self) -> str:
        """The hint of the question itself, without its field's."""
        return self.asks.hint


def _of_person(field: Field) -> Iterator[Box]:
    for part, label in PERSON_PARTS.items():
        asks = Field(
            key=part,
            label=label,
            kind=Kind.TEXT,
            required=field.required and part == "name",
            sensitivity=field.sensitivity,
        )
        yield Box(f"{field.key}.{part}", Kind.TEXT, f"{field.label.rstrip(': ')}: {label}", field, asks)


def _of_rows(field: Field, entries: int) -> Iterator[Box]:
    for number in range(1, entries + 1):
        for column in field.columns:
            label = f"{field.label.rstrip(': ')}, row {number}: {column.label}"
            yield Box(f"{field.key}.{number}.{column.key}", column.kind, label, field, column)


def boxes_of(field: Field, entries: int | None = None) -> tuple[Box, ...]:
    """Return the boxes of one field, in reading order; `entries` rows where more are wanted than the blank has."""
    if field.kind is Kind.PERSON:
        return tuple(_of_person(field))
    if field.kind is Kind.ROWS:
        return tuple(_of_rows(field, field.entries if entries is None else entries))
    return (Box(field.key, field.kind, field.label.rstrip(": "), field, field),)


def last_row(field: Field, names: Iterable[str]) -> int:
    """Return the highest row of a field of which any of these boxes is, counted from 1; 0 where none is."""
    rows = (found for name in names if (found := _ROW_NAME.match(name)) and found[1] == field.key)
    return max((int(found[2]) for found in rows), default=0)


def rows_begun(form: FormDefinition, names: Iterable[str]) -> Answers:
    """Return rows without answers, so many that a form with them has these boxes; at most MOST_ROWS of a field.

    Fields whose blank has rows enough are left out: a form without answers is the blank.
    """
    held = tuple(names)
    rows = (
        (field, min(last_row(field, held), MOST_ROWS)) for field in form.fields if field.kind is Kind.ROWS
    )
    return {field.key: [{}] * begun for field, begun in rows if begun > field.entries}


def entries_needed(field: Field, answers: Answers) -> int:
    """Return how many rows to offer: those of the blank, or as many as there are answers where that is more."""
    given = answers.get(field.key)
    return max(field.entries, len(given) if isinstance(given, list | tuple) else 0)


def form_boxes(form: FormDefinition, answers: Answers | None = None) -> tuple[Box, ...]:
    """Return every box of a form in reading order, with rows enough for the answers given."""
    given = answers or {}
    return tuple(box for field in form.fields for box in boxes_of(field, entries_needed(field, given)))


def label_apart(form: FormDefinition, box: Box) -> str:
    """Return a box's label; with the title of its section before it where the form has that label more than once."""
    if sum(other.label == box.label for other in form_boxes(form)) < 2:
        return box.label
    part = next(part for part in form.sections if any(field.key == box.field.key for field in part.fields))
    return f"{part.title}: {box.label}"


def find_box(form: FormDefinition, name: str) -> Box | None:
    """Return the box of that name, also one in a row that the blank did not offer; None where there is none."""
    row = _ROW_NAME.match(name)
    key = name.partition(".")[0]
    field = next((field for field in form.fields if field.key == key), None)
    if field is None:
        return None
    entries = max(field.entries, int(row[2])) if row else None
    return next((box for box in boxes_of(field, entries) if box.name == name), None)


def flatten(form: FormDefinition, answers: Answers) -> dict[str, BoxValue]:
    """Return the answers by box name. Boxes without an answer are left out."""
    flat: dict[str, BoxValue] = {}
    for box in form_boxes(form, answers):
        value = _value_in(answers.get(box.field.key), box)
        if value is not None:
            flat[box.name] = value
    return flat


def _value_in(value: Value, box: Box) -> BoxValue:
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, Mapping):
        return value.get(box.asks.key)
    row = (box.row or 0) - 1
    return value[row].get(box.asks.key) if 0 <= row < len(value) else None


def gather(form: FormDefinition, flat: Mapping[str, BoxValue]) -> dict[str, Value]:
    """Return the answers by field key, from answers by box name: the inverse of `flatten`.

    Every field has a key; one without an answer holds None, a tick False, and rows the rows that were
    begun, in order, without those left empty.
    """
    return {field.key: _gather_field(field, flat) for field in form.fields}


def _gather_field(field: Field, flat: Mapping[str, BoxValue]) -> Value:
    if field.kind is Kind.PERSON:
        person = {part: flat.get(f"{field.key}.{part}") for part in PERSON_PARTS}
        return person if any(person.values()) else None
    if field.kind is Kind.ROWS:
        numbers = (int(name.split(".")[1]) for name in flat if name.startswith(f"{field.key}."))
        rows = [_gather_row(field, number, flat) for number in range(1, max(numbers, default=0) + 1)]
        return [row for row in rows if any(row.values())]
    if field.kind is Kind.TICK:
        return flat.get(field.key, False)
    return flat.get(field.key)


def _gather_row(field: Field, number: int, flat: Mapping[str, BoxValue]) -> dict[str, BoxValue]:
    return {column.key: flat.get(f"{field.key}.{number}.{column.key}") for column in field.columns}
