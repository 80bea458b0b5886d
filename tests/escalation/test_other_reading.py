"""A limit whose text can be read in two ways: both are judged, and only what they agree on is the answer."""

import datetime as dt
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from escalation.answers import Answer, CheckedCase, LimitAnswer
from escalation.boards import Board
from escalation.limits import Basis, Limit, OtherReading
from escalation.loading.lint import lint_board
from escalation.timeframes import calendar_of, check_timeframes
from escalation.timeframes.counting import agree
from tests.escalation.returns import MADE_UP, make_case, make_return, shipped

MEDWAY = shipped("medway")
LIMIT = next(limit for limit in MEDWAY.limits if limit.key == "stage-3-response")
LATER = dt.date(2026, 11, 20)
TODAY = dt.date(2026, 11, 21)


def stage_3(dates: dict[str, str], board: Board = MEDWAY, today: dt.date = LATER) -> LimitAnswer:
    record = make_return(board.form("stage-3-escalation-form"), {"alert_on": "2026-04-01", **dates})
    return answer_in(check_timeframes(make_case(board, record), board, today))


def done(response: str = "", resolution: str = "") -> dict[str, str]:
    held = {"stage_3_response_on": response, "stage_3_resolution_on": resolution}
    return {key: day for key, day in held.items() if day}


def answer_in(checked: CheckedCase) -> LimitAnswer:
    return next(said for said in checked.answers if said.limit == LIMIT.key)


def with_other(**changes: object) -> Board:
    """Return Medway with another second reading of its stage 3."""
    assert LIMIT.other_reading is not None
    other = OtherReading.model_validate({**LIMIT.other_reading.model_dump(), **changes})
    limits = tuple(
        one.model_copy(update={"other_reading": other}) if one.key == LIMIT.key else one
        for one in MEDWAY.limits
    )
    return MEDWAY.model_copy(update={"limits": limits})


def test_each_reading_names_its_event_its_day_its_clause_and_its_words() -> None:
    said = stage_3(done("2026-04-10", "2026-04-14"))
    body, chart = said.readings
    assert body.to is not None
    assert chart.to is not None
    assert (body.to.event, body.to.date) == ("stage_3_response", dt.date(2026, 4, 10))
    assert (chart.to.event, chart.to.date) == ("stage_3_resolution", dt.date(2026, 4, 14))
    assert (body.clause, body.quote) == (said.clause, said.quote)
    assert chart.clause == "Appendix Two, Stage Three"
    assert "to seek resolution within 5 working days" in chart.quote
    assert said.days is None


def test_the_reason_says_each_reading_with_its_clause_and_its_start_once() -> None:
    said = stage_3(done("2026-04-10", "2026-04-14"))
    assert "By 3, Stage 3: ‘Response by the Assistant or Deputy Director’ on Friday 10 April 2026" in said.why
    assert (
        "By Appendix Two, Stage Three: ‘Resolution of the alert recorded’ on Tuesday 14 April 2026"
        in said.why
    )
    assert said.why.count("Counted from ‘Stage 3 alert’ on Wednesday 1 April 2026") == 1
    assert said.why.endswith(").")
    assert any("section 3 asks for a response" in note for note in said.notes)


def test_what_both_readings_say_is_said_once() -> None:
    said = stage_3({"alert_on": "", **done("2026-04-09")})
    assert said.answer is Answer.NOT_KNOWN
    assert (
        said.why
        == "Not known: the date of ‘Stage 3 alert’ is missing: give it on the Stage 3 Escalation Form."
    )
    assert (said.readings, said.due, said.days) == ((), None, None)


def test_a_resolution_without_the_date_of_the_response_settles_nothing_and_names_that_date() -> None:
    said = stage_3(done(resolution="2026-04-09"))
    assert (said.answer, said.days, said.due) == (Answer.NOT_KNOWN, None, dt.date(2026, 4, 10))
    assert "the date of ‘Response by the Assistant or Deputy Director’ is missing" in said.why
    assert [reading.answer for reading in said.readings] == [Answer.NOT_KNOWN, Answer.MET]


def test_dates_of_one_reading_that_contradict_each_other_settle_neither() -> None:
    said = stage_3(done("2026-04-09", "2026-03-30"))
    assert (said.answer, said.days, said.due, said.readings) == (Answer.OUT_OF_ORDER, None, None, ())


def test_each_reading_is_counted_in_its_own_kind_and_number_of_days() -> None:
    board = with_other(within="3 calendar days")
    said = stage_3(done("2026-04-13", "2026-04-14"), board)
    assert said.answer is Answer.LATE
    assert [(one.due, one.days, one.basis) for one in said.readings] == [
        (dt.date(2026, 4, 10), 1, Basis.WORKING),
        (dt.date(2026, 4, 4), 10, Basis.CALENDAR),
    ]
    assert (said.due, said.days, said.basis) == (dt.date(2026, 4, 4), 10, Basis.CALENDAR)


def test_a_second_reading_that_names_no_kind_of_day_is_counted_in_both() -> None:
    board = with_other(within="day 5", basis="unclear")
    said = stage_3(done("2026-04-07", "2026-04-07"), board)
    assert [(one.clause[:8], one.basis, one.answer) for one in said.readings] == [
        ("3, Stage", Basis.WORKING, Answer.MET),
        ("Appendix", Basis.WORKING, Answer.MET),
        ("Appendix", Basis.CALENDAR, Answer.LATE),
    ]
    assert said.answer is Answer.DEPENDS
    assert any("which kind of day" in note for note in said.notes)


def test_an_answer_with_two_readings_can_be_written_as_json_and_read_again() -> None:
    said = stage_3(done("2026-04-10", "2026-04-14"))
    assert LimitAnswer.model_validate_json(said.model_dump_json()) == said


@pytest.mark.parametrize(
    ("answers", "together"),
    [
        ({Answer.MET}, Answer.MET),
        ({Answer.MET, Answer.LATE}, Answer.DEPENDS),
        ({Answer.MET, Answer.DUE}, Answer.DEPENDS),
        ({Answer.MET, Answer.OVERDUE}, Answer.DEPENDS),
        ({Answer.LATE, Answer.OVERDUE}, Answer.OVERDUE),
        ({Answer.MET, Answer.NOT_KNOWN}, Answer.NOT_KNOWN),
        ({Answer.NOT_KNOWN, Answer.OUT_OF_ORDER}, Answer.OUT_OF_ORDER),
    ],
)
def test_two_answers_come_to_one(answers: set[Answer], together: Answer) -> None:
    assert agree(answers) is together


days = some.none() | some.integers(0, 16)


@given(some.dates(dt.date(2025, 12, 1), dt.date(2026, 5, 31)), days, days, some.integers(0, 24))
def test_in_time_is_said_only_of_what_a_plain_count_finds_in_time_on_both_readings(
    alert: dt.date, response: int | None, more: int | None, checked: int
) -> None:
    """A resolution comes no earlier than its response, and what is dated lies before the day of the check."""
    responded = alert + dt.timedelta(response) if response is not None else None
    resolved = responded + dt.timedelta(more) if responded and more is not None else None
    last = max(day for day in (alert, responded, resolved) if day)
    today = last + dt.timedelta(checked)
    dates = {"alert_on": alert, "stage_3_response_on": responded, "stage_3_resolution_on": resolved}
    said = stage_3({key: day.isoformat() for key, day in dates.items() if day}, today=today)
    plain = [plainly(alert, day, today) for day in (responded, resolved)]
    assert [reading.answer for reading in said.readings] == plain
    assert said.answer is plainly_together(*plain)
    assert (said.days is None) is (said.answer is Answer.DEPENDS)


def plainly(start: dt.date, done: dt.date | None, today: dt.date) -> Answer:
    calendar = calendar_of(MEDWAY)
    due, counted = start, 0
    while counted < 5:
        due += dt.timedelta(1)
        counted += calendar.is_working_day(due)
    if done:
        return Answer.MET if done <= due else Answer.LATE
    return Answer.DUE if today <= due else Answer.OVERDUE


def plainly_together(body: Answer, chart: Answer) -> Answer:
    if body is chart:
        return body
    in_time = {Answer.MET, Answer.DUE} & {body, chart}
    return Answer.DEPENDS if in_time else Answer.OVERDUE


OTHER = """
  [limit.other_reading]
  to = "{to}"
  within = "{within}"
  clause = "paragraph 9"
  quote = "{quote}"
  says = "paragraph 9 asks for the record"
"""
WORDS = "the record is sent within ten working days"


@pytest.mark.parametrize(
    ("to", "within", "quote", "said"),
    [
        ("record_sent", "10 working days", WORDS, []),
        ("meeting", "12 working days", WORDS, []),
        (
            "recrd_sent",
            "10 working days",
            WORDS,
            ['to: found "recrd_sent", which is nowhere; accepted: did you mean'],
        ),
        (
            "raised",
            "10 working days",
            WORDS,
            ['to: found "raised", where the limit starts; accepted: another event'],
        ),
        (
            "meeting",
            "10 working days",
            WORDS,
            ['to: found "meeting" within 10 working days, which is the limit itself'],
        ),
        ("record_sent", "10 days", WORDS, ['found within = "10 days"; accepted: say which days are meant']),
        (
            "record_sent",
            "promptly",
            WORDS,
            ['found within = "promptly"; accepted: a second reading must have'],
        ),
        (
            "record_sent",
            "10 working days",
            "too short",
            ['quote: found "too short"; accepted: 20 characters'],
        ),
    ],
)
def test_lint_says_what_is_wrong_with_a_second_reading(
    tmp_path: Path, to: str, within: str, quote: str, said: list[str]
) -> None:
    folder = Path(shutil.copytree(MADE_UP / "dyffryn", tmp_path / "dyffryn"))
    file = folder / "timeframes.toml"
    first = 'quote = "a meeting shall be held within ten working days"\n'
    text = file.read_text(encoding="utf-8")
    assert text.count(first) == 1
    other = OTHER.format(to=to, within=within, quote=quote)
    file.write_text(text.replace(first, first + other), encoding="utf-8")
    place = 'error: dyffryn/timeframes.toml: limit 1 (key "meeting-held") other_reading'
    found = [str(fault) for fault in lint_board(folder, TODAY)]
    assert all(fault.startswith(place) for fault in found), found
    assert all(words in fault for words, fault in zip(said, found, strict=True))


def test_an_event_that_only_a_second_reading_needs_must_be_held_too(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(MADE_UP / "dyffryn", tmp_path / "dyffryn"))
    file = folder / "timeframes.toml"
    first = 'quote = "a meeting shall be held within ten working days"\n'
    other = OTHER.format(to="agreed", within="10 working days", quote=WORDS)
    event = '\n[[event]]\nkey = "agreed"\ntitle = "Agreed"\n'
    file.write_text(file.read_text(encoding="utf-8").replace(first, first + other) + event, encoding="utf-8")
    (fault,) = (str(fault) for fault in lint_board(folder, TODAY))
    assert "nothing that holds its date, and limit meeting-held needs it" in fault


def test_a_limit_in_words_has_no_second_reading() -> None:
    with pytest.raises(ValueError, match="a limit in words has no second reading"):
        Limit.model_validate({**LIMIT.model_dump(by_alias=True), "within": "promptly"})
