"""Letters that our forms show by their codes, read back as the letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.geometry.codes import decode_letters, ends_within_code, without_codes


@pytest.mark.parametrize(
    ("shown", "meant"),
    [
        ("[U+2612] ticked", "☒ ticked"),
        ("so [U+1F600] ok", "so 😀 ok"),
        ("[U+0E15][U+0E 49]", "ต้"),
        ("[U+\nFEFF]x", "\ufeffx"),
        ("[U+110000] [U+D800] [U+12]", "[U+110000] [U+D800] [U+12]"),
        ("[U+06 … see page 5", "[U+06 … see page 5"),
    ],
)
def test_a_code_is_read_as_its_letter(shown: str, meant: str) -> None:
    assert decode_letters(shown) == meant


def test_what_was_drawn_as_it_is_is_told_from_codes() -> None:
    assert without_codes("½ [U+2612] ok") == "½  ok"


@pytest.mark.parametrize(
    ("line", "is_within"), [("[U+0E", True), ("a[", True), ("[U", True), ("[U+0E15]", False), ("[a", False)]
)
def test_a_line_that_ends_within_a_code_is_known(line: str, *, is_within: bool) -> None:
    assert ends_within_code(line) is is_within


@given(st.characters(exclude_categories=["Cs"]), st.text("ab ", max_size=5))
def test_any_letter_comes_back(letter: str, rest: str) -> None:
    assert decode_letters(f"[U+{ord(letter):04X}]{rest}") == letter + rest
