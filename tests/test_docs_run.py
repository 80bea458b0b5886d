"""What the README and the docs show at the prompt is what a person gets: every console block is run."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = ("README.md",)
ANYTHING = "..."
"""Alone on a line, stands for lines that are left out."""


@dataclass(frozen=True)
class Shown:
    """A command as a page shows it, with what the page says it prints."""

    command: str
    output: str


def shown_in(page: str) -> Iterator[Shown]:
    text = (ROOT / page).read_text(encoding="utf-8")
    for block in re.findall(r"^```console\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        yield from commands_in(block)


def commands_in(block: str) -> Iterator[Shown]:
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield Shown(command, output)


def run(command: str, folder: Path) -> str:
    words = shlex.split(command)
    assert words[0] == "boardforms", "the pages show no other program"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "100"}
    done = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        timeout=300,
    )
    return done.stdout.decode("utf-8")


def hide_ids(text: str) -> str:
    """A record's id is made from the file, which changes with the looks of the form."""
    return re.sub(r"\b[0-9a-f]{12}\b", "????????????", text)


def matches(shown: str, printed: str) -> bool:
    shown, printed = hide_ids(shown), hide_ids(printed)
    lines = [
        r"(?:.*\n)*?" if line.strip() == ANYTHING else re.escape(line.rstrip()) + r" *\n"
        for line in shown.rstrip("\n").split("\n")
    ]
    return re.fullmatch("".join(lines) if shown.strip() else "", printed) is not None


@pytest.mark.parametrize("page", PAGES)
def test_a_page_shows_what_its_commands_print(page: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    blocks = tuple(shown_in(page))
    assert blocks, f"{page} shows no command"
    for shown in blocks:
        printed = run(shown.command, tmp_path)
        assert matches(shown.output, printed), f"$ {shown.command}\n{printed}"


@pytest.mark.parametrize("page", PAGES)
def test_the_python_that_a_page_shows_does_what_it_says(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    blocks = re.findall(r"^```python\n(.*?)^```", (ROOT / page).read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert blocks
    for block in blocks:
        exec(compile(block, page, "exec"), {})  # noqa: S102 - our own page, which must run as it stands


def test_a_page_that_shows_something_else_would_fail() -> None:
    assert matches("one\n...\nfour\n", "one\ntwo\nthree\nfour\n")
    assert not matches("one\n...\nfour\n", "one\ntwo\nthree\nfive\n")
    assert not matches("one\n", "one\ntwo\n")
