"""A PDF's pages as they look: words where they stand, ink where it is, and nothing that nobody sees."""

import io
import struct
import zlib
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name

import parsers
import parsers.pdf.pages as pages_module
from docgen import render_pdf
from parsers import Failed
from parsers.pages import ReadPage, Rectangle
from parsers.pdf.pages import has_drawings, read_pages
from parsers.pdf.raster import Raster, draw, write_png
from parsers.pdf.words_again import find_words_again
from tests.geometry.flatteners import by_mutool, by_pdfium, without_appearances
from tests.parsers.pdf_files import add_field, new_pdf, raw_pdf, save
from tests.parsers.returns import EVERY_KIND, FILLED, MADE_UP

SAID = "BT /F1 10 Tf 1 0 0 1 100 700 Tm (Ann Li) Tj ET"


def page_of(content: str, *, turned: int = 0, box: tuple[int, int, int, int] = (0, 0, 600, 800)) -> bytes:
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(600, 800))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page.Resources = Dictionary(Font=Dictionary(F1=font))
    page.Contents = pdf.make_stream(content.encode())
    page.MediaBox = Array(box)
    page.Rotate = turned
    return save(pdf)


def read(content: str, **about: int) -> ReadPage:
    return read_pages(page_of(content, **about))[0]  # type: ignore[arg-type]


def test_words_stand_where_their_ink_is_from_the_top_left() -> None:
    page = read(SAID)
    assert [word.text for word in page.words] == ["Ann", "Li"]
    place = page.words[0].place
    assert (100 < place.left < 102, 90 < place.top < 94, 99 < place.bottom < 101) == (True, True, True)
    assert page.ink(place) > 0.1
    assert page.ink(Rectangle(300, 300, 400, 400)) == 0


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_turned_page_has_its_ink_where_its_words_are(turned: int) -> None:
    page = read(SAID, turned=turned)
    assert [word.text for word in page.words] == ["Ann", "Li"]
    assert all(page.ink(word.place) > 0.1 for word in page.words)
    assert (page.width, page.height) == ((800, 600) if turned in {90, 270} else (600, 800))


def test_a_page_that_does_not_begin_at_nought_has_its_ink_where_its_words_are() -> None:
    page = read_pages(page_of(SAID, box=(50, 100, 500, 750)))[0]
    assert all(page.ink(word.place) > 0.1 for word in page.words)


def test_text_that_is_there_only_to_be_searched_is_no_word() -> None:
    assert read(f"3 Tr {SAID}").words == ()


def test_a_page_that_is_one_picture_has_no_words() -> None:
    with pikepdf.open(io.BytesIO(page_of(f"q 600 0 0 800 0 0 cm /Im0 Do Q {SAID}"))) as pdf:
        grey = {"ColorSpace": Name.DeviceGray, "BitsPerComponent": 8, "Width": 1, "Height": 1}
        image = pdf.make_stream(b"\xcc", Type=Name.XObject, Subtype=Name.Image, **grey)
        pdf.pages[0].Resources.XObject = Dictionary(Im0=image)
        data = save(pdf)
    assert has_drawings(data)
    assert read_pages(data)[0].words == ()


def test_the_second_reader_sees_the_words_as_well() -> None:
    assert [word.text for word in find_words_again(page_of(SAID), 0)] == ["Ann", "Li"]
    assert find_words_again(b"%PDF-1.7", 0) == ()


def test_a_flattened_form_says_at_its_foot_what_it_is() -> None:
    data = by_pdfium(render_pdf(EVERY_KIND, MADE_UP, FILLED).content, None)  # type: ignore[arg-type]
    pages = read_pages(data)
    assert {page.reference for page in pages} == {EVERY_KIND.reference}
    assert [page.page for page in pages] == list(range(1, len(pages) + 1))


def pages_with(kid: bytes) -> bytes:
    """Return a PDF whose second page is something else."""
    pages = b"<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
    return raw_pdf([b"<< /Type /Catalog /Pages 2 0 R >>", pages, page, kid])


def test_a_foot_of_which_letters_were_lost_names_no_form() -> None:
    whole = "BT /F1 10 Tf 1 0 0 1 100 50 Tm (dyffryn/every-kind 2026-01 Page 1 of 2) Tj ET"
    assert str(read(whole).reference) == "dyffryn/every-kind 2026-01"
    assert read(whole.replace("dyff", "dy~")).reference is None


def test_a_page_that_cannot_be_loaded_has_no_words_and_loses_no_other() -> None:
    pages = read_pages(pages_with(b"<< /Type /Font >>"))
    assert [(page.number, page.width) for page in pages] == [(1, 595), (2, 0)]
    assert (pages[1].words, pages[1].ink(Rectangle(0, 0, 9, 9))) == ((), 0)
    assert pages[1].picture(Rectangle(0, 0, 9, 9)).startswith(b"\x89PNG")
    assert not has_drawings(pages_with(b"<< /Type /Font >>"))


def test_a_pdf_of_which_no_page_can_be_loaded_is_damaged() -> None:
    bare = pages_with(b"<< /Type /Font >>").replace(b"/Kids [3 0 R 4 0 R]", b"/Kids [4 0 R 4 0 R]")
    with pytest.raises(Failed) as caught:
        read_pages(bare)
    assert caught.value.code == "damaged"


def test_fields_are_not_lost_with_a_page_that_cannot_be_loaded() -> None:
    pdf = new_pdf(pages=2)
    add_field(pdf, "summary", V=pikepdf.String("Siân"))
    pdf.pages[1].obj.Type = Name.Font
    reading = parsers.read(save(pdf))
    assert [found.text for found in reading.found] == ["Siân"]
    assert "page-foreign" in {finding.code for finding in reading.findings}


def test_the_second_reader_is_not_asked_of_a_page_with_more_on_it_than_it_can_read_in_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = list[int]()

    def second_reader(_: bytes, index: int) -> tuple[()]:
        asked.append(index)
        return ()

    monkeypatch.setattr(pages_module, "find_words_again", second_reader)
    read("0 0 m 9 9 l S " * 4_000)
    assert asked == [0]
    read("0 0 m 9 9 l S " * 6_000)
    assert asked == [0]


def test_a_letter_of_which_its_font_does_not_say_what_it_is_is_not_guessed(tmp_path: Path) -> None:
    bare = without_appearances(render_pdf(EVERY_KIND, MADE_UP, FILLED).content)
    words = [word.text for page in read_pages(by_mutool(bare, tmp_path)) for word in page.words]
    assert "Si\ufffdn" in words


def test_a_part_of_a_page_is_cut_out_as_a_png() -> None:
    png = read(SAID).picture(Rectangle(100, 90, 150, 110))
    width, height = struct.unpack(">II", png[16:24])
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert (width, height) == (100, 40)
    assert write_png([b"\x00\xff"])[-12:] == b"\x00\x00\x00\x00IEND" + struct.pack(">I", zlib.crc32(b"IEND"))


def test_ink_is_the_share_of_dark_points() -> None:
    raster = Raster(4, 2, 1.0, bytes([0, 0, 255, 255] * 2))
    assert raster.ink(Rectangle(0, 0, 4, 2)) == 0.5
    assert raster.ink(Rectangle(2, 0, 4, 2)) == 0
    assert raster.ink(Rectangle(9, 9, 12, 12)) == 0


def test_a_page_as_large_as_a_wall_is_drawn_small() -> None:
    page = pypdfium2.PdfDocument(page_of(SAID, box=(0, 0, 14_000, 14_000)))[0]
    raster = draw(page)
    assert raster.width * raster.height < 9_000_000


def test_a_signed_form_is_read_with_a_note() -> None:
    pdf = new_pdf()
    add_field(pdf, "summary", V=pikepdf.String("Siân"))
    add_field(pdf, "signature", FT=Name.Sig, V=pdf.make_indirect(Dictionary(Type=Name.Sig)))
    reading = parsers.read(save(pdf))
    assert [found.text for found in reading.found] == ["Siân"]
    assert [finding.code for finding in reading.findings] == ["pdf-signed"]
