"""Words of a PDF page: who drew them, and whether a program may have left out letters of them."""

import io
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name

from docgen import render_pdf
from parsers.pages import PageWord
from parsers.pdf.pages import read_pages
from tests.clients.pdfium import ONE_AT_A_TIME
from tests.geometry.flatteners import by_pdfium, drawn_by_qpdf
from tests.parsers.pdf_files import save
from tests.parsers.returns import EVERY_KIND, FILLED, MADE_UP


def words_of(content: str) -> tuple[PageWord, ...]:
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(600, 800))
    fonts = {
        f"/F{number}": Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(f"/{name}"))
        for number, name in enumerate(("Helvetica", "Times-Roman"), start=1)
    }
    page.Resources = Dictionary(Font=Dictionary(fonts))
    page.Contents = pdf.make_stream(f"BT /F1 10 Tf 1 0 0 1 100 700 Tm {content} ET".encode())
    page.MediaBox = Array((0, 0, 600, 800))
    return read_pages(save(pdf))[0].words


def prefilled(data: bytes) -> set[str]:
    with ONE_AT_A_TIME:
        return {word.text for page in read_pages(data) for word in page.words if word.is_prefilled}


def test_answers_that_we_drew_are_told_by_their_ink_once_flattened(tmp_path: Path) -> None:
    filled = render_pdf(EVERY_KIND, MADE_UP, FILLED).content
    with pikepdf.open(io.BytesIO(filled)) as pdf:
        values = {str(field.V) for field in pdf.Root.AcroForm.Fields if Name.Tx == field.FT and "/V" in field}
    ours = prefilled(by_pdfium(filled, tmp_path))
    assert {value.split()[0] for value in values} <= ours
    assert EVERY_KIND.title.split()[0] not in ours


def test_answers_that_another_program_drew_are_not(tmp_path: Path) -> None:
    assert prefilled(drawn_by_qpdf(render_pdf(EVERY_KIND, MADE_UP, FILLED).content, tmp_path)) == set()


def test_a_word_is_ours_only_where_all_of_it_is() -> None:
    assert [word.is_prefilled for word in words_of("0.043 g (Ann) Tj ( Li) Tj 0 g (n) Tj")] == [True, False]


def test_words_drawn_at_one_stroke_are_of_one_run() -> None:
    ann, li, bob = words_of("(Ann Li) Tj 60 0 Td (Bob) Tj")
    assert ann.run == li.run != bob.run


def test_a_text_that_goes_on_in_the_same_font_with_another_run_is_in_pieces() -> None:
    assert [(word.text, word.is_in_pieces) for word in words_of("(Si) Tj 8.89 0 Td /F1 10 Tf (n Li) Tj")] == [
        ("Sin", True),
        ("Li", False),
    ]
    assert [word.is_in_pieces for word in words_of("(Ann ) Tj 20.57 0 Td (yn) Tj")] == [True, False]


def test_a_text_that_goes_on_in_another_font_or_elsewhere_is_not() -> None:
    assert not any(word.is_in_pieces for word in words_of("(Si) Tj /F2 10 Tf (n Li) Tj"))
    assert not any(word.is_in_pieces for word in words_of("(Ann) Tj 25 0 Td (Li) Tj"))
    assert not any(word.is_in_pieces for word in words_of("(Ann Li) Tj"))
