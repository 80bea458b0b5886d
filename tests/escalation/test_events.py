"""When an event happened, where its date may stand in several returns, or in none."""

import datetime as dt

import pytest

from escalation.answers import Answer, CheckedCase, LimitAnswer
from escalation.codes import notice
from escalation.records import Record, Source
from escalation.timeframes import check_timeframes
from tests.escalation.returns import make_case, make_return, shipped

TODAY = dt.date(2026, 11, 20)
MSCB = shipped("mscb")


def check(*records: Record) -> CheckedCase:
    return check_timeframes(make_case(MSCB, *records), MSCB, TODAY)


def early_resolution(checked: CheckedCase) -> LimitAnswer:
    return next(answer for answer in checked.answers if answer.limit == "early-resolution")


def codes(checked: CheckedCase) -> list[str]:
    return [finding.code for finding in checked.findings]


def dates(
    number: int = 1, *, received: dt.date | None = None, unsure: tuple[str, ...] = (), **answers: str
) -> Record:
    held = {"disagreement_arose_on": "2024-05-03", **answers}
    return make_return(MSCB.form("escalation-record"), held, number=number, received=received, unsure=unsure)


def test_the_latest_return_of_a_form_supersedes_the_earlier_one() -> None:
    checked = check(
        dates(1, received=dt.date(2024, 6, 3), early_resolution_concluded_on="2024-05-07"),
        dates(2, received=dt.date(2024, 6, 1), early_resolution_concluded_on="2024-05-09"),
    )
    assert early_resolution(checked).to.date == dt.date(2024, 5, 7)
    assert checked.findings == ()


def test_a_date_that_the_latest_return_leaves_blank_stands_as_it_was_given_before() -> None:
    first = dates(1, received=dt.date(2024, 6, 1), early_resolution_concluded_on="2024-05-07")
    said = early_resolution(check(first, dates(2, received=dt.date(2024, 6, 3))))
    assert (said.answer, said.to.record) == (Answer.MET, first.id)


@pytest.mark.parametrize("received", [None, dt.date(2024, 6, 1)])
def test_two_returns_of_a_form_that_nobody_can_order_and_that_differ_are_not_known(
    received: dt.date | None,
) -> None:
    one = dates(1, received=dt.date(2024, 6, 1), early_resolution_concluded_on="2024-05-07")
    other = dates(2, received=received, early_resolution_concluded_on="2024-05-08")
    checked = check(one, other)
    said = early_resolution(checked)
    assert said.answer is Answer.NOT_KNOWN
    assert said.due == dt.date(2024, 5, 7)
    assert one.id in said.why
    assert other.id in said.why
    assert codes(checked) == ["dates-differ"]
    assert checked.findings[0].field == "early_resolution_concluded_on"


def test_two_returns_that_agree_are_one_date_whoever_came_first() -> None:
    checked = check(
        dates(1, early_resolution_concluded_on="2024-05-07"),
        dates(2, early_resolution_concluded_on="2024-05-07"),
    )
    assert early_resolution(checked).answer is Answer.MET
    assert checked.findings == ()


def test_two_forms_that_differ_are_not_known_whichever_came_last() -> None:
    record = dates(
        1,
        received=dt.date(2024, 6, 1),
        issues_unresolved_on="2024-05-20",
        plan_detail="no",
        issues_remain="yes",
    )
    request = make_return(
        MSCB.form("case-progression-meeting-request"),
        {"issues_unresolved_on": "2024-05-21"},
        number=2,
        received=dt.date(2024, 6, 9),
    )
    checked = check(record, request)
    said = next(answer for answer in checked.answers if answer.limit == "case-progression-meeting")
    assert said.answer is Answer.NOT_KNOWN
    assert "dates-differ" in codes(checked)


def test_a_file_that_came_twice_speaks_once_as_it_first_came() -> None:
    first = dates(1, received=dt.date(2024, 6, 1), early_resolution_concluded_on="2024-05-09")
    newer = dates(2, received=dt.date(2024, 6, 3), early_resolution_concluded_on="2024-05-07")
    again = first.model_copy(
        update={"source": Source(path="again.docx", sha256="1", received=dt.date(2024, 6, 8))}
    )
    assert early_resolution(check(first, newer, again)).to.date == dt.date(2024, 5, 7)


def test_a_date_that_is_not_sure_is_not_counted_with() -> None:
    unsure = dates(early_resolution_concluded_on="2024-05-07", unsure=("early_resolution_concluded_on",))
    said = early_resolution(check(unsure))
    assert said.answer is Answer.NOT_KNOWN
    assert said.to.date is None
    assert f"(record {unsure.id}) is not sure" in said.why


def test_a_date_after_the_day_of_the_check_cannot_have_happened() -> None:
    checked = check(dates(early_resolution_concluded_on="2027-05-07"))
    assert early_resolution(checked).answer is Answer.NOT_KNOWN
    assert codes(checked) == ["date-in-future"]


def test_a_date_on_the_day_of_the_check_can() -> None:
    checked = check(dates(early_resolution_concluded_on=TODAY.isoformat()))
    assert early_resolution(checked).answer is Answer.LATE


def test_a_year_whose_bank_holidays_are_not_known_is_not_counted_in() -> None:
    checked = check(dates(disagreement_arose_on="1924-05-03"))
    assert early_resolution(checked).answer is Answer.NOT_KNOWN
    assert codes(checked) == ["date-outside-data"]


def test_a_required_date_left_blank_is_blank_and_not_lost() -> None:
    minutes = MSCB.form("case-progression-meeting-minutes")
    missing = make_return(
        minutes,
        {},
        number=2,
        unsure=("meeting_held_on",),
        findings=(notice("required-missing", "meeting_held_on"),),
    )
    record = dates(issues_unresolved_on="2024-05-20", plan_detail="no", issues_remain="yes")
    said = next(one for one in check(record, missing).answers if one.limit == "case-progression-meeting")
    assert (said.answer, said.due) == (Answer.OVERDUE, dt.date(2024, 5, 28))


def test_a_record_without_the_reading_of_its_boxes_is_taken_at_its_values() -> None:
    bare = dates(early_resolution_concluded_on="2024-05-07").model_copy(update={"fields": {}})
    assert early_resolution(check(bare)).answer is Answer.MET


def test_an_answer_says_where_each_of_its_dates_stands() -> None:
    record = dates(early_resolution_concluded_on="2024-05-07")
    said = early_resolution(check(record))
    assert said.from_.record == said.to.record == record.id
    assert said.to.source == "‘Date reconciled, or found unresolved’ on the Escalation record"


def test_a_record_of_a_form_that_the_board_does_not_have_is_left_out_and_said() -> None:
    record = dates(early_resolution_concluded_on="2024-05-07")
    assert record.form is not None
    strange = record.model_copy(update={"form": record.form.model_copy(update={"version": "1999-01"})})
    checked = check(strange)
    assert early_resolution(checked).answer is Answer.NOT_KNOWN
    assert codes(checked) == ["form-unknown"]
    assert record.id in checked.findings[0].message
