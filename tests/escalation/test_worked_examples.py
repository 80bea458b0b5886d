"""The worked examples that the reading of the procedures was agreed on."""

import datetime as dt

import pytest

from escalation.answers import Answer, LimitAnswer
from escalation.boards import Board, DatedDay
from escalation.limits import Basis
from escalation.records import Record
from escalation.timeframes import check_timeframes
from tests.escalation.returns import make_case, make_return, shipped

LATER = dt.date(2026, 11, 20)


def check(board: Board, limit: str, *records: Record, today: dt.date = LATER) -> LimitAnswer:
    answers = check_timeframes(make_case(board, *records), board, today).answers
    return next(answer for answer in answers if answer.limit == limit)


def mscb(**dates: str) -> Record:
    return make_return(shipped("mscb").form("escalation-record"), {"plan_detail": "no", **dates})


def mscb_minutes(**dates: str) -> Record:
    return make_return(shipped("mscb").form("case-progression-meeting-minutes"), dates, number=2)


def moray(received: dt.date | None = None, **answers: str) -> Record:
    return make_return(shipped("moray").form("escalation-record"), answers, received=received)


def moray_dates(**dates: str) -> Record:
    return make_return(shipped("moray").form("dates-sheet"), dates, number=2)


def test_1_mscb_a_disagreement_reconciled_after_the_bank_holiday_is_in_time_by_paragraph_5() -> None:
    said = check(
        shipped("mscb"),
        "early-resolution",
        mscb(disagreement_arose_on="2024-05-03", early_resolution_concluded_on="2024-05-07"),
    )
    assert (said.answer, said.days, said.clause) == (Answer.MET, 0, "¶5")
    assert [day.date for day in said.skipped] == [dt.date(2024, 5, 6)]


@pytest.mark.parametrize(
    ("circulated", "answer", "days"), [("2025-01-09", Answer.MET, 0), ("2025-01-10", Answer.LATE, 1)]
)
def test_2_mscb_minutes_have_fifteen_working_days_over_christmas_by_paragraph_12(
    circulated: str, answer: Answer, days: int
) -> None:
    said = check(
        shipped("mscb"),
        "minutes-circulated",
        mscb(issues_remain="yes"),
        mscb_minutes(meeting_held_on="2024-12-16", minutes_circulated_on=circulated),
    )
    assert (said.answer, said.days, said.clause) == (answer, days, "¶12")
    assert said.due == dt.date(2025, 1, 9)
    assert [day.date for day in said.skipped] == [
        dt.date(2024, 12, 25),
        dt.date(2024, 12, 26),
        dt.date(2025, 1, 1),
    ]
    assert said.target_due == dt.date(2024, 12, 23)


@pytest.mark.parametrize(
    ("distributed", "answer", "days"), [("2024-12-03", Answer.MET, 0), ("2024-12-04", Answer.LATE, 1)]
)
def test_3_moray_st_andrews_day_moved_from_the_saturday_is_not_counted_in_section_3_3(
    distributed: str, answer: Answer, days: int
) -> None:
    said = check(
        shipped("moray"),
        "stage-2-record-distributed",
        moray(stage_2_meeting="2024-11-25"),
        moray_dates(stage_2_distributed_on=distributed),
    )
    assert (said.answer, said.days, said.due, said.clause) == (answer, days, dt.date(2024, 12, 3), "3.3")
    assert [day.date for day in said.skipped] == [dt.date(2024, 12, 2)]


def test_3_moray_with_2_december_worked_through_3_december_is_late() -> None:
    worked = DatedDay(date=dt.date(2024, 12, 2), why="not a staff holiday", source="made up for this test")
    said = check(
        shipped("moray").model_copy(update={"worked_days": (worked,)}),
        "stage-2-record-distributed",
        moray(stage_2_meeting="2024-11-25"),
        moray_dates(stage_2_distributed_on="2024-12-03"),
    )
    assert (said.answer, said.days, said.due, said.skipped) == (Answer.LATE, 1, dt.date(2024, 12, 2), ())


@pytest.mark.parametrize(
    ("concluded", "answer", "readings"),
    [
        ("2025-09-10", Answer.MET, [Answer.MET, Answer.MET]),
        ("2025-09-11", Answer.DEPENDS, [Answer.MET, Answer.LATE]),
        ("2025-09-16", Answer.LATE, [Answer.LATE, Answer.LATE]),
    ],
)
def test_4_pan_cheshire_day_9_of_a_text_that_names_no_kind_of_day_has_two_readings(
    concluded: str, answer: Answer, readings: list[Answer]
) -> None:
    """Pan Cheshire, Step 2: the concern arose on Monday 1 September 2025."""
    board = shipped("pan-cheshire")
    dates = {"concern_arose_on": "2025-09-01", "step_2_concluded_on": concluded}
    record = make_return(board.form("escalation-record"), {**dates, "step_1_outcome": "unresolved"})
    said = check(board, "step-2-concluded", record)
    assert (said.answer, said.clause) == (answer, "Step 2")
    assert [reading.answer for reading in said.readings] == readings
    assert [(reading.basis, reading.due) for reading in said.readings] == [
        (Basis.WORKING, dt.date(2025, 9, 12)),
        (Basis.CALENDAR, dt.date(2025, 9, 10)),
    ]
    assert said.basis is Basis.UNCLEAR
    assert said.due == dt.date(2025, 9, 10)
    assert (said.days is None) is (answer is Answer.DEPENDS)


@pytest.mark.parametrize(
    ("resolved", "answer", "answers", "days"),
    [
        ("2026-04-10", Answer.MET, [Answer.MET, Answer.MET], [0, 0]),
        ("2026-04-14", Answer.DEPENDS, [Answer.MET, Answer.LATE], [0, 2]),
    ],
)
def test_5_medway_the_body_asks_for_a_response_and_the_flow_chart_for_a_resolution(
    resolved: str, answer: Answer, answers: list[Answer], days: list[int]
) -> None:
    """Medway, 3, Stage 3 and Appendix Two: Good Friday and Easter Monday 2026 are not counted."""
    dates = {"alert_on": "2026-04-01", "stage_3_response_on": "2026-04-10", "stage_3_resolution_on": resolved}
    board = shipped("medway")
    said = check(board, "stage-3-response", make_return(board.form("stage-3-escalation-form"), dates))
    assert (said.answer, said.due, said.clause) == (answer, dt.date(2026, 4, 10), "3, Stage 3")
    assert [day.date for day in said.skipped] == [dt.date(2026, 4, 3), dt.date(2026, 4, 6)]
    assert [reading.clause for reading in said.readings] == ["3, Stage 3", "Appendix Two, Stage Three"]
    assert [reading.due for reading in said.readings] == [dt.date(2026, 4, 10)] * 2
    assert [reading.to and reading.to.date for reading in said.readings] == [
        dt.date(2026, 4, 10),
        dt.date.fromisoformat(resolved),
    ]
    assert [reading.answer for reading in said.readings] == answers
    assert [reading.days for reading in said.readings] == days


def test_6_moray_resolved_at_stage_1_leaves_every_limit_of_the_later_stages_not_applicable() -> None:
    board = shipped("moray")
    record = moray(stage_1_discussion="2024-06-03", stage_1_outcome="resolved")
    answers = check_timeframes(make_case(board, record), board, LATER).answers
    later = [one for one in answers if one.limit.startswith(("stage-2", "stage-3", "stage-4", "stage-5"))]
    assert len(later) == 12
    assert {one.answer for one in later} == {Answer.NOT_APPLICABLE}
    assert all("resolved at ‘Stage 1: first line management’" in one.why for one in later)


def test_7_moray_a_record_that_came_by_message_in_time_is_met_on_that_evidence() -> None:
    said = check(
        shipped("moray"),
        "stage-2-record-distributed",
        moray(received=dt.date(2024, 6, 14), stage_2_meeting="2024-06-10"),
    )
    assert (said.answer, said.days, said.due) == (Answer.MET, 1, dt.date(2024, 6, 17))
    assert "on that evidence" in said.why


def test_7_moray_a_record_that_came_later_is_not_known_and_never_late() -> None:
    said = check(
        shipped("moray"),
        "stage-2-record-distributed",
        moray(received=dt.date(2024, 6, 20), stage_2_meeting="2024-06-10"),
    )
    assert (said.answer, said.days, said.due) == (Answer.NOT_KNOWN, None, dt.date(2024, 6, 17))
    assert "Thursday 20 June 2024" in said.why
