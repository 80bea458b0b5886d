"""Whether the printed words and the controls of a Word return follow each other as in its blank, and what if not.

A control names its box wherever it was dragged, and a person reads an answer by the words around it. Where
those disagree, each box is read by its place as well, so that a person sees both.
"""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from parsers.reading import Reading, ReadRow
from parsers.word.alignment import MAX_ROWS, Aligned, RowMap, align_rows
from parsers.word.likeness import plain
from parsers.word.pairing import read_blank


@dataclass(frozen=True)
class Places:
    """What stands in the places of boxes that have a control, and the boxes around which the form was changed."""

    read: tuple[Aligned, ...] = ()
    unsure: frozenset[str] = frozenset()


@dataclass(frozen=True)
class _Mark:
    """A paragraph of printed words, or a box, in the order of the document."""

    text: str
    is_box: bool


def read_places(reading: Reading, blank: Reading) -> Places:
    """Return what stands in the places of the boxes that a return's controls name.

    Nothing where what the return and the blank both have follows each other alike and no printed words are gone:
    control and place say the same there. Boxes that one of them alone has are left out, and words that the blank
    has not: those are told of by themselves.
    """
    if reading.outline == blank.outline or not (blank.rows and reading.found):
        return Places()
    tables = {box: row.table for row in blank.rows for cell in row.cells for box in cell.boxes}
    named = tables.keys() & {found.box for found in reading.found}
    printed = {plain(part) for part in blank.outline if isinstance(part, str)}
    ours, theirs = _marks(blank, named, printed), _marks(reading, named, printed)
    if ours == theirs:
        return Places()
    if len(reading.rows) > MAX_ROWS:
        return Places((), frozenset(named))
    read = tuple(item for item in _read_without_tags(reading, blank) if item.found.box in named)
    guidance = _guidance(blank) - {mark.text for mark in theirs}
    telling = [mark for mark in ours if mark.is_box or mark.text not in guidance]
    changed = {tables[box] for box in _boxes_after_lost_words(telling, theirs)}
    unsure = {item.found.box for item in read if "place-unsure" in item.codes}
    unsure |= {box for box in named if tables[box] in changed}
    return Places(read, frozenset(unsure | named - {item.found.box for item in read}))


def _guidance(blank: Reading) -> AbstractSet[str]:
    """Return the sentences between the tables: people delete them, and no answer is told from others by one."""
    in_tables = {text for row in blank.rows for cell in row.cells for text in cell.paragraphs}
    return {plain(text) for text in blank.outside if text.endswith(".") and text not in in_tables}


def _marks(reading: Reading, boxes: AbstractSet[str], printed: AbstractSet[str]) -> list[_Mark]:
    """Return the outline of a file, of those boxes and printed words alone."""
    marks: list[_Mark] = []
    for part in reading.outline:
        if isinstance(part, str):
            words = plain(part)
            marks += [_Mark(words, is_box=False)] if words in printed else []
        else:
            marks += [_Mark(box, is_box=True) for box in part if box in boxes]
    return marks


def _read_without_tags(reading: Reading, blank: Reading) -> Iterator[Aligned]:
    rows = tuple(_without_tags(row) for row in reading.rows)
    return align_rows(RowMap.of(read_blank(blank), rows))


def _without_tags(row: ReadRow) -> ReadRow:
    return replace(row, cells=tuple(replace(cell, boxes=()) for cell in row.cells))


def _boxes_after_lost_words(ours: Sequence[_Mark], theirs: Sequence[_Mark]) -> Iterator[str]:
    """Yield the box that follows each paragraph of the blank that is gone from its place: its heading or label."""
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    kept = {at for block in matcher.get_matching_blocks() for at in range(block.a, block.a + block.size)}
    following: str | None = None
    for at in reversed(range(len(ours))):
        if ours[at].is_box:
            following = ours[at].text
        elif at not in kept and following is not None:
            yield following
