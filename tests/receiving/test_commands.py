"""The commands on a journal say what they did, what is left to do, and end with the right code."""

import json
from pathlib import Path

import pytest

from boardforms.cli import run
from boardforms.errors import ExitCode
from boardforms.receiving.journal import open_journal
from boardforms.records import read_file
from tests.receiving.inboxes import fill_inbox, receive_into, sheet, sums_of


@pytest.fixture
def journal(tmp_path: Path) -> str:
    fill_inbox(tmp_path / "inbox")
    return str(tmp_path / "journal")


def test_receive_sums_up_what_came_in(
    journal: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["receive", str(tmp_path / "inbox"), "--journal", journal]
    assert run([*arguments, "--workers", "2"]) == ExitCode.NEEDS_A_PERSON
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines()[:3] == [
        "19 files and messages taken in; 17 returns read.",
        "27 came in: 17 returns, 2 the same again, 5 passed over, 3 not opened.",
        "17 returns: 13 complete, 1 review, 2 refused, 1 superseded.",
    ]
    assert f"boardforms quarantine --journal {journal}" in said.err
    assert run([*arguments, "--workers", "0"]) == ExitCode.NEEDS_A_PERSON
    assert (
        "0 files and messages taken in; 19 were in the journal already; 0 returns read."
        in capsys.readouterr().err
    )


def test_receive_ends_well_where_nothing_needs_a_person(tmp_path: Path) -> None:
    (tmp_path / "1.docx").write_bytes(sheet("MOR-2024-600"))
    arguments = [str(tmp_path / "1.docx"), "--journal", str(tmp_path / "journal"), "--workers", "0"]
    assert run(["receive", *arguments]) == ExitCode.WELL


def test_a_journal_never_takes_in_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "1.docx").write_bytes(sheet("MOR-2024-601"))
    journal = tmp_path / "journal"
    for _ in range(2):
        assert run(["receive", str(tmp_path), "--journal", str(journal), "--workers", "0"]) == ExitCode.WELL
    assert "1 came in: 1 return" in capsys.readouterr().err.splitlines()[-2]
    assert run(["receive", str(journal / "files"), "--journal", str(journal)]) == ExitCode.WRONG_USAGE


def test_what_waits_in_a_journal_is_read_when_its_source_is_gone(tmp_path: Path) -> None:
    journal, file = tmp_path / "journal", tmp_path / "1.docx"
    file.write_bytes(sheet("MOR-2024-602"))
    receive_into(journal, file)
    file.unlink()
    with open_journal(journal) as opened:
        opened.change("UPDATE content SET outcome = 'waiting', standing = 'waiting'")
    assert sums_of(journal).asks_for_a_person
    assert run(["receive", "--journal", str(journal), "--workers", "0"]) == ExitCode.WELL
    assert sums_of(journal).standings == {"complete": 1}


def test_records_are_what_check_reads(
    journal: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["receive", str(tmp_path / "inbox"), "--journal", journal, "--workers", "0"])
    out = tmp_path / "records.jsonl"
    tables = ["--csv", str(tmp_path / "r.csv"), "--xlsx", str(tmp_path / "r.xlsx")]
    assert run(["records", "--journal", journal, "--to", str(out), *tables]) == ExitCode.WELL
    records = read_file(out)
    assert len(records) == 16 + 3
    assert (tmp_path / "r.csv").read_text(encoding="utf-8-sig").count("corrects") == 1
    assert (tmp_path / "r.xlsx").stat().st_size > 0
    capsys.readouterr()
    assert run(["check", str(out), "--today", "2024-07-01"]) == ExitCode.NEEDS_A_PERSON
    assert "13 cases" in capsys.readouterr().err
    assert run(["records", "--journal", journal, "--all"]) == ExitCode.WELL
    assert capsys.readouterr().out.count("\n") == 17 + 3


def test_quarantine_lists_retry_reads_again_and_release_lets_go(
    journal: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["receive", str(tmp_path / "inbox"), "--journal", journal, "--workers", "0"])
    capsys.readouterr()
    assert run(["quarantine", "--journal", journal, "--json"]) == ExitCode.NEEDS_A_PERSON
    held = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(held) == 5
    first = held[0]["id"]
    assert run(["retry", first, "--journal", journal, "--workers", "0"]) == ExitCode.NEEDS_A_PERSON
    assert "1 return read" in capsys.readouterr().err
    assert run(["retry", "--all", "--journal", journal, "--workers", "1"]) == ExitCode.NEEDS_A_PERSON
    out = tmp_path / "out.txt"
    release = ["release", first, "--journal", journal, "--who", "A. Person"]
    assert run([*release, "--to", str(out), "--settled", "notes, no form"]) == ExitCode.WELL
    assert out.read_bytes() == b"notes"
    assert "may do harm" in capsys.readouterr().err
    assert run(["quarantine", "--journal", journal]) == ExitCode.NEEDS_A_PERSON
    assert first not in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["retry"], ["retry", "0123", "--all"], ["release", "0123"]])
def test_what_is_not_said_is_asked_for(arguments: list[str], tmp_path: Path) -> None:
    assert run([*arguments, "--journal", str(tmp_path)]) == ExitCode.WRONG_USAGE


@pytest.mark.parametrize("command", [["quarantine"], ["records"], ["review"], ["retry", "--all"]])
def test_a_folder_without_a_journal_is_said(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*command, "--journal", str(tmp_path)]) == ExitCode.COULD_NOT_WORK
    assert "`boardforms receive` begins one" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
