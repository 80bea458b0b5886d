"""The rows of a workbook's sheets, each cell under its header, and what is wrong with sheets and headers."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from boardforms.workbooks.layout import PART, SETTINGS, headers_of, lay_out, parents_of
from boardforms.workbooks.making import EXPLANATION
from boardforms.workbooks.opening import Line
from boardforms.workbooks.sheets import SETTING, VALUE
from escalation.faults import Fault, Weight
from escalation.loading.model_faults import say_near

Say = Callable[[Fault], None]


@dataclass(frozen=True)
class Spot:
    """A place in a workbook: the sheet, the row as Excel numbers it, and the column by its header."""

    sheet: str
    row: int = 0
    column: str = ""

    def fault(self, book: str, found: str, accepted: str, weight: Weight = Weight.ERROR) -> Fault:
        """Return a fault of a workbook that stands here."""
        row = f", row {self.row}" if self.row else ""
        kind = "setting" if self.sheet == SETTINGS and not self.row else "column"
        column = f", {kind} {self.column}" if self.column else ""
        where = f"sheet {self.sheet}{row}{column}" if self.sheet else ""
        return Fault(file=book, table=where, key="", found=found, accepted=accepted, weight=weight)


@dataclass(frozen=True)
class GridRow:
    """A row of a sheet: where it stands, and what it holds under each header; None under a header left blank."""

    spot: Spot
    cells: Mapping[str, object]

    def at(self, column: str) -> Spot:
        """Return the place of the cell under a header."""
        return Spot(self.spot.sheet, self.spot.row, column)


def read_grids(book: str, sheets: Mapping[str, tuple[Line, ...]], say: Say) -> dict[str, tuple[GridRow, ...]]:
    """Return the rows of each sheet of a board, without its header, and say every fault of sheets and headers."""
    known = (SETTINGS, *lay_out().sheets)
    named = {name.casefold(): name for name in known}
    grids: dict[str, tuple[GridRow, ...]] = dict.fromkeys(known, ())
    given: set[str] = set()
    for title, lines in sheets.items():
        name = named.get(title.strip().casefold())
        if name and name not in given:
            given.add(name)
            grids[name] = tuple(_read_grid(book, name, lines, say))
        elif lines and title != EXPLANATION:
            say(Spot(title).fault(book, "a sheet that no board has", say_near(title, known)))
    for name in known:
        if name not in given:
            weight = Weight.ERROR if name == SETTINGS else Weight.WARNING
            say(
                Spot(name).fault(
                    book, "no such sheet", "the sheet, without rows where there are none", weight
                )
            )
    return grids


def _read_grid(book: str, sheet: str, lines: tuple[Line, ...], say: Say) -> Iterator[GridRow]:
    if not lines:
        say(Spot(sheet).fault(book, "no header", f"a first row of headers: {', '.join(_needed(sheet))}"))
        return
    headers = _read_header(book, sheet, lines[0], say)
    for line in lines[1:]:
        cells = {header: cell for header, cell in zip(headers, line.cells, strict=False) if header}
        for number, cell in enumerate(line.cells, start=1):
            if cell not in (None, "") and (number > len(headers) or headers[number - 1] is None):
                where = Spot(sheet, line.number, get_column_letter(number))
                say(where.fault(book, "something under no header", "a cell under one of the headers"))
        yield GridRow(Spot(sheet, line.number), cells)


def _read_header(book: str, sheet: str, line: Line, say: Say) -> list[str | None]:
    """Return the headers that the columns have; None for a column without one, nothing for one that is unknown."""
    known = _headers(sheet)
    named = {name.casefold(): name for name in known}
    headers: list[str | None] = []
    for cell in line.cells:
        written = str(cell or "").strip()
        header = named.get(written.casefold(), "")
        if written and not header:
            found = f'"{written}", a column that the sheet does not have'
            say(Spot(sheet, line.number).fault(book, found, say_near(written, known)))
        if header and header in headers:
            say(Spot(sheet, line.number, header).fault(book, "it a second time", "each column once"))
        headers.append(header if written else None)
    _say_missing(book, sheet, line.number, set(known) - set(headers), say)
    return headers


def _say_missing(book: str, sheet: str, row: int, missing: set[str], say: Say) -> None:
    for name in (name for name in _headers(sheet) if name in missing):
        weight = Weight.ERROR if name in _needed(sheet) else Weight.WARNING
        say(
            Spot(sheet, row).fault(
                book, f"no column {name}", "the column, blank where nothing is given", weight
            )
        )


def _headers(sheet: str) -> tuple[str, ...]:
    return (SETTING, VALUE) if sheet == SETTINGS else headers_of(lay_out().sheets[sheet])


def _needed(sheet: str) -> tuple[str, ...]:
    if sheet == SETTINGS:
        return SETTING, VALUE
    lists = lay_out().sheets[sheet]
    columns = {column.name for entries in lists for column in entries.columns if column.required}
    return tuple(name for name in _headers(sheet) if name in {*parents_of(lists), PART, *columns})
