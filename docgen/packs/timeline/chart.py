"""The timeline as a picture: stages on their days, and each limit as a bar to its due day; and the same in words."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from docgen.packs.meeting import Meeting
from docgen.packs.timeline.rows import days_of
from docgen.packs.timeline.scale import Shade, Tick, TimeScale, make_scale
from docgen.packs.words import say_answer, say_short
from escalation.answers import Answer, CheckedCase, LimitAnswer
from escalation.boards import Stage
from escalation.timeframes.facts import CaseFacts

_OPEN = frozenset({Answer.DUE, Answer.OVERDUE, Answer.DEPENDS, Answer.ADVISORY})
_MARK_WIDTH = 0.056
"""How much of the axis the number of a day takes."""


@dataclass(frozen=True)
class Mark:
    """A day on which something happened, by its number in the table beside; `lane` counts upwards from the axis."""

    at: float
    number: int
    lane: int


@dataclass(frozen=True)
class StageRow:
    """A stage on its day, which is `recorded` or only planned by the meeting file; `says` is the row in words."""

    title: str
    day: str
    at: float
    recorded: bool
    says: str


@dataclass(frozen=True)
class Stretch:
    """Part of the axis: from and to."""

    begins: float
    ends: float


@dataclass(frozen=True)
class LimitRow:
    """A limit: its `bar` from the start to the (last) due day, `due` days, days on which it was `done`, and `over`.

    `over` is what lies after the due day, up to the day when it was done or to that of the check. A limit in words
    has no due day, and its bar only joins two events.
    """

    title: str
    clause: str
    answer: str
    said: str
    day: str
    bar: Stretch | None
    due: tuple[float, ...]
    done: tuple[float, ...]
    over: Stretch | None
    target: float | None
    says: str


@dataclass(frozen=True)
class Chart:
    """A picture of a case's time: the axis, numbered days, stages, limits, and the limits that have no day on it."""

    opening: str
    ticks: tuple[Tick, ...]
    breaks: tuple[float, ...]
    shades: tuple[Shade, ...]
    today: float | None
    marks: tuple[Mark, ...]
    stages: tuple[StageRow, ...]
    limits: tuple[LimitRow, ...]
    undrawn: tuple[str, ...]


def chart_timeline(meeting: Meeting, facts: CaseFacts, checked: CheckedCase) -> Chart | None:
    """Return the timeline of a case as a picture; None where no day is known.

    A limit is drawn where the day from which it runs is known. Limits that do not apply are left out.
    """
    applying = [one for one in checked.answers if one.answer is not Answer.NOT_APPLICABLE]
    drawn = [one for one in applying if one.from_.date]
    happened, stages = days_of(meeting, facts), tuple(_stage_days(meeting, facts))
    days = {*happened, *(day for _, day in stages), *(day for one in drawn for day in _days(one))}
    if not days:
        return None
    shows_today = any(_is_open(one) for one in drawn) or min(days) <= facts.today <= max(days)
    scale = make_scale({*days, facts.today} if shows_today else days)
    return Chart(
        opening=_open_words(min(days), max(days), facts.today),
        ticks=scale.ticks(),
        breaks=scale.breaks(),
        shades=scale.shades(facts.calendar),
        today=scale.middle_of(facts.today) if shows_today else None,
        marks=tuple(_marks(happened, scale)),
        stages=tuple(_stage_row(stage, day, facts, scale) for stage, day in stages),
        limits=tuple(_limit_row(one, facts.today, scale) for one in drawn),
        undrawn=tuple(f"{one.title} ({one.clause})" for one in applying if not one.from_.date),
    )


def _open_words(first: dt.date, last: dt.date, today: dt.date) -> str:
    until = f" to {say_short(last)}" if last != first else ""
    return f"Timeline of the case, {say_short(first)}{until}, as checked on {say_short(today)}."


def _stage_days(meeting: Meeting, facts: CaseFacts) -> Iterator[tuple[Stage, dt.date]]:
    for stage in facts.board.stages:
        event = facts.dated.get(stage.event)
        planned = meeting.date if stage.key == meeting.stage else None
        if day := event.date if event and event.date else planned:
            yield stage, day


def _days(answer: LimitAnswer) -> Iterator[dt.date]:
    """Yield every day that is drawn of a limit."""
    yield from (day for day in (answer.from_.date, answer.target_due) if day)
    yield from _due(answer)
    yield from _done(answer)


def _due(answer: LimitAnswer) -> tuple[dt.date, ...]:
    """Return the due day, or each where the text can be read in two ways, in their order."""
    return tuple(sorted({day for day in (answer.due, *(one.due for one in answer.readings)) if day}))


def _done(answer: LimitAnswer) -> tuple[dt.date, ...]:
    ends = (answer.to, *(one.to for one in answer.readings))
    return tuple(sorted({end.date for end in ends if end and end.date}))


def _is_open(answer: LimitAnswer) -> bool:
    return answer.answer in _OPEN and not _done(answer)


def _marks(days: Iterable[dt.date], scale: TimeScale) -> Iterator[Mark]:
    """Yield the numbered days, each in the lowest lane in which the number before leaves it room."""
    lanes: list[float] = []
    for number, day in enumerate(days, start=1):
        at = scale.middle_of(day)
        free = (lane for lane, taken in enumerate(lanes) if at - taken >= _MARK_WIDTH)
        lane = next(free, len(lanes))
        lanes[lane : lane + 1] = [at]
        yield Mark(at, number, lane)


def _stage_row(stage: Stage, day: dt.date, facts: CaseFacts, scale: TimeScale) -> StageRow:
    event = facts.dated.get(stage.event)
    is_recorded = event is not None and event.date == day
    doubt = "" if is_recorded else ", still to come" if day > facts.today else ", by the meeting file alone"
    said = f"{say_short(day)}{doubt}"
    return StageRow(stage.title, said, scale.middle_of(day), is_recorded, f"{stage.title}: {said}.")


def _limit_row(answer: LimitAnswer, today: dt.date, scale: TimeScale) -> LimitRow:
    due, done = _due(answer), _done(answer)
    said, due_said = say_answer(answer, today), _say_either(due)
    from_said = f"from {say_short(answer.from_.date)}"
    until = f"{from_said}, due {due_said}" if due else from_said
    kept = f", done {' and '.join(map(say_short, done))}" if done else ""
    return LimitRow(
        title=answer.title,
        clause=answer.clause,
        answer=answer.answer.replace(" ", "-"),
        said=said,
        day=f"Due {due_said}" if due else "",
        bar=_bar(answer, today, scale),
        due=tuple(map(scale.end_of, due)),
        done=tuple(map(scale.middle_of, done)),
        over=_over(answer, today, scale),
        target=scale.end_of(answer.target_due) if answer.target_due else None,
        says=f"{answer.title} ({answer.clause}), {until}{kept}: {said[:1].lower()}{said[1:]}.",
    )


def _say_either(days: tuple[dt.date, ...]) -> str:
    """Say one day or the other, the month and the year once where they are the same: `12 or 14 February 2025`."""
    if not days:
        return ""
    *others, last = map(say_short, days)
    month = last.partition(" ")[2]
    return " or ".join([*(day.removesuffix(f" {month}") for day in others), last])


def _bar(answer: LimitAnswer, today: dt.date, scale: TimeScale) -> Stretch | None:
    start, due, done = answer.from_.date, _due(answer), _done(answer)
    if start is None or answer.answer is Answer.OUT_OF_ORDER:
        return None
    if due:
        return Stretch(scale.middle_of(start), scale.end_of(due[-1])) if due[-1] >= start else None
    until = done[-1] if done else today if _is_open(answer) else start
    return Stretch(scale.middle_of(start), scale.middle_of(until)) if until > start else None


def _over(answer: LimitAnswer, today: dt.date, scale: TimeScale) -> Stretch | None:
    due, done = _due(answer), _done(answer)
    last = {Answer.LATE: done[-1] if done else None, Answer.OVERDUE: today}.get(answer.answer)
    if not due or last is None or last <= due[-1]:
        return None
    return Stretch(scale.end_of(due[-1]), scale.middle_of(last))
