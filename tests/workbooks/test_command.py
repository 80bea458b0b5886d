"""`boardforms workbook` does its work, says what is wrong, and ends with the right code."""

from pathlib import Path

import pytest

from boardforms.cli import run
from boardforms.errors import ExitCode
from escalation.loading import load_board
from tests.workbooks.books import DYFFRYN, OWN, cell, make


def test_a_board_is_made_a_workbook_and_read_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book, folder = tmp_path / "out" / "board.xlsx", tmp_path / "boards" / "dyffryn"
    assert run(["workbook", "make", "dyffryn", "--to", str(book), "--boards", str(OWN)]) == ExitCode.WELL
    assert capsys.readouterr().out == f"{book}\n"
    assert run(["workbook", "read", str(book), "--to", str(folder)]) == ExitCode.WELL
    said = capsys.readouterr()
    assert str(folder / "every-kind.toml") in said.out.splitlines()
    assert said.err == f"board.xlsx: 0 errors, 0 warnings. Made 4 files in {folder}.\n"
    assert load_board(folder) == load_board(DYFFRYN)


def test_a_workbook_with_errors_ends_with_3_and_leaves_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = make(tmp_path, cell("fields", 2, "kind", "txet"))
    code = run(["workbook", "read", str(made), "--to", str(tmp_path / "dyffryn")])
    assert code == ExitCode.COULD_NOT_WORK
    said = capsys.readouterr()
    assert said.out == ""
    assert 'error: board.xlsx: sheet fields, row 2, column kind: found "txet"; accepted: text' in said.err
    assert said.err.endswith("Nothing was written.\n")
    assert [path.name for path in tmp_path.iterdir()] == ["board.xlsx"]


def test_what_is_there_already_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.xlsx").write_text("mine")
    code = run(["workbook", "make", "dyffryn", "--to", str(tmp_path / "mine.xlsx"), "--boards", str(OWN)])
    assert code == ExitCode.COULD_NOT_WORK
    assert "is there already" in capsys.readouterr().err
    assert (tmp_path / "mine.xlsx").read_text() == "mine"
