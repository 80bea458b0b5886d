"""The fields of a blank: one for each box, with the name, flags, states and tooltip that its readers need."""

import io

import pikepdf
import pypdf
import pytest
from pikepdf import Name

from docgen.pdf.render import render_pdf
from escalation.boards import Board
from escalation.boxes import form_boxes
from escalation.definitions import FormDefinition
from escalation.layouts import PdfPlace
from escalation.stamps import box_name, pdf_name
from tests.pdf.documents import EVERY_KIND, FORMS, MADE_UP, NAMES, elements, fields_of, open_pdf, place_of

REQUIRED, MULTILINE, DO_NOT_SCROLL, COMBO = 1 << 1, 1 << 12, 1 << 23, 1 << 17

every_form = pytest.mark.parametrize(("board", "form"), FORMS, ids=NAMES)


@pytest.fixture(scope="module")
def blank() -> pikepdf.Pdf:
    return open_pdf(render_pdf(EVERY_KIND, MADE_UP))


@pytest.fixture
def fields(blank: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
    return fields_of(blank)


@every_form
def test_every_box_is_one_field_in_the_order_of_the_page(board: Board, form: FormDefinition) -> None:
    rendered = render_pdf(form, board)
    drawn = list(fields_of(open_pdf(rendered)))
    assert drawn == [pdf_name(name) for name in rendered.layout.places]
    assert sorted(drawn) == sorted(pdf_name(box.name) for box in form_boxes(form))
    assert not any("." in name for name in drawn)


@every_form
def test_the_layout_says_where_each_field_sits(board: Board, form: FormDefinition) -> None:
    rendered = render_pdf(form, board)
    assert rendered.layout.form == form.reference
    for number, page in enumerate(open_pdf(rendered).pages, start=1):
        for note in page.get("/Annots", pikepdf.Array()).as_list():
            place = place_of(rendered, box_name(str(note.T)))
            rect = (place.left, place.bottom, place.right, place.top)
            assert place.page == number
            assert rect == pytest.approx([float(side) for side in note.Rect.as_list()], abs=0.01)


@every_form
def test_fields_lie_between_the_margins_and_do_not_overlap(board: Board, form: FormDefinition) -> None:
    rendered = render_pdf(form, board)
    places = [place_of(rendered, name) for name in rendered.layout.places]
    for number, one in enumerate(places):
        assert 45 <= one.left < one.right <= 551
        assert 82 <= one.bottom < one.top <= 786
        assert not any(overlap(one, other) for other in places[number + 1 :])


def overlap(one: PdfPlace, other: PdfPlace) -> bool:
    beside = one.right <= other.left or other.right <= one.left
    apart = one.bottom >= other.top or other.bottom >= one.top
    return one.page == other.page and not beside and not apart


def test_a_field_is_printed_named_in_full_and_part_of_the_structure(blank: pikepdf.Pdf) -> None:
    for field in fields_of(blank).values():
        assert field.F == 4
        assert "/StructParent" in field
        assert "/AP" in field
        assert str(field.TU)
    forms = [one for one in elements(blank.Root.StructTreeRoot) if one.get("/S") == Name.Form]
    assert len(forms) == len(fields_of(blank))
    assert not [one for one in elements(blank.Root.StructTreeRoot) if one.get("/S") == Name.Link]


def test_the_tab_key_follows_the_structure(blank: pikepdf.Pdf) -> None:
    assert {str(page.Tabs) for page in blank.pages} == {"/S"}


def test_a_tooltip_gives_the_label_the_hint_and_that_an_answer_is_required(
    fields: dict[str, pikepdf.Object],
) -> None:
    assert str(fields["case_reference"].TU) == (
        "Case reference. As it stands on earlier papers, for example DA-2026-014. Required"
    )
    assert str(fields["raised_by__role"].TU) == "Raised by: Role"
    assert str(fields["meeting_date"].TU) == "Date. Day, month and year, for example 27/3/2026"
    assert str(fields["actions__2__due"].TU).startswith("Actions, row 2: Due")


def test_required_is_flagged_where_the_form_requires_it(fields: dict[str, pikepdf.Object]) -> None:
    flagged = {name for name, field in fields.items() if int(field.get("/Ff", 0)) & REQUIRED}
    assert flagged == {pdf_name(box.name) for box in form_boxes(EVERY_KIND) if box.required}
    assert "summary" in flagged


def test_a_long_answer_wraps_and_scrolls(fields: dict[str, pikepdf.Object]) -> None:
    flags = int(fields["summary"].Ff)
    assert flags & MULTILINE
    assert not flags & DO_NOT_SCROLL


def test_a_name_in_a_narrow_column_wraps_and_a_wide_one_does_not(fields: dict[str, pikepdf.Object]) -> None:
    assert int(fields["attendees__1__name"].get("/Ff", 0)) & MULTILINE
    assert not int(fields["child_name"].get("/Ff", 0)) & MULTILINE


def test_a_text_is_as_long_as_its_form_allows(fields: dict[str, pikepdf.Object]) -> None:
    limits = {name: int(fields[name].MaxLen) for name in ("case_reference", "date_raised", "summary")}
    assert limits == {"case_reference": 40, "date_raised": 10, "summary": 20_000}


def test_a_tick_has_both_its_states(fields: dict[str, pikepdf.Object]) -> None:
    tick = fields["reason_drift"]
    assert Name.Btn == tick.FT
    assert set(tick.AP.N.keys()) == {"/Yes", "/Off"}
    assert (Name.Off, Name.Off) == (tick.V, tick.AS)


def test_a_choice_has_a_key_and_a_label_for_each_option(fields: dict[str, pikepdf.Object]) -> None:
    choice = fields["outcome"]
    assert int(choice.Ff) & COMBO
    assert [[str(part) for part in pair.as_list()] for pair in choice.Opt.as_list()] == [
        ["not_selected", "Choose an item."],
        ["resolved", "Resolved"],
        ["continues", "Not resolved: goes to the next stage"],
    ]
    assert str(choice.V) == "not_selected"


def test_nothing_in_a_form_runs(blank: pikepdf.Pdf) -> None:
    names = {key for thing in blank.objects if isinstance(thing, pikepdf.Dictionary) for key in thing}
    assert not names & {"/JS", "/JavaScript", "/OpenAction", "/AA", "/XFA", "/NeedAppearances"}
    assert not any("/A" in field for field in fields_of(blank).values())


def test_pypdf_sees_every_field() -> None:
    content = render_pdf(EVERY_KIND, MADE_UP).content
    seen = pypdf.PdfReader(io.BytesIO(content)).get_fields()
    assert seen is not None
    assert set(seen) == {pdf_name(box.name) for box in form_boxes(EVERY_KIND)}
