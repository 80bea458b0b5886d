"""Records joined into cases, and concerns that were escalated twice."""

from typing import Any

import pytest

from escalation.cases import Case, join_cases
from escalation.records import Record, State
from escalation.timeframes.repeats import find_repeated
from tests.escalation.returns import made_up, make_return, shipped


def record(reference: str | None, *, board: str = "mscb", number: int = 1, **answers: str | bool) -> Record:
    form = (
        made_up("aldermoor").form("record")
        if board == "aldermoor"
        else shipped(board).form("escalation-record")
    )
    return make_return(form, answers, number=number).model_copy(update={"case": reference})


def test_records_of_one_reference_and_board_are_one_case_in_the_order_in_which_they_came() -> None:
    one, two, other = record("C-2", number=1), record("C-2", number=2), record("C-1", number=3)
    cases, loose = join_cases([one, other, two])
    assert [case.reference for case in cases] == ["C-1", "C-2"]
    assert cases[1].records == (one, two)
    assert loose == ()


def test_one_reference_at_two_boards_is_two_cases() -> None:
    cases, _ = join_cases([record("C-1"), record("C-1", board="moray")])
    assert [case.board for case in cases] == ["moray", "mscb"]


def test_capitals_do_not_make_another_case() -> None:
    cases, _ = join_cases([record("mo-7", number=1), record("MO-7", number=2)])
    assert [(case.reference, len(case.records)) for case in cases] == [("mo-7", 2)]


@pytest.mark.parametrize(
    "written",
    ["MO–7–1", "MO\u20117\u20111", "mo - 7 - 1", "MO 7 1", " MO-7-1. ", "MO\u22127\u20121", "MO—7―1"],
)
def test_dashes_spaces_and_a_closing_full_stop_do_not_make_another_case(written: str) -> None:
    cases, _ = join_cases([record("MO-7-1", number=1), record(written, number=2)])
    assert [(case.reference, len(case.records)) for case in cases] == [("MO-7-1", 2)]


@pytest.mark.parametrize("other", ["MO-71", "MO71", "MO-7-11", "MO/7/1", "MO-7.1", "M0-7-1", "-", ".", "…"])
def test_all_else_makes_another_case(other: str) -> None:
    cases, _ = join_cases([record("MO-7-1", number=1), record(other, number=2)])
    assert len(cases) == 2


def test_a_reference_of_nothing_but_dashes_is_one_of_its_own() -> None:
    cases, _ = join_cases([record("-", number=1), record(".", number=2), record("-", number=3)])
    assert sorted(len(case.records) for case in cases) == [1, 2]


@pytest.mark.parametrize("state", [State.REFUSED, State.FAILED])
def test_a_return_that_was_not_read_is_in_no_case_and_is_not_lost(state: State) -> None:
    unread = record("C-1", number=2).model_copy(update={"state": state})
    cases, loose = join_cases([record("C-1"), unread])
    assert [len(case.records) for case in cases] == [1]
    assert loose == (unread,)


def test_a_return_without_a_reference_is_in_no_case_and_is_not_lost() -> None:
    nameless = record(None)
    assert join_cases([nameless]) == ((), (nameless,))


CONCERN: dict[str, Any] = {"child_name": "Bryn Tester", "reason_stuck": True}


def cases(*records: Record) -> tuple[Case, ...]:
    return join_cases(records)[0]


def test_the_same_child_and_reason_in_two_cases_is_reported_with_both_and_without_the_name() -> None:
    found = find_repeated(
        cases(
            record("C-1", **CONCERN),
            record("C-2", child_name="TESTER, Bryn", reason_stuck=True, reason_plan=True),
        )
    )
    assert [finding.code for finding in found] == ["escalated-twice"]
    assert found[0].needs_a_person
    assert "C-1 and C-2" in found[0].message
    assert "Tester" not in found[0].message


def test_three_cases_of_one_concern_are_one_finding() -> None:
    found = find_repeated(cases(*(record(f"C-{number}", **CONCERN) for number in (1, 2, 3))))
    assert len(found) == 1
    assert "C-1, C-2 and C-3" in found[0].message


@pytest.mark.parametrize(
    "other",
    [
        {"child_name": "Bryn Tester", "reason_plan": True},
        {"child_name": "Carys Example", "reason_stuck": True},
        {"child_name": "Bryn Tester"},
        {"reason_stuck": True},
    ],
    ids=["another reason", "another child", "no reason", "no child"],
)
def test_another_child_or_another_reason_is_not_reported(other: dict[str, Any]) -> None:
    assert find_repeated(cases(record("C-1", **CONCERN), record("C-2", **other))) == ()


def test_two_returns_of_one_case_and_two_boards_are_not_reported() -> None:
    assert find_repeated(cases(record("C-1", number=1, **CONCERN), record("C-1", number=2, **CONCERN))) == ()
    moray = record("C-2", board="moray", child_name="Bryn Tester", reason_no_progress=True)
    assert find_repeated(cases(record("C-1", **CONCERN), moray)) == ()
