"""Letters of the symbol fonts that people use in forms, as the characters they look like."""

import sys
from types import MappingProxyType

REPLACEMENT = 0xFFFD
"""The number of the character that stands for one that cannot be read."""

_WINGDINGS = {
    0x4A: "☺", 0x4C: "☹", 0x6C: "●", 0x6E: "■", 0x6F: "☐", 0x71: "☐", 0x72: "☐", 0x77: "◆", 0x9F: "•",
    0xA7: "▪", 0xA8: "☐", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔",
    0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "☐"}
_SYMBOL = {0xA3: "≤", 0xAE: "→", 0xB3: "≥", 0xB7: "•"}

_FONTS = MappingProxyType({"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL})


def is_symbol_font(font: str) -> bool:
    """Say whether a font draws pictures in the place of letters."""
    return font.casefold() in _FONTS


def read_symbol(font: str, code: int) -> str | None:
    """Return the character that a symbol font draws for a code (also at U+F000 and on); None where it is unknown."""
    return _FONTS.get(font.casefold(), {}).get(code & 0xFF)


def is_drawn(font: str, character: str) -> bool:
    """Say whether a symbol font draws a known picture for a character that is typed in it."""
    return ord(character) < 0x100 and read_symbol(font, ord(character)) is not None


def character_number(code: str) -> int:
    """Return the number that a symbol's hexadecimal code gives: `REPLACEMENT` where it is no character."""
    try:
        number = int(code, 16)
    except ValueError:
        return REPLACEMENT
    is_of_four = 0x20 <= number < 0xD800 or 0xE000 <= number < REPLACEMENT
    return number if is_of_four or 0xFFFF < number <= sys.maxunicode else REPLACEMENT
