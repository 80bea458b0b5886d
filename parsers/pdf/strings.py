"""Text strings of a PDF (ISO 32000-1, 7.9.2.2), in any of the encodings that clients mix within one file."""

import codecs
import re

import pikepdf

from parsers.pdf.inflation import MAX_STREAM

UNDECODABLE = "\ufffd"
"""What stands for a letter that could not be read."""

_FLATE = frozenset({"/FlateDecode"})
_MARKED = (
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
)
_PLAIN = re.compile(rb"[\t\n\r -~]*")
"""What PDFDocEncoding writes as ASCII does, which is much sooner decoded."""


def decode_text(content: bytes) -> str:
    """Return the text of a string's bytes, its line ends (CR, LF or both) made line feeds."""
    text = content.decode("ascii") if _PLAIN.fullmatch(content) else _decode_other(content)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _decode_other(content: bytes) -> str:
    for mark, encoding in _MARKED:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    return content.decode("pdfdoc", "replace")


def read_text(value: object) -> str | None:
    """Return the text of a string, a name or a text stream; None for anything else."""
    if isinstance(value, pikepdf.String):
        return decode_text(bytes(value))
    if isinstance(value, pikepdf.Name):
        return str(value).removeprefix("/")
    if isinstance(value, pikepdf.Stream):
        return decode_text(read_stream(value))
    return None


def read_stream(stream: pikepdf.Object) -> bytes:
    """Return a stream's bytes, unpacked.

    Raises pikepdf.PdfError for more than the limit, and for a filter other than Flate: qpdf has no limit for LZW.
    """
    if not _FLATE.issuperset(_filters(stream)):
        raise pikepdf.PdfError("a stream is packed as no text of a form is")
    content = stream.read_bytes()
    if len(content) > MAX_STREAM:
        raise pikepdf.PdfError("a stream is too long")
    return content


def _filters(stream: pikepdf.Object) -> list[str]:
    held = stream.get("/Filter")
    if isinstance(held, pikepdf.Array):
        return [str(name) for name in held.as_list()]
    return [] if held is None else [str(held)]
