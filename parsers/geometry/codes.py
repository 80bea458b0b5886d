"""Letters that our own forms show by their codes, because no font at hand draws them: `[U+2612]` for ☒."""

import re

_CODE = re.compile(r"\[\s?U\s?\+\s?((?:[0-9A-F]\s?){4,6})\]")
"""A code, which may go on in the next line."""
_UNFINISHED = re.compile(r"\[(?:U(?:\+[0-9A-F]{0,6})?)?")
_LAST, _SURROGATES = 0x10FFFF, range(0xD800, 0xE000)


def decode_letters(text: str) -> str:
    """Return a text with the letters themselves in place of their codes."""
    return _CODE.sub(_letter, text)


def without_codes(text: str) -> str:
    """Return what of a text was drawn as it is."""
    return _CODE.sub("", text)


def ends_within_code(text: str) -> bool:
    """Say whether a line ends within a code, which goes on in the next."""
    return _UNFINISHED.fullmatch(text[text.rfind("[") :]) is not None if "[" in text else False


def _letter(code: re.Match[str]) -> str:
    point = int("".join(code[1].split()), 16)
    return chr(point) if point <= _LAST and point not in _SURROGATES else code[0]
