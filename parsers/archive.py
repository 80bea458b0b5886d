"""A zip file before anything in it is unpacked: how many members it lists, and whether they lie side by side."""

import io
import struct
import zipfile
from collections.abc import Iterable

from parsers.errors import Failed, Refused

MAX_MEMBERS = 2_000
"""The most members a zip file may have."""
MAX_DIRECTORY = 1_000_000
"""The most bytes of a zip file's list of members, which is read whole before they can be counted."""

_END, _MEMBER = b"PK\x05\x06", b"PK\x03\x04"
_END_SIZE = 22
"""The fewest bytes of the record that ends a zip file (APPNOTE 4.3.16)."""
_HEADER = 30
"""The bytes of a member's own header, before its name (APPNOTE 4.3.7)."""


def open_archive(data: bytes, too_many: str) -> zipfile.ZipFile:
    """Return a zip file with no more members than are gone through; nothing in it was unpacked.

    Raises Failed for a damaged one and Refused for a list of members that is too long: with the code `too_many`
    where it has more members than MAX_MEMBERS.
    """
    _check_list(data, too_many)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error, OSError) as error:
        raise Failed("damaged") from error
    if len(archive.infolist()) > MAX_MEMBERS:
        raise Refused(too_many)
    return archive


def _check_list(data: bytes, too_many: str) -> None:
    """Count what the list of members says of itself, before zipfile reads the whole of it."""
    end = data.rfind(_END)
    if end < 0 or len(data) - end < _END_SIZE:
        raise Failed("damaged")
    members, size = struct.unpack_from("<HL", data, end + 10)
    if size > MAX_DIRECTORY:
        raise Refused("bomb")
    if members > MAX_MEMBERS:
        raise Refused(too_many)


def check_apart(data: bytes, members: Iterable[zipfile.ZipInfo], directory: int) -> None:
    """Let members pass that do not lie over one another: few bytes would unpack to many files.

    zipfile before Python 3.13 can be made to hang by them. `directory` is where the list of members begins.
    Raises Refused, and Failed where no member is where the list says.
    """
    extents = sorted(_extent(data, member) for member in members)
    following = [*extents, (directory, directory)][1:]
    if any(end > start for (_, end), (start, _) in zip(extents, following, strict=True)):
        raise Refused("unsafe-zip")


def _extent(data: bytes, member: zipfile.ZipInfo) -> tuple[int, int]:
    start = member.header_offset
    if start < 0 or data[start : start + 4] != _MEMBER or len(data) < start + _HEADER:
        raise Failed("damaged")
    name, extra = struct.unpack_from("<HH", data, start + 26)
    return start, start + _HEADER + name + extra + member.compress_size
