"""The fields of a Word 97-2003 file ([MS-DOC] 2.8.25, 2.9.88): each keeps what it showed when the file was saved.

LibreOffice would work most of them out anew: a date would be that of the day of reading, a file's name the path of
a file on this machine. Of a field that is said to be of kind 2 ("REF without the word") it (7.4) keeps the words,
and the instruction too, so that the reader of the .docx sees that a field stood there. The words of a field of a
kind that it does not know it loses.
"""

import io
import struct
from collections.abc import Iterator

from olefile import OleFileIO

from parsers.compound import damage_said, open_compound
from parsers.errors import Failed

_FIB, _VERSIONS = 0xA5EC, range(0x00C0, 0x0120)
_IN_1TABLE = 0x0200
_TABLES_AT = 154
"""Where the list of what stands where in the table stream begins (FibRgFcLcb97, 2.5.6), eight bytes each."""
_FIELD_TABLES = (16, 17, 18, 19, 48, 57, 59)
"""Of the main text, headers, footnotes, comments, endnotes, text boxes, and text boxes of headers."""
_POSITION, _FIELD = 4, 2
_BEGIN, _MARK = 0x13, 0x1F
_KEPT = 2
_LEFT = frozenset({26, 33, 58, 66, 67, 70, 71, 83, 87, 88, 95})
"""Numbers of pages, what is drawn or put in, fields of forms and hyperlinks (2.9.90): read as they are."""


def keep_fields(data: bytes) -> bytes:
    """Return the file with each field that LibreOffice would work out anew as one that keeps its words.

    A file of an older Word is returned as it is. Raises Failed for a damaged one, Refused for one that is not safe.
    """
    held = io.BytesIO(data)
    with damage_said(), open_compound(held, to_change=True) as ole:
        document = _read_stream(ole, "WordDocument", len(data))
        mark, version = struct.unpack_from("<HH", document)
        if mark != _FIB or version not in _VERSIONS:
            return data
        name = "1Table" if struct.unpack_from("<H", document, 10)[0] & _IN_1TABLE else "0Table"
        table = bytearray(_read_stream(ole, name, len(data)))
        for at in _beginnings(document, table):
            if table[at + 1] not in _LEFT:
                table[at + 1] = _KEPT
        ole.write_stream(name, bytes(table))
    return held.getvalue()


def _read_stream(ole: OleFileIO, name: str, most: int) -> bytes:
    if ole.get_size(name) > most:
        raise Failed("damaged")
    return bytes(ole.openstream(name).read())


def _beginnings(document: bytes, table: bytes | bytearray) -> Iterator[int]:
    """Yield where in the table stream each beginning of a field is described: a mark, then its kind."""
    for number in _FIELD_TABLES:
        start, length = struct.unpack_from("<II", document, _TABLES_AT + 8 * number)
        count = max(length - _POSITION, 0) // (_POSITION + _FIELD)
        first = start + _POSITION * (count + 1)
        if first + _FIELD * count > len(table):
            raise Failed("damaged")
        yield from (at for at in range(first, first + _FIELD * count, _FIELD) if table[at] & _MARK == _BEGIN)
