"""What was refused or failed: why, what to do, and how it is read again or settled."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from boardforms.catalogue import Catalogue
from boardforms.errors import WrongUsage
from boardforms.receiving.arrivals import Delivery
from boardforms.receiving.comparing import compare_all, refresh, settle_copies
from boardforms.receiving.journal import Journal
from boardforms.receiving.receive import Progress, Watch, read_waiting, take_deliveries
from boardforms.receiving.standing import standing_of
from escalation.findings import Finding
from escalation.records import State
from parsers.mail import Piece


@dataclass(frozen=True)
class Held:
    """Something in quarantine. `arrival` is the number of an arrival that was not opened, None for a return.

    `id` is what a person calls it; `sha256` what was kept, '' where nothing could be. `settled` says how somebody
    dealt with it before it came again.
    """

    id: str
    state: State
    shown: str
    findings: tuple[Finding, ...]
    sha256: str
    arrival: int | None = None
    settled: str = ""

    @property
    def brought_no_form(self) -> bool:
        """True for a message that holds nothing but its text."""
        return any(finding.code == "message-without-form" for finding in self.findings)


def quarantined(journal: Journal) -> Iterator[Held]:
    """Yield what was refused or failed and nobody has dealt with: returns first, in the order in which they came."""
    unread = journal.ask(
        "SELECT sha256, settled FROM content WHERE standing IN ('refused', 'failed') ORDER BY rowid"
    ).fetchall()
    for sha256, settled in unread:
        one = next(standing_of(journal, sha256)).record
        yield Held(sha256[:12], one.state, one.source.path, one.findings, sha256, settled=settled)
    rows = journal.ask(
        "SELECT id, reference, state, shown, finding, sha256 FROM arrival"
        " WHERE role = 'unopened' AND settled = '' ORDER BY id"
    ).fetchall()
    for number, reference, state, shown, finding, sha256 in rows:
        found = (Finding.model_validate_json(finding),)
        yield Held(reference, State(state), shown, found, sha256, number)


def find_held(journal: Journal, ids: Iterable[str]) -> tuple[Held, ...]:
    """Return what is in quarantine under these ids, each whole or begun. Raises WrongUsage for one that is not."""
    held = tuple(quarantined(journal))
    return tuple(_one(held, wanted) for wanted in dict.fromkeys(ids))


def _one(held: tuple[Held, ...], wanted: str) -> Held:
    found = [one for one in held if one.id.startswith(wanted) or one.sha256 == wanted]
    if len(found) == 1:
        return found[0]
    said = "is not in quarantine" if not found else f"may be any of {len(found)}: give more of it"
    raise WrongUsage(f"{wanted} {said}; `boardforms quarantine` lists what is there")


def retry(
    journal: Journal,
    held: Iterable[Held],
    catalogue: Catalogue,
    workers: int,
    at: dt.datetime,
    watch: Watch,
) -> Progress:
    """Open and read again what is in quarantine, from what was kept of it.

    Raises WrongUsage for something of which nothing was kept: its source must be received again.
    """
    chosen = tuple(held)
    lost = [one.id for one in chosen if not one.sha256]
    if lost:
        raise WrongUsage(
            f"nothing was kept of {', '.join(lost)}: run `boardforms receive` on the source again"
        )
    progress = Progress()
    for arrivals in take_deliveries(_deliveries_of(journal, chosen), journal, workers, at):
        progress.taken, progress.arrivals = progress.taken + 1, progress.arrivals + arrivals
    for one in chosen:
        if one.arrival is None:
            journal.shelf.end(one.sha256)
            journal.change(
                "UPDATE content SET outcome = 'waiting', standing = 'waiting' WHERE sha256 = ?", one.sha256
            )
    journal.flush()
    read_waiting(journal, catalogue, workers, progress, watch)
    compare_all(journal, catalogue)
    return progress


def _deliveries_of(journal: Journal, held: Iterable[Held]) -> Iterator[Delivery]:
    """Yield the deliveries of what was not opened, once each."""
    whole = (_delivery_of(journal, one) for one in held if one.arrival is not None)
    yield from {delivery.key: delivery for delivery in whole}.values()


def _delivery_of(journal: Journal, held: Held) -> Delivery:
    key, shown, fingerprint = journal.ask(
        "SELECT key, delivery.shown, fingerprint FROM arrival JOIN delivery ON delivery.id = delivery"
        " WHERE arrival.id = ?",
        held.arrival,
    ).fetchone()
    received = journal.ask("SELECT received FROM arrival WHERE id = ?", held.arrival).fetchone()[0]
    piece = Piece(journal.shelf.path_of(held.sha256), Path(shown.rpartition(" › ")[2]).name)
    return Delivery(key, shown, piece, fingerprint, received and dt.date.fromisoformat(received))


def without_form(journal: Journal) -> tuple[Held, ...]:
    """Return the messages in quarantine that brought no form, in the order in which they came."""
    return tuple(one for one in quarantined(journal) if one.brought_no_form)


def settle(journal: Journal, dealt_with: Iterable[Held], why: str, who: str, at: dt.datetime) -> None:
    """Write down that a person has dealt with things, and how: they leave the quarantine, not the journal.

    That holds for what has come so far. Where the same file comes again it is back in quarantine, with what was said.
    """
    said = f"{at.isoformat(timespec='seconds')} {who}: {why}"
    for held in dealt_with:
        if held.arrival is None:
            _settle_return(journal, held, said)
        else:
            journal.change("UPDATE arrival SET settled = ? WHERE id = ?", said, held.arrival)
    settle_copies(journal)


def _settle_return(journal: Journal, held: Held, said: str) -> None:
    whole = f"{held.settled}\n{said}" if held.settled else said
    journal.change("UPDATE content SET settled = ? WHERE sha256 = ?", whole, held.sha256)
    journal.change(
        "UPDATE arrival SET settled = ? WHERE sha256 = ? AND role = 'return' AND settled = ''",
        *(said, held.sha256),
    )
    refresh(journal, held.sha256)
