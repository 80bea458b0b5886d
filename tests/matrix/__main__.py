"""Run the whole matrix, print its table and write it to build/matrix.md: `make matrix`."""

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.matrix.clients import CLIENTS, Client
from tests.matrix.counting import Verdict
from tests.matrix.page import page
from tests.matrix.returns import every_form, every_return
from tests.matrix.running import Row, run_matrix
from tests.matrix.table import explain, markdown, shortfalls

MADE, PUBLISHED = Path("build/matrix.md"), Path("docs/matrix.md")
FLAGGED = (Verdict.RIGHT_FLAGGED, Verdict.WRONG_FLAGGED)


def main() -> int:
    """Drive the clients asked for, or all; returns 1 where anything is silently wrong or below its floor."""
    asked = argparse.ArgumentParser(prog="python -m tests.matrix", description=__doc__)
    asked.add_argument("words", nargs="*", help="only the clients with one of these words in their name")
    asked.add_argument("--form", default="", help="only the returns with this in their name")
    asked.add_argument("--keep", type=Path, help="a folder for the files; those there are read again")
    asked.add_argument("--flagged", action="store_true", help="list the values that are flagged as well")
    asked.add_argument("--publish", action="store_true", help=f"write {PUBLISHED} as well")
    given = asked.parse_args()
    began = time.monotonic()
    clients = [client for client in CLIENTS if _is_asked(client, given.words)]
    rows = _run(clients, given.form, given.keep)
    for path in (MADE, PUBLISHED) if given.publish else (MADE,):
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join(page(rows)) + "\n", encoding="utf-8")
    listed = FLAGGED if given.flagged else ()
    lines = [*markdown(rows), *explain(rows, Verdict.SILENTLY_WRONG, *listed)]
    return _report(rows, [*lines, f"{time.monotonic() - began:.0f} s"])


def _is_asked(client: Client, words: Sequence[str]) -> bool:
    return not words or any(word.casefold() in f"{client.group} {client.name}".casefold() for word in words)


def _run(clients: Sequence[Client], form: str, keep: Path | None) -> list[Row]:
    catalogue = every_form()
    returns = [sent for sent in every_return(catalogue) if form in sent.name]
    folder = keep or Path(tempfile.mkdtemp(prefix="matrix-"))
    try:
        return run_matrix(clients, returns, catalogue, folder)
    finally:
        if keep is None:
            shutil.rmtree(folder)


def _report(rows: Sequence[Row], lines: Sequence[str]) -> int:
    faults = [f"{row.client.name}: {fault}" for row in rows for fault in row.faults]
    faults += shortfalls(rows)
    sys.stdout.write("\n".join(["", *lines, *faults]) + "\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
