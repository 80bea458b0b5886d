"""Whether a line was drawn through what is printed in a box, as people do who take an answer back."""

from itertools import product

import numpy as np
from numpy.typing import NDArray

from parsers.scan.ink import BLACK, Shades

STRUCK_FIGURES, STRUCK_WORDS = 0.28, 0.4
"""How dark a line is at the least, from 0 to 1, that was drawn through figures and capitals, or through words.

Along any straight line printed signs leave gaps. Of the tests' dates and references the fullest line was 0.26
dark, a pen's 0.38 and a light pencil's 0.28 to 0.37; of words, whose letters stand closer, 0.27, and a pen's 0.44.
At 150 dots an inch two clean dates of the matrix are darker, and ask.
"""
_WRITTEN = 140
_WIDE, _STEP, _LEAST = 2.5, 0.33, 1.5
"""How long a line is, how far apart lines are looked for, and how wide writing is, of a sign or two, that may be all
one stroke itself: in heights of the writing.
"""
_ENDS = 15
"""How many heights a line may begin and end at: a pen is two dots wide."""
_GAPS = 10
"""One dot in so many along a line may be pale: the pen, or the scanner, skipped it."""


def is_struck(dark: Shades, least: float) -> bool:
    """Say whether a line as dark as `least` goes through writing, along some three signs of it or more."""
    written = dark > _WRITTEN
    rows, columns = np.flatnonzero(written.any(axis=1)), np.flatnonzero(written.any(axis=0))
    if not rows.size:
        return False
    text = dark[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    height, width = text.shape
    if width < _LEAST * height:
        return False
    length = min(width, round(_WIDE * height))
    lines = _lines(height, length)
    starts = range(0, width - length + 1, max(1, round(_STEP * height)))
    padded = np.pad(text, ((1, 1), (0, 0)))
    thick = np.maximum.reduce([padded[:-2], text, padded[2:]])
    return any(
        _fullest(thick[:, start : start + length], lines) >= least * BLACK
        for start in (*starts, width - length)
    )


def _lines(height: int, length: int) -> NDArray[np.intp]:
    """Return the rows of straight lines from side to side of writing, a line a row."""
    ends = np.array(list(product(range(0, height, max(2, height // _ENDS)), repeat=2)))
    first, last = ends.T[:, :, None]
    lines: NDArray[np.intp] = np.round(first + (last - first) * np.linspace(0, 1, length)).astype(np.intp)
    return lines


def _fullest(text: Shades, lines: NDArray[np.intp]) -> float:
    """Return how dark the palest dots are, but for gaps, of the line that has the darkest of those."""
    along = text[lines, np.arange(text.shape[1])]
    palest = along.shape[1] // _GAPS
    return float(np.partition(along, palest, axis=1)[:, palest].max())
