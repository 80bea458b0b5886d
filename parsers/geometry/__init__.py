"""Pages laid over those of a blank, so that each box is read by its place: printed, flattened and scanned forms."""

from parsers.geometry.alignment import (
    PDF_PLACE,
    SCAN_PLACE,
    PagesAligned,
    PlacedBox,
    align_pages,
    say_missing,
)
from parsers.geometry.boxes import DRAWN_ELSEWHERE, TEXTS
from parsers.geometry.fitting import PageFit, fit_page
from parsers.geometry.pairing import find_likest

__all__ = [
    "DRAWN_ELSEWHERE",
    "PDF_PLACE",
    "SCAN_PLACE",
    "TEXTS",
    "PageFit",
    "PagesAligned",
    "PlacedBox",
    "align_pages",
    "find_likest",
    "fit_page",
    "say_missing",
]
