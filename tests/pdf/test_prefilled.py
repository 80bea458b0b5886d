"""A prefilled form holds every value whole, shows what it can, and says where the rest stands."""

import io
import re

import pdfplumber
import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Name

from docgen.pdf.characters import printable
from docgen.rendered import RenderedForm
from tests.pdf.documents import FILLED, LONG, fields_of, fill, open_pdf, value_of


def shown_in(rendered: RenderedForm, field: str) -> str:
    """Return what a field's appearance shows, by the fonts' own tables of characters."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(rendered.content))
    for page in writer.pages:
        for note in page.get("/Annots", []):
            widget = note.get_object()
            if widget["/T"] == field:
                drawn = widget["/AP"]["/N"]
                sheet = pypdf.PageObject.create_blank_page(writer, 600, 800)
                sheet[pypdf.generic.NameObject("/Resources")] = drawn["/Resources"]
                sheet[pypdf.generic.NameObject("/Contents")] = drawn
                return sheet.extract_text()
    raise KeyError(field)


def page_text(rendered: RenderedForm, number: int) -> str:
    return pypdf.PdfReader(io.BytesIO(rendered.content)).pages[number - 1].extract_text()


@pytest.fixture(scope="module")
def filled() -> RenderedForm:
    return fill(FILLED)


@settings(suppress_health_check=list(HealthCheck))
@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_any_text_that_unicode_has_is_held_to_the_letter(text: str) -> None:
    line_feeds = text.replace("\r\n", "\n").replace("\r", "\n")
    rendered = fill({"summary": text, "attendees": [{"name": text}]})
    for box in ("summary", "attendees.1.name"):
        assert (value_of(rendered, box) or "") == line_feeds


@pytest.mark.parametrize("text", ["þÿ", "ï»¿x", "\x18\x7f\x9f\xad", "(a) \\ )", "/Yes", "\ufeffx", "\ud800"])
def test_a_text_that_looks_like_something_else_is_held_to_the_letter(text: str) -> None:
    with open_pdf(fill({"summary": text})) as pdf:
        raw = bytes(fields_of(pdf)["summary"].V)
    read = (
        raw[2:].decode("utf-16-be", "surrogatepass") if raw.startswith(b"\xfe\xff") else raw.decode("ascii")
    )
    assert read == text


def test_each_kind_of_answer_is_written_as_its_field_holds_it(filled: RenderedForm) -> None:
    with open_pdf(filled) as pdf:
        fields = fields_of(pdf)
        assert str(fields["date_raised"].V) == "27/03/2026"
        assert str(fields["outcome"].V) == "continues"
        assert (Name.Yes, Name.Yes) == (fields["reason_drift"].V, fields["reason_drift"].AS)
        assert (Name.Off, Name.Off) == (fields["reason_threshold"].V, fields["reason_threshold"].AS)
        assert str(fields["attendees__5__name"].V) == "Person 5"


def test_what_fits_is_shown_whole(filled: RenderedForm) -> None:
    assert shown_in(filled, "child_name") == "Siân Ŵyn Łukasz-Żółć"
    assert shown_in(filled, "outcome") == "Not resolved: goes to the next stage"
    assert shown_in(filled, "date_raised") == "27/03/2026"


def test_letters_that_cannot_be_typed_are_shown_all_the_same(filled: RenderedForm) -> None:
    assert shown_in(filled, "actions__1__owner") == "Ionuț Мир"


def test_a_letter_with_its_accent_apart_is_shown_as_one_and_held_as_two() -> None:
    rendered = fill({"child_name": "Sia\u0302n"})
    assert shown_in(rendered, "child_name") == "Siân"
    assert value_of(rendered, "child_name") == "Sia\u0302n"


def test_a_long_answer_goes_on_after_the_form_and_its_box_says_where(filled: RenderedForm) -> None:
    assert value_of(filled, "summary") == LONG
    continued_on = re.search(r"… continued on page (\d)$", shown_in(filled, "summary").rstrip())
    assert continued_on
    continued = " ".join(page_text(filled, int(continued_on[1])).split())
    assert "Summary of the concern" in continued
    assert LONG.strip() in continued
    assert {finding.field for finding in filled.findings if finding.code == "answer-continued"} == {
        "summary",
        "record",
    }


def test_a_script_that_needs_shaping_is_printed_after_the_form(filled: RenderedForm) -> None:
    assert "[U+0645]" in shown_in(filled, "record")
    assert "#strong[x] \\ {{ 7*7 }} (a)" in page_text(filled, 4)


def test_a_character_without_a_glyph_becomes_a_code_and_a_note(filled: RenderedForm) -> None:
    assert "[U+1F600]" in shown_in(filled, "record")
    notes = [finding for finding in filled.findings if finding.code == "character-shown-as-code"]
    assert [note.field for note in notes] == ["record"]
    assert "U+1F600" in notes[0].message
    assert not any(note.needs_a_person for note in notes)


def test_an_emoji_in_a_box_with_room_needs_no_continuation() -> None:
    rendered = fill({"summary": "a 😀 b"})
    assert shown_in(rendered, "summary") == "a [U+1F600] b"
    assert [finding.code for finding in rendered.findings] == ["character-shown-as-code"]


@pytest.mark.parametrize("word", ["W" * 1_500, "ab " * 1_000, "😀" * 300], ids=["one word", "words", "emoji"])
def test_nothing_of_a_long_answer_runs_off_the_page(word: str) -> None:
    expected = printable(word)[0].replace(" ", "")
    with pdfplumber.open(io.BytesIO(fill({"summary": word}).content)) as pdf:
        printed = [char for page in pdf.pages[2:] for char in page.chars]
    assert all(char["x0"] >= 45 and char["x1"] <= 551 for char in printed)
    assert expected in "".join(char["text"] for char in printed if char["text"] not in {"\u200b", " "})


def test_more_rows_are_offered_where_there_are_more_answers(filled: RenderedForm) -> None:
    assert "attendees.5.name" in filled.layout.places
    assert "attendees.6.name" not in filled.layout.places


def test_a_choice_that_is_not_offered_is_held_and_asks_for_a_person() -> None:
    rendered = fill({"outcome": "perhaps"})
    assert value_of(rendered, "outcome") == "perhaps"
    assert [(finding.code, finding.needs_a_person) for finding in rendered.findings] == [
        ("choice-unknown", True)
    ]


def test_a_blank_shows_no_answer_and_has_no_finding() -> None:
    blank = fill({})
    assert value_of(blank, "child_name") is None
    assert shown_in(blank, "outcome") == "Choose an item."
    assert blank.findings == ()
