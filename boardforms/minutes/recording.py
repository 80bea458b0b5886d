"""Minutes from the office's own template, as a record of the board's form for them."""

import datetime as dt
from collections.abc import Iterator, Mapping

from boardforms.minutes.forms import DISSENT, TIME, MinutesForm, person_boxes, texts_of
from boardforms.minutes.told import Told, ToldMinutes
from boardforms.packs import OpenMeeting
from docgen.packs.meeting import Meeting
from docgen.packs.minutes.own import CASE_RECORDS, MEETINGS_FILE, WORD_MINUTES
from escalation.boxes import Box, find_box, form_boxes
from escalation.cases import Case
from escalation.codes import notice
from escalation.definitions import CASE_REFERENCE, Kind
from escalation.findings import Finding
from escalation.records import Record, Source
from parsers import Found, Reading, interpret

_HELD = frozenset({"decision", "action", "information", "dissent"})
"""Lists of which minutes have entries once their meeting was held."""


def was_held(told: ToldMinutes) -> bool:
    """Say whether the minutes tell of a meeting that was held: a day alone may be that on which it was planned."""
    is_said = any(key in told.texts for key in ("discussion", "minutes_circulated"))
    came = any("presence" in entry for entry in told.lists.get("attendance", ()))
    return is_said or came or any(told.lists.get(name) for name in _HELD)


def record_minutes(told: ToldMinutes, opened: OpenMeeting, known: MinutesForm, source: Source) -> Record:
    """Return minutes from the office's own template as a record of the board's form for them.

    What was not sure is not sure in the record.
    """
    answered = answer_boxes(told, opened, known)
    found = (*answered, *_left_empty(told, known, frozenset(one.box for one in answered)))
    named = {one.box for one in found}
    reading = Reading(
        format="word",
        reference=known.form.reference,
        found=found,
        findings=tuple(_doubts(dict(_answers(told, known)))),
        unasked=frozenset(box.name for box in form_boxes(known.form) if box.name not in named),
    )
    return interpret(reading, known.form, None, source)


def answer_boxes(told: ToldMinutes, opened: OpenMeeting, known: MinutesForm) -> tuple[Found, ...]:
    """Return what minutes answer of the board's form for them, and what is known without them.

    A day that they do not give is the meeting's file's. What they are not asked for, the case's records say where
    they surely and all say the same; else it is not answered.
    """
    said = {
        CASE_REFERENCE: Told(opened.case.reference, opened.case.reference, ""),
        **dict(_answers(told, known)),
    }
    from_file = {name: one for name, one in _from_file(opened.meeting, known) if name not in said}
    answers = [(name, one, WORD_MINUTES) for name, one in said.items()]
    answers += [(name, one, MEETINGS_FILE) for name, one in from_file.items()]
    found = (
        Found(box.name, _shown(one, box, known), origin, one.place)
        for name, one, origin in answers
        if (box := find_box(known.form, name))
    )
    return tuple(one for one in (*found, *_carried(opened.case, known)) if one.text)


def _left_empty(told: ToldMinutes, known: MinutesForm, answered: frozenset[str]) -> Iterator[Found]:
    """Yield the cells of tables in which nothing stands: the minutes ask for them."""
    asked = {
        field: frozenset(columns.values())
        for key, (field, columns) in known.lists.items()
        if key in told.lists
    }
    for box in form_boxes(known.form):
        is_asked = box.row is not None and box.asks.key in asked.get(box.field.key, ())
        if is_asked and box.name not in answered:
            yield Found(box.name, "", WORD_MINUTES, "")


def _doubts(answers: Mapping[str, Told]) -> Iterator[Finding]:
    for name, one in answers.items():
        if not one.sure and one.value is not None:
            yield notice("minutes-place-changed", name)


def _carried(case: Case, known: MinutesForm) -> Iterator[Found]:
    """Yield what the form requires and minutes are not asked: who the child is, whether the case is open."""
    for box in form_boxes(known.form):
        if box.required and not known.asks(box.name) and (value := _agreed(case, box.name)):
            yield Found(box.name, value, CASE_RECORDS, "")


def _agreed(case: Case, name: str) -> str | None:
    """Return what the records of a case give a box of that name; None where they differ, or one is not sure."""
    read = [record.fields[name] for record in case.records if name in record.fields]
    values = {one.value for one in read if one.value}
    if len(values) != 1 or not all(one.sure for one in read):
        return None
    value = values.pop()
    return value if isinstance(value, str) else None


def _from_file(meeting: Meeting, known: MinutesForm) -> Iterator[tuple[str, Told]]:
    """Yield what the meeting's file knows and minutes may leave out: its stage, its day, that of circulation."""
    if known.stage:
        yield known.stage_box, Told(known.stage, known.stage, "stage")
    for key, day in (("date", meeting.date), ("minutes_circulated", meeting.minutes_circulated)):
        if day is not None and known.dates.get(key):
            yield known.dates[key], Told(day, day.isoformat(), key)


def _answers(told: ToldMinutes, known: MinutesForm) -> Iterator[tuple[str, Told]]:
    names = {**dict(texts_of(known)), "time": TIME, **{box: box for box in person_boxes()}}
    yield from ((name, told.texts[key]) for key, name in names.items() if key in told.texts)
    for key, (field, columns) in known.lists.items():
        for number, entry in enumerate(told.lists.get(key, ()), start=1):
            yield from (
                (f"{field}.{number}.{columns[part]}", one) for part, one in entry.items() if part in columns
            )
    yield from _dissent(told, known)


def _dissent(told: ToldMinutes, known: MinutesForm) -> Iterator[tuple[str, Told]]:
    """Yield that nobody dissents, as the form asks it; and, where it asks in one text, who does and why."""
    is_text = DISSENT in known.fields and known.fields[DISSENT].kind is not Kind.ROWS
    if DISSENT in told.empty:
        yield (DISSENT if is_text else f"{DISSENT}.1.who"), Told("Nobody", "Nobody", "")
    elif is_text and (entries := told.lists.get(DISSENT)):
        said = "\n".join(": ".join(one.raw for one in entry.values()) for entry in entries)
        all_said = [one for entry in entries for one in entry.values()]
        yield DISSENT, Told(said, said, all_said[0].place, all(one.sure for one in all_said))


def _shown(told: Told, box: Box, known: MinutesForm) -> str:
    """Return an answer as a form holds it: an option for true, and as it is written where it was not understood."""
    value = told.value
    if isinstance(value, bool):
        options = (
            known.outcomes if known.outcomes.keys() & box.asks.options.keys() else {"yes": True, "no": False}
        )
        return next((option for option, meant in options.items() if meant is value), told.raw)
    return told.raw if value is None or isinstance(value, dt.time) else str(value)
