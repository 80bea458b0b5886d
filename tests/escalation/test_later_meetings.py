"""A stage that was met of more than once: limits count from its first meeting (decision 3)."""

import datetime as dt

import pytest

from escalation.answers import Answer, CheckedCase, LimitAnswer
from escalation.codes import notice
from escalation.findings import Finding
from escalation.records import Record, Source
from escalation.timeframes import check_timeframes
from escalation.timeframes.facts import CaseFacts, establish
from tests.escalation.returns import make_case, make_return, shipped

MSCB, MORAY = shipped("mscb"), shipped("moray")
TODAY = dt.date(2025, 2, 12)
LATER = notice("minutes-later-meeting")
FIRST_CAME = dt.date(2025, 1, 9)
MINUTES = Source(path="minutes.docx", sha256="0" * 64)


def minutes(
    number: int,
    held: str,
    circulated: str = "",
    outcome: str = "",
    *,
    received: dt.date | None = None,
    unsure: tuple[str, ...] = (),
    findings: tuple[Finding, ...] = (),
) -> Record:
    answers = {"meeting_held_on": held, "minutes_circulated_on": circulated, "meeting_outcome": outcome}
    return make_return(
        MSCB.form("case-progression-meeting-minutes"),
        {key: text for key, text in answers.items() if text},
        number=number,
        received=received,
        unsure=unsure,
        findings=findings,
    )


def first(*, received: dt.date | None = FIRST_CAME) -> Record:
    return minutes(1, "2024-12-16", "2025-01-09", "unresolved", received=received)


def escalated() -> Record:
    held = {"issues_unresolved_on": "2024-12-09", "issues_remain": "yes", "plan_detail": "no"}
    return make_return(MSCB.form("escalation-record"), held, number=9)


def facts_of(*records: Record) -> CaseFacts:
    return establish(make_case(MSCB, escalated(), *records), MSCB, TODAY)


def check(*records: Record, today: dt.date = TODAY) -> CheckedCase:
    return check_timeframes(make_case(MSCB, escalated(), *records), MSCB, today)


def answer(checked: CheckedCase, limit: str) -> LimitAnswer:
    return next(one for one in checked.answers if one.limit == limit)


def both(checked: CheckedCase) -> list[Answer]:
    """Return the answers to ¶9, that the meeting be held, and to ¶12, that its minutes go round."""
    return [answer(checked, limit).answer for limit in ("case-progression-meeting", "minutes-circulated")]


def codes(checked: CheckedCase) -> list[str]:
    return [finding.code for finding in checked.findings]


@pytest.mark.parametrize("came", [None, FIRST_CAME])
def test_the_review_that_was_said_to_be_another_meeting_leaves_the_first_as_it_was_answered(
    came: dt.date | None,
) -> None:
    """MSCB ¶9 and ¶12, and the review that ¶12 asks to be considered."""
    review = minutes(2, "2025-02-03", "2025-02-10", findings=(LATER,))
    checked = check(first(received=came), review)
    assert both(checked) == [Answer.MET, Answer.MET]
    assert answer(checked, "minutes-circulated").due == dt.date(2025, 1, 9)
    [found] = checked.findings
    assert (found.code, found.needs_a_person) == ("later-meeting", False)
    assert "Monday 3 February 2025" in found.message
    assert "due Monday 24 February 2025" in found.message


def test_the_minutes_of_a_later_meeting_that_went_round_late_are_said_to() -> None:
    review = minutes(2, "2025-01-13", "2025-02-10", findings=(LATER,))
    checked = check(first(), review)
    assert both(checked) == [Answer.MET, Answer.MET]
    [found] = checked.findings
    assert (found.code, found.needs_a_person) == ("later-meeting-open", True)
    assert "late by 5 working days" in found.message


def test_a_later_meeting_on_a_day_before_what_led_to_it_is_out_of_order() -> None:
    checked = check(first(), minutes(2, "2024-12-02", "2025-01-10", findings=(LATER,)))
    assert both(checked) == [Answer.MET, Answer.MET]
    [found] = checked.findings
    assert found.code == "later-meeting-open"
    assert "is before ‘Issues remain unresolved after escalation’ on Monday 9 December 2024" in found.message


@pytest.mark.parametrize("reverse", [False, True])
def test_minutes_of_a_day_after_others_had_come_are_of_another_meeting_and_a_person_is_asked(
    *, reverse: bool
) -> None:
    """Minutes that came on 9 January cannot be of a meeting on 3 February."""
    review = minutes(2, "2025-02-03", "2025-02-10", received=dt.date(2025, 2, 10))
    records = (review, first()) if reverse else (first(), review)
    checked = check(*records)
    assert both(checked) == [Answer.MET, Answer.MET]
    assert codes(checked) == ["later-meeting-unsaid"]
    assert checked.needs_a_person


def test_a_correction_of_the_day_is_no_other_meeting() -> None:
    wrong = minutes(1, "2024-12-12", "2025-01-09", received=dt.date(2025, 1, 9))
    right = minutes(2, "2024-12-16", "2025-01-09", received=dt.date(2025, 1, 13))
    checked = check(wrong, right)
    assert answer(checked, "minutes-circulated").from_.date == dt.date(2024, 12, 16)
    assert checked.findings == ()


@pytest.mark.parametrize("came", [None, dt.date(2025, 2, 10)])
def test_two_minutes_that_contradict_each_other_about_one_meeting_still_ask_a_person(
    came: dt.date | None,
) -> None:
    """Nothing shows that the first were there before 3 February."""
    checked = check(first(received=came), minutes(2, "2025-02-03", "2025-02-10", received=came))
    assert both(checked) == [Answer.NOT_KNOWN, Answer.NOT_KNOWN]
    assert "dates-differ" in codes(checked)


def test_minutes_sent_round_before_the_day_they_give_prove_no_other_meeting() -> None:
    """A form filled in for a meeting that was put off is not the minutes of one."""
    planned = minutes(1, "2024-12-12", received=dt.date(2024, 12, 10))
    held = minutes(2, "2024-12-16", "2025-01-09", received=dt.date(2025, 1, 9))
    checked = check(planned, held)
    assert answer(checked, "minutes-circulated").from_.date == dt.date(2024, 12, 16)
    assert checked.findings == ()


def test_a_later_meeting_without_the_first_on_record_dates_nothing() -> None:
    checked = check(minutes(2, "2025-02-03", "2025-02-10", findings=(LATER,)))
    assert both(checked) == [Answer.NOT_KNOWN, Answer.NOT_KNOWN]


def test_the_outcome_is_that_of_the_last_meeting_whichever_minutes_came_last() -> None:
    review = minutes(2, "2025-02-03", "", "resolved", findings=(LATER,))
    corrected = first(received=dt.date(2025, 2, 11))
    facts = facts_of(corrected, review)
    assert facts.resolved("case-progression-meeting").value is True
    assert [one.code for one in check(corrected, review).findings] == ["later-meeting"]


def test_a_later_meeting_that_leaves_the_outcome_blank_takes_nothing_back() -> None:
    facts = facts_of(first(), minutes(2, "2025-02-03", findings=(LATER,)))
    assert facts.answer_to("meeting_outcome").value == "unresolved"


def test_a_later_meeting_whose_day_is_not_sure_is_said_and_dates_nothing_of_the_first() -> None:
    review = minutes(2, "2025-02-03", unsure=("meeting_held_on",), findings=(LATER,))
    checked = check(first(), review)
    assert both(checked) == [Answer.MET, Answer.MET]
    [found] = checked.findings
    assert found.code == "later-meeting-open"
    assert "is not sure" in found.message


def test_three_meetings_are_told_in_the_order_of_their_days() -> None:
    third = minutes(3, "2025-02-10", "2025-02-11", findings=(LATER,))
    second = minutes(2, "2025-01-20", "2025-01-23", findings=(LATER,))
    checked = check(third, second, first())
    assert both(checked) == [Answer.MET, Answer.MET]
    assert ["20 January" in one.message for one in checked.findings] == [True, False]
    assert codes(checked) == ["later-meeting", "later-meeting"]


def test_a_copy_that_came_by_message_does_not_hide_that_a_meeting_was_said_to_be_a_later_one() -> None:
    review = minutes(2, "2025-02-03", "2025-02-10", findings=(LATER,))
    by_message = minutes(2, "2025-02-03", "2025-02-10", received=dt.date(2025, 2, 10))
    checked = check(first(received=None), by_message, review)
    assert both(checked) == [Answer.MET, Answer.MET]


def test_the_dates_that_minutes_put_on_other_forms_are_of_the_later_meeting_too() -> None:
    """Moray 3.3: the record of the first stage 2 meeting, 25 November 2024, is due on 3 December."""
    record, sheet = MORAY.form("escalation-record"), MORAY.form("dates-sheet")
    held = {"stage_2_meeting": "2024-12-09"}, {"stage_2_distributed_on": "2024-12-12"}
    later = [
        make_return(form, given, number=number, findings=(LATER,)).model_copy(update={"source": MINUTES})
        for number, (form, given) in enumerate(zip((record, sheet), held, strict=True), start=3)
    ]
    known = (
        make_return(record, {"stage_2_meeting": "2024-11-25"}, number=1),
        make_return(sheet, {"stage_2_distributed_on": "2024-12-03"}, number=2),
    )
    checked = check_timeframes(make_case(MORAY, *known, *later), MORAY, TODAY)
    said = answer(checked, "stage-2-record-distributed")
    assert (said.answer, said.due) == (Answer.MET, dt.date(2024, 12, 3))
    [found] = checked.findings
    assert found.code == "later-meeting"
    assert "due Monday 16 December 2024" in found.message


def test_two_days_for_the_end_of_a_stage_without_minutes_are_no_two_meetings() -> None:
    """A running record that comes again with another day contradicts itself or was put right."""
    form = MORAY.form("escalation-record")
    held = [
        make_return(form, {"stage_2_meeting": "2024-11-25"}, number=1, received=dt.date(2024, 11, 27)),
        make_return(form, {"stage_2_meeting": "2024-12-09"}, number=2, received=dt.date(2024, 12, 11)),
    ]
    facts = establish(make_case(MORAY, *held), MORAY, TODAY)
    assert facts.later_meetings == ()
    assert facts.dated["stage_2_meeting"].date == dt.date(2024, 12, 9)
