"""A meeting planned from the records of a case: who, by which clause, what is open, and nothing made up."""

import datetime as dt

import pytest
from pydantic import JsonValue

from docgen.packs.before.people import find_agencies, find_people
from docgen.packs.before.planning import Plan, find_stage, plan_meeting
from docgen.packs.meeting import Attendee
from docgen.packs.subject import CHILD
from docgen.packs.unread import IN_RETURN
from escalation.cases import Case
from escalation.definitions import Kind, Sensitivity
from escalation.records import FieldReading, Record
from escalation.timeframes.facts import CaseFacts, establish
from tests.escalation.returns import make_return, shipped
from tests.packs.samples import Prepared, make_record, moray, mscb, prepare

TODAY = dt.date(2025, 1, 20)


def facts_of(prepared: Prepared, *records: Record, today: dt.date = TODAY) -> CaseFacts:
    held = prepared.with_records(*records) if records else prepared
    return establish(held.case, held.board, today)


def plan(prepared: Prepared, *records: Record, stage: str = "", day: dt.date | None = None) -> Plan:
    facts = facts_of(prepared, *records)
    found = prepared.board.stage(stage) if stage else find_stage(facts)
    assert found is not None
    return plan_meeting(facts, found, CHILD.views_title, day)


def invited(plan: Plan) -> list[tuple[str, str, str]]:
    return [(one.person.name, one.person.role, one.person.agency) for one in plan.invited]


def test_the_stage_is_the_last_that_the_case_has_reached() -> None:
    assert plan(moray()).stage.key == "stage-2"
    assert plan(mscb()).stage.key == "case-progression-meeting"


def test_a_case_of_which_nothing_is_certain_has_no_stage() -> None:
    merton = shipped("merton")
    record = make_return(merton.form("escalation-record"), {"case_reference": "M-1"})
    facts = establish(Case(board="merton", reference="M-1", records=(record,)), merton, TODAY)
    assert find_stage(facts) is None


def test_all_who_are_involved_are_invited_once_each_with_every_place_that_names_them() -> None:
    """MSCB ¶9: all involved parties."""
    planned = plan(mscb())
    names = [name for name, _, _ in invited(planned)]
    assert len(names) == len(set(names))
    assert {"Meera Hollins", "Dan Orrell", "PC Lewis Tarn", "Łucja Wiśniewska"} <= set(names)
    assert "Kofi Brightwell" not in str(planned.meeting.attendance)
    [why] = [one.why for one in planned.invited if one.person.name == "PC Lewis Tarn"]
    assert "Case progression meeting request" in why
    assert "Case progression meeting minutes" in why


def test_a_stage_of_line_management_is_met_by_its_roles_of_the_agencies_concerned() -> None:
    """Moray 3.3 and Appendix 3: the record names Education alone, and the others are said for a person to choose."""
    planned = plan(moray())
    assert invited(planned) == [("", "Quality Improvement Officer", "Education")]
    [remark] = [one for one in planned.remarks if "do not name these agencies" in one]
    assert "Social work: Team/Area Manager" in remark
    assert "Education" not in remark


def test_people_named_at_a_stage_stand_for_their_agency() -> None:
    """Medway, Stage 1: the record itself names both team managers."""
    medway = shipped("medway")
    given: dict[str, str | bool] = {
        "case_reference": "MED-1",
        "raised_by.name": "C. Practitioner",
        "raised_by.agency": "Education",
        "stage_1_manager.name": "A. Manager",
        "stage_1_manager.agency": "Police",
        "stage_1_escalated_on": "2025-01-06",
    }
    record = make_return(medway.form("escalation-record"), given)
    facts = establish(Case(board="medway", reference="MED-1", records=(record,)), medway, TODAY)
    planned = plan_meeting(facts, medway.stage("stage-1"), CHILD.views_title)
    assert [one.person for one in planned.invited if one.person.agency == "Police"] == [
        Attendee(name="A. Manager", agency="Police")
    ]
    assert "C. Practitioner" not in str(planned.meeting.attendance)


def test_a_text_that_names_a_professional_names_somebody_to_invite() -> None:
    """Medway's published Stage 3 form asks for each name in one box."""
    medway = shipped("medway")
    given: dict[str, str | bool] = {
        "case_reference": "MED-1",
        "alert_on": "2025-01-06",
        "alert_from": "A. Manager",
        "alert_to": "B. Director",
        "child_name": "C. Child",
    }
    record = make_return(medway.form("stage-3-escalation-form"), given)
    facts = establish(Case(board="medway", reference="MED-1", records=(record,)), medway, TODAY)
    planned = plan_meeting(facts, medway.stage("stage-3"), CHILD.views_title)
    assert [name for name, _, _ in invited(planned)] == ["A. Manager", "B. Director"]


@pytest.mark.parametrize(
    ("first", "second", "people"),
    [
        (("Ann Lee", "Health"), ("ANN LEE", "health"), 1),
        (("Ann Lee", "Health"), ("Ann Lee", ""), 1),
        (("Ann Lee", "Health"), ("Ann Lee", "Police"), 2),
        (("Ann Lee", "Health"), ("Ann Li", "Health"), 2),
    ],
)
def test_two_of_one_name_are_one_person_unless_their_agencies_differ(
    first: tuple[str, str], second: tuple[str, str], people: int
) -> None:
    given: dict[str, str | bool] = {"case_reference": "MSCB-2024-017", "escalated_on": "2024-12-05"}
    for key, (name, agency) in (("raised_by", first), ("escalated_to", second)):
        given |= {f"{key}.name": name, f"{key}.agency": agency}
    record = make_return(mscb().board.form("escalation-record"), given)
    assert len(plan(mscb(), record, stage="case-progression-meeting").invited) == people


def test_what_was_not_surely_read_is_marked() -> None:
    board = mscb().board
    given: dict[str, str | bool] = {
        "case_reference": "MSCB-2024-017",
        "escalated_on": "2024-12-05",
        "raised_by.name": "D. Doubtful",
        "actions.1.action": "Visit",
    }
    form = board.form("escalation-record")
    record = make_return(form, given, unsure=("raised_by.name", "actions.1.action"))
    planned = plan(mscb(), record, stage="case-progression-meeting")
    [one] = planned.invited
    assert one.is_doubtful
    assert "NOT SURE" in one.why
    assert [action.sure for action in planned.actions] == [False]


def test_open_actions_keep_owner_agency_day_and_the_return_that_holds_them() -> None:
    actions = plan(mscb()).meeting.open_actions
    assert [(one.owner, one.due, one.done) for one in actions] == [
        ("Pilar Quint", dt.date(2025, 1, 6), None),
        ("Meera Hollins", dt.date(2025, 1, 8), None),
        ("Dan Orrell", dt.date(2024, 12, 20), None),
    ]
    minutes = mscb().case.records[2]
    assert {one.source for one in actions} == {f"Case progression meeting minutes, return {minutes.id}"}


def test_a_due_date_that_is_no_day_leaves_the_action_without_one() -> None:
    record = mscb().case.records[2]
    values = {**record.values, "actions": [{"action": "Visit", "due": "soon"}]}
    odd = record.model_copy(update={"values": values})
    assert [one.due for one in plan(mscb(), odd).meeting.open_actions] == [None]


@pytest.mark.parametrize(
    ("day", "item"),
    [(dt.date(2025, 2, 3), "Minutes of the meeting of Monday 16 December 2024"), (None, None)],
)
def test_a_review_begins_with_the_minutes_of_the_meeting_before(
    day: dt.date | None, item: str | None
) -> None:
    agenda = plan(mscb(), day=day).meeting.agenda
    assert [one for one in agenda if one.startswith("Minutes of")] == ([item] if item else [])


def test_nothing_that_is_written_is_dropped_because_a_part_of_it_is_missing() -> None:
    record = mscb().case.records[2]
    values = {
        **record.values,
        "chair": {"name": None, "role": None, "agency": "Probation"},
        "actions": [{"action": None, "owner": "P. Quint", "agency": None, "due": None}],
    }
    planned = plan(mscb(), record.model_copy(update={"values": values}))
    assert ("", "", "Probation") in invited(planned)
    assert [(one.action.action, one.action.owner, one.sure) for one in planned.actions] == [
        (IN_RETURN, "P. Quint", False)
    ]


def test_an_action_that_two_returns_give_alike_is_open_once_with_both_of_them() -> None:
    record = mscb().case.records[2]
    again = record.model_copy(
        update={
            "id": "0123456789ab",
            "source": record.source.model_copy(update={"sha256": "0" * 64}),
            "values": {**record.values, "discussion": "Otherwise"},
        }
    )
    actions = plan(mscb(), record).meeting.open_actions
    both = plan(mscb(), record, again).meeting.open_actions
    assert [(one.action, one.owner, one.due) for one in both] == [
        (one.action, one.owner, one.due) for one in actions
    ]
    assert all(record.id in one.source and "0123456789ab" in one.source for one in both)


def test_an_action_that_differs_in_its_day_is_another() -> None:
    record = mscb().case.records[2]
    rows = [
        {"action": "Visit", "due": "2025-01-06"},
        {"action": "Visit", "due": "2025-01-07"},
        {"owner": "P"},
    ]
    odd = record.model_copy(update={"values": {**record.values, "actions": [*rows, {"owner": "P"}]}})
    assert len(plan(mscb(), odd).actions) == 4


def test_a_later_meeting_of_a_stage_that_is_dated_by_its_end_names_the_one_before_by_its_minutes() -> None:
    """Merton's mediation is dated by what was considered, Pan Cheshire's step 4 by its end: minutes give the day."""
    for name, stage in (("mer-2025-008", "mediation"), ("pc-2025-006", "step-4")):
        held = prepare(name)
        day = held.meeting.date
        said = {"meeting_held_on": str(day), "meeting_stage": stage.replace("-", "_")}
        minutes = make_return(
            held.board.form("meeting-minutes"), {"case_reference": held.case.reference, **said}
        )
        later = plan(held, *held.case.records, minutes, stage=stage, day=dt.date(2025, 5, 12))
        assert later.meeting.after == (day,)
        assert plan(held, *held.case.records, minutes, stage=stage, day=day).meeting.after == ()


def test_a_day_after_the_end_of_the_stage_is_said_with_the_line_to_write() -> None:
    """Pan Cheshire, step 4: concluded on 24 February 2025, which need not be the day of a meeting."""
    facts = facts_of(prepare("pc-2025-006"), today=dt.date(2025, 5, 1))
    stage = next(one for one in facts.board.stages if one.key == "step-4")
    later = plan_meeting(facts, stage, CHILD.views_title, dt.date(2025, 5, 12))
    assert later.meeting.after == ()
    assert any("write `after = [2025-02-24]` in its file" in one for one in later.remarks)


def test_a_draft_for_a_day_off_says_so() -> None:
    assert any("a weekend" in one for one in plan(mscb(), day=dt.date(2025, 2, 1)).remarks)
    assert not any("working day" in one for one in plan(mscb(), day=dt.date(2025, 2, 3)).remarks)


def test_a_name_that_could_not_be_read_at_all_is_said() -> None:
    form = mscb().board.form("escalation-record")
    given: dict[str, str | bool] = {"case_reference": "MSCB-2024-017", "escalated_on": "2024-12-05"}
    record = make_return(form, given)
    scrawl = record.fields["raised_by.name"].model_copy(update={"raw": "~~", "sure": False})
    odd = record.model_copy(update={"fields": {**record.fields, "raised_by.name": scrawl}})
    planned = plan(mscb(), odd, stage="case-progression-meeting")
    assert any("‘Concern raised by’" in one and "could not be read" in one for one in planned.remarks)
    assert planned.in_doubt == 1
    assert not any("could not be read" in one for one in plan(mscb(), record, stage="escalation").remarks)


def closed(record: Record) -> Record:
    """Return a record of a case that is not open to a social worker."""
    return record.model_copy(update={"values": {**record.values, "case_open": "no"}})


def test_the_agenda_cannot_leave_out_the_childs_views_nor_what_the_procedure_asks_to_consider() -> None:
    planned = plan(mscb(), *map(closed, mscb().case.records))
    assert CHILD.views_title in planned.meeting.agenda
    for one in planned.stage.considers:
        assert f"To consider: {one.what} ({one.clause})" in planned.meeting.agenda


def test_what_the_procedure_asks_in_other_cases_is_not_on_the_agenda() -> None:
    """MSCB ¶10 asks about a referral only where the case is not open to a social worker."""
    is_asked = {
        name: any("referral" in item for item in plan(mscb(), *records).meeting.agenda)
        for name, records in {
            "open": mscb().case.records,
            "closed": tuple(map(closed, mscb().case.records)),
        }.items()
    }
    assert is_asked == {"open": False, "closed": True}


def test_a_meeting_without_a_day_is_told_by_when_it_is_due() -> None:
    """MSCB ¶9: within 5 working days of being found still unresolved."""
    without_minutes = mscb().case.records[:2]
    remarks = plan(mscb(), *without_minutes, stage="case-progression-meeting").remarks
    assert any(
        one.startswith("Due by Monday 16 December 2024: Case progression meeting (¶9") for one in remarks
    )


def test_a_matter_that_was_resolved_is_said_before_anybody_is_invited() -> None:
    assert any("resolved at this stage" in one for one in plan(mscb()).remarks)
    given: dict[str, str | bool] = {
        "case_reference": "MOR-2024-031",
        "stage_1_outcome": "resolved",
        "stage_1_discussion": "2024-11-11",
    }
    record = make_return(moray().board.form("escalation-record"), given)
    [remark] = [one for one in plan(moray(), record, stage="stage-2").remarks if "resolved" in one]
    assert remark == (
        "The records say that the matter was resolved before this stage, at ‘Stage 1: first line management’."
    )


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (
            "Theodora Langrish, Assistant Director, Children's Social Care",
            ("Theodora Langrish", "Assistant Director", "Children’s Social Care"),
        ),
        ("Jo Farrant, Clerk, of somewhere", ("Jo Farrant, Clerk, of somewhere", "", "")),
        ("Jo Farrant", ("Jo Farrant", "", "")),
    ],
)
def test_a_person_on_one_line_is_parted_where_an_agency_of_the_board_stands_in_it_and_is_not_sure(
    written: str, said: tuple[str, str, str]
) -> None:
    at = prepare("med-2025-003")
    form, field = next(
        (form, field)
        for form in at.board.current_forms()
        for field in form.fields
        if field.kind is Kind.TEXT and field.sensitivity is Sensitivity.PROFESSIONAL
    )
    facts = facts_of(at, make_record(at, form.key, {field.key: written}))
    [found] = find_people(facts)
    assert (found.name, found.role, found.agency) == said
    assert bool(found.doubts) is bool(found.agency)
    assert set(find_agencies(facts)) == {found.agency} - {""}


def test_a_day_on_which_something_was_decided_is_not_taken_for_that_of_the_meeting() -> None:
    merton = prepare("mer-2025-008")
    facts = facts_of(merton, today=dt.date(2025, 3, 3))
    assert facts.dated["mediation_considered"].date
    mediation = merton.board.stage("mediation")
    assert plan_meeting(facts, mediation, CHILD.views_title).meeting.date is None


def test_what_is_not_sure_of_one_row_makes_no_other_row_doubtful() -> None:
    prepared = mscb()
    rows: list[JsonValue] = [
        {"action": "Ring the nursery", "owner": "Dan Orrell", "agency": "Education", "due": "2025-01-06"},
        {"action": "Visit at home", "owner": "Meera Hollins", "agency": "Health", "due": None},
    ]
    boxes = {
        f"actions.{number}.{key}": FieldReading(raw=held, value=held, origin="control", sure=True, place="")
        for number, row in enumerate(rows, start=1)
        if isinstance(row, dict)
        for key, held in row.items()
    }
    boxes["actions.2.due"] = FieldReading(raw="asap", value=None, origin="control", sure=False, place="")
    record = make_record(prepared, "escalation-record", {"actions": rows}, **boxes)
    made = plan(prepared, record, stage="escalation")
    assert [(one.action.action, one.sure) for one in made.actions] == [
        ("Ring the nursery", True),
        ("Visit at home", False),
    ]


def test_a_name_is_sure_where_only_what_stands_beside_it_was_not_understood() -> None:
    prepared = mscb()
    rows: list[JsonValue] = [{"name": "Dan Orrell", "role": "", "agency": "Education", "attendance": None}]
    boxes = {
        "attendees.1.name": FieldReading(
            raw="Dan Orrell", value="Dan Orrell", origin="x", sure=True, place=""
        ),
        "attendees.1.attendance": FieldReading(
            raw="for an hour", value=None, origin="x", sure=False, place=""
        ),
    }
    record = make_record(prepared, "case-progression-meeting-minutes", {"attendees": rows}, **boxes)
    assert not [one for one in plan(prepared, record, stage="escalation").invited if one.is_doubtful]
