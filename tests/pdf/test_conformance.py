"""What validators say of the files: PDF/UA-1 by veraPDF, and sound syntax by qpdf."""

import subprocess
from pathlib import Path

import pytest

from docgen.pdf.render import render_pdf
from escalation.boxes import Answers
from tests import programs
from tests.pdf.documents import FILLED, FORMS, NAMES, fill, open_pdf
from tests.validators import verapdf


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("blanks")
    made = [(name, render_pdf(form, board)) for name, (board, form) in zip(NAMES, FORMS, strict=True)]
    written = []
    for name, rendered in [*made, ("filled", fill(FILLED))]:
        written.append(folder / f"{name}.pdf")
        written[-1].write_bytes(rendered.content)
    return written


def test_every_blank_and_a_prefilled_form_conform_to_pdf_ua(files: list[Path]) -> None:
    assert verapdf.failures(files) == []


def test_qpdf_finds_nothing_wrong_with_any_of_them(files: list[Path]) -> None:
    qpdf = programs.need("qpdf")
    for file in files:
        run = subprocess.run(
            [str(qpdf), "--check", str(file)], capture_output=True, encoding="utf-8", check=False
        )
        assert run.returncode == 0, run.stdout + run.stderr


def test_the_files_are_pdf_1_7_titled_and_in_british_english() -> None:
    with open_pdf(fill(FILLED)) as pdf:
        assert pdf.pdf_version == "1.7"
        assert pdf.Root.Lang == "en-GB"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.docinfo.Title) == "Every kind of question – Dyffryn Aur Safeguarding Partnership"


@pytest.mark.parametrize("answers", [{}, FILLED], ids=["blank", "prefilled"])
def test_the_same_input_makes_the_same_bytes(answers: Answers) -> None:
    assert fill(answers).content == fill(answers).content
