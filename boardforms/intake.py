"""Read returned files into records: every file that came in is accounted for by one record."""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import parsers
from boardforms.catalogue import Catalogue
from boardforms.workers import LIMITS, Lost, work_through
from docgen import render_word
from escalation.codes import notice
from escalation.definitions import FormDefinition, FormReference
from escalation.layouts import Layout
from escalation.records import Record, Source
from parsers import Failed, Reading, Refused, Unread, interpret, record_unread

LARGEST_FILE = 100_000_000
"""Bytes. A returned form is a few hundred kilobytes; what is larger than this is not read into memory."""


def find_returns(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Return every file named, and every file in the folders named and below, once each and in order."""
    found: dict[Path, None] = {}
    for path in paths:
        inside = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        found |= dict.fromkeys(inside)
    return tuple(found)


@dataclass
class Desk:
    """Where returns are read: the boards at hand, and the map of each form's blank, made once."""

    catalogue: Catalogue
    maps: dict[FormReference, "BlankMap"] = field(default_factory=dict)

    def map_of(self, form: FormDefinition) -> "BlankMap":
        """Return the map of a form's Word blank."""
        if form.reference not in self.maps:
            rendered = render_word(form, self.catalogue.board(form.board))
            self.maps[form.reference] = BlankMap(rendered.layout, parsers.read(rendered.content))
        return self.maps[form.reference]


@dataclass(frozen=True)
class BlankMap:
    """Where each box sits in a Word blank, and what the blank says before anybody has written in it."""

    layout: Layout
    reading: Reading


def read_returns(
    paths: Iterable[Path], catalogue: Catalogue, received: dt.date | None = None, workers: int = 0
) -> Iterator[Record]:
    """Yield the records of each file, in the order of the paths: one a file, or one for each return joined in it.

    `received` is the day of the message that brought them, where that is known. With workers, files are read in so
    many other processes, each file under a deadline and a limit of memory: a file that hangs or crashes them
    is a record that failed. Raises CannotWork where no process keeps going.
    """
    seen: set[str] = set()
    begin = partial(_begin_reading, catalogue, received)
    for path, read in work_through(begin, paths, workers, LIMITS):
        for record in (_record_lost(path, read, received),) if isinstance(read, Lost) else read:
            yield _with_note(record) if record.id in seen else record
            seen.add(record.id)


def _begin_reading(catalogue: Catalogue, received: dt.date | None) -> Callable[[Path], tuple[Record, ...]]:
    return partial(_read_file, desk=Desk(catalogue), received=received)


def _read_file(path: Path, desk: Desk, received: dt.date | None) -> tuple[Record, ...]:
    unread = _source_unopened(path, received)
    try:
        if path.stat().st_size > LARGEST_FILE:
            return (record_unread(Refused("too-big"), unread),)
        data = path.read_bytes()
    except OSError:
        return (record_unread(Failed("cannot-open"), unread),)
    digest = hashlib.sha256(data).hexdigest()
    return read_return(data, desk, unread.model_copy(update={"sha256": digest}))


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


def read_return(data: bytes, desk: Desk, source: Source) -> tuple[Record, ...]:
    """Read one returned file: its records say what became of it, whatever the file holds.

    There is one, or one for each return that was joined into the file. Raises MemoryError, and nothing else, so
    that whoever called can give up the process.
    """
    try:
        readings = parsers.read_each(data)
    except Exception as error:  # noqa: BLE001 - one file that trips the program must not lose the others
        return (_record_error(error, source),)
    if len(readings) == 1:
        return (_read_one(readings[0], desk, source),)
    return tuple(
        _read_one(reading, desk, source.model_copy(update={"part": part}))
        for part, reading in enumerate(readings, start=1)
    )


def _read_one(reading: Reading, desk: Desk, source: Source) -> Record:
    try:
        return _interpret(reading, desk, source)
    except Exception as error:  # noqa: BLE001 - nor must one return lose the others of its file
        return _record_error(error, source)


def _record_error(error: Exception, source: Source) -> Record:
    cause = error.__cause__ if isinstance(error, Unread) else error
    if isinstance(cause, MemoryError):
        raise cause from None
    return record_unread(error if isinstance(error, Unread) else Failed("unreadable"), source)


def _interpret(reading: Reading, desk: Desk, source: Source) -> Record:
    form = _form_of(reading, desk.catalogue)
    if reading.format == "pdf":
        return interpret(reading, form, None, source)
    blank = desk.map_of(form)
    return interpret(reading, form, blank.layout, source, blank=blank.reading)


def _form_of(reading: Reading, catalogue: Catalogue) -> FormDefinition:
    form = catalogue.find(reading.reference) if reading.reference else None
    if form is None:
        raise Refused("unknown-form" if reading.reference else "not-our-form")
    return form


def _with_note(record: Record) -> Record:
    return record.model_copy(update={"findings": (*record.findings, notice("same-content"))})
