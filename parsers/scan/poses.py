"""Turn a picture of a page the way a person holds it: by quarter turns, then by the few degrees that paper slips."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from parsers.scan.codes import PageCode, find_code
from parsers.scan.ink import has_ink, shade
from parsers.scan.pictures import DOTS, Grey
from parsers.scan.tesseract import SPARSE, SeenWord, see_words

_MOST_SKEW = 6.0
_WHITE = 255
_READS_WELL = 0.8
_PLAIN_LETTERS, _PLAIN_SHARE = 40, 0.4
"""The least letters that read well, and the least share of all that are seen, on a page that lies the right way up.

Of simulated scans' pages, upside down at most 0.08 of the letters read well; the right way up, at least 0.6.
"""


@dataclass(frozen=True)
class Upright:
    """A page turned upright and level, its Data Matrix and, without one, the words that tesseract sees on it.

    `quarters` is by how many quarter turns to the left it was turned.
    """

    grey: Grey
    quarters: int
    code: PageCode | None
    words: tuple[SeenWord, ...]

    @property
    def is_plain(self) -> bool:
        """True where its code or its words leave no doubt that this is the right way up."""
        if self.code is not None:
            return _quarters(self.code) == 0
        seen = sum(len(word.text) for word in self.words)
        return self.legible >= max(_PLAIN_LETTERS, _PLAIN_SHARE * seen)

    @property
    def legible(self) -> int:
        """How many letters of its words read well."""
        read_well = (word for word in self.words if word.confidence > _READS_WELL and word.text.isalpha())
        return sum(len(word.text) for word in read_well)


def turn_upright(grey: Grey, likely: int = 0) -> Upright:
    """Return a page turned upright and level: by its Data Matrix, else by which way its words can be read.

    `likely` is by how many quarter turns to the left it probably must be turned: as the page before it. An empty
    page, as the back of a sheet, has no words to be looked for, which takes longer than anything.
    """
    code = find_code(grey)
    if code is not None:
        return _turn(grey, _quarters(code))
    return _turn_by_words(grey, likely) if has_ink(shade(grey)) else Upright(grey, likely, None, ())


def see_page(grey: Grey) -> tuple[SeenWord, ...]:
    """Return the words that tesseract sees on a page, wherever they stand."""
    [words] = see_words([Image.fromarray(grey)], SPARSE, dots=DOTS)
    return words


def _quarters(code: PageCode) -> int:
    """Return by how many quarter turns to the left a page is turned to have its code's top at the top."""
    (left, top), (right, beside), *_ = code.corners
    angle = math.degrees(math.atan2(beside - top, right - left))
    return round(angle / 90) % 4


def _turn(grey: Grey, quarters: int, skew: float | None = None) -> Upright:
    turned = np.ascontiguousarray(np.rot90(grey, quarters))
    level = rotate(turned, -(find_skew(turned) if skew is None else skew))
    code = find_code(level)
    return Upright(level, quarters, code, () if code else see_page(level))


def _turn_by_words(grey: Grey, likely: int) -> Upright:
    """Return a page without a code the way in which it reads plainly, else that in which most of it reads well."""
    skew = find_skew(grey)
    level = rotate(_small(grey), -skew)
    is_on_side = _unevenness(level) < _unevenness(np.rot90(level))
    tried = []
    for quarters in sorted((1, 3) if is_on_side else (0, 2), key=lambda quarters: quarters != likely):
        tried.append(_turn(grey, quarters, None if is_on_side else skew))
        if tried[-1].is_plain:
            return tried[-1]
    return max(tried, key=lambda page: page.legible)


def find_skew(grey: Grey) -> float:
    """Return by how many degrees, clockwise, a page's lines slope: where its rows are most uneven once levelled."""
    picture = Image.fromarray(_WHITE - _small(grey))
    coarse = max(
        np.arange(-_MOST_SKEW, _MOST_SKEW + 0.1, 0.5), key=lambda angle: _evenness_at(picture, angle)
    )
    fine = max(np.arange(coarse - 0.5, coarse + 0.51, 0.1), key=lambda angle: _evenness_at(picture, angle))
    return float(fine)


def _small(grey: Grey) -> Grey:
    return np.asarray(Image.fromarray(grey).reduce(4))


def _evenness_at(dark: Image.Image, angle: float) -> float:
    """Return how uneven the rows of a dark-is-high picture are once it is turned back by that many degrees."""
    turned = np.asarray(dark.rotate(angle, Image.Resampling.NEAREST))
    return _unevenness(_WHITE - turned)


def _unevenness(grey: Grey) -> float:
    rows: NDArray[np.float64] = (_WHITE - grey).mean(axis=1)
    return float(np.square(np.diff(rows)).sum())


def rotate(grey: Grey, clockwise: float) -> Grey:
    """Return a picture turned by some degrees about its middle, white where it was not."""
    if abs(clockwise) < 0.05:
        return grey
    turned = Image.fromarray(grey).rotate(-clockwise, Image.Resampling.BICUBIC, fillcolor=_WHITE)
    return np.array(turned, dtype=np.uint8)
