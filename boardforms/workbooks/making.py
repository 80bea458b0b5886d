"""Write the sheets of a board as an Excel workbook: text cells only, and no formula in any."""

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from boardforms.workbooks.cells import LONGEST_CELL, Asked, CellKind
from boardforms.workbooks.layout import PART, SETTINGS, Column, headers_of, lay_out, parents_of
from boardforms.workbooks.sheets import SETTING, VALUE, Row, Tables, rows_of
from boardforms.workbooks.words import ABOUT, INTRODUCTION, REFERS, TITLE

EXPLANATION = "read me"
"""The first sheet, which a reader passes over."""

ROWS_OFFERED = 2_000
"""The rows below a header in which a list of what is accepted is offered."""

_ALWAYS = dt.datetime(2026, 1, 1)
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_WIDTHS = {CellKind.TEXT: 34, CellKind.KEY: 26, CellKind.KEYS: 34, CellKind.CHOICE: 18}
_NARROW, _WIDE, _WIDE_FROM, _LONGEST_LIST = 14, 70, 60, 255


@dataclass(frozen=True)
class _Looks:
    """The looks of a workbook's cells, all of them text."""

    title: Any
    header: Any
    belongs: Any
    cell: Any
    line: Any


class TooLong(ValueError):
    """A text that no cell can hold: its sheet and column."""


def make_workbook(tables: Tables) -> bytes:
    """Return the workbook of a board's files: the same bytes for the same files. Raises TooLong."""
    rows = rows_of(tables)
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, _OPTIONS) as book:
        book.set_properties({"title": TITLE, "created": _ALWAYS})
        looks = _looks_of(book)
        pages = {name: _page(book, name) for name in (EXPLANATION, *_in_order(rows))}
        _explain(pages.pop(EXPLANATION), looks)
        for name, page in pages.items():
            _fill(page, name, rows[name], looks)
    return stream.getvalue()


def _in_order(sheets: Iterable[str]) -> list[str]:
    known = list(ABOUT)
    return sorted(sheets, key=lambda name: known.index(name) if name in known else len(known))


def _looks_of(book: Any) -> _Looks:
    text = {"num_format": "@", "valign": "top", "text_wrap": True}
    strong = {**text, "bold": True, "bottom": 1}
    return _Looks(
        title=book.add_format({**text, "bold": True, "font_size": 14, "text_wrap": False}),
        header=book.add_format({**strong, "bg_color": "#DCE6F1"}),
        belongs=book.add_format({**text, "bg_color": "#F2F2F2"}),
        cell=book.add_format(text),
        line=book.add_format({**text, "text_wrap": False}),
    )


def _page(book: Any, name: str) -> Any:
    page = book.add_worksheet(name)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    return page


def _fill(page: Any, name: str, rows: Sequence[Row], looks: _Looks) -> None:
    headers, belongs = _headers_of(name)
    for column, header in enumerate(headers):
        look = looks.belongs if column < belongs else looks.cell
        longest = max((len(row.get(header, "")) for row in rows), default=0)
        page.set_column(column, column, _width(_asked(name, header), longest), look)
        page.write_string(0, column, header, looks.header)
        for number, row in enumerate(rows, start=1):
            _write(page, number, column, row.get(header, ""), look, f"sheet {name}, column {header}")
        _offer(page, name, header, column)
    page.freeze_panes(1, belongs)
    page.repeat_rows(0)
    if name == SETTINGS:
        _offer_settings(page, rows)
    else:
        page.autofilter(0, 0, max(len(rows), 1), len(headers) - 1)


def _headers_of(name: str) -> tuple[tuple[str, ...], int]:
    """Return the headers of a sheet, and how many of them say what a row belongs to."""
    if name == SETTINGS:
        return (SETTING, VALUE), 1
    lists = lay_out().sheets[name]
    headers = headers_of(lists)
    return headers, len(parents_of(lists)) + (PART in headers)


def _write(page: Any, row: int, column: int, text: str, look: Any, where: str) -> None:
    if len(text) > LONGEST_CELL:
        raise TooLong(f"{where}: a text of {len(text):,} characters, where a cell holds {LONGEST_CELL:,}")
    if text:
        page.write_string(row, column, text, look)


def _asked(name: str, header: str) -> Asked | None:
    """Return what the cells of a column ask; None for those that say what a row belongs to."""
    if header == PART:
        return Asked(CellKind.CHOICE, tuple(entries.part for entries in lay_out().sheets[name]))
    return next((column.asked for column in _columns_of(name) if column.name == header), None)


def _width(asked: Asked | None, longest: int) -> int:
    if longest > _WIDE_FROM:
        return _WIDE
    return _WIDTHS.get(asked.kind, _NARROW) if asked else _WIDTHS[CellKind.KEY]


def _offer(page: Any, name: str, header: str, column: int) -> None:
    """Offer what a column accepts: its own list, or what stands in a column of another sheet."""
    if rule := _rule(_asked(name, header)):
        page.data_validation(1, column, ROWS_OFFERED, column, rule)
    elif REFERS.get(header, (name, header)) != (name, header):
        page.data_validation(1, column, ROWS_OFFERED, column, _reference(*REFERS[header]))


def _rule(asked: Asked | None) -> dict[str, Any] | None:
    choices = ("yes", "no") if asked and asked.kind is CellKind.YES_NO else asked.choices if asked else ()
    if not choices or len(",".join(choices)) > _LONGEST_LIST:
        return None
    return {
        "validate": "list",
        "source": list(choices),
        "error_message": f"Accepted: {', '.join(choices)}"[:255],
    }


def _reference(sheet: str, header: str) -> dict[str, Any]:
    """A list that only warns: what it refers to may be written later."""
    letter = xl_col_to_name(headers_of(lay_out().sheets[sheet]).index(header))
    source = f"='{sheet}'!${letter}$2:${letter}${ROWS_OFFERED}"
    return {"validate": "list", "source": source, "error_type": "warning"}


def _offer_settings(page: Any, rows: Sequence[Row]) -> None:
    asked = {column.name: column.asked for column in _columns_of(SETTINGS)}
    for number, row in enumerate(rows, start=1):
        if rule := _rule(asked[row[SETTING]]):
            page.data_validation(number, 1, number, 1, rule)


def _explain(page: Any, looks: _Looks) -> None:
    """Write the first sheet: how the workbook is read, then every sheet and column with what it accepts."""
    for column, width in enumerate((24, 26, 90)):
        page.set_column(column, column, width, looks.cell)
    page.write_string(0, 0, TITLE, looks.title)
    for row, text in enumerate(INTRODUCTION, start=2):
        page.write_string(row, 0, text, looks.line)
    lines = (("Sheet", "Column", "What stands there"), *_lines())
    for row, line in enumerate(lines, start=len(INTRODUCTION) + 3):
        for column, text in enumerate(line):
            page.write_string(row, column, text, looks.header if line[0] else looks.cell)


def _lines() -> Iterable[tuple[str, str, str]]:
    for sheet in _in_order((SETTINGS, *lay_out().sheets)):
        yield sheet, "", ABOUT.get(sheet, "")
        headers, belongs = _headers_of(sheet)
        if sheet != SETTINGS:
            yield from (("", header, "what the row belongs to") for header in headers[:belongs])
        for column in _columns_of(sheet):
            yield "", column.name, column.asked.accepted + (" (needed)" if column.required else "")


def _columns_of(sheet: str) -> Iterable[Column]:
    if sheet == SETTINGS:
        return [column for file in lay_out().once for column in file.settings]
    lists = lay_out().sheets[sheet]
    return {column.name: column for entries in lists for column in entries.columns}.values()
