"""A Word document line by line: each paragraph and each row of a table in its order, whatever controls it has."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from lxml import etree

from parsers.reading import ReadCell, ReadRow
from parsers.word.names import live_children, shown, word_name
from parsers.word.repeats import read_once
from parsers.word.rows import read_rows
from parsers.word.text import UNREAD, ReadWords


def read_lines(
    body: etree._Element, deleted: AbstractSet[etree._Element], read: ReadWords
) -> tuple[ReadRow, ...]:
    """Return the paragraphs that hold words, each a row of one cell, and the rows of the tables between them.

    The paragraphs after table 3 are rows of 'table' -3, and those before the first table of 'table' 0: no table
    of a document has such a number. Paragraphs are counted through the document, from 1.
    """
    tables: dict[int, list[ReadRow]] = {}
    for row in read_rows(body, (), deleted, read):
        tables.setdefault(row.table, []).append(row)
    return tuple(_in_order(body, tables, read))


def _in_order(
    body: etree._Element, tables: Mapping[int, Sequence[ReadRow]], read: ReadWords
) -> Iterator[ReadRow]:
    numbers = {table: number for number, table in enumerate(shown(body, "tbl"), start=1)}
    paragraphs = last = 0
    for block in _blocks(body):
        if block in numbers:
            last = numbers[block]
            yield from tables.get(last, ())
        elif read(block).text.strip():
            paragraphs += 1
            yield ReadRow(-last, paragraphs, (_read_paragraph(block, paragraphs, read),))


def _read_paragraph(block: etree._Element, number: int, read: ReadWords) -> ReadCell:
    words, stood = read_once(block, read)
    return ReadCell(
        text=words.text.strip(),
        place=f"paragraph {number}",
        paragraphs=(read(block).text.strip(),),
        noticed=words.noticed,
        stood=stood,
    )


def _blocks(element: etree._Element) -> Iterator[etree._Element]:
    for part in live_children(element):
        name = word_name(part)
        if name in {"p", "tbl"}:
            yield part
        elif name not in UNREAD:
            yield from _blocks(part)
