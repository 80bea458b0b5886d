"""What of a record a copy shows: a record, and a form, that hold nothing else."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import cast

from pydantic import JsonValue

from docgen.packs.answers import BoxesRead
from docgen.packs.by_role.guarding import NOT_ASKED, NOT_READ, Guard, Withheld
from docgen.packs.by_role.releasing_meeting import WITHHELD
from docgen.packs.meeting import Meeting
from docgen.packs.records import fit_answers
from escalation.boxes import BoxValue, find_box, gather
from escalation.codes import notice
from escalation.definitions import Field, FormDefinition, Kind, Sensitivity
from escalation.records import FieldReading, Record, Source, case_of

UNREAD = WITHHELD
"""What stands for an answer that could not be read."""

_MISSING = "required-missing"


@dataclass(frozen=True)
class ReleasedRecord:
    """A record as a copy shows it, and its form as far as the copy asks.

    `is_set_out` is false where only its days and answers count: what it says, the copy gives already.
    """

    record: Record
    form: FormDefinition
    is_set_out: bool = True


def release_record(
    record: Record, form: FormDefinition, name: str, meeting: Meeting, guard: Guard
) -> tuple[ReleasedRecord, tuple[Withheld, ...]]:
    """Return a record and its form with what a copy shows, and what it does not show.

    `name` stands for the record's id. No file, message, place, remark or raw text of a return is taken over.
    """
    boxes = BoxesRead.of(record, form, fit_answers(record, form))
    taking = _Taking(form, boxes, f"{form.title}, return {name}", guard)
    for asked in form.fields:
        taking.take(asked, lifted=_is_lifted(meeting, record, asked, guard))
    if _holds_more(record, form, boxes):
        taking.withheld.append(Withheld("What else the return holds", taking.where, NOT_ASKED))
    shown = _form_of(form, taking)
    return ReleasedRecord(_record_of(record, shown, name, taking), shown), tuple(
        dict.fromkeys(taking.withheld)
    )


def _is_lifted(meeting: Meeting, record: Record, asked: Field, guard: Guard) -> bool:
    return any(
        one.record == record.id and one.field == asked.key and guard.is_for(one.to)
        for one in meeting.releases
    )


def _holds_more(record: Record, form: FormDefinition, boxes: BoxesRead) -> bool:
    """Say whether a return holds what its form has no question for, or no answer of the shape that it asks."""
    fitting = fit_answers(record, form)
    loose = (value for key, value in record.values.items() if key not in fitting)
    return any(value not in (None, "", [], {}) for value in loose) or any(
        reading.raw for name, reading in record.fields.items() if name not in boxes.known
    )


@dataclass
class _Taking:
    """A record being taken over into a copy, field by field."""

    form: FormDefinition
    boxes: BoxesRead
    where: str
    guard: Guard
    fields: dict[str, Field] = field(default_factory=dict)
    held: dict[str, BoxValue] = field(default_factory=dict)
    read: dict[str, FieldReading] = field(default_factory=dict)
    withheld: list[Withheld] = field(default_factory=list)

    def take(self, asked: Field, *, lifted: bool) -> None:
        """Take over a field with what it holds, or say why not. One that holds nothing is not said to be withheld."""
        columns = tuple(one for one in asked.columns if lifted or not self.guard.ground_for(one))
        names = self._names(asked, columns)
        ground = self._ground(asked, columns, names, lifted=lifted)
        if ground:
            self._withhold(_label(asked), self._names(asked, asked.columns), ground)
            return
        self.fields[asked.key] = asked.model_copy(update={"columns": columns})
        for column in asked.columns:
            if column not in columns:
                label = f"{_label(asked)}: {column.label}"
                self._withhold(label, self._names(asked, (column,)), self.guard.ground_for(column))
        for name in names:
            self._take_box(name, asked)

    def _names(self, asked: Field, columns: Iterable[Field]) -> list[str]:
        """Return the names of the boxes of a field, those of some columns where it has rows."""
        names = sorted(name for name in self.boxes.known if name.partition(".")[0] == asked.key)
        keys = {column.key for column in columns}
        return [name for name in names if asked.kind is not Kind.ROWS or name.rpartition(".")[2] in keys]

    def _ground(self, asked: Field, columns: tuple[Field, ...], names: list[str], *, lifted: bool) -> str:
        ground = "" if lifted else self.guard.ground_for(asked)
        if not ground and asked.columns and not columns:
            ground = self.guard.ground_for(asked.columns[0])
        return ground or self.guard.ground_in(text for name in names for text in self._texts(name))

    def _texts(self, name: str) -> Iterator[str]:
        reading = self.boxes.read.get(name)
        for text in (self.boxes.held.get(name), reading.raw if reading else None):
            if isinstance(text, str):
                yield text

    def _withhold(self, label: str, names: Iterable[str], ground: str) -> None:
        if any(self.boxes.held.get(name) or any(self._texts(name)) for name in names):
            self.withheld.append(Withheld(label, self.where, ground))

    def _take_box(self, name: str, asked: Field) -> None:
        box = find_box(self.form, name)
        value, reading = self.boxes.held.get(name), self.boxes.read.get(name)
        is_silent = reading is None or reading.sure or value is not None or not reading.raw
        if box is None or not _is_answer(box.asks, value) or not is_silent:
            self.withheld.append(Withheld(_label(asked), self.where, NOT_READ))
            self.read[name] = FieldReading(raw=UNREAD, value=None, origin="copy", sure=False, place="")
            return
        if value is not None:
            self.held[name] = value
        if reading is not None:
            self.read[name] = FieldReading(raw=value, value=value, origin="copy", sure=reading.sure, place="")


def _label(asked: Field) -> str:
    return asked.label.rstrip(": ")


def _is_answer(asked: Field, value: BoxValue) -> bool:
    """Say whether a value is none, or what its field asks for and not a text that somebody put in its place."""
    match asked.kind:
        case Kind.TICK:
            return value is None or isinstance(value, bool)
        case Kind.CHOICE:
            return not value or value in asked.options
        case Kind.DATE:
            return not value or (isinstance(value, str) and _is_day(value))
        case _:
            return value is None or isinstance(value, str)


def _is_day(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _form_of(form: FormDefinition, taking: _Taking) -> FormDefinition:
    """Return a form with the fields that were taken over alone, so that no other is said to be unanswered."""
    sections = (
        section.model_copy(
            update={
                "fields": tuple(taking.fields[one.key] for one in section.fields if one.key in taking.fields)
            }
        )
        for section in form.sections
    )
    return form.model_copy(update={"sections": tuple(section for section in sections if section.fields)})


def _record_of(record: Record, shown: FormDefinition, name: str, taking: _Taking) -> Record:
    gives_days = not taking.guard.ground(Sensitivity.NEUTRAL, Kind.DATE)
    values = cast("dict[str, JsonValue]", gather(shown, taking.held))
    missing = (one.field for one in record.findings if one.code == _MISSING and one.field)
    return Record(
        id=name,
        form=shown.reference,
        case=case_of(values),
        source=Source(path="", sha256="", received=record.source.received if gives_days else None),
        state=record.state,
        values=values,
        fields=taking.read,
        findings=tuple(notice(_MISSING, box) for box in missing if box.partition(".")[0] in taking.fields),
    )
