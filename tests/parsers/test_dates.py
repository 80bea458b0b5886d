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
        "Mon 3/6/24", "  3 June\u00a02024. ", "the 3rd of June 2024", "Monday the 3rd of June, 2024", "3/Jun/2024",
        "3 June '24", "3 Jun ’24",
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
        ("3-5/2026", "date-unreadable"),
        ("1/2 2026", "date-unreadable"),
        ("4-3 2026", "date-unreadable"),
        ("10-11 12", "date-unreadable"),
        ("2024-06/03", "date-unreadable"),
        ("3.6/24", "date-unreadable"),
        ("3/4 June 2024", "date-unreadable"),
        ("3-4 June 2024", "date-unreadable"),
        ("the June 2024", "date-unreadable"),
        ("26-02-13", "date-ambiguous"),
        ("24/06/03", "date-ambiguous"),
        ("23.1.2", "date-unreadable"),
        ("Fri 13/02/26-02", "date-unreadable"),
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


TWO_DIGITS = st.integers(0, 99).map("{:02}".format)


@given(st.integers(1, 31), st.integers(1, 12), st.integers(0, 99), st.sampled_from("-/. "))
def test_three_numbers_of_two_digits_are_a_date_in_uk_order_or_none(
    one: int, two: int, three: int, sign: str
) -> None:
    read = read_date(f"{one:02}{sign}{two:02}{sign}{three:02}")
    if read.date is not None:
        assert (read.date.day, read.date.month, read.date.year) == (one, two, 2000 + three)


@given(st.dates(dt.date(2023, 1, 1), dt.date(2049, 12, 31)), st.sampled_from("-/. "))
def test_every_date_since_the_forms_began_is_sure_with_two_digits_for_the_year(
    day: dt.date, sign: str
) -> None:
    assert read_date(f"{day:%d}{sign}{day:%m}{sign}{day:%y}").date == day


@given(st.dates(dt.date(2023, 1, 1), dt.date(2031, 12, 31)), st.sampled_from("-/. "))
def test_a_date_with_the_year_first_in_two_digits_is_never_one_from_before_the_forms(
    day: dt.date, sign: str
) -> None:
    read = read_date(f"{day:%y}{sign}{day:%m}{sign}{day:%d}")
    assert read.date is None or read.date.year >= 2023


@given(TWO_DIGITS, TWO_DIGITS, TWO_DIGITS, st.permutations("-/. "))
def test_numbers_with_two_signs_between_them_are_no_date(
    one: str, two: str, three: str, signs: list[str]
) -> None:
    first, second, *_ = signs
    for year in (three, f"20{three}"):
        assert read_date(f"{one}{first}{two}{second}{year}").date is None


@given(st.text(max_size=40))
def test_no_text_stops_the_reading_of_dates(text: str) -> None:
    read = read_date(text)
    assert (read.date is None) is (read.code is not None)
