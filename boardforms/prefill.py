"""Fit rows of data to a form's boxes, refusing what does not fit with row, column and what is accepted."""

import datetime as dt
import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from boardforms.datarows import Cell, DataRow
from boardforms.errors import Unusable
from escalation.boxes import Answers, Box, BoxValue, find_box, form_boxes, gather
from escalation.definitions import FormDefinition, Kind
from parsers.values import read_value


@dataclass(frozen=True)
class Misfit:
    """A cell that does not fit its box. `found` is not said: it may name a child."""

    row: int
    column: str
    accepted: str

    def __str__(self) -> str:
        """Say where, and what is accepted there."""
        return f"row {self.row}, column '{self.column}': {self.accepted}"


def match_columns(form: FormDefinition, rows: Iterable[DataRow]) -> dict[str, Box]:
    """Return the box of each column, named by its box name or by its label as the form prints it.

    Raises Unusable with every column that the form has no box for: no answer is left out in silence.
    """
    columns = tuple(dict.fromkeys(column for row in rows for column in row.cells if column))
    labels = {box.label.casefold(): box for box in form_boxes(form)}
    found = {column: find_box(form, column) or labels.get(column.casefold()) for column in columns}
    unknown = [column for column, box in found.items() if box is None]
    if unknown:
        names = [box.name for box in form_boxes(form)]
        raise Unusable("\n".join(_unknown(form, column, names) for column in unknown))
    return {column: box for column, box in found.items() if box is not None}


def _unknown(form: FormDefinition, column: str, names: list[str]) -> str:
    near = difflib.get_close_matches(column, names, n=1)
    hint = f"did you mean '{near[0]}'?" if near else f"its boxes are {', '.join(names)}"
    return f"the form {form.key} has no box for the column '{column}': {hint}"


def fit_row(form: FormDefinition, row: DataRow, boxes: dict[str, Box]) -> tuple[Answers, tuple[Misfit, ...]]:
    """Return a row as answers by field key, and every cell of it that does not fit."""
    flat: dict[str, BoxValue] = {}
    misfits: list[Misfit] = []
    for column, cell in row.cells.items():
        if column in boxes and cell not in (None, ""):
            try:
                flat[boxes[column].name] = _fit(boxes[column], cell)
            except ValueError as error:
                misfits.append(Misfit(row.number, column, str(error)))
    return gather(form, flat), tuple(misfits)


def _fit(box: Box, cell: Cell) -> BoxValue:
    if isinstance(cell, bool) and box.kind is Kind.TICK:
        return cell
    if isinstance(cell, dt.date):
        cell = cell.isoformat() if box.kind is Kind.DATE else f"{cell:%d/%m/%Y}"
    read = read_value(box, str(cell))
    if read.code:
        raise ValueError(_accepted(box))
    return read.value


def _accepted(box: Box) -> str:
    match box.kind:
        case Kind.DATE:
            return "write a date as 3/6/2024, 3 June 2024 or 2024-06-03"
        case Kind.TICK:
            return "write yes or no"
        case Kind.CHOICE:
            return "write one of: " + "; ".join(box.asks.options.values())
        case _:
            return f"write at most {box.asks.length} characters"
