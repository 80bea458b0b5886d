"""How fast returns are received, and how much memory that takes for few and for many: `python -m bench.intake`.

A run is a process of its own, as the command is. Rates count from its start to its end, imports, the journal's disk
and the comparing of returns included; a journal that holds everything already shows how long the rest takes.
"""

import argparse
import io
import json
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.samples import samples
from boardforms.cli import run
from docgen import render_word
from escalation.definitions import CASE_REFERENCE

_CASE = "BENCH-000000"

_CHILD = "import sys; from bench.intake import report; report(sys.argv[1:])"


@dataclass(frozen=True)
class Received:
    """One run: how many returns, by how many workers, in how long, and the most memory that it had itself."""

    returns: int
    workers: int
    seconds: float
    megabytes: float

    @property
    def rate(self) -> float:
        """Returns a second."""
        return self.returns / self.seconds


def fill_inbox(folder: Path, number: int) -> None:
    """Write so many returns that differ in their case reference alone, each of the size of a filled-in form."""
    of = samples()
    filled = render_word(of.form, of.board, {**of.answers, CASE_REFERENCE: _CASE}).content
    with zipfile.ZipFile(io.BytesIO(filled)) as given:
        members = {info.filename: given.read(info) for info in given.infolist()}
    folder.mkdir(parents=True)
    for count in range(number):
        (folder / f"{count:06}.docx").write_bytes(_with_case(members, f"BENCH-{count:06}"))


def _with_case(members: dict[str, bytes], case: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in members.items():
            archive.writestr(name, content.replace(_CASE.encode(), case.encode()))
    return written.getvalue()


def receive_apart(inbox: Path, journal: Path, workers: int, returns: int) -> Received:
    """Receive an inbox into a new journal by a process of its own, and return what it took."""
    began = time.perf_counter()
    arguments = ["receive", str(inbox), "--journal", str(journal), "--workers", str(workers)]
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, *arguments],
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    seconds = time.perf_counter() - began
    return Received(returns, workers, seconds, json.loads(done.stdout)["kilobytes"] / 1024)


def report(arguments: list[str]) -> None:
    """Run a command and print the most memory that its own process held, in kilobytes."""
    import resource  # noqa: PLC0415 - Windows has none

    run(arguments)
    print(json.dumps({"kilobytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}))


def measure(few: int, many: int) -> Iterator[Received]:
    """Yield a run for each number of workers on few returns, then one on many by two workers."""
    for returns, crews in ((few, (0, 1, 2)), (many, (2,))):
        with tempfile.TemporaryDirectory() as made:
            fill_inbox(Path(made) / "inbox", returns)
            for workers in crews if returns else ():
                yield receive_apart(Path(made) / "inbox", Path(made) / f"journal-{workers}", workers, returns)


def show(received: Received) -> str:
    """Return a run as a row of `docs/benchmarks.md`."""
    return (
        f"| {received.returns:,} | {received.workers or 'none: in process'} | {received.seconds:.1f} s"
        f" | {received.rate:.0f} | {received.megabytes:.0f} MB |"
    )


def main() -> None:
    """Measure and print, each run as it ends."""
    asked = argparse.ArgumentParser(prog="python -m bench.intake", description=__doc__)
    asked.add_argument("--few", type=int, default=1_000, help="returns for the rates (default 1000)")
    asked.add_argument(
        "--many", type=int, default=20_000, help="returns for the memory (default 20000; 0: none)"
    )
    given = asked.parse_args()
    print("| returns | workers | time | returns a second | the command's own memory, at most |")
    print("|---:|---:|---:|---:|---:|")
    for received in measure(given.few, given.many):
        print(show(received), flush=True)


if __name__ == "__main__":
    main()
