"""Pages that lost their code: the way up is told by what can be read, whichever way the page before them lay."""

import numpy as np
import pytest
from PIL import Image

from parsers.scan import tools
from parsers.scan.pictures import LONG_SIDE, Grey
from parsers.scan.poses import turn_upright
from tests.programs import need
from tests.scans.measuring import blank_of
from tests.scans.simulated import SCANNERS, Scanner, draw_pages, pass_through
from tests.scans.test_limits import SHEET, without_code
from tests.scans.test_scans import MORAY

SCANNER = Scanner(dpi=150, skew=1.4)


@pytest.fixture(scope="module")
def page() -> Grey:
    """Return a page of a blank, scanned askew, its code torn off."""
    need("tesseract")
    [first, *_] = draw_pages(blank_of(SHEET, MORAY)[0].content, SCANNER.dpi)
    torn = without_code(pass_through(first, SCANNER))
    by = LONG_SIDE / torn.height
    return np.array(torn.resize((round(torn.width * by), LONG_SIDE), Image.Resampling.BICUBIC))


@pytest.mark.parametrize(("lies", "likely"), [(0, 2), (1, 0)])
def test_a_page_without_a_code_is_turned_as_it_reads(page: Grey, lies: int, likely: int) -> None:
    upright = turn_upright(np.ascontiguousarray(np.rot90(page, -lies)), likely)
    assert upright.quarters == lies
    assert upright.is_plain
    assert "Date" in {word.text for word in upright.words}


def test_a_page_without_words_is_told_as_it_came() -> None:
    need("tesseract")
    upright = turn_upright(np.full((LONG_SIDE, 2067), 250, np.uint8))
    assert (upright.quarters, upright.words, upright.is_plain) == (0, (), False)


@pytest.mark.parametrize("scanner", SCANNERS, ids=str)
def test_the_back_of_a_sheet_is_not_looked_at_for_words(
    scanner: Scanner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tools, "PROGRAM", "no-such-program")
    back = pass_through(np.full((LONG_SIDE, 2067), 255, np.uint8), scanner)
    upright = turn_upright(np.array(back, dtype=np.uint8), 2)
    assert (upright.quarters, upright.words, upright.is_plain) == (2, (), False)
