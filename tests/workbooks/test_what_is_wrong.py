"""What is wrong with a workbook is said by sheet, row and column, with what is accepted; then nothing is written."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from boardforms.workbooks import read_workbook
from escalation.loading import load_board
from tests.workbooks.books import DYFFRYN, TODAY, Change, cell, make, read, row, said_of


def renamed(sheet: str, to: str) -> Change:
    def change(book: Any) -> None:
        book[sheet].title = to

    return change


def without(sheet: str) -> Change:
    def change(book: Any) -> None:
        del book[sheet]

    return change


def header(sheet: str, number: int, value: str) -> Change:
    def change(book: Any) -> None:
        book[sheet].cell(1, number).value = value

    return change


LIMIT = {"key": "extra", "title": "Extra", "from": "raised", "to": "meeting", "clause": "paragraph 9"}
QUOTE = {"quote": "a long enough quote of the procedure"}

WRONG = [
    (
        cell("fields", 2, "kind", "txet"),
        'sheet fields, row 2, column kind: found "txet"; accepted: text, long text, date, tick, choice, person, rows',
    ),
    (cell("fields", 2, "required", "maybe"), 'row 2, column required: found "maybe"; accepted: yes or no'),
    (cell("fields", 2, "lines", "a few"), 'column lines: found "a few"; accepted: a whole number such as 12'),
    (cell("fields", 2, "lines", 2.5), "column lines: found the number 2.5, which is not kept as text"),
    (
        cell("fields", 2, "lines", 900),
        "row 2, column lines: found 900; accepted: a number no greater than 60",
    ),
    (
        cell("fields", 2, "form", "evry-kind"),
        'column form: found "evry-kind", which is nowhere; accepted: did you',
    ),
    (
        cell("fields", 2, "form", None),
        "sheet fields, row 2, column form: found nothing; accepted: every-kind",
    ),
    (
        cell("fields", 2, "section", "abuot"),
        'column section: found "abuot", which is nowhere; accepted: did you',
    ),
    (
        cell("fields", 3, "key", "Child Name"),
        'sheet fields, row 3, column key: found "Child Name"; accepted: small',
    ),
    (cell("fields", 3, "label", None), "sheet fields, row 3, column label: found nothing; accepted: a value"),
    (
        cell("fields", 4, "event", "rised"),
        'row 4, column event: found "rised", which is nowhere; accepted: did you',
    ),
    (
        cell("limits", 2, "clause", 3.1),
        "row 2, column clause: found the number 3.1, which is not kept as text",
    ),
    (
        cell("limits", 2, "clause", dt.date(2026, 1, 1)),
        "column clause: found the day 2026-01-01, which is not kept",
    ),
    (
        cell("limits", 2, "within", "5 days"),
        'sheet limits, row 2: found within = "5 days"; accepted: say which days',
    ),
    (
        cell("limits", 2, "title", "=A1"),
        "row 2, column title: found the formula =A1; accepted: text, as a value",
    ),
    (
        cell("limits", 2, "title", "#N/A"),
        "sheet limits, row 2, column title: found the error #N/A; accepted: text",
    ),
    (cell("limits", 2, "when", "metting reached"), "sheet limits, row 2, column when: found"),
    (row("limits", **LIMIT, **QUOTE), "sheet limits, row 5, column within: found nothing; accepted: a value"),
    (
        row("options", form="every-kind", field="outcome", key="resolved", label="x"),
        "which row 2 has already",
    ),
    (row("options", form="every-kind", field="outcome", key="other"), "row 7, column label: found nothing"),
    (
        row("options", form="every-kind", field="nowhere", key="x", label="y"),
        'column field: found "nowhere", which',
    ),
    (
        row("stages", key="raising", title="Again", clause="1"),
        '"raising", which row 2 has already; accepted: a name',
    ),
    (
        row("rules", stage="meeting", who="All", clause="1"),
        "column part: found nothing; accepted: meets, chairs",
    ),
    (
        row("closures", date="31/2/2026", why="x", source="y"),
        'row 3, column date: found "31/2/2026"; accepted: a day',
    ),
    (
        row("board", setting="nmae", value="x"),
        '"nmae", a setting that no board has; accepted: did you mean name?',
    ),
    (
        row("board", setting="name", value="x"),
        'column setting: found "name" a second time; accepted: each setting',
    ),
    (cell("board", 2, "value", None), "sheet board, row 2, column value: found nothing; accepted: a value"),
    (cell("board", 4, "value", "Walse"), 'row 4, column value: found "Walse"; accepted: England, Wales'),
    (
        renamed("limits", "limit"),
        "sheet limit: found a sheet that no board has; accepted: did you mean limits?",
    ),
    (without("board"), "sheet board: found no such sheet; accepted: the sheet"),
    (
        header("limits", 1, "kye"),
        'row 1: found "kye", a column that the sheet does not have; accepted: did you mean key',
    ),
    (
        header("limits", 2, "key"),
        "sheet limits, row 1, column key: found it a second time; accepted: each column",
    ),
    (
        header("limits", 1, ""),
        "sheet limits, row 2, column A: found something under no header; accepted: a cell",
    ),
    (header("limits", 5, "note "), "sheet limits, row 1: found no column within; accepted: the column"),
]


@pytest.mark.parametrize(("change", "said"), WRONG, ids=[said[-60:] for _, said in WRONG])
def test_a_fault_is_named_by_its_place_and_nothing_is_written(
    tmp_path: Path, change: Change, said: str
) -> None:
    made = make(tmp_path, change)
    faults = said_of(made)
    assert [fault for fault in faults if said in fault and fault.startswith("error: ")], faults
    assert not (tmp_path / "dyffryn").exists()
    assert read(made).files == ()


def test_one_fault_does_not_hide_another(tmp_path: Path) -> None:
    changes = (change for change, _ in WRONG[:2])
    said = "\n".join(said_of(make(tmp_path, *changes, cell("limits", 2, "from", "nowhere"))))
    assert 'found "txet"' in said
    assert 'found "maybe"' in said
    assert 'sheet limits, row 2, column from: found "nowhere", which is nowhere' in said


def test_rows_that_belong_to_nothing_are_never_dropped(tmp_path: Path) -> None:
    roles = [
        row("line_management", level="first", title="First"),
        row("roles", level="first", agency="Police", role="x"),
    ]
    made = make(tmp_path, *roles, lambda book: book["line_management"].delete_rows(2))
    assert any(
        'sheet roles, row 2, column level: found "first", which is nowhere' in said for said in said_of(made)
    )
    assert not (tmp_path / "dyffryn").exists()


def test_a_cell_is_faulted_once(tmp_path: Path) -> None:
    faults = said_of(make(tmp_path, cell("fields", 2, "kind", "txet"), cell("limits", 2, "title", "=A1")))
    assert [fault for fault in faults if "row 2, column" in fault] == faults[:2]
    assert sum("sheet limits" in fault for fault in faults) == 1


def test_a_name_that_cannot_be_a_boards_key_is_refused(tmp_path: Path) -> None:
    made = make(tmp_path)
    done = read_workbook(made, tmp_path / "Dyffryn Aur", TODAY)
    assert done.files == ()
    assert "found the folder's name, Dyffryn Aur" in str(done.faults[0])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (without("worked_days"), "warning: sheet worked_days: found no such sheet"),
        (header("fields", 19, ""), "warning: sheet fields, row 1: found no column note"),
        (cell("fields", 3, "label", " The child "), "column label: found spaces around the text in row 3"),
        (
            cell("fields", 3, "label", '"The child"'),
            "column label: found quotation marks around the text in row 3",
        ),
        (
            row("out_of_scope", what="Complaints by families", clause="paragraph 4"),
            "row 3: found the same as row 2",
        ),
    ],
)
def test_what_may_be_meant_is_read_and_said(tmp_path: Path, change: Change, said: str) -> None:
    made = make(tmp_path, change)
    done = read(made)
    assert [fault for fault in done.faults if said in str(fault).replace("board.xlsx: ", "")], done.faults
    assert len(done.files) == len(list(DYFFRYN.iterdir()))
    assert load_board(tmp_path / "dyffryn").key == "dyffryn"
