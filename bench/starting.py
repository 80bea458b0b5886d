"""Starting: the program as a person waits for it, process and all, and the boards' files loaded."""

import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import tomlkit

from bench.contest import OURS, Aim, Contest, Contestant
from bench.samples import BOARD, FORM
from boardforms.catalogue import board_folders, load_catalogue

MADE = Path(__file__).parent.parent / "build" / "bench"
"""Where the commands that are timed put what they make."""

PYTHON = "floor: start Python"


def starting_contests() -> Iterator[Contest]:
    """Yield the contests about starting."""
    yield _loading()
    yield _command("boardforms --help", "--help", aims=(Aim("under 0.3 s", 0.3),))
    yield _command("boardforms boards", "boards")
    for kind, name in (("word", "Word"), ("pdf", "PDF")):
        yield _command(
            f"boardforms blank, one {name} form",
            *("blank", BOARD, FORM, "--format", kind, "--to", str(MADE)),
        )


def _loading() -> Contest:
    files = sorted(path for folder in board_folders() for path in folder.glob("*.toml"))
    return Contest(
        "Load every board's files",
        f"{len(board_folders())} boards, {len(files)} files",
        Contestant(OURS, load_catalogue),
        (
            Contestant(
                "floor: tomllib", lambda: parse_files(files), "makes tables: checks no key, no date, no quote"
            ),
            Contestant("tomlkit", lambda: parse_styled(files), "as tomllib; keeps comments, which we do not"),
        ),
    )


def _command(title: str, *arguments: str, aims: tuple[Aim, ...] = ()) -> Contest:
    return Contest(
        title,
        "a new process each time",
        Contestant(OURS, lambda: start("-m", "boardforms", *arguments)),
        (Contestant(PYTHON, lambda: start("-c", "pass"), "does nothing at all"),),
        aims,
    )


def parse_files(files: list[Path]) -> list[dict[str, object]]:
    """Return every file as tables."""
    return [tomllib.loads(path.read_text(encoding="utf-8")) for path in files]


def parse_styled(files: list[Path]) -> list[tomlkit.TOMLDocument]:
    """Return every file as tables that know their comments."""
    return [tomlkit.parse(path.read_text(encoding="utf-8")) for path in files]


def start(*arguments: str) -> str:
    """Run this Python with arguments to its end, and return what it printed."""
    run = subprocess.run(
        [sys.executable, *arguments], check=True, capture_output=True, text=True, encoding="utf-8"
    )
    return run.stdout
