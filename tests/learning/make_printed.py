"""Make the printed forms that the tests keep: `python -m tests.learning.make_printed`. README.md says of what."""

import io
import tempfile
from pathlib import Path

import docx

from tests.geometry.flatteners import run
from tests.learning.foreign import (
    Make,
    Said,
    medway_labels_above,
    medway_labels_left,
    medway_paragraphs,
    moray_published,
)
from tests.learning.printed import FOLDER
from tests.legacy.libreoffice import save_as
from tests.programs import need


def medway_grid(said: Said) -> bytes:
    """Return Medway's Stage 3 form as a table of two columns with lines around its cells."""
    document = docx.Document(io.BytesIO(medway_labels_left(said)))
    for table in document.tables:
        table.style = "Table Grid"
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


MADE_IN_WORD: dict[str, Make] = {
    "moray-published": moray_published,
    "medway-labels-left": medway_labels_left,
    "medway-labels-above": medway_labels_above,
    "medway-paragraphs": medway_paragraphs,
    "medway-grid": medway_grid,
}
"""The forms that somebody laid out in Word, by the names of the files that LibreOffice prints them to."""


def print_forms(files: dict[str, bytes], folder: Path) -> dict[str, bytes]:
    """Return Word files as LibreOffice prints them to PDF."""
    for name, data in files.items():
        (folder / f"{name}.docx").write_bytes(data)
    save_as(folder, "pdf", [folder / f"{name}.docx" for name in files], folder / "printed")
    return {name: (folder / "printed" / f"{name}.pdf").read_bytes() for name in files}


def print_page(page: Path, made: Path) -> None:
    """Print a web page to PDF with Chromium."""
    quiet = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking")
    run(
        need("chromium"), *quiet, "--no-pdf-header-footer", f"--print-to-pdf={made}", page.absolute().as_uri()
    )


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        made = print_forms({name: make({}) for name, make in MADE_IN_WORD.items()}, Path(folder))
    for name, data in made.items():
        (FOLDER / f"{name}.pdf").write_bytes(data)
    print_page(FOLDER / "moray-boxes.html", FOLDER / "moray-boxes.pdf")


if __name__ == "__main__":
    main()
