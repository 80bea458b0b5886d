"""What a page shows that its blank does not, and that is no word: a stroke through a question, a drawing by it."""

from parsers.geometry.fitting import PageFit
from parsers.pages import Dots

MOST_STRANGE = 120
"""How many dots of a page, at 144 to the inch, may be none of the blank's: the count of pages, and soft edges."""

_DARK, _GREY = (bytes(grey < limit for grey in range(256)) for limit in (160, 235))
"""What is a stroke, and what is print, but no shading: a thin rule, on a page turned, is now darker and now paler."""


def has_strokes(fit: PageFit) -> bool:
    """Say whether a page that was drawn, not scanned, and is of the blank's size, shows more than the blank does."""
    if fit.page.dots is None or fit.blank.dots is None:
        return False
    shown, blank = fit.page.dots(), _turn(fit.blank.dots(), _quarter_turns(fit))
    if (shown.width, shown.height) != (blank.width, blank.height):
        return False
    dark, printed = (_as_number(dots.grey.translate(kind)) for dots, kind in ((shown, _DARK), (blank, _GREY)))
    return (dark & ~printed).bit_count() > MOST_STRANGE


def _quarter_turns(fit: PageFit) -> int:
    """Return how often the page was turned to the right, a quarter each time, against its blank."""
    (x, y), (right, down) = fit.to_page.point((0, 0)), fit.to_page.point((1, 0))
    if abs(right - x) > abs(down - y):
        return 0 if right > x else 2
    return 1 if down > y else 3


def _turn(dots: Dots, quarters: int) -> Dots:
    for _ in range(quarters):
        columns = (dots.grey[x :: dots.width][::-1] for x in range(dots.width))
        dots = Dots(dots.height, dots.width, b"".join(columns))
    return dots


def _as_number(dots: bytes) -> int:
    """Return dots, each 0 or 1, as one number: all of them are then compared at once."""
    return int.from_bytes(dots, "big")
