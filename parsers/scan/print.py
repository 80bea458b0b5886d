"""Whether a line of figures or capitals looks printed: its signs stand on one line, and all are as tall."""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from parsers.scan.ink import Shades

Sign: TypeAlias = tuple[int, int]
"""The top and the foot of a sign, in dots."""

_DARK = (140, 180, 215)
"""How dark the dots of a sign are: where signs touch, the darker dots may still stand apart."""
_LEAST_DOTS = 9
_UNEVEN, _LEAST_UNEVEN = 0.09, 2.0
"""How far tops and feet of printed signs may differ through scanning: as a share of their height, or in dots."""
_MAY_TOUCH = 2
_REACHES_DOWN = frozenset("JQ")


def is_print(dark: Shades, text: str) -> bool:
    """Say whether figures and capitals, read as a text from a picture, are as even as print is.

    No hand writes ten figures of one height on one line to a tenth of a millimetre. Two pairs of signs may touch.
    """
    letters = "".join(text.split())
    return any(_are_even(_signs(dark > least), letters) for least in _DARK)


def _are_even(signs: Sequence[Sign], letters: str) -> bool:
    if len(signs) == len(letters):
        pairs = zip(signs, letters, strict=True)
        even = [sign for sign, letter in pairs if letter.isalnum() and letter not in _REACHES_DOWN]
    elif signs and len(letters) - _MAY_TOUCH <= len(signs) < len(letters):
        even = _tall(signs)
    else:
        return False
    if len(even) * 2 < len(letters):
        return False
    ends = np.array(even, dtype=np.float64)
    height = float(np.median(ends[:, 1] - ends[:, 0]))
    return bool((np.ptp(ends, axis=0) <= max(_UNEVEN * height, _LEAST_UNEVEN)).all())


def _tall(signs: Sequence[Sign]) -> list[Sign]:
    """Return the signs that are no dots or dashes."""
    tallest = max(foot - top for top, foot in signs)
    return [(top, foot) for top, foot in signs if foot - top >= tallest / 2]


def _signs(ink: NDArray[np.bool_]) -> list[Sign]:
    """Return each sign: each run of columns that have ink, specks left out."""
    columns = np.flatnonzero(np.diff(np.pad(ink.any(axis=0).astype(np.int8), 1)))
    signs = []
    for start, end in zip(columns[::2], columns[1::2], strict=True):
        sign = ink[:, start:end]
        if sign.sum() >= _LEAST_DOTS:
            rows = np.flatnonzero(sign.any(axis=1))
            signs.append((int(rows[0]), int(rows[-1]) + 1))
    return signs
