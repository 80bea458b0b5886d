"""`boardforms pack new --after` and `--returns`: what earlier meetings leave, and where the returned forms are."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from boardforms.cli import run
from boardforms.errors import ExitCode
from docgen.packs.meeting import Meeting
from docgen.packs.reading import read_meeting
from tests.packs.samples import MEETINGS, ROOT

HEAD = 'board = "moray"\ncase = "MOR-2024-031"\nstage = "stage-2"\nrecords = ["records/mor-2024-031.jsonl"]\n'
FIRST = (
    HEAD
    + """date = 2024-11-25

[chair]
name = "Una Kerr"
agency = "Police"

[[attendance]]
name = "Callum Strachan"
role = "Quality Improvement Officer"
agency = "Education"
presence = "apologies"

[[decision]]
decision = "Isla’s club starts at once"
reason = "She asks for it"

[[action]]
action = "Book the club"
owner = "C. Strachan"
agency = "Education"
due = 2024-12-02

[[action]]
action = "Ring the family"
"""
)
SECOND = (
    HEAD
    + """date = 2024-12-09

[[open_action]]
action = "Book  the CLUB"
owner = "C. Strachan"
agency = "Education"
due = 2024-12-02
done = true

[[open_action]]
action = "Ring the family"
source = "First minutes"
done = false

[[action]]
action = "Visit"
due = 2025-01-10
"""
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(MEETINGS / "records", tmp_path / "records")
    (tmp_path / "first.toml").write_text(FIRST, encoding="utf-8")
    (tmp_path / "second.toml").write_text(SECOND, encoding="utf-8")
    return tmp_path


def new(folder: Path, *words: str | Path, code: int = ExitCode.WELL) -> Path:
    path = folder / "next.toml"
    assert run(["pack", "new", *map(str, words), "--meeting", str(path), "--today", "2024-12-20"]) == code
    return path


def after(folder: Path, *names: str, date: str = "2025-01-13") -> Meeting:
    words = [word for name in names for word in ("--after", str(folder / name))]
    return read_meeting(new(folder, *words, "--date", date))


def test_actions_that_no_later_meeting_says_are_done_are_open_wherever_the_files_stand_in_the_command(
    folder: Path,
) -> None:
    drafted = after(folder, "second.toml", "first.toml")
    assert [(one.action, str(one.due), one.done, one.source) for one in drafted.open_actions] == [
        ("Ring the family", "None", None, "Minutes of the meeting of Monday 25 November 2024, first.toml"),
        ("Visit", "2025-01-10", None, "Minutes of the meeting of Monday 9 December 2024, second.toml"),
    ]
    assert drafted.actions == ()
    assert "Actions still open" in drafted.agenda


def test_a_draft_says_of_each_thing_which_meeting_it_is_from(folder: Path) -> None:
    drafted = after(folder, "first.toml")
    text = (folder / "next.toml").read_text(encoding="utf-8")
    assert (
        "# Minutes of the meeting of Monday 25 November 2024, first.toml, decision 1: Isla’s club starts"
        in text
    )
    assert "Sent apologies to the meeting of Monday 25 November 2024, first.toml." in " ".join(
        line.removeprefix("# ") for line in text.splitlines()
    )
    assert [(one.name, one.role, one.agency, one.presence) for one in drafted.attendance] == [
        ("Callum Strachan", "Quality Improvement Officer", "Education", None),
        ("Una Kerr", "", "Police", None),
    ]
    assert drafted.decisions == ()
    assert drafted.agenda[2] == "Minutes of the meeting of Monday 25 November 2024"
    assert not any("club" in item for item in drafted.agenda), "the agenda goes into the invitation"


def test_what_an_earlier_file_still_asks_is_not_carried_as_sure(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = "# From the minutes, return 0123456789ab, table 8, row 2. NOT\n# SURE: look at what is written there.\n"
    text = FIRST.replace("[[action]]", f"{asked}[[action]]", 1)
    (folder / "first.toml").write_text(text, encoding="utf-8")
    path = new(folder, "--after", folder / "first.toml", code=ExitCode.NEEDS_A_PERSON)
    assert path.read_text(encoding="utf-8").count("NOT SURE: look at what is written in the source") == 2
    assert "first.toml still has comments that say ASK or NOT SURE (1)" in capsys.readouterr().err


def test_what_was_decided_stands_on_no_screen(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    after(folder, "first.toml")
    said = capsys.readouterr()
    for word in ("Isla", "club", "Strachan", "Kerr"):
        assert word not in said.out + said.err


def test_the_people_of_another_level_of_management_are_not_proposed(folder: Path) -> None:
    new(folder, "--after", folder / "first.toml", "--stage", "stage-3")
    drafted = read_meeting(folder / "next.toml")
    assert "Callum Strachan" not in {one.name for one in drafted.attendance}
    assert {one.action for one in drafted.open_actions} == {"Book the club", "Ring the family"}


def test_the_records_that_an_earlier_meeting_names_are_taken_once(folder: Path) -> None:
    records = folder / "records" / "mor-2024-031.jsonl"
    new(folder, records, "--after", folder / "first.toml", "--after", folder / "second.toml")
    assert read_meeting(folder / "next.toml").records == ("records/mor-2024-031.jsonl",)


def test_an_action_of_the_records_that_an_earlier_meeting_says_is_done_stays_and_says_so(
    tmp_path: Path,
) -> None:
    shutil.copytree(MEETINGS / "records", tmp_path / "records")
    held = read_meeting(MEETINGS / "mscb-2024-017.toml")
    first = held.actions[0]
    (tmp_path / "first.toml").write_text(
        'board = "mscb"\ncase = "MSCB-2024-017"\nstage = "case-progression-meeting"\ndate = 2025-01-13\n'
        'records = ["records/mscb-2024-017.jsonl"]\n[[open_action]]\n'
        f'action = "{first.action}"\nowner = "{first.owner}"\nagency = "{first.agency}"\ndone = true\n',
        encoding="utf-8",
    )
    new(tmp_path, "--after", tmp_path / "first.toml", "--date", "2025-02-03")
    drafted = read_meeting(tmp_path / "next.toml")
    assert [one.done for one in drafted.open_actions] == [True, None, None]
    assert drafted.open_actions[0].source.endswith("; done, by first.toml")


@pytest.mark.parametrize(
    ("text", "said", "code"),
    [
        (FIRST.replace("031", "032", 1), "a meeting about another case", ExitCode.WRONG_USAGE),
        (FIRST.replace("records/mor", "records/no"), "which are not there", ExitCode.COULD_NOT_WORK),
        (FIRST.replace("2024-11-25", '"soon"'), "line 5: date", ExitCode.COULD_NOT_WORK),
        (
            FIRST.replace('["records/mor-2024-031.jsonl"]', "[]"),
            "no records to draft from",
            ExitCode.WRONG_USAGE,
        ),
    ],
)
def test_an_earlier_meeting_that_does_not_fit_stops_the_draft(
    text: str, said: str, code: ExitCode, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "first.toml").write_text(text, encoding="utf-8")
    words = ["--case", "MOR-2024-031"] if code is ExitCode.WRONG_USAGE else []
    new(folder, "--after", folder / "first.toml", *words, code=code)
    assert said in capsys.readouterr().err
    assert not (folder / "next.toml").exists()


def test_returned_forms_are_named_by_their_folder_so_that_the_pack_holds_them(tmp_path: Path) -> None:
    inbox = tmp_path / "in box"
    inbox.mkdir()
    for name in ("01-moray-record.docx", "02-moray-dates.docx"):
        shutil.copy(ROOT / "samples" / "inbox" / name, inbox)
    path = tmp_path / "papers" / "meeting.toml"
    words = ["pack", "new", *map(str, sorted(inbox.iterdir())), "--stage", "stage-1", "--meeting", str(path)]
    assert run(words) == ExitCode.WELL
    assert read_meeting(path).returns == "../in box"
    manifest = tmp_path / "pack.jsonl"
    run(["pack", "make", str(path), "--to", str(tmp_path / "pack.pdf"), "--manifest", str(manifest)])
    joined = [json.loads(line) for line in manifest.read_text(encoding="utf-8").splitlines()]
    sums = {one["sha256"] for one in joined if one.get("became") == "attachment"}
    assert sums == {hashlib.sha256(one.read_bytes()).hexdigest() for one in inbox.iterdir()}

    new(tmp_path, "--after", path, "--stage", "stage-2")
    assert read_meeting(tmp_path / "next.toml").returns == "in box"


def test_returned_forms_in_several_folders_need_to_be_told_which(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder, name in (("a", "01-moray-record.docx"), ("b", "02-moray-dates.docx")):
        (tmp_path / folder).mkdir()
        shutil.copy(ROOT / "samples" / "inbox" / name, tmp_path / folder)
    words: list[str | Path] = [tmp_path / "a", tmp_path / "b", "--stage", "stage-1"]
    assert read_meeting(new(tmp_path, *words)).returns == ""
    assert "--returns" in capsys.readouterr().err
    (tmp_path / "next.toml").unlink()
    (tmp_path / "next.jsonl").unlink()
    assert read_meeting(new(tmp_path, *words, "--returns", tmp_path)).returns == "."
