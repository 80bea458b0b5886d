"""What people and programs do to a workbook without changing what it says."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from escalation.boards import Board
from escalation.loading import load_board
from tests.workbooks.books import DYFFRYN, Change, cell, make, read, row


def board_of(tmp_path: Path, *changes: Change) -> Board:
    done = read(make(tmp_path, *changes))
    assert [str(fault) for fault in done.faults] == []
    return load_board(tmp_path / "dyffryn")


def turned_round(book: Any) -> None:
    """Put the sheets, and the columns of one, in another order."""
    book.move_sheet("stages", -3)
    sheet = book["fields"]
    lines = [[held.value for held in line][::-1] for line in sheet.iter_rows()]
    sheet.delete_rows(1, sheet.max_row)
    for line in lines:
        sheet.append(line)


def with_blank_rows(book: Any) -> None:
    book["limits"].insert_rows(2)
    book["limits"].cell(2, 1).value = "   "
    book["limits"].insert_rows(4)
    book["fields"].cell(500, 3).value = None


def with_a_sheet_of_ones_own(book: Any) -> None:
    book.create_sheet("Sheet1")
    book["read me"]["A1"].value = "=1+1"


def in_capitals(book: Any) -> None:
    for held in book["limits"][1]:
        held.value = f" {str(held.value).upper()}"
    book["limits"].title = "Limits "


@pytest.mark.parametrize(
    "change",
    [
        turned_round,
        with_blank_rows,
        with_a_sheet_of_ones_own,
        in_capitals,
        cell("fields", 2, "required", value=True),
        cell("fields", 2, "required", " TRUE"),
        cell("fields", 2, "kind", "Text "),
        cell("fields", 2, "max_length", 40),
        cell("fields", 2, "max_length", 40.0),
        cell("fields", 2, "max_length", "40.0"),
        cell("fields", 2, "key", " case_reference\n"),
        cell("forms", 2, "in_force_from", dt.datetime(2026, 1, 1)),
        cell("forms", 2, "in_force_from", dt.date(2026, 1, 1)),
        cell("forms", 2, "in_force_from", "1/1/2026"),
        cell("rows", 2, "widths", "4 , 5 ,3"),
        cell("rows", 2, "widths", "4\n5\n3"),
        cell("rows", 2, "fields", "outcome\nmeeting_date"),
        cell("rules", 2, "part", "Meets"),
    ],
)
def test_it_is_read_as_it_was_meant(tmp_path: Path, change: Change) -> None:
    assert board_of(tmp_path, change) == load_board(DYFFRYN)


def test_a_new_row_is_a_new_thing_where_it_belongs(tmp_path: Path) -> None:
    field = {"form": "every-kind", "section": "about", "key": "school", "label": "School", "kind": "choice"}
    option = {"form": "every-kind", "field": "school"}
    board = board_of(
        tmp_path,
        row("fields", **field),
        row("options", **option, key="primary", label="Primary school"),
        row("options", **option, key="secondary", label="Secondary school"),
        row("options", form="every-kind", field="attendees", column="present", key="late", label="Came late"),
        row("rules", stage="raising", part="receives", who="The child's school", clause="paragraph 1"),
    )
    form = board.form("every-kind")
    assert [one.key for one in form.sections[0].fields][-1] == "school"
    assert form.field("school").options == {"primary": "Primary school", "secondary": "Secondary school"}
    assert list(form.field("attendees").columns[2].options) == ["present", "apologies", "absent", "late"]
    assert board.stage("raising").receives[0].who == "The child's school"


@pytest.mark.parametrize("text", ["=1+1", "3.10", "2026-01", '"so"', "TRUE", "+44 1632 960000", "-2"])
def test_a_text_that_excel_might_change_is_kept_to_the_letter(tmp_path: Path, text: str) -> None:
    written = text if text != '"so"' else '"\\"so\\""'

    def change(book: Any) -> None:
        cell("fields", 3, "hint", written)(book)
        headers = [held.value for held in book["fields"][1]]
        book["fields"].cell(3, headers.index("hint") + 1).data_type = "s"

    assert board_of(tmp_path, change).form("every-kind").field("child_name").hint == text
