"""A Word document as minutes are read: its paragraphs and tables in order, with headings and bookmarks."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from escalation.codes import notice
from escalation.findings import Finding
from parsers.errors import Failed
from parsers.word.controls import rows_or_cells
from parsers.word.names import attribute, child, live_children, shown, word_name
from parsers.word.package import Package
from parsers.word.text import UNREAD, Transcript

_HEADING = re.compile(r"heading ([1-9])")
_TITLE_LEVEL = 1


@dataclass(frozen=True)
class Line:
    """A paragraph: `level` is that of a heading, 0 for any other; `bookmarks` are those that begin in it."""

    text: str
    level: int
    bookmarks: frozenset[str]
    place: str
    codes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Cell:
    """A cell of a table, and where it stands."""

    text: str
    place: str
    codes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Grid:
    """A table, row by row, without the rows that a tracked change deleted."""

    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class ReadDocument:
    """The paragraphs and tables of a document in order, what was noticed, and the lines of headers and footers."""

    blocks: tuple[Line | Grid, ...]
    findings: tuple[Finding, ...]
    margins: tuple[Line, ...] = ()


def read_blocks(data: bytes) -> ReadDocument:
    """Return a Word file block by block. Raises Refused for what is not safe, and Failed for a damaged file."""
    package = Package(data)
    body = child(package.xml(package.main), "body")
    if body is None:
        raise Failed("damaged")
    walk = _Walk(body, _levels(package))
    blocks, findings = tuple(walk.blocks(body)), tuple(_about_file(package, body))
    return ReadDocument(blocks, findings, tuple(_margins(package)))


def squeeze(text: str) -> str:
    """Return a text for comparison: white space single, capitals and small letters alike."""
    return " ".join(text.split()).casefold()


def _margins(package: Package) -> Iterator[Line]:
    for place, parts in (("header", package.headers()), ("footer", package.footers())):
        for part in parts:
            read = Transcript(part)
            for words in map(read, shown(part, "p")):
                if words.text.strip() or words.noticed:
                    yield Line(words.text, 0, frozenset(), place, words.noticed)


def _about_file(package: Package, body: etree._Element) -> Iterator[Finding]:
    if package.has_macros:
        yield notice("macros-ignored")
    if next(body.iter("{*}commentReference"), None) is not None:
        yield notice("comment")


class _Walk:
    def __init__(self, body: etree._Element, levels: Mapping[str, int]) -> None:
        self._read = Transcript(body)
        self._levels = levels
        self._tables = {table: number for number, table in enumerate(shown(body, "tbl"), start=1)}
        self._lines = 0
        self._waiting: set[str] = set()

    def blocks(self, element: etree._Element) -> Iterator[Line | Grid]:
        for part in live_children(element):
            name = word_name(part)
            if name == "bookmarkStart":
                self._waiting.add(attribute(part, "name") or "")
            elif name == "p":
                yield self._line(part)
            elif name == "tbl":
                yield Grid(tuple(self._rows(part)))
            elif name not in UNREAD:
                yield from self.blocks(part)

    def _line(self, paragraph: etree._Element) -> Line:
        words = self._read(paragraph)
        self._lines += bool(words.text.strip())
        inside = {attribute(mark, "name") or "" for mark in paragraph.iter("{*}bookmarkStart")}
        bookmarks, self._waiting = frozenset(inside | self._waiting), set()
        place = f"paragraph {self._lines}"
        return Line(words.text, self._level(paragraph), bookmarks, place, words.noticed)

    def _level(self, paragraph: etree._Element) -> int:
        properties = child(paragraph, "pPr")
        own = _outline(properties)
        style = child(properties, "pStyle")
        return own or self._levels.get(attribute(style, "val") or "", 0) if style is not None else own

    def _rows(self, table: etree._Element) -> Iterator[tuple[Cell, ...]]:
        for line, row in enumerate(rows_or_cells(table, "tr"), start=1):
            if row not in self._read.marks.deleted_rows:
                place = f"table {self._tables.get(table, 0)}, row {line}, cell"
                cells = enumerate(rows_or_cells(row, "tc"), start=1)
                yield tuple(self._cell(cell, f"{place} {at}") for at, cell in cells)

    def _cell(self, cell: etree._Element, place: str) -> Cell:
        words = self._read(cell)
        return Cell(words.text, place, words.noticed)


def _levels(package: Package) -> dict[str, int]:
    """Return the level of each paragraph style that is a heading: by its name, its outline or the style below it."""
    root = package.xml(posixpath.join(posixpath.dirname(package.main), "styles.xml"))
    styles = {
        attribute(style, "styleId") or "": style
        for style in (() if root is None else root.iterchildren("{*}style"))
    }
    return {name: _style_level(style, styles) for name, style in styles.items()}


def _style_level(style: etree._Element, styles: Mapping[str, etree._Element]) -> int:
    seen: set[str] = set()
    held: etree._Element | None = style
    while held is not None:
        named = child(held, "name")
        name = (attribute(named, "val") or "").casefold() if named is not None else ""
        found = _HEADING.fullmatch(name)
        level = int(found[1]) if found else _TITLE_LEVEL if name == "title" else _outline(child(held, "pPr"))
        base = child(held, "basedOn")
        above = attribute(base, "val") or "" if base is not None else ""
        if level or above in seen:
            return level
        seen.add(above)
        held = styles.get(above)
    return 0


def _outline(properties: etree._Element | None) -> int:
    """Return the level that paragraph properties give, from 1; 0 for running text."""
    level = child(properties, "outlineLvl")
    value = attribute(level, "val") if level is not None else None
    return int(value) + 1 if value is not None and value in "012345678" and len(value) == 1 else 0
