"""Ask tesseract, a program of the system, what is printed in pictures. Nothing is written to disk for it.

It runs in one thread and ends with the process that began it, also when that one is killed.
"""

import io
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from PIL import Image

from parsers.errors import Failed
from parsers.pages import Rectangle
from parsers.programs import find_program
from parsers.scan.tools import PROGRAM

SECONDS = 45.0
"""How long tesseract may take for the pictures of one call."""

SPARSE, LINE, BLOCK = 11, 7, 6
"""Tesseract's page segmentation modes: words wherever they stand, one line, one block of lines."""

_BEGIN = (
    "import ctypes, os, sys; ctypes.CDLL(None).prctl(1, 9);"
    "os.getppid() == int(sys.argv[1]) or os._exit(1); os.execv(sys.argv[2], sys.argv[2:])"
)
"""Have Linux kill this process with its parent (PR_SET_PDEATHSIG, SIGKILL), then become the program."""


@dataclass(frozen=True)
class SeenWord:
    """A word that tesseract saw: its place in pixels from the picture's top left, and how sure it is, 0 to 1."""

    text: str
    place: Rectangle
    confidence: float


def see_words(
    pictures: Sequence[Image.Image], mode: int, letters: str = "", dots: int = 250
) -> tuple[tuple[SeenWord, ...], ...]:
    """Return the words of each picture, in order.

    `letters` are the only ones that may be seen, where not all may; `dots` is the pictures' resolution in dots an
    inch. Raises Failed where tesseract does not work.
    """
    if not pictures:
        return ()
    settings = ["-c", f"tessedit_char_whitelist={letters}"] if letters else []
    said = _run([*settings, "--psm", str(mode), "--dpi", str(dots)], _as_tiff(pictures))
    seen: list[tuple[SeenWord, ...]] = [()] * len(pictures)
    for page, words in groupby(_parse(said), key=lambda pair: pair[0]):
        seen[page - 1] = tuple(word for _, word in words)
    return tuple(seen)


def _as_tiff(pictures: Sequence[Image.Image]) -> bytes:
    """Return pictures as the pages of one TIFF, so that tesseract loads its language once."""
    held = io.BytesIO()
    pictures[0].save(held, format="TIFF", save_all=True, append_images=list(pictures[1:]))
    return held.getvalue()


def _run(arguments: Sequence[str], tiff: bytes) -> str:
    program = find_program(PROGRAM)
    if program is None:
        raise Failed("scan-tool-failed")
    command = [str(program), "stdin", "stdout", "-l", "eng", *arguments, "tsv"]
    if sys.platform == "linux":
        command = [sys.executable, "-I", "-S", "-c", _BEGIN, str(os.getpid()), *command]
    try:
        done = subprocess.run(
            command,
            input=tiff,
            capture_output=True,
            timeout=SECONDS,
            check=True,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.TimeoutExpired as error:
        raise Failed("took-too-long") from error
    except (OSError, subprocess.CalledProcessError) as error:
        raise Failed("scan-tool-failed") from error
    return done.stdout.decode("utf-8", errors="replace")


def _parse(said: str) -> Iterator[tuple[int, SeenWord]]:
    """Yield the words of tesseract's table (TSV; level 5 is a word), each with its page."""
    for line in said.splitlines():
        cells = line.split("\t")
        if len(cells) == 12 and cells[0] == "5" and cells[11].strip():
            left, top, width, height = (float(cell) for cell in cells[6:10])
            place = Rectangle(left, top, left + width, top + height)
            yield int(cells[1]), SeenWord(cells[11].strip(), place, max(0.0, float(cells[10])) / 100)
