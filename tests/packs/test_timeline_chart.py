"""What the picture of a case's time shows: its stages, and every limit with what the check answers to it."""

import datetime as dt
from itertools import pairwise

import pytest

from docgen.packs.timeline.chart import Chart, LimitRow, chart_timeline
from docgen.packs.timeline.rows import say_chronology
from escalation.answers import Answer
from escalation.cases import Case
from escalation.timeframes import check_timeframes
from escalation.timeframes.facts import establish
from tests.packs.samples import DAY_OF_CHECK, Prepared, make_record, moray, mscb, prepare


def chart(prepared: Prepared) -> Chart:
    facts = establish(prepared.case, prepared.board, prepared.checked.checked_on)
    drawn = chart_timeline(prepared.meeting, facts, prepared.checked)
    assert drawn is not None
    return drawn


def row(prepared: Prepared, title: str) -> LimitRow:
    [found] = [one for one in chart(prepared).limits if one.title == title]
    return found


def on(prepared: Prepared, day: str, *, case: Case | None = None) -> Prepared:
    """Return the same, checked on another day."""
    case = case or prepared.case
    checked = check_timeframes(case, prepared.board, dt.date.fromisoformat(day))
    return Prepared(prepared.meeting, prepared.board, case, checked)


def test_a_limit_that_was_met_is_done_before_the_end_of_its_bar() -> None:
    minutes = row(mscb(), "Minutes circulated by the Chair")
    assert minutes.answer == "met"
    assert minutes.bar
    [due], [done] = minutes.due, minutes.done
    assert minutes.bar.begins < done < due == minutes.bar.ends
    assert minutes.over is None


def test_a_house_target_stands_before_the_limit() -> None:
    minutes = row(mscb(), "Minutes circulated by the Chair")
    assert minutes.target
    assert minutes.target < minutes.due[0]


def test_a_late_limit_is_drawn_on_from_its_due_day_to_the_day_on_which_it_was_done() -> None:
    late = row(
        prepare("mer-2025-008"),
        "Line manager or Designated Safeguarding Lead discusses it with their opposite number",
    )
    assert (late.answer, late.said) == ("late", "Late by 1 working day")
    assert late.over
    assert (late.over.begins, late.over.ends) == (late.due[0], late.done[0])


def test_an_overdue_limit_is_drawn_on_to_the_day_of_the_check() -> None:
    medway = on(prepare("med-2025-003"), "2025-03-10")
    overdue, drawn = row(medway, "Stage 3: Assistant or Deputy Director"), chart(medway)
    assert overdue.answer == "overdue"
    assert overdue.over
    assert (overdue.over.begins, overdue.over.ends) == (overdue.due[0], drawn.today)
    assert overdue.done == ()


def test_a_limit_that_may_still_be_kept_shows_the_day_of_the_check_before_its_due_day() -> None:
    medway = prepare("med-2025-003")
    due, today = row(medway, "Stage 3: Assistant or Deputy Director"), chart(medway).today
    assert due.answer == "due"
    assert today
    assert today < due.due[0]
    assert (due.over, due.done) == (None, ())


def test_two_readings_of_days_have_two_due_days_and_a_doubt_between_them() -> None:
    step = row(prepare("pc-2025-006"), "Step 3 concluded")
    assert step.answer == "depends"
    first, second = step.due
    assert first < step.done[0] < second
    assert step.day == "Due 17 or 21 February 2025"


def test_a_limit_in_words_joins_its_events_and_has_no_due_day() -> None:
    words = row(moray(), "Escalated to first line management")
    assert (words.answer, words.due, words.day) == ("advisory", (), "")
    assert words.bar
    assert words.bar.ends == words.done[0]


def test_a_limit_whose_start_is_not_known_is_named_and_not_drawn() -> None:
    assert "Record e-mailed after the stage 2 meeting, either outcome (3.3)" in chart(moray()).undrawn


def test_every_limit_that_applies_is_drawn_or_named() -> None:
    for name in DAY_OF_CHECK:
        prepared = prepare(name)
        applying = [one for one in prepared.checked.answers if one.answer is not Answer.NOT_APPLICABLE]
        drawn = chart(prepared)
        assert len(drawn.limits) + len(drawn.undrawn) == len(applying) > 0


def test_dates_out_of_order_have_marks_and_no_bar() -> None:
    dates = {"disagreement_arose_on": "2024-12-09", "early_resolution_concluded_on": "2024-12-03"}
    record = make_record(mscb(), "escalation-record", {**dates, "early_resolution_outcome": "unresolved"})
    early = row(
        mscb().with_records(record), "Early resolution between practitioners and/or first line managers"
    )
    assert (early.answer, early.bar, early.over) == ("out-of-order", None, None)
    assert len(early.done) == 1


def test_a_meeting_still_to_come_is_not_drawn_as_held() -> None:
    stages = {stage.title: stage for stage in chart(moray()).stages}
    assert stages["Stage 1: first line management"].recorded
    ahead = stages["Stage 2: second line management"]
    assert (ahead.recorded, ahead.day) == (False, "25 November 2024, still to come")


def test_a_past_meeting_that_no_record_dates_is_not_drawn_as_held() -> None:
    unrecorded = on(moray(), "2024-12-20")
    [stage] = [one for one in chart(unrecorded).stages if one.title.startswith("Stage 2")]
    assert (stage.recorded, stage.day) == (False, "25 November 2024, by the meeting file alone")


def test_the_numbers_on_the_axis_are_those_of_the_table() -> None:
    for name in DAY_OF_CHECK:
        prepared = prepare(name)
        facts = establish(prepared.case, prepared.board, prepared.checked.checked_on)
        happened = say_chronology(prepared.meeting, facts)
        by_number = {one.number: one.date for one in happened}
        assert [mark.number for mark in chart(prepared).marks] == sorted(by_number)
        assert len(set(by_number.values())) == len(by_number) == len({one.date for one in happened})


def test_numbers_on_the_axis_do_not_cover_one_another() -> None:
    for name in DAY_OF_CHECK:
        for lane in range(10):
            places = [mark.at for mark in chart(prepare(name)).marks if mark.lane == lane]
            assert all(second - first >= 0.055 for first, second in pairwise(places))


def test_each_row_is_said_in_words_with_its_days_and_its_answer() -> None:
    assert row(mscb(), "Case progression meeting").says == (
        "Case progression meeting (¶9), from 9 December 2024, due 16 December 2024, done 16 December 2024: "
        "met on the day it was due."
    )
    assert chart(moray()).stages[1].says == "Stage 1: first line management: 11 November 2024."


def test_a_case_without_any_day_has_no_picture() -> None:
    nothing = mscb().but(date=None, minutes_circulated=None).with_records()
    facts = establish(nothing.case, nothing.board, nothing.checked.checked_on)
    assert chart_timeline(nothing.meeting, facts, nothing.checked) is None


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_meeting_on_the_first_or_last_day_there_is_does_not_stop_the_picture(day: str) -> None:
    drawn = chart(mscb().but(date=day, minutes_circulated=None).with_records())
    assert len(drawn.stages) == 1


def test_an_event_of_which_the_records_differ_stands_on_each_of_its_days() -> None:
    prepared = mscb()
    days = ("2024-11-18", "2024-11-20")
    made = [make_record(prepared, "escalation-record", {"disagreement_arose_on": day}) for day in days]
    records = [one.model_copy(update={"id": f"{number}123456789ab"}) for number, one in enumerate(made)]
    held = prepared.with_records(*records)
    happened = say_chronology(held.meeting, establish(held.case, held.board, held.checked.checked_on))
    arose = [
        (one.date, one.what, one.source) for one in happened if one.what.startswith("Disagreement arose")
    ]
    assert [one[:2] for one in arose] == [
        ("Monday 18 November 2024", "Disagreement arose (the records differ)"),
        ("Wednesday 20 November 2024", "Disagreement arose (the records differ)"),
    ]
    assert [record.id in source for record, (*_, source) in zip(records, arose, strict=True)] == [True, True]
