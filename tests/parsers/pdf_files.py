"""Small PDF forms made by hand with pikepdf, so that a test holds exactly what it is about."""

import io
import warnings
from collections.abc import Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from tests.parsers.files import IDENTITY


def new_pdf(pages: int = 1, *, identified: bool = True) -> Pdf:
    """Return an empty PDF with an empty form; with the made-up form's identity, where wanted."""
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page()
    pdf.Root.AcroForm = pdf.make_indirect(Dictionary(Fields=Array([])))
    for key, value in IDENTITY.items() if identified else ():
        pdf.docinfo[Name(f"/{key}")] = value
    return pdf


def add_field(pdf: Pdf, name: str, *, page: int = 0, listed: bool = True, **keys: Any) -> Dictionary:
    """Add a field that is its own widget to a page, and to the form's list of fields."""
    about: dict[str, Any] = {"FT": Name.Tx} | keys
    field = pdf.make_indirect(Dictionary(Subtype=Name.Widget, T=String(name), Rect=[0, 0, 9, 9], **about))
    held = pdf.pages[page].obj
    if "/Annots" not in held:
        held.Annots = Array([])
    held.Annots.append(field)
    if listed:
        pdf.Root.AcroForm.Fields.append(field)
    assert isinstance(field, Dictionary)
    return field


def save(pdf: Pdf) -> bytes:
    """Return the bytes of a PDF; that its widgets may be orphans is what some tests are about."""
    held = io.BytesIO()
    with warnings.catch_warnings(action="ignore", category=pikepdf.PageCopyWarning):
        pdf.save(held)
    return held.getvalue()


def with_field(value: object, *, kind: Name = Name.Tx, **keys: Any) -> bytes:
    """Return a PDF with one field, `summary`, that holds a value."""
    pdf = new_pdf()
    held = keys if value is None else {"V": value, **keys}
    add_field(pdf, "summary", FT=kind, **held)
    return save(pdf)


def raw_string(content: bytes) -> pikepdf.Object:
    """Return a string of exactly those bytes, in whatever encoding they are."""
    return pikepdf.Object.parse(b"<" + content.hex().encode() + b">")


def raw_pdf(objects: Sequence[bytes]) -> bytes:
    """Return a PDF of those numbered objects, the first of them its catalogue, with a table of where they are."""
    out = bytearray(b"%PDF-1.7\n")
    starts = []
    for number, content in enumerate(objects, start=1):
        starts.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    at = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % start for start in starts)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, at)
    return bytes(out)
