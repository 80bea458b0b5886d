"""What minutes answer of a board's other forms: the days of the meeting, and whether the matter is resolved.

Limits are counted from these, so they are put on record where the board's forms ask for them: of several forms, in
the one that asks least beside it. No form is named.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from boardforms.minutes.forms import MinutesForm, resolving_option
from boardforms.minutes.told import Told, ToldMinutes
from boardforms.packs import OpenMeeting
from docgen.packs.circulation import circulation_limits
from docgen.packs.minutes.own import MEETINGS_FILE
from escalation.boards import Board
from escalation.boxes import form_boxes
from escalation.codes import notice
from escalation.definitions import CASE_REFERENCE, Field, FormDefinition, Kind
from escalation.findings import Finding
from escalation.limits import Limit
from escalation.records import Record, Source
from escalation.timeframes.facts import establish, notice_all
from parsers import Found, Reading, interpret


@dataclass(frozen=True)
class Answered:
    """An answer to a question of one of the board's forms, and whether the minutes or the meeting's file give it."""

    form: FormDefinition
    field: Field
    told: Told
    origin: str

    @property
    def text(self) -> str:
        """The answer as the form holds it; as it is written, where nobody understood it."""
        return self.told.raw if self.told.value is None else str(self.told.value)

    def say(self, board: Board) -> str:
        """Say what was taken for what, in a sentence for the person who filed the minutes."""
        origin = MEETINGS_FILE if self.origin == MEETINGS_FILE else "minutes"
        event = board.event(self.field.event).title if self.field.event else ""
        taken = event or self.field.options.get(self.text, self.text)
        said = self.text if event else "The outcome"
        return f"{said}: taken as ‘{taken}’ ({self.form.title}), from the {origin}."


@dataclass(frozen=True)
class _Read:
    """A meeting whose minutes were read: what they say and, where they do not, what its file does."""

    told: ToldMinutes
    origin: str
    opened: OpenMeeting

    def says(self, key: str, held: dt.date | bool | None) -> tuple[Told, str] | None:
        """Return what stands under a key, and where that is from; None where neither says anything."""
        if key in self.told.texts:
            return self.told.texts[key], self.origin
        return None if held is None else (Told(held, str(held), key), MEETINGS_FILE)

    @property
    def limits(self) -> tuple[Limit, ...]:
        """The limits on its circulation. Where there are any, its stage's event is the meeting itself."""
        meeting = self.opened.meeting
        return circulation_limits(self.opened.board, meeting.stage, meeting.date)


def find_answers(
    told: ToldMinutes, origin: str, known: MinutesForm | None, opened: OpenMeeting
) -> tuple[Answered, ...]:
    """Return what minutes answer of the board's forms, but for that for minutes; `origin` says what they are.

    A stage's event is dated by its meeting only where a limit runs from it to a circulation: there the event is the
    meeting. Elsewhere it is a decision or an end, of which the day of a meeting is no evidence; nor does a meeting
    that settled nothing end such a stage.
    """
    read = _Read(told, origin, opened)
    own = known.form.fields if known else ()
    events, keys = {field.event for field in own}, {field.key for field in own}
    answers = (*_dates(read), *_outcome(read))
    return tuple(
        one for one in answers if one.field.key not in keys and (one.field.event or None) not in events
    )


def _dates(read: _Read) -> Iterator[Answered]:
    """Yield the days of the events from which, and to which, the stage's limits on circulation run."""
    meeting, limits = read.opened.meeting, read.limits
    if not limits:
        return
    held = read.says("date", meeting.date), [limits[0].from_]
    sent = read.says("minutes_circulated", meeting.minutes_circulated), [limit.to for limit in limits]
    for said, events in (held, sent):
        for event in dict.fromkeys(events) if said else ():
            question = _find_question(read.opened.board, partial(_dates_event, event))
            if said and question:
                yield Answered(*question, *said)


def _dates_event(event: str, field: Field) -> bool:
    return field.event == event and field.kind is Kind.DATE


def _outcome(read: _Read) -> Iterator[Answered]:
    """Yield how the stage ended, where its outcome is a question with two answers."""
    meeting = read.opened.meeting
    said, ends = (
        read.says("resolved", meeting.resolved),
        resolving_option(read.opened.board.stage(meeting.stage)),
    )
    if said is None or ends is None or not isinstance(said[0].value, bool):
        return
    key, option = ends
    question = _find_question(read.opened.board, lambda field: field.key == key and option in field.options)
    told, origin = said
    if question and (told.value or (read.limits and len(question[1].options) == 2)):
        other = next(one for one in question[1].options if one != option)
        yield Answered(
            *question, Told(option if told.value else other, told.raw, told.place, told.sure), origin
        )


def _find_question(board: Board, is_asked: Callable[[Field], bool]) -> tuple[FormDefinition, Field] | None:
    """Return a question and its form: of several, that which requires least beside it, as a dates sheet does."""
    held = [(form, field) for form in board.current_forms() for field in form.fields if is_asked(field)]
    return min(held, key=lambda one: sum(box.required for box in form_boxes(one[0])), default=None)


def record_answers(answers: tuple[Answered, ...], reference: str, source: Source) -> tuple[Record, ...]:
    """Return answers as records, one for each form.

    Each holds the case reference and those answers, says so in a finding that asks for a person, and is thus never
    complete.
    """
    forms = {one.form.key: one.form for one in answers}
    return tuple(
        _record(form, [one for one in answers if one.form is form], reference, _part(source, number))
        for number, form in enumerate(forms.values(), start=1)
    )


def _part(source: Source, part: int) -> Source:
    """Return a source as that of one of several records of a file, so that each has an id of its own."""
    return source.model_copy(update={"part": part})


def _record(form: FormDefinition, answers: list[Answered], reference: str, source: Source) -> Record:
    case = Found(CASE_REFERENCE, reference, MEETINGS_FILE, "case")
    found = (case, *(Found(one.field.key, one.text, one.origin, one.told.place) for one in answers))
    asked = {one.box for one in found}
    reading = Reading(
        format="word",
        reference=form.reference,
        found=found,
        findings=(notice("minutes-no-form"), *_doubts(answers)),
        unasked=frozenset(box.name for box in form_boxes(form) if box.name not in asked),
    )
    return interpret(reading, form, None, source)


def _doubts(answers: list[Answered]) -> Iterator[Finding]:
    for one in answers:
        if not one.told.sure and one.told.value is not None:
            yield notice("minutes-place-changed", one.field.key)


def find_conflicts(records: tuple[Record, ...], opened: OpenMeeting) -> tuple[str, ...]:
    """Return what the check finds wrong with a case in what these records say of it too, a sentence each."""
    ours = {record.id for record in records}
    others = tuple(record for record in opened.case.records if record.id not in ours)
    case = opened.case.model_copy(update={"records": (*others, *records)})
    facts = establish(case, opened.board, opened.checked.checked_on)
    said = [one.field for one in facts.statements if one.record.id in ours and one.is_written]
    events = {field.event for field in said} - {""}
    dated = (one.finding for key, one in facts.dated.items() if key in events)
    disorder = (pair.finding for pair in facts.disorder if pair.keys & events)
    keys = {field.key for field in said}
    differing = (one for one in notice_all(facts) if one.code in _DIFFERING and one.field in keys)
    return tuple(
        dict.fromkeys(found.message for found in (*dated, *disorder, *differing) if found is not None)
    )


_DIFFERING = frozenset({"answers-differ", "child-differs"})
