"""PDF forms that this program did not make: learned from their blank, filled in and flattened by others, and read."""

import io
import time
from pathlib import Path

import pikepdf
import pypdf
import pytest
from pikepdf import Array, Dictionary, Name, String

import parsers
from boardforms.desk import read_return
from boardforms.learning.learn import learn_form
from docgen import render_pdf
from escalation.boards import Board
from escalation.definitions import FormDefinition
from escalation.layouts import OTHER_BOX
from escalation.records import Source
from parsers.pdf.learned import LEARNED_FIELD, fits_fields, fits_pages
from tests.geometry.filled import plain_answers
from tests.geometry.flatteners import CHANGES, by_pdfium, by_pdftk, by_qpdf
from tests.learning.foreign import CATALOGUE, STAGE_3, TODAY
from tests.learning.foreign_pdf import (
    FILLERS,
    FORMS,
    blank,
    by_pypdf,
    edited,
    filled,
    learn_pdf_form,
    pdf_layout,
    said_on_pdf,
    saved,
    values,
)
from tests.learning.reading import codes, count, desk_with, read
from tests.parsers.alignments import Tally

EVERY_FORM = pytest.mark.parametrize("name", FORMS)
OWN = [(board, form) for board in CATALOGUE.boards.values() for form in board.forms]
EVERY_OWN = pytest.mark.parametrize(
    ("board", "form"), OWN, ids=[f"{b.key}-{f.key}-{f.version}" for b, f in OWN]
)
ALL = desk_with(pdf_layout(name) for name in FORMS)
NONE = desk_with(())
FLATTENERS = {"pdftk": by_pdftk, "qpdf": by_qpdf, "PDFium": by_pdfium}


def typed_on(data: bytes, text: str, at: tuple[float, float]) -> bytes:
    """Return a form with words drawn on its first page, as editors do that know no fields."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[0]
        font = page.add_resource(pdf.Root.AcroForm.DR.Font.Helv, Name.Font)
        page.contents_add(f"\nBT {font} 9 Tf {at[0]} {at[1]} Td ({text}) Tj ET\n".encode())
        return saved(pdf)


@EVERY_FORM
def test_every_field_is_proposed_for_the_box_that_its_words_ask_for(name: str) -> None:
    learned = learn_pdf_form(name)
    boxes = {cell.field: cell.box for cell in learned.layout.cells}
    assert boxes == {asked.name: asked.box for asked in FORMS[name]().asked}
    assert [box.name for box in learned.proposal.unplaced] == ["case_reference"]
    assert not learned.layout.confirmed


@pytest.mark.parametrize("filler", FILLERS)
@EVERY_FORM
def test_fields_filled_in_are_read_by_their_names_and_sure(name: str, filler: str, tmp_path: Path) -> None:
    said = said_on_pdf(name)
    record = read(FILLERS[filler](blank(name), values(name, said), tmp_path), ALL)
    assert record.form == FORMS[name]().form.reference
    assert count(record, FORMS[name]().form, said) == Tally(len(said), 0, ())
    assert {field.origin for field in record.fields.values()} == {LEARNED_FIELD}
    assert codes(record) == {"read-by-layout", "required-missing"}


@pytest.mark.parametrize("flattener", FLATTENERS)
@pytest.mark.parametrize("filler", FILLERS)
@EVERY_FORM
def test_a_flattened_return_is_read_by_its_places_and_its_texts_go_to_a_person(
    name: str, filler: str, flattener: str, tmp_path: Path
) -> None:
    said, form = said_on_pdf(name), FORMS[name]().form
    record = read(
        FLATTENERS[flattener](FILLERS[filler](blank(name), values(name, said), tmp_path), tmp_path), ALL
    )
    assert record.form == form.reference
    result = count(record, form, said)
    assert result.silently_wrong == ()
    assert result.right >= 4  # dates and ticks
    texts = [name for name in said if form_kind(form, name) in {"text", "long text"}]
    assert texts
    assert not any(record.fields[name].sure for name in texts)
    assert [record.fields[name].value for name in texts if " " not in said[name]] == [
        said[name] for name in texts if " " not in said[name]
    ]


def form_kind(form: FormDefinition, name: str) -> str:
    return str(next(field.kind for field in form.fields if field.key == name))


@pytest.mark.parametrize("change", CHANGES)
def test_pages_printed_in_another_way_make_nothing_silently_wrong(change: str, tmp_path: Path) -> None:
    said = said_on_pdf("moray ticks")
    record = read(CHANGES[change](by_pdfium(filled("moray ticks"), tmp_path), tmp_path), ALL)
    result = count(record, FORMS["moray ticks"]().form, said)
    assert result.silently_wrong == ()
    assert result.right > 0


@EVERY_FORM
def test_a_blank_has_no_answer(name: str) -> None:
    for data in (blank(name), by_pdfium(blank(name), Path())):
        record = read(data, ALL)
        assert record.form == FORMS[name]().form.reference
        assert {field.value for field in record.fields.values()} <= {None, False, ""}


@EVERY_FORM
def test_a_layout_that_nobody_confirmed_reads_nothing(name: str) -> None:
    desk = desk_with([pdf_layout(name, confirmed=False)])
    assert codes(read(filled(name), desk)) == {"layout-unconfirmed"}
    assert codes(read(by_pdfium(filled(name), Path()), desk)) == {"layout-unconfirmed"}


@EVERY_FORM
def test_a_return_on_a_form_that_was_never_learned_is_refused_or_asks_about_everything(name: str) -> None:
    assert codes(read(filled(name), NONE)) == {"not-our-form"}
    assert not any(field.sure for field in read(by_pdfium(filled(name), Path()), NONE).fields.values())


@pytest.mark.parametrize("other", FORMS)
@EVERY_FORM
def test_no_return_is_read_by_the_layout_of_another_form(name: str, other: str) -> None:
    desk = desk_with([pdf_layout(other)])
    for data in (filled(name), by_pdfium(filled(name), Path())):
        record = read(data, desk)
        if name != other:
            assert "read-by-layout" not in codes(record)
            assert not any(field.sure for field in record.fields.values())


@EVERY_OWN
def test_no_return_on_a_form_of_ours_is_read_by_a_learned_layout(board: Board, form: FormDefinition) -> None:
    own = render_pdf(form, board, plain_answers(form)).content
    record = read(own, ALL)
    assert record.form == form.reference
    assert "read-by-layout" not in codes(record)
    reading = parsers.read(by_pdfium(own, Path()))
    for learned in ALL.learned_pdfs:
        assert not fits_pages(reading.pages, learned.reading)
        assert not fits_fields(reading, learned.reading)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("/T", String("Text99")),
        ("/Rect", Array([230, 600, 555, 618])),
        ("/FT", Name.Ch),
    ],
)
def test_a_field_renamed_moved_or_of_another_kind_is_not_that_form_s(key: str, value: object) -> None:
    assert codes(read(edited(filled("labels left"), key, value), ALL)) == {"not-our-form"}


def test_the_names_of_fields_alone_do_not_tell_a_form() -> None:
    with pikepdf.open(io.BytesIO(filled("labels left"))) as pdf:
        pdf.pages[0].Contents = pdf.make_stream(b"")
        bare = saved(pdf)
    words = "Quite another form in the same office software with as many fields in the same places but other words"
    for number, word in enumerate(words.split()):
        bare = typed_on(bare, word, (40.0, 800.0 - 30 * number))
    assert codes(read(bare, ALL)) == {"not-our-form"}


def test_words_typed_beside_the_fields_are_not_lost() -> None:
    record = read(typed_on(filled("labels left"), "See the attached letter", (300, 12)), ALL)
    assert "text-outside" in codes(record)


def test_a_stroke_drawn_on_a_page_with_fields_asks() -> None:
    with pikepdf.open(io.BytesIO(filled("labels left"))) as pdf:
        pdf.pages[0].contents_add(b"\n0 0 1 RG 2 w 40 700 m 500 705 l S\n")
        data = saved(pdf)
    assert "text-outside" in codes(read(data, ALL))
    assert "text-outside" not in codes(read(filled("labels left"), ALL))


def test_an_answer_to_what_no_box_asks_is_not_lost() -> None:
    layout = pdf_layout("labels left")
    cells = tuple(c.model_copy(update={"box": OTHER_BOX}) if c.box == "service" else c for c in layout.cells)
    desk = desk_with([layout.model_copy(update={"cells": cells})])
    record = read(filled("labels left"), desk)
    assert {("other-answer", None), ("not-asked", "service")} <= {(f.code, f.field) for f in record.findings}
    assert "other-answer" not in codes(read(filled("labels left", {"child_name": "Mair Pugh"}), desk))


def test_what_stands_in_the_blank_already_is_not_taken_for_an_answer_unasked(tmp_path: Path) -> None:
    given = edited(blank("labels left"), "/V", String("Medway"), number=1)
    layout = learn_form(given, STAGE_3, "made up", "x", TODAY).layout.model_copy(update={"confirmed": True})
    assert [cell.prompt for cell in layout.cells if cell.box == "alert_from"] == ["Medway"]
    desk = desk_with([layout])
    assert ("as-in-blank", "alert_from") in {(f.code, f.field) for f in read(given, desk).findings}
    changed = by_pypdf(given, {"Text2": "Gillingham"}, tmp_path)
    assert read(changed, desk).fields["alert_from"].sure


def test_two_returns_joined_into_a_file_are_read_as_two() -> None:
    joined, held = pypdf.PdfWriter(), io.BytesIO()
    for child in ("Mair Pugh", "Ifan Rees"):
        joined.append(io.BytesIO(filled("labels left", {"child_name": child})))
    joined.write(held)
    records = read_return(held.getvalue(), ALL, Source(path="joined", sha256="0" * 64))
    children = [record.fields["child_name"] for record in records]
    assert [(child.value, child.sure) for child in children] == [("Mair Pugh", True), ("Ifan Rees", True)]


def test_a_page_of_guidance_without_fields_is_a_page_of_the_form(tmp_path: Path) -> None:
    said = ("How to fill in this form: write clearly and keep to facts.", "Name who agreed what, by when.")
    with pikepdf.open(io.BytesIO(blank("labels left"))) as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        font = page.add_resource(pdf.Root.AcroForm.DR.Font.Helv, Name.Font)
        text = f"BT {font} 9 Tf 40 780 Td ({said[0]}) Tj 90 -300 Td ({said[1]}) Tj ET"
        page.Contents = pdf.make_stream(text.encode())
        given = saved(pdf)
    layout = learn_form(given, STAGE_3, "made up", "x", TODAY).layout.model_copy(update={"confirmed": True})
    answers = said_on_pdf("labels left")
    record = read(by_pypdf(given, values("labels left", answers), tmp_path), desk_with([layout]))
    assert count(record, STAGE_3, answers) == Tally(len(answers), 0, ())
    assert codes(record) == {"read-by-layout", "required-missing"}


def test_buttons_of_which_one_is_chosen_have_no_box() -> None:
    given = edited(edited(blank("labels left"), "/FT", Name.Btn, 6), "/Ff", 1 << 15, 6)
    cells = learn_form(given, STAGE_3, "made up", "x", TODAY).layout.cells
    assert [cell.field for cell in cells if cell.box == OTHER_BOX] == ["Text7"]


@pytest.mark.parametrize(
    ("options", "held", "value", "is_sure"),
    [
        ([("1", "Housing"), ("2", "Health")], "2", "Health", True),
        ([("1", "Housing"), ("2", "Health")], "Health", "Health", True),
        ([("1", "Housing"), ("1", "Health")], "1", "1", False),
        ([("1", "Housing"), ("Housing", "Health")], "Housing", "Housing", False),
        ([("1", "x" * 3000), ("2", "Health")], "1", "1", False),
        ([("1", "Housing")], "3", "3", False),
        ([("Health", "Health")], "Health", "Health", True),
    ],
)
def test_a_chosen_option_is_read_by_its_words_and_one_that_is_unclear_goes_to_a_person(
    options: list[tuple[str, str]], held: str, value: str, *, is_sure: bool
) -> None:
    pairs = Array([Array([String(code), String(words)]) for code, words in options])
    given = edited(edited(blank("labels left"), "/FT", Name.Ch, 6), "/Opt", pairs, 6)
    layout = learn_form(given, STAGE_3, "made up", "x", TODAY).layout
    cells = tuple(
        cell.model_copy(update={"box": "service" if cell.field == "Text7" else cell.box})
        for cell in layout.cells
    )
    desk = desk_with([layout.model_copy(update={"cells": cells, "confirmed": True})])
    field = read(edited(given, "/V", String(held), 6), desk).fields["service"]
    assert (field.value, field.sure) == (value, is_sure)


def test_a_form_with_more_fields_or_options_than_any_form_is_read_in_no_time() -> None:
    with pikepdf.open(io.BytesIO(blank("labels left"))) as pdf:
        pairs = Array([Array([String(str(n)), String(f"Option {n}")]) for n in range(20_000)])
        options = pdf.make_indirect(pairs)
        for field in pdf.Root.AcroForm.Fields:
            field.FT, field.Opt, field.V = Name.Ch, options, String("7")
        many = saved(pdf)
        for number in range(500):
            extra = Dictionary(Subtype=Name.Widget, T=String(f"More{number}"), FT=Name.Tx, Rect=[0, 0, 9, 9])
            pdf.Root.AcroForm.Fields.append(pdf.make_indirect(extra))
        more = saved(pdf)
    started = time.monotonic()
    assert {field.text for field in parsers.read(many).fields} == {"7"}
    assert codes(read(more, ALL)) == {"not-our-form"}
    assert time.monotonic() - started < 5
