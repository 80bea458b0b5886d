"""LibreOffice: saving in its own and in older formats, filling a blank by hand, opening a PDF in Draw."""

import json
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from tests import programs
from tests.clients.papers import Papers, entries_of
from tests.clients.running import run

DOCX = "docx:Office Open XML Text"
_FILLING = Path(__file__).with_name("fill_by_uno.py")


def convert(files: Sequence[Path], kind: str, into: Path, *options: str) -> None:
    """Save files as LibreOffice's filter of that kind does, with a profile of its own."""
    run(_soffice(), _profile(into), "--headless", *options, "--convert-to", kind, "--outdir", into, *files)


def save_as(kind: str) -> Callable[[Papers, Path], None]:
    """Return a client that saves filled Word files in another format."""

    def save(papers: Papers, into: Path) -> None:
        for made in papers.once(f"libreoffice-{kind.partition(':')[0]}", partial(_from_filled, papers, kind)):
            (into / made.name).write_bytes(made.read_bytes())

    return save


def save_through(kind: str) -> Callable[[Papers, Path], None]:
    """Return a client that saves filled Word files in another format, and that copy as .docx again."""

    def save(papers: Papers, into: Path) -> None:
        convert(papers.once(f"libreoffice-{kind}", partial(_from_filled, papers, kind)), DOCX, into)

    return save


def fill_by_uno(papers: Papers, into: Path) -> None:
    """Type every answer over its prompt in the blank, in document order, and save as .docx."""
    jobs = [
        {
            "blank": blank.as_uri(),
            "saved": (into / blank.name).as_uri(),
            "boxes": list(sent.render("word", None).layout.places),
            "shown": {entry.box: entry.shown for entry in entries_of(sent)},
        }
        for blank, sent in zip(papers.blanks("word"), papers.returns, strict=True)
    ]
    told = into.with_suffix(".json")
    told.write_text(json.dumps(jobs), encoding="utf-8")
    run(programs.need_uno(), _FILLING, _soffice(), _profile(into), told)


def print_from_draw(papers: Papers, into: Path) -> None:
    """Open filled PDFs in Draw, which takes their fields for drawings, and export them as PDF."""
    files = papers.filled("pdf")
    convert(files, "pdf:draw_pdf_Export", into, "--infilter=draw_pdf_import")


def _from_filled(papers: Papers, kind: str, into: Path) -> None:
    convert(papers.filled("word"), kind, into)


def _soffice() -> Path:
    return programs.need("soffice")


def _profile(into: Path) -> str:
    return f"-env:UserInstallation={into.with_suffix('.profile').as_uri()}"
