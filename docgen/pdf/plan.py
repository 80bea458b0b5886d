"""What the page template is given: each section's tables on the grid of twelve, and the size of every box."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from docgen.pdf.typeset import Data
from docgen.tables import Cell, Row, Table, arrange_form
from escalation.boards import Board
from escalation.boxes import Answers, Box
from escalation.definitions import FormDefinition, Kind, Section

LINE, SINGLE_LINE, TICK, TALLEST = 6.0, 8.0, 5.0, 190.0
"""Heights in millimetres: a line of a long answer, a box of one line, a tick, and the most that a page can hold."""

DATE_WIDTH = 42.0
"""The width of a date's box in millimetres, where its cell has more than that."""

_USUAL_LINES = 6
_NARROW = 5
_FEW_TICKS = 8
_LONG_FOR_ONE_LINE = 250
_LONG_WORD = re.compile(r"\S{40}(?=\S)")
DATE_HINT = "Day, month and year, for example 27/3/2026"


@dataclass(frozen=True)
class Continued:
    """An answer that its box cannot show whole, printed after the form under its question."""

    box: Box
    text: str


def is_many_lined(box: Box, span: int) -> bool:
    """True for a box whose text wraps: a long answer, and text in a narrow column, so that a whole name shows."""
    return box.kind is Kind.LONG_TEXT or (box.kind is Kind.TEXT and _lines(box, span) > 1)


def _lines(box: Box, span: int) -> int:
    if box.asks.lines:
        return box.asks.lines
    if box.kind is Kind.LONG_TEXT:
        return _USUAL_LINES
    is_long = box.kind is Kind.TEXT and (box.asks.length or 0) > _LONG_FOR_ONE_LINE
    is_narrow = box.row is not None or (box.kind is Kind.TEXT and span < _NARROW)
    return 1 + is_long + is_narrow


def height_of(box: Box, span: int) -> float:
    """Return the height of a box in millimetres."""
    if box.kind is Kind.TICK:
        return TICK
    lines = _lines(box, span)
    return SINGLE_LINE if lines == 1 else min(lines * LINE, TALLEST)


def width_of(box: Box, span: int) -> float | None:
    """Return the width of a box in millimetres; None for all that its cell has. A date needs ten signs."""
    return DATE_WIDTH if box.kind is Kind.DATE and span > 4 else TICK if box.kind is Kind.TICK else None


def leading_rows(table: Table) -> tuple[bool, ...]:
    """Say of each row whether it must stand over the row after it: a heading, or the label of what follows."""
    after = (*table.rows[1:], Row(()))
    return tuple(
        not _is_bare(row) and (_is_bare(next_) or not _has_box(row))
        for row, next_ in zip(table.rows, after, strict=True)
    )


def kept_rows(table: Table) -> tuple[bool, ...]:
    """Say of each row whether it stays on one page with the next: one that leads it, or a tick among a few ticks."""
    leads = leading_rows(table)
    kept: list[bool] = []
    for are_ticks, run in groupby(zip(table.rows, leads, strict=True), key=lambda pair: _has_tick(pair[0])):
        rows = list(run)
        few = are_ticks and len(rows) <= _FEW_TICKS
        kept += [lead or (few and place < len(rows)) for place, (_, lead) in enumerate(rows, start=1)]
    return tuple(kept)


def _has_tick(row: Row) -> bool:
    return not _is_bare(row) and any(cell.box and cell.box.kind is Kind.TICK for cell in row.cells)


def _has_box(row: Row) -> bool:
    return any(cell.box for cell in row.cells)


def _is_bare(row: Row) -> bool:
    return _has_box(row) and not any(cell.label for cell in row.cells)


def has_columns(table: Table) -> bool:
    """True for a table of rows under column headings, which every page repeats."""
    return any(row.is_header for row in table.rows)


def plan_form(
    form: FormDefinition,
    board: Board,
    answers: Answers | None,
    codes: Sequence[str],
    continued: Sequence[Continued],
) -> Mapping[str, Data]:
    """Return what `form.typ` prints. `codes` holds an SVG for each page."""
    return {
        "title": form.title,
        "board": board.name,
        "marking": board.marking,
        "reference": str(form.reference),
        "standing": form.standing,
        "intro": form.intro,
        "codes": codes,
        "sections": [
            _plan_section(section, tables, exact=form.is_published(section))
            for section, tables in arrange_form(form, answers)
        ],
        "continued": [
            {"label": one.box.label, "lines": _breakable(one.text).split("\n")} for one in continued
        ],
    }


def _breakable(text: str) -> str:
    """Return the text with places to break in words too long for a line, which would run off the page."""
    return _LONG_WORD.sub(lambda piece: f"{piece[0]}\u200b", text)


def _plan_section(section: Section, tables: tuple[Table, ...], *, exact: bool) -> dict[str, Data]:
    return {
        "title": section.title if section.show_title else "",
        "intro": section.intro,
        "tables": [_plan_table(table, exact=exact) for table in tables],
    }


def _plan_table(table: Table, *, exact: bool) -> list[Data]:
    """Return the table's bands: rows kept with the row after them, and the rows that follow."""
    columns = has_columns(table)
    marked = zip(kept_rows(table), table.rows, strict=True)
    bands: list[Data] = []
    for kept, band in groupby(marked, key=lambda pair: pair[0]):
        rows: list[Data] = [_plan_row(row, exact=exact) for _, row in band]
        bands.append({"kept": kept, "repeats": kept and columns, "rows": rows})
    return bands


def _plan_row(row: Row, *, exact: bool) -> list[Data]:
    """Return the row's cells; in a row of bare boxes all but ticks are as tall as the tallest."""
    heights = [height_of(cell.box, cell.span) for cell in row.cells if cell.box]
    tallest = max(heights, default=0.0) if _is_bare(row) else 0.0
    return [_plan_cell(cell, tallest, exact=exact) for cell in row.cells]


def _plan_cell(cell: Cell, tallest: float, *, exact: bool) -> dict[str, Data]:
    """Return what a cell prints. `exact`: the wording is the Board's own, so nothing is added to it."""
    return {
        "span": cell.span,
        "label": cell.label,
        "hint": "" if exact else cell.hint,
        "required": cell.required and not exact,
        "header": cell.is_header,
        "box": _plan_box(cell.box, cell.span, tallest) if cell.box else None,
    }


def _plan_box(box: Box, span: int, tallest: float) -> dict[str, Data]:
    own = height_of(box, span)
    height = own if box.kind is Kind.TICK else max(own, tallest)
    return {"name": box.name, "kind": box.kind.value, "height": height, "width": width_of(box, span)}
