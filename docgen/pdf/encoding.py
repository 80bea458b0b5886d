"""Which characters a person can type in a field: Windows-1252, and letters of other tongues in its idle codes.

A PDF program that fills a form draws the text with the field's own font. Only a simple font of at most 255
codes is drawn rightly by all of them, so the codes are spent on the names heard most in Britain.
"""

from functools import cache

_UNUSED = (127, 129, 141, 143, 144, 157)
_CONTROLS = (*range(1, 9), 11, 12, *range(14, 32))
_GIVEN_UP = "¤¦¨¯÷¸ƒˆ˜†‡¬¡‹›‰¢¥ª¶"
"""Signs of Windows-1252 whose codes serve better as letters.

They are signs that hardly anybody types: pdftk draws one that is typed as the letter that now has its code.
"""

_LETTERS = (
    "ŵŷŴŶ"  # Welsh
    "łńśćąęźżŁŚŻĆŹŃĄĘ"  # Polish
    "čěřůďťňľČŘĎ"  # Czech and Slovak
    "ășţȘ"  # Romanian; ț with a comma has no name in the Adobe Glyph List, which PDF/UA-1 (7.21.6) asks for
    "ğışŞĞİ"  # Turkish
    "őűŐ"  # Hungarian
    "ėųūįāēīļ"  # Lithuanian and Latvian
    "đĐ"  # Croatian and Vietnamese
)


@cache
def differences() -> dict[int, str]:
    """Return the characters that stand at other codes than Windows-1252 has them, by code."""
    given_up = tuple(sign.encode("cp1252")[0] for sign in _GIVEN_UP)
    return dict(zip((*given_up, *_UNUSED, *_CONTROLS), _LETTERS, strict=True))


@cache
def characters_by_code() -> dict[int, str]:
    """Return every character of the field's encoding, by code."""
    usual = {code: bytes([code]).decode("cp1252") for code in range(32, 256) if code not in _UNUSED}
    return dict(sorted({**usual, **differences()}.items()))


@cache
def codes_by_character() -> dict[str, int]:
    """Return the code of every character that a field can show."""
    return {character: code for code, character in characters_by_code().items()}


def encode(text: str) -> bytes:
    """Return the text in the field's encoding. KeyError for a character that it does not hold."""
    codes = codes_by_character()
    return bytes(codes[character] for character in text)
