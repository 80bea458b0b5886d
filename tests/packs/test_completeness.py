"""What a pack lacks before it is final, each with who asks for it; and by which day it is due."""

import datetime as dt
from pathlib import Path

import pytest

from boardforms.catalogue import load_catalogue
from boardforms.packs import Readiness, check_pack, open_meeting
from docgen.packs.completeness import GOOD_MINUTES, Lacking, find_lacking
from docgen.packs.meeting import Attendee, Decision, Information, Meeting, Person, Presence
from docgen.packs.papers import gather_papers
from docgen.packs.reading import read_meeting
from docgen.packs.unread import IN_MINUTES, IN_RETURN
from escalation.codes import notice
from tests.packs.samples import MEETINGS, Prepared, moray, mscb


def lacking(meeting: Meeting, prepared: Prepared | None = None) -> dict[str, str]:
    held = prepared or mscb()
    papers = gather_papers(meeting, held.board, held.case, held.checked, "Papers")
    return {one.key: one.asked_by for one in find_lacking(meeting, papers)}


def whole(meeting: Meeting) -> tuple[Lacking, ...]:
    held = mscb()
    return find_lacking(meeting, gather_papers(meeting, held.board, held.case, held.checked, "Papers"))


def but(**changes: object) -> Meeting:
    """Return the sample meeting, complete as it is, with something changed and said to be so."""
    return mscb().meeting.model_copy(update=changes)


def ready(name: str, today: dt.date) -> Readiness:
    return check_pack(open_meeting(MEETINGS / f"{name}.toml", load_catalogue(), today))


def test_a_meeting_whose_minutes_say_all_lacks_nothing() -> None:
    assert lacking(mscb().meeting) == {}


@pytest.mark.parametrize(
    ("changes", "key", "asked_by"),
    [
        ({"child_views": ""}, "child_views", "a heading that cannot be left out"),
        ({"purpose": ""}, "purpose", GOOD_MINUTES),
        ({"review_considered": None}, "review_considered", "Arranging a review (¶12)"),
        ({"circulation": ()}, "circulation", "All involved parties (¶12)"),
        ({"place": ""}, "place", GOOD_MINUTES),
        ({"discussion": ""}, "discussion", GOOD_MINUTES),
        ({"review_date": dt.date(2024, 12, 1)}, "review_date", "Arranging a review (¶12)"),
        ({"review_date": dt.date(2024, 12, 16)}, "review_date", "Arranging a review (¶12)"),
        ({"review_date": None}, "review_date", "Arranging a review (¶12)"),
        ({"review_considered": False}, "review_considered", "Arranging a review (¶12)"),
        ({"information": ()}, "information", GOOD_MINUTES),
        ({"resolved": None}, "resolved", "limits of later stages rest on it"),
        ({"minutes_circulated": dt.date(2023, 12, 16)}, "minutes_circulated", GOOD_MINUTES),
        ({"minutes_circulated": dt.date(2025, 1, 11)}, "minutes_circulated", GOOD_MINUTES),
        ({"after": (dt.date(2024, 12, 16),)}, "after", GOOD_MINUTES),
        ({"date": dt.date(2024, 12, 17)}, "date", GOOD_MINUTES),
    ],
)
def test_what_is_left_open_is_said_with_who_asks_for_it(
    changes: dict[str, object], key: str, asked_by: str
) -> None:
    assert lacking(but(**changes)) == {key: asked_by}


def test_that_no_review_was_arranged_is_a_decision_with_its_reason() -> None:
    meeting = mscb().meeting
    none = Decision(decision="No review: the plan’s own is on 3 March", reason="It comes soon enough")
    assert lacking(but(review_date=None, decisions=(*meeting.decisions, none))) == {}


def test_an_action_due_before_the_meeting_that_agreed_it_is_asked_about() -> None:
    actions = mscb().meeting.actions
    on_the_day = actions[0].model_copy(update={"due": dt.date(2024, 12, 16)})
    before = actions[1].model_copy(update={"due": dt.date(2024, 12, 13)})
    assert lacking(but(actions=(on_the_day, before, *actions[2:]))) == {"action 2": GOOD_MINUTES}


def test_what_each_agency_told_is_asked_of_all_who_may_have_come() -> None:
    """All at once: before anybody is marked present, each agency that was asked; then those that came."""
    present = mscb().meeting.attendance
    unsaid = tuple(one.model_copy(update={"presence": None}) for one in present)
    absent = tuple(one.model_copy(update={"presence": Presence.ABSENT}) for one in present)
    asked = [one.says for one in whole(but(information=(), attendance=unsaid)) if one.key == "information"]
    assert asked[0] == "if Children and Families was there, say what it told the meeting"
    assert len(asked) == len({one.agency for one in present})
    assert not [one for one in whole(but(information=(), attendance=absent)) if one.key == "information"]


def test_before_anybody_is_listed_it_is_said_that_information_will_be_asked() -> None:
    [asked] = [one for one in whole(but(information=(), attendance=())) if one.key == "information"]
    assert asked.says == "say what each agency that came told the meeting"


def test_a_chair_whom_no_clause_names_is_asked_for_by_good_minutes() -> None:
    """Moray 3.3 names no chair."""
    meeting = moray().meeting.model_copy(update={"chair": Person()})
    assert lacking(meeting, moray())["chair"] == GOOD_MINUTES


def test_a_note_on_a_record_keeps_no_pack_from_final_and_a_doubt_does() -> None:
    """A form that had no place for an answer is as good as it can be."""
    for code, is_final in (("not-asked", True), ("required-missing", False)):
        records = mscb().case.records
        noted = records[0].model_copy(update={"findings": (notice(code, "mscb_referral"),)})
        assert (lacking(mscb().meeting, mscb().with_records(noted, *records[1:])) == {}) is is_final


def test_another_meeting_of_the_stage_can_be_final() -> None:
    """MSCB ¶12: the review, after `pack new --after`; its own minutes are on record."""
    first = mscb().case.records[2]
    held = {"meeting_held_on": "2024-12-18", "minutes_circulated_on": "2025-01-09"}
    review = first.model_copy(
        update={
            "id": "0123456789ab",
            "source": first.source.model_copy(update={"sha256": "0" * 64, "received": None}),
            "values": {**first.values, **held},
            "fields": {
                key: one.model_copy(update={"value": held[key], "raw": held[key]}) if key in held else one
                for key, one in first.fields.items()
            },
            "findings": (notice("minutes-later-meeting"),),
        }
    )
    day = dt.date(2024, 12, 18)
    meeting = but(date=day, after=(dt.date(2024, 12, 16),))
    assert lacking(meeting, mscb().with_records(*mscb().case.records, review)) == {}
    assert lacking(but(date=day), mscb().with_records(*mscb().case.records)) == {"date": GOOD_MINUTES}


def test_comments_that_ask_a_person_keep_a_pack_from_final_each_by_its_line(tmp_path: Path) -> None:
    text = (MEETINGS / "mscb-2024-017.toml").read_text(encoding="utf-8")
    records = (MEETINGS / "records" / "mscb-2024-017.jsonl").resolve().as_posix()
    asked = (
        "# From the minutes, return 0123456789ab, table 8, row 2. NOT\n# SURE: look at what is written there.\n"
        "# ASK: the minutes, return 0123456789ab, table 8, say otherwise. Choose, and take this comment away:\n"
    )
    text = asked + text.replace("records/mscb-2024-017.jsonl", records)
    path = tmp_path / "meeting.toml"
    path.write_text(text, encoding="utf-8")
    said = check_pack(open_meeting(path, load_catalogue(), dt.date(2025, 1, 9)))
    assert [one.key for one in said.lacking] == ["line 1", "line 3"]
    assert not said.is_final


def test_a_referral_is_asked_about_where_the_case_is_not_open_to_a_social_worker() -> None:
    """MSCB ¶10."""
    closed = [
        one.model_copy(update={"values": {**one.values, "case_open": "no"}}) for one in mscb().case.records
    ]
    asked_by = "Whether a referral to Children and Families is required (¶10)"
    assert lacking(but(referral_required=None), mscb().with_records(*closed))["referral_required"] == asked_by
    assert lacking(but(referral_required=None)) == {}


def test_a_chair_is_asked_for_by_the_rule_that_stands_for_the_case() -> None:
    """MSCB ¶11: the case is open to a social worker."""
    person = mscb().meeting.chair.model_copy(update={"name": ""})
    assert lacking(but(chair=person)) == {"chair": "The Team Manager or Locality Manager (¶11)"}


def test_an_empty_list_is_an_answer_only_where_somebody_wrote_it() -> None:
    text = (MEETINGS / "mscb-2024-017.toml").read_text(encoding="utf-8")
    start, rest = text.split("[[dissent]]")
    without = start + rest[rest.index("[[action]]") :]
    assert lacking(read_meeting(without)) == {"dissent": GOOD_MINUTES}
    assert lacking(read_meeting(f"dissent = []\n{without}")) == {}


def test_somebody_without_presence_and_an_action_without_a_day_are_said_by_number() -> None:
    meeting = mscb().meeting
    attendance = (meeting.attendance[0].model_copy(update={"presence": None}), *meeting.attendance[1:])
    actions = (*meeting.actions[:2], meeting.actions[2].model_copy(update={"due": None}))
    assert list(lacking(but(attendance=attendance, actions=actions))) == ["attendance 1", "action 3"]


def test_an_open_action_must_be_settled() -> None:
    least = 'board = "mscb"\ncase = "MSCB-2024-017"\nstage = "case-progression-meeting"\n'
    [held] = read_meeting(f'{least}[[open_action]]\naction = "Visit"').open_actions
    assert lacking(but(open_actions=(held,))) == {"open_action 1": GOOD_MINUTES}
    assert lacking(but(open_actions=(held.model_copy(update={"done": False}),))) == {}


@pytest.mark.parametrize(
    ("today", "is_overdue"),
    [(dt.date(2025, 1, 9), False), (dt.date(2025, 1, 10), True)],
)
def test_minutes_not_sent_by_the_day_of_the_clause_are_overdue_and_not_before(
    tmp_path: Path, today: dt.date, is_overdue: bool
) -> None:
    """MSCB ¶12, worked example 2: due on 9 January 2025. The house target of 23 December makes nothing overdue."""
    text = (MEETINGS / "mscb-2024-017.toml").read_text(encoding="utf-8")
    records = (MEETINGS / "records" / "mscb-2024-017.jsonl").resolve().as_posix()
    text = text.replace("minutes_circulated = 2025-01-09\n", "")
    text = text.replace("records/mscb-2024-017.jsonl", records)
    path = tmp_path / "meeting.toml"
    path.write_text(text, encoding="utf-8")
    said = check_pack(open_meeting(path, load_catalogue(), today))
    assert (said.lacking, said.is_overdue, said.is_final) == ((), is_overdue, not is_overdue)
    [due] = said.circulation
    assert "due by Thursday 9 January 2025" in due.says
    assert due.target.startswith("House target, not the limit: Monday 23 December 2024")


def test_a_meeting_that_is_still_to_come_is_never_final_nor_overdue() -> None:
    said = ready("mor-2024-031", dt.date(2024, 11, 20))
    assert not said.is_final
    assert not said.is_overdue
    assert {"chair", "child_views", "decision", "dissent", "action"} <= {one.key for one in said.lacking}


def test_a_record_that_somebody_must_look_at_keeps_the_pack_from_final() -> None:
    said = ready("mor-2024-031", dt.date(2024, 11, 20))
    assert any("settle what is marked" in one.says for one in said.lacking)


def test_each_thing_that_is_missing_is_said_with_its_line(tmp_path: Path) -> None:
    text = (
        (MEETINGS / "mscb-2024-017.toml")
        .read_text("utf-8")
        .replace("records/", f"{MEETINGS.as_posix()}/records/")
    )
    written = text.replace("due = 2025-01-06", "").replace("place =", "purpose_of_place =")
    written = "\n".join(line for line in written.splitlines() if not line.startswith("purpose_of_place"))
    (tmp_path / "meeting.toml").write_text(written, encoding="utf-8")
    opened = open_meeting(tmp_path / "meeting.toml", load_catalogue(), dt.date(2025, 1, 10))
    said = {one.key: str(one) for one in check_pack(opened).lacking}
    line = written.splitlines().index("[[action]]") + 1
    assert said["action 1"].startswith(f"action 1, line {line}: ")
    assert said["place"].startswith("place: ")


def attend(*people: Attendee) -> dict[str, str]:
    """Return what is asked of these beside those who are listed in the sample meeting, by key."""
    attendance = (*mscb().meeting.attendance, *people)
    return {
        one.key: one.says for one in whole(but(attendance=attendance)) if one.key.startswith("attendance")
    }


@pytest.mark.parametrize(
    ("changes", "asks"),
    [
        ({"presence": Presence.APOLOGIES}, "as present (attendance 1) and as apologies: say which is so"),
        ({"presence": Presence.APOLOGIES, "agency": ""}, "as present (attendance 1) and as apologies"),
        ({"presence": Presence.ABSENT, "role": "Manager of another team"}, "as present (attendance 1)"),
        ({}, "is listed twice (attendance 1 too): take one of the two out"),
        ({"role": ""}, "is listed twice (attendance 1 too): take one of the two out"),
        ({"role": "Manager of another team"}, ""),
        ({"presence": Presence.APOLOGIES, "agency": "Another agency"}, ""),
    ],
)
def test_one_person_who_is_listed_twice_is_asked_about(changes: dict[str, str], asks: str) -> None:
    first = mscb().meeting.attendance[0]
    again = first.model_copy(update={"name": first.name.upper(), **changes})
    said = attend(again)
    assert list(said) == ([f"attendance {len(mscb().meeting.attendance) + 1}"] if asks else [])
    assert asks in "".join(said.values())


@pytest.mark.parametrize("sign", [IN_MINUTES, IN_RETURN])
def test_words_that_stand_for_what_was_not_read_are_asked_about_wherever_they_stand(sign: str) -> None:
    information = (*mscb().meeting.information, Information(agency=sign, text="He was well in November."))
    actions = (mscb().meeting.actions[0].model_copy(update={"action": sign}),)
    chair = Person(name=sign, role="Chair")
    said = whole(but(information=information, actions=actions, chair=chair))
    keys = [one.key for one in said if "was not read" in one.says]
    assert sorted(keys) == ["action 1", "chair", f"information {len(information)}"]


def test_information_of_no_agency_is_asked_about() -> None:
    information = (*mscb().meeting.information, Information(agency="", text="He was well."))
    assert lacking(but(information=information)) == {f"information {len(information)}": GOOD_MINUTES}


def test_a_comment_on_what_is_missing_anyway_is_said_with_it_and_once(tmp_path: Path) -> None:
    text = (MEETINGS / "mscb-2024-017.toml").read_text("utf-8")
    text = text.replace("records/", f"{MEETINGS.as_posix()}/records/")
    asked = "# From a return. NOT SURE: look at what is written there.\n[[action]]"
    first, second, rest = text.split("[[action]]", 2)
    second = second.replace("due = ", "# due = ")
    text = f"{first}{asked}{second}{asked}{rest}"
    (tmp_path / "meeting.toml").write_text(text, encoding="utf-8")
    opened = open_meeting(tmp_path / "meeting.toml", load_catalogue(), dt.date(2025, 1, 10))
    one, other = (number + 1 for number, line in enumerate(text.splitlines()) if "NOT SURE: look" in line)
    assert [str(said).partition(" (")[0] for said in check_pack(opened).lacking] == [
        f"action 1, line {one + 1}: say due; settle what the comment on line {one} asks, and take it away",
        f"line {other}: settle what it asks, and take the comment away",
    ]
