"""How dates, counts and names are said in a sentence, the same on every machine whatever its language."""

import datetime as dt
from collections.abc import Iterable

from escalation.definitions import Field
from escalation.limits import Basis
from escalation.periods import Period

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_LONGEST_LABEL = 80


def say_date(day: dt.date) -> str:
    """Say a day in full: `Tuesday 3 December 2024`."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def say_period(period: Period) -> str:
    """Say when a version is in force: `from 1 April 2024 until 31 December 2025`, `from 1 January 2026`, `always`."""
    first = f"from {_say_short(period.first)}" if period.first != dt.date.min else ""
    last = f"until {_say_short(period.last)}" if period.last != dt.date.max else ""
    return f"{first} {last}".strip() or "always"


def _say_short(day: dt.date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def say_days(days: int, basis: Basis) -> str:
    """Say a number of days of a kind: `no working days`, `1 working day`, `3 calendar days`."""
    return f"{days or 'no'} {basis} {'day' if days == 1 else 'days'}"


def say_all(things: Iterable[str], joined_by: str = "and") -> str:
    """Say several things in one breath: `a, b and c`."""
    *most, last = dict.fromkeys(things)
    return f"{', '.join(most)} {joined_by} {last}" if most else last


def say_label(field: Field) -> str:
    """Say a question briefly: its label without what stands in brackets, cut at a word where it is long."""
    label = field.label.split(" (")[0].strip().rstrip(": ")
    if len(label) <= _LONGEST_LABEL:
        return label
    return label[:_LONGEST_LABEL].rsplit(" ", 1)[0] + " …"
