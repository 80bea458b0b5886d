"""Open a workbook from anywhere: its limits first, then what stands in its cells, and never a formula's answer."""

import io
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import openpyxl
from openpyxl.utils import column_index_from_string

from boardforms.errors import Unusable
from escalation.codes import CODES
from parsers.errors import Unread
from parsers.gate import check_size, open_zip, read_member
from parsers.safe_xml import parse_xml

MAX_PARTS = 300
"""The most files that a workbook of definitions may be made of."""
MAX_PART = 10_000_000
"""The most bytes that one of them may unpack to."""
MAX_ROW, MAX_COLUMN = 20_000, 200
"""The last row and column that a sheet may use."""

_PLACE = re.compile(r"([A-Z]{0,3})([0-9]{1,7})")
_AGAIN = "Save it again in Excel or LibreOffice as an .xlsx workbook."


@dataclass(frozen=True)
class Unheld:
    """A cell that holds no value of its own: a formula, or the error that one ended in."""

    text: str

    def __str__(self) -> str:
        """Say what stands there."""
        return f"the formula {self.text}" if self.text.startswith("=") else f"the error {self.text}"


@dataclass(frozen=True)
class Line:
    """A row of a sheet: its number as Excel shows it, and what its cells hold."""

    number: int
    cells: tuple[object, ...]

    @property
    def is_blank(self) -> bool:
        """True where no cell holds anything but spaces."""
        return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in self.cells)


def open_workbook(name: str, data: bytes) -> dict[str, tuple[Line, ...]]:
    """Return the rows of every sheet, but for blank ones, by the name of the sheet.

    Raises Unusable for what is no .xlsx workbook, and for one that is not safe or too large to open.
    """
    try:
        _check_parts(name, data)
    except Unread as error:
        why = "It is not an .xlsx workbook." if error.code == "damaged" else CODES[error.code].means
        raise Unusable(f"{name}: {why} {_AGAIN}") from None
    try:
        with warnings.catch_warnings():
            # openpyxl says what it leaves out, such as the lists that a cell offers: none of it is a definition.
            warnings.simplefilter("ignore")
            return _read_sheets(data)
    except Exception as error:  # noqa: BLE001 - openpyxl raises whatever its parts raise on a broken file
        raise Unusable(f"{name}: It cannot be read ({type(error).__name__}). {_AGAIN}") from None


def _check_parts(name: str, data: bytes) -> None:
    """Look at every part before openpyxl does, which would lay out a row as wide as its last cell says."""
    check_size(data)
    archive = open_zip(data)
    members = archive.infolist()
    if len(members) > MAX_PARTS or any(member.file_size > MAX_PART for member in members):
        raise Unusable(f"{name}: It is far larger than a board's definitions can be. {_AGAIN}")
    for part in archive.namelist():
        if part.endswith((".xml", ".rels")):
            root = parse_xml(read_member(archive, part))
            if part.startswith("xl/worksheets/"):
                _check_places(name, (str(one.get("r", "")) for one in root.iter("{*}row", "{*}c")))


def _check_places(name: str, places: Iterator[str]) -> None:
    """Refuse cells far out, and cells out of order, which openpyxl would pass over."""
    last = (0, 0)
    for place in places:
        found = _PLACE.fullmatch(place)
        if found is None:
            continue
        row, column = int(found[2]), column_index_from_string(found[1]) if found[1] else 0
        if row > MAX_ROW or column > MAX_COLUMN:
            raise Unusable(
                f"{name}: Something stands as far out as {place}. Delete the rows or columns there."
            )
        if (row, column) <= last:
            raise Unusable(f"{name}: The cells are out of order. {_AGAIN}")
        last = (row, column)


def _read_sheets(data: bytes) -> dict[str, tuple[Line, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    try:
        return {sheet.title: tuple(_lines_of(sheet)) for sheet in book.worksheets}
    finally:
        book.close()


def _lines_of(sheet: Any) -> Iterator[Line]:
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        line = Line(number, tuple(_held_by(cell) for cell in cells))
        if not line.is_blank:
            yield line


def _held_by(cell: Any) -> object:
    if cell.value is not None and cell.data_type in {"f", "e"}:
        return Unheld(str(getattr(cell.value, "text", cell.value)))
    return cell.value
