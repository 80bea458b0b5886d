"""Letters and digits that stand over or under their line, as text that keeps what they mean: m² is not m2."""

import re

_DIGITS = "0123456789+-−=()"
_RAISED = {
    "superscript": str.maketrans(_DIGITS, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾"),
    "subscript": str.maketrans(_DIGITS, "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎"),
}
_ORDINAL = re.compile(r"\s*(?:st|nd|rd|th)\b", re.IGNORECASE)


def write_raised(text: str, stands: str, before: str) -> str | None:
    """Return a raised or lowered text (`superscript` or `subscript`) as Unicode's own digits that stand so.

    The end of an English ordinal, which Word raises by itself (3rd), and what is neither letter nor digit stay as
    they are. `before` is what stands before. None where letters are raised that Unicode has not all of.
    """
    is_ordinal = before[-1:].isdecimal() and _ORDINAL.match(text) is not None
    if is_ordinal and stands == "superscript" and not any(map(str.isdecimal, text)):
        return text
    if any(letter.isalpha() for letter in text):
        return None
    return text.translate(_RAISED[stands])
