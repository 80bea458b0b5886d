"""What comes in: the deliveries that an inbox offers, and the arrivals that each turns out to hold."""

import datetime as dt
import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from boardforms.openable import holds_journal
from escalation.findings import Finding
from escalation.records import Message, State
from parsers.mail import Piece, SourceKind, describe_source, list_pieces


class Role(StrEnum):
    """What an arrival is.

    `return`: a file to read. `ignored`: passed over, with the reason. `unopened`: would or could not be taken out of
    what carried it, so that nobody knows what it holds.
    """

    RETURN = "return"
    IGNORED = "ignored"
    UNOPENED = "unopened"


@dataclass(frozen=True)
class Delivery:
    """One thing that an inbox offers: a file, or a message of a mailbox.

    `key` is the same at every run, and `fingerprint` changes whenever the content may have; an empty one says
    that nobody can tell. `received` is the day it came, where somebody gave it.
    """

    key: str
    shown: str
    piece: Piece
    fingerprint: str = ""
    received: dt.date | None = None


@dataclass(frozen=True)
class Arrival:
    """Something that came in, wherever it lay: a file, an attachment, the text of a message.

    `place` counts what a delivery held, from 1; `shown` says where it lay, from the outside in. `finding` says why it
    was not read as a return, with `state` where it was refused or failed; `findings` are about how it came.
    `sha256` is that of what was kept: of the content, or, of what was not opened, of all that was delivered.
    """

    role: Role
    place: int
    shown: str
    sha256: str = ""
    state: State | None = None
    finding: Finding | None = None
    findings: tuple[Finding, ...] = ()
    received: dt.date | None = None
    message: Message | None = None


class Inbox(Protocol):
    """Where deliveries come from. A mailbox over the network is another one of these.

    An inbox must offer again, at the next run, whatever it has not been told is finished.
    """

    def deliveries(self) -> Iterator[Delivery]:
        """Yield what there is, in the same order at every run."""
        ...

    def finish(self, key: str) -> None:
        """Hear that all that a delivery held is in the journal with its outcome.

        It is said last, so it may be said again after a run that was killed; saying it twice must do no harm.
        """
        ...


@dataclass(frozen=True)
class Folders:
    """Files and folders, mailboxes among them, as an inbox. Nothing in them is ever moved, marked or deleted.

    `received` is the day on which they came, where somebody gave it; `apart_from` a folder that is none of them,
    such as the journal's own.
    """

    paths: tuple[Path, ...]
    received: dt.date | None = None
    apart_from: Path | None = None

    def deliveries(self) -> Iterator[Delivery]:
        """Yield every file named, and every file in the folders named and below: each message of a mailbox apart."""
        for path in self.paths:
            for piece in _pieces_below(path, self.apart_from and self.apart_from.resolve()):
                yield _deliver(piece, self.received)

    def finish(self, key: str) -> None:
        """Do nothing: what is in a folder is its owner's."""


def _pieces_below(path: Path, apart_from: Path | None) -> Iterator[Piece]:
    """Yield what a path holds; one file or folder that cannot be opened is a piece of its own, and the rest go on.

    So is the folder of another journal.
    """
    if apart_from is not None and path.resolve() == apart_from:
        return
    try:
        kind = describe_source(path) if path.is_dir() or path.is_file() else None
        if kind is SourceKind.FOLDER and holds_journal(path):
            kind = None
        elif kind is SourceKind.FOLDER:
            with os.scandir(path) as found:
                inside = sorted((Path(entry), _leads_elsewhere(entry)) for entry in found)
        elif kind is not None:
            yield from list_pieces(path)
            return
    except OSError:
        kind = None
    if kind is None:
        yield Piece(path, path.name)
        return
    for each, is_elsewhere in inside:
        if is_elsewhere and each.resolve() != apart_from:
            yield Piece(each, each.name)
        else:
            yield from _pieces_below(each, apart_from)


def _leads_elsewhere(entry: "os.DirEntry[str]") -> bool:
    """Say whether an entry is a link to a folder, which may lead in circles."""
    return entry.is_symlink() and entry.is_dir()


def _deliver(piece: Piece, received: dt.date | None) -> Delivery:
    inside = "" if piece.length is None else f" › {piece.name}"
    # Its folder may be named by a link, by a drive's letter or with `..`, at each run in another way.
    lies_in = Path(os.path.realpath(piece.path.parent))
    key, shown = _as_text(lies_in / piece.path.name) + inside, _as_text(piece.path) + inside
    return Delivery(key, shown, piece, _fingerprint(piece.path), received)


def _as_text(path: Path) -> str:
    return (
        str(path).encode(errors="backslashreplace").decode()
    )  # a file's name may hold bytes that are no letters


def _fingerprint(path: Path) -> str:
    """Return what changes with a file's content: size, times and number, as git's index has them."""
    try:
        found = path.stat()
    except OSError:
        return ""
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}"


def reference_of(key: str, arrival: Arrival) -> str:
    """Return what a person calls an arrival that was not opened: twelve digits that give nothing away.

    What came in its place later, with another content, is called otherwise.
    """
    told_by = f"{key}\n{arrival.place}\n{arrival.shown}\n{arrival.sha256}"
    return hashlib.sha256(told_by.encode()).hexdigest()[:12]
