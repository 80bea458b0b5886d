"""The message that brought a record, as evidence that it was distributed (decision 3)."""

import datetime as dt
from typing import Any

from escalation.answers import Answer, LimitAnswer
from escalation.records import Record
from escalation.timeframes import check_timeframes
from tests.escalation.returns import make_case, make_return, shipped

MORAY = shipped("moray")
TODAY = dt.date(2024, 12, 20)


def record(number: int = 1, received: dt.date | None = None, **answers: str) -> Record:
    return make_return(MORAY.form("escalation-record"), answers, number=number, received=received)


def answer(limit: str, *records: Record, today: dt.date = TODAY) -> LimitAnswer:
    answers = check_timeframes(make_case(MORAY, *records), MORAY, today).answers
    return next(one for one in answers if one.limit == limit)


STAGES: dict[str, Any] = {
    "stage_1_discussion": "2024-06-03",
    "stage_1_outcome": "continues",
    "stage_2_meeting": "2024-06-10",
}


def test_a_message_is_evidence_for_the_latest_stage_dated_in_its_record_and_for_no_other() -> None:
    came = record(received=dt.date(2024, 6, 10), **STAGES)
    assert answer("stage-2-record-distributed", came).answer is Answer.MET
    assert answer("stage-1-record-distributed", came).answer is Answer.NOT_KNOWN


def test_each_return_is_evidence_for_its_own_latest_stage() -> None:
    first = record(1, dt.date(2024, 6, 5), stage_1_discussion="2024-06-03", stage_1_outcome="continues")
    second = record(2, dt.date(2024, 6, 14), **STAGES)
    said = answer("stage-1-record-distributed", first, second)
    assert (said.answer, said.to.record, said.to.date) == (Answer.MET, first.id, dt.date(2024, 6, 5))


def test_the_first_message_counts_where_there_are_several() -> None:
    said = answer(
        "stage-2-record-distributed",
        record(1, dt.date(2024, 6, 20), **STAGES),
        record(2, dt.date(2024, 6, 14), **STAGES, stage_2_record="They met."),
    )
    assert (said.answer, said.to.date) == (Answer.MET, dt.date(2024, 6, 14))


def test_a_date_given_for_the_event_counts_before_any_message() -> None:
    sheet = make_return(MORAY.form("dates-sheet"), {"stage_2_distributed_on": "2024-06-18"}, number=2)
    said = answer("stage-2-record-distributed", record(received=dt.date(2024, 6, 14), **STAGES), sheet)
    assert (said.answer, said.days, said.to.record) == (Answer.LATE, 1, sheet.id)


def test_a_message_counts_where_the_dates_sheet_is_there_and_blank() -> None:
    sheet = make_return(MORAY.form("dates-sheet"), {}, number=2)
    came = record(received=dt.date(2024, 6, 20), **STAGES)
    assert answer("stage-2-record-distributed", came, sheet).answer is Answer.NOT_KNOWN


def test_a_message_before_the_meeting_is_out_of_order() -> None:
    said = answer("stage-2-record-distributed", record(received=dt.date(2024, 6, 7), **STAGES))
    assert said.answer is Answer.OUT_OF_ORDER


def test_a_draft_that_gave_the_meeting_another_day_is_evidence_of_nothing() -> None:
    draft = record(1, dt.date(2024, 6, 7), **{**STAGES, "stage_2_meeting": "2024-06-06"})
    final = record(2, dt.date(2024, 6, 14), **STAGES)
    said = answer("stage-2-record-distributed", draft, final)
    assert (said.answer, said.to.record) == (Answer.MET, final.id)


def test_a_message_after_the_day_of_the_check_has_not_come_yet() -> None:
    came = record(received=dt.date(2024, 6, 14), **STAGES)
    said = answer("stage-2-record-distributed", came, today=dt.date(2024, 6, 12))
    assert said.answer is Answer.NOT_KNOWN
    assert "Dates sheet" in said.why


def test_only_records_of_the_form_that_is_distributed_are_evidence_where_the_event_names_it() -> None:
    came = record(received=dt.date(2024, 6, 14), **STAGES)
    for form, answered in (("escalation-record", Answer.MET), ("dates-sheet", Answer.NOT_KNOWN)):
        events = tuple(event.model_copy(update={"message_of": form}) for event in MORAY.events)
        board = MORAY.model_copy(update={"events": events})
        answers = check_timeframes(make_case(board, came), board, TODAY).answers
        assert next(one for one in answers if one.limit == "stage-2-record-distributed").answer is answered
