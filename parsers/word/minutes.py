"""Read minutes that came back in Word: the office's own template, filled in with marks, is the map.

A part begins at its heading, which is known by the bookmark in it or else by its words; a table is known by its
head, wherever it stands. What stands in no known part is reported with its place, never dropped.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from escalation.codes import notice
from escalation.findings import Finding
from parsers.word.minutes_blocks import Cell, Grid, Line, ReadDocument, read_blocks, squeeze
from parsers.word.minutes_map import MinutesMap, Part, Slot, Table
from parsers.word.minutes_places import Whereabouts

UNSURE_PLACE = "minutes-place-changed"
"""The code of what was found where the template was changed."""


@dataclass(frozen=True)
class Written:
    """A text as it stands in the minutes, where, and the codes of what was noticed in reading it."""

    text: str
    place: str
    codes: frozenset[str] = frozenset()

    @property
    def sure(self) -> bool:
        """True where nothing that was noticed needs a person."""
        return not any(notice(code).needs_a_person for code in self.codes)


@dataclass(frozen=True)
class ReadMinutes:
    """What returned minutes say: texts by name, the entries of lists by name and part, and all that stands elsewhere.

    `missing` are the names that the template has a place for and this file has not. A list whose table is there and
    has nothing in it has no entries.
    """

    texts: Mapping[str, Written]
    lists: Mapping[str, tuple[Mapping[str, Written], ...]]
    outside: tuple[Written, ...]
    missing: tuple[str, ...]
    findings: tuple[Finding, ...]


def read_minutes(data: bytes, known: MinutesMap) -> ReadMinutes:
    """Return what returned minutes say, by the map of the template that they were made with.

    Raises Refused for what is not safe, and Failed for a damaged file.
    """
    document = read_blocks(data)
    reader = _Reader(known, document)
    for block in document.blocks:
        reader.add(block)
    return reader.finish()


class _Reader:
    """Goes through a document block by block, knowing in which part of the template it is."""

    def __init__(self, known: MinutesMap, document: ReadDocument) -> None:
        self._known = known
        self._findings = document.findings
        lines = [block for block in document.blocks if isinstance(block, Line)]
        self._bookmarks = frozenset().union(*(line.bookmarks for line in lines))
        self._words = Counter(squeeze(line.text) for line in lines)
        self._doubtful: list[Part] = []
        self._part: Part | None = known.parts[0]
        self._where = Whereabouts()
        self._begun: list[Part] = [known.parts[0]]
        self._prose: dict[str, list[Line]] = {}
        self._texts: dict[str, Written] = {}
        self._lists: dict[str, list[Mapping[str, Written]]] = {}
        self._seen: set[str] = set()
        self._outside = [_written(line.text, line) for line in known.added_to_margins(document.margins)]

    def add(self, block: Line | Grid) -> None:
        """Take the next block."""
        if isinstance(block, Grid):
            self._add_grid(block)
            self._where.pass_table()
        elif (part := self._beginning(block)) is not None:
            self._begin(part, block)
        elif block.level and (self._part is None or block.level <= max(self._part.level, 1)):
            self._part = None
            self._where.pass_heading()
            self._put_outside(block)
        elif self._part is not None and self._part.prose:
            here = replace(block, place=str(self._where))
            self._prose.setdefault(self._part.prose.name, []).append(here)
        elif self._part is None or squeeze(block.text) not in self._part.printed:
            self._put_outside(block)

    def _beginning(self, line: Line) -> Part | None:
        """Return the part that begins at a line: by a bookmark in it, or by its words where no bookmark is left."""
        waiting = [part for part in self._known.parts if part not in self._begun]
        for part in waiting:
            if part.bookmarks & line.bookmarks:
                return part
        said = squeeze(line.text)
        by_words = [part for part in waiting if self._known.gives(part, said)]
        unmarked = (part for part in by_words if not part.bookmarks & self._bookmarks)
        return next((part for part in unmarked if line.level or self._words[said] == 1), None)

    def _begin(self, part: Part, line: Line) -> None:
        self._part = part
        self._begun.append(part)
        self._where.begin(part.title)
        if not line.level:
            self._doubtful.append(part)
        if part.prose:
            self._seen.add(part.prose.name)
        said = squeeze(line.text)
        if not self._known.gives(part, said):
            self._put_outside(line)

    def _put_outside(self, line: Line) -> None:
        if line.text.strip() or line.codes:
            self._outside.append(_written(line.text, replace(line, place=str(self._where))))

    def _add_grid(self, grid: Grid) -> None:
        table, rows, is_sure = self._recognise(grid)
        if table is None:
            for number, row in enumerate(grid.rows, start=1):
                cells = (replace(cell, place=self._where.say_table(number)) for cell in row)
                self._outside += (
                    _written(cell.text, cell) for cell in cells if cell.text.strip() or cell.codes
                )
        elif table.name:
            self._seen.update(table.names)
            held = self._lists.setdefault(table.name, [])
            held += self._entries(table, rows, is_sure=is_sure)
        else:
            self._add_labelled(table, rows)

    def _recognise(self, grid: Grid) -> tuple[Table | None, Sequence[Sequence[Cell]], bool]:
        """Return the template's table that a table is: by its head or labels, or as the only one of its part."""
        first = {squeeze(cell.text) for cell in grid.rows[0]} if grid.rows else set()
        lefts = {squeeze(row[0].text) for row in grid.rows if row}
        for table in self._known.tables:
            if 2 * len(table.labels.keys() & lefts) > len(table.labels):
                return table, grid.rows, True
        here = [table for table in (self._part.tables if self._part else ()) if table.name]
        by_head = [table for table in self._known.tables if table.heads and table.heads.keys() <= first]
        if by_head:
            fullest = max(by_head, key=lambda table: (table in here, len(table.heads)))
            return fullest, grid.rows, fullest in here or not here
        if len(here) == 1 and not set(here[0].names) & self._seen:
            return here[0], self._under_known_head(here[0], grid), False
        return None, (), False

    @staticmethod
    def _under_known_head(table: Table, grid: Grid) -> Sequence[Sequence[Cell]]:
        """Return the rows of a table whose head was changed, below a head that its columns have by their places."""
        head = [Cell(_head_of(table, at), "") for at in range(len(table.columns))]
        is_head = (
            bool({squeeze(cell.text) for cell in grid.rows[0]} & table.heads.keys()) if grid.rows else False
        )
        return (head, *grid.rows[is_head:])

    def _entries(
        self, table: Table, rows: Sequence[Sequence[Cell]], *, is_sure: bool
    ) -> Iterator[Mapping[str, Written]]:
        head = [squeeze(cell.text) for cell in rows[0]]
        slots = [table.heads.get(name) if head.count(name) == 1 else None for name in head]
        for row in rows[1:]:
            if len(row) != len(head):
                self._outside += (
                    _written(cell.text, cell, UNSURE_PLACE) for cell in row if cell.text.strip()
                )
                continue
            entry = dict(self._entry(slots, row, table, is_sure=is_sure))
            if any(one.text or one.codes for one in entry.values()):
                yield entry

    def _entry(
        self, slots: Sequence[Slot | None], row: Sequence[Cell], table: Table, *, is_sure: bool
    ) -> Iterator[tuple[str, Written]]:
        for at, (slot, cell) in enumerate(zip(slots, row, strict=True)):
            if slot is not None:
                codes = () if is_sure or not cell.text.strip() else (UNSURE_PLACE,)
                yield slot.name.partition(".")[2], _written(slot.within(cell.text), cell, *codes)
            elif cell.text.strip() and not (_is_number(cell.text) and _is_counted(table, at)):
                self._outside.append(_written(cell.text, cell))

    def _add_labelled(self, table: Table, rows: Sequence[Sequence[Cell]]) -> None:
        for row in rows:
            slot = table.labels.get(squeeze(row[0].text)) if len(row) > 1 else None
            is_first = slot is not None and slot.name not in self._seen
            if slot is not None and is_first:
                self._seen.add(slot.name)
                self._texts[slot.name] = _written(slot.within(row[1].text), row[1])
            rest = row[2:] if is_first else row
            self._outside += (_written(cell.text, cell) for cell in rest if cell.text.strip() or cell.codes)

    def finish(self) -> ReadMinutes:
        """Return what was read, with what is missing."""
        texts = {**self._texts, **dict(self._read_prose())}
        missing = tuple(name for name in dict.fromkeys(self._known.names) if name not in self._seen)
        lists = {name: tuple(entries) for name, entries in self._lists.items()}
        return ReadMinutes(texts, lists, tuple(self._outside), missing, self._findings)

    def _read_prose(self) -> Iterator[tuple[str, Written]]:
        for part, after in zip(self._known.parts, [*self._known.parts[1:], None], strict=True):
            if part.prose is None or part not in self._begun:
                continue
            lines = [
                line
                for line in self._prose.get(part.prose.name, ())
                if squeeze(line.text) not in part.printed
            ]
            text = part.prose.within("\n".join(line.text for line in lines))
            codes = frozenset(code for line in lines for code in line.codes)
            is_open = after is not None and after not in self._begun and not _is_optional(after)
            if text and (is_open or part in self._doubtful):
                codes |= {UNSURE_PLACE}
            place = next((line.place for line in lines if line.text.strip()), "")
            if text or codes:
                yield part.prose.name, Written(text, place, codes)


def _written(text: str, where: Line | Cell, *codes: str) -> Written:
    return Written(text.strip(), where.place, where.codes.union(codes))


def _head_of(table: Table, at: int) -> str:
    slot = table.columns[at]
    return next((head for head, held in table.heads.items() if held == slot), "")


def _is_counted(table: Table, at: int) -> bool:
    """Say whether a column of the template holds nothing but the numbers of its rows."""
    return at < len(table.columns) and table.columns[at] is None


def _is_number(text: str) -> bool:
    return text.strip().rstrip(".").isdecimal()


def _is_optional(part: Part) -> bool:
    """Say whether a part stands in the minutes only where there is something to put in it."""
    return any(table.name == "open_actions" for table in part.tables)
