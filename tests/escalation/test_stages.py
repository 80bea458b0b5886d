"""How far a case went, where it ended, and dates that contradict the order of the stages."""

import datetime as dt
from typing import Any

import pytest

from escalation.answers import Answer, CheckedCase
from escalation.records import FieldReading, Record
from escalation.timeframes import check_timeframes
from escalation.timeframes.facts import establish
from tests.escalation.returns import make_case, make_return, shipped

TODAY = dt.date(2026, 11, 20)
MORAY = shipped("moray")


def record(no_date: tuple[str, ...] = (), **answers: str) -> Record:
    return make_return(MORAY.form("escalation-record"), answers, no_date=no_date)


def reached(stage: str, *records: Record) -> bool | None:
    return establish(make_case(MORAY, *records), MORAY, TODAY).reached(stage).value


def check(*records: Record) -> CheckedCase:
    return check_timeframes(make_case(MORAY, *records), MORAY, TODAY)


def answers_to(checked: CheckedCase) -> dict[str, Answer]:
    return {answer.limit: answer.answer for answer in checked.answers}


@pytest.mark.parametrize(
    "answers",
    [
        {"stage_2_meeting": "2024-11-25"},
        {"stage_2_record": "They met."},
        {"stage_2_outcome": "resolved"},
        {"stage_1_outcome": "continues"},
        {"stage_4_meeting": "2024-11-25"},
    ],
    ids=["its date", "its text", "its outcome", "the outcome before it", "a later stage"],
)
def test_a_stage_is_reached_by_what_is_recorded_of_it_or_after_it(answers: dict[str, Any]) -> None:
    assert reached("stage-2", record(**answers)) is True


@pytest.mark.parametrize("text", ["n/a", "N/A.", "None", "-"])
def test_a_stage_is_not_reached_by_writing_that_there_is_nothing_to_say(text: str) -> None:
    assert reached("stage-2", record(stage_1_outcome="resolved", stage_2_record=text)) is False


def test_a_stage_with_writing_for_a_date_that_is_none_is_reached() -> None:
    assert reached("stage-2", record(no_date=("stage_2_meeting",))) is True


def test_a_date_that_surely_is_none_counts_as_left_blank() -> None:
    resolved = record(stage_1_outcome="resolved", stage_1_discussion="2024-11-04")
    said = FieldReading(raw="N/A", value=None, origin="control", sure=True, place="table 1")
    fields = {**resolved.fields, "stage_2_meeting": said}
    with_none = resolved.model_copy(update={"fields": fields})
    assert reached("stage-2", with_none) is False
    assert check(with_none).answers == check(resolved).answers


def test_the_next_stage_is_not_known_where_the_outcome_is_blank_after_the_discussion() -> None:
    assert reached("stage-2", record(stage_1_discussion="2024-11-04")) is None


def test_a_blank_outcome_leaves_the_stages_further_on_not_reached() -> None:
    assert reached("stage-3", record(stage_1_discussion="2024-11-04")) is False


def test_a_stage_whose_meeting_has_not_taken_place_does_not_lead_to_the_next() -> None:
    sheet = make_return(MORAY.form("dates-sheet"), {"stage_1_escalated_on": "2024-11-04"}, number=2)
    assert reached("stage-1", record(), sheet) is True
    assert reached("stage-2", record(), sheet) is False


def test_a_stage_was_not_resolved_where_its_outcome_is_blank_and_a_later_one_is_recorded() -> None:
    facts = establish(make_case(MORAY, record(stage_3_meeting="2024-11-25")), MORAY, TODAY)
    assert facts.resolved("stage-2").value is False


def test_a_stage_recorded_after_the_matter_was_resolved_needs_a_person() -> None:
    checked = check(
        record(stage_1_discussion="2024-11-04", stage_1_outcome="resolved", stage_2_meeting="2024-11-25")
    )
    found = [finding for finding in checked.findings if finding.code == "stage-after-resolution"]
    assert len(found) == 1
    assert found[0].needs_a_person
    assert found[0].clause == "3.3"
    assert answers_to(checked)["stage-2-record-distributed"] is not Answer.NOT_APPLICABLE


def test_a_later_stage_dated_before_an_earlier_one_is_out_of_order_in_every_limit_of_either() -> None:
    checked = check(
        record(stage_1_discussion="2024-11-25", stage_1_outcome="continues", stage_2_meeting="2024-11-04"),
        make_return(MORAY.form("dates-sheet"), {"stage_2_distributed_on": "2024-11-06"}, number=2),
    )
    said = answers_to(checked)
    assert {
        said[limit]
        for limit in ("stage-1-record-distributed", "stage-2-record-distributed", "stage-2-meeting")
    } == {Answer.OUT_OF_ORDER}
    assert said["initial-record-sent"] is Answer.NOT_KNOWN
    assert [finding.code for finding in checked.findings] == ["out-of-order"]


def test_stages_are_compared_across_one_that_has_no_date() -> None:
    checked = check(record(stage_1_discussion="2024-11-25", stage_3_meeting="2024-11-04"))
    assert [finding.code for finding in checked.findings] == ["out-of-order"]
    assert answers_to(checked)["stage-3-record-distributed"] is Answer.OUT_OF_ORDER


def test_an_event_dated_before_one_that_it_presupposes_is_out_of_order() -> None:
    sheet = make_return(
        MORAY.form("dates-sheet"),
        {"stage_1_escalated_on": "2024-11-06", "stage_1_contacted_on": "2024-11-05"},
        number=2,
    )
    assert (
        answers_to(check(record(stage_1_outcome="resolved"), sheet))["stage-1-escalated"]
        is Answer.OUT_OF_ORDER
    )


def test_dates_on_one_day_are_in_order() -> None:
    checked = check(record(stage_1_discussion="2024-11-25", stage_2_meeting="2024-11-25"))
    assert checked.findings == ()


def test_an_event_is_compared_with_the_next_one_that_has_a_date() -> None:
    sheet = make_return(
        MORAY.form("dates-sheet"),
        {"initial_discussion_on": "2024-11-25", "stage_1_contacted_on": "2024-11-04"},
        number=2,
    )
    checked = check(record(stage_1_outcome="resolved"), sheet)
    assert [finding.code for finding in checked.findings] == ["out-of-order"]
    assert answers_to(checked)["stage-1-contacted"] is Answer.OUT_OF_ORDER


def test_stages_are_in_order_even_where_no_event_implies_another() -> None:
    events = tuple(event.model_copy(update={"implied_by": ()}) for event in MORAY.events)
    board = MORAY.model_copy(update={"events": events})
    case = make_case(board, record(stage_1_discussion="2024-11-25", stage_3_meeting="2024-11-04"))
    checked = check_timeframes(case, board, TODAY)
    assert [(finding.code, finding.clause) for finding in checked.findings] == [("out-of-order", "3.4")]
