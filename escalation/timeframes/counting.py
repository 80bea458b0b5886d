"""Counting a limit: from its start to the day on which it was done, or to today, on each reading of its days.

Decision 3, Counting: the due date is the N-th day after the start. What was done after it is late by the days
after the due date. On a calendar reading everything is in calendar days.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from escalation.answers import Answer, Reading
from escalation.limits import Basis, Within
from escalation.timeframes.working_days import WorkingCalendar

_READINGS = {
    Basis.WORKING: (Basis.WORKING,),
    Basis.CALENDAR: (Basis.CALENDAR,),
    Basis.UNCLEAR: (Basis.WORKING, Basis.CALENDAR),
}


@dataclass(frozen=True)
class Window:
    """A limit of so many days that began on a day. Dates must be covered by the calendar."""

    start: dt.date
    allows: int
    calendar: WorkingCalendar
    basis: Basis
    clause: str = ""
    sooner: dt.date | None = None

    @property
    def due(self) -> dt.date:
        """The last day that is in time: the last that is counted, or a `sooner` one that the case itself names."""
        counted = (
            self.start + dt.timedelta(days=self.allows)
            if self.basis is Basis.CALENDAR
            else self.calendar.due_date(self.start, self.allows)
        )
        return min(counted, self.sooner) if self.sooner else counted

    def judge_done(self, done: dt.date) -> Reading:
        """Return what is to be said where it was done on a day: met or late."""
        answer = Answer.MET if done <= self.due else Answer.LATE
        days = self._to_spare(done) if answer is Answer.MET else self._late(done)
        return self._reading(answer, days, done)

    def judge_open(self, today: dt.date) -> Reading:
        """Return what is to be said where it is not done on the day of the check: due or overdue."""
        if today > self.due:
            return self._reading(Answer.OVERDUE, self._late(today), today)
        if self.basis is Basis.CALENDAR:
            return self._reading(Answer.DUE, (self.due - today).days, today)
        return self._reading(Answer.DUE, self.calendar.days_between(today, self.due), today)

    def unjudged(self) -> Reading:
        """Return the due date alone, where it is not known when or whether it was done."""
        return self._reading(Answer.NOT_KNOWN, None, self.start)

    def _to_spare(self, done: dt.date) -> int:
        if self.basis is Basis.CALENDAR:
            return (self.due - done).days
        return self.calendar.days_to_spare(done, self.due)

    def _late(self, done: dt.date) -> int:
        if self.basis is Basis.CALENDAR:
            return (done - self.due).days
        return self.calendar.days_late(self.due, done)

    def _reading(self, answer: Answer, days: int | None, until: dt.date) -> Reading:
        is_working = self.basis is Basis.WORKING
        last = max(self.due, until)
        return Reading(
            basis=self.basis,
            answer=answer,
            due=self.due,
            days=days,
            skipped=self.calendar.skipped(self.start, last) if is_working else (),
            provisional=is_working and self.calendar.is_provisional(self.start, last),
            clause=self.clause,
        )


def open_windows(
    start: dt.date,
    within: Within,
    calendar: WorkingCalendar,
    clause: str,
    sooner: dt.date | None = None,
) -> tuple[Window, ...]:
    """Return the window of a limit, or both where its text does not say which days it means.

    `sooner` is a day that the case itself sets: where it comes before the due date, it is the last in time.
    Raises ValueError for a limit in words, which has no window.
    """
    if within.days is None:
        raise ValueError(f"'{within.words}' has no number to count")
    return tuple(
        Window(start, within.days, calendar, basis, clause, sooner) for basis in _READINGS[within.basis]
    )


def agreed_answer(readings: tuple[Reading, ...]) -> Answer:
    """Return the answer of all readings together: see `agree`."""
    return agree(reading.answer for reading in readings)


def agree(answers: Iterable[Answer]) -> Answer:
    """Return the answer that all of some readings come to, or `depends` where they differ.

    Where one of them cannot be judged, nobody knows whether they differ. One that is late and one that is
    overdue do not: neither is in time, and something is still to be done.
    """
    held = frozenset(answers)
    for unsettled in (Answer.OUT_OF_ORDER, Answer.NOT_KNOWN):
        if unsettled in held:
            return unsettled
    if held == {Answer.LATE, Answer.OVERDUE}:
        return Answer.OVERDUE
    return next(iter(held)) if len(held) == 1 else Answer.DEPENDS
