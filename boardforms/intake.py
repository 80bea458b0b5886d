"""Read returned files into records: every file that came in is accounted for by one record."""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from boardforms.catalogue import Catalogue
from boardforms.desk import Desk, read_return
from boardforms.openable import why_not_opened
from boardforms.workers import LIMITS, Lost, work_through
from escalation.codes import notice
from escalation.records import Record, Source
from parsers import Failed, Refused, record_unread
from parsers.containers import is_system_file
from parsers.kinds import refuse_carrier

LARGEST_FILE = 100_000_000
"""Bytes. A returned form is a few hundred kilobytes; what is larger than this is not read into memory."""
_BEGINNING = 1_000_000
"""Bytes of such a file that are looked at, to tell a mailbox or a message."""
_ENOUGH = 2_000
"""Bytes that tell a file that a computer adds by itself (`parsers.containers.is_system_file`)."""
_NAMED_SO = ("~$", ".~lock.", "._", ".ds_store", "thumbs.db", "desktop.ini")


def find_returns(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Return every file named, and all that is in the folders named and below, once each and in order.

    What cannot be opened, or is not to be, is returned as well, so that its record says why: folders that cannot be
    looked into, links to folders, which are not followed, pipes and the like.
    """
    return tuple(dict.fromkeys(found for path in paths for found in _all_below(path)))


def find_system_files(paths: Iterable[Path]) -> frozenset[Path]:
    """Return those files that a computer adds by itself beside a person's: locks, pictures of a folder, and the like.

    Only those are opened whose names are such a file's.
    """
    return frozenset(path for path in paths if path.name.casefold().startswith(_NAMED_SO) and _is_added(path))


def _is_added(path: Path) -> bool:
    if why_not_opened(path) is not None:
        return False
    try:
        with path.open("rb") as stream:
            return is_system_file(path.name, stream.read(_ENOUGH))
    except OSError:
        return False


def _all_below(named: Path) -> Iterator[Path]:
    waiting = [named]
    while waiting:
        path = waiting.pop()
        inside = _list_folder(path) if path == named or not path.is_symlink() else None
        if inside is None:
            yield path
        else:
            waiting += reversed(inside)


def _list_folder(path: Path) -> list[Path] | None:
    """Return what is in a folder, in order; None for what is none, or cannot be looked into."""
    try:
        return sorted(path.iterdir()) if path.is_dir() else None
    except OSError:
        return None


def read_returns(
    paths: Iterable[Path],
    catalogue: Catalogue,
    received: dt.date | None = None,
    workers: int = 0,
    crops: Path | None = None,
) -> Iterator[Record]:
    """Yield the records of each file, in the order of the paths: one a file, or one for each return joined in it.

    `received` is the day of the message that brought them, where that is known. With workers, files are read in so
    many other processes, each file under a deadline and a limit of memory: a file that hangs or crashes them
    is a record that failed. `crops`: the folder that keeps pictures of what a person must look at. Raises CannotWork
    where no process keeps going.
    """
    seen: set[str] = set()
    begin = partial(_begin_reading, catalogue, received, crops)
    for path, read in work_through(begin, paths, workers, LIMITS):
        for record in (_record_lost(path, read, received),) if isinstance(read, Lost) else read:
            yield _with_note(record) if record.id in seen else record
            seen.add(record.id)


def _begin_reading(
    catalogue: Catalogue, received: dt.date | None, crops: Path | None = None
) -> Callable[[Path], tuple[Record, ...]]:
    return partial(_read_file, desk=Desk(catalogue, crops=crops), received=received)


def _read_file(path: Path, desk: Desk, received: dt.date | None) -> tuple[Record, ...]:
    unread = _source_unopened(path, received)
    if (error := why_not_opened(path)) is not None:
        return (record_unread(error, unread),)
    try:
        if path.stat().st_size > LARGEST_FILE:
            return (record_unread(_refuse_large(path), unread),)
        data = path.read_bytes()
    except OSError:
        return (record_unread(Failed("cannot-open"), unread),)
    digest = hashlib.sha256(data).hexdigest()
    return read_return(data, desk, unread.model_copy(update={"sha256": digest}))


def _refuse_large(path: Path) -> Refused:
    """Return why a file is not read that is larger than any return: a mailbox often is. Raises OSError."""
    with path.open("rb") as stream:
        beginning = stream.read(_BEGINNING)
    try:
        refuse_carrier(beginning)
    except Refused as refused:
        return refused
    return Refused("too-big")


def _source_unopened(path: Path, received: dt.date | None) -> Source:
    name = str(path).encode(errors="backslashreplace")  # a file's name may hold bytes that are no letters
    return Source(path=name.decode(), sha256=hashlib.sha256(name).hexdigest(), received=received)


def _record_lost(path: Path, lost: Lost, received: dt.date | None) -> Record:
    """Return the record of a file that its reader never came back from, under the id of its content."""
    source = _source_unopened(path, received)
    try:
        if path.is_file():  # what is not a file may have been what the reader hung on
            with path.open("rb") as stream:
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
            source = source.model_copy(update={"sha256": digest})
    except OSError:
        pass
    return record_unread(Failed(lost), source)


def _with_note(record: Record) -> Record:
    return record.model_copy(update={"findings": (*record.findings, notice("same-content"))})
