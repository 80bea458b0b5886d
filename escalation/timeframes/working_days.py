"""Working days: Monday to Friday, less the bank holidays of a board's nation and the days on which it is closed.

The bank holidays come from the `holidays` library, which follows the Banking and Financial Dealings Act 1971
and the proclamations made under it.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import holidays

from escalation.answers import SkippedDay
from escalation.boards import Board, DatedDay, Nation

FIRST_YEAR = 1978
"""Since then the yearly bank holidays have been those of today. A date before it is a slip of the pen."""

LAST_YEAR = 2095
"""The data end in 2100; the longest window that can be written, 999 working days, still ends within them."""

PROCLAIMED_UNTIL = 2027
"""The last year whose bank holidays are proclaimed (gov.uk/bank-holidays). Later ones are worked out by rule."""

_SUBDIVISION = {
    Nation.ENGLAND: "ENG",
    Nation.WALES: "WLS",
    Nation.SCOTLAND: "SCT",
    Nation.NORTHERN_IRELAND: "NIR",
}
_SATURDAY = 5
_ONE_DAY = dt.timedelta(days=1)


@lru_cache(maxsize=1024)
def bank_holidays(nation: Nation, year: int) -> Mapping[dt.date, str]:
    """Return the bank holidays of a nation that fall on a weekday of one year, with their names."""
    found = holidays.country_holidays(
        "GB", subdiv=_SUBDIVISION[nation], years=year, expand=False, language="en_GB"
    )
    return {day: name for day, name in found.items() if day.weekday() < _SATURDAY}


@dataclass(frozen=True)
class WorkingCalendar:
    """The working days of a board: its nation's, less the days it is closed, with the days it works through.

    A day that is both closed and worked through is worked. Saturdays and Sundays are never working days.
    Dates must be covered (`covers`).
    """

    nation: Nation
    closures: tuple[DatedDay, ...] = ()
    worked_days: tuple[DatedDay, ...] = ()
    _years: dict[int, Mapping[dt.date, str]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def covers(self, *days: dt.date) -> bool:
        """Say whether every one of the days lies within the years whose bank holidays are held."""
        return all(FIRST_YEAR <= day.year <= LAST_YEAR for day in days)

    def is_provisional(self, *days: dt.date) -> bool:
        """Say whether any of the days is beyond the last year whose bank holidays are proclaimed."""
        return any(day.year > PROCLAIMED_UNTIL for day in days)

    def is_working_day(self, day: dt.date) -> bool:
        """Say whether the board works on that day."""
        return day.weekday() < _SATURDAY and day not in self._days_off(day.year)

    def next_working_day(self, day: dt.date) -> dt.date:
        """Return the day itself where it is a working day, else the first working day after it."""
        while not self.is_working_day(day):
            day += _ONE_DAY
        return day

    def due_date(self, start: dt.date, days: int) -> dt.date:
        """Return the N-th working day after a date, which may itself be any day (docs/decisions/0003-checking.md)."""
        day = start
        for _ in range(days):
            day = self.next_working_day(day + _ONE_DAY)
        return day

    def days_between(self, after: dt.date, until: dt.date) -> int:
        """Count the working days after one date, up to and including another; 0 where that is not later."""
        if until <= after:
            return 0
        return _weekdays_until(until) - _weekdays_until(after) - len(self.skipped(after, until))

    def days_to_spare(self, done: dt.date, due: dt.date) -> int:
        """Count the working days left when something was done on a day, up to its due date.

        A day that is not worked counts as the next working day.
        """
        return self.days_between(self.next_working_day(done), due)

    def days_late(self, due: dt.date, done: dt.date) -> int:
        """Count the working days after the due date up to the day on which something was done.

        A day that is not worked counts as the next working day.
        """
        return self.days_between(due, self.next_working_day(done)) if done > due else 0

    def skipped(self, after: dt.date, until: dt.date) -> tuple[SkippedDay, ...]:
        """Return the bank holidays and closures on weekdays after one date, up to and including another."""
        return tuple(
            SkippedDay(date=day, name=name)
            for year in range(after.year, until.year + 1)
            for day, name in self._days_off(year).items()
            if after < day <= until
        )

    def _days_off(self, year: int) -> Mapping[dt.date, str]:
        if year not in self._years:
            self._years[year] = self._work_out(year)
        return self._years[year]

    def _work_out(self, year: int) -> Mapping[dt.date, str]:
        closed = {
            day.date: day.why
            for day in self.closures
            if day.date.year == year and day.date.weekday() < _SATURDAY
        }
        worked = {day.date for day in self.worked_days}
        off = {**closed, **bank_holidays(self.nation, year)}
        return {day: off[day] for day in sorted(off) if day not in worked}


def calendar_of(board: Board) -> WorkingCalendar:
    """Return the working calendar of a board."""
    return WorkingCalendar(board.nation, board.closures, board.worked_days)


def _weekdays_until(day: dt.date) -> int:
    """Count the weekdays from 1 January of year 1, a Monday, up to and including a day."""
    weeks, days = divmod(day.toordinal(), 7)
    return weeks * 5 + min(days, 5)
