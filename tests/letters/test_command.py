"""`boardforms letter` writes the letter, lists what is left to complete, and ends with the right code."""

import io
from pathlib import Path

import docx
import pytest

from boardforms.cli import run
from boardforms.errors import ExitCode
from boardforms.records import write_lines
from escalation.records import Record
from tests.escalation.returns import MADE_UP, made_up, make_return

BOARD = made_up("tarnside")
GIVEN: dict[str, str | bool] = {
    "child_name": "Nia Example",
    "met_on": "2026-03-04",
    "sent_on": "2026-03-06",
    "outcome": "settled",
    "agreed": "A joint visit.",
}


def write_records(folder: Path, *records: Record) -> str:
    path = folder / "records.jsonl"
    stream = io.StringIO()
    write_lines(records, stream)
    path.write_text(stream.getvalue(), encoding="utf-8")
    return str(path)


def letter(folder: Path, *records: Record, key: str = "outcome", case: str = "made-up-1") -> int:
    held = write_records(folder, *records)
    there = ["--to", str(folder / "out" / "letter.docx"), "--boards", str(MADE_UP)]
    return run(["letter", "tarnside", key, held, "--case", case, *there])


def test_a_letter_is_written_and_what_is_left_to_complete_is_listed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert letter(tmp_path, make_return(BOARD.form("record"), GIVEN)) == ExitCode.WELL
    said = capsys.readouterr()
    assert said.out.splitlines() == [str(tmp_path / "out" / "letter.docx")]
    assert "  to complete: who it is to, with role and agency" in said.err.splitlines()
    assert "Made the letter, with 4 gaps to complete." in said.err
    assert "Nia" not in said.out + said.err
    told = [paragraph.text for paragraph in docx.Document(said.out.strip()).paragraphs]
    assert "A joint visit." in told


def test_an_answer_that_a_person_must_look_at_first_ends_with_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = make_return(BOARD.form("record"), GIVEN, unsure=("met_on",))
    assert letter(tmp_path, record) == ExitCode.NEEDS_A_PERSON
    assert (
        "to complete: Date of the meeting (look at what was written in the record)" in capsys.readouterr().err
    )


def test_a_record_that_may_belong_to_the_case_ends_with_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    loose = make_return(BOARD.form("record"), GIVEN, number=2).model_copy(update={"case": None})
    assert letter(tmp_path, make_return(BOARD.form("record"), GIVEN), loose) == ExitCode.NEEDS_A_PERSON
    assert "1 return could not be read or give no case reference" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("key", "case", "said"),
    [
        ("outcom", "made-up-1", "Tarnside has no letter 'outcom'. Did you mean 'outcome'?"),
        ("outcome", "made-up-2", "none of the records is of case 'made-up-2' of Tarnside"),
    ],
)
def test_what_is_not_there_is_wrong_usage(
    key: str, case: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = letter(tmp_path, make_return(BOARD.form("record"), GIVEN), key=key, case=case)
    assert code == ExitCode.WRONG_USAGE
    assert said in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_board_without_letters_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    held = write_records(tmp_path, make_return(BOARD.form("record"), GIVEN))
    code = run(["letter", "moray", "any", held, "--case", "x", "--to", str(tmp_path / "letter.docx")])
    assert code == ExitCode.WRONG_USAGE
    assert "has no letter 'any'. It has no letters." in capsys.readouterr().err
