"""Word files saved again by pandoc, AbiWord and python-docx, and edited as Google Docs leaves them."""

import io
from collections.abc import Callable
from functools import partial
from pathlib import Path

import docx

from tests import programs
from tests.clients.papers import Papers
from tests.clients.running import run
from tests.parsers.alignments import edit, unwrap, wrap


def pandoc(papers: Papers, into: Path) -> None:
    """Save filled Word files by pandoc, which keeps text and tables and little else."""
    for path in papers.filled("word"):
        run(programs.need("pandoc"), path, "--output", into / path.name)


def abiword(kind: str) -> Callable[[Papers, Path], None]:
    """Return a client that saves filled Word files by AbiWord in a format."""

    def save(papers: Papers, into: Path) -> None:
        for path in papers.filled("word"):
            made = into / f"{path.stem}.{kind}"
            run(programs.need("abiword"), f"--to={kind}", f"--to-name={made}", path)

    return save


def unwrapped(papers: Papers, into: Path) -> None:
    """Take the controls away and keep what they hold, as Google Docs does."""
    for path in papers.filled("word"):
        (into / path.name).write_bytes(edit(path.read_bytes(), unwrap))


def wrapped(papers: Papers, into: Path) -> None:
    """Take the controls away, and put others around every cell and run, as Google Docs does to some files."""
    for path in papers.filled("word"):
        changed = edit(path.read_bytes(), unwrap, partial(wrap, "tc"), partial(wrap, "r"))
        (into / path.name).write_bytes(changed)


def python_docx(papers: Papers, into: Path) -> None:
    """Open and save filled Word files by python-docx, as docxtpl and many a macro do."""
    for path in papers.filled("word"):
        held = io.BytesIO()
        docx.Document(str(path)).save(held)
        (into / path.name).write_bytes(held.getvalue())


def untouched(papers: Papers, into: Path) -> None:
    """Send filled Word files back as they are: what Word itself leaves of a form is nearest to that."""
    for path in papers.filled("word"):
        (into / path.name).write_bytes(path.read_bytes())
