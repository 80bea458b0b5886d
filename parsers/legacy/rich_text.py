r"""A file in Rich Text Format from a stranger, with every control word that fetches or runs something made void.

Rich Text Format 1.9.1. A control word that a reader does not know is passed over, so each of them is given a name
that nobody knows. Of fields only those of old forms and those that draw a symbol keep their instructions; of any
other the text shown is kept, in a field that LibreOffice keeps as it is, so that it is seen that one stood there.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from parsers.legacy.open_document_fields import KEPT_INSTRUCTION
from parsers.reading import ReadCell, Reading, ReadRow

_NOT_ESCAPED = rb"(?<!\\)((?:\\\\)*)"
r"""Two backslashes stand for one that somebody wrote."""
_FETCHING = (
    "template", "objlink", "objautlink", "objupdate", "objdata", "objclass", "objocx", "objemb", "nextfile",
    "filetbl", "file", "subdocument", "mailmerge", "mmdatasource", "mmconnectstr", "xmlopen", "oleclsid",
    "htmltag", "hlinkbase", "hlloc", "hlsrc", "hlfr",
)  # fmt: skip
_FETCHES = re.compile(_NOT_ESCAPED + rb"\\(?:" + "|".join(_FETCHING).encode() + rb")(?![a-z])")
_INSTRUCTIONS = re.compile(_NOT_ESCAPED + rb"\\fldinst(?![a-z])")
_NAME = re.compile(rb"(?>\s|\{|\\(?!fld)[a-z]+(?:-?[0-9]+)? ?)*+([A-Z]+)(?![A-Z])", re.IGNORECASE)
"""The word with which an instruction begins, after how it is set."""
_OF_FORMS = frozenset({b"FORMTEXT", b"FORMCHECKBOX", b"FORMDROPDOWN"})
_UNSEEN = frozenset({b"HYPERLINK", b"FILLIN", b"TC", b"XE", b"TA", b"SET", b"PRIVATE"})
"""Fields that show what somebody typed, and marks that show nothing: the text shown is all that is wanted."""
_DRAWN = re.compile(
    rb"\s+(?:[0-9]{1,3}|0x[0-9A-F]{1,2})\s+\\\\f\s+(?:\"[A-Z0-9 ]{1,40}\"|[A-Z0-9]{1,40})"
    rb"(?:\s+\\\\s\s+[0-9]{1,3})?\s*\}",
    re.IGNORECASE,
)
"""The rest of an instruction that draws a symbol: its number, its font and its size, and nothing else."""
_WORKED_OUT = re.compile(_NOT_ESCAPED + rb"\\(?:chdate|chtime|chdpl|chdpa|sectnum)(?![a-z])(?:-?[0-9]+)? ?")
"""Dates, times and numbers of sections, which LibreOffice (7.4) leaves out."""
_LINKED_NAME = re.compile(rb"(\\sn\s+)(?:pib|fill|line)(?:Name|Blip|Shape)?", re.IGNORECASE)
_LINE_FEED = re.compile(_NOT_ESCAPED + rb"\\u10\\'0a")
_END_OF_FIELD = re.compile(_NOT_ESCAPED + rb"\\u5\\'05")
_ABIWORD = re.compile(rb"\{\\\*\\(?:abi|listtag)")
"""Destinations that no other program writes."""
_VOID = rb"\1\\bfvoid"
_KEPT = rb"\1\\fldinst %b}{\\*\\bfvoid" % KEPT_INSTRUCTION.encode()
_NOTHING_SHOWN = rb"\1{\\field{\\*\\fldinst %b}{\\fldrslt }}" % KEPT_INSTRUCTION.encode()


def seal_rich_text(data: bytes) -> bytes:
    """Return the file without anything that leads out of it.

    LibreOffice (7.4) writes a line break of a field in a way that it passes over itself, and a mark of its own that
    it takes for a nought: the one is made a break, and the other taken away.
    """
    sealed = _FETCHES.sub(_VOID, data)
    sealed = _LINKED_NAME.sub(rb"\1void", sealed)
    sealed = _END_OF_FIELD.sub(rb"\1", _LINE_FEED.sub(rb"\1\\line ", sealed))
    return _WORKED_OUT.sub(_NOTHING_SHOWN, _INSTRUCTIONS.sub(_sealed_instruction, sealed))


def _sealed_instruction(found: re.Match[bytes]) -> bytes:
    named = _NAME.match(found.string, found.end())
    name = named[1].upper() if named else b""
    if named and (name in _OF_FORMS or (name == b"SYMBOL" and _DRAWN.match(found.string, named.end()))):
        return found[0]
    return found.expand(_VOID if name in _UNSEEN else _KEPT)


def moves_letters(data: bytes) -> bool:
    """Say whether AbiWord saved a file: it (3.0) writes letters beyond U+FFFF before the words around them."""
    return _ABIWORD.search(data) is not None


def ask_where_letters_stand(reading: Reading) -> Reading:
    """Return a reading in which each cell with such a letter asks for a person."""
    return replace(
        reading,
        read_rows=lambda: _ask_about(reading.read_rows()),
        read_lines=lambda: _ask_about(reading.read_lines()),
    )


def _ask_about(rows: Iterable[ReadRow]) -> Iterator[ReadRow]:
    for row in rows:
        yield replace(row, cells=tuple(map(_asking, row.cells)))


def _asking(cell: ReadCell) -> ReadCell:
    has_any = any(letter > "\uffff" for letter in cell.text)
    return replace(cell, noticed=cell.noticed | {"letters-moved"}) if has_any else cell
