"""Merton 3.4: a working week, or a timescale that protects the child, whichever is less."""

import datetime as dt

import pytest

from escalation.answers import Answer, LimitAnswer
from escalation.cases import Case
from escalation.timeframes import check_timeframes
from tests.escalation.returns import make_return, shipped

MERTON = shipped("merton")


def outer_bound(resolve_by: str | None, concluded: str | None, today: str = "2024-05-20") -> LimitAnswer:
    """Check a disagreement that arose on Wednesday 1 May 2024; 6 May is a bank holiday."""
    given = {
        "case_reference": "M-1",
        "immediate_risk": "no",
        "disagreement_arose_on": "2024-05-01",
        "resolve_by": resolve_by,
        "practitioners_concluded_on": concluded,
    }
    record = make_return(MERTON.form("escalation-record"), {key: day for key, day in given.items() if day})
    case = Case(board="merton", reference="M-1", records=(record,))
    answers = check_timeframes(case, MERTON, dt.date.fromisoformat(today)).answers
    return next(answer for answer in answers if answer.limit == "practitioners-outer-bound")


@pytest.mark.parametrize(
    ("resolve_by", "concluded", "answer", "due", "days"),
    [
        (None, "2024-05-09", Answer.MET, "2024-05-09", 0),
        (None, "2024-05-10", Answer.LATE, "2024-05-09", 1),
        ("2024-05-03", "2024-05-03", Answer.MET, "2024-05-03", 0),
        ("2024-05-03", "2024-05-07", Answer.LATE, "2024-05-03", 1),
        ("2024-05-31", "2024-05-10", Answer.LATE, "2024-05-09", 1),
        ("2024-05-03", None, Answer.OVERDUE, "2024-05-03", 10),
    ],
)
def test_the_sooner_of_the_two_is_the_last_day(
    resolve_by: str | None, concluded: str | None, answer: Answer, due: str, days: int
) -> None:
    said = outer_bound(resolve_by, concluded)
    assert (said.answer, said.due, said.days) == (answer, dt.date.fromisoformat(due), days)


def test_a_note_says_that_the_case_set_the_day_itself() -> None:
    assert any("the case itself set" in note for note in outer_bound("2024-05-03", "2024-05-03").notes)
    assert not any("the case itself set" in note for note in outer_bound("2024-05-31", "2024-05-03").notes)


def test_a_day_before_the_start_contradicts_it() -> None:
    said = outer_bound("2024-04-30", "2024-05-03")
    assert said.answer is Answer.OUT_OF_ORDER
    assert "‘Date to resolve it by, to protect the child from harm’ is before" in said.why
