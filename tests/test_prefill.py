"""A column of data goes into the one box that it names, and the workbook to start from names every box."""

import datetime as dt
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from boardforms.catalogue import load_catalogue
from boardforms.cli import run
from boardforms.data_workbooks import write_data_workbook
from boardforms.datarows import Cell, DataRow, read_rows
from boardforms.errors import ExitCode, Unusable
from boardforms.prefill import Misfit, fit_row, match_columns
from escalation.boxes import Answers, form_boxes
from escalation.definitions import FormDefinition


@cache
def form(board: str, key: str) -> FormDefinition:
    catalogue = load_catalogue()
    return catalogue.form(catalogue.board(board), key)


def match(asked: FormDefinition, *columns: str) -> list[str]:
    row = DataRow(2, dict.fromkeys(columns, "x"))
    return [box.name for box in match_columns(asked, [row]).values()]


def fit(**cells: Cell) -> tuple[Answers, tuple[Misfit, ...]]:
    """Return what a row gives, without the boxes that it leaves empty, and what does not fit."""
    asked, row = form("moray", "escalation-record"), DataRow(2, cells)
    answers, misfits = fit_row(asked, row, match_columns(asked, [row]))
    return {key: value for key, value in answers.items() if value}, misfits


def test_a_label_that_the_form_prints_more_than_once_is_given_to_none_of_its_boxes() -> None:
    with pytest.raises(
        Unusable, match=r"asks ‘Date’ more than once.*one of stage_1_discussion, stage_2_meeting,"
    ):
        match(form("moray", "escalation-record"), "Date")


@pytest.mark.parametrize("column", ["Child’s name", "child's  name:", "child_name"])
def test_a_label_is_known_as_people_type_it_again(column: str) -> None:
    assert match(form("merton", "escalation-record"), column) == ["child_name"]


def test_two_columns_for_one_box_stop_before_one_is_lost() -> None:
    with pytest.raises(Unusable, match="'child_name' and 'Child’s name' are both for the box child_name"):
        match(form("merton", "escalation-record"), "child_name", "Child’s name")


def test_a_column_without_a_box_is_told_the_nearest_by_its_label_too() -> None:
    with pytest.raises(Unusable, match=r"'Aim to achieve': did you mean 'aim'\?"):
        match(form("merton", "escalation-record"), "Aim to achieve")


@pytest.mark.parametrize("shown", ["#N/A", "#REF!", "#DIV/0!", "########"])
def test_what_a_spreadsheet_shows_in_place_of_a_value_is_no_answer(shown: str) -> None:
    answers, [misfit] = fit(child_name=shown, case_reference="A-1")
    assert answers == {"case_reference": "A-1"}
    assert str(misfit).startswith("row 2, column 'child_name': the spreadsheet shows that a formula")


@pytest.mark.parametrize("column", ["child_name", "summary"])
def test_the_time_of_day_that_stands_with_a_date_stays_in_a_text(column: str, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append((column, "stage_1_discussion"))
    book.active.append((dt.datetime(2026, 6, 3, 14, 30), dt.datetime(2026, 6, 3, 14, 30)))
    book.active.append((dt.datetime(2026, 6, 3), None))
    book.save(tmp_path / "cases.xlsx")
    first, second = (fit(**row.cells) for row in read_rows(tmp_path / "cases.xlsx"))
    assert first == ({column: "03/06/2026 14:30", "stage_1_discussion": "2026-06-03"}, ())
    assert second == ({column: "03/06/2026"}, ())


def test_the_workbook_to_start_from_has_every_box_and_is_read_back(tmp_path: Path) -> None:
    asked, path = form("merton", "escalation-record"), tmp_path / "cases.xlsx"
    write_data_workbook(asked, path)
    book = openpyxl.load_workbook(path)
    names = [cell.value for cell in book["Cases"][1]]
    assert names == [box.name for box in form_boxes(asked)]
    assert [row[0].value for row in book["Columns"].iter_rows(min_row=2)] == names
    [offered] = [each for each in book["Cases"].data_validations.dataValidation if each.sqref == "C2:C501"]
    assert names[2] == "immediate_risk"
    assert offered.formula1 == "Columns!$F$4:$G$4"
    assert [cell.value for cell in book["Columns"]["F4:G4"][0]] == list(
        asked.field("immediate_risk").options.values()
    )
    book["Cases"].append(
        {
            names.index("case_reference") + 1: "3-4",
            names.index("immediate_risk") + 1: "Yes, at immediate risk",
        }
    )
    book.save(path)
    rows = read_rows(path)
    answers, misfits = fit_row(asked, rows[0], match_columns(asked, rows))
    given = {key: answer for key, answer in answers.items() if isinstance(answer, str)}
    assert (given, misfits) == ({"case_reference": "3-4", "immediate_risk": "yes"}, ())


def test_the_workbook_to_start_from_never_replaces_one_that_is_filled_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "cases.xlsx"
    arguments = ["fill", "moray", "escalation-record", "--start", str(path)]
    assert run(arguments) == ExitCode.WELL
    written = path.read_bytes()
    assert run(arguments) == ExitCode.COULD_NOT_WORK
    assert "is there already, and nothing was written" in capsys.readouterr().err
    assert path.read_bytes() == written


def test_fill_asks_for_its_data_or_for_a_workbook_to_start(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["fill", "moray", "escalation-record"]) == ExitCode.WRONG_USAGE
    assert "give DATA, or --start" in capsys.readouterr().err
