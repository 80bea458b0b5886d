"""The rule of a copy by itself: each answer is withheld on its own ground, also where another net would catch it."""

import pytest

from docgen.packs.by_role.audiences import Audience, find_audience
from docgen.packs.by_role.guarding import FREE_TEXT, HOLDS_A_NAME, WITHHELD_BY_RULE, Guard
from docgen.packs.by_role.known_names import KnownNames
from docgen.packs.by_role.releasing import Released, release
from escalation.copies import Copy, Role
from escalation.definitions import Field, Kind, Sensitivity
from escalation.records import FieldReading
from tests.packs.samples import Prepared, make_record, mscb
from tests.packs.test_copies import releasing

PROFESSIONAL, CHILD, NEUTRAL = Sensitivity.PROFESSIONAL, Sensitivity.CHILD, Sensitivity.NEUTRAL


def guard(*releases: Sensitivity, kinds: tuple[Kind, ...] = (), withholds: tuple[str, ...] = ()) -> Guard:
    rule = Copy(role=Role.FAMILY, releases=releases, kinds=kinds, withholds=withholds, clause="¶12")
    return Guard(Audience(rule), rule, KnownNames())


def asked(kind: Kind, sensitivity: Sensitivity = NEUTRAL) -> Field:
    return Field(key="told", label="Told", kind=kind, sensitivity=sensitivity)


def released(asked_for: str, prepared: Prepared) -> Released:
    return release(*prepared.papers(), find_audience(asked_for, prepared.meeting, prepared.board))


def grounds_of(one: Released, label: str) -> set[str]:
    return {held.ground for held in one.withheld if held.what == label}


@pytest.mark.parametrize("sensitivity", [CHILD, PROFESSIONAL, Sensitivity.ADULT, NEUTRAL])
def test_what_a_rule_does_not_name_is_withheld_by_what_it_names(sensitivity: Sensitivity) -> None:
    others = [one for one in (CHILD, PROFESSIONAL, Sensitivity.ADULT, NEUTRAL) if one is not sensitivity]
    for kind in (Kind.TEXT, Kind.DATE, Kind.TICK, Kind.CHOICE):
        assert guard(*others).ground(sensitivity, kind)
        assert guard(sensitivity).ground(sensitivity, kind) == ""


@pytest.mark.parametrize("sensitivity", Sensitivity)
def test_free_text_is_withheld_whatever_a_rule_names(sensitivity: Sensitivity) -> None:
    everything = guard(CHILD, PROFESSIONAL, Sensitivity.ADULT, NEUTRAL)
    assert everything.ground(sensitivity, Kind.LONG_TEXT) == FREE_TEXT
    assert everything.ground(Sensitivity.FREE_TEXT, Kind.TICK) == FREE_TEXT


def test_a_kind_that_a_rule_does_not_name_is_withheld() -> None:
    assert guard(NEUTRAL, kinds=(Kind.TICK,)).ground(NEUTRAL, Kind.DATE)
    assert guard(NEUTRAL, kinds=(Kind.TICK,)).ground(NEUTRAL, Kind.TICK) == ""


def test_a_person_without_a_sensitivity_is_a_professional() -> None:
    assert guard(NEUTRAL).ground_for(asked(Kind.PERSON)) == "Names a professional"
    assert guard(NEUTRAL, PROFESSIONAL).ground_for(asked(Kind.PERSON)) == ""
    assert guard(PROFESSIONAL).ground_for(asked(Kind.PERSON, CHILD)) == "Names the child"


def test_a_field_that_a_board_withholds_is_withheld_first() -> None:
    assert guard(NEUTRAL, withholds=("told",)).ground_for(asked(Kind.DATE)) == WITHHELD_BY_RULE


def test_a_field_of_a_record_that_was_released_is_withheld_where_it_names_the_child() -> None:
    prepared = mscb()
    about = {"child_name": "Kofi Brightwell", "summary": "Kofi was seen at home."}
    held = prepared.with_records(make_record(prepared, "escalation-record", dict(about)))
    lifted = releasing(held, {"record": "0123456789ab", "field": "summary", "to": ["learning", "agency"]})
    label = held.board.form("escalation-record").field("summary").label.rstrip(": ")
    assert grounds_of(released("learning", lifted), label) == {HOLDS_A_NAME}
    assert grounds_of(released("agency: Health", lifted), label) == set()


def test_an_answer_is_withheld_where_what_was_written_named_somebody() -> None:
    prepared = mscb()
    written = FieldReading(
        raw="3 December, says Dan Orrell", value="2024-12-03", origin="x", sure=True, place=""
    )
    key = next(one.key for one in prepared.board.form("escalation-record").fields if one.kind is Kind.DATE)
    record = make_record(
        prepared, "escalation-record", {"child_name": "Kofi Brightwell", key: "2024-12-03"}, **{key: written}
    )
    held = prepared.with_records(record, *prepared.case.records)
    label = prepared.board.form("escalation-record").field(key).label.rstrip(": ")
    assert HOLDS_A_NAME in grounds_of(released("family", held), label)
    assert HOLDS_A_NAME not in grounds_of(released("agency: Health", held), label)


def test_an_agenda_that_was_released_is_withheld_where_a_line_of_it_names_the_child() -> None:
    prepared = mscb().but(agenda=["Welcome", "What Kofi says"])
    lifted = releasing(prepared, {"part": "agenda", "to": ["learning", "agency"]})
    assert grounds_of(released("learning", lifted), "Agenda") == {HOLDS_A_NAME}
    assert released("learning", lifted).meeting.agenda == ()
    assert released("agency: Health", lifted).meeting.agenda == ("Welcome", "What Kofi says")


@pytest.mark.parametrize("number", ["14726 3", "(0) 147-263"])
def test_a_number_of_the_childs_is_found_however_it_is_parted(number: str) -> None:
    prepared = mscb().but(discussion=f"See {number}.")
    record = make_record(prepared, "escalation-record", {"child_name": "Kofi Brightwell, NHS 147263"})
    held = releasing(prepared.with_records(record), {"part": "discussion", "to": ["learning"]})
    assert grounds_of(released("learning", held), "Discussion") == {HOLDS_A_NAME}


def test_a_name_that_was_read_another_way_is_known_too() -> None:
    prepared = mscb().but(discussion="As Quibbleton said.")
    name = prepared.board.form("escalation-record").field("child_name")
    other = {"raw": "Zo Quibbleton", "value": "Zo Quibbleton", "origin": "words", "place": ""}
    read = FieldReading.model_validate(
        {"raw": "Zo", "value": "Zo", "origin": "x", "sure": True, "place": "", "others": [other]}
    )
    record = make_record(prepared, "escalation-record", {name.key: "Zo"}, **{name.key: read})
    held = releasing(prepared.with_records(record), {"part": "discussion", "to": ["learning"]})
    assert grounds_of(released("learning", held), "Discussion") == {HOLDS_A_NAME}


def test_what_is_withheld_of_one_entry_alone_is_said_to_be_where_others_show_it() -> None:
    people = [
        {"name": "Dan Orrell", "role": "Sergeant", "agency": "Police", "presence": "present"},
        {"name": "Sunita Rao", "role": "Manager, for Quibbleton", "agency": "Health", "presence": "present"},
        {"name": "Jo Farrant", "agency": "Education", "presence": "apologies"},
    ]
    prepared = mscb().but(
        attendance=people, chair={"name": "Zo Quibbleton", "role": "Chair", "agency": "Health"}
    )
    shown = released("family", prepared).meeting.attendance
    assert [(one.name, one.role, one.agency) for one in shown] == [
        ("", "Sergeant", "Police"),
        ("", "(withheld)", "Health"),
        ("", "", "Education"),
    ]


def test_a_name_on_a_form_that_nobody_knows_is_known() -> None:
    prepared = mscb().but(discussion="As Quibbleton said.")
    record = make_record(prepared, "escalation-record", {"child_name": "Zo Quibbleton"})
    unknown = record.model_copy(update={"form": None, "fields": {}})
    held = releasing(prepared.with_records(unknown), {"part": "discussion", "to": ["learning"]})
    assert grounds_of(released("learning", held), "Discussion") == {HOLDS_A_NAME}


@pytest.mark.parametrize("who", ["dissent", "circulation"])
def test_a_name_that_stands_in_a_sentence_is_known(who: str) -> None:
    entry = {
        "dissent": {"who": "The consultant, Dr Quibbleton", "why": "x"},
        "circulation": {"name": "All, and Dr Quibbleton"},
    }
    prepared = mscb().but(discussion="As Quibbleton said.", **{who: [entry[who]]})
    held = releasing(prepared, {"part": "discussion", "to": ["family"]})
    assert grounds_of(released("family", held), "Discussion") == {HOLDS_A_NAME}


def test_an_answer_of_another_shape_is_not_taken_for_one() -> None:
    prepared = mscb()
    form = prepared.board.form("escalation-record")
    ticks = [one for one in form.fields if one.kind in {Kind.TICK, Kind.CHOICE, Kind.DATE}]
    record = make_record(prepared, "escalation-record", {one.key: "Zebra crossing" for one in ticks})
    (one,) = released("family", prepared.with_records(record)).records
    assert "Zebra" not in one.record.model_dump_json()


def test_learning_is_given_no_day_of_any_limit() -> None:
    answers = released("learning", mscb()).checked.answers
    assert any(one.days for one in answers)
    assert [one.limit for one in answers if one.due or one.target_due or one.skipped or one.readings] == []
    assert [one.limit for one in answers if one.from_.date or one.to.date] == []
