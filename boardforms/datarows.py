"""Read the rows that forms are prefilled from: JSON, CSV or Excel, a form a row."""

import codecs
import csv
import datetime as dt
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import openpyxl
from openpyxl.utils import get_column_letter

from boardforms.errors import CannotWork, Unusable

Cell: TypeAlias = str | bool | int | float | dt.date | dt.time | None
"""What stands in one cell of the data."""


@dataclass(frozen=True)
class DataRow:
    """One row: its number as the person who wrote it sees it, and its cells by column."""

    number: int
    cells: Mapping[str, Cell]


def read_rows(path: Path) -> tuple[DataRow, ...]:
    """Return the rows of a JSON, CSV or XLSX file, without those that are empty.

    Raises Unusable where the file is of another kind, cannot be read as what it says it is, names a
    column twice, or holds a value in a column without a name, and CannotWork where it cannot be opened.
    """
    readers = {".json": _json_rows, ".csv": _csv_rows, ".xlsx": _xlsx_rows}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise Unusable(f"{path.name}: the data must be a .json, .csv or .xlsx file")
    rows = tuple(row for row in reader(path) if any(cell not in (None, "") for cell in row.cells.values()))
    if not rows:
        raise Unusable(f"{path.name}: there is no row of data in it")
    return rows


def _json_rows(path: Path) -> Iterator[DataRow]:
    try:
        held = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:  # also bytes that are no UTF-8, and numbers without an end
        raise Unusable(f"{path.name}: not JSON ({error})") from None
    for number, item in enumerate(held if isinstance(held, list) else [held], start=1):
        if not isinstance(item, dict):
            raise Unusable(f"{path.name}, item {number}: write an object of field keys and answers")
        yield DataRow(number, dict(_flat(item)))


def _flat(item: object, name: str = "") -> Iterator[tuple[str, Cell]]:
    """Write nested answers by box name: `chair.name`, `actions.2.due`."""
    if isinstance(item, dict):
        for key, value in item.items():
            yield from _flat(value, f"{name}.{key}" if name else str(key))
    elif isinstance(item, list):
        for number, value in enumerate(item, start=1):
            yield from _flat(value, f"{name}.{number}")
    elif item is None or isinstance(item, str | bool | int | float):
        yield name, item


def _csv_rows(path: Path) -> Iterator[DataRow]:
    lines = _csv_lines(path)
    columns = _columns(path, next(lines, []))
    for number, line in enumerate(lines, start=2):
        if len(line) > len(columns):
            raise Unusable(f"{path.name}, row {number}: has {len(line)} cells for {len(columns)} columns")
        yield _row(path, number, columns, line)


def _csv_lines(path: Path) -> Iterator[list[str]]:
    """Yield the lines of a CSV file, strictly: a quotation mark left open would make one answer of the rest."""
    text, whole = _decoded(path), 0
    try:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
        for whole, line in enumerate(lines, start=1):  # noqa: B007 - said where the next one cannot be read
            yield line
    except csv.Error as error:
        hint = "see that every quotation mark that opens an answer is closed"
        raise Unusable(f"{path.name}, after row {whole}: not CSV ({error}): {hint}") from None


def _delimiter(text: str) -> str:
    """Return the sign that parts the header into most columns; csv.Sniffer would lose doubled quotes."""
    return max(
        ",;\t", key=lambda sign: len(next(csv.reader(io.StringIO(text, newline=""), delimiter=sign), ()))
    )


def _decoded(path: Path) -> str:
    data = path.read_bytes()
    is_utf_16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if is_utf_16 else ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unusable(f"{path.name}: neither UTF-8 nor Windows text: save it again as 'CSV UTF-8'")


def _xlsx_rows(path: Path) -> Iterator[DataRow]:
    lines = _xlsx_lines(path)
    columns = _columns(path, [str(cell) if cell is not None else "" for cell in next(lines, ())])
    for number, line in enumerate(lines, start=2):
        yield _row(path, number, columns, [_cell(value) for value in line])


def _xlsx_lines(path: Path) -> Iterator[tuple[object, ...]]:
    """Yield the lines of a workbook's first sheet."""
    try:
        with closing(openpyxl.load_workbook(path, read_only=True, data_only=True)) as book:
            yield from book.worksheets[0].iter_rows(values_only=True)
    except OSError as error:
        hint = "if it is open in another program, close it there"
        raise CannotWork(f"{path.name}: {error.strerror}: {hint}") from None
    except Exception as error:  # noqa: BLE001 - openpyxl raises whatever its parts raise on a broken file
        raise Unusable(f"{path.name}: not a workbook that can be read ({type(error).__name__})") from None


def _row(path: Path, number: int, columns: tuple[str, ...], line: Sequence[Cell]) -> DataRow:
    nameless = [
        position
        for position, cell in enumerate(line)
        if cell not in (None, "") and not "".join(columns[position : position + 1])
    ]
    if nameless:
        raise Unusable(
            f"{path.name}, row {number}: there is a value in column {get_column_letter(nameless[0] + 1)},"
            " which has no name in row 1: name the column, or take the value out"
        )
    return DataRow(number, {column: cell for column, cell in zip(columns, line, strict=False) if column})


def _cell(value: object) -> Cell:
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if isinstance(value, str | bool | int | float | dt.date | dt.time | None) else str(value)


def _columns(path: Path, header: Iterable[str]) -> tuple[str, ...]:
    columns = tuple(name.strip() for name in header)
    twice = sorted({name for name in columns if name and columns.count(name) > 1})
    if twice:
        raise Unusable(f"{path.name}: these columns stand twice: {', '.join(twice)}")
    return columns
