"""The words of a PDF page by a second reader, for pages on which the first sees none: no one reader suffices."""

import io
import logging

import pdfplumber
from pdfplumber.utils.exceptions import PdfminerException

from parsers.pages import PageWord, Rectangle

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it tells every fault of a file on standard error


def find_words_again(data: bytes, index: int) -> tuple[PageWord, ...]:
    """Return the words of a page, counted from 0; none where this reader sees none either."""
    try:
        with pdfplumber.open(io.BytesIO(data), pages=[index + 1]) as pdf:
            words = pdf.pages[0].extract_words() if pdf.pages else []
    except (PdfminerException, ValueError, KeyError, TypeError, IndexError):
        return ()
    return tuple(
        PageWord(word["text"], Rectangle(word["x0"], word["top"], word["x1"], word["bottom"]))
        for word in words
    )
