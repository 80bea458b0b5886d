"""Those of the family who come to a meeting: no agency, and no professional whose name is kept from them."""

import pytest

from docgen.packs.by_role.audiences import NoSuchAudience, find_audience
from docgen.packs.by_role.copies import find_everyone
from docgen.packs.by_role.guarding import HOLDS_A_NAME
from docgen.packs.by_role.releasing import Released, release
from docgen.packs.completeness import find_lacking
from docgen.packs.family import is_family
from docgen.packs.meeting import Attendee, Presence
from docgen.packs.papers import gather_papers
from tests.packs.samples import Prepared, make_record, mscb
from tests.packs.test_copies import releasing

MOTHER = "Abena Brightwell"


def with_mother(role: str = "Mother", agency: str = "Family") -> Prepared:
    prepared = mscb()
    mother = Attendee(name=MOTHER, role=role, agency=agency, presence=Presence.PRESENT)
    held = prepared.but(
        attendance=(*prepared.meeting.attendance, mother),
        discussion=f"{MOTHER} said that mornings are hard.",
        circulation=[{"name": MOTHER, "how": "By hand"}, {"name": "Business Support, for the database"}],
    )
    return held.with_records(make_record(held, "escalation-record", {"child_name": "Kofi Brightwell"}))


def released(asked: str, prepared: Prepared) -> Released:
    return release(*prepared.papers(), find_audience(asked, prepared.meeting, prepared.board))


@pytest.mark.parametrize(
    "said",
    [
        "Family",
        "the family",
        "Birth parents",
        "Mother",
        "Mother, by telephone",
        "Mother of Kofi",
        "Grandmother (until item 4)",
        "Members of the family",
        "Parent/carer",
    ],
)
def test_who_comes_for_the_family_is_known(said: str) -> None:
    assert is_family(said)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "Children and Families",
        "Child and Family",
        "Family Nurse Partnership",
        "Family Action",
        "Family support worker",
        "Designated teacher",
        "Parent governor",
        "Sister",
        "Mother and Baby Unit manager",
        "Grandparents Plus",
        "Early Help and Family Support",
    ],
)
def test_who_comes_for_an_agency_is_not_of_the_family(said: str) -> None:
    assert not is_family(said)


@pytest.mark.parametrize("asked", ["agency: Family", "agency: Parents", "agency: mother"])
def test_no_copy_of_an_agency_is_made_for_the_family(asked: str) -> None:
    prepared = with_mother()
    with pytest.raises(NoSuchAudience, match="for the family there is family"):
        find_audience(asked, prepared.meeting, prepared.board)
    with pytest.raises(NoSuchAudience) as error:
        find_audience("agency: Nobody", prepared.meeting, prepared.board)
    assert "; Family" not in str(error.value)


@pytest.mark.parametrize(("role", "agency"), [("Mother", "Family"), ("Mother", ""), ("", "Parents")])
def test_a_mother_who_came_keeps_nothing_from_the_familys_copy(role: str, agency: str) -> None:
    prepared = releasing(with_mother(role, agency), {"part": "discussion", "to": ["family", "learning"]})
    family, learning = (released(one, prepared) for one in ("family", "learning"))
    assert MOTHER in family.meeting.discussion
    assert family.records[0].record.values["child_name"] == "Kofi Brightwell"
    assert learning.meeting.discussion == ""
    assert HOLDS_A_NAME in {one.ground for one in learning.withheld if one.what == "Discussion"}


def test_her_name_is_in_no_files_name_even_where_it_is_not_the_childs() -> None:
    prepared = with_mother().but(attendance=[{"name": "Esi Quaye", "role": "Mother", "agency": "Family"}])
    assert find_everyone(prepared.meeting, prepared.board, prepared.case).are_in("copy-quaye")


def test_she_is_not_asked_what_her_agency_told_the_meeting() -> None:
    prepared = with_mother()
    papers = gather_papers(*prepared.papers(), "Papers")
    asked = [one.says for one in find_lacking(prepared.meeting, papers) if one.key == "information"]
    assert not [one for one in asked if "Family" in one]


def test_a_recipient_that_is_nobodys_name_withholds_no_role() -> None:
    prepared = with_mother()
    rule = next(
        one.who for one in prepared.board.stage(prepared.meeting.stage).receives if "Business" in one.who
    )
    officer = {
        "name": "Jo Farrant",
        "role": "Business support officer",
        "agency": "Police",
        "presence": "present",
    }
    held = prepared.but(circulation=[{"name": rule}], attendance=[officer])
    assert [one.role for one in released("family", held).meeting.attendance] == ["Business support officer"]
