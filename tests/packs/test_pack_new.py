"""`boardforms pack new`, `invite` and `check`, as a person runs them."""

import datetime as dt
import json
import shutil
import tomllib
from pathlib import Path

import pytest

from boardforms.catalogue import load_catalogue
from boardforms.cli import run
from boardforms.errors import ExitCode
from boardforms.packs import open_meeting
from boardforms.records import read_file
from docgen.packs.reading import read_meeting
from tests.packs.samples import MEETINGS, ROOT

MSCB = MEETINGS / "records" / "mscb-2024-017.jsonl"
MORAY = MEETINGS / "records" / "mor-2024-031.jsonl"


def new(folder: Path, *words: str | Path, name: str = "meeting.toml") -> Path:
    path = folder / name
    assert (
        run(["pack", "new", *map(str, words), "--meeting", str(path), "--today", "2024-11-20"])
        == ExitCode.WELL
    )
    return path


def test_a_draft_is_a_meeting_that_every_other_command_takes(tmp_path: Path) -> None:
    path = new(tmp_path, MSCB, "--date", "2025-02-03")
    assert run(["pack", "make", str(path), "--to", str(tmp_path / "pack.pdf")]) == ExitCode.WELL
    assert run(["pack", "check", str(path)]) == ExitCode.NEEDS_A_PERSON
    calendar = tmp_path / "out" / "meeting.ics"
    words = ["pack", "invite", str(path), "--to", str(tmp_path / "out" / "invitation.docx"), "--calendar"]
    assert run([*words, str(calendar)]) == ExitCode.NEEDS_A_PERSON, "nobody has confirmed who chairs"
    assert b"DTSTART;VALUE=DATE:20250203" in calendar.read_bytes()


def test_a_draft_names_files_of_records_where_they_are(tmp_path: Path) -> None:
    shutil.copy(MORAY, tmp_path / "records.jsonl")
    meeting = read_meeting(new(tmp_path / "meetings", tmp_path / "records.jsonl"))
    assert meeting.records == ("../records.jsonl",)


def test_the_records_of_returned_forms_are_kept_beside_the_draft_and_those_of_no_other_case(
    tmp_path: Path,
) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for name in ("01-moray-record.docx", "02-moray-dates.docx", "06-mscb-record.docx"):
        shutil.copy(ROOT / "samples" / "inbox" / name, inbox)
    path = tmp_path / "meeting.toml"
    words = [
        "pack",
        "new",
        str(inbox),
        "--case",
        "MOR-2024-017",
        "--stage",
        "stage-1",
        "--meeting",
        str(path),
    ]
    assert run(words) == ExitCode.WELL
    assert read_meeting(path).records == ("meeting.jsonl",)
    assert {record.case for record in read_file(tmp_path / "meeting.jsonl")} == {"MOR-2024-017"}


def test_a_file_that_somebody_worked_on_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "meeting.toml"
    path.write_text("mine", encoding="utf-8")
    assert run(["pack", "new", str(MORAY), "--meeting", str(path)]) == ExitCode.WRONG_USAGE
    assert path.read_text(encoding="utf-8") == "mine"
    assert "worked on" in capsys.readouterr().err


def test_what_names_people_stands_in_no_message(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new(tmp_path, MSCB)
    said = capsys.readouterr()
    for name in ("Kofi", "Brightwell", "Meera", "Hollins"):
        assert name not in said.out + said.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            [MSCB, MORAY],
            "the records are of 2 cases. Name one with --case: MOR-2024-031 (moray), MSCB-2024-017 (mscb)",
        ),
        ([MSCB, "--case", "MSCB-1"], "none of the records is of case 'MSCB-1'"),
        (
            [MORAY, "--stage", "stage-9"],
            "Moray has no stage 'stage-9'. Name one with --stage: initial-resolution, ",
        ),
    ],
)
def test_what_cannot_be_drafted_says_what_to_add(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str | Path], said: str
) -> None:
    code = run(["pack", "new", *map(str, words), "--meeting", str(tmp_path / "meeting.toml")])
    assert code == ExitCode.WRONG_USAGE
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_case_is_found_whatever_its_capitals_and_spaces_and_none_of_its_records_is_lost(
    tmp_path: Path,
) -> None:
    """A pack without one of its records, and without a word of it, would be worse than none."""
    text = MSCB.read_text(encoding="utf-8")
    first, rest = text.split("\n", 1)
    held = tmp_path / "records.jsonl"
    held.write_text(first.replace("MSCB-2024-017", "mscb-2024-017") + "\n" + rest, encoding="utf-8")
    path = new(tmp_path, held, "--case", " MSCB-2024-017 ")
    assert run(["pack", "check", str(path)]) == ExitCode.NEEDS_A_PERSON
    assert len(open_meeting(path, load_catalogue(), dt.date(2025, 1, 10)).case.records) == 3


@pytest.mark.parametrize(
    "name", ['A "quoted" \\ name', "Line\nbreak", "# no comment", "]] [chair] x = 1", "Łucja ☃"]
)
def test_what_a_person_wrote_stays_a_name_in_the_file(tmp_path: Path, name: str) -> None:
    """A name from a returned form can neither end a text nor a comment of the file."""
    record = json.loads(MSCB.read_text(encoding="utf-8").splitlines()[0])
    record["values"]["raised_by"]["name"] = name
    held = tmp_path / "records.jsonl"
    held.write_text(json.dumps(record), encoding="utf-8")
    path = new(tmp_path, held)
    names = [one["name"] for one in tomllib.loads(path.read_text(encoding="utf-8"))["attendance"]]
    assert " ".join(name.split()) in names


def test_every_mistake_of_a_meeting_and_its_records_is_said_at_once_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "broken.jsonl").write_text("{}\n", encoding="utf-8")
    path = tmp_path / "meeting.toml"
    path.write_text(
        'board = "mscb"\ncase = "MSCB-2024-017"\nstage = "case-progresion-meeting"\n'
        "time = 14:00:00\nends = 13:00:00\n"
        'records = ["none.jsonl", "broken.jsonl"]\n\n[[action]]\nowner = "A. Person"\ndue = "soon"\n',
        encoding="utf-8",
    )
    assert run(["pack", "check", str(path)]) == ExitCode.COULD_NOT_WORK
    said = [line for line in capsys.readouterr().err.splitlines() if line.startswith("error: ")]
    assert [line.split(": found ")[0].removeprefix("error: ") for line in said] == [
        "meeting.toml, line 3: stage",
        "meeting.toml, line 5: ends",
        "meeting.toml, line 8: action 1 action",
        "meeting.toml, line 10: action 1 due",
        "none.jsonl (meeting.toml, line 6)",
        "broken.jsonl (meeting.toml, line 6): line 1",
    ]
    assert "accepted: did you mean case-progression-meeting?" in said[0]


def test_a_board_that_is_not_here_is_said_with_those_that_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "meeting.toml"
    path.write_text('board = "morray"\ncase = "M-1"\nstage = "stage-1"\n', encoding="utf-8")
    assert run(["pack", "check", str(path)]) == ExitCode.COULD_NOT_WORK
    said = 'line 1: board: found "morray", which is no board here; accepted: did you mean moray?'
    assert said in capsys.readouterr().err


def test_what_a_meetings_file_names_and_is_not_there_is_named_once_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(MEETINGS / "records", tmp_path / "records")
    (tmp_path / "notes.jsonl").write_bytes(b"%PDF-1.7 \xff")
    path, pack = tmp_path / "meeting.toml", tmp_path / "pack.pdf"
    path.write_text(
        'board = "mscb"\ncase = "MSCB-2024-017"\nstage = "case-progression-meeting"\n'
        'records = [\n  "records/mscb-2024-017.jsonl",\n  "nope.jsonl",\n  "notes.jsonl",\n]\n'
        'earlier = ["first.toml"]\nreturns = "inbox"\n',
        encoding="utf-8",
    )
    assert run(["pack", "make", str(path), "--to", str(pack)]) == ExitCode.COULD_NOT_WORK
    said = [line for line in capsys.readouterr().err.splitlines() if line.startswith("error: ")]
    assert [line.split("; accepted: ")[0].removeprefix("error: ") for line in said] == [
        "nope.jsonl (meeting.toml, line 6): found no file that can be opened (No such file or directory)",
        "notes.jsonl (meeting.toml, line 7): found bytes that are not UTF-8",
        'meeting.toml, line 10: returns: found "inbox", and there is no such folder',
        'meeting.toml, line 9: earlier: found "first.toml", and there is no such file',
    ]
    assert not pack.exists()


@pytest.mark.parametrize("command", ["make", "check"])
def test_a_missing_folder_of_returns_is_said_by_the_commands_on_the_pack_itself(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = new(tmp_path, MSCB)
    text = path.read_text(encoding="utf-8").replace("\nagenda", '\nreturns = "inbox"\nagenda', 1)
    path.write_text(text, encoding="utf-8")
    line = text.split("\n").index('returns = "inbox"') + 1
    words = ["pack", command, str(path), *(["--to", str(tmp_path / "pack.pdf")] if command == "make" else [])]
    assert run(words) == ExitCode.COULD_NOT_WORK
    assert f"meeting.toml, line {line}: returns: " in capsys.readouterr().err
    assert run(["pack", "form", str(path), "--to", str(tmp_path / "form.docx")]) != ExitCode.COULD_NOT_WORK


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["MSCB-2024-017"], "'MSCB-2024-017' is neither a file nor a folder. Name files of records"),
        (
            [MSCB, "recrods.jsonl"],
            "nor a case of the records. They are of 1 case: MSCB-2024-017 (mscb). Name",
        ),
        (["one", "two"], "no file or folder is called 'one', 'two', and a draft is about one case"),
        ([MSCB, "MSCB-2024-018", "--case", "MSCB-2024-017"], "called 'MSCB-2024-018', and a draft is about"),
    ],
)
def test_a_word_that_is_neither_a_file_nor_a_case_is_said_with_what_is_accepted(
    words: list[str | Path], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "meeting.toml"
    assert run(["pack", "new", *map(str, words), "--meeting", str(path)]) == ExitCode.WRONG_USAGE
    assert said in capsys.readouterr().err
    assert not path.exists()


def test_a_case_is_named_beside_the_records_it_is_in(tmp_path: Path) -> None:
    assert read_meeting(new(tmp_path, "mor-2024-031", MSCB, MORAY)).case == "MOR-2024-031"
