"""Whatever a return holds, a check answers every limit, and says in time only of what a plain count says it of."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as some

from escalation.answers import Answer, LimitAnswer
from escalation.definitions import FormDefinition, Kind
from escalation.limits import Limit
from escalation.timeframes import check_timeframes
from escalation.timeframes.working_days import calendar_of
from tests.escalation.returns import make_case, make_return, shipped

MORAY = shipped("moray")
TODAY = dt.date(2026, 11, 20)
DATES = [
    field.key
    for form in ("dates-sheet", "escalation-record")
    for field in MORAY.form(form).fields
    if field.kind is Kind.DATE and field.event
]
COUNTED = (Answer.MET, Answer.LATE)
CONTINUES = dict.fromkeys(
    ("initial_outcome", *(f"stage_{number}_outcome" for number in range(1, 5))), "continues"
)
near_2024 = some.dates(dt.date(2024, 11, 1), dt.date(2025, 1, 31)).map(dt.date.isoformat)
scalars = some.none() | some.booleans() | some.integers() | some.text(max_size=12) | near_2024
written = (
    scalars | some.lists(scalars, max_size=2) | some.dictionaries(some.text(max_size=4), scalars, max_size=2)
)


@given(some.dictionaries(some.sampled_from([*DATES, "stage_1_outcome", "child_name"]), written, max_size=12))
def test_nothing_that_a_return_holds_stops_a_check(values: dict[str, object]) -> None:
    record = make_return(MORAY.form("escalation-record"), {})
    sheet = make_return(MORAY.form("dates-sheet"), {}, number=2)
    records = [
        one.model_copy(update={"values": {**one.values, **values}, "fields": {}}) for one in (record, sheet)
    ]
    checked = check_timeframes(make_case(MORAY, *records), MORAY, TODAY)
    assert [said.limit for said in checked.answers] == [limit.key for limit in MORAY.limits]


WITHIN_FIVE_DAYS = [limit for limit in MORAY.limits if limit.allows.days == 5]
starts = some.dates(dt.date(2024, 11, 1), dt.date(2025, 1, 31))


@given(
    some.sampled_from(WITHIN_FIVE_DAYS),
    starts,
    some.integers(-2, 20),
    some.dictionaries(some.sampled_from(DATES), near_2024, max_size=2),
)
def test_only_what_a_plain_count_finds_in_time_is_met_and_only_what_it_finds_late_is_late(
    limit: Limit, start: dt.date, span: int, others: dict[str, str]
) -> None:
    days = {limit.from_: start, limit.to: start + dt.timedelta(span)}
    records = [
        make_return(form, {**held_by(form, {**CONTINUES, **others}), **dates_of(form, days)}, number=number)
        for number, form in enumerate((MORAY.form("escalation-record"), MORAY.form("dates-sheet")))
    ]
    answers = check_timeframes(make_case(MORAY, *records), MORAY, TODAY).answers
    if not others:
        expected = COUNTED if span >= 0 else (Answer.OUT_OF_ORDER,)
        assert next(said for said in answers if said.limit == limit.key).answer in expected
    for said in answers:
        if said.answer in COUNTED:
            assert_counted(said)


def held_by(form: FormDefinition, answers: dict[str, str]) -> dict[str, str]:
    return {key: answer for key, answer in answers.items() if key in {field.key for field in form.fields}}


def dates_of(form: FormDefinition, days: dict[str, dt.date]) -> dict[str, str]:
    return {field.key: days[field.event].isoformat() for field in form.fields if field.event in days}


def assert_counted(said: LimitAnswer) -> None:
    calendar = calendar_of(MORAY)
    assert said.from_.date is not None
    assert said.to.date is not None
    assert said.to.date >= said.from_.date
    done = calendar.next_working_day(said.to.date)
    taken = sum(
        calendar.is_working_day(said.from_.date + dt.timedelta(number))
        for number in range(1, (done - said.from_.date).days + 1)
    )
    assert (said.answer is Answer.MET) is (taken <= 5)
    assert said.days == abs(taken - 5)
