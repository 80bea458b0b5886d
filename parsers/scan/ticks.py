"""Whether a tick box is ticked, by the ink in it over what the blank prints there."""

from enum import Enum

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from parsers.pages import Rectangle
from parsers.scan.ink import BLACK, INK, NO_INK, Sheet, darkest

_FRAME = 2.2
"""How much of a box, in points at each side, its frame may cover once the page was bent a little."""
_TICKED, _FILLED, _TOUCHED = 0.045, 0.72, 0.006
_REACHES = 0.45
"""How far across or down the box a tick goes at least; a stroke that slips in from outside goes less far."""
_GOES = 0.35
"""How far it goes at least the other way: what goes less far is a dash, which may mean no."""
_BESIDE = 4.0
_OUT, _FAR_OUT = 2.0, 4.5
"""From where to where, in points beyond a box's sides, the ends of a line through all of it are looked for."""
_THROUGH = 0.8
"""How much of the way between, the pen's blots and the scanner's gaps aside, such a line goes."""
_HOLE = 0.012
"""The least share of a box's inside that strokes close in, as a line through both arms of a tick does."""


class Tick(Enum):
    """What the ink of a tick box says. `FILLED`: all of it is dark, as people also do to take a tick back."""

    TICKED = "ticked"
    EMPTY = "empty"
    FILLED = "filled"
    UNCLEAR = "unclear"


def read_tick(sheet: Sheet, place: Rectangle) -> Tick:
    """Return what a tick box says.

    Ink that only touches it, or stands beside it, makes it unclear; so does what a tick that was crossed out shows.
    """
    inner = sheet.dark[sheet.part(place, _FRAME)]
    ink = inner > INK * BLACK
    inked = float(ink.mean()) if ink.size else 0.0
    if inked >= _FILLED:
        return Tick.FILLED
    far, near = _reaches(ink)
    if inked >= _TICKED and darkest(inner) >= INK and far >= _REACHES:
        is_plain = near >= _GOES and not _is_crossed_out(sheet, place, ink)
        return Tick.TICKED if is_plain else Tick.UNCLEAR
    around = darkest(sheet.added[sheet.part(place, -_BESIDE)])
    is_clean = inked <= _TOUCHED and darkest(inner) <= NO_INK and around <= INK
    return Tick.EMPTY if is_clean else Tick.UNCLEAR


def _reaches(ink: NDArray[np.bool_]) -> tuple[float, float]:
    """Return the shares of a box's width and height from the first of its ink to the last: the greater, the less."""
    ends = [np.flatnonzero(ink.any(axis=axis)) for axis in (0, 1)]
    shares = [(at[-1] - at[0] + 1) / ink.shape[1 - axis] if at.size else 0.0 for axis, at in enumerate(ends)]
    return max(shares), min(shares)


def _is_crossed_out(sheet: Sheet, place: Rectangle, ink: NDArray[np.bool_]) -> bool:
    """Say whether a line may go through a tick: it leaves the box left and right, or closes in what is between."""
    around = place._replace(top=place.top - _FAR_OUT, bottom=place.bottom + _FAR_OUT)
    left = around._replace(left=place.left - _FAR_OUT, right=place.left - _OUT)
    right = around._replace(left=place.right + _OUT, right=place.right + _FAR_OUT)
    return (_goes_through(sheet, left) and _goes_through(sheet, right)) or _closed_in(ink) >= _HOLE


def _goes_through(sheet: Sheet, place: Rectangle) -> bool:
    """Say whether a stroke goes through a place from side to side."""
    columns = (sheet.added[sheet.part(place)] > INK * BLACK).any(axis=0)
    return bool(columns.size and columns.mean() >= _THROUGH)


def _closed_in(ink: NDArray[np.bool_]) -> float:
    """Return the share of a box's inside that has no ink, and from which ink bars every way out."""
    room = Image.fromarray(np.pad(ink, 1).astype(np.uint8) * BLACK).copy()
    ImageDraw.floodfill(room, (0, 0), BLACK)
    return float((np.asarray(room)[1:-1, 1:-1] == 0).mean())
