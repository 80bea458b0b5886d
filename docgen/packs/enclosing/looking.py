"""Look at cleaned pages as a viewer draws them: where they have room, and whether they show what they hold."""

import re
from collections.abc import Sequence

import pypdfium2

from docgen.packs.enclosing.bare_paper import is_bare
from docgen.packs.enclosing.enclosures import Room
from docgen.packs.enclosing.flattening import Said

POINTS = 72 / 25.4
BAND = (4 * POINTS, 10 * POINTS)
"""Between these distances from the edge of the paper (in points) stands the line that gives a page its number."""
LINE = 120 * POINTS
"""How wide that line can be."""

_AROUND = 2.0
"""Points by which letters may stand out of their box."""
_WORD = re.compile(r"[^\W_]+")


def find_rooms(content: bytes) -> tuple[Room, ...]:
    """Return where each page of a PDF has room for a line: at its foot, else at its head, else nowhere."""
    with pypdfium2.PdfDocument(content) as pdf:
        return tuple(_room_on(page) for page in pdf)


def _room_on(page: pypdfium2.PdfPage) -> Room:
    width, height = page.get_size()
    if width < LINE or height < 8 * BAND[1]:
        return Room.NONE
    side = max(0.0, (width - LINE) / 2)
    low, high = BAND
    if _is_empty(page, (side, low, side, height - high)):
        return Room.FOOT
    return Room.HEAD if _is_empty(page, (side, height - high, side, low)) else Room.NONE


def _is_empty(page: pypdfium2.PdfPage, margins: tuple[float, float, float, float]) -> bool:
    """Say whether what lies within margins (left, bottom, right, top, in points) is bare paper."""
    seen = page.render(scale=1, crop=margins, grayscale=True, may_draw_forms=False)
    return is_bare(seen.to_pil())


def find_unseen(content: bytes, said: Sequence[Said]) -> tuple[str, ...]:
    """Return what a file says and its pages, as they are drawn now, do not show where it belongs."""
    if not said:
        return ()
    with pypdfium2.PdfDocument(content) as pdf:
        drawn = {
            number: pdf[number - 1].get_textpage() for number in sorted({one.page for one in said} - {0})
        }
        return tuple(str(one) for one in said if not _is_seen(one, drawn.get(one.page)))


def _is_seen(one: Said, drawn: pypdfium2.PdfTextPage | None) -> bool:
    if one.place is None or drawn is None:
        return False
    left, bottom, right, top = one.place
    shown = drawn.get_text_bounded(left - _AROUND, bottom - _AROUND, right + _AROUND, top + _AROUND)
    return _squeeze(one.text) in _squeeze(shown)


def _squeeze(text: str) -> str:
    """Return the letters and digits of a text, because spaces and signs change where lines are broken.

    A text of nothing but signs is returned as it is.
    """
    return "".join(_WORD.findall(text)).casefold() or "".join(text.split())
