"""MEETING.toml and its records: what is read, and everything that is wrong said at once."""

import datetime as dt
from pathlib import Path

import pytest

from docgen.packs.meeting import Meeting, Presence
from docgen.packs.reading import check_meeting, read_case, read_meeting
from escalation.faults import DefinitionError
from tests.packs.samples import MEETINGS, mscb

LEAST = 'board = "mscb"\ncase = "MSCB-2024-017"\nstage = "case-progression-meeting"\n'


def faults_of(text: str) -> list[tuple[str, str]]:
    with pytest.raises(DefinitionError) as caught:
        read_meeting(text)
    return [(fault.table, fault.key) for fault in caught.value.faults]


@pytest.mark.parametrize("path", sorted(MEETINGS.glob("*.toml")), ids=lambda path: path.stem)
def test_every_sample_meeting_is_read_with_its_records(path: Path) -> None:
    meeting = read_meeting(path)
    case, findings = read_case(meeting, path.parent)
    assert case.reference == meeting.case
    assert len(case.records) >= 2
    assert findings == ()


def test_a_meeting_needs_only_board_case_and_stage() -> None:
    meeting = read_meeting(LEAST)
    assert (meeting.date, meeting.chair.name, meeting.actions) == (None, "", ())


def test_a_case_reference_is_read_with_single_spaces() -> None:
    assert read_meeting(LEAST.replace("MSCB-2024-017", " MSCB  17 ")).case == "MSCB 17"


def test_what_stands_in_the_file_is_read() -> None:
    meeting = mscb().meeting
    assert meeting.date == dt.date(2024, 12, 16)
    assert meeting.time == dt.time(10, 30)
    assert meeting.attendance[5].presence is Presence.APOLOGIES
    assert meeting.actions[0].due == dt.date(2025, 1, 6)
    assert meeting.referral_required is False


def test_every_mistake_is_said_at_once_with_its_table_and_key() -> None:
    text = """
    board = "mscb"
    case = 12
    stage = "Stage 2"
    dat = 2024-12-16
    date = "16/12/2024"
    time = "half past ten"
    [chair]
    nam = "A. Person"
    [[attendance]]
    name = "B. Person"
    presence = "here"
    [[action]]
    action = "Write"
    [[action]]
    owner = "C. Person"
    due = 5
    """
    assert set(faults_of(text)) == {
        ("", "case"),
        ("", "stage"),
        ("", "dat"),
        ("", "date"),
        ("", "time"),
        ("chair", "nam"),
        ("attendance 1", "presence"),
        ("action 2", "action"),
        ("action 2", "due"),
    }


@pytest.mark.parametrize(
    "line", ["date = 2024-12-16T10:30:00", "date = 1734307200", "date = true", 'date = "soon"']
)
def test_only_a_day_is_taken_for_a_day(line: str) -> None:
    assert faults_of(LEAST + line) == [("", "date")]


@pytest.mark.parametrize("line", ["time = 1030", "time = 2024-12-16", 'time = "10:30+01:00"'])
def test_only_a_time_of_day_is_taken_for_a_time(line: str) -> None:
    assert faults_of(LEAST + line) == [("", "time")]


def test_a_misspelt_key_is_told_the_nearest() -> None:
    with pytest.raises(DefinitionError, match="circulation"):
        read_meeting(LEAST + '[[circulaton]]\nname = "A"')


def test_text_that_is_not_toml_is_said_with_its_line() -> None:
    with pytest.raises(DefinitionError, match="line 4"):
        read_meeting(LEAST + "time = 10.30am")


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "MEETING.toml"
    path.write_bytes(b"\xef\xbb\xbf" + LEAST.encode())
    assert read_meeting(path).board == "mscb"


def test_a_meeting_of_another_board_or_of_no_stage_is_refused() -> None:
    board = mscb().board
    other = read_meeting(LEAST.replace('"mscb"', '"merton"'))
    assert [fault.key for fault in check_meeting(other, board)] == ["board"]
    lost = read_meeting(LEAST.replace("case-progression-meeting", "stage-9"))
    assert [fault.key for fault in check_meeting(lost, board)] == ["stage"]
    assert check_meeting(mscb().meeting, board) == ()


def meeting_with(folder: Path, *lines: str) -> Meeting:
    (folder / "records.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return read_meeting(LEAST + 'records = ["records.jsonl"]')


def test_records_of_other_cases_and_boards_are_passed_over(tmp_path: Path) -> None:
    ours = mscb().case.records[0]
    other = ours.model_copy(update={"case": "MSCB-2024-018"})
    assert ours.form is not None
    elsewhere = ours.model_copy(update={"form": ours.form.model_copy(update={"board": "medway"})})
    lines = [record.model_dump_json(by_alias=True) for record in (ours, other, elsewhere)]
    case, findings = read_case(meeting_with(tmp_path, *lines, ""), tmp_path)
    assert case.records == (ours,)
    assert findings == ()


def test_a_return_without_a_case_is_a_finding_and_not_lost_in_silence(tmp_path: Path) -> None:
    loose = mscb().case.records[0].model_copy(update={"case": None})
    case, findings = read_case(meeting_with(tmp_path, loose.model_dump_json(by_alias=True)), tmp_path)
    assert case.records == ()
    assert [finding.code for finding in findings] == ["pack-record-without-case"]
    assert loose.id in findings[0].message


def test_a_text_may_hold_what_python_takes_for_a_line_end(tmp_path: Path) -> None:
    record = mscb().case.records[0]
    odd = record.model_copy(update={"values": {**record.values, "summary": "one\u2028two\x85three"}})
    case, _ = read_case(meeting_with(tmp_path, odd.model_dump_json(by_alias=True)), tmp_path)
    assert case.records[0].values["summary"] == "one\u2028two\x85three"


def test_every_missing_file_and_every_bad_line_is_said_without_repeating_it(tmp_path: Path) -> None:
    record = mscb().case.records[0].model_dump_json(by_alias=True)
    meeting = meeting_with(tmp_path, record, '{"id": "Kofi"}', "not JSON", record)
    meeting = meeting.model_copy(update={"records": (*meeting.records, "gone.jsonl")})
    with pytest.raises(DefinitionError) as caught:
        read_case(meeting, tmp_path)
    said = [(fault.file, fault.key) for fault in caught.value.faults]
    assert said == [("records.jsonl", "line 2"), ("records.jsonl", "line 3"), ("gone.jsonl", "")]
    assert "Kofi" not in str(caught.value)


def test_capitals_do_not_take_a_record_out_of_its_pack(tmp_path: Path) -> None:
    other = mscb().case.records[0].model_copy(update={"case": "mscb-2024-017"})
    case, _ = read_case(meeting_with(tmp_path, other.model_dump_json(by_alias=True)), tmp_path)
    assert case.records == (other,)


@pytest.mark.parametrize(
    ("line", "accepted"),
    [
        ("time = 14:00:00\nends = 14:00:00", "a time after 14:00:00"),
        ("ends = 14:00:00", "both, or neither"),
    ],
)
def test_a_meeting_ends_after_it_begins(line: str, accepted: str) -> None:
    with pytest.raises(DefinitionError, match=accepted):
        read_meeting(LEAST + line)
