"""The records that a journal gives to the rest of the program, and what is told to whoever takes it for a folder."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from boardforms.errors import WrongUsage
from boardforms.openable import holds_journal
from boardforms.receiving.comparing import SETTLED
from boardforms.receiving.journal import Journal, open_journal
from boardforms.receiving.schema import NAME
from boardforms.receiving.standing import short, standing_of
from escalation.findings import Finding
from escalation.records import Message, Record, Source, State

FILES = "files"
"""The folder within a journal's own that holds the contents (`boardforms.receiving.shelf`)."""


@dataclass(frozen=True)
class Held:
    """What a journal holds: the records that stand, and how many returns it has not read yet.

    `ids` are those of every record of a case in it, also of those that others stand in place of.
    """

    records: tuple[Record, ...]
    ids: frozenset[str] = frozenset()
    waiting: int = 0


def read_journal(folder: Path) -> Held:
    """Return what the journal in a folder holds, changing nothing in it. Raises what `open_journal` does."""
    with open_journal(folder, only_read=True) as journal:
        keys = journal.ask("SELECT key FROM record WHERE matter IS NOT NULL")
        ids = frozenset(short(key) for (key,) in keys)
        return Held(tuple(records_of(journal)), ids, journal.count_waiting())


def find_journal(path: Path) -> Path | None:
    """Return the folder of the journal that a path is, or whose database it is; None for anything else."""
    if path.name == NAME and not path.is_dir():
        return path.parent
    return path if holds_journal(path) else None


def say_waiting(waiting: int) -> str:
    """Say that a journal holds so many returns that it has not read yet, which are in no record."""
    return (
        f"Returns in the journal that are not read yet: {waiting}. `boardforms receive --journal` reads them."
    )


def files_of_returns(journal: Path) -> Path:
    """Return the folder in which a journal keeps the returned forms, each under the sum of its content."""
    return journal / FILES


def check_no_journal(files: Iterable[Path]) -> None:
    """See that no file that is to be read as a return is a journal's own: what people decided would be lost.

    Raises WrongUsage, which names the journal's folder and the commands that read it.
    """
    for path in files:
        if path.name == NAME:
            raise _not_one_by_one(path.parent)
    for folder in dict.fromkeys(Path(os.path.realpath(path.parent)) for path in files):
        for one in (folder, *folder.parents):
            if one.name == FILES and holds_journal(one.parent):
                raise _not_one_by_one(one.parent)


def _not_one_by_one(folder: Path) -> WrongUsage:
    return WrongUsage(
        f"{folder} is a journal's folder, whose files are not read one by one: what people decided on them would be"
        f" lost. `boardforms records --journal {folder}` prints its records; `check`, `letter` and `pack new` take"
        " the folder itself"
    )


def records_of(journal: Journal, *, every: bool = False) -> Iterator[Record]:
    """Yield the records that stand, with what people decided, in the order in which they first came.

    After them comes one for each arrival that was not opened. With `every`, also those that others stand in place of,
    and what was refused or failed and has been dealt with.
    """
    rows = journal.ask(
        "SELECT sha256, standing FROM content WHERE standing <> 'waiting'"
        " ORDER BY (SELECT min(id) FROM arrival WHERE arrival.sha256 = content.sha256 AND role = 'return')"
    )
    for sha256, standing in rows:
        if every or standing != SETTLED:
            yield from (one.record for one in standing_of(journal, sha256) if every or not one.superseded)
    yield from _unopened(journal, every=every)


def _unopened(journal: Journal, *, every: bool) -> Iterator[Record]:
    rows = journal.ask(
        "SELECT reference, shown, sha256, state, finding, received, message FROM arrival"
        " WHERE role = 'unopened' AND (?1 OR settled = '') ORDER BY id",
        every,
    )
    for reference, shown, sha256, state, finding, received, message in rows:
        source = Source(
            path=shown,
            sha256=sha256,
            received=received,
            message=message and Message.model_validate_json(message),
        )
        found = (Finding.model_validate_json(finding),)
        yield Record(id=reference, form=None, case=None, source=source, state=State(state), findings=found)
