"""Records, and the answers of a check, as tables for a spreadsheet: no formula in any cell."""

import csv
import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path

import xlsxwriter

from boardforms.outputs import open_whole, open_whole_text
from escalation.answers import CheckedCase, LimitAnswer
from escalation.records import Record
from escalation.steering import escape_steering

ABOUT = ("id", "board", "form", "version", "case", "state", "received", "file", "findings")
"""The columns that every export of records begins with: a row is a return, and every box has a column after these."""

OF_ANSWERS = (
    *("board", "case", "limit", "clause", "within", "answer", "days", "kind of day", "due"),
    *("from", "from: day", "to", "to: day", "why", "checked on"),
)
"""The columns of an export of answers: a row is a limit of a case. `days` are to spare, or late, as `answer` says."""

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
    _write_csv(*table_of(records), path)


def write_answers_csv(cases: Iterable[CheckedCase], path: Path) -> None:
    """Write the answers of checked cases as CSV, as `write_csv` writes records; a day is ISO 8601."""
    rows = [
        tuple(cell.isoformat() if isinstance(cell, dt.date) else cell for cell in row)
        for row in _answers(cases)
    ]
    _write_csv(OF_ANSWERS, rows, path)


def write_answers_xlsx(cases: Iterable[CheckedCase], path: Path) -> None:
    """Write the answers of checked cases as an Excel workbook of days and text."""
    _write_sheet("Limits", (OF_ANSWERS, *_answers(cases)), path)


def write_xlsx(records: Iterable[Record], path: Path) -> tuple[str, ...]:
    """Write records as an Excel workbook in which every cell is text.

    Returns the ids of the records with an answer longer than a cell can hold: it is cut there, and says so.
    """
    header, rows = table_of(records)
    _write_sheet("Returns", (header, *rows), path)
    return tuple(row[0] for row in rows if any(len(cell) > LONGEST_CELL for cell in row))


def _write_csv(header: Sequence[str], rows: Iterable[Sequence[str]], path: Path) -> None:
    with open_whole_text(path, "utf-8-sig") as stream:
        writer = csv.writer(stream)
        writer.writerow(header)
        writer.writerows([_unarmed(cell) for cell in row] for row in rows)


def _write_sheet(name: str, rows: Sequence[Sequence[str | dt.date]], path: Path) -> None:
    """Write rows, the first of which is the header, as the only sheet of a workbook."""
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with open_whole(path) as stream, xlsxwriter.Workbook(stream, options) as book:
        sheet = book.add_worksheet(name)
        head, text = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
        day = book.add_format({"num_format": "d mmm yyyy", "align": "left"})
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(number, column, _fitted(cell), text if number else head)
                else:
                    sheet.write_datetime(number, column, cell, day)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, len(rows) - 1, len(rows[0]) - 1)
        sheet.set_column(0, len(rows[0]) - 1, 24)


def _answers(cases: Iterable[CheckedCase]) -> list[tuple[str | dt.date, ...]]:
    return [_of_answer(case, answer) for case in cases for answer in case.answers]


def _of_answer(case: CheckedCase, answer: LimitAnswer) -> tuple[str | dt.date, ...]:
    """Return the cells of one answer, in the order of OF_ANSWERS; an empty text for what it does not have."""
    days = "" if answer.days is None else str(abs(answer.days))
    cells: tuple[str | dt.date, ...] = (
        *(case.board, case.case, answer.title, answer.clause, answer.within, answer.answer),
        *(days, answer.basis or "", answer.due or "", answer.from_.title, answer.from_.date or ""),
        *(answer.to.title, answer.to.date or "", answer.why, case.checked_on),
    )
    return tuple(escape_steering(str(cell)) if isinstance(cell, str) else cell for cell in cells)


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
