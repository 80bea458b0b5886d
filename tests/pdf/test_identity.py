"""Whichever of its marks survive, a blank says which form it is."""

import io
import json
import re

import pdfplumber
import pikepdf
import pypdf
import pytest
import zxingcpp

from boardforms.catalogue import load_catalogue
from docgen.pdf.identity import draw_page_code
from docgen.pdf.render import render_pdf
from docgen.rendered import RenderedForm
from escalation.stamps import find_reference, page_code
from tests.pdf.documents import EVERY_KIND, MADE_UP, fill, open_pdf, place_of

SVG_SIZE = re.compile(r'<svg width="([0-9]+)" height="([0-9]+)"')


@pytest.fixture(scope="module")
def blank() -> RenderedForm:
    return render_pdf(EVERY_KIND, MADE_UP)


def test_the_document_information_names_the_form(blank: RenderedForm) -> None:
    with open_pdf(blank) as pdf:
        said = [str(pdf.docinfo[key]) for key in ("/FormBoard", "/FormId", "/FormVersion")]
    assert said == ["dyffryn", "every-kind", "2026-01"]


def test_the_xmp_names_the_form_and_still_claims_pdf_ua(blank: RenderedForm) -> None:
    with open_pdf(blank) as pdf:
        xmp = pdf.Root.Metadata.read_bytes().decode("utf-8")
    assert re.search(r"FormId[^>]*>every-kind<", xmp)
    assert re.search(r"FormVersion[^>]*>2026-01<", xmp)
    assert re.search(r"FormBoard[^>]*>dyffryn<", xmp)
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp


def test_the_attached_data_hold_each_fields_place(blank: RenderedForm) -> None:
    with open_pdf(blank) as pdf:
        held = json.loads(pdf.attachments["form.json"].get_file().read_bytes())
    assert (held["board"], held["form"], held["version"]) == ("dyffryn", "every-kind", "2026-01")
    assert set(held["fields"]) == set(blank.layout.places)
    place = place_of(blank, "actions.2.due")
    assert held["fields"]["actions.2.due"] == {
        "page": place.page,
        "rect": [place.left, place.bottom, place.right, place.top],
    }


def test_each_page_prints_the_reference_the_marking_twice_and_its_number(blank: RenderedForm) -> None:
    pages = pypdf.PdfReader(io.BytesIO(blank.content)).pages
    for number, page in enumerate(pages, start=1):
        text = page.extract_text()
        assert find_reference(text) == EVERY_KIND.reference
        assert text.count("OFFICIAL-SENSITIVE") == 2
        assert f"Page {number} of {len(pages)}" in " ".join(text.split())


@pytest.mark.parametrize("board", sorted(load_catalogue().boards))
def test_the_code_of_every_page_is_as_tall_as_it_is_wide(board: str) -> None:
    """An oblong one is drawn so small that no scanner reads it."""
    for form in load_catalogue().board(board).forms:
        for page in (1, 9, 10, 100):
            _, width, height = SVG_SIZE.split(draw_page_code(form.reference, page), 1)[:3]
            assert width == height


def test_the_face_says_whose_form_it_is(blank: RenderedForm) -> None:
    text = " ".join(pypdf.PdfReader(io.BytesIO(blank.content)).pages[0].extract_text().split())
    assert "Dyffryn Aur Safeguarding Partnership" in text
    assert EVERY_KIND.standing in text


@pytest.mark.parametrize("newlines", [0, 400], ids=["usual", "many pages"])
def test_a_code_on_each_page_can_be_read_from_a_scan(newlines: int) -> None:
    content = fill({"summary": "\n" * newlines}).content
    with pdfplumber.open(io.BytesIO(content)) as document:
        for number, page in enumerate(document.pages, start=1):
            picture = page.to_image(resolution=200).original
            read = [barcode.text for barcode in zxingcpp.read_barcodes(picture)]
            assert read == [page_code(EVERY_KIND.reference, number)]
        assert len(document.pages) > 6 * bool(newlines)


def test_the_code_is_no_part_of_what_is_read_aloud(blank: RenderedForm) -> None:
    with open_pdf(blank) as pdf:
        figures = [
            thing
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/Figure"
        ]
    assert figures == []
