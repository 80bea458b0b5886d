"""Dates as people in the United Kingdom write them: day, month, year; and ISO 8601, which stays ISO.

A year of two digits up to 49 is 20yy; a later one could be of either century, and asks. So do three numbers of two
digits that are a date of before these forms with the year last (26-02-13) and a day of their own years with it first.
"""

import datetime as dt
import re
from dataclasses import dataclass

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",),
            ("june", "jun"), ("july", "jul"), ("august", "aug"), ("september", "sept", "sep"),
            ("october", "oct"), ("november", "nov"), ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            ("monday", "mon"), ("tuesday", "tues", "tue"), ("wednesday", "weds", "wed"),
            ("thursday", "thurs", "thur", "thu"), ("friday", "fri"), ("saturday", "sat"), ("sunday", "sun"),
        )
    )
    for name in names
}  # fmt: skip
_EARLIEST, _LATEST = 1900, 2199
_TWO_DIGITS_UP_TO = 49
_FORMS_BEGAN = 2023
"""The year of the earliest form that is still returned. Before it lie dates of birth, and years taken for days."""

_YEAR = r"(?P<year>[0-9]{4}|[0-9]{2})"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_MONTH = r"(?P<name>[a-z]+)\.?"
_ISO = re.compile(r"(?P<year>[0-9]{4})([-/.])(?P<month>[0-9]{1,2})\2(?P<day>[0-9]{1,2})")
_NUMBERS = re.compile(
    rf"(?P<day>[0-9]{{1,2}})\s*(?P<sign>[-/.])\s*(?P<month>[0-9]{{1,2}})\s*(?P=sign)\s*{_YEAR}"
)
_SPACED = re.compile(rf"(?P<day>[0-9]{{1,2}})\s(?P<month>[0-9]{{1,2}})\s{_YEAR}")
"""Numbers between which two signs stand (3-5/2026) may be several days, and are no date."""
_WORDS = re.compile(rf"(?:the\s+)?{_DAY}(?:\s*|\s+of\s+|\s*[-/]\s*){_MONTH}(?:,?\s*|\s*[-/]\s*)['’]?{_YEAR}")
_MONTH_FIRST = re.compile(rf"{_MONTH}\s*{_DAY}(?:,\s*|\s+)(?P<year>[0-9]{{4}})")
_WEEKDAY = re.compile(r"^(?P<weekday>[a-z]+)\.?,?\s+(?=[0-9a-z])")


@dataclass(frozen=True)
class ReadDate:
    """A date that could be read, or the code of the finding that says why not."""

    date: dt.date | None
    code: str | None = None


def read_date(text: str) -> ReadDate:
    """Read a date that stands alone.

    The code is `date-impossible` (31/02/2024), `date-ambiguous` (6/13/2024, which only another country's order
    makes a date; a weekday that is not that day's; 3/6/98; 26-02-13), or `date-unreadable` (anything beside it).
    """
    words = " ".join(text.split()).casefold().translate(str.maketrans("‐‑–—−", "-----")).rstrip(" .")
    weekday, rest = _take_weekday(words)
    found = next(
        (m for form in (_ISO, _NUMBERS, _SPACED, _WORDS, _MONTH_FIRST) if (m := form.fullmatch(rest))), None
    )
    parts = {} if found is None else found.groupdict()
    month = _MONTHS.get(parts["name"]) if "name" in parts else int(parts.get("month", 0))
    if not parts or month is None:
        return ReadDate(None, "date-unreadable")
    if "month" in parts and _may_begin_with_year(parts["day"], parts["month"], parts["year"]):
        return ReadDate(None, "date-ambiguous")
    read = _make(parts["year"], month, int(parts["day"]))
    if read.date and weekday is not None and read.date.weekday() != weekday:
        return ReadDate(None, "date-ambiguous")
    return read


def _take_weekday(words: str) -> tuple[int | None, str]:
    found = _WEEKDAY.match(words)
    if found is None or found["weekday"] not in _WEEKDAYS:
        return None, words
    return _WEEKDAYS[found["weekday"]], words[found.end() :]


def _may_begin_with_year(first: str, month: str, last: str) -> bool:
    """Say whether three numbers of two digits are an older date in UK order, and one of the forms' years in ISO's."""
    if {len(first), len(month), len(last)} != {2}:
        return False
    older, newer = 2000 + int(last), 2000 + int(first)
    return older < _FORMS_BEGAN <= newer and _is_date(newer, int(month), int(last))


def _make(year: str, month: int, day: int) -> ReadDate:
    if len(year) == 2 and int(year) > _TWO_DIGITS_UP_TO:
        return ReadDate(None, "date-ambiguous")
    full = int(year) + 2000 if len(year) == 2 else int(year)
    if not _EARLIEST <= full <= _LATEST:
        return ReadDate(None, "date-impossible")
    try:
        return ReadDate(dt.date(full, month, day))
    except ValueError:
        return ReadDate(None, "date-ambiguous" if _is_date(full, day, month) else "date-impossible")


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True
