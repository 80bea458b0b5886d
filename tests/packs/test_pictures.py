"""Scans that came as pictures: their dots as they are, their size on paper, and nothing a camera wrote beside."""

import io
import struct

import pikepdf
import pytest
from PIL import Image

from docgen.packs.enclosing.cleaning import clean_pages
from docgen.packs.enclosing.enclosures import ReadyPages, Unfit
from docgen.packs.enclosing.pictures import draw_pictures, strip_jpeg
from tests.packs.came import as_file, differ, make_scan, plain, seen


def ready(data: bytes) -> ReadyPages:
    with draw_pictures(data) as pdf:
        return clean_pages(pdf)


def exif(**tags: object) -> bytes:
    made = Image.Exif()
    made[0x010F] = "SECRETMARK"
    made[0x0112] = tags.get("orientation", 1)
    return made.tobytes()


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("JPEG", "RGB"), ("JPEG", "L"), ("JPEG", "CMYK"), ("PNG", "RGB"), ("PNG", "1"), ("TIFF", "L")],
)
def test_a_picture_is_a_page_that_shows_it(kind: str, mode: str) -> None:
    scan = make_scan().convert(mode)
    (sheet,) = (done := ready(as_file(scan, kind, dpi=(72 * 2, 72 * 2)))).sheets
    assert (round(sheet.width, 1), round(sheet.height)) == (297.5, 421)
    shown = seen(done.content, scale=2)
    assert differ(scan.convert("L").resize(shown.size), shown) < 0.02
    assert not done.has_text


def test_the_dots_of_a_jpeg_are_not_packed_again() -> None:
    data = as_file(make_scan(), quality=70)
    dots = data[data.index(b"\xff\xda") :]
    assert dots in ready(data).content


def test_where_and_by_whom_a_picture_was_taken_stays_behind() -> None:
    data = as_file(make_scan(), exif=exif(), comment=b"SECRETMARK") + b"SECRETMARK after the end"
    assert data.count(b"SECRETMARK") >= 3
    assert b"SECRETMARK" not in plain(ready(data).content)


@pytest.mark.parametrize(("orientation", "turned"), [(1, 0), (6, 270), (3, 180), (8, 90)])
def test_a_picture_stands_upright_as_the_camera_was_held(orientation: int, turned: int) -> None:
    scan = make_scan()
    done = ready(as_file(scan, exif=exif(orientation=orientation), dpi=(144, 144)))
    upright = scan.rotate(turned, expand=True).convert("L")
    shown = seen(done.content, scale=2)
    assert abs(shown.width - upright.width) <= 1
    assert differ(upright.resize(shown.size), shown) < 0.02


def test_a_mirrored_picture_is_put_right() -> None:
    scan = make_scan()
    done = ready(as_file(scan, exif=exif(orientation=5), dpi=(144, 144)))
    upright = scan.transpose(Image.Transpose.TRANSPOSE).convert("L")
    assert differ(upright, seen(done.content, scale=2).resize(upright.size)) < 0.02


@pytest.mark.parametrize("dpi", [(72, 72), (1, 1), None])
def test_a_picture_that_does_not_say_its_size_is_taken_for_a4(dpi: tuple[int, int] | None) -> None:
    scan = make_scan(1190, 1684)
    (sheet,) = ready(as_file(scan, dpi=dpi) if dpi else as_file(scan)).sheets
    assert (round(sheet.width), round(sheet.height)) == (595, 842)


def test_each_picture_of_a_tiff_is_a_page() -> None:
    pages = [make_scan(), make_scan(842, 595)]
    data = as_file(pages[0], "TIFF", save_all=True, append_images=pages[1:], dpi=(144, 144))
    assert [sheet.width > sheet.height for sheet in ready(data).sheets] == [False, True]


def test_what_is_see_through_is_laid_on_white() -> None:
    clear = Image.new("RGBA", (200, 200), (0, 0, 0, 0))
    assert seen(ready(as_file(clear, "PNG")).content).getextrema() == (255, 255)


@pytest.mark.parametrize("keep", [0.3, 0.9])
def test_a_picture_that_is_cut_short_is_damaged(keep: float) -> None:
    for kind in ("JPEG", "PNG", "TIFF"):
        data = as_file(make_scan(), kind)
        with pytest.raises(Unfit):
            draw_pictures(data[: int(len(data) * keep)])


def test_a_picture_of_more_dots_than_any_scan_has_is_not_unpacked() -> None:
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    data = as_file(Image.new("RGB", (1, 1)), "PNG")
    at = data.index(b"IHDR")
    import zlib  # noqa: PLC0415 - for one sum

    chunk = b"IHDR" + header
    data = data[:at] + chunk + struct.pack(">I", zlib.crc32(chunk)) + data[at + 21 :]
    with pytest.raises(Unfit) as unfit:
        draw_pictures(data)
    assert unfit.value.code == "too-big"


def test_what_is_no_picture_is_damaged() -> None:
    with pytest.raises(Unfit):
        draw_pictures(b"\x89PNG\r\n\x1a\nnothing")
    with pytest.raises(Unfit):
        strip_jpeg(b"\xff\xd8\xff\xe0\x00\x10JFIF")


def test_a_stripped_jpeg_is_the_same_picture() -> None:
    data = as_file(make_scan(), exif=exif(), icc_profile=b"a profile" * 20)
    stripped = strip_jpeg(data)
    assert b"a profile" in stripped
    one, other = (Image.open(io.BytesIO(one)) for one in (data, stripped))
    assert one.tobytes() == other.tobytes()


def test_no_pages_are_made_of_a_file_that_failed_half_way() -> None:
    pages = [make_scan(), make_scan(842, 595)]
    data = as_file(pages[0], "TIFF", save_all=True, append_images=pages[1:])
    with pytest.raises(Unfit):
        draw_pictures(data[:-40])
    assert isinstance(draw_pictures(data), pikepdf.Pdf)
