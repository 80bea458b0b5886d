"""The journal of what came in: every delivery, arrival, content and record, and what became of each."""

import json
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from boardforms.errors import CannotWork
from boardforms.receiving.arrivals import Arrival, Delivery, Role, reference_of
from boardforms.receiving.reading import Outcome
from boardforms.receiving.schema import VERSION, open_database
from boardforms.receiving.shelf import Shelf, make_private
from escalation.cases import fold_reference
from escalation.findings import Finding

_TOGETHER = 0.5
"""Seconds for which changes are gathered before they are put on the disk: a run that is killed repeats as much."""

_PAGE = 200
"""Rows fetched at a time, so that no list of them all is ever held."""


@dataclass
class Journal:
    """A journal that this process has open, and nobody else. `open_journal` makes one.

    Changes are gathered; `flush` puts them on the disk.
    """

    shelf: Shelf
    database: sqlite3.Connection
    since: float | None = None

    def change(self, statement: str, *values: object) -> sqlite3.Cursor:
        """Make a change, which reaches the disk within half a second of work, or at `flush`."""
        if self.since is None:
            self.database.execute("BEGIN IMMEDIATE")
            self.since = time.monotonic()
        return self.database.execute(statement, values)

    def settle(self) -> None:
        """Say that the journal is consistent as it stands: what was gathered may go to the disk now."""
        if self.since is not None and time.monotonic() - self.since > _TOGETHER:
            self.flush()

    def flush(self) -> None:
        """Put what was gathered on the disk."""
        if self.since is not None:
            self.database.execute("COMMIT")
            self.since = None

    def ask(self, question: str, *values: object) -> sqlite3.Cursor:
        """Return what the database answers."""
        return self.database.execute(question, values)

    def has_taken(self, delivery: Delivery) -> bool:
        """Say whether all that a delivery holds is in the journal, and it has not changed since.

        One of which something came on an unknown day is taken again where the day is given now. A day after that on
        which it was first taken in is not the one on which it came.
        """
        found = self.ask(
            "SELECT fingerprint, ?2 <= taken_at AND EXISTS (SELECT 1 FROM arrival"
            " WHERE delivery = delivery.id AND role = 'return' AND received IS NULL) FROM delivery WHERE key = ?1",
            *(delivery.key, delivery.received and delivery.received.isoformat()),
        ).fetchone()
        if found is None or not delivery.fingerprint:
            return False
        fingerprint, lacks_day = found
        return fingerprint == delivery.fingerprint and not lacks_day

    def take(self, delivery: Delivery, arrivals: Sequence[Arrival], at: str) -> None:
        """Write down a delivery and what it held. Taken again, what it held before stands, but what was not opened.

        One of which nothing could be kept is taken again whenever it is offered.
        """
        is_lost = any(arrival.role is Role.UNOPENED and not arrival.sha256 for arrival in arrivals)
        self.change(
            "INSERT INTO delivery (key, fingerprint, shown, taken_at) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (key) DO UPDATE SET fingerprint = excluded.fingerprint, done = 0",
            *(delivery.key, "" if is_lost else delivery.fingerprint, delivery.shown, at),
        )
        number = self.ask("SELECT id FROM delivery WHERE key = ?", delivery.key).fetchone()[0]
        self.change(
            "DELETE FROM arrival WHERE delivery = ? AND role = ? AND settled = ''", number, Role.UNOPENED
        )
        for arrival in arrivals:
            self._write_arrival(number, delivery.key, arrival)
        self.settle()

    def _write_arrival(self, delivery: int, key: str, arrival: Arrival) -> None:
        message = arrival.message
        sent = message.sent.timestamp() if message and message.sent and message.sent.tzinfo else None
        self.change(
            "INSERT INTO arrival (delivery, place, role, shown, reference, sha256, state, finding, findings,"
            " received, sent, message) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (delivery, place, role, shown, sha256) DO UPDATE SET received = excluded.received,"
            " findings = excluded.findings WHERE received IS NULL AND excluded.received <="
            " (SELECT taken_at FROM delivery WHERE delivery.id = arrival.delivery)",
            *(delivery, arrival.place, arrival.role, arrival.shown, reference_of(key, arrival)),
            *(arrival.sha256, arrival.state, arrival.finding and arrival.finding.model_dump_json()),
            "\n".join(finding.model_dump_json() for finding in arrival.findings),
            arrival.received and arrival.received.isoformat(),
            *(sent, message and message.model_dump_json()),
        )
        if arrival.role is Role.RETURN:
            self.change(
                "INSERT INTO content (sha256) VALUES (?) ON CONFLICT (sha256) DO UPDATE SET compared = 0",
                arrival.sha256,
            )

    def waiting(self) -> Iterator[str]:
        """Yield each content that has no outcome yet, in the order in which they came."""
        question = "SELECT rowid, sha256 FROM content WHERE outcome = 'waiting' AND rowid > ? ORDER BY rowid"
        return self._paged(question)

    def not_compared(self) -> Iterator[str]:
        """Yield each content whose standing may have changed since it was last looked at."""
        return self._paged(
            "SELECT rowid, sha256 FROM content WHERE compared = 0 AND rowid > ? ORDER BY rowid"
        )

    def _paged(self, question: str) -> Iterator[str]:
        last = 0
        while rows := self.ask(f"{question} LIMIT {_PAGE}", last).fetchall():
            for last, value in rows:  # noqa: B007 - the last one read is where the next page begins
                yield value

    def count_waiting(self) -> int:
        """Return how many contents have no outcome yet."""
        found: int = self.ask("SELECT count(*) FROM content WHERE outcome = 'waiting'").fetchone()[0]
        return found

    def save(self, outcome: Outcome) -> None:
        """Write down what became of a content, in place of what became of it before."""
        self.change("DELETE FROM record WHERE sha256 = ?", outcome.sha256)
        for record in outcome.records:
            self.change(
                "INSERT INTO record (key, sha256, matter, as_read) VALUES (?, ?, ?, ?)",
                *(record.key, outcome.sha256, record.matter, record.line),
            )
        self.change(
            "UPDATE content SET outcome = ?, standing = ?, compared = 0 WHERE sha256 = ?",
            *(outcome.state, outcome.state, outcome.sha256),
        )
        self.settle()

    def ready_to_finish(self) -> Iterator[str]:
        """Yield the key of each delivery that has not been finished, though all it held has its outcome."""
        number = 0
        while row := self.ask(
            "SELECT id, key FROM delivery WHERE id > ? AND NOT done AND NOT EXISTS (SELECT 1 FROM arrival"
            " JOIN content USING (sha256) WHERE delivery = delivery.id AND outcome = 'waiting')"
            " ORDER BY id LIMIT 1",
            number,
        ).fetchone():
            number = row[0]
            yield row[1]

    def finish(self, key: str) -> None:
        """Write down that a delivery is finished, its inbox told."""
        self.change("UPDATE delivery SET done = 1 WHERE key = ?", key)
        self.settle()


def _bring_up_to_date(journal: Journal) -> None:
    """Write the matters of a journal of version 1 anew: case references were not yet folded as they are now."""
    if journal.ask("PRAGMA user_version").fetchone()[0] == VERSION:
        return
    matters = journal.ask("SELECT DISTINCT matter FROM record WHERE matter IS NOT NULL").fetchall()
    for (matter,) in matters:
        board, form, reference = json.loads(matter)
        folded = json.dumps([board, form, fold_reference(reference)])
        if folded != matter:
            journal.change("UPDATE record SET matter = ? WHERE matter = ?", folded, matter)
            journal.change(
                "UPDATE content SET compared = 0 WHERE sha256 IN (SELECT sha256 FROM record WHERE matter = ?)",
                folded,
            )
    journal.change(f"PRAGMA user_version = {VERSION}")
    journal.flush()


def findings_of(lines: str) -> tuple[Finding, ...]:
    """Return the findings of a column that holds one a line."""
    return tuple(Finding.model_validate_json(line) for line in lines.splitlines())


@contextmanager
def open_journal(folder: Path, *, make: bool = False, only_read: bool = False) -> Iterator[Journal]:
    """Open the journal in a folder and close it after; with `make`, begin one where there is none.

    With `only_read`, one that cannot be written to is opened as well: nothing may be changed in it. Raises CannotWork
    where it cannot be opened, is in use, or cannot be written to, and what `open_database` does.
    What was gathered when an error ended the work is not kept: it is done again at the next run.
    """
    shelf = Shelf(folder)
    if make:
        make_private(folder)
    database = open_database(folder, make=make, only_read=only_read)
    try:
        if not only_read:
            shelf.set_up()
        journal = Journal(shelf, database)
        if not only_read:
            _bring_up_to_date(journal)
        yield journal
        journal.flush()
    except sqlite3.Error as error:
        raise CannotWork(
            f"the journal in {folder} could not be used ({error}). What it holds is safe: see to that, and run again"
        ) from error
    finally:
        database.close()
