"""Copies by role: what each shows, what a person may release, and what is found out all the same."""

import io
from collections.abc import Mapping
from functools import cache

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pypdf import PdfReader

from docgen.packs.by_role.audiences import NoSuchAudience, find_audience, rule_for
from docgen.packs.by_role.copies import RenderedCopy, render_copy
from docgen.packs.by_role.guarding import CHANGED_SINCE, FREE_TEXT, HOLDS_A_NAME, NOT_READ, RESTS_ON_WITHHELD
from docgen.packs.by_role.release_wording import sum_wording
from docgen.packs.by_role.releasing import release
from docgen.packs.by_role.releasing_meeting import ENTRIES, ONCE, read_part
from docgen.packs.meeting import Meeting
from docgen.packs.reading import check_meeting, read_meeting
from escalation.codes import notice
from escalation.copies import Copy, Role
from escalation.definitions import Sensitivity
from escalation.faults import DefinitionError
from escalation.timeframes import check_timeframes
from tests.packs.pdf_inside import everything_in, seen_by_poppler
from tests.packs.samples import Prepared, make_record, moray, mscb, pages_of, prepare, squeeze, text_of

BY = {"by": "Sunita Rao, Team Manager", "why": "Read through with the family in mind"}


def copy_for(asked: str, prepared: Prepared) -> RenderedCopy:
    return render_copy(*prepared.papers(), find_audience(asked, prepared.meeting, prepared.board))


@cache
def sample(name: str, asked: str) -> RenderedCopy:
    return copy_for(asked, prepare(name))


def releasing(prepared: Prepared, *releases: Mapping[str, object]) -> Prepared:
    """Return the same with releases by a person, each of a part bound to the words that stand there."""
    return prepared.but(releases=[{**one, **BY, **wording(prepared, one)} for one in releases])


def wording(prepared: Prepared, one: Mapping[str, object]) -> Mapping[str, object]:
    part = one.get("part")
    return {"wording": sum_wording(read_part(prepared.meeting, str(part)))} if part else {}


def text_for(asked: str, prepared: Prepared) -> str:
    return squeeze(text_of(copy_for(asked, prepared).content))


def withheld_from(asked: str, prepared: Prepared) -> set[tuple[str, str]]:
    return {(one.what, one.ground) for one in copy_for(asked, prepared).withheld}


@pytest.mark.parametrize("asked", ["agency: Education", "family", "learning", "full"])
def test_every_page_says_for_whom_it_is(asked: str) -> None:
    copy = sample("mscb-2024-017", asked)
    pages = pages_of(copy.content)
    assert len(pages) == copy.pages
    assert [number for number, text in enumerate(pages, start=1) if copy.says not in text] == []


@pytest.mark.parametrize("asked", ["agency: Education", "family", "learning"])
def test_the_properties_say_the_role_and_nobody(asked: str) -> None:
    reader = PdfReader(io.BytesIO(sample("mscb-2024-017", asked).content))
    about = f"{reader.metadata} {reader.xmp_metadata and reader.xmp_metadata.stream.get_data().decode()}"
    assert sample("mscb-2024-017", asked).says in about
    assert [name for name in ("Kofi", "Brightwell", "Rao", "Farrant") if name in about] == []


def test_a_full_copy_is_the_pack_itself() -> None:
    copy = sample("mscb-2024-017", "full")
    assert copy.withheld == ()
    assert "Dr Anwen Prosser, Health" in text_of(copy.content)


def test_an_agency_sees_its_own_information_and_actions_and_not_those_of_others() -> None:
    text = text_for("agency: education", mscb())
    assert "Attendance at nursery 84 %" in text
    assert "Breakfast place at nursery every weekday" in text
    assert "Three audiology appointments" not in text
    assert ("Actions: those of others", FREE_TEXT) in withheld_from("agency: education", mscb())


def test_the_family_sees_who_was_there_by_role_and_not_by_name() -> None:
    text = text_for("family", mscb())
    assert "Health visitor Health Present" in text
    assert "Kofi Brightwell" in text
    assert [name for name in ("Hollins", "Prosser", "Wiśniewska", "Tarn") if name in text] == []


def test_learning_says_whether_limits_were_kept_and_never_when() -> None:
    text = text_for("learning", mscb())
    assert "Met, no working days to spare" in text
    assert "the day it was due" not in text, "which day that was is withheld, so nobody can say"
    assert "2024" not in text.replace("10 January 2025", "").replace("mscb", "")
    assert "no date" not in text


def test_free_text_that_a_person_has_released_is_shown_to_that_role_alone() -> None:
    prepared = releasing(mscb(), {"part": "decision", "to": ["family"]})
    copy = copy_for("family", prepared)
    assert "The plan is strengthened" in squeeze(text_of(copy.content))
    assert copy.lifted == ("Decisions, and the reasons for them",)
    assert "The plan is strengthened" not in text_for("learning", prepared)
    assert "Read through with" not in squeeze(text_of(copy.content))


def test_one_decision_of_several_can_be_released() -> None:
    prepared = releasing(mscb(), {"part": "decision 2", "to": ["family", "agency: Health"]})
    for asked in ("family", "agency: Health"):
        text = text_for(asked, prepared)
        assert "If the appointment of 8 January is missed" in text
        assert "The plan is strengthened" not in text
    assert "If the appointment of 8 January" not in text_for("agency: Education", prepared)


def test_a_release_holds_for_the_words_that_were_released() -> None:
    prepared = releasing(
        mscb(), {"part": "decision", "to": ["family"]}, {"part": "purpose", "to": ["family"]}
    )
    (first, *others) = prepared.meeting.model_dump()["decisions"]
    changed = prepared.but(decisions=[first, {**others[0], "reason": "Another"}])
    assert ("Decisions, and the reasons for them", CHANGED_SINCE) in withheld_from("family", changed)
    copy = copy_for("family", changed)
    assert "The plan is strengthened" not in squeeze(text_of(copy.content))
    assert copy.lifted == ("Purpose of the meeting",)


def test_a_release_of_one_decision_stands_when_another_is_changed() -> None:
    prepared = releasing(mscb(), {"part": "decision 2", "to": ["family"]})
    (first, *others) = prepared.meeting.model_dump()["decisions"]
    changed = prepared.but(decisions=[{**first, "reason": "Another"}, *others])
    assert "If the appointment of 8 January is missed" in text_for("family", changed)
    inserted = prepared.but(decisions=[{"decision": "One more"}, first, *others])
    assert "If the appointment of 8 January" not in text_for("family", inserted)
    assert "The plan is strengthened" not in text_for("family", inserted)


def test_a_release_without_its_wording_releases_nothing() -> None:
    prepared = mscb().but(releases=[{"part": "discussion", "to": ["family"], **BY}])
    assert ("Discussion", CHANGED_SINCE) in withheld_from("family", prepared)
    assert ("Discussion", FREE_TEXT) in withheld_from("learning", prepared)


@given(st.text(max_size=40), st.text(max_size=40))
@example("Health challenged", "Health  challenged\n")
@example("", "x")
def test_texts_have_one_sum_where_white_space_alone_tells_them_apart(one: str, other: str) -> None:
    assert (sum_wording(one) == sum_wording(other)) == (one.split() == other.split())


def test_the_field_of_a_record_can_be_released() -> None:
    record = next(one for one in mscb().case.records if one.values.get("summary"))
    prepared = releasing(mscb(), {"record": record.id, "field": "summary", "to": ["agency"]})
    assert squeeze(str(record.values["summary"]))[:60] in text_for("agency: Police", prepared)
    assert squeeze(str(record.values["summary"]))[:60] not in text_for("agency: Police", mscb())


@pytest.mark.parametrize(
    "said",
    [
        "Mother said KOFI sleeps badly.",
        "Write to kofibrightwell2019@example.org",
        "The Brìghtwells were told.",
        "K. Bright-\nwell, and Koﬁ",
        "invisible: Bri\u00adght\u200bwell",
    ],
)
def test_a_released_text_that_names_the_child_is_withheld_from_learning(said: str) -> None:
    prepared = releasing(mscb().but(discussion=said), {"part": "discussion", "to": ["learning", "agency"]})
    assert ("Discussion", HOLDS_A_NAME) in withheld_from("learning", prepared)
    assert ("Discussion", HOLDS_A_NAME) not in withheld_from("agency: Health", prepared)


@pytest.mark.parametrize(
    "said", ["rao agreed", "as Łucja and WISNIEWSKA say", "dan.orrell@example.org was told"]
)
def test_a_released_text_that_names_a_professional_is_withheld_from_the_family(said: str) -> None:
    prepared = releasing(mscb().but(discussion=said), {"part": "discussion", "to": ["family"]})
    assert ("Discussion", HOLDS_A_NAME) in withheld_from("family", prepared)


@pytest.mark.parametrize(
    "said", ["All who attended agreed.", "The health visitor and the police told Education."]
)
def test_words_that_stand_beside_names_withhold_nothing(said: str) -> None:
    prepared = releasing(mscb().but(discussion=said), {"part": "discussion", "to": ["family"]})
    assert said in text_for("family", prepared)


@pytest.mark.parametrize(
    "said", ["3 May 2019", "03/05/19", "2019-05-03", "3rd of May, 2019", "May 3, 2019", "3.5.2019"]
)
def test_a_day_of_birth_is_found_however_it_is_written(said: str) -> None:
    prepared = prepare("mscb-2024-017")
    about = {"child_name": "Kofi Brightwell, born 3/5/2019"}
    born = prepared.with_records(make_record(prepared, "escalation-record", dict(about)))
    held = releasing(
        born.but(discussion=f"The child of {said} was seen."), {"part": "discussion", "to": ["learning"]}
    )
    assert ("Discussion", HOLDS_A_NAME) in withheld_from("learning", held)


def test_a_short_name_is_looked_for_with_a_capital_only() -> None:
    prepared = mscb()
    named = prepared.with_records(make_record(prepared, "escalation-record", {"child_name": "An Li"}))
    lifted = {"part": "discussion", "to": ["learning"]}
    assert ("Discussion", HOLDS_A_NAME) in withheld_from(
        "learning", releasing(named.but(discussion="Then An came in."), lifted)
    )
    plain = releasing(named.but(discussion="there was an answer"), lifted)
    assert "there was an answer" in text_for("learning", plain)


def test_a_name_in_a_script_without_spaces_is_found_within_a_sentence() -> None:
    prepared = mscb()
    named = prepared.with_records(make_record(prepared, "escalation-record", {"child_name": "王明"}))
    held = releasing(named.but(discussion="老师说王明很好"), {"part": "discussion", "to": ["learning"]})
    assert ("Discussion", HOLDS_A_NAME) in withheld_from("learning", held)


def test_a_place_that_names_a_professional_is_withheld_from_the_family() -> None:
    prepared = mscb().but(place="Dr Prosser’s surgery")
    assert ("Place", HOLDS_A_NAME) in withheld_from("family", prepared)
    assert "Prosser" not in everything_in(copy_for("family", prepared).content)


def test_a_case_reference_that_names_the_child_is_in_no_property_and_in_no_copy_for_learning() -> None:
    prepared = mscb()
    renamed = {"reference": "BRIGHTWELL-17"}
    case = prepared.case.model_copy(update=renamed)
    checked = prepared.checked.model_copy(update={"case": "BRIGHTWELL-17"})
    named = Prepared(prepared.but(case="BRIGHTWELL-17").meeting, prepared.board, case, checked)
    assert "brightwell" not in everything_in(copy_for("learning", named).content)
    title = PdfReader(io.BytesIO(copy_for("family", named).content)).metadata
    assert "BRIGHTWELL" not in str(title)
    assert "BRIGHTWELL-17" in text_for("family", named)


def test_an_agency_that_bears_a_name_is_not_called_by_it() -> None:
    prepared = mscb().but(information=[{"agency": "Prosser and Partners", "text": "Own words"}])
    copy = copy_for("agency: Prosser and Partners", prepared)
    assert copy.says == "Copy for one agency"
    assert "Own words" in text_of(copy.content)


def test_what_could_not_be_read_is_said_and_never_shown_as_it_was_written() -> None:
    copy = sample("mor-2024-031", "agency: Health")
    text = squeeze(seen_by_poppler(copy.content))
    assert "8th or 11th Nov" not in text
    assert "Not understood. As written: (withheld)" in text
    assert NOT_READ in {one.ground for one in copy.withheld}


def test_a_limit_that_rests_on_what_is_withheld_is_withheld() -> None:
    rule = Copy(
        role=Role.FAMILY, releases=(Sensitivity.NEUTRAL,), withholds=("meeting_held_on",), clause="¶12"
    )
    prepared = mscb()
    board = prepared.board.model_copy(update={"copies": (rule,)})
    held = Prepared(prepared.meeting, board, prepared.case, prepared.checked)
    assert ("Minutes circulated by the Chair (¶12)", RESTS_ON_WITHHELD) in withheld_from("family", held)
    assert "15 working days (¶12)" not in text_for("family", held)


def test_a_boards_own_rule_stands_before_the_house_rule_and_is_named() -> None:
    rule = Copy(
        role=Role.LEARNING, releases=(Sensitivity.NEUTRAL,), clause="¶11", quote="to record any themes/issues"
    )
    board = mscb().board.model_copy(update={"copies": (rule,)})
    assert rule_for(Role.LEARNING, board) == rule
    assert rule_for(Role.FAMILY, board).clause == "house rule"
    held = Prepared(mscb().meeting, board, mscb().case, mscb().checked)
    assert "¶11, ‘to record any themes/issues’" in text_for("learning", held)


def test_a_return_whose_form_nobody_knows_is_in_no_copy() -> None:
    prepared = mscb()
    record = prepared.case.records[0].model_copy(
        update={"form": None, "values": {"child_name": "Zoltan Quibble"}}
    )
    held = prepared.with_records(record)
    assert "quibble" not in everything_in(copy_for("agency: Health", held).content)
    assert ("A return whose form is not known", "No rule can release it") in withheld_from(
        "agency: Health", held
    )


def test_every_key_of_a_meetings_file_is_thought_of() -> None:
    told = {"board", "case", "stage", "version", "records", "releases"}
    never = {"returns", "papers", "after", "earlier"}
    assert {*ONCE, *ENTRIES} == set(Meeting.model_fields) - told - never
    for key, entries in ENTRIES.items():
        held = getattr(Meeting(board="a", case="b", stage="c"), key)
        assert set(entries.lead) <= set(entries.asks)
        assert not isinstance(held, tuple) or entries.lead


def test_nothing_is_released_of_a_full_copy() -> None:
    prepared = mscb()
    with pytest.raises(ValueError, match="withholds nothing"):
        release(*prepared.papers(), find_audience("full", prepared.meeting, prepared.board))


@pytest.mark.parametrize(
    "asked", ["", "everybody", "agency", "agency: Fire brigade", "family: Smith", "full: x"]
)
def test_an_audience_that_there_is_not_is_refused_with_what_there_is(asked: str) -> None:
    with pytest.raises(NoSuchAudience, match=r"family|There are|alone"):
        find_audience(asked, mscb().meeting, mscb().board)


LEAST = 'board = "mscb"\ncase = "MSCB-2024-017"\nstage = "case-progression-meeting"\n'
BY_TOML = 'by = "S. Rao"\nwhy = "read"\n'


@pytest.mark.parametrize(
    ("release_toml", "key"),
    [
        ('part = "gossip"\nto = ["family"]\n', "part"),
        ('part = "discussion"\nto = ["everybody"]\n', "to"),
        ('part = "discussion"\nto = ["agency:"]\n', "to"),
        ('part = "discussion"\nrecord = "0123"\nfield = "summary"\nto = ["family"]\n', "part"),
        ('record = "0123"\nfield = "summary"\nwording = "0123"\nto = ["family"]\n', "wording"),
        ('record = "0123"\nto = ["family"]\n', "part"),
    ],
)
def test_a_release_of_what_there_is_not_is_a_fault(release_toml: str, key: str) -> None:
    meeting = read_meeting(f"{LEAST}[[release]]\n{release_toml}{BY_TOML}")
    assert [fault.key for fault in check_meeting(meeting, mscb().board)] == [key]


def test_a_release_says_who_and_why() -> None:
    with pytest.raises(DefinitionError) as caught:
        read_meeting(f'{LEAST}[[release]]\npart = "discussion"\nto = []\n')
    assert {fault.key for fault in caught.value.faults} == {"to", "by", "why"}


def test_a_release_of_a_record_that_the_case_does_not_have_is_refused() -> None:
    prepared = releasing(moray(), {"record": "ffffffffffff", "field": "summary", "to": ["family"]})
    with pytest.raises(DefinitionError, match="record"):
        copy_for("family", prepared)


def test_withheld_things_are_told_by_label_and_ground_and_never_by_what_they_say() -> None:
    copy = sample("mscb-2024-017", "family")
    said = " ".join(f"{one.what} {one.where} {one.ground}" for one in copy.withheld)
    assert "Free text" in said
    assert [name for name in ("Kofi", "Prosser", "audiology") if name in said] == []


def test_long_text_is_free_text_also_where_nobody_has_marked_it() -> None:
    prepared = mscb()
    form = prepared.board.form("escalation-record")
    unmarked = tuple(
        section.model_copy(
            update={
                "fields": tuple(
                    field.model_copy(update={"sensitivity": Sensitivity.NEUTRAL}) for field in section.fields
                )
            }
        )
        for section in form.sections
    )
    forms = (form.model_copy(update={"sections": unmarked}),)
    board = prepared.board.model_copy(update={"forms": forms})
    record = make_record(prepared, "escalation-record", {"summary": "Quibbling about a zebra"})
    people = record.model_copy(
        update={"values": record.values | {"raised_by": {"name": "Zuleika Vance", "role": "", "agency": ""}}}
    )
    case = prepared.case.model_copy(update={"records": (people,)})
    held = Prepared(prepared.meeting, board, case, check_timeframes(case, board, prepared.checked.checked_on))
    inside = everything_in(copy_for("family", held).content)
    assert "zebra" not in inside
    assert "zuleika" not in inside


def test_remarks_on_how_a_return_was_read_are_in_no_copy() -> None:
    prepared = mscb()
    record = prepared.case.records[0]
    missing = notice("required-missing", "case_open")
    held = prepared.with_records(record.model_copy(update={"findings": (missing,)}))
    assert squeeze(missing.message) not in text_for("agency: Health", held)
