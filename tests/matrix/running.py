"""Drive the clients, read what they leave, and count it."""

import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from boardforms.catalogue import Catalogue
from boardforms.intake import read_returns
from tests.clients.papers import Papers, Return
from tests.clients.running import ClientFailedError
from tests.matrix.clients import Client
from tests.matrix.counting import Tally, Verdict, judge
from tests.matrix.returns import AWKWARDLY, PLAIN, PROMPTED

AT_ONCE = 2


def print_line(line: str) -> None:
    """Print a line at once, also where nobody sits at a terminal."""
    sys.stdout.write(f"{line.rstrip()}\n")
    sys.stdout.flush()


@dataclass
class Row:
    """A client, how many files it was to leave, what was read of those it left, and why it left none, if so."""

    client: Client
    asked: int
    tally: Tally = field(default_factory=Tally)
    missing: str = ""

    @property
    def faults(self) -> Iterator[str]:
        """Yield what about the row fails the matrix."""
        if self.missing:
            yield self.missing
        elif self.tally.files < self.asked:
            yield f"left {self.tally.files} files of {self.asked}"
        if self.tally.silently_wrong:
            yield f"{len(self.tally.silently_wrong)} values silently wrong"
        for kind, floor in ((PLAIN, self.client.plain), (AWKWARDLY, self.client.awkward)):
            right = self.tally.answered(kind).without(PROMPTED).share(Verdict.RIGHT)
            if right < floor:
                yield f"{right:.2%} of {kind} answers right, below the floor of {floor:.1%}"


def run_matrix(
    clients: Sequence[Client],
    returns: Sequence[Return],
    catalogue: Catalogue,
    folder: Path,
    say: Callable[[str], None] = print_line,
) -> list[Row]:
    """Return a row for each client, having driven two at a time and then read all that they left.

    `folder` takes their files. A client whose files are there already, from an earlier run, is not driven again.
    `say` is told how far it is, a line at a time.
    """
    rows = [Row(client, len(_taken(client, returns))) for client in clients]
    idle = [row for row in rows if not _folder_of(row.client, folder).exists()]
    if idle:
        _drive_all(idle, Papers(returns, folder / "papers"), folder, say)
    for number, row in enumerate(rows, start=1):
        say(f"read {number}/{len(rows)}: {_read(row, returns, catalogue, folder)}")
    return rows


def _drive_all(rows: Sequence[Row], papers: Papers, folder: Path, say: Callable[[str], None]) -> None:
    papers.write()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        started = [pool.submit(_drive, row, papers, folder) for row in rows]
        for number, done in enumerate(as_completed(started), start=1):
            say(f"made {number}/{len(rows)}: {done.result()}")


def _taken(client: Client, returns: Sequence[Return]) -> list[Return]:
    return [sent for number, sent in enumerate(returns) if client.takes(number, sent.name)]


def _folder_of(client: Client, folder: Path) -> Path:
    return folder / re.sub(r"[^a-z0-9]+", "-", client.name.casefold()).strip("-")


def _drive(row: Row, papers: Papers, folder: Path) -> str:
    """Have a client make its files. Returns what to say of it."""
    began = time.monotonic()
    into = _folder_of(row.client, folder)
    into.mkdir(parents=True)
    try:
        row.client.save(replace(papers, returns=_taken(row.client, papers.returns)), into)
    except (ClientFailedError, pytest.skip.Exception, pytest.fail.Exception) as error:
        row.missing = str(error)
    return f"{row.client.name} ({time.monotonic() - began:.0f} s) {row.missing}"


def _read(row: Row, returns: Sequence[Return], catalogue: Catalogue, folder: Path) -> str:
    """Read the files of a client, and count what is in them. Returns what to say of it."""
    began = time.monotonic()
    sent = {one.name: one for one in returns}
    files = sorted(path for path in _folder_of(row.client, folder).iterdir() if path.stem in sent)
    records = list(read_returns(files, catalogue, workers=AT_ONCE))
    for path in files:
        held = [record for record in records if record.source.path == str(path)]
        row.tally.add(judge(held, sent[path.stem]))
    return f"{row.client.name} ({time.monotonic() - began:.0f} s) {'; '.join(row.faults)}"
