"""Where returns lie: a file, a folder, a Maildir or an mbox; and the pieces that are opened one by one.

A network mailbox, when there is one, is another maker of pieces.
"""

import io
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from parsers.errors import Refused
from parsers.gate import MEGABYTE

MAX_PIECE = 150 * MEGABYTE
"""The most bytes of a message or a zip folder: the most that Exchange Online lets a message have."""
_BLOCK = MEGABYTE
_TAIL = 2_000
"""Bytes that hold a separating line and the name of the header after it."""

_SEPARATOR = re.compile(
    rb"From [^\r\n]{0,900}?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? +\w{1,3} +\w{1,3} +[0-9: ]{4,20}[^\r\n]{0,60}\r?\n"
    rb">?[!-9;-~]{1,100}:"
)
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)


class SourceKind(StrEnum):
    """What a path given to `receive` is."""

    FILE = "file"
    FOLDER = "folder"
    MAILDIR = "maildir"
    MBOX = "mbox"


@dataclass(frozen=True)
class Piece:
    """A run of bytes on disk that is opened by itself: a whole file, or one message of an mbox.

    `name` is the file's own, or 'message 2' in an mbox. `length` None: up to the end.
    """

    path: Path
    name: str
    start: int = 0
    length: int | None = None

    def read(self) -> bytes:
        """Return the bytes, a message of an mbox without its separator and the quoting of 'From '.

        Raises OSError, and Refused where there are more than MAX_PIECE.
        """
        with self.path.open("rb") as stream:
            length = os.fstat(stream.fileno()).st_size if self.length is None else self.length
            if length > MAX_PIECE:
                raise Refused("too-big")
            stream.seek(self.start)
            data = stream.read(length)
        return data if self.length is None else unquote(data)


def describe_source(path: Path) -> SourceKind:
    """Return what a path is, by what is in it. What a file is beyond an mbox, `open_parts` sees. Raises OSError."""
    if path.is_dir():
        is_maildir = (path / "cur").is_dir() and (path / "new").is_dir()
        return SourceKind.MAILDIR if is_maildir else SourceKind.FOLDER
    with path.open("rb") as stream:
        return SourceKind.MBOX if is_mbox(stream.read(_TAIL)) else SourceKind.FILE


def list_pieces(path: Path) -> Iterator[Piece]:
    """Yield the pieces of a file, an mbox or a Maildir in order, and those of every file in and below a folder.

    An mbox is read through once in blocks and never held, however large. Of a Maildir, the messages in `cur` and
    `new` and of its folders ('.Sent') are taken; one in `tmp` is still being written. Links to folders are not
    followed. Raises OSError.
    """
    match describe_source(path):
        case SourceKind.FILE:
            yield Piece(path, path.name)
        case SourceKind.MBOX:
            yield from _list_messages(path)
        case SourceKind.FOLDER:
            for file in _files_below(path):
                yield from list_pieces(file)
        case SourceKind.MAILDIR:
            for file in _files_of_maildir(path):
                yield Piece(file, file.name)


def _files_below(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders.sort()
        yield from (file for name in sorted(names) if (file := Path(place, name)).is_file())


def _files_of_maildir(path: Path) -> Iterator[Path]:
    boxes = [path, *sorted(folder for folder in path.glob(".*") if folder.is_dir())]
    for folder in (box / half for box in boxes for half in ("cur", "new")):
        if folder.is_dir():
            yield from sorted(file for file in folder.iterdir() if file.is_file())


def _list_messages(path: Path) -> Iterator[Piece]:
    number, begun = 0, 0
    with path.open("rb") as stream:
        for start in _find_separators(stream):
            if start:
                yield Piece(path, f"message {number}", begun, start - begun)
            number, begun = number + 1, start
        yield Piece(path, f"message {number}", begun, stream.seek(0, os.SEEK_END) - begun)


def is_mbox(data: bytes) -> bool:
    """Say whether a file that begins so is an mbox: a 'From ' line with a day and a time, and then a header."""
    return _SEPARATOR.match(data) is not None


def split_mbox(data: bytes) -> Iterator[bytes]:
    """Yield the messages of an mbox that came inside something else, and so is held whole."""
    starts = list(_find_separators(io.BytesIO(data)))
    for start, end in zip(starts, [*starts[1:], len(data)], strict=True):
        yield unquote(data[start:end])


def unquote(message: bytes) -> bytes:
    """Return a message of an mbox without the line that begins it, and with 'From ' where '>From ' stands for it."""
    body = message.partition(b"\n")[2]
    return _QUOTED_FROM.sub(rb"\1", body) if b">From " in body else body


def _find_separators(stream: BinaryIO) -> Iterator[int]:
    """Yield where each message begins. A 'From ' line counts only after an empty line and before a header.

    So a sentence that begins with From, which some programs do not quote, divides no message.
    """
    held, offset = b"\n\n\n\n", -4
    while held:
        block = stream.read(_BLOCK)
        held += block
        end = len(held) - _TAIL if block else len(held)
        yield from (offset + at for at in _separators_in(held, end))
        keep = max(end - 3, 0)
        held, offset = held[keep:] if block else b"", offset + keep


def _separators_in(held: bytes, end: int) -> Iterator[int]:
    """Yield where a separator begins among the bytes after the third and before `end`."""
    at = held.find(b"\nFrom ", 3)
    while 0 <= at < end:
        after_empty_line = held[at - 1 : at] == b"\n" or held[at - 2 : at] == b"\n\r"
        if after_empty_line and _SEPARATOR.match(held, at + 1):
            yield at + 1
        at = held.find(b"\nFrom ", at + 1)
