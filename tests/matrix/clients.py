"""Every client of the matrix, and the share of values below which a client's row fails it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

from tests.clients import chromium, libreoffice, pdf_filling, pdf_flattening, pdfium, scanning, word
from tests.clients.papers import Papers
from tests.matrix.returns import PLAIN
from tests.scans.simulated import SCANNERS

Save: TypeAlias = Callable[[Papers, Path], None]
"""Put the file of each return into a folder, under the return's name and any suffix."""


class Group(StrEnum):
    """What sort of client it is, and so what may be asked of a file that it leaves."""

    WORD = "Word"
    FILLED = "PDF, filled"
    FLATTENED = "PDF, flattened or printed"
    SCANNED = "Pictures of pages: scans (simulated), and Chromium's"


@dataclass(frozen=True)
class Client:
    """A program that leaves files. `plain` and `awkward` are the least shares of its values to be right and sure,
    of the returns that are answered so.

    `turn` is the client's number among those that take turns at the forms, because each file of theirs is slow to
    read; None where a client does all forms.
    """

    name: str
    group: Group
    save: Save
    plain: float
    awkward: float
    turn: int | None = None

    def takes(self, number: int, name: str) -> bool:
        """Say whether the client does a return, by its number and name: a turn comes at one form in four."""
        return self.turn is None or (name.endswith(PLAIN) and (number // 2 + self.turn) % TURNS == 0)


TURNS = 4

# In AbiWord's .rtf an answer with emoji asks, because it moves them.
WORD = (
    Client("as sent (Word)", Group.WORD, word.untouched, 1, 1),
    Client("python-docx", Group.WORD, word.python_docx, 1, 1),
    Client("controls unwrapped (Google Docs)", Group.WORD, word.unwrapped, 0.999, 0.99),
    Client("controls wrapped (Google Docs)", Group.WORD, word.wrapped, 0.999, 0.99),
    Client("LibreOffice, .docx", Group.WORD, libreoffice.save_as(libreoffice.DOCX), 0.999, 0.99),
    Client("LibreOffice, .odt", Group.WORD, libreoffice.save_as("odt"), 0.999, 0.99),
    Client("LibreOffice, .odt to .docx", Group.WORD, libreoffice.save_through("odt"), 0.999, 0.99),
    Client("LibreOffice, .doc", Group.WORD, libreoffice.save_as("doc"), 0.999, 0.99),
    Client("LibreOffice, .doc to .docx", Group.WORD, libreoffice.save_through("doc"), 0.999, 0.99),
    Client("LibreOffice, .rtf", Group.WORD, libreoffice.save_as("rtf"), 0.999, 0.99),
    Client("LibreOffice, .rtf to .docx", Group.WORD, libreoffice.save_through("rtf"), 0.999, 0.99),
    Client("LibreOffice, filled by UNO", Group.WORD, libreoffice.fill_by_uno, 0.999, 0.99),
    Client("pandoc", Group.WORD, word.pandoc, 0.999, 0.99),
    Client("AbiWord, .docx", Group.WORD, word.abiword("docx"), 0.999, 0.99),
    Client("AbiWord, .odt", Group.WORD, word.abiword("odt"), 0.999, 0.99),
    Client("AbiWord, .rtf", Group.WORD, word.abiword("rtf"), 0.999, 0.97),
)

FILLED = (
    Client("pdftk, XFDF", Group.FILLED, pdf_filling.pdftk_xfdf, 0.995, 0.98),
    Client("pdftk, FDF", Group.FILLED, pdf_filling.pdftk_fdf, 0.995, 0.98),
    Client("qpdf, JSON", Group.FILLED, pdf_filling.qpdf_json, 0.995, 0.98),
    Client("mutool", Group.FILLED, pdf_filling.mutool, 0.995, 0.98),
    Client("pypdf", Group.FILLED, pdf_filling.pypdf_whole, 0.995, 0.98),
    Client("pypdf, incremental", Group.FILLED, pdf_filling.pypdf_added, 0.995, 0.98),
    Client("pikepdf", Group.FILLED, pdf_filling.pikepdf_fills, 0.995, 0.98),
    Client("PDFium (Chromium)", Group.FILLED, pdfium.pdfium, 0.995, 0.98),
    Client("pdf-lib", Group.FILLED, pdf_filling.pdf_lib, 0.995, 0.98),
    Client("pdf.js (Firefox)", Group.FILLED, pdf_filling.pdf_js, 0.995, 0.98),
)

# What another program drew always asks where it is text: it may have left out letters, and nothing shows which.
FLATTENED = (
    Client("Ghostscript", Group.FLATTENED, pdf_flattening.ghostscript, 0.995, 0.92),
    Client("poppler, cairo", Group.FLATTENED, pdf_flattening.poppler, 0.995, 0.92),
    Client("pdftk, flatten", Group.FLATTENED, pdf_flattening.pdftk, 0.995, 0.92),
    Client("pdftk, filled and flattened", Group.FLATTENED, pdf_flattening.pdftk_after_filling, 0.25, 0.25),
    Client("qpdf, flatten", Group.FLATTENED, pdf_flattening.qpdf, 0.995, 0.92),
    Client("qpdf, drawn and flattened", Group.FLATTENED, pdf_flattening.qpdf_after_filling, 0.23, 0.24),
    Client("mutool, convert", Group.FLATTENED, pdf_flattening.mutool_convert, 0.995, 0.92),
    Client("PDFium, printed (Chromium)", Group.FLATTENED, pdfium.print_by_pdfium, 0.995, 0.92),
    Client(
        "PDFium, filled and printed (Chromium)", Group.FLATTENED, pdfium.print_what_pdfium_filled, 0.16, 0.18
    ),
    Client(
        "pypdf, filled, and Ghostscript", Group.FLATTENED, pdf_flattening.ghostscript_after_pypdf, 0.22, 0.24
    ),
    Client("LibreOffice Draw", Group.FLATTENED, libreoffice.print_from_draw, 0.995, 0.88),
)

SCANNED = (
    *(
        Client(str(scanner), Group.SCANNED, scanning.scanned(scanner), 0, 0, turn)
        for turn, scanner in enumerate(SCANNERS)
    ),
    Client("Chromium, printing", Group.SCANNED, chromium.print_from_chromium, 0, 0, len(SCANNERS)),
)

CLIENTS = (*WORD, *FILLED, *FLATTENED, *SCANNED)
