"""PDFs that are made to do harm: bombs, rings of pages and fields, false tables of contents, answers without end."""

import os
import zlib
from collections.abc import Iterator

from tests.parsers.pdf_files import raw_pdf

CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [4 0 R] >> >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
FIELD = b"<< /FT /Tx /T (summary) /V (x) >>"
NOT_OURS = {"not-our-form", "pdf-no-fields"}
LOST = {"damaged", "bomb", *NOT_OURS}
ENDED = {"took-too-long", "too-much-memory", "reader-crashed", *LOST}
"""Where a library in C or in Python goes on without end, or ends its process."""


def stream(content: bytes, about: bytes = b"/Filter /FlateDecode") -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (about, len(content), content)


def form(*objects: bytes, catalogue: bytes = CATALOGUE, pages: bytes = PAGES, page: bytes = PAGE) -> bytes:
    return raw_pdf([catalogue, pages, page, *(objects or (FIELD,))])


def pdf_files() -> Iterator[tuple[str, bytes, set[str]]]:
    """Yield each file's name, its bytes, and the codes of which one says how reading it ends."""
    bomb = zlib.compress(b"\x00" * 15_000_000, 9)
    yield "page-bomb", form(FIELD, stream(bomb), page=PAGE[:-2] + b"/Contents 5 0 R >>"), LOST
    yield "page-bomb-twice-packed", form(FIELD, _twice_packed(), page=PAGE[:-2] + b"/Contents 5 0 R >>"), LOST
    yield "page-bombs-by-the-hundred", form(FIELD, *[stream(bomb)] * 100), LOST
    yield "text-bombs", form(b"<< /T (a) /Kids [%s] >>" % _fields(400), stream(bomb)), LOST
    yield (
        "shared-text",
        form(b"<< /FT /Tx /V 5 0 R /Kids [%s] >>" % _fields(9_000), b"(%s)" % (b"x" * 200_000)),
        LOST,
    )
    yield "object-bombs", _object_bombs(200), LOST
    yield "object-stream-that-holds-itself", _objects_within_themselves(), LOST
    yield "contents-round", form().replace(b"/Size", b"/Prev 9 /Size"), LOST
    yield "contents-to-itself", _prev_to_itself(), LOST
    yield "contents-of-two-thousand-million", form().replace(b"xref\n0 5", b"xref\n0 2000000000"), LOST
    yield "pages-round", form(pages=b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>"), LOST
    yield (
        "pages-50000",
        form(pages=b"<< /Type /Pages /Kids [%s] /Count 50000 >>" % (b"3 0 R " * 50_000)),
        {"too-big", *LOST},
    )
    yield "pages-said-to-be-endless", form(pages=PAGES.replace(b"/Count 1", b"/Count 2147483647")), LOST
    yield "page-of-endless-size", form(page=PAGE.replace(b"595 842", b"9999999999 9999999999")), LOST
    yield "fields-round", form(b"<< /T (a) /Kids [4 0 R 4 0 R] >>"), LOST
    yield "fields-beyond-all", form(b"<< /T (a) /Kids [%s] >>" % (b"4 0 R " * 30_000)), LOST
    yield "parents-round", form(b"<< /T (a) /FT /Tx /Parent 4 0 R >>"), LOST
    yield "arrays-in-arrays", form(b"[" * 100_000 + b"]" * 100_000), LOST
    yield "dictionaries-in-dictionaries", form(b"<< /A " * 50_000 + b">>" * 50_000), LOST
    yield "a-name-of-a-megabyte", form(b"<< /FT /Tx /T (%s) >>" % (b"x" * 1_000_000)), LOST
    yield "a-length-that-lies", form(FIELD, stream(bomb).replace(b"/Length ", b"/Length 9")), LOST
    yield "streams-that-never-end", b"%PDF-1.7\n" + b"1 0 obj <<>> stream\n" * 50_000, LOST
    yield "letters-beyond-all", form(FIELD, _letters(), page=PAGE[:-2] + b"/Contents 5 0 R >>"), LOST
    yield "lines-beyond-all", form(FIELD, _lines(), page=PAGE[:-2] + b"/Contents 5 0 R >>"), ENDED
    yield "a-form-drawn-within-itself", _drawn_within_itself(), ENDED
    yield "only-a-head", b"%PDF-1.7\n", {"damaged"}
    yield "noise", b"%PDF-1.7\n" + os.urandom(300_000), {"damaged", "bomb"}


def _twice_packed() -> bytes:
    inside = zlib.compress(zlib.compress(b"\x00" * 60_000_000, 9), 9)
    return stream(inside, b"/Filter [/FlateDecode /Fl]")


def _fields(count: int) -> bytes:
    return b"".join(b"<< /T (f%d) /FT /Tx /V 5 0 R >> " % number for number in range(count))


def _object_bombs(count: int) -> bytes:
    inside = b"9 0 " + b" " * 15_000_000 + b"null"
    packed = zlib.compress(inside, 9)
    held = stream(packed, b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode")
    return form(FIELD, *[held] * count)


def _objects_within_themselves() -> bytes:
    return form(FIELD, stream(b"5 0 6 0 null", b"/Type /ObjStm /N 2 /First 8 /Extends 5 0 R"))


def _prev_to_itself() -> bytes:
    data = form()
    at = data.rindex(b"xref\n0")
    return data.replace(b"/Size", b"/Prev %d /Size" % at)


def _letters() -> bytes:
    return stream(
        zlib.compress(b"BT /F1 9 Tf " + b"(abcdefgh) Tj " * 200_000 + b"ET"), b"/Filter /FlateDecode"
    )


def _lines() -> bytes:
    return stream(zlib.compress(b"".join(b"%d 0 m 9 %d l S " % (n, n) for n in range(300_000))))


def _drawn_within_itself() -> bytes:
    page = PAGE[:-2] + b"/Contents 5 0 R /Resources << /XObject << /X 6 0 R >> >> >>"
    drawn = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>"
    return form(FIELD, stream(b"/X Do /X Do", b""), stream(b"/X Do /X Do", drawn), page=page)
