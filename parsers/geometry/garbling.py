"""Signs by which a text shows that the program which drew it did not have its letters, or broke them up."""

import re

from parsers.geometry.printed import is_unsure_sign

_SIGN_CODE = re.compile(r"\[U\+[0-9A-F]{4,6}\]")
"""What our own forms show for a letter that no font at hand can draw."""
_MARK_BYTES = re.compile("þÿ|ÿþ|ï»¿|â€|Ã[\u0080-\u00bf]")
_STRAY_SIGN = re.compile("[`´¸¨¯¦¤±¼¹²³ªºµ¶¬·¡\u007f-\u009f]")
_STRAY_LETTER = re.compile("(?![ƠơƯưȘșȚț])[\u0180-\u024f]|[\u02b0-\u02bb\u02bd-\u02ff]")
"""Letters of no language of Europe, and accents that stand alone."""
_ODD_CAPITAL = re.compile("[a-zß-öø-ÿ][À-ÖØ-Þ]|[À-ÖØ-öø-ž][0-9]")
"""A capital with an accent within a word, or a letter with one before a figure: one encoding drawn in another."""
_ALONE = re.compile(r"(?:^|\s)[\"'Ð](?=\s|$)")
"""What is drawn for a bullet or a dash by programs that do not have it."""
_BEFORE_NOTHING = re.compile(r"(?:^|\s)(?:[,;:!)]|\.(?![.\d]))")
"""A sign that follows a word follows none: PDFium and poppler leave out the letters that they do not have."""
_SPACED = re.compile(r"(?:(?:^|\s)\S(?=\s)){4}")
"""Letters one by one: two bytes of each drawn as two."""
_SIGNS = (
    *(_SIGN_CODE, _MARK_BYTES, _STRAY_SIGN, _STRAY_LETTER),
    *(_ODD_CAPITAL, _ALONE, _BEFORE_NOTHING, _SPACED),
)


def is_garbled(text: str) -> bool:
    """Say whether some of a text may be other letters than were written, or in another order."""
    return any(is_unsure_sign(sign) for sign in text) or any(found.search(text) for found in _SIGNS)
