"""Where each thing that minutes say stands in the office's template: its map, by which returned minutes are read."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from parsers.word.minutes_blocks import Cell, Grid, Line, read_blocks, squeeze


@dataclass(frozen=True)
class Slot:
    """A mark, and what the template prints before and after it in the same paragraph or cell."""

    name: str
    before: str = ""
    after: str = ""

    def within(self, text: str) -> str:
        """Return a text without what the template prints around it."""
        return text.strip().removeprefix(self.before).removesuffix(self.after).strip()


@dataclass
class Table:
    """A table of the template: of a list by its head, or of single texts, each with its label at its left."""

    name: str = ""
    heads: dict[str, Slot] = field(default_factory=dict)
    columns: list[Slot | None] = field(default_factory=list)
    labels: dict[str, Slot] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        """The names of what the table holds."""
        slots = self.heads.values() if self.name else self.labels.values()
        return [slot.name for slot in slots]


@dataclass
class Part:
    """A part of the template, from its heading to the next; `title` is that without what is filled into it."""

    heading: str
    bookmarks: frozenset[str]
    level: int
    title: str = ""
    slots: list[Slot] = field(default_factory=list)
    printed: set[str] = field(default_factory=set)
    tables: list[Table] = field(default_factory=list)

    @property
    def prose(self) -> Slot | None:
        """The text that the part holds; None where there is none, or several that nobody could tell apart again."""
        return self.slots[0] if len(self.slots) == 1 else None


class MinutesMap:
    """Where each thing that minutes say stands in the office's template."""

    def __init__(self, marked: bytes, marks: Mapping[str, str]) -> None:
        """Take a template that was filled in with marks, and what each stands for (`purpose`, `actions.due`)."""
        self._marks = marks
        self._find = re.compile("|".join(map(re.escape, marks)), re.IGNORECASE)
        self.parts = [Part("", frozenset(), 0)]
        document = read_blocks(marked)
        for block in document.blocks:
            self._add(block)
        self._margins = [(line.place, self._margin(line.text)) for line in document.margins]

    def added_to_margins(self, lines: Sequence[Line]) -> list[Line]:
        """Return the lines of headers and footers that the template does not print, whatever its page numbers are."""
        left = list(self._margins)
        added = []
        for line in _distinct(lines):
            text = squeeze(line.text)
            printed = next((one for one in left if one[0] == line.place and one[1].fullmatch(text)), None)
            if printed is None:
                added.append(line)
            else:
                left.remove(printed)
        return added

    def _margin(self, text: str) -> re.Pattern[str]:
        printed = re.escape(self._find.sub("\0", squeeze(text))).replace(r"\ ", " ?")
        return re.compile(re.sub("[0-9]+", "[0-9]+", printed).replace(re.escape("\0"), ".*"))

    def _add(self, block: Line | Grid) -> None:
        part = self.parts[-1]
        if isinstance(block, Grid):
            part.tables.append(self._table(block))
        elif block.level:
            title = " ".join(self._find.sub("", block.text).split())
            self.parts.append(Part(squeeze(block.text), block.bookmarks, block.level, title))
        elif (slot := self.slot(block.text)) and "." not in slot.name:
            part.slots.append(slot)
        elif block.text.strip() and not self._find.search(block.text):
            part.printed.add(squeeze(block.text))

    def slot(self, text: str) -> Slot | None:
        """Return the one mark of a text; None where it has none, or several that nobody could tell apart again."""
        found = list(self._find.finditer(text))
        if len(found) != 1:
            return None
        name = self._marks[found[0][0].casefold()]
        return Slot(name, text[: found[0].start()].strip(), text[found[0].end() :].strip())

    def _table(self, grid: Grid) -> Table:
        table = Table()
        above: Sequence[Cell] = ()
        for row in grid.rows:
            slots = [self.slot(cell.text) for cell in row]
            listed = next((slot.name for slot in slots if slot and "." in slot.name), "")
            if listed:
                heads = zip(above, slots, strict=False)
                table.heads = {squeeze(cell.text): slot for cell, slot in heads if slot and cell.text.strip()}
                table.name, table.columns = listed.partition(".")[0], slots
            elif len(row) > 1 and slots[1]:
                table.labels[squeeze(row[0].text)] = slots[1]
            above = row
        return table

    def gives(self, part: Part, said: str) -> bool:
        """Say whether a heading gives the words said (squeezed): its own, or those of one with a mark in it."""
        slot = self.slot(part.heading)
        has_mark = slot is not None and bool(slot.before) and said.startswith(squeeze(slot.before))
        return part.heading == said or has_mark

    @property
    def tables(self) -> Iterator[Table]:
        """Yield the tables that hold answers."""
        return (table for part in self.parts for table in part.tables if table.names)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of texts, and of the parts of lists, that the template has a place for."""
        prose = [part.prose.name for part in self.parts if part.prose]
        return (*prose, *(name for table in self.tables for name in table.names))


def _distinct(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield each line once: programs repeat headers and footers for first, even and other pages."""
    seen: set[str] = set()
    for line in lines:
        text = re.sub("[0-9]+", "0", squeeze(line.text))
        if text not in seen:
            seen.add(text)
            yield line
