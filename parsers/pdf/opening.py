"""Open a PDF from a stranger within limits."""

import io
from collections.abc import Iterator
from contextlib import contextmanager

import pikepdf
from pikepdf import settings

from parsers.errors import Failed, Refused
from parsers.pdf.inflation import MAX_STREAM, check_structure

MAX_PAGES = 1_000
"""The most pages that a return may have."""


@contextmanager
def open_pdf(data: bytes) -> Iterator[pikepdf.Pdf]:
    """Give a PDF, opened without a password, for as long as the context lasts.

    Raises Refused for a PDF that is locked or unpacks to too much, and Failed for a damaged one.
    """
    check_structure(data)
    with _limits(), _opened(data) as pdf:
        pages = _page_count(pdf)
        if pages > MAX_PAGES:
            raise Refused("too-big")
        if not pages:
            raise Failed("damaged")
        yield pdf


@contextmanager
def _limits() -> Iterator[None]:
    """Keep qpdf within limits. They are those of the whole process, so the ones found are put back."""
    before = settings.set_qpdf_limits(
        dct_max_memory=MAX_STREAM,
        flate_max_memory=MAX_STREAM,
        run_length_max_memory=MAX_STREAM,
        png_max_memory=MAX_STREAM,
        tiff_max_memory=MAX_STREAM,
        parser_max_container_size=100_000,
        parser_max_nesting=100,
        max_stream_filters=1,
    )
    try:
        yield
    finally:
        settings.set_qpdf_limits(
            dct_max_memory=int(before["dct_max_memory"]),
            flate_max_memory=int(before["flate_max_memory"]),
            run_length_max_memory=int(before["run_length_max_memory"]),
            png_max_memory=int(before["png_max_memory"]),
            tiff_max_memory=int(before["tiff_max_memory"]),
            parser_max_container_size=int(before["parser_max_container_size"]),
            parser_max_nesting=int(before["parser_max_nesting"]),
            max_stream_filters=int(before["max_stream_filters"]),
        )


def _opened(data: bytes) -> pikepdf.Pdf:
    try:
        return pikepdf.open(io.BytesIO(data), suppress_warnings=True)
    except pikepdf.PasswordError as error:
        raise Refused("password") from error
    except pikepdf.PdfError as error:
        raise Failed("damaged") from error


def _page_count(pdf: pikepdf.Pdf) -> int:
    try:
        return len(pdf.pages)
    except (pikepdf.PdfError, RuntimeError, TypeError, ValueError) as error:
        raise Failed("damaged") from error
