"""How a section is set out: rows of cells on a grid of twelve, the same for Word and for PDF.

A cell holds at most one box, so that all the text of a cell is the answer to one question.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from escalation.boxes import Answers, Box, boxes_of, entries_needed
from escalation.definitions import (
    GRID,
    LABEL_OF,
    Field,
    FieldRow,
    FormDefinition,
    Kind,
    LabelPosition,
    Section,
)


@dataclass(frozen=True)
class Cell:
    """A cell: its share of the grid, what is printed in it, and the box it holds, if any."""

    span: int
    label: str = ""
    hint: str = ""
    required: bool = False
    box: Box | None = None
    is_header: bool = False


@dataclass(frozen=True)
class Row:
    """A row of cells whose spans add up to the grid. `is_header`: repeated at the head of each page."""

    cells: tuple[Cell, ...]
    is_header: bool = False


@dataclass(frozen=True)
class Table:
    """A table of a section: its caption for readers who cannot see it, and its rows."""

    caption: str
    rows: tuple[Row, ...]


def arrange(section: Section, answers: Answers | None = None) -> tuple[Table, ...]:
    """Return the tables of a section. A rows field has a table of its own, under its own header row."""
    fields = {field.key: field for field in section.fields}
    rows = section.rows or tuple(FieldRow(fields=(key,)) for key in fields)
    tables: list[Table] = []
    for is_rows, group in groupby(rows, key=lambda row: _is_rows_field(row, fields)):
        if is_rows:
            tables += [_rows_table(fields[row.fields[0]], answers or {}) for row in group]
        else:
            cells = tuple(line for row in group for line in _field_row(row, fields))
            tables.append(Table(section.title, cells))
    return tuple(tables)


def arrange_form(
    form: FormDefinition, answers: Answers | None = None
) -> tuple[tuple[Section, tuple[Table, ...]], ...]:
    """Return every section of a form with its tables, in the order of the page."""
    return tuple((section, arrange(section, answers)) for section in form.sections)


def _is_rows_field(row: FieldRow, fields: dict[str, Field]) -> bool:
    first = fields.get(row.fields[0])
    return first is not None and first.kind is Kind.ROWS


def _rows_table(field: Field, answers: Answers) -> Table:
    widths = _widths(tuple(column.width for column in field.columns))
    head = tuple(
        Cell(width, column.label, column.hint, column.required, is_header=True)
        for width, column in zip(widths, field.columns, strict=True)
    )
    boxes = boxes_of(field, entries_needed(field, answers))
    count = len(field.columns)
    lines = [boxes[start : start + count] for start in range(0, len(boxes), count)]
    body = tuple(
        Row(tuple(Cell(width, box=box) for width, box in zip(widths, line, strict=True))) for line in lines
    )
    return Table(field.label, (*_heading(field, field.label), Row(head, is_header=True), *body))


def _heading(field: Field, also: str = "") -> Iterator[Row]:
    for text in (field.heading, also):
        if text:
            yield Row((Cell(GRID, text, field.hint if text == also else "", is_header=True),))


def _field_row(row: FieldRow, fields: dict[str, Field]) -> Iterator[Row]:
    for key in row.fields:
        if key in fields:
            yield from _heading(fields[key])
    if len(row.fields) == 1 and (alone := fields.get(row.fields[0])):
        yield from _alone(alone, row.widths)
        return
    cells = [cell for entry in row.fields for cell in _side_by_side(entry, fields)]
    widths = row.widths or _widths((0,) * len(cells))
    yield Row(tuple(replace(cell, span=width) for cell, width in zip(cells, widths, strict=True)))


def _alone(field: Field, widths: tuple[int, ...]) -> Iterator[Row]:
    boxes = boxes_of(field)
    label = Cell(GRID, field.label, field.hint, field.required, is_header=True)
    if field.kind is Kind.PERSON:
        yield Row((replace(label, span=3), *(Cell(3, box.asks.label, box=box) for box in boxes)))
    elif field.position is LabelPosition.ABOVE:
        yield Row((label,))
        yield Row((Cell(GRID, box=boxes[0]),))
    else:
        cells = _side_by_side(field.key, {field.key: field})
        usual = {LabelPosition.LEFT: (4, 8), LabelPosition.RIGHT: (1, 11)}.get(field.position, (GRID,))
        yield Row(
            tuple(replace(cell, span=width) for cell, width in zip(cells, widths or usual, strict=True))
        )


def _side_by_side(entry: str, fields: dict[str, Field]) -> tuple[Cell, ...]:
    if entry.startswith(LABEL_OF):
        field = fields[entry.removeprefix(LABEL_OF)]
        return (Cell(0, field.label, field.hint, field.required, is_header=True),)
    field = fields[entry]
    label = Cell(0, field.label, field.hint, field.required, is_header=True)
    answer = Cell(0, box=boxes_of(field)[0])
    match field.position:
        case LabelPosition.LEFT:
            return label, answer
        case LabelPosition.RIGHT:
            return answer, label
        case LabelPosition.INSIDE:
            return (Cell(0, field.label, field.hint, field.required, answer.box),)
        case _:
            return (answer,)


def _widths(asked: tuple[int, ...]) -> tuple[int, ...]:
    """Share the grid: what is asked for, and the rest evenly among those that ask for nothing."""
    open_cells = asked.count(0)
    if not open_cells:
        return asked
    share, over = divmod(GRID - sum(asked), open_cells)
    wide = iter([share + 1] * over + [share] * (open_cells - over))
    return tuple(width or next(wide) for width in asked)
