"""The words that a PDF page prints, and where each stands: letters as PDFium finds them, joined into words.

A letter's place is the ink's, not the font's: so a word printed again by another program, or read from a picture,
stands where it stood.
"""

import ctypes
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from parsers.errors import Refused
from parsers.pages import PageWord, Rectangle
from parsers.pdf.runs import Run, Runs
from parsers.pdf.strings import UNDECODABLE

MAX_LETTERS = 40_000
"""The most letters that a page of a return may have: a page in small type has some 6,000."""

_HYPHENS = frozenset("\u0002\u00ad")
"""What PDFium makes of a hyphen at the end of a line, and some programs of any: where it has ink, it is one."""
_WIDEST_GAP, _TALLEST_STEP = 0.3, 0.5
_TURNED = 0.2
_SEAM = 0.06
"""How far apart, in sizes of the type, two runs are at the most that were drawn as one text."""


class _Letter(NamedTuple):
    """A letter: where its ink is, where it begins on its line, how far it advances, its size and its direction."""

    text: str
    ink: Rectangle
    start: tuple[float, float]
    end: tuple[float, float]
    size: float
    angle: float
    run: Run
    is_before_seam: bool = False


def find_words(page: pypdfium2.PdfPage) -> tuple[PageWord, ...]:
    """Return the words that a page shows, in the order in which the file draws them.

    Text that is there only to be searched, behind a picture, is no word. Raises Refused for more than a page holds.
    """
    textpage = page.get_textpage()
    try:
        if textpage.count_chars() > MAX_LETTERS:
            raise Refused("bomb")
        to_page = _upright(page)
        return tuple(_join(word, to_page) for word in _words(_letters(textpage.raw, textpage.count_chars())))
    finally:
        textpage.close()


def has_letters(page: pypdfium2.PdfPage) -> bool:
    """Say whether a page holds any text at all, seen or not."""
    textpage = page.get_textpage()
    try:
        return bool(textpage.get_text_range().strip())
    finally:
        textpage.close()


def _letters(raw: pdfium.FPDF_TEXTPAGE, count: int) -> list[_Letter | None]:
    """Return each letter, and None where a word ends.

    Where a text goes on in the same font with another run, the letter before is marked: a program that does not have
    a letter may end one run before it, and begin the next after it.
    """
    look, found = _Look(raw), list[_Letter | None]()
    last, seen = None, None
    for index in range(count):
        letter = look.at(index)
        if last and letter and seen is not None and _is_seam(last, letter):
            found[seen] = (found[seen] or last)._replace(is_before_seam=True)
        last = letter
        if letter is None or not letter.text.strip() or not letter.run.is_shown:
            found.append(None)
        else:
            seen = len(found)
            found.append(letter)
    return found


class _Look:
    """Looks at the letters of a page, one by one."""

    def __init__(self, raw: pdfium.FPDF_TEXTPAGE) -> None:
        self.raw, self.runs = raw, Runs(raw)
        self.sides = [ctypes.c_double() for _ in range(4)]
        self.origin = [ctypes.c_double() for _ in range(2)]
        self.loose = pdfium.FS_RECTF()

    def at(self, index: int) -> _Letter | None:
        """Return a letter or a space that the file draws; None for what the reader adds, and for what is neither."""
        text, run = _text_of(self.raw, index), self.runs.of(index)
        if not text or (text.isspace() and run.font is None):
            return None
        pdfium.FPDFText_GetCharBox(self.raw, index, *self.sides)
        left, right, bottom, top = (side.value for side in self.sides)
        pdfium.FPDFText_GetLooseCharBox(self.raw, index, self.loose)
        pdfium.FPDFText_GetCharOrigin(self.raw, index, *self.origin)
        angle = max(0.0, pdfium.FPDFText_GetCharAngle(self.raw, index))
        x, y = (side.value for side in self.origin)
        start, end, size = _line_of(self.loose, (x, y), angle)
        return _Letter(text, Rectangle(left, bottom, right, top), start, end, size, angle, run)


def _is_seam(before: _Letter, after: _Letter) -> bool:
    one, other = before.run, after.run
    is_seam = one.font is not None and one.font == other.font and one.number != other.number
    return is_seam and math.dist(before.end, after.start) < _SEAM * max(before.size, after.size)


def _text_of(raw: pdfium.FPDF_TEXTPAGE, index: int) -> str:
    """Return a letter: U+FFFD for one whose font does not say what it is, so that PDFium guessed it."""
    code = pdfium.FPDFText_GetUnicode(raw, index)
    if chr(code) in _HYPHENS:
        return "-"
    if not 0x20 <= code < 0xD800 and not 0xDFFF < code < 0x110000:
        return ""
    return UNDECODABLE if pdfium.FPDFText_HasUnicodeMapError(raw, index) == 1 else chr(code)


def _line_of(
    box: pdfium.FS_RECTF, origin: tuple[float, float], angle: float
) -> tuple[tuple[float, float], tuple[float, float], float]:
    """Return where a letter begins and ends on its base line, and how tall the line is.

    Of some fonts the box is the letter's ink, so that it tells nothing of the line: a dash has another middle.
    """
    x, y = origin
    if abs(math.sin(angle)) > abs(math.cos(angle)):
        start, end = (x, box.bottom), (x, box.top)
        size, is_back = box.right - box.left, math.sin(angle) > 0
    else:
        start, end = (box.left, y), (box.right, y)
        size, is_back = box.top - box.bottom, math.cos(angle) < 0
    return (end, start, size) if is_back else (start, end, size)


def _words(letters: Iterable[_Letter | None]) -> Iterator[list[_Letter]]:
    word: list[_Letter] = []
    for letter in letters:
        if word and (letter is None or not _goes_on(word[-1], letter)):
            yield word
            word = []
        if letter is not None:
            word.append(letter)
    if word:
        yield word


def _goes_on(before: _Letter, after: _Letter) -> bool:
    """Say whether a letter stands close enough to be of the same word. A ligature’s share a place."""
    if before.start == after.start and before.ink == after.ink:
        return True
    gap = math.dist(before.end, after.start)
    across = abs(before.end[1] - after.start[1]) if before.start[1] == before.end[1] else 0.0
    size = max(before.size, after.size, 0.1)
    is_turned = abs(before.angle - after.angle) > _TURNED
    return not is_turned and gap <= _WIDEST_GAP * size + across and across <= _TALLEST_STEP * size


def _join(word: list[_Letter], to_page: "_Upright") -> PageWord:
    place = Rectangle(
        min(letter.ink.left for letter in word),
        min(letter.ink.top for letter in word),
        max(letter.ink.right for letter in word),
        max(letter.ink.bottom for letter in word),
    )
    return PageWord(
        "".join(letter.text for letter in word),
        to_page.turn(place),
        is_prefilled=all(letter.run.is_prefilled for letter in word),
        run=word[0].run.number,
        is_in_pieces=any(letter.is_before_seam for letter in word),
    )


@dataclass(frozen=True)
class _Upright:
    """How a page's own points (from the bottom left, before it is turned) become those that a person sees."""

    left: float
    bottom: float
    right: float
    top: float
    quarter_turns: int

    def turn(self, box: Rectangle) -> Rectangle:
        """Return a rectangle whose `top` and `bottom` count upwards, as it stands on the page in a person's hand."""
        corners = [self._point(box.left, box.top), self._point(box.right, box.bottom)]
        (x0, y0), (x1, y1) = corners
        return Rectangle(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    def _point(self, x: float, y: float) -> tuple[float, float]:
        match self.quarter_turns:
            case 1:
                return y - self.bottom, x - self.left
            case 2:
                return self.right - x, y - self.bottom
            case 3:
                return self.top - y, self.right - x
            case _:
                return x - self.left, self.top - y


def _upright(page: pypdfium2.PdfPage) -> _Upright:
    left, bottom, right, top = page.get_bbox()
    return _Upright(left, bottom, right, top, page.get_rotation() // 90 % 4)
