"""Working days, against the bank holidays that gov.uk lists and against a plain count day by day."""

import datetime as dt
import time

import pytest
from hypothesis import given
from hypothesis import strategies as some

from escalation.boards import DatedDay, Nation
from escalation.timeframes.working_days import (
    FIRST_YEAR,
    LAST_YEAR,
    PROCLAIMED_UNTIL,
    WorkingCalendar,
    bank_holidays,
)
from tests.escalation.returns import made_up

JAN, MAR, APR, MAY, JUN, AUG, NOV, DEC = 1, 3, 4, 5, 6, 8, 11, 12
ENGLAND = {
    2023: [(2, JAN), (7, APR), (10, APR), (1, MAY), (8, MAY), (29, MAY), (28, AUG), (25, DEC), (26, DEC)],
    2024: [(1, JAN), (29, MAR), (1, APR), (6, MAY), (27, MAY), (26, AUG), (25, DEC), (26, DEC)],
    2025: [(1, JAN), (18, APR), (21, APR), (5, MAY), (26, MAY), (25, AUG), (25, DEC), (26, DEC)],
    2026: [(1, JAN), (3, APR), (6, APR), (4, MAY), (25, MAY), (31, AUG), (25, DEC), (28, DEC)],
    2027: [(1, JAN), (26, MAR), (29, MAR), (3, MAY), (31, MAY), (30, AUG), (27, DEC), (28, DEC)],
}
SCOTLAND = {
    2023: [
        (2, JAN),
        (3, JAN),
        (7, APR),
        (1, MAY),
        (8, MAY),
        (29, MAY),
        (7, AUG),
        (30, NOV),
        (25, DEC),
        (26, DEC),
    ],
    2024: [(1, JAN), (2, JAN), (29, MAR), (6, MAY), (27, MAY), (5, AUG), (2, DEC), (25, DEC), (26, DEC)],
    2025: [(1, JAN), (2, JAN), (18, APR), (5, MAY), (26, MAY), (4, AUG), (1, DEC), (25, DEC), (26, DEC)],
    2026: [
        (1, JAN),
        (2, JAN),
        (3, APR),
        (4, MAY),
        (25, MAY),
        (15, JUN),
        (3, AUG),
        (30, NOV),
        (25, DEC),
        (28, DEC),
    ],
    2027: [(1, JAN), (4, JAN), (26, MAR), (3, MAY), (31, MAY), (2, AUG), (30, NOV), (27, DEC), (28, DEC)],
}
GOV_UK = [
    (nation, year, days)
    for nation, years in ((Nation.ENGLAND, ENGLAND), (Nation.WALES, ENGLAND), (Nation.SCOTLAND, SCOTLAND))
    for year, days in years.items()
]

CALENDARS = [WorkingCalendar(nation) for nation in Nation] + [
    WorkingCalendar(
        Nation.SCOTLAND,
        closures=(DatedDay(date=dt.date(2024, 12, 27), why="offices closed", source="made up"),),
        worked_days=(DatedDay(date=dt.date(2024, 12, 2), why="worked", source="made up"),),
    )
]
calendars = some.sampled_from(CALENDARS)
days = some.dates(dt.date(2018, 1, 1), dt.date(2032, 12, 31))
EDGES = [dt.date(2024, 2, 28), dt.date(2024, 12, 30), dt.date(2025, 4, 17), dt.date(2023, 12, 31)]
near_edges = some.builds(
    lambda day, by: day + dt.timedelta(by), some.sampled_from(EDGES), some.integers(-9, 9)
)


def plain_due_date(calendar: WorkingCalendar, start: dt.date, number: int) -> dt.date:
    day = start
    while number:
        day += dt.timedelta(1)
        number -= calendar.is_working_day(day)
    return day


def plain_count(calendar: WorkingCalendar, after: dt.date, until: dt.date) -> int:
    span = range(1, (until - after).days + 1)
    return sum(calendar.is_working_day(after + dt.timedelta(number)) for number in span)


@pytest.mark.parametrize(("nation", "year", "listed"), GOV_UK)
def test_bank_holidays_are_those_that_gov_uk_lists(
    nation: Nation, year: int, listed: list[tuple[int, int]]
) -> None:
    assert sorted(bank_holidays(nation, year)) == sorted(dt.date(year, month, day) for day, month in listed)


def test_northern_ireland_keeps_two_more_days_than_england() -> None:
    more = set(bank_holidays(Nation.NORTHERN_IRELAND, 2024)) - set(bank_holidays(Nation.ENGLAND, 2024))
    assert more == {dt.date(2024, 3, 18), dt.date(2024, 7, 12)}


def test_a_moved_bank_holiday_says_that_it_was_moved() -> None:
    skipped = WorkingCalendar(Nation.SCOTLAND).skipped(dt.date(2024, 11, 25), dt.date(2024, 12, 3))
    assert [(day.date, day.name) for day in skipped] == [
        (dt.date(2024, 12, 2), "Saint Andrew's Day (observed)")
    ]


def test_the_proclaimed_bank_holidays_are_not_about_to_run_out() -> None:
    """Fails half a year before: look at gov.uk/bank-holidays, update `holidays`, then PROCLAIMED_UNTIL."""
    today = dt.date.fromtimestamp(time.time())
    assert today + dt.timedelta(days=182) <= dt.date(PROCLAIMED_UNTIL, 12, 31)


@pytest.mark.parametrize("nation", Nation)
def test_every_covered_year_has_bank_holidays(nation: Nation) -> None:
    assert all(len(bank_holidays(nation, year)) >= 7 for year in (FIRST_YEAR, LAST_YEAR, LAST_YEAR + 5))


def test_a_day_outside_the_data_is_not_covered() -> None:
    calendar = WorkingCalendar(Nation.ENGLAND)
    assert calendar.covers(dt.date(FIRST_YEAR, 1, 1), dt.date(LAST_YEAR, 12, 31))
    assert not calendar.covers(dt.date(2024, 1, 1), dt.date(24, 1, 1))
    assert not calendar.covers(dt.date(LAST_YEAR + 1, 1, 1))


def test_a_window_is_provisional_from_the_first_day_that_is_not_proclaimed() -> None:
    calendar = WorkingCalendar(Nation.ENGLAND)
    assert not calendar.is_provisional(dt.date(PROCLAIMED_UNTIL, 12, 31))
    assert calendar.is_provisional(dt.date(PROCLAIMED_UNTIL, 12, 31), dt.date(PROCLAIMED_UNTIL + 1, 1, 4))


@pytest.mark.parametrize(
    ("nation", "start", "number", "due"),
    [
        (Nation.ENGLAND, dt.date(2024, 5, 3), 1, dt.date(2024, 5, 7)),
        (Nation.ENGLAND, dt.date(2024, 12, 16), 15, dt.date(2025, 1, 9)),
        (Nation.ENGLAND, dt.date(2024, 3, 28), 1, dt.date(2024, 4, 2)),
        (Nation.SCOTLAND, dt.date(2024, 3, 28), 1, dt.date(2024, 4, 1)),
        (Nation.SCOTLAND, dt.date(2024, 11, 25), 5, dt.date(2024, 12, 3)),
        (Nation.ENGLAND, dt.date(2024, 11, 25), 5, dt.date(2024, 12, 2)),
        (Nation.SCOTLAND, dt.date(2026, 6, 12), 1, dt.date(2026, 6, 16)),
        (Nation.ENGLAND, dt.date(2026, 6, 12), 1, dt.date(2026, 6, 15)),
        (Nation.SCOTLAND, dt.date(2023, 12, 29), 1, dt.date(2024, 1, 3)),
        (Nation.ENGLAND, dt.date(2024, 2, 28), 1, dt.date(2024, 2, 29)),
        (Nation.ENGLAND, dt.date(2025, 2, 28), 1, dt.date(2025, 3, 3)),
        (Nation.ENGLAND, dt.date(2024, 6, 15), 5, dt.date(2024, 6, 21)),
    ],
    ids=[
        "the first May bank holiday", "Christmas and New Year", "Easter in England", "Easter in Scotland",
        "St Andrew’s Day in Scotland", "no St Andrew’s Day in England", "the World Cup in Scotland",
        "no World Cup in England", "2 January in Scotland", "a leap day", "no leap day", "a start on a Saturday",
    ],
)  # fmt: skip
def test_the_due_date_is_the_nth_working_day_after(
    nation: Nation, start: dt.date, number: int, due: dt.date
) -> None:
    assert WorkingCalendar(nation).due_date(start, number) == due


@given(calendars, days | near_edges, some.integers(0, 60))
def test_the_due_date_is_what_a_plain_count_gives(
    calendar: WorkingCalendar, start: dt.date, number: int
) -> None:
    assert calendar.due_date(start, number) == plain_due_date(calendar, start, number)


@given(calendars, days | near_edges, some.integers(-30, 1500))
def test_the_days_between_are_what_a_plain_count_gives(
    calendar: WorkingCalendar, after: dt.date, span: int
) -> None:
    until = after + dt.timedelta(span)
    assert calendar.days_between(after, until) == plain_count(calendar, after, until)


@given(calendars, days | near_edges, some.integers(1, 30), some.integers(0, 40))
def test_what_is_late_by_n_is_done_on_or_before_the_nth_working_day_after_the_due_date(
    calendar: WorkingCalendar, start: dt.date, number: int, after: int
) -> None:
    due = calendar.due_date(start, number)
    done = due + dt.timedelta(after)
    late = calendar.days_late(due, done)
    assert (late == 0) is (done == due)
    assert calendar.due_date(due, late) == calendar.next_working_day(done)


@given(calendars, days | near_edges, some.integers(1, 30), some.integers(0, 40))
def test_what_was_done_in_time_leaves_the_days_that_would_still_have_been_in_time(
    calendar: WorkingCalendar, start: dt.date, number: int, before: int
) -> None:
    due = calendar.due_date(start, number)
    done = due - dt.timedelta(before)
    assert calendar.due_date(calendar.next_working_day(done), calendar.days_to_spare(done, due)) == due


@given(calendars, days, days)
def test_only_weekdays_within_the_span_are_skipped(
    calendar: WorkingCalendar, after: dt.date, until: dt.date
) -> None:
    skipped = [day.date for day in calendar.skipped(after, until)]
    assert skipped == sorted(skipped)
    assert all(after < day <= until and day.weekday() < 5 for day in skipped)
    assert not any(calendar.is_working_day(day) for day in skipped)


def test_what_is_done_on_a_day_off_counts_as_done_on_the_next_working_day() -> None:
    calendar = WorkingCalendar(Nation.SCOTLAND)
    friday, saturday = dt.date(2024, 11, 29), dt.date(2024, 11, 30)
    assert calendar.days_late(friday, saturday) == calendar.days_late(friday, dt.date(2024, 12, 3)) == 1
    assert calendar.days_to_spare(saturday, dt.date(2024, 12, 3)) == 0


def test_a_board_is_closed_and_works_on_the_days_that_it_says() -> None:
    board = made_up("aldermoor")
    calendar = WorkingCalendar(board.nation, board.closures, board.worked_days)
    assert not calendar.is_working_day(dt.date(2025, 9, 15))
    assert calendar.is_working_day(dt.date(2025, 8, 25))
    assert [day.name for day in calendar.skipped(dt.date(2025, 8, 20), dt.date(2025, 9, 30))] == [
        "Aldermoor fair"
    ]


def test_a_day_both_closed_and_worked_is_worked() -> None:
    day = DatedDay(date=dt.date(2025, 9, 16), why="a day", source="made up")
    assert WorkingCalendar(Nation.ENGLAND, (day,), (day,)).is_working_day(day.date)


def test_a_saturday_is_never_worked() -> None:
    saturday = DatedDay(date=dt.date(2025, 9, 13), why="overtime", source="made up")
    assert not WorkingCalendar(Nation.ENGLAND, (), (saturday,)).is_working_day(saturday.date)
