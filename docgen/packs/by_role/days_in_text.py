"""Days as people write them within a text, so that one is found in whatever form it stands."""

import datetime as dt
import re
from collections.abc import Iterator

from docgen.packs.by_role.plain_text import make_plain

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(?<!\d)(\d{4})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{1,2})(?!\d)")
_UK = re.compile(r"(?<!\d)(\d{1,2})\s?[-/. ]\s?(\d{1,2})\s?[-/. ]\s?(\d{4}|\d{2})(?!\d)")
_MONTH = rf"({'|'.join(_MONTHS)})[a-z]*\.?"
_NAMED = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_LEAP = "2000"
_WORDS = re.compile(
    rf"(?<!\d)(\d{{1,2}})\s?(?:st|nd|rd|th)?(?:\s+of)?[\s-]*{_MONTH},?[\s-]*['’]?(\d{{4}}|\d{{2}})(?!\d)",
    re.IGNORECASE,
)
_AMERICAN = re.compile(rf"{_MONTH}\s*(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d)", re.IGNORECASE)
_OF_A_YEAR = re.compile(
    rf"(?<!\d)\d{{1,2}}\s?(?:st|nd|rd|th)?(?:\s+of)?[\s-]*{_NAMED}|\b{_NAMED}\s*\d{{1,2}}(?:st|nd|rd|th)?(?!\d)",
    re.IGNORECASE,
)
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})(?![\d/])")
_ALWAYS = "24/7"
_WHOLE = re.compile(r"(?<!\d)(?<!\d[-/.])(?:\d{4}([-/.])\d\d?\1\d\d?|\d\d?([-/.])\d\d?\2\d{2,4})(?![-/.]?\d)")


def find_days(text: str) -> frozenset[dt.date]:
    """Return every day that stands in a text: ISO, day first, month first with a name, years of two digits."""
    read = _read(make_plain(text))
    return frozenset(day for year, month, number in read if (day := _day(year, month, number)))


def holds_day(text: str) -> bool:
    """Say whether a text holds any day, also one without a year: `16 December`, `Dec 16th`, `16/12`."""
    plain = make_plain(text)
    return bool(
        find_days(plain)
        or _OF_A_YEAR.search(plain)
        or any(_day(_LEAP, int(one[2]), one[1]) for one in _SLASHED.finditer(plain) if one[0] != _ALWAYS)
    )


def leave_out_days(text: str) -> str:
    """Return a text without the days that are written in numbers, so that none is taken for another number."""
    return _WHOLE.sub(lambda one: " day " if find_days(one[0]) else one[0], make_plain(text))


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
