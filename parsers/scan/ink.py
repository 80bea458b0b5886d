"""How dark a page is where somebody may have written: relative to its own paper and print, and over the blank's."""

from dataclasses import dataclass
from functools import cached_property, reduce
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageFilter

from parsers.pages import Rectangle
from parsers.scan.pictures import Grey

Shades: TypeAlias = NDArray[np.uint8]
"""How dark each dot is: 0 is the paper's own shade, BLACK that of the page's print."""
BLACK = 255

_TILE = 24
"""The side of the tiles in which paper is looked for, in dots of a picture of a quarter's size: a centimetre."""
_LEAST_CONTRAST = 60.0
_PRINTED, _NEAR = 50, 3
_LONE = 30
_SPOT = 2
"""How far a spot, in which ink is looked for, reaches from its middle, in dots: it is half a millimetre wide."""
_ACROSS, _DOWN = 40.0, 12.0
"""How far beside and over a place, in points, its label is looked for."""
_KEPT, _LEAST_PRINT = 0.8, 40
"""The least share of the blank's print there that the scan shows, and the least dots of it by which that is told."""
_HALF = 0.4
"""How dark a scan is, of what the blank prints, where it shows that."""
INK, NO_INK = 0.35, 0.2
"""A spot as dark as the first is ink. Where none is darker than the second, nobody wrote; between, nobody knows."""


@dataclass(frozen=True)
class Sheet:
    """A scanned page on the blank's sheet. `point` is dots to a point of the blank's page."""

    grey: Grey
    blank: Grey
    point: float

    @cached_property
    def dark(self) -> Shades:
        """How dark the scan is."""
        return shade(self.grey)

    @cached_property
    def added(self) -> Shades:
        """How dark the scan is where the blank has nothing printed, nor close by. Lone specks are left out."""
        printed = Image.fromarray(self._print).point([BLACK * (value > _PRINTED) for value in range(256)])
        near = np.asarray(printed.filter(ImageFilter.BoxBlur(_NEAR))) > 0
        lone = np.asarray(Image.fromarray(self.dark).filter(ImageFilter.BoxBlur(_SPOT))) < _LONE
        added: Shades = np.where(near | lone, np.uint8(0), self.dark)
        return added

    def keeps_print(self, place: Rectangle) -> bool:
        """Say whether what the blank prints in and around a place is where it was: a row above it may have grown."""
        rows, columns = self.part(
            Rectangle(place.left - _ACROSS, place.top - _DOWN, place.right + _ACROSS, place.bottom + _DOWN)
        )
        printed = shade(self.blank[rows, columns]) > BLACK // 2
        seen = self._near_ink[rows, columns][printed]
        return seen.size >= _LEAST_PRINT and float((seen > INK * BLACK).mean()) >= _KEPT

    def share_shown(self, place: Rectangle, beside: float) -> float:
        """Return the share of what the blank prints in a place and so far beside it, pale too, that the scan shows.

        It counts as shown where the scan is about half as dark close by: other writing hides no print.
        """
        part = self.part(place, -beside)
        printed = self._print[part]
        smooth = np.asarray(Image.fromarray(self.dark[part]).filter(ImageFilter.BoxBlur(1)))
        is_line = printed > _PRINTED
        is_shown = darkest_near(smooth, _NEAR)[is_line] > _HALF * printed[is_line]
        return float(is_shown.mean()) if is_shown.size else 1.0

    @cached_property
    def _print(self) -> Shades:
        """How dark the blank is."""
        return shade(self.blank)

    @cached_property
    def _near_ink(self) -> Shades:
        """How dark the darkest dot is close to each."""
        return darkest_near(self.dark, _NEAR)

    def part(self, place: Rectangle, inset: float = 0.0) -> tuple[slice, slice]:
        """Return the rows and columns of a rectangle in points of the blank, less some points at each side."""
        left, top = place.left + inset, place.top + inset
        right, bottom = place.right - inset, place.bottom - inset
        rows = slice(max(0, round(top * self.point)), max(0, round(bottom * self.point)))
        return rows, slice(max(0, round(left * self.point)), max(0, round(right * self.point)))


def shade(grey: Grey) -> Shades:
    """Return how dark each dot is, with the shadows of uneven light taken out."""
    below = ImageChops.subtract(_paper(grey), Image.fromarray(grey))
    black = max(float(np.percentile(np.asarray(below)[::3, ::3], 99.5)), _LEAST_CONTRAST)
    return np.asarray(below.point([min(BLACK, round(value * BLACK / black)) for value in range(256)]))


def _paper(grey: Grey) -> Image.Image:
    """Return the paper's own shade at each dot: light places near by, whatever is printed there."""
    small = np.asarray(Image.fromarray(grey).reduce(4))
    height, width = small.shape
    down, across = max(1, -(-height // _TILE)), max(1, -(-width // _TILE))
    padded = np.pad(small, ((0, down * _TILE - height), (0, across * _TILE - width)), mode="edge")
    tiles = padded.reshape(down, _TILE, across, _TILE).transpose(0, 2, 1, 3).reshape(down, across, -1)
    light = Image.fromarray(np.percentile(tiles, 80, axis=2).astype(np.uint8))
    wide = light.filter(ImageFilter.MaxFilter(3)).filter(ImageFilter.BoxBlur(1))
    return wide.resize((grey.shape[1], grey.shape[0]), Image.Resampling.BILINEAR)


def darkest_near(dark: Shades, reach: int) -> Shades:
    """Return how dark the darkest dot is that lies within so many of each, across and down.

    Pillow's MaxFilter does the same, some fifty times slower.
    """
    rows, columns = dark.shape
    padded = np.pad(dark, reach)
    across = reduce(np.maximum, (padded[:, at : at + columns] for at in range(2 * reach + 1)))
    return reduce(np.maximum, (across[at : at + rows] for at in range(2 * reach + 1)))


def spots(dark: Shades) -> Shades:
    """Return how dark the spot around each dot is on average."""
    return np.asarray(Image.fromarray(dark).filter(ImageFilter.BoxBlur(_SPOT))) if dark.size else dark


def darkest(dark: Shades) -> float:
    """Return how dark the darkest spot is, from 0 to 1; 0 where there is no room for one."""
    return float(spots(dark).max()) / BLACK if dark.size else 0.0


def has_ink(dark: Shades) -> bool:
    """Say whether there is more ink than dust: spots of ink that cover four square millimetres of a page."""
    return int((spots(dark) >= INK * BLACK)[::5, ::5].sum()) > 12
