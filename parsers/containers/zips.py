"""A zip folder that somebody packed: its members one by one, each taken out or given its reason.

The gate refuses a Word file whole for one odd member, because Word never makes any. A zip folder is packed by people
with many programs: one locked or twice named member says nothing about the others.
"""

import io
import struct
import zipfile
from collections.abc import Iterator

from parsers.errors import Failed, Refused, Unread
from parsers.gate import MAX_DIRECTORY, MAX_FILE, MAX_INFLATED, MAX_MEMBERS, exceeds_ratio
from parsers.mail.parts import Item, Opened, clean_name, content_item, unread_item

_MEMBER, _END = b"PK\x03\x04", b"PK\x05\x06"
_READABLE = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED = 0x1
_DOCUMENTS = frozenset(
    {"[content_types].xml", "mimetype", "meta-inf/manifest.xml", "index.zip", "index.apxl"}
)
"""Members that only a document has: Office (ECMA-376 part 2, 7.2.3), OpenDocument (part 2, 2.2), Java, Pages."""


def is_zip(data: bytes) -> bool:
    """Say whether a file begins as a zip file does, a document's or any other."""
    return data.startswith((_MEMBER, _END))


def is_document(archive: zipfile.ZipFile) -> bool:
    """Say whether this is a Word file or another program's document, by the members that it holds."""
    names = {name.casefold() for name in archive.namelist()}
    return not names.isdisjoint(_DOCUMENTS) or any(name.endswith(".iwa") for name in names)


def open_archive(data: bytes) -> zipfile.ZipFile:
    """Return a zip file with no more members than are gone through. Raises Unread."""
    _check_directory(data)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error, OSError) as error:
        raise Failed("damaged") from error
    if len(archive.infolist()) > MAX_MEMBERS:
        raise Refused("too-many-parts")
    return archive


def read_zip(data: bytes, archive: zipfile.ZipFile) -> Opened:
    """Return a zip folder, opened. Raises Refused where its members are more, unpacked, than a file may be."""
    members = [member for member in archive.infolist() if not _is_folder(member)]
    if sum(member.file_size for member in members) > MAX_INFLATED:
        raise Refused("bomb")
    _check_apart(data, members, archive.start_dir)
    return Opened(_items(archive, members))


def _items(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> Iterator[Item]:
    for member in members:
        name = clean_name(member.filename)
        try:
            yield content_item(name, _read_member(archive, member))
        except Unread as unread:
            yield unread_item(name, unread)


def _read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    if member.flag_bits & _ENCRYPTED:
        raise Refused("password")
    if member.compress_type not in _READABLE:
        raise Refused("zip-method")
    if member.file_size > MAX_FILE:
        raise Refused("too-big")
    if exceeds_ratio(member.file_size, member.compress_size):
        raise Refused("bomb")
    try:
        with archive.open(member) as stream:
            return stream.read(MAX_FILE)
    except MemoryError:
        raise
    except Exception as error:  # zipfile and zlib raise whatever the bytes lead them to
        raise Failed("damaged") from error


def _check_directory(data: bytes) -> None:
    """Count what the list of members says of itself, before zipfile reads the whole of it. Raises Unread."""
    end = data.rfind(_END)
    if end < 0 or len(data) - end < 22:
        raise Failed("damaged")
    members, size = struct.unpack_from("<HL", data, end + 10)
    if size > MAX_DIRECTORY:
        raise Refused("bomb")
    if members > MAX_MEMBERS:
        raise Refused("too-many-parts")


def _check_apart(data: bytes, members: list[zipfile.ZipInfo], directory: int) -> None:
    """Refuse members that lie over one another, of which few bytes unpack to many files. Raises Unread."""
    extents = sorted(_extent(data, member) for member in members)
    following = [*extents, (directory, directory)][1:]
    if any(end > start for (_, end), (start, _) in zip(extents, following, strict=True)):
        raise Refused("unsafe-zip")


def _extent(data: bytes, member: zipfile.ZipInfo) -> tuple[int, int]:
    start = member.header_offset
    if start < 0 or data[start : start + 4] != _MEMBER or len(data) < start + 30:
        raise Failed("damaged")
    name, extra = struct.unpack_from("<HH", data, start + 26)
    return start, start + 30 + name + extra + member.compress_size


def _is_folder(member: zipfile.ZipInfo) -> bool:
    return member.filename.endswith("/") and member.file_size == 0
