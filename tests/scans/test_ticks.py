"""What the ink in a tick box of a scan says."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image, ImageDraw

from escalation.layouts import PdfPlace
from parsers.pages import Rectangle
from parsers.scan.ink import Sheet
from parsers.scan.ticks import Tick, read_tick
from tests.scans import hand
from tests.scans.hand import Stroke, draw_strokes
from tests.scans.simulated import SCANNERS, Grey, Scanner, pass_through

POINT = 200 / 72
BOX = Rectangle(20.0, 20.0, 34.0, 34.0)
PAPER, PEN = 250, 30

MARKS: Mapping[str, Sequence[Stroke]] = {
    "a tick": hand.TICK,
    "a cross": hand.CROSS,
    "a small tick": [[(0.3, 0.5), (0.45, 0.7), (0.75, 0.25)]],
    "a large tick": [[(-0.1, 0.5), (0.35, 0.95), (1.5, -0.5)]],
    "a tick to below the box": [[(0.1, 0.4), (0.45, 1.1), (1.6, -0.6)]],
}
CROSSED_OUT: Mapping[str, Sequence[Stroke]] = {
    "a line through the box": [*hand.TICK, [(-0.6, 0.45), (1.6, 0.5)]],
    "a line aslant": [*hand.TICK, [(-0.5, -0.3), (1.5, 1.2)]],
    "two lines": [*hand.TICK, [(-0.4, 0.3), (1.4, 0.35)], [(-0.4, 0.6), (1.4, 0.6)]],
    "a line through a cross": [*hand.CROSS, [(-0.5, 0.5), (1.5, 0.5)]],
    "a zigzag": [
        *hand.TICK,
        [(-0.3, 0.2), (1.3, 0.15), (-0.3, 0.5), (1.3, 0.4), (-0.3, 0.8), (1.3, 0.7)],
    ],
}
PENS: Mapping[str, tuple[Scanner, float]] = {
    "fine, grey": (SCANNERS[0], 0.3),
    "broad, grey": (SCANNERS[0], 0.7),
    "fine, black and white": (SCANNERS[3], 0.3),
    "medium, coarse": (SCANNERS[2], 0.5),
}
"""How wide a pen was, in millimetres, and by what its page was scanned."""


def sheet_with(*strokes: Rectangle) -> Sheet:
    blank = np.full((160, 160), PAPER, np.uint8)
    blank[4:12, 4:60] = PEN
    scan = blank.copy()
    for stroke in strokes:
        rows, columns = Sheet(blank, blank, POINT).part(stroke)
        scan[rows, columns] = PEN
    return Sheet(scan, blank, POINT)


@pytest.mark.parametrize("thick", [1.0, 2.0])
@pytest.mark.parametrize("height", [25.0, 27.0, 29.0])
def test_a_dash_in_a_tick_box_is_unclear(height: float, thick: float) -> None:
    dash = Rectangle(22.0, height - thick / 2, 32.0, height + thick / 2)
    assert read_tick(sheet_with(dash), BOX) is Tick.UNCLEAR


def test_strokes_that_go_across_and_down_are_a_tick() -> None:
    steps = [Rectangle(22.0 + step, 22.0 + step, 24.0 + step, 24.0 + step) for step in range(9)]
    assert read_tick(sheet_with(*steps), BOX) is Tick.TICKED
    assert read_tick(sheet_with(), BOX) is Tick.EMPTY


def written_on(strokes: Sequence[Stroke], scanner: Scanner, pen: float) -> Sheet:
    """Return a scan, laid level and in its place, of a piece of a page with a tick box that was written in."""
    point = scanner.dpi / 72
    side = round(80 * point)
    blank = Image.new("L", (side, side), 255)
    draw = ImageDraw.Draw(blank)
    draw.rectangle([4 * point, 4 * point, 60 * point, 9 * point], fill=PEN)
    draw.rectangle([edge * point for edge in BOX], outline=PEN, width=round(0.7 * point))
    high = side / point
    place = PdfPlace(page=1, left=BOX.left, right=BOX.right, top=high - BOX.top, bottom=high - BOX.bottom)
    page = draw_strokes(np.array(blank), place, strokes, scanner.dpi, pen)
    seen = pass_through(page, replace(scanner, skew=0.0))
    return Sheet(_at_200(seen), _at_200(blank), POINT)


def _at_200(picture: Image.Image) -> Grey:
    side = round(80 * POINT)
    return np.array(picture.resize((side, side), Image.Resampling.BICUBIC), dtype=np.uint8)


@pytest.mark.parametrize("pen", PENS)
@pytest.mark.parametrize("mark", MARKS)
def test_marks_that_people_make_with_a_pen_are_ticks(mark: str, pen: str) -> None:
    assert read_tick(written_on(MARKS[mark], *PENS[pen]), BOX) is Tick.TICKED


@pytest.mark.parametrize("pen", PENS)
@pytest.mark.parametrize("mark", CROSSED_OUT)
def test_a_mark_that_was_crossed_out_is_no_tick(mark: str, pen: str) -> None:
    assert read_tick(written_on(CROSSED_OUT[mark], *PENS[pen]), BOX) in {Tick.UNCLEAR, Tick.FILLED}
