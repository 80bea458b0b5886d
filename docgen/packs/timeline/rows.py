"""What happened when, and what the check answers to each of the board's timeframes."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from docgen.packs.meeting import Meeting
from docgen.packs.roles import Said
from docgen.packs.words import say_answer, say_day, say_short
from escalation.answers import Answer, CheckedCase, EventDate, LimitAnswer, Reading
from escalation.boards import Event
from escalation.timeframes.facts import CaseFacts
from escalation.timeframes.later_meetings import of_first_meetings
from escalation.timeframes.reasons import tell_apart
from escalation.timeframes.statements import form_of, settle
from escalation.timeframes.wording import say_all, say_label

MEETING_FILE = "The meeting file"


@dataclass(frozen=True)
class Happened:
    """Something that happened on a day, and where that is written; `number` counts the days, as the picture does."""

    number: int
    date: str
    what: str
    source: str


@dataclass(frozen=True)
class Timeframe:
    """The answer to one limit, as a row of the table: `notes` say why, what was passed over, what was read how."""

    title: str
    within: str
    clause: str
    quote: str
    dates: str
    due: str
    answer: str
    notes: tuple[str, ...]
    needs_a_person: bool


def say_chronology(meeting: Meeting, facts: CaseFacts) -> tuple[Happened, ...]:
    """Return the events of a case in the order of their days, those of one day in the order of the procedure."""
    moments = _moments(meeting, facts)
    numbers = {day: number for number, day in enumerate(days_of(meeting, facts), start=1)}
    return tuple(Happened(numbers[day], say_day(day), what, source) for day, what, source in moments)


def days_of(meeting: Meeting, facts: CaseFacts) -> tuple[dt.date, ...]:
    """Return the days of the chronology, each once, in their order."""
    return tuple(dict.fromkeys(day for day, _, _ in _moments(meeting, facts)))


def _moments(meeting: Meeting, facts: CaseFacts) -> list[tuple[dt.date, str, str]]:
    held = facts.board.stage(meeting.stage).event
    moments = [*_events(facts), *_received(facts), *_of_meeting(meeting, facts, held)]
    return sorted(moments, key=lambda moment: moment[0])


def _events(facts: CaseFacts) -> Iterator[tuple[dt.date, str, str]]:
    for event in facts.dated.values():
        if event.date:
            yield event.date, event.event.title, event.shown().source
        elif event.finding and event.finding.code == "dates-differ":
            yield from _differing(event.event, facts)
    for meeting in facts.later_meetings:
        for event in facts.dates_of(meeting).values():
            if event.date:
                yield event.date, f"{event.event.title} (a later meeting)", event.shown().source


def _differing(event: Event, facts: CaseFacts) -> Iterator[tuple[dt.date, str, str]]:
    """Yield every day that the records give an event, so that none is missing where they contradict each other."""
    said = [one for one in facts.statements if one.field.event == event.key]
    sources: dict[dt.date, list[str]] = {}
    for one in settle(of_first_meetings(said, facts.later_meetings)).standing:
        if day := one.date():
            sources.setdefault(day, []).append(f"‘{say_label(one.field)}’ {one.place}")
    for day, places in sources.items():
        yield day, f"{event.title} (the records differ)", "; ".join(places)


def _received(facts: CaseFacts) -> Iterator[tuple[dt.date, str, str]]:
    for record in facts.case.records:
        if record.source.received:
            form = form_of(record, facts.board)
            yield (
                record.source.received,
                f"{form.title if form else 'A return'} received",
                f"Return {record.id}",
            )


def _of_meeting(meeting: Meeting, facts: CaseFacts, held: str) -> Iterator[tuple[dt.date, str, str]]:
    """Yield what the meeting file alone says: the day of the meeting, and of the minutes' circulation."""
    later = (one for meeting in facts.later_meetings for one in facts.dates_of(meeting).values())
    dated = [*facts.dated.values(), *later]
    if meeting.date and meeting.date not in {one.date for one in dated if one.event.key == held}:
        yield meeting.date, facts.board.stage(meeting.stage).title, MEETING_FILE
    if meeting.minutes_circulated and meeting.minutes_circulated not in {
        one.date for one in dated if one.event.message
    }:
        yield meeting.minutes_circulated, "Papers of the meeting circulated", MEETING_FILE


def say_timeframes(checked: CheckedCase) -> tuple[Timeframe, ...]:
    """Return the answers that say something of this case, in the order of the procedure."""
    said = (one for one in checked.answers if one.answer is not Answer.NOT_APPLICABLE)
    return tuple(_timeframe(one, checked.checked_on) for one in said)


def _timeframe(answer: LimitAnswer, today: dt.date) -> Timeframe:
    due = say_day(answer.due) if answer.due else ""
    return Timeframe(
        title=answer.title,
        within=answer.within[:1].upper() + answer.within[1:],
        clause=answer.clause,
        quote=answer.quote,
        dates=f"From {_say_event(answer.from_)} to {_say_event(answer.to)}",
        due=f"{due} (provisional)" if due and answer.provisional else due,
        answer=say_answer(answer, today),
        notes=tuple(_notes(answer, today)),
        needs_a_person=answer.needs_a_person,
    )


def _notes(answer: LimitAnswer, today: dt.date) -> Iterator[str]:
    is_said = bool(answer.why) and answer.needs_a_person
    if is_said:
        yield _bare(answer)
    if not (is_said and answer.is_read_twice):
        for name, reading in zip(tell_apart(answer.readings), answer.readings, strict=True):
            done = reading.to.date if reading.to else answer.to.date
            yield _reading(name, reading, say_answer(reading, today, done))
    for clause, quote in dict.fromkeys((reading.clause, reading.quote) for reading in answer.readings):
        if quote != answer.quote:
            yield f"{clause}: ‘{quote}’."
    if answer.skipped:
        yield f"Passed over: {say_all(f'{say_day(day.date)} ({day.name})' for day in answer.skipped)}."
    if answer.target_due:
        yield f"House target, not the limit: {say_day(answer.target_due)}."
    yield from answer.notes


def _say_event(event: EventDate) -> str:
    return f"‘{event.title}’ ({say_short(event.date) or 'no date'})"


def _bare(answer: LimitAnswer) -> str:
    """Return why, without the answer at its head: it stands above."""
    why = answer.why.removeprefix(f"{answer.answer.capitalize()}: ")
    return why[:1].upper() + why[1:]


def _reading(name: str, reading: Reading, said: str) -> str:
    due = f", due {say_day(reading.due)}" if reading.due else ""
    return f"{name[:1].upper()}{name[1:]}{due}: {said}."


def say_not_applicable(checked: CheckedCase) -> tuple[Said, ...]:
    """Return the limits that do not apply to this case, each with why."""
    return tuple(
        Said(f"{one.title} ({one.clause})", _bare(one), "no")
        for one in checked.answers
        if one.answer is Answer.NOT_APPLICABLE
    )
