"""Forms without fields, as programs flatten them and printers and people change them: right, or a person is asked."""

import io
from pathlib import Path

import pikepdf
import pytest

from boardforms.blanks import Format, render
from escalation.definitions import FormDefinition
from tests.geometry.filled import awkward_answers, plain_answers
from tests.geometry.flatteners import (
    CHANGES,
    FLATTENERS,
    Change,
    by_pdfium,
    drawn_by_ghostscript,
    drawn_by_qpdf,
    dropped_by_pdftk,
)
from tests.geometry.scoring import DESK, FORMS, read_file, score, score_all, total

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


def test_every_form_is_read_when_flattened(tmp_path: Path) -> None:
    found = total(
        score_all(read_file(by_pdfium(filled(form), tmp_path)), form, plain_answers(form)) for form in FORMS
    )
    print(f"\nplain answers, flattened by PDFium: {found}")  # noqa: T201
    assert found.wrong == []
    assert found.right >= 0.99 * found.answers
    assert found.sure >= 0.95 * found.answers


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
