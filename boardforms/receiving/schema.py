"""The journal's database: its tables, how it is opened, and that one command at a time may."""

import os
import sqlite3
import sys
from pathlib import Path, PurePath
from urllib.parse import quote

from boardforms.errors import CannotWork, Unusable

NAME = "journal.sqlite"

VERSION = 2
"""Counts up with every change to the tables, or to how something in them is written."""

_OURS = 0x42464A31
"""What marks a database as a journal of this program ('BFJ1')."""

TABLES = """
CREATE TABLE delivery (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    fingerprint TEXT NOT NULL,
    shown TEXT NOT NULL,
    taken_at TEXT NOT NULL,
    done INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE arrival (
    id INTEGER PRIMARY KEY,
    delivery INTEGER NOT NULL REFERENCES delivery,
    place INTEGER NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('return', 'ignored', 'unopened')),
    shown TEXT NOT NULL,
    reference TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    state TEXT,
    finding TEXT,
    findings TEXT NOT NULL,
    received TEXT,
    sent TEXT,
    message TEXT,
    settled TEXT NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX arrival_once ON arrival (delivery, place, role, shown, sha256);
CREATE INDEX arrival_of_content ON arrival (sha256);
CREATE TABLE content (
    sha256 TEXT PRIMARY KEY,
    outcome TEXT NOT NULL DEFAULT 'waiting',
    standing TEXT NOT NULL DEFAULT 'waiting',
    settled TEXT NOT NULL DEFAULT '',
    compared INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX content_by_standing ON content (standing);
CREATE INDEX content_not_compared ON content (compared) WHERE compared = 0;
CREATE TABLE record (
    key TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL REFERENCES content,
    matter TEXT,
    as_read TEXT NOT NULL,
    as_decided TEXT
);
CREATE INDEX record_of_content ON record (sha256);
CREATE INDEX record_by_matter ON record (matter);
CREATE TABLE decision (
    id INTEGER PRIMARY KEY,
    record TEXT NOT NULL,
    about TEXT NOT NULL,
    action TEXT NOT NULL,
    old TEXT NOT NULL,
    new TEXT NOT NULL,
    who TEXT NOT NULL,
    decided_at TEXT NOT NULL
);
CREATE INDEX decision_of_record ON decision (record);
CREATE TRIGGER decision_is_never_changed BEFORE UPDATE ON decision
    BEGIN SELECT raise(ABORT, 'a decision is never changed'); END;
CREATE TRIGGER decision_is_never_deleted BEFORE DELETE ON decision
    BEGIN SELECT raise(ABORT, 'a decision is never deleted'); END;
CREATE TABLE correction (
    later TEXT NOT NULL,
    earlier TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('corrects', 'repeats', 'unsure')),
    PRIMARY KEY (later, earlier)
);
CREATE INDEX correction_of_earlier ON correction (earlier);
"""
"""What came (`delivery`, `arrival`), what it holds (`content`, `record`), and what people and the journal made of it.

`outcome` and `as_read` are what the reader said and never change but by reading again; `standing` and `as_decided`
are made of them by decisions and corrections.
"""


def open_database(folder: Path, *, make: bool = False, only_read: bool = False) -> sqlite3.Connection:
    """Open the journal in a folder, for this process alone; with `make`, begin one where there is none.

    With `only_read`, one that cannot be written to is opened as well. Raises CannotWork where there is none, another
    command has it open, or it cannot be opened or written to, and Unusable where it is no journal or was written by a
    newer version of the program.
    """
    path = folder / NAME
    if not make and not path.is_file():
        raise CannotWork(f"there is no journal in {folder}: `boardforms receive` begins one")
    try:
        if make:
            _keep_private(path)
        _check_rights(path, folder)
        return _open(path, folder)
    except (OSError, sqlite3.DatabaseError) as error:
        if only_read and _is_read_only(error):
            return _open_to_read(path, folder)
        raise _said(error, folder) from error


def _keep_private(path: Path) -> None:
    """Make a database that is not there yet, which nobody else may read. SQLite makes its other files alike."""
    if sys.platform != "win32" and not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
        path.chmod(0o600)


def _check_rights(path: Path, folder: Path) -> None:
    """Raise PermissionError where this process may not write: SQLite's own errors do not tell that from a fault."""
    for each in (folder, path):
        if not os.access(each, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
            raise PermissionError(each)


def _open(path: Path, folder: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=0, isolation_level=None)
    try:
        _take(database, folder)
        _check_version(database, folder)
    except (sqlite3.DatabaseError, CannotWork):
        database.close()
        raise
    return database


def address_of(path: PurePath) -> str:
    """Return the file URI of an absolute path as SQLite takes it: the name of a server stands in the path."""
    posix = path.as_posix()
    return f"file://{quote(posix if posix.startswith('/') else f'/{posix}', safe='/:')}"


def _open_to_read(path: Path, folder: Path) -> sqlite3.Connection:
    """Open a journal that cannot be written to, where all that it holds is in the one file."""
    waiting = path.with_name(f"{NAME}-wal")
    if waiting.exists() and waiting.stat().st_size:
        raise CannotWork(
            f"the journal in {folder} cannot be written to, and a command was stopped in the midst of it:"
            " run this once from where it can be written to"
        )
    address = f"{address_of(path.absolute())}?immutable=1"
    database = sqlite3.connect(address, uri=True, isolation_level=None)
    try:
        found = database.execute("PRAGMA application_id").fetchone()[0]
        if found != _OURS:
            raise Unusable(f"{path} is not a journal of boardforms")
        _check_version(database, folder)
    except sqlite3.DatabaseError as error:
        database.close()
        raise _said(error, folder) from error
    except CannotWork:
        database.close()
        raise
    return database


def _take(database: sqlite3.Connection, folder: Path) -> None:
    """Lock the database until it is closed. It needs no shared memory then, so it may lie on a network drive."""
    database.execute("PRAGMA locking_mode = EXCLUSIVE")
    database.execute("BEGIN EXCLUSIVE")
    found = database.execute("PRAGMA application_id").fetchone()[0]
    is_new = database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    database.execute("COMMIT")
    if not is_new and found != _OURS:
        raise Unusable(f"{folder / NAME} is not a journal of boardforms")
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    database.execute("PRAGMA foreign_keys = ON")


def _check_version(database: sqlite3.Connection, folder: Path) -> None:
    version = database.execute("PRAGMA user_version").fetchone()[0]
    if version > VERSION:
        raise Unusable(
            f"the journal in {folder} was written by a newer version of boardforms: install that one, or a later"
        )
    if version == 0:
        database.executescript(
            f"BEGIN; {TABLES} PRAGMA application_id = {_OURS}; PRAGMA user_version = {VERSION}; COMMIT;"
        )


def _said(error: sqlite3.DatabaseError | OSError, folder: Path) -> CannotWork:
    if _is_read_only(error):
        return CannotWork(
            f"the journal in {folder} cannot be written to; nothing in it is broken. Ask whoever keeps the folder to"
            " let you write to it and to what is in it"
        )
    if isinstance(error, sqlite3.Error) and is_busy(error):
        return CannotWork(
            f"another boardforms command is using the journal in {folder}: wait until it has ended"
        )
    return CannotWork(f"the journal in {folder} cannot be opened ({error}): restore it from a backup")


def _is_read_only(error: sqlite3.Error | OSError) -> bool:
    """Say whether an error means that a folder or file may not be written to, or not be opened at all."""
    return isinstance(error, OSError) or getattr(error, "sqlite_errorname", "").startswith(
        ("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")
    )


def is_busy(error: sqlite3.Error) -> bool:
    """Say whether an error means that somebody else has the database."""
    return getattr(error, "sqlite_errorname", "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))
