"""Read a PDF return on a form that the project never made, whose rows grew as somebody typed in them.

A Word form that was filled in and printed to a PDF has its answers where no blank's are: each row is as tall as what
was typed in it. Its tables are laid beside the blank's row by row, as those of a Word file are.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from escalation.boxes import form_boxes
from escalation.codes import notice
from escalation.definitions import FormDefinition, Kind
from escalation.layouts import NO_BOX, LearnedCell, LearnedLayout
from parsers.pages import ReadPage, Rectangle
from parsers.pdf.printed_lines import find_continued, group_rows, join_rows, read_line, ways_to_join
from parsers.pdf.printed_rows import PrintedCell, PrintedRow, read_rows
from parsers.pdf.ruling import find_ruling
from parsers.reading import Reading, ReadRow
from parsers.values import UNTICKED
from parsers.word.alignment import MAX_ROWS
from parsers.word.fitting import FITS, fit
from parsers.word.learned import TemplateRow, read_by_layout, shape_lines, template_of

LEARNED_ROW = "pdf row (learned)"


def read_lines(data: bytes, pages: Sequence[ReadPage]) -> tuple[ReadRow, ...]:
    """Return the rows of some pages of a PDF as they stand on them, with a note where words are drawn through.

    What is drawn in a box to tick ticks it.
    """
    by_number = {page.number: page for page in pages}
    rows = read_rows(pages, find_ruling(data, pages))
    return tuple(_note_struck(read_line(row, by_number[row.page]), row, by_number[row.page]) for row in rows)


def _note_struck(line: ReadRow, row: PrintedRow, page: ReadPage) -> ReadRow:
    cells = (
        replace(cell, noticed=cell.noticed | {"struck-through"}) if _is_struck(printed, page) else cell
        for cell, printed in zip(line.cells, row.cells, strict=True)
    )
    return replace(line, cells=tuple(cells))


def _is_struck(cell: PrintedCell, page: ReadPage) -> bool:
    held = {word.word.place for word in cell.words}
    words = (word for word in page.words if word.place in held and word.text not in UNTICKED)
    return any(page.is_crossed(word.place) for word in words)


def rows_of(layout: LearnedLayout, blank: Reading) -> LearnedLayout:
    """Return a learned layout of pages as one of rows: each place is that of a cell of the blank's tables."""
    rows = read_rows(blank.pages, find_ruling(layout.blank, blank.pages))
    lines = [read_line(row) for row in rows]
    groups = group_rows(lines, find_continued(lines))
    joined = join_rows(lines, groups)
    cells = (
        cell
        for number, (line, group) in enumerate(zip(joined, groups, strict=True), start=1)
        for cell in _cells_of(number, line, [rows[index] for index in group], layout)
    )
    return layout.model_copy(update={"cells": tuple(cells)})


def _cells_of(
    number: int, line: ReadRow, parts: Sequence[PrintedRow], layout: LearnedLayout
) -> Iterator[LearnedCell]:
    """Yield what the layout says of each cell of a row of the blank; where it says nothing, its words."""
    row = f"table {line.table}, row {number}" if line.table > 0 else f"paragraph {number}"
    for column, cell in enumerate(line.cells):
        place = f"{row}, cell {column + 1}" if line.table > 0 else row
        rooms = [(part.page, part.cells[column].place) for part in parts]
        said = [one for one in layout.cells if any(_stands_in(one, *room) for room in rooms)]
        yield from (one.model_copy(update={"place": place}) for one in said)
        if not said:
            yield LearnedCell(place=place, words=cell.text, box=NO_BOX)


def _stands_in(cell: LearnedCell, page: int, room: Rectangle) -> bool:
    if cell.place != f"page {page}" or cell.rectangle is None:
        return False
    left, top, right, bottom = cell.rectangle
    x, y = (left + right) / 2, (top + bottom) / 2
    return room.left <= x <= room.right and room.top <= y <= room.bottom


def fit_rows(reading: Reading, rows: LearnedLayout) -> float:
    """Return how well the rows of a return fit those of a layout of rows, from 0 to 1."""
    return _best_fit(reading.lines, template_of(rows))[0]


def _best_fit(lines: Sequence[ReadRow], template: Sequence[TemplateRow]) -> tuple[float, tuple[ReadRow, ...]]:
    """Return how well the rows of a return fit, and the rows: pages are joined in the way that fits best."""
    if len(lines) > MAX_ROWS or not any(row.table > 0 for row in template):
        return 0.0, ()
    ways = (join_rows(lines, group_rows(lines, joined)) for joined in ways_to_join(lines))
    blank = [row.line for row in template]
    scored = [(fit(blank, shape_lines(template, way)), -abs(len(way) - len(blank)), way) for way in ways]
    best = max(scored, key=lambda one: one[:2])
    return best[0], best[2]


def fits_rows(reading: Reading, rows: LearnedLayout) -> bool:
    """Say whether a return's tables are those of a layout of rows: as for a Word file, four fifths of both."""
    return reading.format == "pdf" and fit_rows(reading, rows) >= FITS


def read_learned_rows(
    reading: Reading, layout: LearnedLayout, rows: LearnedLayout, form: FormDefinition
) -> Reading:
    """Return what the rows of a return hold, as the boxes of the form that its layout names.

    Texts go to a person, as every text on somebody else's page does; and so does what stands in no table: nothing
    is drawn there that says where an answer ends.
    """
    _, lines = _best_fit(reading.lines, template_of(rows))
    read = read_by_layout(replace(reading, read_lines=lambda: lines), rows, form)
    kinds = {box.name: box.kind for box in form_boxes(form)}
    asked = {cell.box: cell for cell in rows.cells if cell.box in kinds}
    texts = [name for name in asked if kinds[name] in {Kind.TEXT, Kind.LONG_TEXT}]
    loose = [name for name, cell in asked.items() if not cell.place.startswith("table ")]
    boxes = {cell.box for cell in layout.cells}
    return replace(
        read,
        format="pdf",
        found=tuple(replace(one, origin=LEARNED_ROW) for one in read.found),
        findings=(
            *read.findings,
            *(notice("place-learned", name) for name in texts),
            *(notice("place-unsure", name) for name in loose),
        ),
        unasked=frozenset(name for name in kinds if name not in boxes),
    )
