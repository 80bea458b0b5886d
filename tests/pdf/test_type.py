"""Type: which characters can be shown, how text is broken into lines, and that data are printed and never run."""

import pytest
from fontTools.agl import LEGACY_AGL2UV
from hypothesis import given
from hypothesis import strategies as st

from docgen.pdf.characters import is_printable, printable, shown_as_code
from docgen.pdf.encoding import characters_by_code, codes_by_character, encode
from docgen.pdf.faces import field_face, spare_face, width_of
from docgen.pdf.fieldfont import glyph_name
from docgen.pdf.fonts import covered
from docgen.pdf.typeset import Data, typeset
from docgen.pdf.wrapping import break_lines, end_with, fit, showable, size_to_fit


def test_plain_text_is_printed_as_it_is() -> None:
    text = "Siân #strong[x] \\ “ŵyr” مرحبا\n\tend"
    assert printable(text) == (text, ())


@pytest.mark.parametrize(
    ("text", "shown"), [("a😀b😀", "a[U+1F600]b[U+1F600]"), ("\0", "[U+0000]"), ("\ud800", "[U+D800]")]
)
def test_what_no_font_has_is_printed_as_a_code(text: str, shown: str) -> None:
    printed, coded = printable(text)
    assert printed == shown
    assert len(coded) == 1


def test_a_note_lists_a_few_codes_and_counts_the_rest() -> None:
    note = shown_as_code(tuple("漢字仮名交文"), "summary")
    assert (note.code, note.field) == ("character-shown-as-code", "summary")
    assert note.message.count("U+") == 5
    assert "and 1 more" in note.message


def test_no_character_that_counts_as_printable_stops_a_document() -> None:
    everything = [chr(point) for point in sorted(covered()) if is_printable(chr(point))]
    lines = [f"a{sign} {sign}" for sign in everything]
    content = typeset("form.typ", form_with(lines))
    assert content.startswith(b"%PDF-1.7")


@given(text=st.text(st.characters(), max_size=60))
def test_no_text_at_all_stops_a_document(text: str) -> None:
    assert typeset("form.typ", form_with([text])).startswith(b"%PDF-1.7")


def form_with(lines: list[str]) -> dict[str, Data]:
    return {
        "title": "T", "board": "B", "marking": "M", "reference": "a/b 2026-01", "standing": "S", "intro": "",
        "codes": [], "sections": [], "continued": [{"label": "L", "lines": lines}],
    }  # fmt: skip


def test_typing_covers_the_names_of_wales_poland_and_france() -> None:
    names = "ŵŷŴŶâêîôûïáéàè ąćęłńóśźż ŁŚŻĆŹ çœëÉ ěščřžýáíéůúďťň"
    assert len(encode(names)) == len(names)
    assert set(codes_by_character()) == set(field_face().widths)


def test_every_code_has_one_character_and_a_name_in_the_adobe_glyph_list() -> None:
    characters = characters_by_code()
    assert len(set(characters.values())) == len(characters)
    for character in characters.values():
        name = glyph_name(character)
        assert name in LEGACY_AGL2UV


def test_the_spare_letters_are_none_of_those_that_can_be_typed() -> None:
    assert not set(spare_face().widths) & set(codes_by_character())
    assert {"ț", "Ж", "Ω", "ế"} <= set(spare_face().widths)


@given(text=st.text("ab W漢ŵț\n", max_size=200), width=st.floats(20, 300))
def test_no_line_is_wider_than_its_box_and_no_letter_is_lost(text: str, width: float) -> None:
    plain = showable(text)[0]
    lines = list(break_lines(plain, width, 10))
    assert all(width_of(line, 10) <= width or len(line) == 1 for line in lines)
    assert "".join(lines).replace(" ", "") == plain.replace(" ", "").replace("\n", "")


def test_what_does_not_fit_is_not_called_whole() -> None:
    assert fit("one\ntwo\nthree", 200, 3, 10).whole
    cut = fit("one\ntwo\nthree\nfour", 200, 3, 10)
    assert (cut.lines, cut.whole) == (("one", "two", "three"), False)


def test_an_ending_takes_the_last_line_or_the_end_of_the_only_one() -> None:
    assert end_with(("one", "two"), "… p. 3", 200, 10) == ("one", "… p. 3")
    (line,) = end_with(("w" * 30,), "… p. 3", 100, 10)
    assert line.endswith("w … p. 3")
    assert width_of(line, 10) <= 100


def test_the_text_of_a_choice_shrinks_to_its_longest_option_and_no_further_than_it_must() -> None:
    assert size_to_fit(("Yes", "No"), 100, 10, 6.5) == 10
    assert (
        width_of("Continues to the next stage", size_to_fit(("Continues to the next stage",), 110, 10, 6.5))
        <= 110
    )
    assert size_to_fit(("x" * 400,), 100, 10, 6.5) == 6.5
