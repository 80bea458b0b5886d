"""A record as a pack prints it: every question with its answer, how sure it is and where it stood."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias, cast

from docgen.packs.answers import Answered, BoxesRead, say_value
from docgen.packs.minutes.own import is_made_from_minutes
from docgen.packs.words import say_day
from escalation.boxes import Answers, boxes_of
from escalation.definitions import Field, FormDefinition, Kind, Section
from escalation.findings import Finding
from escalation.records import FieldReading, Record, State

STATES: Mapping[State, str] = {
    State.COMPLETE: "Read completely",
    State.REVIEW: "Read; a person must look at what is marked",
    State.REFUSED: "Not read: refused",
    State.FAILED: "Could not be read",
}


@dataclass(frozen=True)
class Question:
    """A question with one answer: beside it, under it across the page (`long`), or a tick."""

    label: str
    answer: Answered
    style: Literal["line", "long", "tick"] = "line"
    heading: str = ""


@dataclass(frozen=True)
class RowsQuestion:
    """A question answered in rows: what each column asks, its share of the width, and the rows begun."""

    label: str
    columns: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[Answered, ...], ...]
    style: Literal["rows"] = "rows"


_LONG_LABEL = 90
"""A longer question would stand beside its answer as a tall column."""

AnyQuestion: TypeAlias = Question | RowsQuestion


@dataclass(frozen=True)
class Part:
    """A section of the form: what was answered, and the labels of what was left empty."""

    title: str
    questions: tuple[AnyQuestion, ...]
    unanswered: tuple[str, ...]


@dataclass(frozen=True)
class PrintedRecord:
    """A record ready to be printed. `loose` holds the answers for which the form has no question.

    `notes` say all that was noticed; `needs_a_person` is true where it must be looked at in the return. `brief`
    is the one line that stands for a record of the meeting's own minutes, which the papers give already.
    """

    title: str
    standing: str
    reference: str
    id: str
    file: str
    received: str
    state: str
    parts: tuple[Part, ...]
    loose: tuple[Question, ...]
    notes: tuple[str, ...]
    needs_a_person: bool = False
    brief: str = ""


def print_record(record: Record, form: FormDefinition | None) -> PrintedRecord:
    """Return a record set out by its form; without the form, every value under its own key.

    Nothing that the record holds is left out: what the form has no question for stands in `loose`.
    """
    fitting = fit_answers(record, form)
    boxes = BoxesRead.of(record, form, fitting)
    return PrintedRecord(
        title=form.title if form else "A return whose form is not known",
        standing=form.standing if form else "",
        reference=str(record.form or ""),
        id=record.id,
        file=record.source.path.replace("\\", "/").rsplit("/", maxsplit=1)[-1],
        received=say_day(record.source.received),
        state=STATES[record.state],
        parts=tuple(_part(section, boxes) for section in form.sections) if form else (),
        loose=(*_loose_values(record, fitting), *_loose_boxes(record, boxes)),
        notes=tuple(_notes(record, form)),
        needs_a_person=_needs_a_person(record),
    )


def print_own_minutes(record: Record, form: FormDefinition | None) -> PrintedRecord:
    """Return a record of the meeting's own minutes as a line: what it holds, the papers say as minutes."""
    printed = print_record(record, form)
    said = f"{printed.title}, record {record.id}: on record from the minutes of this meeting (‘Minutes’)."
    return replace(printed, parts=(), loose=(), notes=(), brief=said)


def tell_apart(records: Sequence[PrintedRecord]) -> Iterator[PrintedRecord]:
    """Yield records with titles by which they are told apart: of one form, with the return that findings name."""
    count = Counter(one.title for one in records if not one.brief)
    for one in records:
        is_one_of_many = not one.brief and count[one.title] > 1
        yield replace(one, title=f"{one.title}, return {one.id}") if is_one_of_many else one


def _needs_a_person(record: Record) -> bool:
    """Say whether a record must be looked at. What was made of minutes has no doubt of its own.

    The meeting's file asks each that was read from them (`NOT SURE`, `ASK`), and there it is settled.
    """
    return not is_made_from_minutes(record) and any(finding.needs_a_person for finding in record.findings)


def _notes(record: Record, form: FormDefinition | None) -> Iterator[str]:
    """Yield what was noticed about a record, with all that it was not asked on one line."""
    not_asked = [finding for finding in record.findings if _is_not_asked(finding, record)]
    for finding in record.findings:
        if finding not in not_asked:
            yield f"{finding.message} {_about(finding.field, form)}".strip()
    labels = dict.fromkeys(_name_unasked(finding.field or "", record, form) for finding in not_asked)
    if labels:
        came = "minutes do" if is_made_from_minutes(record) else "form that came back does"
        yield f"The {came} not ask: {'; '.join(labels)}."


def _is_not_asked(finding: Finding, record: Record) -> bool:
    """Minutes lack what a form requires because nothing in them asks for it."""
    is_missing = finding.code == "required-missing" and is_made_from_minutes(record)
    return finding.code == "not-asked" or (is_missing and finding.field not in record.fields)


def _name_unasked(box: str, record: Record, form: FormDefinition | None) -> str:
    """Name a question as the form does; of rows of which other columns were asked, with the column."""
    key, *rest = box.split(".")
    field = next((one for one in form.fields if one.key == key), None) if form else None
    label = field.label.rstrip(": ") if field else key
    is_begun = any(name.startswith(f"{key}.") for name in record.fields)
    column = next((one for one in field.columns if one.key == rest[-1]), None) if field and rest else None
    return f"{label}, {column.label.rstrip(': ')}" if column and is_begun else label


def fit_answers(record: Record, form: FormDefinition | None) -> Answers:
    """Return the values of a record that the form's questions can hold; the others are printed apart."""
    fields = form.fields if form else ()
    held = {field.key: record.values[field.key] for field in fields if field.key in record.values}
    return cast(
        "Answers", {field.key: held[field.key] for field in fields if _fits(field, held.get(field.key))}
    )


def _fits(field: Field, value: object) -> bool:
    match field.kind:
        case Kind.ROWS:
            known = {column.key for column in field.columns}
            return isinstance(value, list) and all(
                isinstance(row, dict) and row.keys() <= known for row in value
            )
        case Kind.PERSON:
            return isinstance(value, dict) and value.keys() <= {"name", "role", "agency"}
        case _:
            return isinstance(value, str | bool)


def _about(box: str | None, form: FormDefinition | None) -> str:
    """Name the question that a finding is about, as the form does."""
    if box is None:
        return ""
    key, *rest = box.split(".")
    labels = {field.key: field.label.rstrip(": ") for field in form.fields} if form else {}
    row = f", row {rest[0]}" if rest and rest[0].isdigit() else ""
    return f"({labels.get(key, key)}{row})"


def _part(section: Section, boxes: BoxesRead) -> Part:
    questions: list[AnyQuestion] = []
    unanswered: list[str] = []
    for field in section.fields:
        question = _rows(field, boxes) if field.kind is Kind.ROWS else _question(field, boxes)
        if question is None:
            unanswered.append(field.label.rstrip(": "))
        else:
            questions.append(question)
    return Part(section.title, tuple(questions), tuple(unanswered))


def _question(field: Field, boxes: BoxesRead) -> Question | None:
    answers = [boxes.answered(box) for box in boxes_of(field)]
    if not any(answer.stands for answer in answers):
        return None
    return Question(field.label.rstrip(": "), _joined(answers), _style(field), field.heading)


def _style(field: Field) -> Literal["line", "long", "tick"]:
    if field.kind is Kind.TICK:
        return "tick"
    return "long" if field.kind is Kind.LONG_TEXT or len(field.label) > _LONG_LABEL else "line"


def _joined(answers: list[Answered]) -> Answered:
    """Return the parts of a person on one line, with the doubts about each."""
    return Answered(
        ", ".join(answer.text for answer in answers if answer.text),
        next((answer.place for answer in answers if answer.place), ""),
        " ".join(answer.warning for answer in answers if answer.warning),
    )


def _rows(field: Field, boxes: BoxesRead) -> RowsQuestion | None:
    numbers = boxes.rows(field)
    if not numbers:
        return None
    lines = [boxes_of(field, number)[-len(field.columns) :] for number in numbers]
    rows = tuple(tuple(boxes.answered(box) for box in line) for line in lines)
    return RowsQuestion(
        field.label.rstrip(": "),
        tuple(column.label for column in field.columns),
        tuple(column.width or 3 for column in field.columns),
        rows,
    )


def _loose_values(record: Record, fitting: Answers) -> Iterator[Question]:
    for key, value in record.values.items():
        if key not in fitting and value not in (None, "", [], {}):
            text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            yield Question(
                key, Answered(text, warning="The form has no question that this could answer."), "long"
            )


def _loose_boxes(record: Record, boxes: BoxesRead) -> Iterator[Question]:
    for name, reading in record.fields.items():
        if name not in boxes.known and _says_more(record, name, reading):
            text = reading.raw if isinstance(reading.raw, str) else say_value(None, reading.raw)
            yield Question(name, Answered(text, reading.place, "The form has no box of this name."), "long")


def _says_more(record: Record, name: str, reading: FieldReading) -> bool:
    return bool(reading.raw) and name.partition(".")[0] not in record.values
