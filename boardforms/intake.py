"""Read returned files into records: every file that came in is accounted for by one record."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import parsers
from boardforms.catalogue import Catalogue
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
    paths: Iterable[Path], catalogue: Catalogue, received: dt.date | None = None
) -> Iterator[Record]:
    """Yield one record a file. `received` is the day of the message that brought them, where that is known."""
    desk = Desk(catalogue)
    seen: set[str] = set()
    for path in paths:
        record = _read_file(path, desk, received)
        yield _with_note(record) if record.id in seen else record
        seen.add(record.id)


def _read_file(path: Path, desk: Desk, received: dt.date | None) -> Record:
    unread = Source(path=str(path), sha256=hashlib.sha256(str(path).encode()).hexdigest(), received=received)
    try:
        if path.stat().st_size > LARGEST_FILE:
            return record_unread(Refused("too-big"), unread)
        data = path.read_bytes()
    except OSError:
        return record_unread(Failed("cannot-open"), unread)
    digest = hashlib.sha256(data).hexdigest()
    return read_return(data, desk, unread.model_copy(update={"sha256": digest}))


def read_return(data: bytes, desk: Desk, source: Source) -> Record:
    """Read one returned file. Never raises for what a file holds: the record says what became of it."""
    try:
        return _interpret(parsers.read(data), desk, source)
    except Unread as unread:
        return record_unread(unread, source)
    except Exception:  # noqa: BLE001 - one file that trips the program must not lose the others
        return record_unread(Failed("unreadable"), source)


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
