"""By when the minutes are due with people (MSCB ¶12; Moray 3.3; READINGS, Worked examples 2 and 3)."""

import datetime as dt

import pytest

from docgen.packs.circulation import Circulated, say_circulation
from tests.packs.samples import Prepared, moray, mscb


def said(prepared: Prepared, held: dt.date | None, circulated: dt.date | None = None) -> Circulated:
    prepared = prepared.but(minutes_circulated=circulated)
    (only,) = say_circulation(prepared.meeting, prepared.board, held)
    return only


def test_mscb_minutes_are_due_fifteen_working_days_after_the_meeting() -> None:
    one = said(mscb(), dt.date(2024, 12, 16))
    assert "due by Thursday 9 January 2025" in one.says
    assert "¶12" in one.why
    for day in ("25 December 2024", "26 December 2024", "1 January 2025"):
        assert day in one.why


def test_the_house_target_stands_beside_the_limit_as_a_target() -> None:
    one = said(mscb(), dt.date(2024, 12, 16))
    assert one.target.startswith("House target, not the limit: Monday 23 December 2024")
    assert "5 working days" in one.target


def test_a_board_without_a_house_target_shows_none() -> None:
    assert said(moray(), dt.date(2024, 11, 25)).target == ""


@pytest.mark.parametrize(
    ("circulated", "outcome"),
    [
        (dt.date(2025, 1, 9), "Met on the day it was due"),
        (dt.date(2025, 1, 8), "Met, 1 working day to spare"),
        (dt.date(2025, 1, 10), "Late by 1 working day"),
    ],
)
def test_what_became_of_it_is_counted_as_the_check_counts(circulated: dt.date, outcome: str) -> None:
    assert outcome in said(mscb(), dt.date(2024, 12, 16), circulated).outcome


def test_a_scottish_bank_holiday_is_passed_over_in_moray() -> None:
    one = said(moray(), dt.date(2024, 11, 25))
    assert "due by Tuesday 3 December 2024" in one.says
    assert "Monday 2 December 2024" in one.why


def test_before_the_meeting_the_limit_is_said_without_a_day() -> None:
    one = said(mscb(), None)
    assert one.says == "Minutes circulated by the Chair: 15 working days after the meeting"
    assert one.outcome == ""


def test_a_stage_without_a_limit_on_circulation_says_nothing() -> None:
    prepared = mscb().but(stage="escalation")
    assert say_circulation(prepared.meeting, prepared.board, dt.date(2024, 12, 16)) == ()
