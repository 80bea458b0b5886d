"""A board's own form for minutes, and the meeting's file: which question of the one is which key of the other.

A form is one for minutes where it dates its stage's meeting and has rows of decisions and of actions. Its questions
are known by their keys, so that any board's form that uses them is read, and none is named here.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from boardforms.minutes.told import (
    RESOLVED,
    Entry,
    Left,
    Told,
    ToldMinutes,
    Value,
    understand,
    understand_times,
)
from docgen.packs.circulation import circulation_limits
from docgen.packs.meeting import Meeting
from escalation.boards import Board
from escalation.boxes import Box, form_boxes
from escalation.cases import Case
from escalation.codes import notice
from escalation.definitions import CASE_REFERENCE, PERSON_PARTS, FormDefinition, Kind
from escalation.records import FieldReading, Record, Source
from parsers import Found, Reading, interpret

WORD_MINUTES, CASE_RECORDS = "word minutes", "case records"
"""Where the answers are from of a record that was made of minutes in the office's own template."""

_TEXTS: Mapping[str, str] = {
    "place": "meeting_place",
    "purpose": "purpose",
    "child_views": "family_views",
    "discussion": "discussion",
    "resolved": "meeting_outcome",
    "referral_required": "referral_required",
    "review_considered": "review_considered",
    "review_date": "review_on",
}
_TIME = "meeting_time"
_PERSONS = ("chair", "minute_taker")
_LISTS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "attendance": (
        "attendees",
        {"name": "name", "role": "role", "agency": "agency", "presence": "attendance"},
    ),
    "information": ("information", {"agency": "agency", "text": "information"}),
    "decision": ("decisions", {"decision": "decision", "reason": "reason"}),
    "action": ("actions", {"action": "action", "owner": "owner", "agency": "agency", "due": "due"}),
    "circulation": ("circulation", {"name": "name", "agency": "agency"}),
}
_DISSENT = "dissent"
_NOBODY = frozenset({"nobody", "none", "no one", "nil"})
_LONGEST_NAME = 100


@dataclass(frozen=True)
class MinutesForm:
    """A form for minutes of a stage, and the fields of it that date the meeting and the circulation."""

    form: FormDefinition
    dates: Mapping[str, str]


def minutes_form(board: Board, meeting: Meeting) -> MinutesForm | None:
    """Return a board's form for the minutes of a meeting's stage: the latest version; None where it has none."""
    event = board.stage(meeting.stage).event
    sent = {limit.to for limit in circulation_limits(board, meeting.stage, meeting.date)}
    for form in reversed(board.forms):
        by_event = {
            field.event: field.key for field in form.fields if field.kind is Kind.DATE and field.event
        }
        keys = {field.key for field in form.fields}
        if event in by_event and {"decisions", "actions"} <= keys:
            circulated = next((key for name, key in by_event.items() if name in sent), "")
            return MinutesForm(form, {"date": by_event[event], "minutes_circulated": circulated})
    return None


def is_minutes_form(record: Record, known: MinutesForm | None) -> bool:
    """Say whether a record is of a form for minutes, in whichever version."""
    return record.form is not None and known is not None and record.form.form == known.form.key


def tell_form(record: Record, known: MinutesForm) -> ToldMinutes:
    """Return what a returned form for minutes says, by the keys of the meeting's file."""
    read = {name: reading for name, reading in record.fields.items() if _is_said(reading)}
    texts = dict(_tell_texts(read, known))
    lists = {key: tuple(_tell_rows(read, *place)) for key, place in _LISTS.items()}
    dissent, says_nobody = _tell_dissent(read.get(_DISSENT))
    lists["dissent"] = dissent
    left = tuple(
        Left(finding.code, finding.field or "") for finding in record.findings if finding.needs_a_person
    )
    return ToldMinutes(texts, lists, frozenset({"dissent"}) if says_nobody else frozenset(), left)


def _is_said(reading: FieldReading) -> bool:
    """Say whether anything is written in a box. A prompt left behind, or a choice not made, surely has no value."""
    is_text = isinstance(reading.raw, str) and bool(reading.raw.strip())
    return is_text and not (reading.sure and reading.value is None)


def _tell_texts(read: Mapping[str, FieldReading], known: MinutesForm) -> Iterator[tuple[str, Told]]:
    for key, name in (*_TEXTS.items(), *known.dates.items()):
        if name in read and not (key == "referral_required" and read[name].value == "open"):
            yield key, _told(key, read[name])
    if _TIME in read:
        held = read[_TIME]
        yield from understand_times(str(held.raw), held.place, sure=held.sure)
    for person in _PERSONS:
        for part in PERSON_PARTS:
            if (name := f"{person}.{part}") in read:
                yield name, _told(part, read[name])


def _tell_rows(read: Mapping[str, FieldReading], field: str, columns: Mapping[str, str]) -> Iterator[Entry]:
    numbers = sorted({int(name.split(".")[1]) for name in read if name.startswith(f"{field}.")})
    for number in numbers:
        names = {key: f"{field}.{number}.{column}" for key, column in columns.items()}
        entry = {key: _told(key, read[name]) for key, name in names.items() if name in read}
        role = read.get(f"{field}.{number}.role")
        if role and "role" not in columns and "name" in entry:
            entry["name"] = _with_role(entry["name"], role)
        if entry:
            yield entry


def _with_role(name: Told, role: FieldReading) -> Told:
    """Return who receives the minutes with their role, for which the meeting's file has no place of its own."""
    said = f"{name.raw.strip()}, {str(role.raw).strip()}"
    return understand("name", said, name.place, sure=name.sure and role.sure)


def _tell_dissent(reading: FieldReading | None) -> tuple[tuple[Entry, ...], bool]:
    """Return who dissents, from a text: `who: why` on a line; and whether it says that nobody does.

    A text is no list, so that a person must look at what was made of it.
    """
    if reading is None or not isinstance(reading.raw, str):
        return (), False
    if reading.sure and reading.raw.strip().rstrip(".").casefold() in _NOBODY:
        return (), True
    lines = [line.strip() for line in reading.raw.split("\n") if line.strip()]
    parted = [line.partition(":") for line in lines]
    if all(why.strip() and len(who) <= _LONGEST_NAME for who, _, why in parted):
        return tuple(_dissent(who.strip(), why.strip(), reading.place) for who, _, why in parted), False
    return (_dissent("(Named in the text)", reading.raw.strip(), reading.place),), False


def _dissent(who: str, why: str, place: str) -> Entry:
    return {"who": Told(who, who, place, sure=False), "why": Told(why, why, place, sure=False)}


def _told(key: str, reading: FieldReading) -> Told:
    """Return a reading under a key: its value where that has the key's kind already, else what its text means."""
    said = reading.value if isinstance(reading.value, str) and reading.value else str(reading.raw)
    told = understand(key, said, reading.place, sure=reading.sure)
    return Told(told.value, str(reading.raw), told.place, told.sure)


def record_minutes(told: ToldMinutes, case: Case, known: MinutesForm, source: Source) -> Record:
    """Return minutes from the office's own template as a record of the board's form for them.

    What the template does not ask for, the case's records say where they surely and all say the same; else it is
    not answered. What was not sure is not sure in the record.
    """
    boxes = {box.name: box for box in form_boxes(known.form)}
    answers = {CASE_REFERENCE: Told(case.reference, case.reference, ""), **dict(_answers(told, known))}
    carried = {
        name: Found(name, value, CASE_RECORDS, "")
        for name, box in boxes.items()
        if box.required and name not in answers and (value := _agreed(case, name))
    }
    found = (
        *(
            Found(name, _shown(one, boxes.get(name)), WORD_MINUTES, one.place)
            for name, one in answers.items()
            if one.raw
        ),
        *carried.values(),
    )
    reading = Reading(
        format="word",
        reference=known.form.reference,
        found=found,
        findings=tuple(
            notice("minutes-place-changed", name)
            for name, one in answers.items()
            if not one.sure and one.value is not None
        ),
        unasked=frozenset(boxes.keys() - answers.keys() - carried.keys()),
    )
    return interpret(reading, known.form, None, source)


def _agreed(case: Case, name: str) -> str | None:
    """Return what the records of a case give a box of that name; None where they differ, or one is not sure."""
    read = [record.fields[name] for record in case.records if name in record.fields]
    values = {one.value for one in read if one.value}
    if len(values) != 1 or not all(one.sure for one in read):
        return None
    value = values.pop()
    return value if isinstance(value, str) else None


def _answers(told: ToldMinutes, known: MinutesForm) -> Iterator[tuple[str, Told]]:
    persons = [f"{person}.{part}" for person in _PERSONS for part in PERSON_PARTS]
    names = {**_TEXTS, **known.dates, "time": _TIME, **dict(zip(persons, persons, strict=True))}
    yield from ((name, told.texts[key]) for key, name in names.items() if name and key in told.texts)
    for key, (field, columns) in _LISTS.items():
        for number, entry in enumerate(told.lists.get(key, ()), start=1):
            yield from (
                (f"{field}.{number}.{columns[part]}", one) for part, one in entry.items() if part in columns
            )
    if dissent := told.lists.get("dissent"):
        said = "\n".join(": ".join(one.raw for one in entry.values()) for entry in dissent)
        places = [one.place for entry in dissent for one in entry.values()]
        yield (
            _DISSENT,
            Told(said, said, places[0], all(one.sure for entry in dissent for one in entry.values())),
        )
    elif "dissent" in told.empty:
        yield _DISSENT, Told("Nobody", "Nobody", "")


def _shown(told: Told, box: Box | None) -> str:
    """Return an answer as a form holds it: an option for true, and as it is written where it was not understood."""
    value: Value = told.value
    if isinstance(value, bool):
        said = "yes" if value else "no"
        return said if box is None or said in box.asks.options else RESOLVED[said]
    return told.raw if value is None or isinstance(value, dt.time) else str(value)
