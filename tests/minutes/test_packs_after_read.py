"""The pack after its minutes were read: no noise of what they were not asked, and nothing that nobody can settle."""

import datetime as dt
import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from boardforms.catalogue import load_catalogue
from boardforms.cli import run
from boardforms.enclosures import find_enclosures
from boardforms.packs import OpenMeeting, check_pack, open_meeting
from boardforms.records import read_file, write_line
from docgen.packs.by_role.audiences import find_audience
from docgen.packs.by_role.releasing import release
from docgen.packs.papers import gather_papers
from docgen.packs.pdf import RenderedPack, render_pack
from docgen.packs.records import PrintedRecord, RowsQuestion
from escalation.codes import notice
from tests.minutes.test_minutes_dates import minutes
from tests.packs.samples import MEETINGS, text_of

TODAY = dt.date(2024, 12, 10)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(MEETINGS / "records", tmp_path / "records")
    shutil.copy(MEETINGS / "mor-2024-031.toml", tmp_path / "meeting.toml")
    return tmp_path


def read(folder: Path, content: bytes) -> int:
    (folder / "minutes.docx").write_bytes(content)
    return run(["pack", "read", str(folder / "minutes.docx"), "--meeting", str(folder / "meeting.toml")])


def opened(folder: Path, name: str = "meeting.toml") -> OpenMeeting:
    return open_meeting(folder / name, load_catalogue(None), TODAY)


def pack(at: OpenMeeting) -> RenderedPack:
    return render_pack(at.meeting, at.board, at.case, at.checked)


def printed(at: OpenMeeting) -> Sequence[PrintedRecord]:
    return gather_papers(at.meeting, at.board, at.case, at.checked, "Papers").records


def test_records_of_the_meetings_own_minutes_are_a_line_each_and_add_no_page(folder: Path) -> None:
    before = pack(opened(folder))
    read(folder, minutes())
    after = pack(opened(folder))
    made = read_file(folder / "meeting-minutes.jsonl")
    brief = [one.brief for one in printed(opened(folder)) if one.brief]
    assert len(brief) == len(made) == 3
    text = text_of(after.content)
    assert "has no place for this answer" not in text
    assert all(f"{one.id}: on record from the minutes of this meeting" in text for one in made)
    assert after.pages <= before.pages + 1


def test_records_of_an_earlier_meetings_minutes_are_set_out_with_one_line_of_what_was_not_asked(
    folder: Path,
) -> None:
    read(folder, minutes())
    path = folder / "meeting.toml"
    later = path.read_text(encoding="utf-8").replace(
        "date = 2024-11-25", "date = 2025-01-13\nafter = [2024-11-25]"
    )
    (folder / "later.toml").write_text(later, encoding="utf-8")
    records = [
        one for one in printed(opened(folder, "later.toml")) if "-minutes" in one.reference or one.id[12:]
    ]
    assert len(records) == 3
    assert not any(one.brief for one in records)
    for one in records:
        not_asked = [note for note in one.notes if "not ask" in note]
        assert len(not_asked) <= 1
        assert not [note for note in one.notes if "has no place" in note]


def test_empty_rows_of_a_table_that_the_minutes_have_are_left_empty_and_not_unasked(folder: Path) -> None:
    read(folder, minutes())
    [record] = [one for one in read_file(folder / "meeting-minutes.jsonl") if "-" not in one.id]
    unasked = {
        one.field.partition(".")[0] for one in record.findings if one.code == "not-asked" and one.field
    }
    assert not unasked & {"attendees", "decisions", "actions", "dissent", "information"}
    path = folder / "meeting.toml"
    later = path.read_text(encoding="utf-8").replace(
        "date = 2024-11-25", "date = 2025-01-13\nafter = [2024-11-25]"
    )
    (folder / "later.toml").write_text(later, encoding="utf-8")
    [shown] = [one for one in printed(opened(folder, "later.toml")) if one.id == record.id]
    rows = [one for part in shown.parts for one in part.questions if isinstance(one, RowsQuestion)]
    attended = next(one for one in rows if "ttend" in one.label or "resent" in one.label)
    assert len(attended.rows) == 3


def test_no_record_that_was_made_of_minutes_keeps_the_pack_from_final(folder: Path) -> None:
    """What was not sure in them stands in the meeting's file as NOT SURE or ASK, and is settled there."""
    read(folder, minutes())
    lacking = [str(one) for one in check_pack(opened(folder)).lacking if one.key == "records"]
    derived = {one.id for one in read_file(folder / "meeting-minutes.jsonl")}
    assert not [one for one in lacking if any(name in one for name in derived)]


def test_a_doubt_about_a_form_that_came_back_still_keeps_the_pack_from_final(folder: Path) -> None:
    held = folder / "records" / "mor-2024-031.jsonl"
    first, *rest = read_file(held)
    doubted = first.model_copy(update={"findings": (notice("tick-unclear", "case_reference"),)})
    held.write_text("".join(f"{write_line(one)}\n" for one in (doubted, *rest)), encoding="utf-8")
    lacking = [str(one) for one in check_pack(opened(folder)).lacking]
    assert [one for one in lacking if first.id in one and "settle what is marked in it" in one]


_SAID_AFTERWARDS = """
minutes_circulated = 2024-12-02
child_views = "Isla says that the evenings are hardest"
discussion = "When the programme starts"
dissent = []
resolved = true
review_considered = true
review_date = 2025-01-13
purpose ="""


def test_a_moray_meeting_whose_minutes_are_read_becomes_final_by_what_people_write(folder: Path) -> None:
    held = folder / "records" / "mor-2024-031.jsonl"
    settled = (one.model_copy(update={"findings": ()}) for one in read_file(held))
    held.write_text("".join(f"{write_line(one)}\n" for one in settled), encoding="utf-8")
    read(folder, minutes())
    path = folder / "meeting.toml"
    text = path.read_text(encoding="utf-8").replace("minutes_circulated = 2024-12-02\n", "")
    text = text.replace("\npurpose =", _SAID_AFTERWARDS, 1)
    for agency in ("Education", "Social work"):
        text += f'\n[[information]]\nagency = "{agency}"\ntext = "What it knows"\n'
    path.write_text(text + '\n[chair]\nname = "Eilidh Farquhar"\n', encoding="utf-8")
    ready = check_pack(opened(folder))
    assert [str(one) for one in ready.lacking] == []
    assert ready.is_final


def test_copies_do_not_set_out_the_record_of_the_meetings_own_minutes_again(folder: Path) -> None:
    read(folder, minutes())
    at = opened(folder)
    audience = find_audience("family", at.meeting, at.board)
    given = release(at.meeting, at.board, at.case, at.checked, audience)
    made = {one.id for one in read_file(folder / "meeting-minutes.jsonl")}
    assert made & {one.id for one in given.case.records} == made
    assert not made & {one.record.id for one in given.records}
    assert not [one for one in given.withheld if any(record in one.where for record in made)]


def test_minutes_that_lie_elsewhere_do_not_keep_a_pack_from_final(folder: Path) -> None:
    read(folder, minutes())
    path = folder / "meeting.toml"
    path.write_text('returns = "forms"\n' + path.read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "forms").mkdir()
    at = opened(folder)
    made = {one.id.partition("-")[0] for one in read_file(folder / "meeting-minutes.jsonl")}
    wanted = {one.key for one in find_enclosures(at.meeting, at.board, at.case, folder)}
    assert wanted
    assert not wanted & made
    shutil.copy(folder / "minutes.docx", folder / "forms")
    assert made <= {one.key for one in find_enclosures(at.meeting, at.board, at.case, folder)}


def test_what_minutes_do_not_ask_and_the_records_differ_about_is_said_as_that(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    held = folder / "records" / "mor-2024-031.jsonl"
    text = held.read_text(encoding="utf-8")
    first = next(line for line in text.splitlines() if '"child_name"' in line)
    name = json.loads(first)["values"]["child_name"]
    other = first.replace(json.dumps(name, ensure_ascii=False), '"Another Name"')
    other = other.replace(json.loads(first)["id"], "abcdefabcdef")
    held.write_text(f"{text.rstrip()}\n{other}\n", encoding="utf-8")
    read(folder, minutes())
    assert "Child’s name (minutes have no place for it, and the records" in capsys.readouterr().err
