"""What `parse` says at the end lets somebody at a terminal find each file, and keeps names out of logs."""

import json
from pathlib import Path

import openpyxl
import pytest

from boardforms.cli import run
from boardforms.cli.parse import UNREAD_SHOWN
from boardforms.errors import ExitCode
from tests.receiving.terminal import Terminal

ROOT = Path(__file__).parents[2]
NOT_READ = "The file is neither Word (.docx) nor PDF."


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A folder of more files that are no forms than are said one by one, named as families name them."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    for number in range(UNREAD_SHOWN + 3):
        (folder / f"Gwen Made-Up {number:02}.txt").write_text(f"no form {number}")
    return folder


def parse(*arguments: str | Path) -> int:
    return run(["parse", "--workers", "0", *map(str, arguments)])


def test_somebody_at_a_terminal_sees_which_files_were_not_read_why_and_where_the_rest_are_named(
    inbox: Path, tmp_path: Path
) -> None:
    (inbox / "Gwen\x1b[2J.eml").write_text("From: a@b.example\nTo: c@d.example\n\nHello")
    lines = tmp_path / "records.jsonl"
    with Terminal(["parse", str(inbox), "--workers", "0", "--to", str(lines)]) as terminal:
        shown = terminal.read_until(", 0 failed.")
        assert terminal.wait() == ExitCode.NEEDS_A_PERSON
    records = [json.loads(line) for line in lines.read_text().splitlines()]
    for record in records[1:UNREAD_SHOWN]:
        assert f"refused {record['id']}  {record['source']['path']}" in shown
    assert f"{inbox}/Gwen\\u001b[2J.eml" in shown
    assert "an e-mail message. `boardforms receive FILE --journal FOLDER` opens it" in shown
    assert shown.count(NOT_READ) == 1
    assert shown.count("Made-Up") == UNREAD_SHOWN - 1
    assert "... and 4 more that were refused or failed." in shown
    assert f"The name of each file: `path` in {lines}, in the line with its id." in shown


def test_what_may_be_a_log_has_ids_alone_and_says_where_the_names_are(
    inbox: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert parse(inbox) == ExitCode.NEEDS_A_PERSON
    said = capsys.readouterr()
    assert "Gwen" not in said.err
    assert said.err.count("\nrefused ") == UNREAD_SHOWN - 1
    assert "... and 3 more that were refused or failed." in said.err
    assert "The name of each file: `path` in the line printed for it; --xlsx FILE" in said.err
    for line in said.out.splitlines():
        assert "Gwen Made-Up" in json.loads(line)["source"]["path"]

    table = tmp_path / "returns.xlsx"
    assert parse(inbox, "--xlsx", table) == ExitCode.NEEDS_A_PERSON
    assert f"The name of each file: column `file` of {table}." in capsys.readouterr().err
    [sheet] = openpyxl.load_workbook(table).worksheets
    header, first, *_ = sheet.values
    assert str(dict(zip(header, first, strict=True))["file"]).endswith("Gwen Made-Up 00.txt")


def test_where_all_is_well_nothing_is_said_of_names(capsys: pytest.CaptureFixture[str]) -> None:
    sample = Path(__file__).parents[2] / "samples" / "inbox" / "01-moray-record.docx"
    assert parse(sample) == ExitCode.WELL
    assert capsys.readouterr().err == "1 return: 1 complete, 0 review, 0 refused, 0 failed.\n"


def test_what_a_computer_adds_beside_returns_is_passed_over_and_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form = (ROOT / "samples" / "inbox" / "02-moray-dates.docx").read_bytes()
    added = {
        "Thumbs.db": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 4_000,
        "desktop.ini": b"[.ShellClassInfo]\r\n",
        ".DS_Store": b"\x00\x00\x00\x01Bud1",
        "~$form.docx": b"\x03Ada".ljust(162),
        ".~lock.form.docx#": b",ada,PC-17,03.06.2025 23:30;",
        "._form.docx": b"\x00\x05\x16\x07" + b"\x00" * 80,
    }
    for name, content in added.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "form.docx").write_bytes(form)
    assert parse(tmp_path) == ExitCode.WELL
    said = capsys.readouterr()
    assert said.out.count("\n") == 1
    assert "6 files passed over: A file that a computer or mail program adds by itself" in said.err
    (tmp_path / "~$renamed.docx").write_bytes(form)
    (tmp_path / "desktop.ini").unlink()
    (tmp_path / "desktop.ini").mkdir()
    assert parse(tmp_path) == ExitCode.WELL
    assert capsys.readouterr().out.count("\n") == 2
