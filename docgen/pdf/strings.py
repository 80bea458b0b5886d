"""Text as PDF strings, so that every program reads back what was written (ISO 32000-1, 7.9.2.2)."""

from pikepdf import String

_ASCII = frozenset(map(chr, range(32, 127))) | {"\n", "\t"}


def with_line_feeds(text: str) -> str:
    """Return the text with each line end (CR LF, CR or LF) written as LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def utf16_length(text: str) -> int:
    """Return how long a text is as PDF programs count it: a character such as an emoji counts twice."""
    return len(text.encode("utf-16-be", "surrogatepass")) // 2


def pdf_string(text: str) -> String:
    """Return any text as a PDF string: as ASCII where it is that, else as UTF-16 with its byte order mark.

    PDFDocEncoding is left alone: it changes control characters, and takes 'þÿ' for a byte order mark.
    """
    if _ASCII.issuperset(text):
        return String(text.encode("ascii"))
    return String(b"\xfe\xff" + text.encode("utf-16-be", "surrogatepass"))
