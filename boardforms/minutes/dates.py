"""The dates of a meeting whose board has no form for minutes: records of the forms that have a place for them.

They are made only for a stage after whose meeting the procedure sends the record round within a limit: there the
stage's event is the meeting. Elsewhere it is a decision or an end, of which the day of a meeting is no evidence.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from boardforms.minutes.forms import WORD_MINUTES
from boardforms.minutes.told import Told, ToldMinutes
from boardforms.packs import OpenMeeting
from docgen.packs.circulation import circulation_limits
from escalation.boards import Board
from escalation.boxes import form_boxes
from escalation.cases import Case
from escalation.codes import notice
from escalation.definitions import CASE_REFERENCE, FormDefinition, Kind
from escalation.findings import Finding
from escalation.records import Record, Source
from escalation.timeframes.facts import establish
from parsers import Found, Reading, interpret

MEETINGS_FILE = "meeting's file"
"""Where a date is from that the minutes do not say, and the meeting's file does."""

_HELD = frozenset({"decision", "action", "information", "dissent"})
"""Lists of which minutes have entries once their meeting was held."""


@dataclass(frozen=True)
class Dated:
    """A date of a meeting, the event of the board that it dates, and whether the minutes or the file say it."""

    event: str
    told: Told
    origin: str


def record_dates(told: ToldMinutes, opened: OpenMeeting, source: Source) -> tuple[Record, ...]:
    """Return the records that date a meeting and its circulation: one for each form that has a place for them.

    Each holds the case reference and those dates, says so in a finding that asks for a person, and is thus never
    complete. There is none of minutes in which nobody has written what was said or decided.
    """
    if not _was_held(told):
        return ()
    by_form: dict[str, list[Dated]] = {}
    for dated in _dates(told, opened):
        form = _form_for(dated.event, opened.board)
        if form is not None:
            by_form.setdefault(form.key, []).append(dated)
    return tuple(
        _record(opened.board.form(key), dates, opened.case.reference, _part(source, number))
        for number, (key, dates) in enumerate(by_form.items(), start=1)
    )


def _part(source: Source, part: int) -> Source:
    """Return a source as that of one of several records of a file, so that each has an id of its own."""
    return source.model_copy(update={"part": part})


def _was_held(told: ToldMinutes) -> bool:
    """Say whether the minutes tell of a meeting that was held: a day alone may be that on which it was planned."""
    is_said = any(key in told.texts for key in ("discussion", "minutes_circulated"))
    came = any("presence" in entry for entry in told.lists.get("attendance", ()))
    return is_said or came or any(told.lists.get(name) for name in _HELD)


def _dates(told: ToldMinutes, opened: OpenMeeting) -> Iterator[Dated]:
    """Yield the dates of the events from which, and to which, the stage's limits on circulation run."""
    meeting = opened.meeting
    limits = circulation_limits(opened.board, meeting.stage, meeting.date)
    if not limits:
        return
    events = {"date": [limits[0].from_], "minutes_circulated": [limit.to for limit in limits]}
    for key, held in (("date", meeting.date), ("minutes_circulated", meeting.minutes_circulated)):
        said = told.texts.get(key)
        for event in dict.fromkeys(events[key]):
            if said is not None:
                yield Dated(event, said, WORD_MINUTES)
            elif held is not None:
                yield Dated(event, Told(held, held.isoformat(), key), MEETINGS_FILE)


def _form_for(event: str, board: Board) -> FormDefinition | None:
    """Return the form that dates an event and asks least beside it: a dates sheet before a form of many answers."""
    forms = (form for form in board.current_forms() if _field_of(event, form))
    return min(forms, key=lambda form: sum(box.required for box in form_boxes(form)), default=None)


def _field_of(event: str, form: FormDefinition) -> str:
    dates = (field.key for field in form.fields if field.kind is Kind.DATE and field.event == event)
    return next(dates, "")


def _record(form: FormDefinition, dates: list[Dated], reference: str, source: Source) -> Record:
    by_box: Mapping[str, Dated] = {_field_of(one.event, form): one for one in dates}
    case = Found(CASE_REFERENCE, reference, MEETINGS_FILE, "case")
    found = (case, *(_found(box, one) for box, one in by_box.items()))
    asked = {one.box for one in found}
    reading = Reading(
        format="word",
        reference=form.reference,
        found=found,
        findings=(notice("minutes-dates-only"), *_doubts(by_box)),
        unasked=frozenset(box.name for box in form_boxes(form) if box.name not in asked),
    )
    return interpret(reading, form, None, source)


def _found(box: str, dated: Dated) -> Found:
    told = dated.told
    return Found(box, told.raw if told.value is None else str(told.value), dated.origin, told.place)


def _doubts(by_box: Mapping[str, Dated]) -> Iterator[Finding]:
    for box, dated in by_box.items():
        if not dated.told.sure and dated.told.value is not None:
            yield notice("minutes-place-changed", box)


def say_dates(records: tuple[Record, ...], board: Board) -> tuple[str, ...]:
    """Return which dates were put on record, and for which event of the procedure, a sentence each."""
    return tuple(
        f"{record.text(field.key)}: taken as ‘{board.event(field.event).title}’ ({form.title}), from the"
        f" {'minutes' if record.fields[field.key].origin == WORD_MINUTES else MEETINGS_FILE}."
        for record in records
        if record.form is not None
        for form in (board.form(record.form.form, record.form.version),)
        for field in form.fields
        if field.event and record.text(field.key)
    )


def find_conflicts(records: tuple[Record, ...], opened: OpenMeeting) -> tuple[str, ...]:
    """Return what the check finds wrong with the dates of a case that these records date too, a sentence each."""
    ours = {record.id for record in records}
    others = tuple(record for record in opened.case.records if record.id not in ours)
    case: Case = opened.case.model_copy(update={"records": (*others, *records)})
    facts = establish(case, opened.board, opened.checked.checked_on)
    events = {
        statement.field.event
        for statement in facts.statements
        if statement.record.id in ours and statement.is_written
    } - {None, ""}
    dated = (one.finding for key, one in facts.dated.items() if key in events)
    disorder = (pair.finding for pair in facts.disorder if pair.keys & events)
    return tuple(dict.fromkeys(found.message for found in (*dated, *disorder) if found is not None))
