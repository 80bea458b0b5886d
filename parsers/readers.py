"""Read a returned file: find out its kind, hold it at the gate, and hand it to the reader of that kind."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from parsers.errors import Failed, Unread
from parsers.gate import check_size
from parsers.kinds import FileKind, identify
from parsers.pdf import read_pdf
from parsers.reading import Reading
from parsers.word import read_word

READERS: Mapping[FileKind, Callable[[bytes], Reading]] = MappingProxyType(
    {FileKind.WORD: read_word, FileKind.PDF: read_pdf}
)
"""One reader a kind. A new kind of file is a new kind in `FileKind`, and its reader here."""


def read_each(data: bytes) -> tuple[Reading, ...]:
    """Return the readings of a returned file: one, or one for each return that was joined into it.

    Raises as `read` does.
    """
    return (read(data),)


def read(data: bytes) -> Reading:
    """Return what stands in the boxes of a returned Word or PDF form.

    The kind is told by the content, and its reader is the only one tried.
    Raises Refused (we will not read it) or Failed (we could not), and nothing else: each says what to do next.
    """
    check_size(data)
    reader = READERS[identify(data)]
    try:
        return reader(data)
    except Unread:
        raise
    except Exception as error:
        raise Failed("unreadable") from error
