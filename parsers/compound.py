"""An OLE compound file ([MS-CFB]) from a stranger: what Outlook's messages and old Word files are kept in."""

import io
import struct
from collections.abc import Iterator
from contextlib import contextmanager

from olefile import OleFileIO

from parsers.errors import Failed, Refused, Unread

_SMALL_SECTOR = 64


@contextmanager
def damage_said() -> Iterator[None]:
    """Say that a file is damaged where a library trips over it. Raises Failed."""
    try:
        yield
    except (Unread, MemoryError):
        raise
    except Exception as error:  # olefile and what builds on it raise whatever the bytes lead them to
        raise Failed("damaged") from error


def open_compound(held: io.BytesIO, *, to_change: bool = False) -> OleFileIO:
    """Return a compound file, opened; `held` stays open, and is what is written to. Raises Unread."""
    _check_tables(held.getbuffer())
    with damage_said():
        return OleFileIO(held, write_mode=to_change)


def _check_tables(data: memoryview) -> None:
    """Refuse allocation tables larger than the file needs, which olefile would load over and over. Raises Unread."""
    if len(data) < 512:
        raise Failed("damaged")
    shift, tables = struct.unpack_from("<H", data, 30)[0], struct.unpack_from("<L", data, 44)[0]
    if shift not in {9, 12}:
        raise Failed("damaged")
    per_table = 1 << shift - 2
    needed, needed_small = (len(data) >> shift) // per_table, len(data) // _SMALL_SECTOR // per_table
    small_tables, more_tables = struct.unpack_from("<L", data, 64)[0], struct.unpack_from("<L", data, 72)[0]
    if tables > needed + 8 or small_tables > needed_small + 8 or more_tables > needed // 100 + 8:
        raise Refused("bomb")
