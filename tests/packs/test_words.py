"""How days, times and answers are said in a pack."""

import datetime as dt

import pytest

from docgen.packs.naming import name_meeting, names_child
from docgen.packs.words import say_answer, say_day, say_iso, say_short, say_time, say_yes
from escalation.answers import Answer, EventDate, LimitAnswer, Reading
from escalation.limits import Basis
from tests.packs.samples import make_record, mscb

TODAY = dt.date(2025, 1, 10)


@pytest.mark.parametrize(
    ("time", "said"),
    [
        (None, ""),
        (dt.time(10, 30), "10:30am"),
        (dt.time(14), "2pm"),
        (dt.time(12), "midday"),
        (dt.time(0), "midnight"),
        (dt.time(0, 5), "12:05am"),
        (dt.time(12, 45), "12:45pm"),
    ],
)
def test_times_are_said_as_govuk_writes_them(time: dt.time | None, said: str) -> None:
    assert say_time(time) == said


def test_days_are_said_with_and_without_their_weekday() -> None:
    assert say_day(dt.date(2024, 12, 16)) == "Monday 16 December 2024"
    assert say_short(dt.date(2025, 1, 9)) == "9 January 2025"
    assert (say_day(None), say_short(None)) == ("", "")


def test_a_text_that_is_no_date_is_left_as_it_is() -> None:
    assert (say_iso("2025-01-09"), say_iso("soon")) == ("9 January 2025", "soon")


def test_what_is_not_known_is_neither_yes_nor_no() -> None:
    assert [say_yes(given) for given in (True, False, None)] == ["Yes", "No", ""]


@pytest.mark.parametrize("answer", Answer)
def test_every_answer_has_words_with_days_and_without(answer: Answer) -> None:
    for days in (None, 0, 1, 7):
        said = say_answer(Reading(basis=Basis.WORKING, answer=answer, days=days, due=TODAY), TODAY)
        assert said[0].isupper() or said[0].isdigit()
        assert "{" not in said


@pytest.mark.parametrize(
    ("answer", "days", "basis", "said"),
    [
        (Answer.MET, 3, Basis.WORKING, "Met, 3 working days to spare"),
        (Answer.LATE, 1, Basis.CALENDAR, "Late by 1 calendar day"),
        (Answer.DUE, 2, Basis.WORKING, "Not done yet, 2 working days left"),
        (Answer.OVERDUE, 4, Basis.WORKING, "Overdue by 4 working days"),
    ],
)
def test_answers_are_said_with_their_days(answer: Answer, days: int, basis: Basis, said: str) -> None:
    assert say_answer(Reading(basis=basis, answer=answer, days=days), TODAY) == said


@pytest.mark.parametrize(
    ("due", "done", "said"),
    [
        (dt.date(2024, 12, 3), dt.date(2024, 12, 3), "Met on the day it was due"),
        (dt.date(2024, 12, 3), dt.date(2024, 12, 2), "Met before the day it was due"),
        (dt.date(2024, 12, 3), dt.date(2024, 12, 1), "Met before the day it was due"),
    ],
)
def test_the_day_it_was_due_is_that_day_and_no_day_off_before_it(
    due: dt.date, done: dt.date, said: str
) -> None:
    """Monday 2 December 2024 is a bank holiday in Scotland: none of its working days is to spare."""
    answer = Reading(basis=Basis.WORKING, answer=Answer.MET, days=0, due=due)
    assert say_answer(answer, TODAY, done) == said


@pytest.mark.parametrize(("today", "said"), [(3, "Due today"), (1, "Not done yet, in time")])
def test_what_is_due_on_another_day_is_not_due_today(today: int, said: str) -> None:
    answer = Reading(basis=Basis.WORKING, answer=Answer.DUE, days=0, due=dt.date(2024, 12, 3))
    assert say_answer(answer, dt.date(2024, 12, today)) == said


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (dt.date(2024, 12, 2), dt.date(2024, 12, 2), "Done on the same day"),
        (dt.date(2024, 12, 7), dt.date(2024, 12, 8), "No working day passed"),
        (dt.date(2024, 12, 2), None, "No working day passed"),
    ],
)
def test_only_what_was_done_on_the_same_day_is_said_to_be(
    start: dt.date, end: dt.date | None, said: str
) -> None:
    answer = LimitAnswer.model_validate(
        {
            "limit": "x",
            "title": "X",
            "answer": Answer.ADVISORY,
            "why": "",
            "within": "without delay",
            "from": EventDate(event="a", title="A", date=start),
            "to": EventDate(event="b", title="B", date=end),
            "days": 0,
            "basis": Basis.WORKING,
            "clause": "1",
            "quote": "without delay",
        }
    )
    assert say_answer(answer, start) == f"{said}; no number of days is set"


@pytest.mark.parametrize("title", ["Kofi", "the BRIGHTWELL case", "Meeting: kofi’s plan"])
def test_a_title_with_any_word_of_the_childs_name_names_the_child(title: str) -> None:
    prepared = mscb()
    assert names_child(title, prepared.case, prepared.board)
    assert (
        name_meeting(prepared.but(title=title).meeting, prepared.case, prepared.board)
        == "Case progression meeting"
    )


@pytest.mark.parametrize("title", ["", "Second meeting", "Meera Hollins chairs", "Bright well"])
def test_other_titles_do_not_name_the_child(title: str) -> None:
    prepared = mscb()
    assert not names_child(title, prepared.case, prepared.board)


def test_a_case_reference_that_names_the_child_stays_out_of_the_title() -> None:
    prepared = mscb()
    record = make_record(prepared, "escalation-record", {"child_name": "Mscb Otherwise"})
    assert names_child("MSCB-2024-017", prepared.with_records(record).case, prepared.board)
