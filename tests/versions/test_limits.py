"""A limit that a board has changed is judged by the version in force on the day from which it runs."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.packs.circulation import circulation_limits
from escalation.answers import Answer, LimitAnswer
from escalation.timeframes import check_timeframes
from escalation.timeframes.places import find_places
from tests.escalation.returns import made_up, make_case, make_return

BOARD = made_up("tarnside")
TODAY = dt.date(2026, 6, 1)
OLD, NEW = "paragraph 2 of 2024", "paragraph 2"


def check(today: dt.date = TODAY, **dates: str) -> dict[str, LimitAnswer]:
    """Return the answers for a case whose record, on the latest version of the form, gives those dates."""
    case = make_case(BOARD, make_return(BOARD.form("record"), dates))
    return {answer.limit: answer for answer in check_timeframes(case, BOARD, today).answers}


def test_each_limit_is_answered_once_in_the_boards_order() -> None:
    assert list(check(raised_on="2026-02-02")) == ["meeting-held", "record-sent", "raised-promptly"]


@pytest.mark.parametrize(
    ("raised", "clause", "due"),
    [
        ("2025-12-31", OLD, dt.date(2026, 1, 15)),
        ("2026-01-01", NEW, dt.date(2026, 1, 8)),
    ],
)
def test_the_version_is_that_of_the_day_on_which_the_limit_began_to_run(
    raised: str, clause: str, due: dt.date
) -> None:
    held = check(raised_on=raised, met_on="2026-01-14")["meeting-held"]
    assert (held.clause, held.due) == (clause, due)


@pytest.mark.parametrize(("met", "clause"), [("2025-12-31", OLD), ("2026-01-05", NEW)])
def test_a_duty_that_arose_after_the_case_began_goes_by_its_own_day(met: str, clause: str) -> None:
    limits = tuple(
        limit.model_copy(update={"from_": "met", "to": "sent"})
        for limit in BOARD.limits
        if limit.key == "meeting-held"
    )
    board = BOARD.model_copy(update={"limits": limits})
    case = make_case(board, make_return(board.form("record"), {"raised_on": "2025-12-22", "met_on": met}))
    [held] = check_timeframes(case, board, TODAY).answers
    assert (held.from_.event, held.clause) == ("met", clause)


def test_what_was_in_time_under_the_old_limit_is_not_made_late_by_the_new_one() -> None:
    soon, later = (
        check(today, raised_on="2025-12-22", met_on="2026-01-07")["meeting-held"]
        for today in (dt.date(2026, 1, 7), dt.date(2026, 12, 1))
    )
    assert soon.answer is Answer.MET
    assert (later.answer, later.within) == (Answer.MET, "10 working days")


def test_an_earlier_version_says_in_a_note_that_it_was_used_and_why() -> None:
    [note] = check(raised_on="2025-12-12")["meeting-held"].notes
    assert note.startswith(
        "The limit as in force until 31 December 2025 was used, because ‘Concern raised’ on Friday 12 December 2025"
    )
    assert note.endswith("was in that time; a later version is in force from 1 January 2026.")
    assert check(raised_on="2026-02-02")["meeting-held"].notes == ()


def test_versions_that_run_from_different_events_go_by_the_first_of_them() -> None:
    both = check(raised_on="2025-12-22", met_on="2026-01-05", sent_on="2026-01-09")["record-sent"]
    assert (both.clause, both.from_.event) == ("paragraph 3 of 2024", "raised")
    later = check(raised_on="2026-01-02", met_on="2026-01-05", sent_on="2026-01-09")["record-sent"]
    assert (later.clause, later.from_.event) == ("paragraph 3", "met")


def test_a_limit_withdrawn_before_the_case_does_not_apply_and_says_when_it_did() -> None:
    said = check(raised_on="2026-02-02")["raised-promptly"]
    assert said.answer is Answer.NOT_APPLICABLE
    assert said.why.startswith(
        "Not applicable: the limit is in force until 31 December 2025, and ‘Concern raised’"
    )
    assert check(raised_on="2025-12-12", met_on="2025-12-15")["raised-promptly"].answer is Answer.ADVISORY


def test_while_the_start_has_no_date_the_cases_first_date_decides() -> None:
    said = check(met_on="2025-12-15")["meeting-held"]
    assert (said.answer, said.clause) == (Answer.NOT_KNOWN, OLD)
    assert "because the case’s first date is Monday 15 December 2025" in said.notes[0]


def test_a_limit_that_came_in_after_the_case_began_is_not_passed_over_while_its_start_has_no_date() -> None:
    """The start may have come since then: nobody can say that the limit does not apply."""
    limits = tuple(limit for limit in BOARD.limits if limit.clause == "paragraph 3")
    board = BOARD.model_copy(update={"limits": limits})
    case = make_case(board, make_return(board.form("record"), {"raised_on": "2025-12-12"}))
    [after] = check_timeframes(case, board, TODAY).answers
    assert after.answer is Answer.NOT_KNOWN
    [before] = check_timeframes(case, board, dt.date(2025, 12, 20)).answers
    assert before.answer is Answer.NOT_APPLICABLE
    assert before.why == (
        "Not applicable: the limit is in force from 1 January 2026, and no day from Friday 12 December 2025, the "
        "first date of the case, until Saturday 20 December 2025, the day of this check, is in that time."
    )


def test_a_case_without_a_date_goes_by_the_day_of_the_check() -> None:
    assert check(dt.date(2025, 12, 31))["meeting-held"].clause == OLD
    assert check(dt.date(2026, 1, 1))["meeting-held"].clause == NEW
    assert "in force on the day of this check" in check(dt.date(2025, 12, 31))["meeting-held"].notes[0]


@given(raised=st.dates(dt.date(2025, 11, 1), dt.date(2026, 2, 28)), wait=st.integers(0, 40))
def test_the_day_of_the_check_never_changes_which_version_a_dated_case_goes_by(
    raised: dt.date, wait: int
) -> None:
    expected = OLD if raised <= dt.date(2025, 12, 31) else NEW
    held = check(raised + dt.timedelta(days=wait), raised_on=raised.isoformat())["meeting-held"]
    assert held.clause == expected


def test_a_missing_date_is_never_asked_for_on_a_form_that_is_withdrawn() -> None:
    held = {day: find_places(BOARD, day).fields["case_reference"] for day in (dt.date(2025, 6, 30), TODAY)}
    assert held[dt.date(2025, 6, 30)] == ("Note of a telephone call", "Record of a difference")
    assert held[TODAY] == ("Record of a difference",)


def test_a_pack_shows_the_limit_on_circulation_in_force_on_the_day_of_the_meeting() -> None:
    def clauses(held: dt.date | None) -> list[str]:
        return [limit.clause for limit in circulation_limits(BOARD, "meeting", held)]

    assert clauses(dt.date(2025, 12, 31)) == []
    assert clauses(dt.date(2026, 1, 1)) == clauses(None) == ["paragraph 3"]


def test_the_limits_of_a_day_are_those_in_force_on_it_and_without_a_day_the_latest() -> None:
    on = {
        day: [limit.clause for limit in BOARD.limits_on(day)] for day in (dt.date(2025, 12, 31), TODAY, None)
    }
    assert on[dt.date(2025, 12, 31)] == [OLD, "paragraph 3 of 2024", "paragraph 1 of 2024"]
    assert on[TODAY] == [NEW, "paragraph 3"]
    assert on[None] == [NEW, "paragraph 3", "paragraph 1 of 2024"]
