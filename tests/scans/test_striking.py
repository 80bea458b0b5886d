"""Printed dates and choices that somebody crossed out with a pen, which tesseract reads as if nothing were there."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from escalation.layouts import PdfPlace
from parsers.scan.ink import Shades, Sheet
from parsers.scan.print import is_print
from parsers.scan.striking import STRUCK_FIGURES, STRUCK_WORDS, is_struck
from tests.scans.hand import Stroke, draw_strokes
from tests.scans.simulated import SCANNERS, Scanner, pass_through

POINT = 250 / 72
WIDE, HIGH = 220, 30
FIGURES = ("13/03/2028", "22/02/2022", "11/11/2011", "2024-04-24", "ESC-2020-847", "MOR-2024-117", "7")
WORDS = ("Continuation of the disagreement and escalation", "No, not resolved", "Attended", "Yes", "No")
STRIKES: Mapping[str, Sequence[Stroke]] = {
    "through the middle": [[(0.02, 0.52), (0.4, 0.5)]],
    "through the feet": [[(0.02, 0.62), (0.4, 0.6)]],
    "aslant": [[(0.02, 0.65), (0.3, 0.4)]],
    "wavy": [[(0.02 + x / 110, 0.5 + 0.04 * np.sin(x)) for x in range(40)]],
    "through its last part": [[(0.12, 0.52), (0.4, 0.5)]],
}
GREY = (SCANNERS[0], SCANNERS[2], SCANNERS[6], SCANNERS[7])


def scanned(text: str, strokes: Sequence[Stroke], scanner: Scanner, shade: int = 40) -> Shades:
    """Return what a scan of a box shows, with a text printed in nine points and strokes of a pen through it."""
    point = scanner.dpi / 72
    size = (round(WIDE * point), round(HIGH * point))
    blank = Image.new("L", size, 255)
    printed = blank.copy()
    font = ImageFont.load_default(9 * point)
    ImageDraw.Draw(printed).text((4 * point, size[1] / 2), text, fill=11, font=font, anchor="lm")
    box = PdfPlace(page=1, left=0, right=WIDE, bottom=0, top=HIGH)
    written = draw_strokes(np.array(printed), box, strokes, scanner.dpi, 0.3, shade)
    seen = pass_through(written, replace(scanner, skew=0.0, turn=0, scale=1.0))
    return Sheet(_large(seen), _large(blank), POINT).added


def _large(picture: Image.Image) -> Shades:
    size = (round(WIDE * POINT), round(HIGH * POINT))
    return np.array(picture.resize(size, Image.Resampling.BICUBIC), dtype=np.uint8)


@pytest.mark.parametrize("scanner", GREY, ids=str)
@pytest.mark.parametrize("strike", STRIKES)
@pytest.mark.parametrize("text", ["13/03/2028", "ESC-2020-847"])
def test_a_pen_through_figures_is_seen(text: str, strike: str, scanner: Scanner) -> None:
    assert is_struck(scanned(text, STRIKES[strike], scanner), STRUCK_FIGURES)


@pytest.mark.parametrize("scanner", GREY, ids=str)
def test_a_pen_through_words_is_seen(scanner: Scanner) -> None:
    assert is_struck(scanned(WORDS[0], STRIKES["through the middle"], scanner), STRUCK_WORDS)


@pytest.mark.parametrize("scanner", SCANNERS, ids=str)
def test_print_alone_is_not_struck(scanner: Scanner) -> None:
    assert [text for text in FIGURES if is_struck(scanned(text, [], scanner), STRUCK_FIGURES)] == []
    assert [text for text in WORDS if is_struck(scanned(text, [], scanner), STRUCK_WORDS)] == []


def test_an_empty_box_is_not_struck() -> None:
    assert not is_struck(np.zeros((40, 200), np.uint8), STRUCK_FIGURES)


@pytest.mark.parametrize("text", ["7", "12", "1/2"])
def test_a_stain_that_reads_as_a_figure_or_two_is_no_print(text: str) -> None:
    assert not is_print(np.full((60, 300), 90, np.uint8), text)
