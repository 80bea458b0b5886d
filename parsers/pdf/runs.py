"""The runs of a PDF page's text: what the file draws at one stroke, in one font and one ink."""

import ctypes
from dataclasses import dataclass

import pypdfium2.raw as pdfium

PREFILLED = (11, 11, 11)
"""The grey, in red, green and blue of 255, in which the project draws the answers that a form is sent with.

The fields ask for black, so every program that draws a value itself draws black; the forms are printed in a bluish
grey.
"""
_INVISIBLE = 3


@dataclass(frozen=True)
class Run:
    """A run of text: its number on the page, its font (any number, the same for the same one), if it shows and how.

    What the reader adds, such as the spaces between words, is a run without a font.
    """

    number: int
    font: int | None = None
    is_shown: bool = True
    is_prefilled: bool = False


class Runs:
    """The runs of a page, each looked at once."""

    def __init__(self, raw: pdfium.FPDF_TEXTPAGE) -> None:
        self._raw = raw
        self._parts = [ctypes.c_uint() for _ in range(4)]
        self._known: dict[int | None, Run] = {}

    def of(self, index: int) -> Run:
        """Return the run that a letter of the page is of."""
        shown = pdfium.FPDFText_GetTextObject(self._raw, index)
        key = _address(shown)
        if key not in self._known:
            number = len(self._known)
            self._known[key] = self._look_at(shown, number) if key else Run(number)
        return self._known[key]

    def _look_at(self, shown: pdfium.FPDF_PAGEOBJECT, number: int) -> Run:
        is_shown = pdfium.FPDFTextObj_GetTextRenderMode(shown) != _INVISIBLE
        is_known = pdfium.FPDFPageObj_GetFillColor(shown, *self._parts)
        ink = tuple(part.value for part in self._parts[:3])
        font = _address(pdfium.FPDFTextObj_GetFont(shown)) or 0
        return Run(number, font, is_shown, is_prefilled=bool(is_known) and ink == PREFILLED)


def _address(of: object) -> int | None:
    return ctypes.cast(of, ctypes.c_void_p).value  # type: ignore[arg-type]
