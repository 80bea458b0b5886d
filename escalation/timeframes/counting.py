"""Counting a limit: from its start to the day on which it was done, or to today, on each reading of its days.

READINGS, Counting: the due date is the N-th day after the start. What was done after it is late by the days
after the due date. On a calendar reading everything is in calendar days.
"""

import datetime as dt
from dataclasses import dataclass

from escalation.answers import Answer, Reading
from escalation.boards import Basis, Within
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

    @property
    def due(self) -> dt.date:
        """The last day that is in time."""
        if self.basis is Basis.CALENDAR:
            return self.start + dt.timedelta(days=self.allows)
        return self.calendar.due_date(self.start, self.allows)

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
    start: dt.date, within: Within, calendar: WorkingCalendar, clause: str
) -> tuple[Window, ...]:
    """Return the window of a limit, or both where its text does not say which days it means.

    Raises ValueError for a limit in words, which has no window.
    """
    if within.days is None:
        raise ValueError(f"'{within.words}' has no number to count")
    return tuple(Window(start, within.days, calendar, basis, clause) for basis in _READINGS[within.basis])


def agreed_answer(readings: tuple[Reading, ...]) -> Answer:
    """Return the answer of all readings, or `depends` where they differ."""
    answers = {reading.answer for reading in readings}
    return answers.pop() if len(answers) == 1 else Answer.DEPENDS
