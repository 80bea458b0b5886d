"""Workbooks for the tests: made of the tests' own boards, then changed as people and programs change them."""

import datetime as dt
import io
import tempfile
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl

from boardforms.workbooks import WorkbookRead, read_workbook, write_workbook

ROOT = Path(__file__).parents[2]
OWN = ROOT / "tests" / "boards"
DYFFRYN = OWN / "dyffryn"
TODAY = dt.date(2026, 11, 21)

Change = Callable[[Any], None]


def make(tmp_path: Path, *changes: Change, folder: Path = DYFFRYN) -> Path:
    """Return the workbook of a board, changed by way of openpyxl, which saves it in a way of its own."""
    made = tmp_path / "board.xlsx"
    made.write_bytes(_workbook_of(folder))
    if changes:
        book = openpyxl.load_workbook(made)
        for change in changes:
            change(book)
        book.save(made)
    return made


@cache
def _workbook_of(folder: Path) -> bytes:
    """Return the workbook of one of the tests' own boards, which nothing changes: it is written once."""
    assert folder.parent == OWN
    with tempfile.TemporaryDirectory() as held:
        write_workbook(folder, Path(held) / "board.xlsx")
        return (Path(held) / "board.xlsx").read_bytes()


def read(made: Path) -> WorkbookRead:
    return read_workbook(made, made.parent / "dyffryn", TODAY)


def said_of(made: Path) -> list[str]:
    """Return what is said of a workbook, without its name."""
    return [str(fault).replace(f"{made.name}: ", "") for fault in read(made).faults]


def cell(sheet: str, row: int, column: str, value: object) -> Change:
    """Put a value into the cell under a header."""

    def change(book: Any) -> None:
        headers = [held.value for held in book[sheet][1]]
        book[sheet].cell(row, headers.index(column) + 1).value = value

    return change


def row(sheet: str, **cells: object) -> Change:
    """Add a row to a sheet."""

    def change(book: Any) -> None:
        headers = [held.value for held in book[sheet][1]]
        assert set(cells) <= set(headers)
        book[sheet].append([cells.get(header) for header in headers])

    return change


def with_parts(made: Path, **parts: bytes) -> Path:
    """Return a workbook with some of its parts replaced, `sheet1` by what follows it, or added."""
    held = io.BytesIO(made.read_bytes())
    with zipfile.ZipFile(held) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, parts.pop(Path(name).stem, old.read(name)))
        for name, content in parts.items():
            new.writestr(f"xl/media/{name}.png", content)
    return made
