"""Read one kept content, in a process that may be killed: what the journal is told of it."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from boardforms.catalogue import Catalogue
from boardforms.desk import Desk, read_return
from boardforms.receiving.shelf import Shelf
from boardforms.records import write_line
from escalation.cases import fold_reference
from escalation.records import Record, Source, State
from parsers import Failed, record_unread

MOST_ATTEMPTS = 4
"""How often the reading of a content may begin without an end that anybody heard of."""

_WORST_FIRST = (State.FAILED, State.REFUSED, State.REVIEW, State.COMPLETE)


@dataclass(frozen=True)
class ReadRecord:
    """A record as the journal keeps it: its key, the matter it is about, and itself as a line of JSON."""

    key: str
    matter: str | None
    line: str


@dataclass(frozen=True)
class Outcome:
    """What became of a content, and the records read in it."""

    sha256: str
    state: State
    records: tuple[ReadRecord, ...]


def begin_reading(catalogue: Catalogue, shelf: Shelf) -> Callable[[str], Outcome]:
    """Return what reads a content by its SHA-256, with these boards, from this shelf."""
    return partial(_read, desk=Desk(catalogue, crops=shelf.crops), shelf=shelf)


def _read(sha256: str, desk: Desk, shelf: Shelf) -> Outcome:
    source = Source(path="", sha256=sha256)
    try:
        data = shelf.read(sha256)
        desk.get_ready(data)
        shelf.begin(sha256)
    except OSError:
        return outcome_of(sha256, (record_unread(Failed("cannot-open"), source),))
    outcome = outcome_of(sha256, read_return(data, desk, source))
    shelf.end(sha256)
    return outcome


def outcome_unread(sha256: str, code: str) -> Outcome:
    """Return the outcome of a content whose reader never came back, or that is not read again."""
    return outcome_of(sha256, (record_unread(Failed(code), Source(path="", sha256=sha256)),))


def outcome_of(sha256: str, records: Iterable[Record]) -> Outcome:
    """Return the outcome that the records of a content make: the worst of theirs."""
    read = tuple(records)
    state = next(state for state in _WORST_FIRST if any(record.state is state for record in read))
    return Outcome(sha256, state, tuple(_kept(sha256, record) for record in read))


def _kept(sha256: str, record: Record) -> ReadRecord:
    part = record.source.part
    return ReadRecord(f"{sha256}-{part}" if part else sha256, matter_of(record), write_line(record))


def matter_of(record: Record) -> str | None:
    """Return what the records of one case on one form have in common; None where a record does not say."""
    if record.form is None or record.case is None:
        return None
    return json.dumps([record.form.board, record.form.form, fold_reference(record.case)])
