"""By when the minutes are due with people (MSCB ¶12; Moray 3.3)."""

import datetime as dt
from dataclasses import replace

import pytest

from docgen.packs.circulation import Circulated, say_circulation
from tests.packs.samples import Prepared, moray, mscb, prepare

TODAY = dt.date(2025, 2, 28)


def said(prepared: Prepared, held: dt.date | None, circulated: dt.date | None = None) -> Circulated:
    prepared = prepared.but(minutes_circulated=circulated)
    (only,) = say_circulation(prepared.meeting, prepared.board, held, TODAY)
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


def test_the_house_target_stands_for_a_board_whose_file_names_none() -> None:
    assert said(moray(), dt.date(2024, 11, 25)).target == (
        "House target, not the limit: Tuesday 3 December 2024, 5 working days after the meeting"
    )


@pytest.mark.parametrize(
    ("name", "held", "target"),
    [
        ("mer-2025-008", dt.date(2025, 1, 27), "Monday 3 February 2025"),
        ("med-2025-003", dt.date(2025, 2, 26), "Wednesday 5 March 2025"),
        ("pc-2025-006", dt.date(2025, 4, 16), "Friday 25 April 2025"),
    ],
)
def test_where_no_clause_limits_it_the_house_target_stands_alone_as_the_house_s(
    name: str, held: dt.date, target: str
) -> None:
    """Good Friday and Easter Monday 2025 are 18 and 21 April."""
    one = said(prepare(name), held, held)
    assert one.says == "When the minutes go round: no clause sets a limit"
    assert one.target == f"House target, not the procedure’s: {target}, 5 working days after the meeting"
    assert one.outcome.startswith("Circulated on ")
    assert "et," not in one.outcome


def test_a_limit_shorter_than_the_house_target_leaves_no_room_for_it() -> None:
    limits = tuple(
        limit.model_copy(update={"within": "3 working days", "target": ""}) for limit in mscb().board.limits
    )
    prepared = replace(mscb(), board=mscb().board.model_copy(update={"limits": limits}))
    assert said(prepared, dt.date(2024, 12, 16)).target == ""


@pytest.mark.parametrize("circulated", [dt.date(2023, 12, 16), dt.date(2025, 3, 1)])
def test_a_day_before_the_meeting_or_still_to_come_is_neither_met_nor_late(circulated: dt.date) -> None:
    outcome = said(mscb(), dt.date(2024, 12, 16), circulated).outcome
    assert "find out which day is meant" in outcome
    assert "Met" not in outcome
    assert "Late" not in outcome


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


@pytest.mark.parametrize(("circulated", "answer"), [(dt.date(2024, 12, 16), "Met,"), (TODAY, "Late by")])
def test_the_day_of_the_meeting_and_that_of_the_check_are_days_on_which_they_can_go_round(
    circulated: dt.date, answer: str
) -> None:
    outcome = said(mscb(), dt.date(2024, 12, 16), circulated).outcome
    assert answer in outcome
    assert "find out" not in outcome


def test_a_limit_in_words_is_said_in_them_and_has_no_outcome() -> None:
    limits = tuple(
        limit.model_copy(update={"within": "without delay", "basis": None, "target": ""})
        for limit in mscb().board.limits
    )
    prepared = replace(mscb(), board=mscb().board.model_copy(update={"limits": limits}))
    one = said(prepared, dt.date(2024, 12, 16), dt.date(2024, 12, 17))
    assert one.says == "Minutes circulated by the Chair: without delay after the meeting"
    assert one.outcome == ""


def test_a_scottish_bank_holiday_is_passed_over_in_moray() -> None:
    one = said(moray(), dt.date(2024, 11, 25))
    assert "due by Tuesday 3 December 2024" in one.says
    assert "Monday 2 December 2024" in one.why


def test_before_the_meeting_the_limit_is_said_without_a_day() -> None:
    one = said(mscb(), None)
    assert one.says == "Minutes circulated by the Chair: 15 working days after the meeting"
    assert one.outcome == ""


def test_before_the_meeting_the_house_target_is_said_without_a_day() -> None:
    assert said(prepare("pc-2025-006"), None).target == (
        "House target, not the procedure’s: 5 working days after the meeting"
    )


def test_a_stage_without_a_limit_on_circulation_has_the_house_target_alone() -> None:
    one = said(mscb().but(stage="escalation"), dt.date(2024, 12, 16))
    assert one.target.startswith("House target, not the procedure’s: Monday 23 December 2024")


def test_minutes_that_went_round_on_a_bank_holiday_did_not_go_on_the_working_day_after_it() -> None:
    """Monday 2 December 2024 is St Andrew's Day in lieu: circulated then, and due on Tuesday."""
    one = said(moray(), dt.date(2024, 11, 25), dt.date(2024, 12, 2))
    assert "due by Tuesday 3 December 2024" in one.says
    assert one.outcome == "Circulated on Monday 2 December 2024. Met before the day it was due."
