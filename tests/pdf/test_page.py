"""What is printed on a blank: the Board's own wording, and a label on the same page as its answer."""

import io

import pdfplumber
import pypdf
import pytest

from docgen.pdf.plan import has_columns, height_of, kept_rows, leading_rows
from docgen.pdf.render import render_pdf
from docgen.tables import Table, arrange_form
from escalation.boards import Board
from escalation.definitions import FormDefinition
from tests.pdf.documents import BOARDS, EVERY_KIND, FORMS, MADE_UP, NAMES, fill, place_of


def words_of(board: Board, form: FormDefinition) -> str:
    reader = pypdf.PdfReader(io.BytesIO(render_pdf(form, board).content))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def tables_of(form: FormDefinition) -> list[Table]:
    return [table for _, tables in arrange_form(form) for table in tables]


@pytest.mark.parametrize(("board", "form"), FORMS, ids=NAMES)
def test_every_label_is_printed_in_full(board: Board, form: FormDefinition) -> None:
    squeezed = words_of(board, form).replace(" ", "")
    for table in tables_of(form):
        for row in table.rows:
            for cell in row.cells:
                assert "".join(cell.label.split()) in squeezed


def test_a_form_of_our_own_says_what_is_required_and_gives_its_hints() -> None:
    words = words_of(MADE_UP, EVERY_KIND)
    assert "Child's name (required)" in words
    assert "What worries you, and what has been tried" in words


def test_a_published_form_is_worded_as_published_but_for_what_was_added() -> None:
    published = [(board, form) for board in BOARDS for form in board.forms if form.source]
    assert published
    for board, form in published:
        added = sum(field.required for part in form.sections if part.added_because for field in part.fields)
        assert words_of(board, form).count("(required)") == added


def test_a_label_over_an_answer_leads_it() -> None:
    about, meeting, attendees, *_ = tables_of(EVERY_KIND)
    texts = [row.cells[0].label for row, leads in zip(about.rows, leading_rows(about), strict=True) if leads]
    assert texts == ["Reasons (tick all that apply)", "Summary of the concern"]
    assert leading_rows(meeting) == (False, True, False)
    assert has_columns(attendees)
    assert leading_rows(attendees) == (True, True, False, False, False)


def test_a_few_ticks_stay_together() -> None:
    about = tables_of(EVERY_KIND)[0]
    kept = [row.cells[-1].label for row, keep in zip(about.rows, kept_rows(about), strict=True) if keep]
    assert kept == [
        "Reasons (tick all that apply)",
        "The threshold for enquiries is disputed",
        "Summary of the concern",
    ]


@pytest.mark.parametrize("rows", range(3, 24, 4))
def test_a_label_stands_on_the_page_of_its_answer_wherever_the_page_ends(rows: int) -> None:
    rendered = fill({"attendees": [{"name": "A"}] * rows})
    with pdfplumber.open(io.BytesIO(rendered.content)) as pdf:
        for label, box in (("Actions", "actions.1.action"), ("Chair", "chair.name")):
            place = place_of(rendered, box)
            words = pdf.pages[place.page - 1].extract_words()
            assert any(word["text"] == label and word["bottom"] < 842 - place.bottom for word in words)


def test_column_headings_are_repeated_on_each_page_of_a_long_table() -> None:
    rendered = fill({"attendees": [{"name": "A"}] * 40})
    pages = {place_of(rendered, f"attendees.{row}.name").page for row in range(1, 41)}
    assert len(pages) > 1
    reader = pypdf.PdfReader(io.BytesIO(rendered.content))
    for page in pages:
        assert "Present" in reader.pages[page - 1].extract_text()


def test_a_box_is_as_high_as_its_lines_ask_and_never_higher_than_a_page() -> None:
    boxes = {
        cell.box.name: cell
        for table in tables_of(EVERY_KIND)
        for row in table.rows
        for cell in row.cells
        if cell.box
    }
    summary = boxes["summary"].box
    assert summary is not None
    assert height_of(summary, 12) == 48
    place = place_of(fill({}), "summary")
    assert (place.top - place.bottom) * 25.4 / 72 == pytest.approx(48, abs=0.1)
