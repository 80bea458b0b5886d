"""Which characters a page can show. A document is never stopped by one that it cannot: a code stands for it."""

import unicodedata

from docgen.pdf.fonts import covered
from escalation.codes import notice
from escalation.findings import Finding

_LAYOUT = frozenset("\n\t ")
_NEVER_PRINTED = frozenset({"Cc", "Cs", "Co", "Cn", "Zl", "Zp"})
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060") | {chr(n) for n in range(0xFE00, 0xFE10)}
"""Characters without a mark of their own, which say how their neighbours join: shaping knows them without a glyph."""


def visible_code(character: str) -> str:
    """Return the code that stands for a character, such as `[U+1F600]`."""
    return f"[U+{ord(character):04X}]"


def is_printable(character: str) -> bool:
    """True where the fonts given can show the character, or it is white space or shapes its neighbours."""
    if character in _LAYOUT or character in _INVISIBLE:
        return True
    return ord(character) in covered() and unicodedata.category(character) not in _NEVER_PRINTED


def printable(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the text as it can be printed, and the characters that a code had to stand for, each once, in order."""
    if text.isascii() and text.isprintable():
        return text, ()
    coded = tuple(character for character in dict.fromkeys(text) if not is_printable(character))
    return text.translate({ord(character): visible_code(character) for character in coded}), coded


def shown_as_code(characters: tuple[str, ...], box: str | None = None) -> Finding:
    """Return the note that codes stand for these characters in the document; the value itself is whole."""
    codes = ", ".join(visible_code(character) for character in characters[:5])
    more = f" and {len(characters) - 5} more" if len(characters) > 5 else ""
    message = f"Not every character could be drawn where it belongs: {codes}{more} stands there instead."
    return notice("character-shown-as-code", box, message=message)
