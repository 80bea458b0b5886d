"""The tables of a Word document row by row, and the words that stand in no box's cell."""

from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from itertools import pairwise

from lxml import etree

from parsers.reading import ReadCell, ReadRow
from parsers.word.controls import Control, rows_or_cells
from parsers.word.names import live_children, name_of, shown, word_name
from parsers.word.text import UNREAD, ReadWords, Words

_PICTURE = "[picture]"


def read_outside(
    element: etree._Element, passed_by: AbstractSet[etree._Element], read: ReadWords
) -> Iterator[str]:
    """Yield the words of each paragraph that stands in no box's cell, and a mark where it holds a picture."""
    waiting = [element]
    while waiting:
        part = waiting.pop()
        name = name_of(part.tag)
        if name in UNREAD or part in passed_by:
            continue
        if name == "p":
            yield from _read_paragraph(read(part))
        else:
            waiting += reversed(list(live_children(part)))


def _read_paragraph(words: Words) -> Iterator[str]:
    if text := words.text.strip():
        yield text
    if "picture" in words.noticed:
        yield _PICTURE


def read_rows(
    body: etree._Element,
    controls: tuple[Control, ...],
    passed_by: AbstractSet[etree._Element],
    read: ReadWords,
) -> Iterator[ReadRow]:
    """Yield the rows of every table that stands in no other; without those that a tracked change deleted.

    `passed_by` are the cells of boxes, and the deleted rows. Tables and rows are counted as for controls.
    """
    boxes = _boxes_by_cell(controls)
    for number, table in enumerate(shown(body, "tbl"), start=1):
        if any(word_name(parent) for parent in table.iterancestors("{*}tbl")):
            continue
        for line, row in enumerate(rows_or_cells(table, "tr"), start=1):
            if row not in passed_by:
                cells = enumerate(rows_or_cells(row, "tc"), start=1)
                place = f"table {number}, row {line}, cell"
                held = (
                    _read_cell(cell, f"{place} {position}", boxes, passed_by, read)
                    for position, cell in cells
                )
                yield ReadRow(number, line, tuple(held))


def _boxes_by_cell(controls: tuple[Control, ...]) -> dict[etree._Element, list[str]]:
    boxes: dict[etree._Element, list[str]] = defaultdict(list)
    for control in controls:
        start = control.element if control.cell is None else control.cell
        for around in (start, *start.iterancestors("{*}tc")):
            boxes[around].append(control.tag)
    return dict(boxes)


def _read_cell(
    cell: etree._Element,
    place: str,
    boxes: dict[etree._Element, list[str]],
    passed_by: AbstractSet[etree._Element],
    read: ReadWords,
) -> ReadCell:
    words = read(cell)
    return ReadCell(
        text=words.text,
        place=place,
        boxes=tuple(boxes.get(cell, ())),
        paragraphs=tuple(read_outside(cell, passed_by, read)),
        noticed=words.noticed | ({"text-doubled"} if _is_doubled(cell) else set()),
    )


def _is_doubled(cell: etree._Element) -> bool:
    """Say whether the saving program broke one control into several: LibreOffice then writes text again and again.

    It does so (7.4) where an answer changes script, as in Arabic, and leaves a run that says the same twice.
    """
    paragraphs = cell.iter("{*}p")
    return any(len(list(paragraph.iter("{*}sdt"))) > 1 for paragraph in paragraphs) or any(
        one.text and one.text == other.text
        for run in cell.iter("{*}r")
        for one, other in pairwise(run.iterchildren("{*}t"))
    )
