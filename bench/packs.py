"""How long a pack of 200 pages in 30 parts takes to make, and how much memory: `python -m bench.packs`.

Each run is a process of its own, as the command is, and its time counts from its start to its end. Beside ours is
pypdf, which joins the same files and does nothing else: it cleans, numbers, lists, describes and makes no page.
"""

import argparse
import io
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from types import MappingProxyType

import pikepdf
import pypdfium2

from bench.casework import make_case
from bench.samples import samples
from boardforms.records import write_line

PAGES, PARTS, SCANS, SCANNED = 200, 30, 8, 8
"""Pages and parts in all; how many of the parts are scans, and how many pages each of those has."""
DOTS = 150
"""Dots an inch of the scans."""

_CHILD = "import sys; from bench.pack_runs import report; report(sys.argv[1:])"
WAYS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "boardforms, two processes": ("pack", "2"),
        "boardforms, in process": ("pack", "0"),
        "pypdf: append and write": ("pypdf", ""),
    }
)
"""What each contestant is called, and what its process is told."""


@dataclass(frozen=True)
class Made:
    """One run: who, in how many seconds, the most memory that its own process held, and the bytes that it wrote."""

    way: str
    seconds: float
    megabytes: float
    size: int


def write_parts(folder: Path) -> Path:
    """Write the parts, and a meeting that names them, and return the meeting's file."""
    of = samples()
    for number, pages in enumerate(pages_a_part(), start=1):
        is_scan = number <= SCANS
        part = (
            _scan(of.filled_pdf.content, pages, number) if is_scan else _repeat(of.filled_pdf.content, pages)
        )
        (folder / f"{number:02}.pdf").write_bytes(part)
    case = make_case(of)
    (folder / "records.jsonl").write_text("\n".join(map(write_line, case.records)), encoding="utf-8")
    about = {"board": of.board.key, "case": case.reference, "stage": of.board.stages[0].key}
    lines = [f"{key} = {json.dumps(value)}" for key, value in about.items()]
    papers = (f'[[paper]]\ntitle = "Paper {n}"\nfile = "{n:02}.pdf"' for n in range(1, PARTS + 1))
    meeting = folder / "meeting.toml"
    meeting.write_text("\n".join([*lines, 'records = ["records.jsonl"]', *papers]), encoding="utf-8")
    return meeting


def pages_a_part() -> list[int]:
    """Return how many pages each part has: the scans first, the others as even as can be."""
    left, others = PAGES - SCANS * SCANNED, PARTS - SCANS
    return [SCANNED] * SCANS + [left // others + (number < left % others) for number in range(others)]


def _repeat(form: bytes, count: int) -> bytes:
    """Return a filled form of so many pages: its own, over again."""
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(form)) as pdf:
        own = len(pdf.pages)
        for number in range(own, count):
            pdf.pages.append(pdf.pages[number % own])
        del pdf.pages[count:]
        pdf.save(written)
    return written.getvalue()


def _scan(form: bytes, count: int, part: int) -> bytes:
    """Return a form's pages as a scanner gives them: a picture each, no two alike, all a little askew."""
    with pypdfium2.PdfDocument(form) as pdf:
        drawn = [
            pdf[number % len(pdf)].render(scale=DOTS / 72).to_pil().convert("L") for number in range(count)
        ]
    askew = [page.rotate((part + number) / 20, fillcolor=250) for number, page in enumerate(drawn)]
    written = io.BytesIO()
    askew[0].save(written, "PDF", save_all=True, append_images=askew[1:], resolution=DOTS, quality=75)
    return written.getvalue()


def make_apart(way: str, meeting: Path) -> Made:
    """Make the pack by a process of its own, and return what it took."""
    to = meeting.with_name("pack.pdf")
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, *WAYS[way], str(meeting), str(to)],
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    seconds = time.perf_counter() - began
    took = json.loads(done.stdout.splitlines()[-1])
    return Made(way, seconds, took["kilobytes"] / 1024, to.stat().st_size)


def measure(rounds: int) -> Iterator[Made]:
    """Yield every contestant's runs, each in its turn, round by round."""
    with tempfile.TemporaryDirectory() as folder:
        meeting = write_parts(Path(folder))
        for _ in range(rounds):
            for way in WAYS:
                yield make_apart(way, meeting)


def show(runs: Sequence[Made]) -> str:
    """Return one contestant's runs as a row of `docs/benchmarks.md`: medians, and the most memory."""
    seconds, most = median(one.seconds for one in runs), max(one.megabytes for one in runs)
    return f"| {runs[0].way} | {seconds:.1f} s | {most:.0f} MB | {runs[0].size / 1e6:.1f} MB |"


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(prog="python -m bench.packs", description=__doc__)
    asked.add_argument("--rounds", type=int, default=5, help="how often each makes the pack (default 5)")
    made = list(measure(asked.parse_args().rounds))
    print("| | time | its own process's memory, at most | what it wrote |")
    print("|---|---:|---:|---:|")
    for way in WAYS:
        print(show([one for one in made if one.way == way]))


if __name__ == "__main__":
    main()
