"""Exports open in a spreadsheet with every answer as text, and no formula anywhere."""

import csv
import datetime as dt
from pathlib import Path

import openpyxl
import pytest

from boardforms.exports import (
    ABOUT,
    LONGEST_CELL,
    OF_ANSWERS,
    write_answers_csv,
    write_answers_xlsx,
    write_csv,
    write_xlsx,
)
from escalation.answers import Answer, CheckedCase, EventDate, LimitAnswer
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


def test_the_answers_of_a_check_are_a_row_each_with_days_that_excel_can_filter(tmp_path: Path) -> None:
    answer = LimitAnswer(
        limit="met",
        title="=Meeting",
        answer=Answer.LATE,
        why="Late by 2 working days",
        within="5 working days",
        from_=EventDate(event="asked", title="Asked for", date=dt.date(2026, 6, 1)),
        to=EventDate(event="held", title="Held"),
        due=dt.date(2026, 6, 8),
        days=-2,
        clause="2.2",
        quote="within five working days",
    )
    case = CheckedCase(board="dyffryn", case="DA-1", checked_on=dt.date(2026, 7, 1), answers=(answer,))
    write_answers_csv([case], tmp_path / "a.csv")
    write_answers_xlsx([case], tmp_path / "a.xlsx")
    [row] = [dict(zip(OF_ANSWERS, row, strict=True)) for row in read_csv(tmp_path / "a.csv")[1:]]
    assert (row["limit"], row["answer"], row["days"], row["due"]) == ("'=Meeting", "late", "2", "2026-06-08")
    cells = next(openpyxl.load_workbook(tmp_path / "a.xlsx")["Limits"].iter_rows(min_row=2))
    held = dict(zip(OF_ANSWERS, cells, strict=True))
    assert (held["limit"].data_type, held["limit"].value) == ("s", "=Meeting")
    assert held["due"].value == dt.datetime(2026, 6, 8)
    assert held["to: day"].value in (None, "")
