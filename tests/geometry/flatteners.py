"""Programs that turn a filled form into pages without fields, and what printers and people then do to the pages."""

import io
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
from pikepdf import Array

from tests.programs import need

Change: TypeAlias = Callable[[bytes, Path], bytes]
"""From one PDF to another, with a folder to work in."""


def run(*command: str | Path) -> None:
    done = subprocess.run([str(part) for part in command], capture_output=True, timeout=120, check=False)
    assert done.returncode in {0, 3}, done.stderr.decode(errors="replace")


def _by_program(data: bytes, folder: Path, *command: str | Path) -> bytes:
    """Run a program in which IN and OUT stand for the two files."""
    (folder / "in.pdf").write_bytes(data)
    (folder / "out.pdf").unlink(missing_ok=True)
    files = {"IN": folder / "in.pdf", "OUT": folder / "out.pdf"}
    run(*(files.get(str(part), part) for part in command))
    return (folder / "out.pdf").read_bytes()


def by_pdftk(data: bytes, folder: Path) -> bytes:
    return _by_program(data, folder, need("pdftk"), "IN", "output", "OUT", "flatten")


def by_qpdf(data: bytes, folder: Path) -> bytes:
    return _by_program(data, folder, need("qpdf"), "--flatten-annotations=all", "IN", "OUT")


def by_ghostscript(data: bytes, folder: Path) -> bytes:
    return _by_program(data, folder, need("gs"), "-q", "-sDEVICE=pdfwrite", "-o", "OUT", "IN")


def by_postscript(data: bytes, folder: Path) -> bytes:
    """Print as PostScript, and make a PDF of that again: its fonts no longer say what their letters are."""
    printed = folder / "printed.ps"
    (folder / "in.pdf").write_bytes(data)
    run(need("gs"), "-q", "-sDEVICE=ps2write", "-o", printed, folder / "in.pdf")
    run(need("gs"), "-q", "-sDEVICE=pdfwrite", "-o", folder / "out.pdf", printed)
    return (folder / "out.pdf").read_bytes()


def by_mutool(data: bytes, folder: Path) -> bytes:
    return _by_program(data, folder, need("mutool"), "convert", "-F", "pdf", "-o", "OUT", "IN")


def by_poppler(data: bytes, folder: Path) -> bytes:
    return _by_program(data, folder, need("pdftocairo"), "-pdf", "IN", "OUT")


def by_libreoffice(data: bytes, folder: Path) -> bytes:
    (folder / "in.pdf").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    run(need("soffice"), profile, "--headless", "--infilter=draw_pdf_import", "--convert-to",
        "pdf:draw_pdf_Export", "--outdir", folder / "office", folder / "in.pdf")  # fmt: skip
    return (folder / "office" / "in.pdf").read_bytes()


def by_pdfium(data: bytes, _folder: Path) -> bytes:
    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    for page in document:
        pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_PRINT)
        page.gen_content()
    written = io.BytesIO()
    document.save(written)
    document.close()
    return written.getvalue()


def without_appearances(data: bytes) -> bytes:
    """Return a form as a program leaves it that writes values and draws nothing."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            if pikepdf.Name.Btn != field.FT and "/AP" in field:
                del field.AP
        pdf.Root.AcroForm.NeedAppearances = True
        return _saved(pdf)


def drawn_by_qpdf(data: bytes, folder: Path) -> bytes:
    bare, drawing = without_appearances(data), ("--generate-appearances", "--flatten-annotations=all")
    return _by_program(bare, folder, need("qpdf"), *drawing, "IN", "OUT")


def dropped_by_pdftk(data: bytes, folder: Path) -> bytes:
    """Return a form flattened by pdftk after it was told that the values need no drawing: they are lost."""
    return by_pdftk(without_appearances(data), folder)


def drawn_by_ghostscript(data: bytes, folder: Path) -> bytes:
    return by_ghostscript(without_appearances(data), folder)


FLATTENERS: Mapping[str, Change] = MappingProxyType(
    {
        "pdftk": by_pdftk,
        "qpdf": by_qpdf,
        "Ghostscript": by_ghostscript,
        "mutool": by_mutool,
        "poppler": by_poppler,
        "PDFium": by_pdfium,
        "LibreOffice": by_libreoffice,
    }
)


def _placed(data: bytes, width: float, height: float, matrix: pikepdf.Matrix) -> bytes:
    """Return each page drawn on a page of another size, as a printer's driver does."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            moved = " ".join(f"{part:.5f}" for part in matrix.shorthand)
            page.contents_add(f"q {moved} cm\n".encode(), prepend=True)
            page.contents_add(b"\nQ")
            page.MediaBox = page.CropBox = Array([0, 0, width, height])
        return _saved(pdf)


def _saved(pdf: pikepdf.Pdf) -> bytes:
    written = io.BytesIO()
    pdf.save(written)
    return written.getvalue()


def on_letter(data: bytes, _folder: Path) -> bytes:
    scale = 792 / 841.89
    return _placed(data, 612, 792, pikepdf.Matrix(scale, 0, 0, scale, (612 - 595.28 * scale) / 2, 0))


def at_97_percent(data: bytes, _folder: Path) -> bytes:
    return _placed(data, 595.28, 841.89, pikepdf.Matrix(0.97, 0, 0, 0.97, 9, 12))


def stretched(data: bytes, _folder: Path) -> bytes:
    return _placed(data, 612, 792, pikepdf.Matrix(612 / 595.28, 0, 0, 792 / 841.89, 0, 0))


def turned_90(data: bytes, _folder: Path) -> bytes:
    return _placed(data, 841.89, 595.28, pikepdf.Matrix(0, -1, 1, 0, 0, 595.28))


def turned_180(data: bytes, _folder: Path) -> bytes:
    return _placed(data, 595.28, 841.89, pikepdf.Matrix(-1, 0, 0, -1, 595.28, 841.89))


def askew(data: bytes, _folder: Path) -> bytes:
    return _placed(data, 595.28, 841.89, pikepdf.Matrix().rotated(1.5).translated(4, -6))


def rotated_view(data: bytes, _folder: Path) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.Rotate = 270
        return _saved(pdf)


def reversed_pages(data: bytes, _folder: Path) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.pages.reverse()
        return _saved(pdf)


def as_it_is(data: bytes, _folder: Path) -> bytes:
    return data


CHANGES: Mapping[str, Change] = MappingProxyType(
    {
        "as it is": as_it_is,
        "on Letter": on_letter,
        "at 97 %": at_97_percent,
        "stretched": stretched,
        "turned by 90°": turned_90,
        "turned by 180°": turned_180,
        "turned view": rotated_view,
        "askew": askew,
        "pages reversed": reversed_pages,
    }
)
