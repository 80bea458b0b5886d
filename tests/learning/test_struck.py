"""An answer on a learned printed form through which anything is drawn asks, however short the stroke is."""

import io
from collections.abc import Mapping
from pathlib import Path

import pikepdf
import pytest

import parsers
from escalation.boxes import find_box
from escalation.definitions import Kind
from escalation.records import Record
from parsers.pages import PageWord
from tests.learning.foreign import write_in
from tests.learning.make_printed import MADE_IN_WORD, print_forms
from tests.learning.printed import FORMS, blank, free_text, placed_in, printed_layout, said_in, typed_over
from tests.learning.reading import desk_with, read

ALL = desk_with(printed_layout(name) for name in FORMS)
DATES = {
    name: next(box for box in said_in(name) if (asked := find_box(form, box)) and asked.kind is Kind.DATE)
    for name, form in FORMS.items()
}
"""A date of each form."""
STROKES: Mapping[str, tuple[float, float, float, float, str]] = {
    "one digit": (0.0, 0.5, 0.1, 0.5, "1 w"),
    "one digit, thin": (0.9, 0.45, 1.0, 0.45, "0.3 w"),
    "one digit, grey": (0.4, 0.55, 0.5, 0.55, "0.6 G 1 w"),
    "one digit, aslant": (0.4, 0.0, 0.5, 1.0, "1 0 0 RG 0.7 w"),
    "all, aslant": (-0.1, 1.2, 1.1, -0.2, "0 0 1 RG 0.5 w"),
    "all": (0.0, 0.5, 1.0, 0.5, "0.5 w"),
}
"""Where a stroke begins and ends, in parts of the date's width and height from its top left, and its pen."""


def find_word(data: bytes, text: str) -> tuple[int, PageWord]:
    """Return the page, from 1, and the word of a PDF that says a text."""
    pages = parsers.read(data).pages
    return next((page.number, word) for page in pages for word in page.words if word.text == text)


def struck(data: bytes, text: str, stroke: tuple[float, float, float, float, str]) -> bytes:
    """Return a PDF with a stroke drawn through a word."""
    number, word = find_word(data, text)
    (left, top, right, bottom), (x, y, to_x, to_y, pen) = word.place, stroke
    with pikepdf.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[number - 1]
        height = float(page.mediabox[3])

        def at(across: float, down: float) -> str:
            place = left + across * (right - left), height - top - down * (bottom - top)
            return f"{place[0]:.2f} {place[1]:.2f}"

        page.contents_add(b"q", prepend=True)
        page.contents_add(f"Q q {pen} {at(x, y)} m {at(to_x, to_y)} l S Q".encode())
        held = io.BytesIO()
        pdf.save(held)
        return held.getvalue()


def crossed_boxes(record: Record) -> set[str | None]:
    return {finding.field for finding in record.findings if finding.code == "struck-through"}


CASES = [
    *(("medway-grid", stroke) for stroke in STROKES),
    *((name, "one digit") for name in FORMS if name != "medway-grid"),
]


@pytest.mark.parametrize(("name", "stroke"), CASES)
def test_a_stroke_through_any_part_of_a_date_typed_over_the_form_asks(name: str, stroke: str) -> None:
    said, box = said_in(name), DATES[name]
    data = typed_over(blank(name), placed_in(name, said))
    record = read(struck(data, said[box], STROKES[stroke]), ALL)
    assert crossed_boxes(record) == {box}
    assert not record.fields[box].sure


@pytest.mark.parametrize("name", ["moray-boxes", "moray-published", "medway-paragraphs"])
def test_a_date_that_nobody_crossed_out_does_not_ask_for_that(name: str) -> None:
    said = said_in(name)
    placed = placed_in(name, said)
    for data in (typed_over(blank(name), placed), free_text(blank(name), placed)):
        assert crossed_boxes(read(data, ALL)) == set()


def test_a_line_under_a_date_does_not_ask() -> None:
    said, box = said_in("medway-grid"), DATES["medway-grid"]
    data = typed_over(blank("medway-grid"), placed_in("medway-grid", said))
    assert crossed_boxes(read(struck(data, said[box], (0.0, 1.15, 1.0, 1.15, "0.7 w")), ALL)) == set()


def test_a_stroke_through_a_date_in_rows_that_grew_asks(tmp_path: Path) -> None:
    names = ("moray-published", "medway-grid")
    said = {name: write_in(FORMS[name], set(said_in(name))) for name in names}
    printed = print_forms({name: MADE_IN_WORD[name](said[name]) for name in names}, tmp_path)
    for name in names:
        plain = read(printed[name], ALL)
        assert {field.origin for field in plain.fields.values()} == {"pdf row (learned)"}
        assert crossed_boxes(plain) == set()
        sure = (box for box, field in plain.fields.items() if field.sure and "/" in said[name].get(box, ""))
        box = next(sure)
        for stroke in ("one digit", "one digit, thin", "one digit, aslant"):
            record = read(struck(printed[name], said[name][box], STROKES[stroke]), ALL)
            if box in record.fields:
                assert crossed_boxes(record) == {box}
                assert not record.fields[box].sure
            else:  # a level stroke looks like a line of the table, and parts the cell
                assert ("box-missing", box) in {(f.code, f.field) for f in record.findings}
