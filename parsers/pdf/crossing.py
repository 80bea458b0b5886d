"""Where somebody has drawn through the words of a PDF page: anything but words is looked for where a word stands.

The page is drawn without its words, so that a stroke shows however short it is and whatever letter it crosses.
"""

import pypdfium2
import pypdfium2.raw as pdfium

from parsers.pages import Rectangle
from parsers.pdf.raster import Raster, draw

_FROM, _TO = 0.2, 0.8
"""The part of a word's height that is looked at: what is drawn lower down is a line under it."""
_SIDE = 0.5
"""How far within a word's sides, in points, is looked: a line along the edge of a cell may touch its letters."""
_STROKE = 48
"""How much darker or paler than its ground, of 255, a stroke is at the least: letters are read on even shading."""
_DEPTH = 15
"""How deep forms within forms (ISO 32000-1, 8.10) are looked into for words, as deep as PDFium finds objects."""


def draw_without_words(page: pypdfium2.PdfPage, *, is_bare: bool = False) -> Raster:
    """Return the picture of a page with all but its words, which are then hidden in this copy of it."""
    for text in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=_DEPTH):
        pdfium.FPDFTextObj_SetTextRenderMode(text.raw, pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)
    return draw(page, is_bare=is_bare)


def is_crossed(drawn: Raster, word: Rectangle) -> bool:
    """Say whether anything is drawn through or over the place of a word, on a page drawn without its words.

    Shading that is even, as in a coloured cell, is nothing.
    """
    place = _middle(word)
    left, top = (max(0, int(side * drawn.scale)) for side in (place.left, place.top))
    right, bottom = (int(side * drawn.scale) + 1 for side in (place.right, place.bottom))
    rows = (drawn.grey[y * drawn.width + left : y * drawn.width + right] for y in range(top, bottom))
    shades = b"".join(rows)
    return bool(shades) and max(shades) - min(shades) >= _STROKE


def _middle(place: Rectangle) -> Rectangle:
    """Return the middle of a word: of its height, and of its width where it is on its side."""
    wide, high = place.right - place.left, place.bottom - place.top
    if high > wide:
        edge = min(_SIDE, high / 4)
        return Rectangle(
            place.left + _FROM * wide, place.top + edge, place.left + _TO * wide, place.bottom - edge
        )
    edge = min(_SIDE, wide / 4)
    return Rectangle(place.left + edge, place.top + _FROM * high, place.right - edge, place.top + _TO * high)
