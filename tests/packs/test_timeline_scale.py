"""The axis of the timeline: where days stand on it, what is broken off, and which days are shaded."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.packs.timeline.scale import TimeScale, make_scale
from escalation.timeframes.working_days import calendar_of
from tests.packs.samples import board

DAYS = st.sets(st.dates(), min_size=1, max_size=40)


def scale(*days: str) -> TimeScale:
    return make_scale(dt.date.fromisoformat(day) for day in days)


@given(DAYS)
def test_every_day_stands_on_the_axis_in_its_order(days: set[dt.date]) -> None:
    axis = make_scale(days)
    places = [axis.middle_of(day) for day in sorted(days)]
    assert places == sorted(set(places))
    for day in days:
        assert 0 <= axis.start_of(day) < axis.middle_of(day) < axis.end_of(day) <= 1 + 1e-9


@given(DAYS)
def test_no_stretch_without_events_is_drawn_longer_than_a_month(days: set[dt.date]) -> None:
    for before, after in pairwise(sorted(days)):
        axis = make_scale(days)
        assert (axis.start_of(after) - axis.end_of(before)) * axis.width < 31


@given(DAYS)
def test_the_names_of_days_do_not_run_into_one_another(days: set[dt.date]) -> None:
    ticks = make_scale(days).ticks()
    assert ticks
    assert all(second.at - first.at >= 0.139 for first, second in pairwise(ticks))


@given(DAYS)
def test_shades_lie_on_the_axis_and_not_on_one_another(days: set[dt.date]) -> None:
    shades = make_scale(days).shades(calendar_of(board("moray")))
    assert all(0 <= shade.begins < shade.ends <= 1 + 1e-9 for shade in shades)
    assert all(first.ends < second.begins for first, second in pairwise(shades))


def test_every_day_is_as_wide_as_every_other() -> None:
    axis = scale("2024-11-04", "2024-11-20")
    widths = {
        round(axis.end_of(dt.date(2024, 11, day)) - axis.start_of(dt.date(2024, 11, day)), 12)
        for day in range(4, 21)
    }
    assert len(widths) == 1


def test_three_weeks_stay_whole_and_a_longer_stretch_is_broken() -> None:
    assert scale("2024-11-04", "2024-11-25").breaks() == ()
    assert len(scale("2024-11-04", "2024-11-26").breaks()) == 1


def test_what_lies_years_apart_is_named_with_its_year() -> None:
    ticks = scale("2019-03-01", "2024-11-04").ticks()
    assert [(tick.day, tick.year) for tick in ticks if tick.year] == [("27 Feb", "2019"), ("2 Nov", "2024")]


def test_one_day_alone_has_days_around_it() -> None:
    axis = scale("2024-11-04")
    assert axis.width > 7
    assert 0 < axis.start_of(dt.date(2024, 11, 4)) < 0.5


def test_weekends_and_the_nations_own_holidays_are_shaded() -> None:
    axis = scale("2024-11-28", "2024-12-04")
    days = {name: axis.shades(calendar_of(board(name))) for name in ("moray", "mscb")}
    monday = axis.middle_of(dt.date(2024, 12, 2))
    assert any(shade.begins < monday < shade.ends for shade in days["moray"])
    assert not any(shade.begins < monday < shade.ends for shade in days["mscb"])


def test_a_day_that_the_axis_does_not_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="does not hold"):
        scale("2019-03-01", "2024-11-04").start_of(dt.date(2022, 1, 1))
