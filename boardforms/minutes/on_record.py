"""What becomes of minutes among the records of their case, and the file beside the meeting's that keeps it."""

from dataclasses import dataclass, replace
from pathlib import Path

from boardforms.minutes.forms import MinutesForm, is_minutes_form
from boardforms.minutes.from_form import MISSING
from boardforms.minutes.other_forms import find_answers, find_conflicts, record_answers
from boardforms.minutes.recording import record_minutes, was_held
from boardforms.minutes.told import ToldMinutes
from boardforms.outputs import write_whole
from boardforms.packs import OpenMeeting
from boardforms.records import read_file, write_line
from docgen.packs.minutes.own import MINUTES_FORM, WORD_MINUTES
from escalation.boxes import Box, find_box
from escalation.codes import notice
from escalation.records import Record, Source
from escalation.timeframes.later_meetings import SAID

_NOT_HELD = "Nobody has written in the minutes what was said or decided: no record was made of them."
_NO_FORM = (
    "The board has no form for the minutes of this stage: their decisions and actions stand in the meeting's file,"
    " and in no record of the case."
)
_NOT_ASKED = (
    "(minutes have no place for it, and the records of the case do not surely agree: see what they say)"
)
"""What is said of a question that Word minutes do not ask, and that the case's records were to answer."""


@dataclass(frozen=True)
class OnRecord:
    """The records that minutes make, which of their answers were taken for what, and what the case says otherwise."""

    records: tuple[Record, ...] = ()
    says: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()


def put_on_record(
    told: ToldMinutes, form: Record | None, known: MinutesForm | None, opened: OpenMeeting, source: Source
) -> OnRecord:
    """Return what minutes put on record; nothing of those in which nobody has written.

    `form` is the record of the board's own form for minutes where they are on it; else, from Word minutes, one is
    made where the board has that form. What they answer of its other forms is put on record in these.
    """
    if not was_held(told):
        return OnRecord(says=(_NOT_HELD,))
    answers = find_answers(told, MINUTES_FORM if form else WORD_MINUTES, known, opened)
    if form is None and known is not None:
        form = record_minutes(told, opened, known, source)
    others = record_answers(answers, opened.case.reference, source)
    records = tuple(_mark_later(one, opened) for one in ((form, *others) if form else others))
    says = tuple(one.say(opened.board) for one in answers)
    return OnRecord(records, says if known else (*says, _NO_FORM), find_conflicts(records, opened))


def find_missing(made: OnRecord, form: Record | None, known: MinutesForm | None) -> tuple[str, ...]:
    """Return the labels of what the board's form for minutes requires and the minutes do not answer.

    `form` is the record of minutes on that form; of Word minutes, the record that was made of them is looked at.
    """
    if known is None:
        return ()
    records = (form,) if form else (one for one in made.records if is_minutes_form(one, known))
    names = (one.field for record in records for one in record.findings if one.code == MISSING and one.field)
    boxes = ((name, find_box(known.form, name)) for name in names)
    said = ((name, _say_question(box) if box else name) for name, box in boxes)
    return tuple(
        dict.fromkeys(label if form or known.asks(name) else f"{label} {_NOT_ASKED}" for name, label in said)
    )


def _say_question(box: Box) -> str:
    """Return a question as its form asks it; of rows all left empty, with the hint, which says what to write."""
    if box.row is None:
        return box.label
    label, hint = box.field.label.rstrip(": "), box.field.hint
    return f"{label} ({hint})" if hint else label


def _mark_later(record: Record, opened: OpenMeeting) -> Record:
    """Return a record of minutes with a mark that it is of a later meeting of the stage, where the file says so."""
    if not opened.meeting.after:
        return record
    return record.model_copy(update={"findings": (*record.findings, notice(SAID))})


def without_earlier_minutes(opened: OpenMeeting, path: Path) -> OpenMeeting:
    """Return an open meeting without the records of other minutes of it, which the file at `path` holds."""
    earlier = {record.id for record in read_file(path)} if path.exists() else frozenset()
    kept = tuple(record for record in opened.case.records if record.id not in earlier)
    return replace(opened, case=opened.case.model_copy(update={"records": kept}))


def keep_records(path: Path, records: tuple[Record, ...], *, replaces: bool = False) -> tuple[str, ...]:
    """Put records into a file of JSON lines, in place of what was read from the same minutes before.

    With `replaces`, in place of what was read from any others too. Returns, in a sentence, which other minutes the
    file holds: put right and returned again, both would stand.
    """
    held = read_file(path) if path.exists() and not replaces else ()
    ours = {record.id: record for record in records}
    kept = {record.id: ours.get(record.id, record) for record in held} | ours
    text = "".join(f"{write_line(record)}\n" for record in kept.values())
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        write_whole(path, text.encode())
    others = {_return_of(one) for one in held} - {_return_of(one) for one in records}
    if not others:
        return ()
    said = f"{path.name} holds other minutes of this meeting too (return {', '.join(sorted(others))})."
    return (f"{said} If these take their place, read these again with --replace.",)


def _return_of(record: Record) -> str:
    return record.id.partition("-")[0]
