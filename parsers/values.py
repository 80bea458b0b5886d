"""What a text in a box means: a date, a tick, a choice or the text itself, to the letter.

Text keeps every character, the white space at its ends included; only line ends are made alike. Prompts left
behind are no answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from unicodedata import category

from escalation.boxes import Box
from escalation.definitions import Kind
from escalation.stamps import NOT_SELECTED, PROMPTS
from parsers.dates import read_date

TICKED = frozenset("☒☑✓✔✗✘✕✖")
"""Marks that say that a box is ticked: Word's own is a cross."""
UNTICKED = frozenset("☐□❏▢")
"""Boxes that stand for themselves, without a mark."""
_REPLACEMENT = "\ufffd"
_TICKED_WORDS = frozenset({"x", "yes", "y", "true", "on", "1"})
_UNTICKED_WORDS = frozenset({"", "no", "n", "false", "off", "0"})


@dataclass(frozen=True)
class ReadValue:
    """What was made of a text, and the code of the finding where that needs a person."""

    value: str | bool | None
    code: str | None = None


def read_value(box: Box, text: str) -> ReadValue:
    """Return the value of a box from the text that stood in it, line ends as line feeds; None where unanswered."""
    if box.kind is Kind.TICK:
        ticked = read_tick(text)
        return ReadValue(ticked, "tick-unclear" if ticked is None else None)
    if is_unanswered(text):
        return ReadValue(None)
    if box.kind is Kind.DATE:
        return _read_day(text)
    if box.kind is Kind.CHOICE:
        return _read_option(text, box.asks.options)
    is_long = box.asks.length is not None and len(text) > box.asks.length
    return ReadValue(text, "too-long" if is_long else None)


def has_lost_letters(text: str) -> bool:
    """Say whether some of a text stands for letters that a program lost.

    That is U+FFFD, half of a surrogate pair, what is no character at all, and code points of private use: Chromium
    cuts an emoji to its last 16 bits, and often ends there.
    """
    return any(
        sign == _REPLACEMENT
        or category(sign) in {"Co", "Cs"}
        or ord(sign) & 0xFFFE == 0xFFFE
        or 0xFDD0 <= ord(sign) <= 0xFDEF
        for sign in text
        if sign > "\ud7ff"
    )


def is_unanswered(text: str) -> bool:
    """Say whether a text is nothing at all, or a prompt left behind."""
    return not text or text.strip() in PROMPTS


def _read_day(text: str) -> ReadValue:
    if not text.strip():
        return ReadValue(None)
    read = read_date(text)
    return ReadValue(read.date.isoformat() if read.date else None, read.code)


def _read_option(text: str, options: Mapping[str, str]) -> ReadValue:
    if text.strip() in {"", NOT_SELECTED}:
        return ReadValue(None)
    option = read_choice(text, options)
    return ReadValue(option, None if option else "choice-unknown")


def read_tick(text: str) -> bool | None:
    """Say whether a text stands for a tick, an empty box, or (None) for neither clearly."""
    marks = {character for character in text if character in TICKED}
    rest = "".join(c for c in text if c not in TICKED and c not in UNTICKED).strip().casefold()
    if rest in _TICKED_WORDS or (marks and not rest):
        return True
    return None if marks or rest not in _UNTICKED_WORDS else False


def read_choice(text: str, options: Mapping[str, str]) -> str | None:
    """Return the key of the option that a text names, by key or label, whatever its case and spacing."""
    wanted = _plain(text)
    named = {key for key, label in options.items() if wanted in (_plain(key), _plain(label))}
    return named.pop() if len(named) == 1 else None


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
