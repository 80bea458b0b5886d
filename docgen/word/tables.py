"""A table of a form as a Word table on a real grid of twelve, with each box's control in its own cell.

python-docx makes a wide cell by merging narrow ones, which leaves traces; here each cell is written once, at
its own width.
"""

from collections.abc import Mapping
from itertools import accumulate, pairwise
from math import ceil

from lxml import etree

from docgen.tables import Cell, Row, Table
from docgen.word.controls import Control
from docgen.word.elements import element, paragraph, qualify, run, styled_run
from docgen.word.layout import REQUIRED_MARK, runs_on
from docgen.word.styles import CM, SHADE, TEXT_WIDTH
from escalation.definitions import GRID, Kind

_EDGES = [TEXT_WIDTH * column // GRID for column in range(GRID + 1)]
"""Where the columns of the grid begin, and where the last one ends, in twips."""

_LINE = round(0.55 * CM)
_PADDING = round(0.35 * CM)
_LONG_ANSWER_LINES = 6
_CHARACTERS_A_COLUMN = 7
_LINES_KEPT_WHOLE = 30
"""A row that is sure to need more lines may break across pages; a shorter one stays whole."""


def make_table(table: Table, controls: Mapping[str, Control]) -> etree._Element:
    """Return the Word table (`w:tbl`) of one table of a form; `controls` is by box name."""
    made = element("w:tbl", _table_properties(table), _grid())
    heads = _header_rows(table)
    for number, row in enumerate(table.rows):
        after = table.rows[number + 1] if number + 1 < len(table.rows) else None
        line = _make_row(row, controls, is_header=number < heads)
        if after is not None and _belongs_to_next(row, after):
            _keep_with_next(line)
        made.append(line)
    return made


def _header_rows(table: Table) -> int:
    """Count the rows repeated on each page: Word repeats a row only with all those over it."""
    return max((number for number, row in enumerate(table.rows, start=1) if row.is_header), default=0)


def _table_properties(table: Table) -> etree._Element:
    heads = _header_rows(table)
    look = element(
        "w:tblLook", val="0620" if heads else "0600", firstRow=int(bool(heads)), noHBand=1, noVBand=1
    )
    return element(
        "w:tblPr",
        element("w:tblStyle", val="FormTable"),
        element("w:tblW", w=TEXT_WIDTH, type="dxa"),
        element("w:tblLayout", type="fixed"),
        look,
        element("w:tblCaption", val=table.caption),
        element("w:tblDescription", val=_describe(table)),
    )


def _describe(table: Table) -> str:
    for row in table.rows:
        if row.is_header:
            return f"A row for each entry, with columns: {', '.join(cell.label for cell in row.cells)}."
    return "Questions, each with its answer beside or below it."


def _grid() -> etree._Element:
    widths = (end - start for start, end in pairwise(_EDGES))
    return element("w:tblGrid", *(element("w:gridCol", w=width) for width in widths))


def _make_row(row: Row, controls: Mapping[str, Control], *, is_header: bool) -> etree._Element:
    held = [controls[cell.box.name] if cell.box else None for cell in row.cells]
    properties = element("w:trPr")
    if not any(_may_break(cell, control) for cell, control in zip(row.cells, held, strict=True)):
        properties.append(element("w:cantSplit"))
    if any(held):
        height = max(_lines_offered(cell) for cell in row.cells) * _LINE + _PADDING
        properties.append(element("w:trHeight", val=height, hRule="atLeast"))
    if is_header:
        properties.append(element("w:tblHeader"))
    made = element("w:tr", *([properties] if len(properties) else []))
    ends = accumulate(cell.span for cell in row.cells)
    after_tick = False
    for cell, control, end in zip(row.cells, held, ends, strict=True):
        width = _EDGES[end] - _EDGES[end - cell.span]
        made.append(_make_cell(cell, control, width, is_answer=bool(cell.box) or after_tick))
        after_tick = cell.box is not None and cell.box.kind is Kind.TICK
    return made


def _may_break(cell: Cell, control: Control | None) -> bool:
    if control is None:
        return False
    across = _CHARACTERS_A_COLUMN * cell.span
    return sum(max(1, ceil(len(line) / across)) for line in control.text.split("\n")) > _LINES_KEPT_WHOLE


def _lines_offered(cell: Cell) -> int:
    if cell.box is None:
        return 0
    lines = cell.box.asks.lines or (_LONG_ANSWER_LINES if cell.box.kind is Kind.LONG_TEXT else 1)
    return lines + bool(cell.label and not runs_on(cell)) + bool(cell.hint)


def _make_cell(cell: Cell, control: Control | None, width: int, *, is_answer: bool) -> etree._Element:
    properties = element("w:tcPr", element("w:tcW", w=width, type="dxa"))
    if cell.span > 1:
        properties.append(element("w:gridSpan", val=cell.span))
    if not is_answer:
        properties.append(element("w:shd", val="clear", color="auto", fill=SHADE))
    made = element("w:tc", properties)
    if control is not None and runs_on(cell) and not control.is_block:
        made.append(paragraph("FormLabel", *_label(cell), run(" "), control.element))
        return made
    made.extend(_printed(cell, is_plain=is_answer and control is None))
    made.extend(_answer(control))
    if len(made) == 1:
        made.append(paragraph("FormLabel"))
    return made


def _printed(cell: Cell, *, is_plain: bool) -> list[etree._Element]:
    lines = []
    if cell.label:
        lines.append(paragraph("FormLabel", *_label(cell, is_plain=is_plain)))
    if cell.hint:
        lines.append(paragraph("FormHint", run(cell.hint)))
    return lines


def _label(cell: Cell, *, is_plain: bool = False) -> list[etree._Element]:
    """Set a label in bold up to its first bracket, which explains rather than names; or all of it plain."""
    name, bracket, rest = cell.label.partition(" (")
    runs = [run(cell.label)] if is_plain else [styled_run(name, "Strong")]
    if bracket and not is_plain:
        runs.append(run(bracket + rest))
    if cell.required:
        runs.append(run(f" {REQUIRED_MARK}"))
    return runs


def _answer(control: Control | None) -> list[etree._Element]:
    if control is None:
        return []
    if control.is_block:
        return [control.element, paragraph("FormAnswer")]
    return [paragraph("FormTick" if control.box.kind is Kind.TICK else "FormAnswer", control.element)]


def _belongs_to_next(row: Row, after: Row) -> bool:
    """Return whether a row makes no sense at the foot of a page: a heading, or a label over its answer."""
    if not any(cell.box for cell in row.cells):
        return True
    return any(cell.label for cell in row.cells) and not any(cell.label for cell in after.cells)


def _keep_with_next(row: etree._Element) -> None:
    for properties in row.iterfind(f"{qualify('w:tc')}/{qualify('w:p')}/{qualify('w:pPr')}"):
        properties.insert(1, element("w:keepNext"))
