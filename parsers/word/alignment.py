"""Read a Word return whose controls were lost: its tables are laid beside the blank's, and the blank is the map.

A value is sure only where nothing can have moved: its table has every row and cell of the blank's, in their places,
with the same printed text; and the table is the same one, by its number or by a row that stands in the form
once. Anything else that is found is read, and a person is asked.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from escalation.stamps import PROMPTS
from parsers.reading import Found, ReadCell, Reading, ReadRow
from parsers.word.likeness import take_printed
from parsers.word.marked import FORM_MARKED, MARKED_WORDS
from parsers.word.pairing import BlankCell, BlankRow, pair_rows, read_blank
from parsers.word.repeats import may_be_repeated

WORD_ALIGNMENT = "word alignment"
FILLER = r"(?:\s|[._]{3,}|…)+"
"""What a line to write on is printed with."""
_FILLER_LEFT = r"(?:\s|[._]{4,}|…{2,})+"
"""What is left of one beside an answer: three dots may be the answer's own."""
MAX_ROWS = 500
"""The most rows of a return that are laid beside those of its blank."""
_ENTRY = re.compile(r"([a-z0-9_]+)\.([1-9][0-9]{0,2})\.([a-z0-9_]+)")
_MOST_ENTRIES = 999
_BLANKS = frozenset({"", "☐"})


@dataclass(frozen=True)
class Aligned:
    """An answer found by its place: the codes of what was noticed, and the paragraphs that it accounts for."""

    found: Found
    codes: tuple[str, ...]
    paragraphs: tuple[str, ...]


def align(reading: Reading, blank: Reading) -> tuple[Aligned, ...]:
    """Return the answers of a Word return that no control names, by the place of their cells beside the blank's.

    None where every box of the blank has its control and nothing more is written, and none where the return has more
    rows than a form. A box whose control stands elsewhere is given again only where its own place holds words too.
    """
    named = {found.box for found in reading.found}
    is_whole = {found.box for found in blank.found} <= named
    if is_whole and not words_outside(reading) - words_outside(blank):
        return ()
    if not blank.rows or len(reading.rows) > MAX_ROWS:
        return ()
    items = tuple(align_rows(RowMap.of(read_blank(blank), reading.rows)))
    written = {_row_of(item) for item in items if item.found.text not in _BLANKS}
    return tuple(
        item if item.found.box not in named else _again(item)
        for item in items
        if (
            item.found.text not in _BLANKS
            if item.found.box in named
            else not is_whole or _row_of(item) in written
        )
    )


def _row_of(item: Aligned) -> str:
    """Return the box of an answer, or what is common to those of its row."""
    return item.found.box.rpartition(".")[0] if _ENTRY.fullmatch(item.found.box) else item.found.box


def words_outside(reading: Reading) -> Counter[str]:
    """Count the paragraphs outside the answers, with their white space made alike."""
    return Counter(" ".join(text.split()) for text in reading.outside)


def align_rows(map_: "RowMap", origin: str = WORD_ALIGNMENT) -> Iterator[Aligned]:
    """Yield the answer of each box of the blank, and of rows added to its lists, in a cell without a control."""
    sure = map_.sure_rows()
    for place in (*_place_rows(map_, sure), *_place_entries(map_, sure)):
        if not place.cell.boxes:
            yield _take(place, origin)


@dataclass(frozen=True)
class _Place:
    box: str
    blank: BlankCell
    cell: ReadCell
    sure: bool


@dataclass(frozen=True)
class RowMap:
    """The rows of the blank and of the return, with the pairs of both, by index."""

    blank: Sequence[BlankRow]
    rows: Sequence[ReadRow]
    pairs: Mapping[int, int]

    @classmethod
    def of(cls, blank: Sequence[BlankRow], rows: Sequence[ReadRow]) -> "RowMap":
        """Lay the rows of a return beside those of a blank."""
        return cls(blank, rows, pair_rows(blank, rows))

    def sure_rows(self) -> frozenset[int]:
        """Return the rows of the blank whose answers are where they were, for sure."""
        return frozenset(index for table in self._tables() if self._is_kept(table) for index in table)

    def _tables(self) -> Iterator[list[int]]:
        for _, group in groupby(range(len(self.blank)), key=lambda index: self.blank[index].table):
            yield list(group)

    def _is_kept(self, table: Sequence[int]) -> bool:
        """Say whether a table came back with all its rows and printed text, and is told from every other."""
        stands = [self.pairs.get(index) for index in table]
        first = stands[0]
        if first is None or stands != list(range(first, first + len(table))):
            return False
        number = self.rows[first].table
        if sum(row.table == number for row in self.rows) != len(table):
            return False
        lines = [(self.blank[index], self.rows[first + offset]) for offset, index in enumerate(table)]
        kept = all(
            row.table == number and line.is_kept(row) and _has_own_tags(line, row) for line, row in lines
        )
        return kept and (self._has_all_tables(table, number) or any(self._stands_once(i) for i in table))

    def _has_all_tables(self, table: Sequence[int], number: int) -> bool:
        tables, returned = {row.table for row in self.blank}, {row.table for row in self.rows}
        return tables == returned and self.blank[table[0]].table == number

    def _stands_once(self, index: int) -> bool:
        """Say whether a row's printed text stands once in the blank, and once in the return."""
        line = self.blank[index]
        if line.is_bare:
            return False
        printed = tuple((cell.before, cell.after) for cell in line.cells)
        alike = sum(tuple((cell.before, cell.after) for cell in row.cells) == printed for row in self.blank)
        return alike == 1 and sum(line.is_kept(row) for row in self.rows) == 1


def _has_own_tags(line: BlankRow, row: ReadRow) -> bool:
    """Say whether the controls that a row still has are those of its own cells."""
    pairs = zip(line.cells, row.cells, strict=True)
    return all(set(cell.boxes) <= {blank.box} for blank, cell in pairs)


def _entries_of(line: BlankRow) -> str | None:
    """Return the field of which a row of the blank is an entry; None for any other row."""
    keys = {found[1] if (found := _ENTRY.fullmatch(box)) else "" for box in line.boxes}
    return keys.pop() or None if len(keys) == 1 else None


def _place_rows(map_: RowMap, sure: frozenset[int]) -> Iterator[_Place]:
    for index, line in enumerate(map_.blank):
        if index in map_.pairs and _entries_of(line) is None:
            cells = map_.rows[map_.pairs[index]].cells
            yield from _place_cells(line, cells, is_sure=index in sure)


def _place_cells(line: BlankRow, cells: Sequence[ReadCell], *, is_sure: bool) -> Iterator[_Place]:
    pairs = list(zip(line.cells, cells, strict=True))
    beside = {FORM_MARKED} if any(_is_marked(blank, cell) for blank, cell in pairs) else set[str]()
    for blank, cell in pairs:
        if blank.box is not None:
            noticed = cell.noticed - {FORM_MARKED} | beside
            yield _Place(blank.box, blank, replace(cell, noticed=noticed), is_sure)


def _is_marked(blank: BlankCell, cell: ReadCell) -> bool:
    """Say whether somebody marked printed words that the blank has plain. Answers may be highlighted."""
    return blank.is_plain and not MARKED_WORDS.isdisjoint(cell.noticed)


def _place_entries(map_: RowMap, sure: frozenset[int]) -> Iterator[_Place]:
    """Place the entries of each field that repeats: as many as there are, numbered as they stand."""
    for key, group in groupby(range(len(map_.blank)), key=lambda index: _entries_of(map_.blank[index])):
        if key is None:
            continue
        indexes = list(group)
        entries = _returned_entries(map_, indexes)
        numbers = _numbers(key, entries)
        is_sure = sure.issuperset(indexes) and numbers == list(range(1, len(indexes) + 1))
        for number, row in zip(numbers, entries, strict=True):
            for place in _place_cells(map_.blank[indexes[0]], row.cells, is_sure=is_sure):
                yield _Place(_renumbered(place.box, number), place.blank, place.cell, place.sure)


def _returned_entries(map_: RowMap, indexes: Sequence[int]) -> list[ReadRow]:
    """Return the rows between those around the entries, in the tables of the heading or of an entry."""
    over = max((map_.pairs[i] for i in range(indexes[0]) if i in map_.pairs), default=-1)
    under = min(
        (map_.pairs[i] for i in range(indexes[-1] + 1, len(map_.blank)) if i in map_.pairs),
        default=len(map_.rows),
    )
    paired = [map_.pairs[i] for i in indexes if i in map_.pairs]
    tables = {map_.rows[j].table for j in paired}
    if over >= 0 and map_.pairs.get(indexes[0] - 1) == over:
        tables.add(map_.rows[over].table)
    columns = len(map_.blank[indexes[0]].cells)
    return [
        row
        for j, row in enumerate(map_.rows)
        if over < j < under
        and row.table in tables
        and len(row.cells) == columns
        and not any(not line.is_bare and line.is_kept(row) for line in map_.blank)
    ][:_MOST_ENTRIES]


def _numbers(key: str, entries: Sequence[ReadRow]) -> list[int]:
    """Number entries by the controls that they still have, and the others by what is free, in order."""
    known = [_number_of(key, row) for row in entries]
    free = iter(sorted(set(range(1, len(entries) + len(known) + 1)) - set(known)))
    return [number or next(free) for number in known]


def _number_of(key: str, row: ReadRow) -> int:
    found = (_ENTRY.fullmatch(box) for cell in row.cells for box in cell.boxes)
    return next((int(match[2]) for match in found if match and match[1] == key), 0)


def _renumbered(box: str, number: int) -> str:
    key, _, column = box.split(".")
    return f"{key}.{number}.{column}"


def _take(place: _Place, origin: str) -> Aligned:
    answer, codes = _answer_of(place, place.cell.text)
    doubled = {"text-doubled"} if may_be_repeated(answer) else set()
    stood = None if place.cell.stood is None else _answer_of(place, place.cell.stood)[0]
    found = Found(place.box, answer, origin, place.cell.place, stood=stood)
    return Aligned(found, (*codes, *sorted(place.cell.noticed | doubled)), place.cell.paragraphs)


def _answer_of(place: _Place, held: str) -> tuple[str, list[str]]:
    """Return what is left of a cell's text without what is printed there, and the codes of what was noticed."""
    text = place.blank.take(replace(place.cell, text=held))
    is_kept = text is not None
    if text is None:
        text = take_printed(held, place.blank.before, place.blank.after, any_case=True)
    answer, has_prompt = _without_prompt(held if text is None else text, place.blank.prompt)
    codes = [] if place.sure and is_kept else ["place-unsure"]
    return answer, codes + (["typed-beside"] if has_prompt and answer.strip() else [])


def _without_prompt(text: str, own: str) -> tuple[str, bool]:
    """Take a prompt away that was left behind before or after an answer, and say whether there was one.

    `own` is what stands in this blank where the answer goes. Dots and lines to write on are no prompt: they are
    taken away at both ends, and nobody is asked.
    """
    held = text.strip()
    if own and re.fullmatch(FILLER, own):
        return "" if re.fullmatch(FILLER, held) else re.sub(
            rf"^{_FILLER_LEFT}|{_FILLER_LEFT}$", "", held
        ), False
    for prompt in (*([own] if len(own) > 1 else ()), *PROMPTS):
        if held.startswith(prompt):
            return held.removeprefix(prompt).strip(), True
        if held.endswith(prompt):
            return held.removesuffix(prompt).strip(), True
    return text, False


def _again(item: Aligned) -> Aligned:
    return Aligned(item.found, tuple(dict.fromkeys(("place-unsure", *item.codes))), item.paragraphs)


def paragraphs_of(aligned: Sequence[Aligned]) -> Counter[str]:
    """Count the paragraphs that answers found by place account for, with their white space made alike."""
    return Counter(" ".join(text.split()) for item in aligned for text in item.paragraphs)
