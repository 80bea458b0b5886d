"""A zip folder that somebody packed: its members one by one, each taken out or given its reason.

The gate refuses a Word file whole for one odd member, because Word never makes any. A zip folder is packed by people
with many programs: one locked or twice named member says nothing about the others.
"""

import zipfile
from collections.abc import Iterator

from parsers.archive import check_apart, open_archive
from parsers.errors import Failed, Refused, Unread
from parsers.gate import MAX_FILE, MAX_INFLATED, exceeds_ratio
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


def open_folder(data: bytes) -> zipfile.ZipFile:
    """Return a zip file with no more members than are gone through. Raises Unread."""
    return open_archive(data, too_many="too-many-parts")


def read_zip(data: bytes, archive: zipfile.ZipFile) -> Opened:
    """Return a zip folder, opened. Raises Refused where its members are more, unpacked, than a file may be."""
    members = [member for member in archive.infolist() if not _is_folder(member)]
    if sum(member.file_size for member in members) > MAX_INFLATED:
        raise Refused("bomb")
    check_apart(data, members, archive.start_dir)
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


def _is_folder(member: zipfile.ZipInfo) -> bool:
    return member.filename.endswith("/") and member.file_size == 0
