"""The command line does its work, says what is wrong, and ends with the right code."""

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from boardforms.cli import run
from boardforms.errors import ExitCode
from boardforms.records import read_file

OWN_BOARDS = str(Path(__file__).parents[1] / "boards")
CASES = "case_reference,Child's name,date_raised,raised_by.name,summary,reason_drift\r\n"


def fill(tmp_path: Path, text: str, *options: str) -> int:
    data = tmp_path / "cases.csv"
    data.write_bytes(b"\xef\xbb\xbf" + (CASES + text).encode())
    return run(
        [
            "fill",
            "dyffryn",
            "every-kind",
            str(data),
            "--to",
            str(tmp_path / "out"),
            "--boards",
            OWN_BOARDS,
            *options,
        ]
    )


def parse(*arguments: str) -> int:
    return run(["parse", *arguments, "--boards", OWN_BOARDS])


def printed_records(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_forms_filled_from_csv_come_back_complete(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = 'DA-1,Siân Ó Briain-Łuk,3/6/2026,Dr A. N. Other,"=1+1\nsecond line",yes\r\n'
    assert fill(tmp_path, row, "--format", "all") == ExitCode.WELL
    capsys.readouterr()
    assert parse(str(tmp_path / "out")) == ExitCode.WELL
    records = printed_records(capsys)
    assert [record["state"] for record in records] == ["complete", "complete"]
    for record in records:
        values = record["values"]
        assert isinstance(values, dict)
        assert values["child_name"] == "Siân Ó Briain-Łuk"
        assert values["date_raised"] == "2026-06-03"
        assert values["summary"] == "=1+1\nsecond line"
        assert values["reason_drift"] is True
        assert values["reason_threshold"] is False


def test_what_parse_prints_is_what_its_schema_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "notes.txt").write_text("not a form")
    fill(tmp_path, "DA-1,A,3/6/2026,B,C,no\r\n")
    capsys.readouterr()
    assert run(["schema"]) == ExitCode.WELL
    schema = json.loads(capsys.readouterr().out)
    assert parse(str(tmp_path / "out")) == ExitCode.NEEDS_A_PERSON
    records = printed_records(capsys)
    assert [record["state"] for record in records] == ["complete", "refused"]
    for record in records:
        jsonschema.validate(record, schema)
        assert set(record) == {"id", "form", "case", "source", "state", "values", "fields", "findings"}


def test_a_row_that_does_not_fit_is_refused_and_the_others_are_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "DA-1,Child One,31/02/2026,B,C,perhaps\r\nDA-2,Child Two,3/6/2026,B,C,no\r\n"
    assert fill(tmp_path, rows) == ExitCode.NEEDS_A_PERSON
    said = capsys.readouterr()
    assert said.out.splitlines() == [str(tmp_path / "out" / "dyffryn" / "every-kind-0003.docx")]
    assert "refused: row 2, column 'date_raised': write a date as 3/6/2024" in said.err
    assert "refused: row 2, column 'reason_drift': write yes or no" in said.err
    assert "2 rows: 1 filled, 1 refused." in said.err


def test_a_column_without_a_box_stops_before_anything_is_lost(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "cases.csv"
    data.write_text("case_reference,child_nme\nDA-1,A\n")
    code = run(
        ["fill", "dyffryn", "every-kind", str(data), "--to", str(tmp_path / "out"), "--boards", OWN_BOARDS]
    )
    assert code == ExitCode.COULD_NOT_WORK
    assert "no box for the column 'child_nme': did you mean 'child_name'?" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["blnk"], "there is no command 'blnk'. Did you mean 'blank'? There are: boards, blank"),
        (["blank"], "name a board, or give --all"),
        (["blank", "morray"], "no board 'morray'. Did you mean 'moray'?"),
        (["blank", "moray", "record"], "has no form 'record'"),
        (["timeframes", "nowhere"], "no board 'nowhere'"),
        (["check", "absent.jsonl"], "does not exist"),
        (["parse", "--received", "31/02/2024", "."], "write a day as 2024-12-31 or 31/12/2024"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_what_is_right(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == ExitCode.WRONG_USAGE
    assert said in capsys.readouterr().err


def test_a_file_that_is_not_records_ends_with_3(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "records.jsonl").write_text('{"id": 1}\n')
    assert run(["check", str(tmp_path / "records.jsonl")]) == ExitCode.COULD_NOT_WORK
    assert "records.jsonl, line 1: not a record as `boardforms parse` prints it" in capsys.readouterr().err


def test_what_is_printed_comes_through_windows_powershell_as_it_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(tmp_path, "DA-1,Siân Ó Briain-Łuk 😀,3/6/2026,B,C,no\r\n")
    capsys.readouterr()
    assert parse(str(tmp_path / "out")) == ExitCode.WELL
    printed = capsys.readouterr().out.encode("utf-8").decode("cp850")  # how PowerShell 5.1 takes it up
    lines = tmp_path / "records.jsonl"
    lines.write_text(printed, encoding="utf-16")  # and what `>` makes of it
    [record] = read_file(lines)
    assert record.values["child_name"] == "Siân Ó Briain-Łuk 😀"


@pytest.mark.parametrize("content", [b"\xff\xfea", b"\xff\xfe\x00\xd8", b'{"id": "\xe9"}'])
def test_lines_in_another_encoding_are_refused_in_words(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "records.jsonl").write_bytes(content)
    assert run(["check", str(tmp_path / "records.jsonl")]) == ExitCode.COULD_NOT_WORK
    assert "records.jsonl: not text: write it again with `boardforms parse --to`" in capsys.readouterr().err


def test_no_message_gives_away_a_child_or_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fill(tmp_path, "DA-1,Gwen Made-Up,3/6/2026,B,,no\r\n")
    [made] = (tmp_path / "out" / "dyffryn").iterdir()
    made.rename(made.with_name("Gwen Made-Up.docx"))
    capsys.readouterr()
    assert parse(str(tmp_path / "out"), "--to", str(tmp_path / "records.jsonl")) == ExitCode.NEEDS_A_PERSON
    said = capsys.readouterr()
    assert "Gwen" not in said.err + said.out
    assert "review " in said.err


def test_boards_of_ones_own_are_found_through_the_environment(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BOARDFORMS_BOARDS", OWN_BOARDS)
    assert run(["boards"]) == ExitCode.WELL
    assert "dyffryn" in capsys.readouterr().out


def test_completion_names_the_program(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["completion", "bash"]) == ExitCode.WELL
    assert "_BOARDFORMS_COMPLETE" in capsys.readouterr().out


@pytest.mark.skipif(sys.platform in {"darwin", "win32"}, reason="its names are all Unicode")
def test_a_file_whose_name_is_no_text_is_named_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.csv")
    path.write_text("case_reference\n", encoding="utf-8")
    command = [sys.executable, "-m", "boardforms", "fill", "moray", "escalation-record", str(path)]
    done = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", check=False, cwd=tmp_path
    )
    assert done.returncode == ExitCode.COULD_NOT_WORK
    assert done.stderr == "boardforms: caf\\udce9.csv: there is no row of data in it\n"
