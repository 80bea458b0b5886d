"""Dates as people type them: UK order, ISO stays ISO, and what is no sure date asks."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.dates import read_date

THIRD_OF_JUNE = dt.date(2024, 6, 3)


@pytest.mark.parametrize(
    "text",
    [
        "3/6/2024", "03/06/2024", "3/6/24", "03.06.24", "3-6-2024", "3 6 2024", "3 / 6 / 2024", "3–6–2024",
        "2024-06-03", "2024/06/03", "3 June 2024", "3rd June 2024", "3rd of June 2024", "03 Jun 2024", "3-Jun-24",
        "3 jun. 2024", "3JUNE2024", "June 3, 2024", "June 3rd 2024", "Mon 3 June 2024", "Monday, 3rd June, 2024",
        "Mon 3/6/24", "  3 June\u00a02024. ",
    ],
)  # fmt: skip
def test_a_date_is_read_in_uk_order_however_it_is_written(text: str) -> None:
    assert read_date(text).date == THIRD_OF_JUNE


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("31/02/2024", "date-impossible"),
        ("30/13/2024", "date-impossible"),
        ("2024-02-30", "date-impossible"),
        ("0/6/2024", "date-impossible"),
        ("3/6/1066", "date-impossible"),
        ("6/13/2024", "date-ambiguous"),
        ("2024-13-06", "date-ambiguous"),
        ("3/6/98", "date-ambiguous"),
        ("Tuesday 3 June 2024", "date-ambiguous"),
        ("3/6/24 approx", "date-unreadable"),
        ("3/6/2024 or 4/6/2024", "date-unreadable"),
        ("3 Juin 2024", "date-unreadable"),
        ("3/6", "date-unreadable"),
        ("030624", "date-unreadable"),
        ("Monday", "date-unreadable"),
        ("tbc", "date-unreadable"),
        ("3/6-2024x", "date-unreadable"),
    ],
)
def test_a_date_that_is_not_sure_is_not_read_and_says_why(text: str, code: str) -> None:
    read = read_date(text)
    assert (read.date, read.code) == (None, code)


@given(st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)))
def test_every_date_is_read_back_from_the_ways_it_is_written(day: dt.date) -> None:
    for written in (
        day.isoformat(),
        f"{day:%d/%m}/{day.year}",
        f"{day.day} {day:%B} {day.year}",
        f"{day:%a %d %b} {day.year}",
    ):
        assert read_date(written).date == day


@given(st.text(max_size=40))
def test_no_text_stops_the_reading_of_dates(text: str) -> None:
    read = read_date(text)
    assert (read.date is None) is (read.code is not None)
