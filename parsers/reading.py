"""What a reader found in a file, before any definition gives it a meaning."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

from escalation.definitions import FormReference
from escalation.findings import Finding
from parsers.pages import Makeup, PageField, ReadPage


@dataclass(frozen=True)
class Found:
    """What stood in one box: the control's or field's own text or tick, and all the text of its cell.

    `cell` is None where the file has no cell around it (PDF). `stored_date` is a Word date control's
    machine-readable date, which clients may leave stale. `stood` is the text as it stood, where a program had
    written it several times over and it was taken once, or what a PDF field's widget holds otherwise than the field.
    """

    box: str
    text: str | bool | None
    origin: str
    place: str
    cell: str | None = None
    stored_date: dt.date | None = None
    stood: str | None = None


@dataclass(frozen=True)
class ReadCell:
    """A cell of a Word table: all its text, where it stands, and the boxes whose controls stand in it.

    `paragraphs` are those of `Reading.outside` that it holds (none where it has a control), and `noticed` the
    codes of what was noticed in reading it. `stood` is as in `Found`.
    """

    text: str
    place: str
    boxes: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()
    noticed: frozenset[str] = frozenset()
    stood: str | None = None


@dataclass(frozen=True)
class ReadRow:
    """A row of a Word table; tables are counted through the document, and rows through their table, from 1."""

    table: int
    row: int
    cells: tuple[ReadCell, ...]


class Margin(NamedTuple):
    """A paragraph that a Word file has beside the text of its pages.

    `place` is header, footer, footnote or endnote.
    """

    place: str
    text: str


@dataclass(frozen=True)
class Reading:
    """A file as a reader saw it: which form it says it is, what stood in its boxes, what was noticed.

    `outside` holds the paragraphs of a Word file that stand in no box's cell: labels, and whatever
    somebody wrote where no box is; `outline` has them, and the boxes of each cell that has any, as they follow each
    other. `read_rows` reads a Word file's tables when `rows` is first asked for: most
    returns keep their controls, and never need it. `unasked` are the boxes that a form of somebody else's has no
    place for, and `fields` the fields of a PDF that says of no form that it is on it.
    """

    format: Literal["word", "pdf", "scan"]
    reference: FormReference | None
    found: tuple[Found, ...]
    findings: tuple[Finding, ...] = field(default=())
    outside: tuple[str, ...] = field(default=())
    outline: tuple[str | tuple[str, ...], ...] = field(default=(), repr=False)
    unasked: frozenset[str] = field(default=frozenset())
    fields: tuple[PageField, ...] = field(default=())
    read_rows: Callable[[], Iterable[ReadRow]] = field(default=tuple, repr=False, compare=False)
    read_lines: Callable[[], Iterable[ReadRow]] = field(default=tuple, repr=False, compare=False)
    read_margins: Callable[[], Iterable[Margin]] = field(default=tuple, repr=False, compare=False)
    read_pages: Callable[[], Iterable[ReadPage]] = field(default=tuple, repr=False, compare=False)
    read_bare_pages: Callable[[], Iterable[ReadPage]] = field(default=tuple, repr=False, compare=False)
    read_makeup: Callable[[], Makeup] = field(default=Makeup, repr=False, compare=False)

    @cached_property
    def rows(self) -> tuple[ReadRow, ...]:
        """The tables of a Word file as they stand, to be laid beside the blank's."""
        return tuple(self.read_rows())

    @cached_property
    def lines(self) -> tuple[ReadRow, ...]:
        """The paragraphs and rows of a Word file, or of a PDF without fields, as they stand, whatever names them."""
        return tuple(self.read_lines())

    @cached_property
    def margins(self) -> tuple[Margin, ...]:
        """The paragraphs of a Word file's headers, footers and notes."""
        return tuple(self.read_margins())

    @cached_property
    def pages(self) -> tuple[ReadPage, ...]:
        """The pages of a PDF or a scan as they look, to be laid over the blank's."""
        return tuple(self.read_pages())

    @cached_property
    def bare_pages(self) -> tuple[ReadPage, ...]:
        """The pages of a PDF with fields as they look without all that is laid over them."""
        return tuple(self.read_bare_pages())

    @cached_property
    def makeup(self) -> Makeup:
        """What the pages of a PDF with fields are made of, to be compared with the blank's before any is drawn."""
        return self.read_makeup()
