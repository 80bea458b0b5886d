"""The board's form for minutes, filled in with what is known before somebody writes in it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from boardforms.blanks import SUFFIXES, Made, render, write
from boardforms.errors import Unusable, WrongUsage
from boardforms.minutes.forms import DISSENT, LISTS, TEXTS, MinutesForm, minutes_form, person_boxes
from boardforms.minutes.recording import answer_boxes
from boardforms.minutes.told import Entry, Told, ToldMinutes
from boardforms.packs import OpenMeeting
from docgen.packs.meeting import Meeting
from docgen.packs.wording import say_times
from escalation.boxes import Answers, gather


def make_minutes_form(opened: OpenMeeting, path: Path) -> Made:
    """Write the board's form for the minutes of a meeting to a file, as Word or PDF by the file's name.

    Raises Unusable where the board has no such form for the meeting's stage, and WrongUsage for another kind of file.
    """
    known = minutes_form(opened.board, opened.meeting)
    if known is None:
        raise Unusable(
            "the board has no form for the minutes of this stage: `pack make --minutes` writes them in Word"
        )
    kind = next((kind for kind, suffix in SUFFIXES.items() if suffix == path.suffix.lower()), None)
    if kind is None:
        raise WrongUsage(
            f"a form is a Word file or a PDF: end its name with {' or '.join(SUFFIXES.values())}"
        )
    answers = fill_minutes_form(opened, known)
    return write(path, known.form, render(known.form, opened.board, kind, answers))


def fill_minutes_form(opened: OpenMeeting, known: MinutesForm) -> Answers:
    """Return what the meeting's file, and of the child or adult the case's records, answer of a form for minutes."""
    found = answer_boxes(tell_meeting(opened.meeting), opened, known)
    return gather(known.form, {one.box: one.text for one in found})


def tell_meeting(meeting: Meeting) -> ToldMinutes:
    """Return what a meeting's file says, as its minutes would say it."""
    held = meeting.model_dump(by_alias=True)
    texts = {key: told for key in (*TEXTS, "date", "minutes_circulated") if (told := _told(held[key]))}
    for box in person_boxes():
        person, _, part = box.partition(".")
        if told := _told(held[person][part]):
            texts[box] = told
    if meeting.time is not None:
        texts["time"] = Told(meeting.time, say_times(meeting), "")
    lists = {key: tuple(_entry(one) for one in held[key]) for key in LISTS}
    says_nobody = DISSENT in meeting.model_fields_set and not meeting.dissent
    return ToldMinutes(texts, lists, frozenset({DISSENT}) if says_nobody else frozenset())


def _entry(held: Mapping[str, Any]) -> Entry:
    return {key: told for key, value in held.items() if (told := _told(value))}


def _told(value: Any) -> Told | None:
    return None if value is None or value == "" else Told(value, str(value), "")
