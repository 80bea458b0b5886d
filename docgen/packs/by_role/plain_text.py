"""A text as it is searched: with the signs that look alike as one, and without those that nobody sees."""

import unicodedata

_MINUS = "−"


def make_plain(text: str) -> str:
    """Return a text in Unicode's form KC, its dashes as `-`, its digits as 0 to 9, without what is not seen."""
    return "".join(map(_make_plain, unicodedata.normalize("NFKC", text)))


def _make_plain(sign: str) -> str:
    if sign.isascii():
        return sign
    match unicodedata.category(sign):
        case "Pd":
            return "-"
        case "Nd":
            return str(unicodedata.digit(sign))
        case "Cf":
            return ""
        case _:
            return "-" if sign == _MINUS else sign
