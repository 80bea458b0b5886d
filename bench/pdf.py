"""PDF: forms written blank and prefilled, and read, beside pikepdf, pypdf and pdfplumber."""

import io
import logging
import re
import zlib
from collections.abc import Iterator

import pdfplumber
import pikepdf
import pypdf
from pdfminer.pdftypes import resolve1

import parsers
from bench.contest import OURS, Aim, Contest, Contestant
from bench.samples import Samples
from docgen import render_pdf
from docgen.pdf.identity import draw_page_code
from docgen.pdf.plan import plan_form
from docgen.pdf.typeset import typeset, typeset_once
from docgen.pdf.values import field_values
from escalation.stamps import pdf_name
from parsers.pdf.inflation import check_streams

FLOOR = "floor: inflate every stream"
PIKEPDF = "pikepdf open and read every /V"
PYPDF_FILL = "pypdf fill of our blank"
_STREAM = re.compile(rb"stream\r?\n")


def pdf_contests(of: Samples) -> Iterator[Contest]:
    """Yield the contests about PDF."""
    logging.getLogger("pypdf").setLevel(logging.ERROR)  # it warns of letters that the field's font has
    blank = of.blank_pdf.content
    yield Contest(
        "Blank PDF form",
        of.about,
        Contestant(OURS, lambda: render_afresh(of)),
        (
            Contestant("typst, the page alone", lambda: typeset_page(of), "makes no fields, no identity"),
            Contestant("pikepdf open and save", lambda: save_again(blank), "makes nothing: copies ours"),
            Contestant("pypdf open and save", lambda: fill(blank, {}), "makes nothing: copies ours"),
        ),
    )
    values = pdf_values(of)
    filled = "continues no long answer, codes no letter beyond the font; needs the blank made"
    yield Contest(
        "Prefilled PDF form",
        f"{of.about}, all answered, as one of many: the page itself is set once a process",
        Contestant(OURS, lambda: render_pdf(of.form, of.board, of.answers)),
        (
            Contestant("pikepdf set every /V", lambda: set_values(blank, values), f"draws nothing; {filled}"),
            Contestant(PYPDF_FILL, lambda: fill(blank, values), filled),
        ),
        (Aim("5 times faster than pypdf's fill", 1 / 5, PYPDF_FILL),),
    )
    yield Contest(
        "Prefilled PDF form with a continuation page",
        f"{of.about}, all answered, one at length",
        Contestant(OURS, lambda: render_pdf(of.form, of.board, of.long)),
        (
            Contestant(
                PYPDF_FILL, lambda: fill(blank, pdf_values(of, long=True)), f"cuts the answer short; {filled}"
            ),
        ),
    )
    yield _reading(of)


def _reading(of: Samples) -> Contest:
    data = of.filled_pdf.content
    no_more = "tells no merged, scanned or XFA file; has no limits"
    return Contest(
        "Read a returned PDF form",
        f"{of.about}, all answered",
        Contestant(OURS, lambda: parsers.read(data)),
        (
            Contestant(FLOOR, lambda: inflate(data), "reads no answer, checks nothing"),
            Contestant(
                "our gate alone", lambda: pass_gate(data), "reads no answer: counts what streams hold"
            ),
            Contestant(PIKEPDF, lambda: read_values(data), no_more),
            Contestant("pypdf get_fields", lambda: pypdf.PdfReader(io.BytesIO(data)).get_fields(), no_more),
            Contestant("pdfplumber open and read every /V", lambda: read_with_pdfplumber(data), no_more),
        ),
        (Aim("within 2 times pikepdf's own open-and-read", 2, PIKEPDF),),
    )


def render_afresh(of: Samples) -> bytes:
    """Return the blank made from nothing: its page not remembered from the time before."""
    typeset_once.cache_clear()
    return render_pdf(of.form, of.board).content


def typeset_page(of: Samples) -> bytes:
    """Return the blank's page as Typst sets it, before anything is made a field."""
    codes = [draw_page_code(of.form.reference, page) for page in range(1, 7)]
    return typeset("form.typ", plan_form(of.form, of.board, None, codes, ()))


def pdf_values(of: Samples, *, long: bool = False) -> dict[str, str]:
    """Return the answers as PDF field values, by field name: a tick as `/Yes` or `/Off`."""
    held = field_values(of.form, of.long if long else of.answers)
    ticks = {True: "/Yes", False: "/Off"}
    return {pdf_name(box): ticks[value] if isinstance(value, bool) else value for box, value in held.items()}


def fill(blank: bytes, values: dict[str, str]) -> bytes:
    """Return a blank filled by pypdf."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(blank))
    if values:
        writer.update_page_form_field_values(None, values, auto_regenerate=False)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def save_again(data: bytes) -> bytes:
    """Return a PDF as pikepdf writes it again."""
    return set_values(data, {})


def set_values(blank: bytes, values: dict[str, str]) -> bytes:
    """Return a blank with its values set by pikepdf, as they are, and nothing drawn."""
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(blank)) as pdf:
        for field in pdf.Root.AcroForm.Fields if values else ():
            value = values.get(str(field.T), "")
            field.V = pikepdf.Name(value) if pikepdf.Name.Btn == field.FT else pikepdf.String(value)
        pdf.save(written, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return written.getvalue()


def pass_gate(data: bytes) -> int:
    """Return a file's size, by way of the count of what its streams hold that a stranger's file goes through."""
    check_streams(data)
    return len(data)


def inflate(data: bytes) -> int:
    """Return how many bytes the packed streams of a PDF hold: what no check of them can do without."""
    starts = (
        match.end() for match in _STREAM.finditer(data) if data[match.start() - 3 : match.start()] != b"end"
    )
    return sum(_inflated(data[start : data.find(b"endstream", start)]) for start in starts)


def _inflated(packed: bytes) -> int:
    try:
        return len(zlib.decompressobj().decompress(packed))
    except zlib.error:
        return 0


def read_values(data: bytes) -> dict[str, str]:
    """Return every field's value by name, as pikepdf reads it."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return {str(field.T): str(field.get("/V", "")) for field in pdf.Root.AcroForm.Fields}


def read_with_pdfplumber(data: bytes) -> dict[bytes, object]:
    """Return every field's value by name, undecoded, as pdfplumber's own guide reads forms."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        fields = resolve1(resolve1(pdf.doc.catalog["AcroForm"])["Fields"])
        return {resolved["T"]: resolve1(resolved.get("V")) for resolved in map(resolve1, fields)}
