"""Every file that comes in is accounted for, whatever it does to the program."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

import parsers
from boardforms import desk
from boardforms.blanks import Format, render
from boardforms.catalogue import load_catalogue
from boardforms.intake import LARGEST_FILE, find_returns, read_returns
from escalation.records import Record, State
from parsers import Reading

CATALOGUE = load_catalogue()


def blank(kind: Format) -> bytes:
    board = CATALOGUE.board("moray")
    return render(board.form("escalation-record"), board, kind).content


def test_a_file_that_trips_the_program_is_failed_and_the_next_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "1.docx").write_bytes(blank(Format.WORD))
    (tmp_path / "2.pdf").write_bytes(blank(Format.PDF))

    def trip_over_word(reading: Reading, *given: Any, **more: Any) -> Record:
        if reading.format == "word":
            raise ZeroDivisionError
        return parsers.interpret(reading, *given, **more)

    monkeypatch.setattr(desk, "interpret", trip_over_word)
    records = list(read_returns(find_returns([tmp_path]), CATALOGUE))
    assert [record.state for record in records] == [State.FAILED, State.REVIEW]
    assert [finding.code for finding in records[0].findings] == ["unreadable"]


def test_files_in_folders_below_and_files_named_twice_are_each_read_once(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "1.pdf").write_bytes(b"one")
    (tmp_path / "2.docx").write_bytes(b"two")
    found = find_returns([tmp_path, tmp_path / "2.docx"])
    assert [path.name for path in found] == ["2.docx", "1.pdf"]


def test_a_file_that_cannot_be_opened_is_accounted_for(tmp_path: Path) -> None:
    [record] = read_returns([tmp_path / "gone.docx"], CATALOGUE)
    assert (record.state, record.findings[0].code) == (State.FAILED, "cannot-open")


def test_the_same_content_twice_is_said(tmp_path: Path) -> None:
    for name in ("1.pdf", "2.pdf"):
        (tmp_path / name).write_bytes(blank(Format.PDF))
    first, second = read_returns(find_returns([tmp_path]), CATALOGUE)
    assert first.id == second.id
    assert "same-content" not in [finding.code for finding in first.findings]
    assert "same-content" in [finding.code for finding in second.findings]


def test_the_day_of_the_message_stays_with_the_return(tmp_path: Path) -> None:
    (tmp_path / "1.pdf").write_bytes(blank(Format.PDF))
    [record] = read_returns(find_returns([tmp_path]), CATALOGUE, received=dt.date(2024, 6, 14))
    assert record.source.received == dt.date(2024, 6, 14)


def test_a_form_of_a_board_that_is_not_at_hand_is_refused_with_what_to_do(tmp_path: Path) -> None:
    own = load_catalogue(Path(__file__).parent / "boards")
    board = own.board("dyffryn")
    data = render(board.form("every-kind"), board, Format.PDF).content
    (tmp_path / "1.pdf").write_bytes(data)
    [record] = read_returns(find_returns([tmp_path]), CATALOGUE)
    assert (record.state, record.findings[0].code) == (State.REFUSED, "unknown-form")
    assert "--boards" in record.findings[0].message


@pytest.mark.parametrize(
    ("beginning", "code", "says"),
    [
        (b"From a@b.example Tue Jun  3 23:30:00 2025\nFrom: a@b.example\n", "other-format", "(mbox)"),
        (b"From: a@b.example\nTo: c@d.example\n\n", "other-format", "boardforms receive"),
        (b"%PDF-1.7\n", "too-big", "far bigger"),
    ],
)
def test_a_file_too_large_to_be_read_says_so_unless_it_is_a_mailbox(
    beginning: bytes, code: str, says: str, tmp_path: Path
) -> None:
    path = tmp_path / "large"
    with path.open("wb") as stream:
        stream.write(beginning)
        stream.truncate(LARGEST_FILE + 1)
    [record] = read_returns([path], CATALOGUE)
    [finding] = record.findings
    assert (record.state, finding.code) == (State.REFUSED, code)
    assert says in finding.message
