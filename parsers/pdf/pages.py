"""The pages of a PDF as they look: their words, their ink, and which page of which form each says that it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, pairwise

import pypdfium2
import pypdfium2.raw as pdfium
import zxingcpp

from escalation.definitions import FormReference
from escalation.stamps import find_reference
from parsers.errors import Failed
from parsers.pages import Dots, PageWord, ReadPage, Rectangle
from parsers.pdf.crossing import draw_without_words, is_crossed
from parsers.pdf.drawing import check_drawing
from parsers.pdf.inflation import check_streams
from parsers.pdf.raster import Raster, draw, write_png
from parsers.pdf.words import find_words, has_letters
from parsers.pdf.words_again import find_words_again

_PAGE_OF = re.compile(r"Page ([1-9][0-9]{0,2}) of [1-9][0-9]{0,2}")
_CODE = re.compile(r"(\S+ \S+) ([1-9][0-9]{0,2})")
_DATA_MATRIX = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.DataMatrix)
_DRAWN = (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_SHADING)
_COVERED = 0.7
_MOST_OBJECTS = 5_000
"""The most that stands on a page of which a second reader is asked: it takes 0.4 ms for each."""


def read_pages(data: bytes, *, is_bare: bool = False) -> tuple[ReadPage, ...]:
    """Return the pages of a PDF. A page that is one picture has no words.

    Their ink is that of all that they show, or, where wanted bare, without fields, notes and stamps. Pages are drawn
    when their ink is first asked for. A page that cannot be loaded has no words either. Raises Failed for a PDF of
    which no page can be, and Refused for one that unpacks to too much, or has more on a page than any form has.
    """
    document = _open(data)
    try:
        pages = tuple(_read_page(data, document, index, is_bare=is_bare) for index in range(len(document)))
    finally:
        document.close()
    if not any(page.width for page in pages):
        raise Failed("damaged")
    return pages


def has_drawings(data: bytes) -> bool:
    """Say whether anything but text is drawn on a PDF: pictures, of whatever parts, or letters as mere outlines.

    Raises Failed.
    """
    document = _open(data)
    try:
        pages = (_load(document, index) for index in range(len(document)))
        return any(shown for page in pages if page for shown in page.get_objects(_DRAWN, max_depth=3))
    finally:
        document.close()


def _open(data: bytes) -> pypdfium2.PdfDocument:
    check_streams(data)
    check_drawing(data)
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Failed("damaged") from error


@dataclass(frozen=True)
class _Sheet:
    """One page, drawn when it is first looked at."""

    data: bytes
    index: int
    is_bare: bool = False

    @cached_property
    def raster(self) -> Raster:
        document = pypdfium2.PdfDocument(self.data)  # whose streams were counted before its words were read
        try:
            return draw(document[self.index], is_bare=self.is_bare)
        finally:
            document.close()

    @cached_property
    def wordless(self) -> Raster:
        document = pypdfium2.PdfDocument(self.data)
        try:
            return draw_without_words(document[self.index], is_bare=self.is_bare)
        finally:
            document.close()

    def is_crossed(self, word: Rectangle) -> bool:
        return is_crossed(self.wordless, word)

    def ink(self, place: Rectangle) -> float:
        return self.raster.ink(place)

    def dots(self) -> Dots:
        return self.raster.dots()

    def picture(self, place: Rectangle) -> bytes:
        return self.raster.picture(place)


def _load(document: pypdfium2.PdfDocument, index: int) -> pypdfium2.PdfPage | None:
    try:
        return document[index]
    except pypdfium2.PdfiumError:
        return None


def _lost_page(index: int) -> ReadPage:
    """Return a page that cannot be looked at: that it is none of any form's is said where pages are paired."""
    return ReadPage(index + 1, 0.0, 0.0, (), ink=lambda _: 0.0, picture=lambda _: write_png([b"\xff"]))


def _read_page(data: bytes, document: pypdfium2.PdfDocument, index: int, *, is_bare: bool) -> ReadPage:
    page = _load(document, index)
    if page is None:
        return _lost_page(index)
    width, height = page.get_size()
    sheet = _Sheet(data, index, is_bare)
    words = () if _is_picture(page) else find_words(page)
    if not words and not has_letters(page) and _is_small(page):
        words = find_words_again(data, index)
    reference, number = _identify(words, sheet)
    return ReadPage(
        number=index + 1,
        width=width,
        height=height,
        words=words,
        ink=sheet.ink,
        picture=sheet.picture,
        reference=reference,
        page=number,
        dots=sheet.dots,
        is_crossed=sheet.is_crossed,
    )


def _is_picture(page: pypdfium2.PdfPage) -> bool:
    """Say whether one picture covers the page: its words, if any, are then what a machine saw in it."""
    width, height = page.get_size()
    for shown in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = shown.get_bounds()
        if (right - left) * (top - bottom) > _COVERED * width * height:
            return True
    return False


def _is_small(page: pypdfium2.PdfPage) -> bool:
    shown = page.get_objects(max_depth=3)
    return sum(1 for _ in islice(shown, _MOST_OBJECTS + 1)) <= _MOST_OBJECTS


def _identify(words: Sequence[PageWord], sheet: _Sheet) -> tuple[FormReference | None, int | None]:
    """Return the form and page that the foot of a page names; where that is unclear, those of its Data Matrix."""
    said = (f"{one.text} {other.text}" for one, other in pairwise(words))
    references = {found for text in said if (found := find_reference(text)) and str(found) == text}
    numbers = {int(number) for number in _PAGE_OF.findall(" ".join(word.text for word in words))}
    if len(references) == 1 and len(numbers) == 1:
        return references.pop(), numbers.pop()
    return _read_code(sheet.raster) if words else (None, None)


def _read_code(raster: Raster) -> tuple[FormReference | None, int | None]:
    grey = memoryview(raster.grey).cast("B", (raster.height, raster.width))
    for code in zxingcpp.read_barcodes(grey, formats=_DATA_MATRIX):
        said = _CODE.fullmatch(code.text)
        reference = find_reference(said[1]) if said else None
        if said and reference:
            return reference, int(said[2])
    return None, None
