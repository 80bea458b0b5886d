"""Whether a tick box is ticked, by the ink in it over what the blank prints there."""

from enum import Enum

import numpy as np
from numpy.typing import NDArray

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


class Tick(Enum):
    """What the ink of a tick box says. `FILLED`: all of it is dark, as people also do to take a tick back."""

    TICKED = "ticked"
    EMPTY = "empty"
    FILLED = "filled"
    UNCLEAR = "unclear"


def read_tick(sheet: Sheet, place: Rectangle) -> Tick:
    """Return what a tick box says. Ink that only touches it, or stands beside it, makes it unclear."""
    inner = sheet.dark[sheet.part(place, _FRAME)]
    ink = inner > INK * BLACK
    inked = float(ink.mean()) if ink.size else 0.0
    if inked >= _FILLED:
        return Tick.FILLED
    far, near = _reaches(ink)
    if inked >= _TICKED and darkest(inner) >= INK and far >= _REACHES:
        return Tick.TICKED if near >= _GOES else Tick.UNCLEAR
    around = darkest(sheet.added[sheet.part(place, -_BESIDE)])
    is_clean = inked <= _TOUCHED and darkest(inner) <= NO_INK and around <= INK
    return Tick.EMPTY if is_clean else Tick.UNCLEAR


def _reaches(ink: NDArray[np.bool_]) -> tuple[float, float]:
    """Return the shares of a box's width and height from the first of its ink to the last: the greater, the less."""
    ends = [np.flatnonzero(ink.any(axis=axis)) for axis in (0, 1)]
    shares = [(at[-1] - at[0] + 1) / ink.shape[1 - axis] if at.size else 0.0 for axis, at in enumerate(ends)]
    return max(shares), min(shares)
