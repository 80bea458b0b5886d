"""PDFium, by the calls that Chromium's viewer makes: clicks and typing into the form, and printing to PDF.

PDFium knows no threads, so one client has it at a time.
"""

import ctypes
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

import pypdfium2
from pypdfium2 import raw

from escalation.layouts import PdfPlace
from tests.clients.papers import Entry, Papers, Return, entries_of

ONE_AT_A_TIME = Lock()
"""Held by whoever uses PDFium in this process."""


def pdfium(papers: Papers, into: Path) -> None:
    """Fill each box of a blank as a person does in Chromium: click it, and type or choose."""
    with ONE_AT_A_TIME:
        for blank, sent in zip(papers.blanks("pdf"), papers.returns, strict=True):
            with _opened(blank) as document:
                _fill(document, sent)
                document.save(into / blank.name)


def print_by_pdfium(papers: Papers, into: Path) -> None:
    """Print filled files to PDF as Chromium does: fields become part of the page, and pages go to a new file."""
    _print(papers.filled("pdf"), into)


def print_what_pdfium_filled(papers: Papers, into: Path) -> None:
    """Print files to PDF that were filled by PDFium, which leaves out what its fonts lack (ŵ, Arabic, emoji)."""
    _print(papers.once("pdfium-filled", lambda folder: pdfium(papers, folder)), into)


def _print(files: Iterable[Path], into: Path) -> None:
    with ONE_AT_A_TIME:
        for path in files:
            with _opened(path) as document:
                for number in range(len(document)):
                    raw.FPDFPage_Flatten(document[number], raw.FLAT_PRINT)
                printed = pypdfium2.PdfDocument.new()
                printed.import_pages(document)
                printed.save(into / path.name)
                printed.close()


@contextmanager
def _opened(path: Path) -> Iterator[pypdfium2.PdfDocument]:
    document = pypdfium2.PdfDocument(path)
    document.init_forms()
    try:
        yield document
    finally:
        document.close()


def _fill(document: pypdfium2.PdfDocument, sent: Return) -> None:
    places = sent.render("pdf", None).layout.places
    pages = [document[number] for number in range(len(document))]
    for entry in entries_of(sent):
        place = places[entry.box]
        assert isinstance(place, PdfPlace)
        _enter(document.formenv, pages[place.page - 1], place, entry, _index(sent, entry))


def _index(sent: Return, entry: Entry) -> int:
    """Return which line of its list a choice is: the first says that nothing is chosen."""
    field = next(field for field in sent.form.fields if field.key == entry.box.partition(".")[0])
    column = next((column for column in field.columns if column.key == entry.box.rpartition(".")[2]), field)
    return 1 + list(column.options).index(str(entry.value)) if entry.kind == "choice" else 0


def _enter(form: object, page: object, place: PdfPlace, entry: Entry, index: int) -> None:
    x, y = (place.left + place.right) / 2, (place.bottom + place.top) / 2
    if entry.kind == "tick":
        if entry.value:
            raw.FORM_OnLButtonDown(form, page, 0, x, y)
            raw.FORM_OnLButtonUp(form, page, 0, x, y)
    else:
        raw.FORM_OnFocus(form, page, 0, x, y)
        if entry.kind == "choice":
            raw.FORM_SetIndexSelected(form, page, index, 1)
        else:
            raw.FORM_SelectAllText(form, page)
            raw.FORM_ReplaceSelection(form, page, _wide(entry.shown))
    raw.FORM_ForceToKillFocus(form)


def _wide(text: str) -> object:
    held = ctypes.create_string_buffer((text + "\0").encode("utf-16-le"))
    return ctypes.cast(held, ctypes.POINTER(ctypes.c_ushort))
