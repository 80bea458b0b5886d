"""The page that the matrix leaves: how to read it, what it was made with, and the tables."""

import json
import os
import platform
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from tests import clients
from tests.matrix.clients import CLIENTS
from tests.matrix.running import Row
from tests.matrix.table import markdown

READ_THIS = Path(__file__).with_name("reading.md")

PROGRAMS: Mapping[str, Sequence[str]] = {
    "Python": ("python", "--version"),
    "LibreOffice": ("soffice", "--version"),
    "pandoc": ("pandoc", "--version"),
    "AbiWord": ("abiword", "--version"),
    "pdftk": ("pdftk", "--version"),
    "qpdf": ("qpdf", "--version"),
    "mutool": ("mutool", "-v"),
    "Ghostscript": ("gs", "--version"),
    "poppler": ("pdftocairo", "-v"),
    "Chromium": ("chromium", "--version", "--no-sandbox"),
    "tesseract": ("tesseract", "--version"),
    "Node": ("node", "--version"),
}
LIBRARIES = ("pikepdf", "pypdf", "pypdfium2", "python-docx")
_NUMBER = re.compile(r"\d+(?:\.\d+)+")


def page(rows: Sequence[Row]) -> Iterator[str]:
    """Yield the lines of the whole page."""
    made_with = ", ".join(f"{name} {number}" for name, number in versions())
    yield READ_THIS.read_text(encoding="utf-8")
    yield f"Made on {platform.system()} with {os.cpu_count()} cores, and with {made_with}."
    yield ""
    if len(rows) < len(CLIENTS):
        yield f"**This is not the whole matrix**: {len(rows)} of its {len(CLIENTS)} clients were driven.\n"
    yield from markdown(rows)


def versions() -> Iterator[tuple[str, str]]:
    """Yield each program and library that the clients are made of, with its version; those not here are left out."""
    for name, command in PROGRAMS.items():
        if shutil.which(command[0]):
            yield name, _ask(command)
    yield from ((name, version(name)) for name in LIBRARIES)
    package = Path(clients.__path__[0]) / "package.json"
    yield from json.loads(package.read_bytes())["dependencies"].items()


def _ask(command: Sequence[str]) -> str:
    done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8", errors="replace")
    found = _NUMBER.search(done.stdout + done.stderr)
    return found[0] if found else "of an unknown version"
