"""Filled PDFs printed and scanned: simulated, because no scanner stands in CI."""

from collections.abc import Callable
from pathlib import Path

from tests.clients.papers import Papers
from tests.clients.pdfium import ONE_AT_A_TIME
from tests.scans.simulated import Scanner, scan


def scanned(scanner: Scanner) -> Callable[[Papers, Path], None]:
    """Return a client that prints filled PDFs and scans them."""

    def save(papers: Papers, into: Path) -> None:
        for path in papers.filled("pdf"):
            with ONE_AT_A_TIME:
                made = scan(path.read_bytes(), scanner)
            suffix = ".tiff" if scanner.format == "TIFF" else ".pdf"
            (into / path.name).with_suffix(suffix).write_bytes(made)

    return save
