"""Where a page that came stands on its page of the pack: as it is, or in a frame, with a margin for our line."""

from dataclasses import dataclass

from docgen.packs.enclosing.enclosures import Room, Sheet

MOST_POINTS = 14_400
"""The longest side of a page (ISO 32000-1, Annex C), 5 metres."""
_POINTS = 72 / 25.4
_LEAST_WIDTH, _LEAST_HEIGHT = 130 * _POINTS, 80 * _POINTS
"""The smallest page, in points, on which the line can be read whole: a till receipt is set on a larger one."""
_MARGIN = 4 * _POINTS
_FOOT = 12 * _POINTS


@dataclass(frozen=True)
class Setting:
    """A page of the pack, and the place on it of the page that came, from its left and top; in points."""

    width: float
    height: float
    left: float
    top: float
    scale: float

    @property
    def percent(self) -> int:
        """How large the page that came is drawn, of its own size."""
        return int(self.scale * 100)


def set_sheet(sheet: Sheet) -> Setting:
    """Return where a page stands. One with room for the line is its own page; any other is framed, never enlarged.

    A page in a frame keeps the size of its paper; for one that is too small for the line, the paper grows.
    """
    if sheet.room is not Room.NONE:
        return Setting(sheet.width, sheet.height, 0, 0, 1)
    width, height = sheet.width, sheet.height
    if width < _LEAST_WIDTH or height < _LEAST_HEIGHT:
        width = min(MOST_POINTS, max(width + 2 * _MARGIN, _LEAST_WIDTH))
        height = min(MOST_POINTS, max(height + _MARGIN + _FOOT, _LEAST_HEIGHT))
    wide, high = width - 2 * _MARGIN, height - _MARGIN - _FOOT
    scale = min(1.0, wide / sheet.width, high / sheet.height)
    left, top = (width - scale * sheet.width) / 2, _MARGIN + (high - scale * sheet.height) / 2
    return Setting(width, height, left, top, scale)
