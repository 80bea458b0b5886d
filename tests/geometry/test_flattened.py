"""Forms without fields, as programs flatten them and printers and people change them: right, or a person is asked."""

import io
from itertools import count
from pathlib import Path
from xml.sax.saxutils import escape

import pikepdf
import pytest

from boardforms.blanks import Format, render
from escalation.boxes import Answers, flatten, form_boxes, gather
from escalation.definitions import FormDefinition, Kind
from escalation.layouts import PdfPlace
from escalation.stamps import pdf_name
from tests.geometry.filled import awkward_answers, plain_answers
from tests.geometry.flatteners import (
    CHANGES,
    FLATTENERS,
    Change,
    by_libreoffice,
    by_pdfium,
    by_postscript,
    drawn_by_ghostscript,
    drawn_by_qpdf,
    dropped_by_pdftk,
    run,
)
from tests.geometry.scoring import DESK, FORMS, read_file, score, score_all, total
from tests.programs import need

WORDS = "seven of them came to it, and "
WIDE = next(form for form in FORMS if "case-progression-meeting-minutes" in str(form.reference))
SHORT = next(form for form in FORMS if str(form.reference).startswith("mscb/locality"))
LONG = next(form for form in FORMS if str(form.reference).startswith("moray/escalation"))


def filled(form: FormDefinition, *, awkward: bool = False) -> bytes:
    answers = (awkward_answers if awkward else plain_answers)(form)
    return render(form, DESK.catalogue.board(form.board), Format.PDF, answers).content


@pytest.mark.parametrize("flatten", FLATTENERS.values(), ids=FLATTENERS.keys())
def test_plain_answers_are_read_from_what_a_program_flattened(flatten: Change, tmp_path: Path) -> None:
    records = read_file(flatten(filled(LONG), tmp_path))
    found = score_all(records, LONG, plain_answers(LONG))
    assert found.wrong == []
    assert found.right >= 0.99 * found.answers, found


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_plain_answers_are_read_whatever_became_of_the_paper(change: Change, tmp_path: Path) -> None:
    records = read_file(change(by_pdfium(filled(LONG), tmp_path), tmp_path))
    found = score_all(records, LONG, plain_answers(LONG))
    assert found.wrong == []
    assert found.right >= 0.99 * found.answers, found


def test_no_awkward_answer_is_wrong_and_sure(tmp_path: Path) -> None:
    found = total(
        score_all(read_file(by_pdfium(filled(form, awkward=True), tmp_path)), form, awkward_answers(form))
        for form in (SHORT, LONG)
    )
    print(f"\nawkward answers, flattened by PDFium: {found}")  # noqa: T201
    assert found.wrong == []
    assert found.right >= 0.9 * found.answers


@pytest.mark.parametrize("draw", [drawn_by_qpdf, drawn_by_ghostscript, dropped_by_pdftk])
@pytest.mark.parametrize("awkward", [False, True])
def test_values_that_a_program_drew_without_their_letters_ask(
    draw: Change, tmp_path: Path, *, awkward: bool
) -> None:
    answers = (awkward_answers if awkward else plain_answers)(LONG)
    found = score_all(read_file(draw(filled(LONG, awkward=awkward), tmp_path)), LONG, answers)
    assert found.wrong == []


def test_a_page_set_in_other_type_is_read_nearly_as_surely(tmp_path: Path) -> None:
    answers = {**plain_answers(LONG), "child_name": "$x^2$ not_selected"}
    data = render(LONG, DESK.catalogue.board(LONG.board), Format.PDF, answers).content
    found = score_all(read_file(by_libreoffice(data, tmp_path)), LONG, answers)
    assert found.wrong == []
    assert found.sure >= 0.95 * found.answers, found


def rising(form: FormDefinition) -> Answers:
    """Return texts that are a little longer from box to box, so that some end just where their boxes do."""
    lengths = count(3)
    flat = {
        box.name: (WORDS * 40)[: next(lengths)].rstrip(", ") + "."
        for box in form_boxes(form)
        if box.kind in {Kind.TEXT, Kind.LONG_TEXT}
    }
    return gather(form, {name: text for name, text in flat.items() if text.strip()})


def filled_by_pdftk(form: FormDefinition, answers: Answers, folder: Path) -> bytes:
    """Return a form that pdftk filled, drew (it leaves out the lines that do not fit) and flattened."""
    blank = render(form, DESK.catalogue.board(form.board), Format.PDF)
    (folder / "blank.pdf").write_bytes(blank.content)
    fields = "".join(
        f'<field name="{pdf_name(name)}"><value>{escape(str(text))}</value></field>'
        for name, text in flatten(form, answers).items()
    )
    xfdf = f'<?xml version="1.0" encoding="UTF-8"?><xfdf xmlns="http://ns.adobe.com/xfdf/"><fields>{fields}</fields></xfdf>'
    (folder / "answers.xfdf").write_text(xfdf, encoding="utf-8")
    out = folder / "filled.pdf"
    run(need("pdftk"), folder / "blank.pdf", "fill_form", folder / "answers.xfdf", "output", out, "flatten")
    return out.read_bytes()


def test_no_answer_that_another_program_cut_at_its_box_is_sure(tmp_path: Path) -> None:
    answers = rising(WIDE)
    found = score_all(read_file(filled_by_pdftk(WIDE, answers, tmp_path)), WIDE, answers)
    print(f"\nlonger from box to box, drawn by pdftk: {found}")  # noqa: T201
    assert found.wrong == []
    assert found.flagged > 5
    assert found.sure > 20


def test_an_answer_that_we_cut_says_so_and_asks(tmp_path: Path) -> None:
    answers = rising(WIDE)
    data = render(WIDE, DESK.catalogue.board(WIDE.board), Format.PDF, answers).content
    found = score_all(read_file(by_pdfium(data, tmp_path)), WIDE, answers)
    assert found.wrong == []
    assert found.sure > 20
    assert found.codes["answer-cut"] > 5


def test_every_form_is_read_when_flattened(tmp_path: Path) -> None:
    found = total(
        score_all(read_file(by_pdfium(filled(form), tmp_path)), form, plain_answers(form)) for form in FORMS
    )
    print(f"\nplain answers, flattened by PDFium: {found}")  # noqa: T201
    assert found.wrong == []
    assert found.right >= 0.99 * found.answers
    assert found.sure >= 0.99 * found.answers


def test_a_value_keeps_that_its_place_gave_it(tmp_path: Path) -> None:
    (record,) = read_file(by_pdfium(filled(SHORT), tmp_path))
    assert {reading.origin for reading in record.fields.values()} == {"pdf place"}
    assert {reading.place for reading in record.fields.values()} <= {"page 1", "page 2"}
    assert "read-by-place" in {finding.code for finding in record.findings}


def test_a_blank_whose_answers_a_program_dropped_is_not_taken_for_an_empty_return(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(filled(SHORT))) as pdf:
        del pdf.Root.AcroForm
        for page in pdf.pages:
            del page.Annots
        pdf.save(tmp_path / "dropped.pdf")
    (record,) = read_file((tmp_path / "dropped.pdf").read_bytes())
    assert score(record, SHORT, {}).sure == 0
    assert "answers-lost" in {finding.code for finding in record.findings}


def test_the_backs_of_printed_sheets_are_nothing_to_ask_about(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(by_pdfium(filled(SHORT), tmp_path))) as pdf:
        with pikepdf.new() as empty:
            back = empty.add_blank_page()
            for number in range(len(pdf.pages), 0, -1):
                pdf.pages.insert(number, back)
        held = io.BytesIO()
        pdf.save(held)
    (record,) = read_file(held.getvalue())
    assert "page-foreign" not in {finding.code for finding in record.findings}


@pytest.mark.parametrize(
    ("stroke", "value"), [("", True), ("-9 {0} m 22 {0} l S", None)], ids=["a cross", "a cross struck out"]
)
def test_a_tick_crossed_out_on_a_flattened_form_asks(stroke: str, value: bool | None, tmp_path: Path) -> None:
    blank = render(LONG, DESK.catalogue.board(LONG.board), Format.PDF)
    place = blank.layout.places["reason_no_progress"]
    assert isinstance(place, PdfPlace)
    side = place.top - place.bottom
    with pikepdf.open(io.BytesIO(by_pdfium(filled(LONG), tmp_path))) as pdf:
        cross = f"2 w 0 0 m {side} {side} l S 0 {side} m {side} 0 l S 1 w {stroke.format(side / 2)}"
        page = pdf.pages[place.page - 1]
        page.contents_add(b"q\n", prepend=True)
        page.contents_add(f"\nQ q 0 G 1 0 0 1 {place.left} {place.bottom} cm {cross} Q".encode())
        held = io.BytesIO()
        pdf.save(held)
    (record,) = read_file(held.getvalue())
    field = record.fields["reason_no_progress"]
    assert (field.value, field.sure) == (value, value is True)


def test_a_form_printed_by_way_of_postscript_without_letters_is_read_as_a_picture(tmp_path: Path) -> None:
    need("tesseract")
    data = by_postscript(by_pdfium(filled(SHORT), tmp_path), tmp_path)
    (record,) = read_file(data)
    found = score(record, SHORT, plain_answers(SHORT))
    assert found.wrong == []
    codes = {finding.code for finding in record.findings}
    assert "read-from-picture" in codes
    assert "page-missing" not in codes
