"""Fit rows of data to a form's boxes, refusing what does not fit with row, column and what is accepted."""

import datetime as dt
import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from boardforms.datarows import Cell, DataRow
from boardforms.errors import Unusable
from escalation.boxes import Answers, Box, BoxValue, find_box, form_boxes, gather
from escalation.definitions import FormDefinition, Kind
from parsers.values import read_value

_WENT_WRONG = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|#+)")
"""What a spreadsheet shows in place of a value: the error of a formula, or a date too wide for its column."""


@dataclass(frozen=True)
class Misfit:
    """A cell that does not fit its box. What stands in it is not said: it may name a child."""

    row: int
    column: str
    accepted: str

    def __str__(self) -> str:
        """Say where, and what is accepted there."""
        return f"row {self.row}, column '{self.column}': {self.accepted}"


def match_columns(form: FormDefinition, rows: Iterable[DataRow]) -> dict[str, Box]:
    """Return the box of each column, named by its box name or by its label as the form prints it.

    Raises Unusable with every column that the form has no box for, or more than one, and with columns of one and
    the same box: no answer is left out, or put in another's place, in silence.
    """
    columns = tuple(dict.fromkeys(column for row in rows for column in row.cells if column))
    found = {column: _boxes_named(form, column) for column in columns}
    wrong = [_say_wrong(form, column, boxes) for column, boxes in found.items() if len(boxes) != 1]
    matched = {column: boxes[0] for column, boxes in found.items() if len(boxes) == 1}
    wrong += _say_twice(matched)
    if wrong:
        raise Unusable("\n".join(wrong))
    return matched


def _boxes_named(form: FormDefinition, column: str) -> tuple[Box, ...]:
    """Return the box of that name, or else every box whose label that is."""
    if box := find_box(form, column):
        return (box,)
    return tuple(box for box in form_boxes(form) if _folded(box.label) == _folded(column))


def _folded(label: str) -> str:
    """Return a label as people type it again: in any case, with straight apostrophes, single blanks and no colon."""
    return " ".join(label.replace("’", "'").split()).rstrip(": ").casefold()


def _say_wrong(form: FormDefinition, column: str, boxes: tuple[Box, ...]) -> str:
    if boxes:
        names = ", ".join(box.name for box in boxes)
        return (
            f"the form {form.key} asks ‘{column}’ more than once: name the column by its box, one of {names}"
        )
    known = {_folded(name): box for box in form_boxes(form) for name in (box.label, box.name)}
    near = difflib.get_close_matches(_folded(column), known, n=1)
    hint = (
        f"did you mean '{known[near[0]].name}'?" if near else "`boardforms fill` with --start writes them all"
    )
    return f"the form {form.key} has no box for the column '{column}': {hint}"


def _say_twice(matched: dict[str, Box]) -> list[str]:
    columns: dict[str, list[str]] = {}
    for column, box in matched.items():
        columns.setdefault(box.name, []).append(f"'{column}'")
    return [
        f"the columns {' and '.join(those)} are both for the box {name}: keep one of them"
        for name, those in columns.items()
        if len(those) > 1
    ]


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
        cell = _say_day(cell, box.kind)
    if _WENT_WRONG.fullmatch(str(cell)):
        raise ValueError(
            "the spreadsheet shows that a formula or the width of the column went wrong: mend it there"
        )
    read = read_value(box, str(cell))
    if read.code:
        raise ValueError(say_accepted(box))
    return read.value


def _say_day(day: dt.date, kind: Kind) -> str:
    """Write a day as its box takes it; the time of day that stood with it, only where the box is not for a date."""
    if kind is Kind.DATE:
        return f"{day:%Y-%m-%d}"
    return f"{day:%d/%m/%Y %H:%M}" if isinstance(day, dt.datetime) else f"{day:%d/%m/%Y}"


def say_accepted(box: Box) -> str:
    """Say what may be written in a box, as a sentence that begins with `write`."""
    match box.kind:
        case Kind.DATE:
            return "write a date as 3/6/2024, 3 June 2024 or 2024-06-03"
        case Kind.TICK:
            return "write yes or no"
        case Kind.CHOICE:
            return "write one of: " + "; ".join(box.asks.options.values())
        case _:
            return f"write at most {box.asks.length} characters"
