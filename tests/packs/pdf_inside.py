"""Everything that a PDF holds, however it is packed: what somebody could find who takes the file apart."""

import io
import re
import subprocess
from collections.abc import Iterator
from functools import cache

import pdfplumber
import pikepdf
from pypdf import PdfReader

from tests import programs


@cache
def everything_in(content: bytes) -> str:
    """Return all the bytes and texts of a PDF, as text without capitals and white space, for words to be looked for.

    Its own bytes, each stream unpacked (contents, fonts, object streams, metadata, attachments), each string of each
    object (properties, outline, alternative texts, ActualText), and the text of its pages as two readers see it.
    """
    parts = (*_bytes_in(content), *(text.encode() for text in _texts_in(content)))
    return "\n".join(_plain(as_text) for part in parts for as_text in _as_texts(part))


def _bytes_in(content: bytes) -> Iterator[bytes]:
    yield content
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for held in (*pdf.objects, pdf.trailer):
            if isinstance(held, pikepdf.Stream):
                yield held.read_raw_bytes()
                yield held.read_bytes()
            yield from _strings(held, 0)
        for file in pdf.attachments.values():
            yield file.get_file().read_bytes()


def _strings(held: object, depth: int) -> Iterator[bytes]:
    if isinstance(held, pikepdf.String):
        yield bytes(held)
        yield str(held).encode()
    elif isinstance(held, pikepdf.Name):
        yield str(held).encode()
    elif depth < 40 and isinstance(held, pikepdf.Dictionary | pikepdf.Stream):
        for key, value in held.items():
            yield str(key).encode()
            yield from () if _is_apart(value) else _strings(value, depth + 1)
    elif depth < 40 and isinstance(held, pikepdf.Array):
        for value in held:
            yield from () if _is_apart(value) else _strings(value, depth + 1)


def _is_apart(value: object) -> bool:
    """Say whether a value is an object of its own, which is looked at in its own place."""
    return isinstance(value, pikepdf.Object) and value.is_indirect


def _texts_in(content: bytes) -> Iterator[str]:
    yield from (page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    yield seen_by_poppler(content)


@cache
def seen_by_poppler(content: bytes) -> str:
    """Return the text of a PDF's pages as pdftotext gives it."""
    command = [str(programs.need("pdftotext")), "-raw", "-", "-"]
    return subprocess.run(command, input=content, capture_output=True, check=True).stdout.decode()


def seen_by_pdfplumber(content: bytes) -> str:
    """Return the text of a PDF's pages as pdfplumber gives it, which is slow."""
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        return _plain("".join(page.extract_text() for page in pdf.pages))


def _as_texts(part: bytes) -> Iterator[str]:
    """Yield bytes as text in each encoding that a PDF may keep text in, hexadecimal too."""
    for encoding in ("utf-8", "utf-16-be", "utf-16-le"):
        yield part.decode(encoding, errors="ignore")
    for run in re.findall(rb"<([0-9A-Fa-f\s]{8,})>", part):
        digits = re.sub(rb"\s", b"", run)
        raw = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
        yield raw.decode("latin-1")
        yield raw.decode("utf-16-be", errors="ignore")


def _plain(text: str) -> str:
    return "".join(text.replace("\u200b", "").split()).casefold()


def revisions_of(content: bytes) -> int:
    """Return how often a PDF was saved one version upon another."""
    return max(content.count(b"%%EOF"), content.count(b"startxref"))
