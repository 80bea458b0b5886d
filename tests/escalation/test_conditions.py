"""Conditions: how they are written, and what is not known when the records do not say."""

import datetime as dt

import pytest

from escalation.boards import Board
from escalation.records import Record
from escalation.timeframes.conditions import ACCEPTED, Truth, judge, read_condition
from escalation.timeframes.facts import establish
from tests.escalation.returns import made_up, make_case, make_return, shipped

TODAY = dt.date(2026, 11, 20)


def truth_of(text: str, *records: Record, board: Board | None = None) -> Truth:
    board = board or made_up("aldermoor")
    return judge(read_condition(text), establish(make_case(board, *records), board, TODAY))


def record(number: int = 1, *, unsure: tuple[str, ...] = (), **answers: str | bool) -> Record:
    return make_return(made_up("aldermoor").form("record"), answers, number=number, unsure=unsure)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("stage-2 reached", ["stage-2 reached"]),
        ("escalation resolved", ["escalation resolved"]),
        ("plan_detail is yes", ["plan_detail is yes"]),
        ("plan_detail is not yes", ["plan_detail is not yes"]),
        ("escalated_on given", ["escalated_on given"]),
        ("a is not b and  c-d reached ", ["a is not b", "c-d reached"]),
        ("a is b or c-d reached", ["a is b", "c-d reached"]),
        ("", []),
    ],
)
def test_a_condition_is_read_term_by_term(text: str, terms: list[str]) -> None:
    assert [str(term) for term in read_condition(text).terms] == terms


@pytest.mark.parametrize(
    "text",
    [
        "stage-2",
        "stage-2 is reached now",
        "plan_detail = yes",
        "a is",
        "a is not",
        "a or b reached",
        "a given and b given or c given",
        "a reached and",
    ],
)
def test_what_is_not_a_condition_is_refused_with_what_is_accepted(text: str) -> None:
    with pytest.raises(ValueError, match="is not a condition") as refusal:
        read_condition(text)
    assert ACCEPTED in str(refusal.value)


def test_a_condition_says_which_stages_and_fields_it_asks_about() -> None:
    condition = read_condition("stage-1 resolved and plan_detail is not yes and sent_on given")
    assert condition.stages() == {"stage-1"}
    assert condition.fields() == {"plan_detail", "sent_on"}


def test_a_blank_condition_always_holds() -> None:
    assert truth_of("").value is True


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("agreed_at_step_1 is yes", False),
        ("agreed_at_step_1 is not yes", True),
        ("agreed_at_step_1 is no", True),
        ("families_told is yes", True),
        ("families_told is no", False),
        ("raised_on given", True),
        ("concluded_on given", False),
        ("families_told given", True),
    ],
)
def test_an_answer_makes_a_condition_true_or_false(text: str, value: bool) -> None:
    said = truth_of(text, record(agreed_at_step_1="no", families_told=True, raised_on="2025-09-02"))
    assert said.value is value


def test_an_unticked_box_is_an_answer_and_gives_nothing() -> None:
    assert truth_of("families_told is no", record(families_told=False)).value is True
    assert truth_of("families_told given", record(families_told=False)).value is False


@pytest.mark.parametrize("text", ["agreed_at_step_1 is yes", "agreed_at_step_1 is not yes"])
def test_an_answer_left_blank_is_not_known_and_named_with_where_to_give_it(text: str) -> None:
    said = truth_of(text, record(raised_on="2025-09-02"))
    assert said.value is None
    assert "‘Was it agreed?’ is not answered" in said.why
    assert "Record of a disagreement" in said.why


def test_an_answer_that_no_return_asks_for_is_not_known() -> None:
    assert truth_of("plan_detail is yes", board=shipped("mscb")).value is None
    assert truth_of("plan_resolved_on given", board=shipped("mscb")).value is None


def test_an_answer_that_is_not_sure_is_not_known_and_names_its_record() -> None:
    unsure = record(agreed_at_step_1="yes", unsure=("agreed_at_step_1",))
    said = truth_of("agreed_at_step_1 is yes", unsure)
    assert said.value is None
    assert unsure.id in said.why


def test_two_returns_that_answer_differently_are_not_known_and_both_named() -> None:
    one, other = record(1, agreed_at_step_1="yes"), record(2, agreed_at_step_1="no")
    said = truth_of("agreed_at_step_1 is yes", one, other)
    assert said.value is None
    assert one.id in said.why
    assert other.id in said.why


def test_one_false_term_makes_it_false_whatever_else_is_not_known() -> None:
    said = truth_of("agreed_at_step_1 is yes and families_told is yes", record(families_told=False))
    assert said.value is False
    assert "The family was told" in said.why


@pytest.mark.parametrize(
    ("text", "value", "named"),
    [
        ("agreed_at_step_1 is yes or raised_on given", True, "Date raised"),
        ("agreed_at_step_1 is yes or families_told is yes", None, "Was it agreed?"),
        ("raised_on given or agreed_at_step_1 is yes", True, "Date raised"),
        ("concluded_on given or families_told is yes", False, "The family was told"),
    ],
)
def test_one_true_term_is_enough_where_any_will_do(text: str, value: bool | None, named: str) -> None:
    said = truth_of(text, record(raised_on="2025-09-02", families_told=False))
    assert said.value is value
    assert named in said.why


def test_where_any_will_do_and_nothing_is_known_the_first_is_asked_for_alone() -> None:
    said = truth_of("agreed_at_step_1 is yes or plan_detail is yes", record())
    assert said.value is None
    assert said.why.startswith("‘Was it agreed?’ is not answered")
    assert "plan_detail" not in said.why


@pytest.mark.parametrize(
    ("reached_when", "resolved_when"),
    [("step-2 resolved", "step-1 reached"), ("step-1 resolved", "step-2 resolved")],
)
def test_conditions_that_go_round_in_a_circle_are_not_known(reached_when: str, resolved_when: str) -> None:
    board = made_up("aldermoor")
    first, second = board.stages
    stages = (
        first.model_copy(update={"reached_when": reached_when, "resolved_when": resolved_when}),
        second.model_copy(update={"resolved_when": resolved_when}),
    )
    said = truth_of("step-1 reached", board=board.model_copy(update={"stages": stages}))
    assert said.value is None
    assert "circle" in said.why
