"""An answer of a PDF without fields that somebody has crossed out is never sure."""

import io
from pathlib import Path

import pikepdf
import pytest

import parsers
from boardforms.blanks import Format, render
from escalation.records import Record
from tests.geometry.filled import plain_answers
from tests.geometry.flatteners import Change, as_it_is, by_pdfium, by_poppler, rotated_view, turned_90
from tests.geometry.scoring import DESK, FORMS, read_file

FORM = next(form for form in FORMS if str(form.reference).startswith("moray/escalation"))
BLANK = render(FORM, DESK.catalogue.board(FORM.board), Format.PDF)
SENT = render(FORM, DESK.catalogue.board(FORM.board), Format.PDF, plain_answers(FORM)).content
BOXES = ("child_name", "case_reference", "stage_1_discussion", "stage_1_outcome")


def struck(box: str, width: float, lower: float, folder: Path, change: Change = as_it_is) -> Record:
    """Return the record of a flattened return with a line drawn near the middle of a box, from its left edge on."""
    place = BLANK.layout.places[box]
    with pikepdf.open(io.BytesIO(by_pdfium(SENT, folder))) as pdf:
        page, at = pdf.pages[place.page - 1], (place.bottom + place.top) / 2 - lower  # type: ignore[union-attr]
        line = f"q {width} w {place.left + 1} {at} m {place.right - 2} {at} l S Q"  # type: ignore[union-attr]
        page.contents_add(pdf.make_stream(line.encode()))
        held = io.BytesIO()
        pdf.save(held)
    (record,) = read_file(change(held.getvalue(), folder))
    return record


def struck_in_part(box: str, pen: str, folder: Path, change: Change = as_it_is) -> Record:
    """Return the record of a flattened return with a stroke drawn through the first letter of an answer alone."""
    flat = by_pdfium(SENT, folder)
    place, page = BLANK.layout.places[box], BLANK.layout.places[box].page  # type: ignore[union-attr]
    words = next(read.words for read in parsers.read(flat).pages if read.number == page)
    with pikepdf.open(io.BytesIO(flat)) as pdf:
        height = float(pdf.pages[page - 1].mediabox[3])
        inside = (
            word.place
            for word in words
            if place.left < word.place.left < place.right  # type: ignore[union-attr]
            and place.bottom < height - word.place.bottom < place.top  # type: ignore[union-attr]
        )
        left, top, _, bottom = min(inside)
        at = height - (top + bottom) / 2
        line = f"q {pen} {left - 0.5} {at - 2} m {left + 4} {at + 2} l S Q"
        pdf.pages[page - 1].contents_add(pdf.make_stream(line.encode()))
        held = io.BytesIO()
        pdf.save(held)
    (record,) = read_file(change(held.getvalue(), folder))
    return record


def codes(record: Record, box: str) -> set[str]:
    return {finding.code for finding in record.findings if finding.field == box}


@pytest.mark.parametrize("box", BOXES)
@pytest.mark.parametrize("width", [0.5, 1])
def test_a_line_drawn_through_an_answer_asks(box: str, width: float, tmp_path: Path) -> None:
    record = struck(box, width, 0, tmp_path)
    assert "struck-through" in codes(record, box)
    assert not record.fields[box].sure


@pytest.mark.parametrize("box", BOXES)
@pytest.mark.parametrize("pen", ["0.3 w", "1 0 0 RG 1 w"])
def test_a_stroke_through_one_letter_of_an_answer_asks(box: str, pen: str, tmp_path: Path) -> None:
    record = struck_in_part(box, pen, tmp_path)
    assert "struck-through" in codes(record, box)
    assert not record.fields[box].sure


@pytest.mark.parametrize("change", [by_poppler, rotated_view, turned_90])
def test_a_stroke_through_one_letter_is_seen_however_the_page_came(change: Change, tmp_path: Path) -> None:
    record = struck_in_part("stage_1_discussion", "0.7 w", tmp_path, change)
    assert "struck-through" in codes(record, "stage_1_discussion")


@pytest.mark.parametrize("change", [by_poppler, rotated_view, turned_90])
def test_a_line_through_an_answer_is_seen_however_the_page_came(change: Change, tmp_path: Path) -> None:
    assert "struck-through" in codes(struck("child_name", 0.7, 0, tmp_path, change), "child_name")


def test_answers_that_nobody_crossed_out_stay_sure(tmp_path: Path) -> None:
    (record,) = read_file(by_pdfium(SENT, tmp_path))
    assert "struck-through" not in {finding.code for finding in record.findings}
