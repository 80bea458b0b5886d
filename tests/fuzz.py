"""Change returns at random for a while and read them: `python -m tests.fuzz --seconds 60`.

Files are read as a command reads them, in processes under a deadline. What trips, hangs or ends a reader is kept, by
the seed that makes it again; the command then exits with 1.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from tempfile import mkdtemp

from boardforms.blanks import Format, render
from boardforms.catalogue import load_catalogue
from boardforms.intake import find_returns, read_returns
from tests.parsers.mutations import change_bytes, change_members, change_pdf, change_word

FAULTS = frozenset({"unreadable", "took-too-long", "too-much-memory", "reader-crashed"})
CHANGES: dict[Format, tuple[Callable[[bytes, Random], bytes], ...]] = {
    Format.WORD: (change_word, change_members, change_bytes),
    Format.PDF: (change_pdf, change_bytes),
}
BATCH = 100


def main() -> int:
    """Fuzz for as long as asked, say what came of it, and return how to exit."""
    asked = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    asked.add_argument("--seconds", type=float, default=60.0, help="how long (default 60)")
    asked.add_argument("--seed", type=int, default=0, help="where to begin (default 0)")
    given = asked.parse_args()
    catalogue, folder = load_catalogue(), Path(mkdtemp(prefix="fuzz-"))
    states: Counter[str] = Counter()
    kept: list[Path] = []
    files, end, seed = make_files(), time.monotonic() + given.seconds, given.seed
    while time.monotonic() < end:
        batch = folder / str(seed)
        batch.mkdir()
        for number in range(seed, seed + BATCH):
            write_changed(files, batch, number)
        for record in read_returns(find_returns([batch]), catalogue, workers=2):
            path, codes = Path(record.source.path), {finding.code for finding in record.findings}
            states[record.state.value] += 1
            if codes & FAULTS:
                kept.append(path)
            else:
                path.unlink()
        seed += BATCH
    lines = (f"{states.total()} files: {dict(states)}; faults: {len(kept)}", *map(str, kept))
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if kept else 0


def make_files() -> list[tuple[Format, bytes]]:
    """Return the blank of every form of every board, in both formats."""
    return list(_blanks())


def _blanks() -> Iterator[tuple[Format, bytes]]:
    for board in load_catalogue().boards.values():
        for form in board.forms:
            for kind in CHANGES:
                yield kind, render(form, board, kind).content


def write_changed(files: list[tuple[Format, bytes]], folder: Path, seed: int) -> None:
    """Write the file that a seed makes; its name is the seed."""
    chance = Random(seed)  # noqa: S311 - the same seed makes the same file again
    kind, data = chance.choice(files)
    change = chance.choice(CHANGES[kind])
    (folder / f"{seed}-{change.__name__}.{kind.value}").write_bytes(change(data, chance))


if __name__ == "__main__":
    sys.exit(main())
