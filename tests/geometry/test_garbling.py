"""Texts that show that a program did not have their letters, and texts that only look odd."""

import pytest

from parsers.geometry.garbling import is_garbled


@pytest.mark.parametrize(
    "text",
    [
        "þÿ S i", "S i â n N e i l l", "SiÉn", "ZoÑ", "´ukasz", "[U+2612] ticked", "محمد", "o昀ce", "a\ufffdb",
        "Ali , aged 7", ", aged 7", '" one\n" two', "yes Ð no", "ć50", "ĈǶƶȑǜɇ", "\x9b ok", "`s' ·",
    ],
)  # fmt: skip
def test_a_text_with_letters_lost_is_garbled(text: str) -> None:
    assert is_garbled(text)


@pytest.mark.parametrize(
    "text",
    [
        "Siân O’Neill", "Łukasz Żak", "Was she seen? Not since May.", "Why?", "“Why?” she asked", "Why?\nBecause.",
        "ŴYN ÉCOLE", "A to Z of 1 x 2", "£5 & 10 %", "Γιάννης", "Иван", 'she said "no", twice', "and so ...",
        "a .5 share", "Nguyễn Thị Thơ", "Ștefan",
    ],
)  # fmt: skip
def test_a_text_with_all_its_letters_is_not(text: str) -> None:
    assert not is_garbled(text)
