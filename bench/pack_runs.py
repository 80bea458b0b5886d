"""One run of `bench.packs`, in a process of its own, which imports no more than its work needs."""

import json
from collections.abc import Sequence
from pathlib import Path


def report(arguments: Sequence[str]) -> None:
    """Make a pack in one of the ways, and print the most memory that this process held, in kilobytes."""
    import resource  # noqa: PLC0415 - Windows has none

    way, workers, meeting, to = arguments
    if way == "pypdf":
        join_plainly(sorted(Path(meeting).parent.glob("[0-9][0-9].pdf")), Path(to))
    else:
        make_pack(Path(meeting), Path(to), workers)
    print(json.dumps({"kilobytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}))


def make_pack(meeting: Path, to: Path, workers: str) -> None:
    """Make the pack as the command does."""
    from boardforms.cli import run  # noqa: PLC0415 - the others do without

    run(["pack", "make", str(meeting), "--to", str(to), "--workers", workers, "--today", "2026-05-29"])


def join_plainly(files: Sequence[Path], to: Path) -> None:
    """Join files by pypdf as its own guide does."""
    from pypdf import PdfWriter  # noqa: PLC0415 - the others do without

    with PdfWriter() as writer:
        for path in files:
            writer.append(path)
        writer.write(to)
