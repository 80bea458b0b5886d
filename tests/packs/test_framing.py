"""Every page that came bears its number and marking: on bare paper, however grey, or else in a frame."""

import io
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw
from pypdf import PdfReader

from docgen.packs.enclosing.bare_paper import is_bare
from docgen.packs.enclosing.enclosed import say_enclosures
from docgen.packs.enclosing.enclosures import ReadyPages, Room, Sheet
from docgen.packs.enclosing.framing import MOST_POINTS, set_sheet
from docgen.packs.pdf import RenderedPack, render_pack
from tests.packs.came import A4_WIDE, as_file, cleaned, differ, enclose, make_pdf, seen
from tests.packs.samples import mscb, pages_of
from tests.packs.test_pictures import ready
from tests.validators import verapdf

STRIP = (340, 17)
"""Dots of 1/72 inch: the place of the line at the foot of a page."""


def grain(size: tuple[int, int], light: int, spread: float) -> Image.Image:
    """Return paper as scanners see it: noise of a standard deviation about a light."""
    noise = Image.effect_noise(size, spread) if spread else Image.new("L", size, 128)
    return noise.point([max(0, min(255, at - 128 + light)) for at in range(256)])


def with_specks(paper: Image.Image, *at: tuple[int, int], side: int = 2, ink: int = 40) -> Image.Image:
    draw = ImageDraw.Draw(paper)
    for x, y in at:
        draw.rectangle((x, y, x + side - 1, y + side - 1), fill=ink)
    return paper


@pytest.mark.parametrize("light", range(255, 199, -5))
@pytest.mark.parametrize("spread", [0, 2, 5, 9])
def test_paper_is_bare_however_grey_and_with_whatever_grain(light: int, spread: float) -> None:
    assert is_bare(grain(STRIP, light, spread))
    assert is_bare(with_specks(grain(STRIP, light, spread), (12, 3), (200, 9)))


@pytest.mark.parametrize("light", [255, 230, 200])
@pytest.mark.parametrize("spread", [0, 5, 9])
@pytest.mark.parametrize("text", ["3", "i", "see overleaf"])
def test_paper_with_letters_is_not_bare(light: int, spread: float, text: str) -> None:
    paper = grain(STRIP, light, spread)
    ImageDraw.Draw(paper).text((160, 2), text, fill=40)
    assert not is_bare(paper)


@pytest.mark.parametrize("light", [255, 230, 200])
def test_a_row_of_full_stops_and_a_hairline_are_no_dust(light: int) -> None:
    assert not is_bare(with_specks(grain(STRIP, light, 3), *((x, 8) for x in range(5, 330, 4)), side=1))
    line = grain(STRIP, light, 3)
    ImageDraw.Draw(line).line((0, 8, 340, 8), fill=light - 50)
    assert not is_bare(line)


def test_a_dark_ground_a_picture_and_a_tint_that_fades_are_not_bare() -> None:
    assert not is_bare(Image.new("L", STRIP, 60))
    assert not is_bare(grain(STRIP, 200, 40))
    assert not is_bare(Image.linear_gradient("L").resize(STRIP))


@pytest.mark.parametrize(("light", "spread"), [(255, 0), (235, 4), (225, 9), (200, 9)])
def test_a_scan_on_grey_paper_bears_the_line_on_the_page_itself(light: int, spread: float) -> None:
    scan = with_specks(grain((1240, 1754), light, spread), (620, 1715), (700, 30), side=3)
    assert [sheet.room for sheet in ready(as_file(scan, dpi=(150, 150))).sheets] == [Room.FOOT]


sizes = st.floats(3, MOST_POINTS)


@given(sizes, sizes)
def test_a_frame_holds_its_page_whole_with_room_for_the_line_below(width: float, height: float) -> None:
    setting = set_sheet(Sheet(width, height, Room.NONE))
    wide, high = setting.scale * width, setting.scale * height
    assert 0 < setting.scale <= 1
    assert min(setting.left, setting.top) >= 0
    assert setting.left + wide <= setting.width + 0.01
    assert setting.top + high <= setting.height - 10 * 72 / 25.4
    assert max(setting.width, setting.height) <= MOST_POINTS
    assert setting.width >= 120 * 72 / 25.4


@given(sizes, sizes, st.sampled_from([Room.FOOT, Room.HEAD]))
def test_a_page_with_room_is_not_framed(width: float, height: float, room: Room) -> None:
    setting = set_sheet(Sheet(width, height, room))
    assert (setting.width, setting.height, setting.left, setting.top, setting.scale) == (
        width,
        height,
        0,
        0,
        1,
    )


def full_page(size: tuple[float, float], turned: int = 0) -> pikepdf.Pdf:
    """Return a page without a bare place, with a black square near its upper left corner."""
    pdf = make_pdf("", size=size)
    wide, high = size
    drawn = f"0.6 g 0 0 {wide} {high} re f 0 g {wide * 0.1} {high * 0.7} {wide * 0.3} {high * 0.2} re f"
    pdf.pages[0].obj.Contents = pdf.make_stream(drawn.encode())
    pdf.pages[0].obj.Resources = pikepdf.Dictionary()
    pdf.pages[0].obj.Rotate = turned
    return pdf


PAGES = [((595, 842), 0), (A4_WIDE, 90), ((842, 1190), 270), ((150, 200), 180), ((420, 60), 0)]


@cache
def framed() -> RenderedPack:
    """Return a pack of pages without room, of several sizes, turned this way and that."""
    papers = [
        enclose(f"paper-{at}", cleaned(full_page(size, turned)))
        for at, (size, turned) in enumerate(PAGES, start=1)
    ]
    return render_pack(*mscb().papers(), papers)


def test_a_page_in_a_frame_is_whole_and_bears_number_marking_and_case() -> None:
    pages = pages_of(framed().content)
    for placed in framed().enclosed:
        (sheet,) = placed.enclosure.sheets
        setting = set_sheet(sheet)
        scale = 2
        assert isinstance(placed.enclosure.became, ReadyPages)
        before = seen(placed.enclosure.became.content, 1, scale)
        after = seen(framed().content, placed.first, scale)
        assert after.size == pytest.approx((scale * setting.width, scale * setting.height), abs=1)
        left, top = scale * setting.left, scale * setting.top
        right, bottom = left + scale * setting.scale * sheet.width, top + scale * setting.scale * sheet.height
        shown = after.crop((round(left), round(top), round(right), round(bottom))).resize(before.size)
        assert differ(before, shown) < 0.02
        assert (
            f"Page {placed.first} of {framed().pages} · OFFICIAL-SENSITIVE · MSCB-2024-017"
            in pages[placed.first - 1]
        )


def test_a_page_of_a_common_size_keeps_it_in_a_frame() -> None:
    placed = framed().enclosed[0]
    box = PdfReader(io.BytesIO(framed().content)).pages[placed.first - 1].mediabox
    assert (float(box.width), float(box.height)) == pytest.approx((595, 842), abs=0.01)


def test_the_sheet_before_a_page_in_a_frame_says_so() -> None:
    before = pages_of(framed().content)[framed().enclosed[0].first - 2]
    assert "Its page has no room for the line with number and marking" in before
    assert "at 94 % of the size" in before


def test_which_pages_of_many_are_framed_is_said() -> None:
    sheets = (Sheet(595, 842), Sheet(595, 842, Room.FOOT), Sheet(400, 600))
    said = str(say_enclosures([enclose("paper-1", ReadyPages(b"", sheets))], mscb().case, ()))
    assert "Pages 1 and 3 of it have no room for the line" in said
    assert "at 92 % to 94 % of the size" in said


def test_a_pack_with_framed_pages_passes_verapdf(tmp_path: Path) -> None:
    (tmp_path / "framed.pdf").write_bytes(framed().content)
    assert not verapdf.failures([tmp_path / "framed.pdf"])
