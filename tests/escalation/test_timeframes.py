"""A whole check: what it answers, in which order, and what it says beside the answers."""

import datetime as dt

import pytest

from escalation.answers import Answer, CheckedCase, LimitAnswer
from escalation.limits import Basis
from escalation.records import Record
from escalation.timeframes import check_timeframes
from escalation.timeframes.working_days import PROCLAIMED_UNTIL
from tests.escalation.returns import made_up, make_case, make_return, shipped

TODAY = dt.date(2026, 11, 20)


def check(board: str, *records: Record, today: dt.date = TODAY) -> CheckedCase:
    held = made_up(board) if board == "aldermoor" else shipped(board)
    return check_timeframes(make_case(held, *records), held, today)


def answer(checked: CheckedCase, limit: str) -> LimitAnswer:
    return next(one for one in checked.answers if one.limit == limit)


def aldermoor(**answers: str) -> Record:
    return make_return(made_up("aldermoor").form("record"), {"concern_arose_on": "2025-09-01", **answers})


def moray(**answers: str) -> Record:
    return make_return(shipped("moray").form("escalation-record"), answers)


@pytest.mark.parametrize("board", ["moray", "mscb"])
def test_every_limit_is_answered_in_the_order_of_the_board(board: str) -> None:
    form = shipped(board).form("escalation-record")
    answers = check(board, make_return(form, {})).answers
    assert [one.limit for one in answers] == [limit.key for limit in shipped(board).limits]
    assert all(one.why.endswith(".") and one.clause and one.quote for one in answers)


def test_a_case_of_another_board_is_refused() -> None:
    with pytest.raises(ValueError, match="the case is of board 'moray', not 'mscb'"):
        check_timeframes(make_case(shipped("moray"), moray()), shipped("mscb"), TODAY)


def test_a_calendar_limit_counts_every_day() -> None:
    said = answer(
        check("aldermoor", aldermoor(concluded_on="2025-09-12", fed_back_on="2025-09-21")), "fed-back"
    )
    assert (said.answer, said.days, said.due, said.basis) == (
        Answer.LATE,
        2,
        dt.date(2025, 9, 19),
        Basis.CALENDAR,
    )
    assert said.skipped == ()
    assert said.readings == ()


def test_a_closure_of_the_board_is_skipped_and_listed() -> None:
    said = answer(
        check("aldermoor", aldermoor(concern_arose_on="2025-09-12", raised_on="2025-09-17")), "raised"
    )
    assert (said.answer, said.due) == (Answer.MET, dt.date(2025, 9, 17))
    assert [(day.date, day.name) for day in said.skipped] == [(dt.date(2025, 9, 15), "Aldermoor fair")]


def test_a_number_that_the_board_gave_to_words_counts_and_says_that_it_is_local() -> None:
    said = answer(check("aldermoor", aldermoor(raised_on="2025-09-04")), "raised")
    assert (said.answer, said.days, said.within) == (Answer.LATE, 1, "promptly")
    assert "The number of days is this board’s own: the text says ‘promptly’." in said.notes


@pytest.mark.parametrize(
    ("today", "answered", "days"),
    [
        (dt.date(2025, 9, 10), Answer.DUE, 0),
        (dt.date(2025, 9, 11), Answer.DEPENDS, None),
        (dt.date(2025, 9, 13), Answer.OVERDUE, 3),
    ],
)
def test_what_is_open_on_an_unclear_basis_is_judged_on_both_readings(
    today: dt.date, answered: Answer, days: int | None
) -> None:
    said = answer(check("aldermoor", aldermoor(agreed_at_step_1="no"), today=today), "step-2-concluded")
    assert (said.answer, said.days) == (answered, days)
    assert len(said.readings) == 2
    assert "The text does not say which kind of day it means: both readings are given." in said.notes


def test_the_reading_taken_of_a_text_is_noted_with_every_answer_that_rests_on_it() -> None:
    said = answer(check("moray", moray(stage_3_meeting="2024-11-04")), "stage-3-meeting")
    assert "Reading taken: 'arranged' is read as held: the text gives no date of arranging." in said.notes


def test_a_stage_for_exceptional_circumstances_is_noted() -> None:
    said = answer(check("moray", moray(stage_2_meeting="2024-11-04")), "stage-2-record-distributed")
    assert "‘Stage 2: second line management’ is for exceptional circumstances." in said.notes


def test_a_limit_that_does_not_apply_has_no_notes_no_due_date_and_no_target() -> None:
    record = make_return(shipped("mscb").form("escalation-record"), {"plan_detail": "yes"})
    minutes = make_return(
        shipped("mscb").form("locality-database-entry"), {"meeting_held_on": "2024-12-16"}, number=2
    )
    said = answer(check("mscb", record, minutes), "case-progression-meeting")
    assert (said.answer, said.due, said.target_due, said.notes) == (Answer.NOT_APPLICABLE, None, None, ())
    assert "‘Yes, the detail of a Child Protection Plan’" in said.why


def test_a_window_beyond_the_proclaimed_bank_holidays_is_provisional() -> None:
    start = dt.date(PROCLAIMED_UNTIL, 12, 30)
    said = answer(
        check("aldermoor", aldermoor(concern_arose_on=start.isoformat()), today=start + dt.timedelta(1)),
        "raised",
    )
    assert said.answer is Answer.DUE
    assert said.provisional
    assert any("not proclaimed yet" in note for note in said.notes)


def test_a_window_within_them_is_not() -> None:
    said = answer(check("aldermoor", aldermoor(raised_on="2025-09-02")), "raised")
    assert not said.provisional
    assert said.notes == ("The number of days is this board’s own: the text says ‘promptly’.",)


def test_a_missing_date_is_named_with_the_forms_that_can_hold_it() -> None:
    said = answer(check("moray", moray(stage_2_meeting="2024-11-25")), "stage-2-record-distributed")
    assert said.answer is Answer.NOT_KNOWN
    assert said.due == dt.date(2024, 12, 3)
    assert "‘Record e-mailed after the stage 2 meeting’ is missing" in said.why
    assert "give it on the Dates sheet, or file the message that brought the record" in said.why
    assert "Tuesday 3 December 2024" in said.why


def test_what_a_later_event_presupposes_is_missing_and_not_open() -> None:
    record = make_return(
        shipped("mscb").form("escalation-record"),
        {"disagreement_arose_on": "2024-05-03", "escalated_on": "2024-05-09"},
    )
    said = answer(check("mscb", record), "early-resolution")
    assert said.answer is Answer.NOT_KNOWN
    assert "It has happened, because ‘Escalated under the agency’s own procedures’" in said.why


def test_a_limit_in_words_without_a_date_is_not_known_and_says_what_is_missing() -> None:
    said = answer(check("moray", moray(stage_2_meeting="2024-11-25")), "stage-2-escalated")
    assert (said.answer, said.days) == (Answer.NOT_KNOWN, None)
    assert "is missing: give it on the Escalation record" in said.why


def test_a_case_in_which_all_is_well_needs_nobody() -> None:
    record = aldermoor(raised_on="2025-09-02", agreed_at_step_1="yes")
    checked = check("aldermoor", record)
    assert [one.answer for one in checked.answers] == [
        Answer.MET,
        Answer.NOT_APPLICABLE,
        Answer.NOT_APPLICABLE,
    ]
    assert not checked.needs_a_person


@pytest.mark.parametrize("found", [True, False])
def test_a_case_with_a_late_limit_or_a_finding_needs_a_person(found: bool) -> None:
    record = aldermoor(raised_on="2025-09-02" if found else "2025-09-12", agreed_at_step_1="yes")
    extra = [aldermoor(fed_back_on="2027-01-01").model_copy(update={"id": "other"})] if found else []
    assert check("aldermoor", record, *extra).needs_a_person


def test_two_records_that_answer_a_question_of_the_procedure_differently_are_noticed() -> None:
    mscb = shipped("mscb")
    checked = check(
        "mscb",
        make_return(mscb.form("escalation-record"), {"plan_detail": "no"}),
        make_return(mscb.form("case-progression-meeting-request"), {"plan_detail": "yes"}, number=2),
    )
    assert [finding.code for finding in checked.findings] == ["answers-differ"]
    assert answer(checked, "plan-detail-resolved").answer is Answer.NOT_KNOWN


def test_one_reference_with_two_children_is_noticed_without_naming_them() -> None:
    mscb = shipped("mscb")
    checked = check(
        "mscb",
        make_return(mscb.form("escalation-record"), {"child_name": "Bryn Tester"}),
        make_return(mscb.form("case-progression-meeting-request"), {"child_name": "Carys Example"}, number=2),
    )
    assert [finding.code for finding in checked.findings] == ["child-differs"]
    assert "Tester" not in checked.model_dump_json()


def test_one_child_written_two_ways_is_one_child() -> None:
    mscb = shipped("mscb")
    checked = check(
        "mscb",
        make_return(mscb.form("escalation-record"), {"child_name": "Bryn Tester"}),
        make_return(mscb.form("case-progression-meeting-request"), {"child_name": "TESTER, Bryn"}, number=2),
    )
    assert checked.findings == ()


def test_the_answers_can_be_written_as_json_and_read_again() -> None:
    checked = check("aldermoor", aldermoor(agreed_at_step_1="no", concluded_on="2025-09-11"))
    assert CheckedCase.model_validate_json(checked.model_dump_json()) == checked


def test_a_bank_holiday_after_the_due_date_is_listed_where_it_made_the_lateness_less() -> None:
    record = aldermoor(concern_arose_on="2025-12-19", raised_on="2025-12-29")
    said = answer(check("aldermoor", record), "raised")
    assert (said.answer, said.due, said.days) == (Answer.LATE, dt.date(2025, 12, 23), 2)
    assert [day.date for day in said.skipped] == [dt.date(2025, 12, 25), dt.date(2025, 12, 26)]


def test_a_case_that_ended_earlier_has_no_later_limits_whatever_their_conditions() -> None:
    board = made_up("aldermoor")
    limits = tuple(limit.model_copy(update={"when": ""}) for limit in board.limits)
    case = make_case(board, aldermoor(raised_on="2025-09-02", agreed_at_step_1="yes"))
    checked = check_timeframes(case, board.model_copy(update={"limits": limits}), TODAY)
    assert [one.answer for one in checked.answers] == [
        Answer.MET,
        Answer.NOT_APPLICABLE,
        Answer.NOT_APPLICABLE,
    ]
    assert "resolved at ‘Step 1: the practitioners’" in checked.answers[1].why


def test_what_happened_is_seen_through_a_step_that_has_no_date_either() -> None:
    record = make_return(
        shipped("mscb").form("escalation-record"),
        {"disagreement_arose_on": "2024-05-03", "issues_unresolved_on": "2024-05-20"},
    )
    assert answer(check("mscb", record), "early-resolution").answer is Answer.NOT_KNOWN
