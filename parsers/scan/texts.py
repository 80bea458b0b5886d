"""Read the pictures of boxes: all of one kind in one call, and those that may be sure a second time, differently.

The two readings differ in size, sharpness and the letters that they may see, so that they rarely make one mistake.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageFilter

from parsers.scan.ink import BLACK, INK, Shades, darkest
from parsers.scan.pictures import DOTS
from parsers.scan.tesseract import BLOCK, LINE, SeenWord, see_words

_MARGIN = 24
_ONE_LINE = 100
"""The most dots that a box for one line is tall: ten millimetres."""
_LARGER = 1.4
DATE_LETTERS = "0123456789/.-"
REFERENCE_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/.-"


@dataclass(frozen=True)
class Seen:
    """What was read in a picture: lines of words, their least and usual confidence, and whether all ink was read."""

    text: str
    confidence: float
    usual: float
    is_whole: bool


def see_texts(crops: Sequence[Shades]) -> tuple[Seen, ...]:
    """Return what stands in each crop, any letters, one line or many."""
    return _see(crops, "", 1.0)


def see_again(crops: Sequence[Shades], letters: str = "") -> tuple[Seen, ...]:
    """Return what stands in each crop, drawn larger and softer, of these letters alone where some are given."""
    return _see(crops, letters, _LARGER)


def _see(crops: Sequence[Shades], letters: str, scale: float) -> tuple[Seen, ...]:
    found: dict[int, Seen] = {}
    for mode in (LINE, BLOCK):
        chosen = [n for n, crop in enumerate(crops) if (len(crop) <= _ONE_LINE) == (mode == LINE)]
        pictures = [_picture(crops[n], scale) for n in chosen]
        read = see_words(pictures, mode, letters, round(DOTS * scale))
        found |= {n: _seen(crops[n], words, scale) for n, words in zip(chosen, read, strict=True)}
    return tuple(found[n] for n in range(len(crops)))


def _picture(dark: Shades, scale: float) -> Image.Image:
    grey = np.pad(BLACK - dark, _MARGIN, constant_values=255)
    picture = Image.fromarray(grey)
    if scale == 1.0:
        return picture
    size = (round(picture.width * scale), round(picture.height * scale))
    return picture.resize(size, Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(0.8))


def _seen(crop: Shades, all_words: Sequence[SeenWord], scale: float) -> Seen:
    """Return what was read; marks that are no word are left out, and count as ink that was not read."""
    words = [word for word in all_words if any(sign.isalnum() for sign in word.text)]
    text = "\n".join(" ".join(word.text for word in line) for line in _lines(words))
    confident = [word.confidence for word in words]
    least, usual = min(confident, default=0.0), float(np.median(confident)) if confident else 0.0
    return Seen(text, least, usual, _all_read(crop, words, scale))


def _lines(words: Sequence[SeenWord]) -> Iterator[list[SeenWord]]:
    """Part words by line: one that stands wholly below the last begins another."""
    line: list[SeenWord] = []
    for word in words:
        if line and word.place.top > line[-1].place.bottom - 2:
            yield line
            line = []
        line.append(word)
    if line:
        yield line


def _all_read(crop: Shades, words: Sequence[SeenWord], scale: float) -> bool:
    """Say whether no ink stands outside the words that were read."""
    rest = crop.copy()
    for word in words:
        left, top, right, bottom = (round(side / scale) - _MARGIN for side in word.place)
        rest[max(0, top - 4) : max(0, bottom + 5), max(0, left - 4) : max(0, right + 5)] = 0
    return darkest(rest) < INK
