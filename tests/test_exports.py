"""Exports open in a spreadsheet with every answer as text, and no formula anywhere."""

import csv
from pathlib import Path

import openpyxl
import pytest

from boardforms.exports import ABOUT, LONGEST_CELL, write_csv, write_xlsx
from escalation.definitions import FormReference
from escalation.records import FieldReading, Record, Source, State


def record(**answers: str | bool | None) -> Record:
    return Record(
        id="0123456789ab",
        form=FormReference(board="dyffryn", form="every-kind", version="2026-01"),
        case="DA-1",
        source=Source(path="a.docx", sha256="0" * 64),
        state=State.COMPLETE,
        fields={
            name: FieldReading(raw=value, value=value, origin="pdf field", sure=True, place="page 1")
            for name, value in answers.items()
        },
    )


def read_csv(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream))


@pytest.mark.parametrize("armed", ["=1+1", "+44 1632 960000", "-2", "@SUM(A1)", "\t=1", "\n=1"])
def test_a_csv_cell_never_starts_like_a_formula(tmp_path: Path, armed: str) -> None:
    write_csv([record(summary=armed)], tmp_path / "a.csv")
    assert read_csv(tmp_path / "a.csv")[1][-1] == f"'{armed}"


@pytest.mark.parametrize("armed", ["=1+1", "=cmd|' /C calc'!A0", "https://example.org", "00123", "3/6/2024"])
def test_a_workbook_holds_what_was_written_as_text(tmp_path: Path, armed: str) -> None:
    write_xlsx([record(summary=armed)], tmp_path / "a.xlsx")
    cell = openpyxl.load_workbook(tmp_path / "a.xlsx")["Returns"].cell(2, len(ABOUT) + 1)
    assert (cell.data_type, cell.value) == ("s", armed)


def test_an_answer_longer_than_a_cell_is_cut_says_so_and_is_named(tmp_path: Path) -> None:
    cut = write_xlsx([record(summary="x" * (LONGEST_CELL + 1))], tmp_path / "a.xlsx")
    held = openpyxl.load_workbook(tmp_path / "a.xlsx")["Returns"].cell(2, len(ABOUT) + 1).value
    assert cut == ("0123456789ab",)
    assert str(held).endswith("[cut: the whole text is in the record]")


def test_every_box_of_every_return_has_a_column_and_ticks_are_words(tmp_path: Path) -> None:
    write_csv([record(a="x", b=True), record(b=False, c=None)], tmp_path / "a.csv")
    assert [row[len(ABOUT) :] for row in read_csv(tmp_path / "a.csv")] == [
        ["a", "b", "c"],
        ["x", "yes", ""],
        ["", "no", ""],
    ]
