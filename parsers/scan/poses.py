"""Turn a picture of a page the way a person holds it: by quarter turns, then by the few degrees that paper slips."""

import math

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from parsers.scan.codes import PageCode, find_code
from parsers.scan.pictures import Grey
from parsers.scan.tesseract import SPARSE, see_words

_MOST_SKEW = 6.0
_WHITE = 255


def turn_upright(grey: Grey) -> Grey:
    """Return a page turned upright and level: by its Data Matrix, else by which way its words can be read."""
    code = find_code(grey)
    turned = np.rot90(grey, _quarters(code)) if code else _turned_by_words(grey)
    return rotate(np.ascontiguousarray(turned), -find_skew(turned))


def _quarters(code: PageCode) -> int:
    """Return by how many quarter turns to the left a page is turned to have its code's top at the top."""
    (left, top), (right, beside), *_ = code.corners
    angle = math.degrees(math.atan2(beside - top, right - left))
    return round(angle / 90) % 4


def _turned_by_words(grey: Grey) -> Grey:
    """Return a page without a code the way in which most of its words read well."""
    level = rotate(grey, -find_skew(grey))
    small = Image.fromarray(level).reduce(2)
    lies = _unevenness(level) < _unevenness(np.rot90(level))
    turns = (1, 3) if lies else (0, 2)
    seen = [_readable(np.rot90(np.asarray(small), quarters)) for quarters in turns]
    return np.ascontiguousarray(np.rot90(grey, turns[seen.index(max(seen))]))


def _readable(grey: Grey) -> int:
    [words] = see_words([Image.fromarray(np.ascontiguousarray(grey))], SPARSE, dots=125)
    return sum(len(word.text) for word in words if word.confidence > 0.8 and word.text.isalpha())


def find_skew(grey: Grey) -> float:
    """Return by how many degrees, clockwise, a page's lines slope: where its rows are most uneven once levelled."""
    small = _WHITE - np.asarray(Image.fromarray(grey).reduce(4))
    picture = Image.fromarray(small)
    coarse = max(
        np.arange(-_MOST_SKEW, _MOST_SKEW + 0.1, 0.5), key=lambda angle: _evenness_at(picture, angle)
    )
    fine = max(np.arange(coarse - 0.5, coarse + 0.51, 0.1), key=lambda angle: _evenness_at(picture, angle))
    return float(fine)


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
