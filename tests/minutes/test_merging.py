"""What minutes say goes into the meeting's file where it is open; what a person wrote there is never replaced."""

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boardforms.minutes.files import NotAsMeant, add_record, apply
from boardforms.minutes.merging import merge
from boardforms.minutes.told import Entry, Told, ToldMinutes, read_clock, understand, understand_times
from boardforms.minutes.unsettled import find_unsettled
from docgen.packs.reading import read_meeting

TOP = 'board = "mscb"\ncase = "MSCB-2024-017"\nstage = "case-progression-meeting"\n'


def told(key: str, text: str, *, sure: bool = True) -> Told:
    return understand(key, text, "table 8, row 2, cell 5", sure=sure)


def entry(**texts: str) -> Entry:
    return {key: told(key, text) for key, text in texts.items()}


def merged(text: str, minutes: ToldMinutes) -> str:
    return apply(text, merge(tomllib.loads(text), minutes), "0123456789ab")


def with_texts(**texts: str) -> ToldMinutes:
    return ToldMinutes(
        {key.replace("__", "."): told(key.rpartition("__")[2], one) for key, one in texts.items()}, {}
    )


def with_list(table: str, *entries: Entry) -> ToldMinutes:
    return ToldMinutes({}, {table: entries})


def test_what_the_file_leaves_open_is_filled_in_and_says_where_from() -> None:
    text = f'{TOP}purpose = ""\n\n# who it is\n[chair]\nname = ""\n'
    after = merged(text, with_texts(purpose="To settle it", date="16/12/2024", chair__name="Sunita Rao"))
    meeting = read_meeting(after)
    assert (meeting.purpose, str(meeting.date), meeting.chair.name) == (
        "To settle it",
        "2024-12-16",
        "Sunita Rao",
    )
    assert "# From the minutes, return 0123456789ab, table 8, row 2.\npurpose" in after
    assert "# who it is\n[chair]\n" in after


def test_what_differs_is_left_and_asked_with_both_in_the_file_and_only_once() -> None:
    text = f'{TOP}# mine\nreview_date = 2025-02-03\n\n[[action]]\naction = "Visit"\nowner = "Dan"\ndue = 2025-01-06\n'
    minutes = ToldMinutes(
        {"review_date": told("review_date", "10 February 2025")},
        {"action": (entry(action="Visit", owner="Meera", due="8/1/2025"),)},
    )
    after = merged(text, minutes)
    assert tomllib.loads(after) == tomllib.loads(text)
    assert "# review_date = 2025-02-10\n" in after
    assert '# owner = "Meera"\n' in after
    assert "# due = 2025-01-08\n" in after
    assert after.count("ASK") == 3
    assert merged(after, minutes) == after


def test_an_answer_that_is_no_day_is_asked_and_kept_as_it_is_written() -> None:
    minutes = with_list("action", entry(action="Visit", due="end of term\nor sooner"))
    after = merged(TOP, minutes)
    assert merged(after, minutes) == after
    (action,) = read_meeting(after).actions
    assert (action.action, action.due) == ("Visit", None)
    assert "could not be understood" in after
    assert "# end of term" in after
    assert "# or sooner" in after


def test_what_is_not_sure_is_marked() -> None:
    minutes = ToldMinutes({"place": told("place", "Room 2", sure=False)}, {})
    assert "NOT SURE" in merged(TOP, minutes)


def test_an_action_in_other_words_is_asked_and_not_added_beside_the_one_it_is() -> None:
    text = f'{TOP}\n[[action]]\naction = "Write the new actions into the plan and send it"\n'
    minutes = with_list(
        "action", entry(action="Write the new actions into the plan, and send it to the family")
    )
    after = merged(text, minutes)
    assert len(read_meeting(after).actions) == 1
    assert "send it to the family" in after


def test_another_action_is_added_and_one_that_the_minutes_lack_is_said() -> None:
    text = f'{TOP}\n[[action]]\naction = "Ring the school about breakfast"\n'
    minutes = with_list("action", entry(action="Book the audiology clinic", owner="Meera"))
    work = merge(tomllib.loads(text), minutes)
    assert [one.action for one in read_meeting(apply(text, work, "id")).actions] == [
        "Ring the school about breakfast",
        "Book the audiology clinic",
    ]
    assert work.remarks == ("action: number 1 of the file is not in the minutes. See whether it stands.",)


def test_attendance_is_said_of_those_whom_the_file_lists() -> None:
    text = f'{TOP}\n[[attendance]]\nname = "Dan Orrell"\nagency = "Education"\n'
    minutes = with_list("attendance", entry(name="dan  orrell", agency="Education", presence="Apologies"))
    (one,) = read_meeting(merged(text, minutes)).attendance
    assert (one.name, one.presence) == ("Dan Orrell", "apologies")


def test_a_role_that_was_to_be_named_is_named() -> None:
    text = f'{TOP}\n[[attendance]]\nrole = "Team Manager"\nagency = "Education"\n'
    minutes = with_list("attendance", entry(role="Team Manager", agency="Education"))
    assert tomllib.loads(merged(text, minutes)) == tomllib.loads(text)


def test_that_nobody_dissented_is_an_answer_but_not_against_what_the_file_says() -> None:
    nobody = ToldMinutes({}, {"dissent": ()}, frozenset({"dissent"}))
    assert tomllib.loads(merged(TOP, nobody))["dissent"] == []
    text = f'{TOP}\n[[dissent]]\nwho = "Dr Prosser"\n'
    work = merge(tomllib.loads(text), nobody)
    assert work.remarks
    assert apply(text, work, "id") == text


def test_a_list_on_one_line_is_left_alone_and_said() -> None:
    text = f'{TOP}action = [{{ action = "Ring the school" }}]\n'
    with pytest.raises(NotAsMeant, match="action"):
        merged(text, with_list("action", entry(action="Book the clinic")))


@pytest.mark.parametrize("before", ["", 'records = ["a.jsonl"]\n', 'records = [\n  "a.jsonl", # mine\n]\n'])
def test_a_file_of_records_is_named_beside_those_named_already(before: str) -> None:
    after = add_record(f'{TOP}{before}\n[chair]\nname = "x"\n', "b.jsonl")
    assert read_meeting(after).records[-1] == "b.jsonl"
    assert add_record(after, "b.jsonl") == after


def test_the_line_ends_of_windows_stay() -> None:
    text = f'{TOP}purpose = ""\n'.replace("\n", "\r\n")
    after = merged(text, with_texts(purpose="one\ntwo"))
    assert read_meeting(after).purpose == "one\ntwo"
    assert "\n" not in after.replace("\r\n", "")


ANY = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1, max_size=60).map(str.strip)


@settings(max_examples=60, deadline=None)
@given(ANY.filter(bool), ANY.filter(bool))
def test_no_text_ends_the_place_that_it_is_put_in(one: str, other: str) -> None:
    text = f'{TOP}discussion = "held"\n\n[[decision]]\ndecision = "held"\n'
    minutes = ToldMinutes(
        {"discussion": told("discussion", one), "purpose": told("purpose", f"{one}\n{other}")},
        {"decision": (entry(decision=other, reason=one),)},
    )
    after = merged(text, minutes)
    meeting = read_meeting(after)
    assert meeting.discussion == "held"
    assert meeting.purpose == f"{one}\n{other}".strip()
    assert meeting.decisions[0].decision == "held"
    assert merged(after, minutes) == after


@pytest.mark.parametrize(
    ("said", "is_time"),
    [
        ("2pm", "14:00"),
        ("2:30 p.m.", "14:30"),
        ("14.30", "14:30"),
        ("midday", "12:00"),
        ("12am", "00:00"),
        ("10:30am", "10:30"),
        ("2", None),
        ("2:30", None),
        ("25:00", None),
        ("13pm", None),
        ("after lunch", None),
    ],
)
def test_a_time_is_read_as_people_write_it_and_what_could_be_two_is_none(
    said: str, is_time: str | None
) -> None:
    read = read_clock(said)
    assert (read and f"{read:%H:%M}") == is_time


def test_a_meeting_may_say_when_it_ended() -> None:
    both = dict(understand_times("10:30am to midday", "x"))
    assert (str(both["time"].value), str(both["ends"].value)) == ("10:30:00", "12:00:00")
    assert [key for key, one in understand_times("about ten", "x") if one.value is None] == ["time"]


@pytest.mark.parametrize(
    ("table", "said", "lacks"),
    [
        ("information", {"text": "He was well in November."}, "which agency said this"),
        ("dissent", {"why": "It is too soon."}, "who did not agree"),
        ("action", {"owner": "Dan", "due": "8/1/2025"}, "what is to be done"),
    ],
)
def test_an_entry_without_the_part_it_needs_asks_for_it_in_the_file_and_on_the_screen(
    table: str, said: dict[str, str], lacks: str
) -> None:
    minutes = with_list(table, entry(**said))
    done = merge({}, minutes)
    after = apply(TOP, done, "0123456789ab")
    [comment] = find_unsettled(after)
    assert f"ASK: the minutes, return 0123456789ab, table 8, row 2, do not say {lacks}." in after
    assert "ASK" in after.splitlines()[comment - 1]
    [remark] = done.remarks
    assert f"do not say {lacks}" in remark
    assert apply(after, merge(tomllib.loads(after), minutes), "0123456789ab") == after


def test_an_entry_that_has_the_part_it_needs_asks_nothing() -> None:
    done = merge({}, with_list("information", entry(agency="Health", text="He was well.")))
    assert done.remarks == ()
    assert find_unsettled(apply(TOP, done, "0123456789ab")) == ()
