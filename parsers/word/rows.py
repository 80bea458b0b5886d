"""The tables of a Word document row by row, and the words that stand in no box's cell."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from types import MappingProxyType

from lxml import etree

from parsers.reading import ReadCell, ReadRow
from parsers.word.controls import Control, rows_or_cells
from parsers.word.merges import CELLS_MERGED, find_merged
from parsers.word.names import live_children, name_of, shown, word_name
from parsers.word.repeats import read_once
from parsers.word.text import UNREAD, ReadWords, Words

_NOTHING: Mapping[etree._Element, str] = MappingProxyType({})
PICTURE = "[picture]"
"""What stands for a picture among the words outside the answers."""
_FOOTNOTE = "[footnote]"


def read_outside(
    element: etree._Element, passed_by: AbstractSet[etree._Element], read: ReadWords
) -> Iterator[str]:
    """Yield the words of each paragraph that stands in no box's cell, and marks of pictures and footnotes in it."""
    for part in _walk_outside(element, passed_by):
        if name_of(part.tag) == "p" and part not in passed_by:
            yield from _read_paragraph(read(part))


def read_outline(
    body: etree._Element,
    controls: tuple[Control, ...],
    deleted: AbstractSet[etree._Element],
    read: ReadWords,
) -> Iterator[str | tuple[str, ...]]:
    """Yield what `read_outside` does and, where a box's cell stands, its boxes: in the order of the document."""
    boxes: dict[etree._Element, list[str]] = defaultdict(list)
    for control in controls:
        boxes[control.element if control.cell is None else control.cell].append(control.tag)
    for part in _walk_outside(body, boxes.keys() | deleted):
        if part in boxes:
            yield tuple(boxes[part])
        elif part not in deleted:
            yield from _read_paragraph(read(part))


def _walk_outside(
    element: etree._Element, passed_by: AbstractSet[etree._Element]
) -> Iterator[etree._Element]:
    """Yield each paragraph outside what is passed by, and each of those: in the order of the document."""
    waiting = [element]
    while waiting:
        part = waiting.pop()
        name = name_of(part.tag)
        if part in passed_by or name == "p":
            yield part
        elif name not in UNREAD:
            waiting += reversed(list(live_children(part)))


def _read_paragraph(words: Words) -> Iterator[str]:
    if text := words.text.strip():
        yield text
    if "picture" in words.noticed:
        yield PICTURE
    if "footnote" in words.noticed:
        yield _FOOTNOTE


def read_rows(
    body: etree._Element,
    controls: tuple[Control, ...],
    passed_by: AbstractSet[etree._Element],
    read: ReadWords,
    marked: Mapping[etree._Element, str] = _NOTHING,
) -> Iterator[ReadRow]:
    """Yield the rows of every table that stands in no other; without those that a tracked change deleted.

    `passed_by` are the cells of boxes, and the deleted rows. Tables and rows are counted as for controls. `marked`
    has the code of each cell in which somebody marked anything.
    """
    boxes, merged = _boxes_by_cell(controls), find_merged(body)
    for number, table in enumerate(shown(body, "tbl"), start=1):
        if any(word_name(parent) for parent in table.iterancestors("{*}tbl")):
            continue
        for line, row in enumerate(rows_or_cells(table, "tr"), start=1):
            if row not in passed_by:
                cells = enumerate(rows_or_cells(row, "tc"), start=1)
                place = f"table {number}, row {line}, cell"
                held = (
                    (cell, _read_cell(cell, f"{place} {position}", boxes, passed_by, read))
                    for position, cell in cells
                )
                yield ReadRow(number, line, tuple(_add_codes(held, merged, marked)))


def _add_codes(
    cells: Iterable[tuple[etree._Element, ReadCell]],
    merged: AbstractSet[etree._Element],
    marked: Mapping[etree._Element, str],
) -> Iterator[ReadCell]:
    """Yield what was read of each cell, with a note of it where the cell was merged with others or marked."""
    for element, cell in cells:
        codes = {CELLS_MERGED} if element in merged else set[str]()
        codes |= {marked[element]} if element in marked else set()
        yield replace(cell, noticed=cell.noticed | codes) if codes else cell


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
    words, stood = read_once(cell, read)
    return ReadCell(
        text=words.text,
        place=place,
        boxes=tuple(boxes.get(cell, ())),
        paragraphs=tuple(read_outside(cell, passed_by, read)),
        noticed=words.noticed,
        stood=stood,
    )
