"""Filled PDFs as printing and flattening leave them: the answers are part of the page, and the fields are gone."""

from collections.abc import Iterable
from pathlib import Path

from tests import programs
from tests.clients.papers import Papers
from tests.clients.pdf_filling import pdftk_xfdf, pikepdf_fills, pypdf_whole
from tests.clients.running import run

_FLAT = ("--warning-exit-0", "--generate-appearances", "--flatten-annotations=all")


def ghostscript(papers: Papers, into: Path) -> None:
    """Distil by Ghostscript, as many a 'PDF printer' does."""
    _distil(papers.filled("pdf"), into)


def ghostscript_after_pypdf(papers: Papers, into: Path) -> None:
    """Distil what pypdf filled, which draws letters beyond its encoding as others."""
    _distil(papers.once("pypdf-filled", lambda folder: pypdf_whole(papers, folder)), into)


def _distil(files: Iterable[Path], into: Path) -> None:
    for path in files:
        made = f"-sOutputFile={into / path.name}"
        run(programs.need("gs"), "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=pdfwrite", made, path)


def poppler(papers: Papers, into: Path) -> None:
    """Print to PDF through cairo, as evince and other viewers of GNOME do."""
    for path in papers.filled("pdf"):
        run(programs.need("pdftocairo"), "-pdf", path, into / path.name)


def pdftk(papers: Papers, into: Path) -> None:
    """Flatten by pdftk."""
    for path in papers.filled("pdf"):
        run(programs.need("pdftk"), path, "output", into / path.name, "flatten")


def pdftk_after_filling(papers: Papers, into: Path) -> None:
    """Fill blanks by pdftk, whose own drawing of the answers is what flattening keeps."""
    for path in papers.once("pdftk-filled", lambda folder: pdftk_xfdf(papers, folder)):
        run(programs.need("pdftk"), path, "output", into / path.name, "flatten")


def qpdf(papers: Papers, into: Path) -> None:
    """Flatten by qpdf."""
    for path in papers.filled("pdf"):
        run(programs.need("qpdf"), *_FLAT, path, into / path.name)


def qpdf_after_filling(papers: Papers, into: Path) -> None:
    """Set values alone, and let qpdf draw them, which it does in one line, before it flattens."""
    for path in papers.once("values-set", lambda folder: pikepdf_fills(papers, folder)):
        run(programs.need("qpdf"), *_FLAT, path, into / path.name)


def mutool_convert(papers: Papers, into: Path) -> None:
    """Draw the pages anew by MuPDF."""
    for path in papers.filled("pdf"):
        run(programs.need("mutool"), "convert", "-o", into / path.name, path)
