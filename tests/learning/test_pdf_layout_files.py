"""The layout of a PDF form: what cannot be learned, its file and blank, its faults, the command line."""

import io
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array

from boardforms.catalogue import Catalogue, load_catalogue
from boardforms.cli import run
from boardforms.desk import Desk
from boardforms.errors import CannotWork, ExitCode
from boardforms.learning.learn import learn_form, save
from boardforms.learning.writing import confirm, write_layout
from docgen import render_pdf
from escalation.faults import DefinitionError
from escalation.loading import load_layouts
from tests.learning.foreign import CATALOGUE, STAGE_3, TODAY
from tests.learning.foreign_pdf import (
    FORMS,
    blank,
    edited,
    filled,
    learn_pdf_form,
    said_on_pdf,
    saved,
)
from tests.learning.reading import count, read
from tests.parsers.alignments import Tally

EVERY_FORM = pytest.mark.parametrize("name", FORMS)


def without_words(data: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.pages[0].Contents = pdf.make_stream(b"BT ET")
        return saved(pdf)


def turned(data: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.pages[0].Rotate = 90
        return saved(pdf)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (render_pdf(STAGE_3, CATALOGUE.board("medway")).content, "a form of this program"),
        (without_words(blank("labels left")), "not say that it is one of our forms"),
        (turned(blank("labels left")), "no one place on an upright page: Text1"),
        (edited(blank("labels left"), "/Rect", Array([230, 600, 230, 618])), "no one place"),
        (blank("labels left")[:2000], "damaged"),
    ],
)
def test_what_cannot_be_learned_is_said(data: bytes, says: str) -> None:
    with pytest.raises(CannotWork, match=says):
        learn_form(data, STAGE_3, "made up", "x", TODAY)


@EVERY_FORM
def test_what_is_written_reads_back_as_what_was_learned(name: str, tmp_path: Path) -> None:
    learned, form = learn_pdf_form(name), FORMS[name]().form
    path = save(learned, form, tmp_path / form.board)
    [layout] = load_layouts(tmp_path / form.board, (form,))
    assert layout == learned.layout.model_copy(update={"name": path.stem})
    assert layout.blank == blank(name)
    assert confirm(write_layout(learned.layout, learned.proposal, form)).count("confirmed = true\n") == 1


def test_a_pdf_is_learned_confirmed_and_read_at_the_command_line(tmp_path: Path) -> None:
    file, boards = tmp_path / "blank.pdf", tmp_path / "boards"
    file.write_bytes(blank("labels left"))
    boards.mkdir()
    learn = ["learn", "medway", "stage-3-escalation-form", str(file), "--boards", str(boards)]
    assert run(learn) == ExitCode.NEEDS_A_PERSON
    assert run(learn) == ExitCode.WRONG_USAGE
    made = boards / "medway" / "layouts" / "stage-3-escalation-form.blank.toml"
    assert made.with_suffix(".pdf").read_bytes() == blank("labels left")
    assert run(["learn", "--confirm", str(made), "--boards", str(boards)]) == ExitCode.WELL
    catalogue = load_catalogue(boards)
    desk = Desk(Catalogue(catalogue.boards, catalogue.layouts), {})
    said = said_on_pdf("labels left")
    assert count(read(filled("labels left"), desk), STAGE_3, said) == Tally(len(said), 0, ())


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda path: path.with_suffix(".pdf").write_bytes(b"%PDF-1.7"), "sha256: found another file"),
        (lambda path: path.with_suffix(".pdf").unlink(), "sha256: found no file"),
        (
            lambda path: path.write_text(
                path.read_text("utf-8").replace("[230.0, 70.0,", "[560.0, 70.0,"), "utf-8"
            ),
            "rectangle",
        ),
    ],
)
def test_a_layout_without_its_own_blank_or_with_an_impossible_place_is_a_fault(
    change: object, said: str, tmp_path: Path
) -> None:
    path = save(learn_pdf_form("labels left"), STAGE_3, tmp_path / "medway")
    assert callable(change)
    change(path)
    with pytest.raises(DefinitionError) as caught:
        load_layouts(tmp_path / "medway", (STAGE_3,))
    assert said in str(caught.value)
