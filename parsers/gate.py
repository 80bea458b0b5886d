"""The gate: limits that a file must keep before any of it is parsed. After a refusal nothing else is tried."""

import io
import re
import struct
import zipfile
import zlib

from parsers.archive import check_apart, open_archive
from parsers.errors import Failed, Refused

MEGABYTE = 1_000_000
MAX_FILE = 50 * MEGABYTE
"""The most bytes a return may have as it comes."""
MAX_INFLATED = 300 * MEGABYTE
"""The most bytes that a file may unpack to in all."""
MAX_PART = 40 * MEGABYTE
"""The most bytes that one XML part may unpack to."""
MAX_RATIO = 200
"""The most bytes that one packed byte may become, in a part of more than RATIO_FROM bytes."""
RATIO_FROM = MEGABYTE

_READABLE = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED, _UTF_8 = 0x1, 0x800
_HEADER = 30
"""The bytes of a member's own header, before its name."""
_SOMETHING = re.compile(rb"[^\x00 \t\r\n]")


def check_size(data: bytes) -> None:
    """Let a file pass that holds something, and not too much. Raises Refused."""
    if not _SOMETHING.search(data):
        raise Refused("empty-file")
    if len(data) > MAX_FILE:
        raise Refused("too-big")


def exceeds_ratio(inflated: int, packed: int) -> bool:
    """Say whether that many bytes unpack to more than any document of ours does."""
    return inflated > RATIO_FROM and inflated > MAX_RATIO * max(packed, 1)


def open_zip(data: bytes) -> zipfile.ZipFile:
    """Return a zip file whose members keep the limits and lie side by side. Reading a member is still counted.

    Raises Refused for a file that is not safe to unpack, and Failed for a damaged one.
    """
    archive = open_archive(data, too_many="bomb")
    members = archive.infolist()
    _check_members(members)
    check_apart(data, members, archive.start_dir)
    return archive


def read_member(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return a member's bytes: as many as it says, and at most MAX_PART. Raises KeyError, Refused or Failed."""
    info = archive.getinfo(name)
    if info.file_size > MAX_PART:
        raise Refused("bomb")
    try:
        content = _unpack(_packed(archive, info), info)
    except (zlib.error, struct.error, ValueError) as error:
        raise Failed("damaged") from error
    if len(content) != info.file_size or zlib.crc32(content) != info.CRC:
        raise Failed("damaged")
    return content


def _packed(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Return a member as it lies in the file. Raises ValueError where its own header gives it another name."""
    held = archive.fp
    if held is None:
        raise ValueError("the archive is closed")
    held.seek(info.header_offset)
    name, extra = struct.unpack_from("<HH", held.read(_HEADER), 26)
    if held.read(name).decode("utf-8" if info.flag_bits & _UTF_8 else "cp437") != info.orig_filename:
        raise ValueError("two names")
    held.seek(extra, io.SEEK_CUR)
    return held.read(info.compress_size)


def _unpack(packed: bytes, info: zipfile.ZipInfo) -> bytes:
    if info.compress_type == zipfile.ZIP_STORED:
        return packed
    return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, info.file_size + 1)


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    if sum(info.file_size for info in members) > MAX_INFLATED:
        raise Refused("bomb")
    if any(exceeds_ratio(info.file_size, info.compress_size) for info in members):
        raise Refused("bomb")
    if any(info.flag_bits & _ENCRYPTED for info in members):
        raise Refused("password")
    names = [info.filename.casefold() for info in members]
    if len(set(names)) < len(names) or any(_leads_out(name) for name in names):
        raise Refused("unsafe-zip")
    if any(info.compress_type not in _READABLE for info in members):
        raise Refused("unsafe-zip")


def _leads_out(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return ".." in parts or name.startswith(("/", "\\")) or ":" in parts[0]
