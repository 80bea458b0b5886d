"""What people do with a pen: ticks, crosses, dots, lines through, and figures of which no two are quite alike."""

from collections.abc import Iterable, Sequence
from random import Random
from typing import TypeAlias

import numpy as np
from PIL import Image, ImageDraw

from escalation.layouts import PdfPlace
from tests.scans.simulated import Grey

Stroke: TypeAlias = Sequence[tuple[float, float]]
"""Points from the top left of a box, each as a share of its width and height."""

TICK: Sequence[Stroke] = [[(0.2, 0.55), (0.42, 0.8), (0.95, 0.05)]]
CROSS: Sequence[Stroke] = [[(0.15, 0.15), (0.85, 0.9)], [(0.9, 0.1), (0.1, 0.85)]]
FILLED: Sequence[Stroke] = [[(0.02, y), (0.98, y)] for y in np.linspace(0.04, 0.96, 24)]
DOT: Sequence[Stroke] = [[(0.5, 0.5), (0.54, 0.52)]]
SLIPPED_IN: Sequence[Stroke] = [[(-0.6, 0.3), (0.28, 0.62)]]
RING: Sequence[Stroke] = [[(0.5 + 0.95 * np.cos(a), 0.5 + 0.95 * np.sin(a)) for a in np.linspace(0, 6.3, 40)]]
BESIDE: Sequence[Stroke] = [[(1.25, 0.5), (1.35, 0.8), (1.7, 0.1)]]
SIGNATURE: Sequence[Stroke] = [
    [(0.05 + t / 60, 0.5 + 0.35 * np.sin(t * 1.3) * np.cos(t / 7)) for t in np.linspace(0, 40, 160)]
]

_FIGURES: dict[str, Sequence[Stroke]] = {
    "0": [[(0.5 + 0.4 * np.sin(a), 0.5 - 0.5 * np.cos(a)) for a in np.linspace(0, 6.3, 20)]],
    "1": [[(0.3, 0.15), (0.55, 0), (0.5, 1)]],
    "2": [[(0.1, 0.2), (0.4, 0), (0.8, 0.15), (0.75, 0.45), (0.1, 1), (0.9, 0.95)]],
    "3": [[(0.15, 0.1), (0.6, 0), (0.8, 0.2), (0.4, 0.45), (0.85, 0.7), (0.5, 1), (0.1, 0.9)]],
    "4": [[(0.6, 0), (0.1, 0.6), (0.9, 0.6)], [(0.65, 0.3), (0.6, 1)]],
    "5": [[(0.8, 0), (0.25, 0), (0.2, 0.45), (0.7, 0.45), (0.8, 0.75), (0.5, 1), (0.1, 0.9)]],
    "6": [[(0.7, 0), (0.2, 0.5), (0.2, 0.85), (0.5, 1), (0.8, 0.8), (0.6, 0.55), (0.2, 0.7)]],
    "7": [[(0.1, 0.05), (0.9, 0), (0.4, 1)]],
    "8": [[(0.75, 0.15), (0.4, 0), (0.2, 0.25), (0.8, 0.7), (0.5, 1), (0.15, 0.8), (0.75, 0.3)]],
    "9": [[(0.8, 0.25), (0.5, 0), (0.2, 0.2), (0.4, 0.5), (0.8, 0.3), (0.7, 1)]],
    "/": [[(0.9, -0.1), (0.1, 1.1)]],
}


def write_figures(text: str, chance: Random) -> list[Stroke]:
    """Return figures written by hand, in the left half of a box: each a little larger, lower or more slanted."""
    strokes: list[Stroke] = []
    wide = 0.055
    for place, sign in enumerate(text):
        tall, low = 0.5 * chance.uniform(0.8, 1.2), 0.22 + chance.uniform(-0.07, 0.07)
        lean, left = chance.uniform(-0.15, 0.25), 0.04 + place * wide * 1.25
        strokes += [
            [(left + wide * (x + lean * (0.5 - y)), low + tall * y) for x, y in stroke]
            for stroke in _FIGURES[sign]
        ]
    return strokes


def draw_strokes(
    page: Grey, place: PdfPlace, strokes: Iterable[Stroke], dpi: int, pen: float = 0.5, shade: int = 40
) -> Grey:
    """Return a printed page with strokes drawn in and around a box. `pen` is its width in millimetres."""
    picture = Image.fromarray(page).convert("L")
    draw = ImageDraw.Draw(picture)
    point = dpi / 72
    left, top = place.left * point, picture.height - place.top * point
    width, height = (place.right - place.left) * point, (place.top - place.bottom) * point
    for stroke in strokes:
        at = [(left + x * width, top + y * height) for x, y in stroke]
        draw.line(at, fill=shade, width=max(1, round(pen / 25.4 * dpi)), joint="curve")
    return np.array(picture, dtype=np.uint8)
