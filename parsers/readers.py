"""Read a returned file: find out its kind, hold it at the gate, and hand it to the reader of that kind."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from parsers.errors import Failed, Refused, Unread
from parsers.gate import check_size
from parsers.kinds import FileKind, identify, refuse_carrier
from parsers.legacy import read_open_document, read_rich_text, read_word_97
from parsers.pdf import read_pdfs
from parsers.reading import Reading
from parsers.scan import read_scans
from parsers.word import read_word


def _one(reader: Callable[[bytes], Reading]) -> Callable[[bytes], tuple[Reading, ...]]:
    """Return a reader of files that hold one return each as a reader of any."""
    return lambda data: (reader(data),)


READERS: Mapping[FileKind, Callable[[bytes], tuple[Reading, ...]]] = MappingProxyType(
    {
        FileKind.WORD: _one(read_word),
        FileKind.PDF: read_pdfs,
        FileKind.WORD_97: _one(read_word_97),
        FileKind.OPEN_DOCUMENT: _one(read_open_document),
        FileKind.RICH_TEXT: _one(read_rich_text),
        FileKind.PICTURE: read_scans,
    }
)
"""One reader a kind. A new kind of file is a new kind in `FileKind`, and its reader here."""


def read_each(data: bytes) -> tuple[Reading, ...]:
    """Return the readings of a returned file: one, or one for each return that was joined into it.

    The kind is told by the content, and its reader is the only one tried.
    Raises Refused (we will not read it) or Failed (we could not), and nothing else: each says what to do next.
    """
    try:
        refuse_carrier(data)  # before its size is looked at: a mailbox may be of any
        check_size(data)
        return READERS[identify(data)](data)
    except Unread:
        raise
    except Exception as error:  # a stranger's file may make a reader's libraries raise anything
        raise Failed("unreadable") from error


def read(data: bytes) -> Reading:
    """Return what stands in a returned form that is a file of its own.

    Raises as `read_each` does, and Refused where more than one return was joined into the file.
    """
    readings = read_each(data)
    if len(readings) > 1:
        raise Refused("merged-returns")
    return readings[0]
