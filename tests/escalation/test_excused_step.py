"""Moray 3.1 and 3.2: a step that the text asks "where appropriate" is due until somebody says that it is not."""

import datetime as dt

import pytest

from escalation.answers import Answer, LimitAnswer
from escalation.cases import Case
from escalation.timeframes import check_timeframes
from tests.escalation.returns import make_return, shipped

MORAY = shipped("moray")
TICK = "initial_sending_not_appropriate"
TODAY = dt.date(2024, 6, 28)


def initial_record_sent(
    sent: str | None, *, ticked: bool, unsure: tuple[str, ...] = (), gone: tuple[str, ...] = ()
) -> LimitAnswer:
    """Check a disagreement discussed on Monday 3 June 2024 and escalated: the record is due on Monday 10 June."""
    given: dict[str, str | bool] = {
        "case_reference": "MOR-1",
        "initial_outcome": "continues",
        "initial_discussion_on": "2024-06-03",
        TICK: ticked,
    }
    if sent:
        given["initial_record_sent_on"] = sent
    record = make_return(MORAY.form("dates-sheet"), given, unsure=unsure, gone=gone)
    case = Case(board="moray", reference="MOR-1", records=(record,))
    answers = check_timeframes(case, MORAY, TODAY).answers
    return next(answer for answer in answers if answer.limit == "initial-record-sent")


def test_ticked_as_not_appropriate_nothing_is_due() -> None:
    said = initial_record_sent(None, ticked=True)
    assert (said.answer, said.due) == (Answer.NOT_APPLICABLE, None)
    assert "‘Not appropriate to send it to the team around the child’ is ticked" in said.why


@pytest.mark.parametrize(
    ("sent", "answer", "days"),
    [(None, Answer.OVERDUE, 14), ("2024-06-10", Answer.MET, 0), ("2024-06-11", Answer.LATE, 1)],
)
def test_not_ticked_it_is_due_as_any_other_step(sent: str | None, answer: Answer, days: int) -> None:
    said = initial_record_sent(sent, ticked=False)
    assert (said.answer, said.days) == (answer, days)


def test_ticked_and_done_all_the_same_a_person_says_which() -> None:
    said = initial_record_sent("2024-06-11", ticked=True)
    assert said.answer is Answer.NOT_KNOWN
    assert "is ticked" in said.why
    assert "is given all the same" in said.why


@pytest.mark.parametrize("doubt", ["unsure", "gone"])
def test_a_tick_that_nobody_can_be_sure_of_excuses_nothing_and_accuses_nobody(doubt: str) -> None:
    unsure, gone = ((TICK,), ()) if doubt == "unsure" else ((), (TICK,))
    said = initial_record_sent(None, ticked=True, unsure=unsure, gone=gone)
    assert said.answer is Answer.NOT_KNOWN
    assert "must be looked at first" in said.why
    assert said.due == dt.date(2024, 6, 10)


def test_a_step_that_was_done_needs_no_tick_to_be_read() -> None:
    said = initial_record_sent("2024-06-10", ticked=False, gone=(TICK,))
    assert said.answer is Answer.MET


def test_without_a_dates_sheet_nobody_knows() -> None:
    record = make_return(MORAY.form("escalation-record"), {"stage_1_discussion": "2024-06-05"})
    case = Case(board="moray", reference="MOR-1", records=(record,))
    answers = {one.limit: one.answer for one in check_timeframes(case, MORAY, TODAY).answers}
    assert answers["initial-record-sent"] is Answer.NOT_KNOWN


def test_a_contact_that_was_not_appropriate_is_not_counted_on() -> None:
    given: dict[str, str | bool] = {
        "initial_outcome": "continues",
        "stage_1_escalated_on": "2024-06-03",
        "stage_1_contact_not_appropriate": True,
    }
    record = make_return(MORAY.form("dates-sheet"), given)
    case = Case(board="moray", reference="MOR-1", records=(record,))
    answers = {one.limit: one.answer for one in check_timeframes(case, MORAY, TODAY).answers}
    assert answers["stage-1-contacted"] is Answer.NOT_APPLICABLE
