"""Characters that nobody sees and that steer what shows them: a terminal's commands, and writing turned round."""

import re

_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""The controls of ISO 6429 (C0 and C1) but tab and line feed, DEL, and what embeds, overrides or isolates a direction
of writing (Unicode Standard Annex 9, 2.1 to 2.5)."""


def steers(text: str) -> bool:
    """Say whether a text holds a character that steers what shows it."""
    return _STEERING.search(text) is not None


def escape_steering(text: str) -> str:
    r"""Return a text with each character that steers as its code (`\u009b`): in JSON, that is the same text."""
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
