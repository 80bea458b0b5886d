"""Records as a table for a spreadsheet: one row a return, one column a box, and no formula in any cell."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

import xlsxwriter

from boardforms.outputs import open_whole, open_whole_text
from escalation.records import Record
from escalation.steering import escape_steering

ABOUT = ("id", "board", "form", "version", "case", "state", "received", "file", "findings")
"""The columns that every export begins with."""

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet takes for the start of a formula (OWASP, CSV injection)."""

LONGEST_CELL = 32_767
"""Characters: what Excel can hold in a cell."""


def table_of(records: Iterable[Record]) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return the header and the rows of an export, all as text; a tick is `yes` or `no`.

    What would steer a terminal or turn writing round stands as codes.
    """
    held = tuple(records)
    boxes = tuple(dict.fromkeys(name for record in held for name in record.fields))
    cells = ((*_about(record), *(_text(record, name) for name in boxes)) for record in held)
    rows = [tuple(escape_steering(cell) for cell in row) for row in cells]
    return (*ABOUT, *boxes), rows


def write_csv(records: Iterable[Record], path: Path) -> None:
    """Write records as CSV that Excel opens as UTF-8.

    A text that a spreadsheet would run as a formula gets an apostrophe before it, as OWASP advises; the
    record's own JSON keeps it to the letter.
    """
    header, rows = table_of(records)
    with open_whole_text(path, "utf-8-sig") as stream:
        writer = csv.writer(stream)
        writer.writerow(header)
        writer.writerows([_unarmed(cell) for cell in row] for row in rows)


def write_xlsx(records: Iterable[Record], path: Path) -> tuple[str, ...]:
    """Write records as an Excel workbook in which every cell is text.

    Returns the ids of the records with an answer longer than a cell can hold: it is cut there, and says so.
    """
    header, rows = table_of(records)
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with open_whole(path) as stream, xlsxwriter.Workbook(stream, options) as book:
        sheet = book.add_worksheet("Returns")
        _write_rows(
            sheet, (header, *rows), (book.add_format({"bold": True}), book.add_format({"text_wrap": True}))
        )
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, len(rows), len(header) - 1)
        sheet.set_column(0, len(header) - 1, 24)
    return tuple(row[0] for row in rows if any(len(cell) > LONGEST_CELL for cell in row))


def _write_rows(
    sheet: xlsxwriter.worksheet.Worksheet, rows: Sequence[Sequence[str]], looks: Sequence[object]
) -> None:
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.write_string(number, column, _fitted(cell), looks[0 if number == 0 else 1])


def _about(record: Record) -> tuple[str, ...]:
    form = record.form
    received = record.source.received
    said = "; ".join(dict.fromkeys(finding.code for finding in record.findings))
    where = (form.board, form.form, form.version) if form else ("", "", "")
    return (
        record.id,
        *where,
        record.case or "",
        record.state,
        received.isoformat() if received else "",
        record.source.path,
        said,
    )


def _text(record: Record, name: str) -> str:
    reading = record.fields.get(name)
    if reading is None or reading.value is None:
        return ""
    if isinstance(reading.value, bool):
        return "yes" if reading.value else "no"
    return reading.value


def _unarmed(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_STARTS_A_FORMULA) else cell


def _fitted(cell: str) -> str:
    note = " [cut: the whole text is in the record]"
    return cell if len(cell) <= LONGEST_CELL else cell[: LONGEST_CELL - len(note)] + note
