"""What the ink in a tick box of a scan says."""

import numpy as np
import pytest

from parsers.pages import Rectangle
from parsers.scan.ink import Sheet
from parsers.scan.ticks import Tick, read_tick

POINT = 200 / 72
BOX = Rectangle(20.0, 20.0, 34.0, 34.0)
PAPER, PEN = 250, 30


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
