"""What pages draw: forms within forms are counted before a library draws them, and a ring of them is refused."""

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from docgen import render_pdf
from parsers import Refused
from parsers.pdf.drawing import MAX_DEPTH, MAX_DRAWN, check_drawing
from tests.parsers.pdf_files import save
from tests.parsers.returns import EVERY_KIND, FILLED, MADE_UP


def drawing(*contents: str, noted: bool = False) -> bytes:
    """Return a PDF of a page and form XObjects with these contents: `/X0` is the first, and each may draw each."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    shared = pdf.make_indirect(Dictionary(XObject=Dictionary()))
    about = {"Type": Name.XObject, "Subtype": Name.Form, "BBox": Array([0, 0, 9, 9]), "Resources": shared}
    for number, content in enumerate(contents):
        held = pdf.make_stream(content.encode(), **about)
        shared.XObject[f"/X{number}"] = held
    first = shared.XObject.X0
    page.Resources = shared
    if noted:
        page.Annots = Array([Dictionary(Subtype=Name.Stamp, Rect=[0, 0, 9, 9], AP=Dictionary(N=first))])
    else:
        page.Contents = pdf.make_stream(b"q /X0 Do Q")
    return save(pdf)


def is_refused(data: bytes) -> bool:
    try:
        check_drawing(data)
    except Refused as refused:
        return refused.code == "bomb"
    return False


@pytest.mark.parametrize("noted", [False, True])
@pytest.mark.parametrize(
    "contents", [("/X0 Do /X0 Do",), ("/X1 Do", "/X0 Do"), ("/#58#30 Do",), ("q /X1\nDo Q", "/X1  Do")]
)
def test_a_form_that_draws_itself_is_refused(contents: tuple[str, ...], *, noted: bool) -> None:
    assert is_refused(drawing(*contents, noted=noted))


def test_a_form_that_could_draw_itself_and_does_not_is_no_ring() -> None:
    assert not is_refused(drawing("0 0 m 9 9 l S", "/X0 Do"))


def test_forms_that_draw_ten_of_the_next_each_are_counted() -> None:
    tens = [f"/X{number} Do " * 10 for number in range(1, 6)]
    assert 10**4 < MAX_DRAWN < 10**5
    assert not is_refused(drawing(*tens[:4], ""))
    assert is_refused(drawing(*tens, ""))


def test_forms_deeper_than_any_are_refused() -> None:
    deep = [f"/X{number} Do" for number in range(1, MAX_DEPTH + 2)]
    assert not is_refused(drawing(*deep[: MAX_DEPTH - 1], ""))
    assert is_refused(drawing(*deep, ""))


def test_a_form_of_ours_passes() -> None:
    check_drawing(render_pdf(EVERY_KIND, MADE_UP, FILLED).content)
