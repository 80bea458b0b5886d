"""A time axis: where on it each day stands, which stretches are broken off it, and which days are not worked."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from escalation.timeframes.wording import say_date
from escalation.timeframes.working_days import WorkingCalendar

_LONGEST_STRETCH = 21
"""Days without anything to show: a longer stretch is broken, so that what lies at either side can be seen."""

_AROUND = 2
_BREAK_WIDTH = 4
_LEAST_DAYS = 10
_LABEL_WIDTH = 0.14
"""How much of the axis the label of a day takes."""

_SATURDAY = 5
_LAST = dt.date.max.toordinal()


@dataclass(frozen=True)
class Span:
    """An unbroken run of days, as proleptic ordinals (`date.toordinal`), and at which day's width it begins."""

    first: int
    last: int
    begins: int

    @property
    def ends(self) -> int:
        """The width at which the run has ended, counted in days."""
        return self.begins + self.last - self.first + 1


@dataclass(frozen=True)
class Tick:
    """A day named on the axis; `year` where it is not that of the name before."""

    at: float
    day: str
    year: str


@dataclass(frozen=True)
class Shade:
    """Days on which nobody works: from and to, as parts of the axis."""

    begins: float
    ends: float


@dataclass(frozen=True)
class TimeScale:
    """An axis from 0 to 1. Each day has the same width; a stretch without events may be broken off."""

    spans: tuple[Span, ...]

    @property
    def width(self) -> int:
        """How wide the axis is, counted in days."""
        return self.spans[-1].ends

    def start_of(self, day: dt.date) -> float:
        """Return where a day begins, from 0 to 1. Raises ValueError where the axis does not hold the day."""
        return self._at(day.toordinal())

    def middle_of(self, day: dt.date) -> float:
        """Return the middle of a day, where what happened on it is marked."""
        return self.start_of(day) + 0.5 / self.width

    def end_of(self, day: dt.date) -> float:
        """Return where a day ends."""
        return self.start_of(day) + 1 / self.width

    def _at(self, ordinal: int) -> float:
        for span in self.spans:
            if span.first <= ordinal <= span.last:
                return (span.begins + ordinal - span.first) / self.width
        raise ValueError("the axis does not hold that day")

    def breaks(self) -> tuple[float, ...]:
        """Return where days were left out: the middle of each break."""
        return tuple((before.ends + _BREAK_WIDTH / 2) / self.width for before, _ in pairwise(self.spans))

    def ticks(self) -> tuple[Tick, ...]:
        """Return the days to be named: the first of every run, and Mondays, as far as there is room.

        The name of a run that begins near the end of the axis may stand out beyond it.
        """
        firsts = [span.first for span in self.spans]
        mondays = [day for span in self.spans for day in _mondays(span) if self._at(day) <= 1 - _LABEL_WIDTH]
        named = sorted(self._with_room([*firsts, *mondays]))
        days = [dt.date.fromordinal(day) for day in named]
        years = [0, *(day.year for day in days)]
        return tuple(
            _tick(self.start_of(day), day, is_new_year=day.year != before)
            for day, before in zip(days, years, strict=False)
        )

    def _with_room(self, days: Sequence[int]) -> Iterator[int]:
        taken: list[float] = []
        for day in days:
            at = self._at(day)
            if all(abs(at - other) >= _LABEL_WIDTH for other in taken):
                taken.append(at)
                yield day

    def shades(self, calendar: WorkingCalendar) -> tuple[Shade, ...]:
        """Return the days that are not worked, those that stand together as one."""
        days = (day for span in self.spans for day in range(span.first, span.last + 1))
        runs = _runs(day for day in days if _is_off(day, calendar))
        return tuple(Shade(self._at(first), self._at(last) + 1 / self.width) for first, last in runs)


def make_scale(days: Iterable[dt.date]) -> TimeScale:
    """Return an axis that holds the given days, of which there must be one at least."""
    first, *others = sorted({day.toordinal() for day in days})
    runs = [[first, first]]
    for day in others:
        if day - runs[-1][1] > _LONGEST_STRETCH:
            runs.append([day, day])
        runs[-1][1] = day
    if len(runs) == 1:
        runs[0][1] = max(runs[0][1], first + _LEAST_DAYS)
    return TimeScale(tuple(_lay(runs)))


def _lay(runs: Sequence[Sequence[int]]) -> Iterator[Span]:
    """Lay runs of days after one another, with some days around each and the width of a break between them."""
    begins = 0
    for first, last in runs:
        span = Span(max(first - _AROUND, 1), min(last + _AROUND, _LAST), begins)
        yield span
        begins = span.ends + _BREAK_WIDTH


def _mondays(span: Span) -> Iterator[int]:
    return (day for day in range(span.first, span.last + 1) if _weekday(day) == 0)


def _weekday(ordinal: int) -> int:
    return (ordinal - 1) % 7


def _is_off(ordinal: int, calendar: WorkingCalendar) -> bool:
    day = dt.date.fromordinal(ordinal)
    return not calendar.is_working_day(day) if calendar.covers(day) else day.weekday() >= _SATURDAY


def _runs(days: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of days that follow on one another."""
    run: list[int] = []
    for day in days:
        if run and day != run[-1] + 1:
            yield run[0], run[-1]
            run = []
        run.append(day)
    if run:
        yield run[0], run[-1]


def _tick(at: float, day: dt.date, *, is_new_year: bool) -> Tick:
    _, number, month, year = say_date(day).split(" ")
    return Tick(at, f"{number} {month[:3]}", year if is_new_year else "")
