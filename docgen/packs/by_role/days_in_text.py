"""Days as people write them within a text, so that a day of birth is found in whatever form it stands."""

import datetime as dt
import re
from collections.abc import Iterator

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(?<!\d)(\d{4})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{1,2})(?!\d)")
_UK = re.compile(r"(?<!\d)(\d{1,2})\s?[-/. ]\s?(\d{1,2})\s?[-/. ]\s?(\d{4}|\d{2})(?!\d)")
_MONTH = rf"({'|'.join(_MONTHS)})[a-z]*\.?"
_WORDS = re.compile(
    rf"(?<!\d)(\d{{1,2}})\s?(?:st|nd|rd|th)?(?:\s+of)?[\s-]*{_MONTH},?[\s-]*['’]?(\d{{4}}|\d{{2}})(?!\d)",
    re.IGNORECASE,
)
_AMERICAN = re.compile(rf"{_MONTH}\s*(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d)", re.IGNORECASE)


def find_days(text: str) -> frozenset[dt.date]:
    """Return every day that stands in a text: ISO, day first, month first with a name, years of two digits."""
    return frozenset(day for year, month, number in _read(text) if (day := _day(year, month, number)))


def _read(text: str) -> Iterator[tuple[str, int, str]]:
    for year, month, number in _ISO.findall(text):
        yield year, int(month), number
    for number, month, year in _UK.findall(text):
        yield year, int(month), number
    for number, name, year in _WORDS.findall(text):
        yield year, _MONTHS.index(name.lower()) + 1, number
    for name, number, year in _AMERICAN.findall(text):
        yield year, _MONTHS.index(name.lower()) + 1, number


def _day(year: str, month: int, number: str) -> dt.date | None:
    try:
        return dt.date(int(year) + (2000 if len(year) == 2 else 0), month, int(number))
    except ValueError:
        return None
