"""What a text in a box means: a date, a tick, a choice or the text itself, to the letter.

Text keeps every character, the white space at its ends included; only line ends are made alike. Prompts left
behind are no answer.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from unicodedata import category

from escalation.boxes import Box
from escalation.definitions import Kind
from escalation.stamps import NOT_SELECTED, PROMPTS
from parsers.dates import read_date

TICKED = frozenset("☒☑✓✔✅✗✘✕✖")
"""Marks that say that a box is ticked: Word's own is a cross."""
UNTICKED = frozenset("☐□❏▢")
"""Boxes that stand for themselves, without a mark."""
_TICKED_BOXES = frozenset("☒☑")
_LOOKS = frozenset("\ufe0e\ufe0f")
"""What says whether a mark is drawn as an emoji, and not seen itself: telephones write it after each ✔."""
_CHECKS, _CROSSES = frozenset("☑✓✔✅"), frozenset("✗✘✕✖")
_PROMPTS = frozenset(
    {prompt.casefold().rstrip(".") for prompt in PROMPTS}
    | {
        "click here to enter text",
        "click here to enter a date",
        "click to enter a date",
        "tap here to enter text",
    }
    | {
        "click or tap here to enter a date",
        "choose a date",
        "click here to choose an item",
        "choose a building block",
    }
)
"""The prompts of every version of Word, without capitals and the last full stop."""
_SHORTEST_PART = 5
"""A text of so many letters is asked about where a prompt holds it: fewer (“date”) may be an answer."""
_ALL_PROMPTS = "\n".join(sorted(_PROMPTS))
_PART = 12
"""So many letters of a prompt's beginning or end, where an answer begins or ends, are what is left of the prompt."""
_BEGINNINGS = tuple(prompt[:_PART] for prompt in _PROMPTS)
_ENDS = tuple(prompt[-_PART:] for prompt in _PROMPTS)
_INSIDE = ("click or tap", "choose an item")
"""What is a prompt's wherever it stands."""
_ALIKE = 0.8
"""How like a prompt a text is, at least, that two letters put in, taken out or changed make one (`difflib`)."""
_THIRDS = frozenset(
    prompt[at * len(prompt) // 3 : (at + 1) * len(prompt) // 3] for prompt in _PROMPTS for at in range(3)
)
"""The pieces of the prompts: one of three is whole wherever two letters are wrong."""
_FILLS = frozenset(" -–—_.…/\\?*~")
"""What people draw in a box that they do not answer."""
_NO_ANSWERS = frozenset(
    {
        "n a",
        "na",
        "not applicable",
        "tbc",
        "tba",
        "tbd",
        "t b c",
        "to be confirmed",
        "to be advised",
        "to follow",
    }
    | {
        f"{word} {where}"
        for word in ("see", "as")
        for where in ("above", "below", "attached", "attachment", "email", "per email")
    }
    | {
        "as before",
        "same as before",
        "see previous",
        "see overleaf",
        "as per e-mail",
        "see e-mail",
        "ditto",
        "enter text",
        "enter text here",
        "type here",
        "pending",
        "same as above",
    }
)
_NO_DAY = frozenset({"n/a", "na", "not applicable"})
"""What says that there is no date to give, as an empty box does."""
_ASKS_FOR_ONE = re.compile(
    r"[(\[<{]\s*(?:insert|enter|type|add|write|give|your|name|date|text)\b[^)\]>}]*[)\]>}]"
)
_LONGEST = 80
"""No prompt, and no words for no answer, are longer, in characters."""
_REPLACEMENT = "\ufffd"
_TICKED_WORDS = frozenset({"x", "yes", "y", "true", "on", "1"})
_YES = frozenset({"yes", "y"})
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
    if holds_prompt(text):
        return ReadValue(text, "as-in-blank")
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
    """Say whether a text is nothing at all, nothing that shows, or a prompt left behind."""
    if len(text) > _LONGEST and any(letter.isalnum() for letter in text):
        return False
    shown = _shown(text)
    return not text or (not shown and bool(text.strip())) or shown.rstrip(".") in _PROMPTS


def holds_prompt(text: str) -> bool:
    """Say whether a text is a part of one of Word's prompts, nearly one, or has one or much of it beside words.

    An answer of five letters and more that a prompt happens to hold, such as “Enter”, counts too.
    """
    shown = _shown(text).rstrip(".")
    if len(shown) < _SHORTEST_PART:
        return False
    is_beside = (
        shown.startswith(_BEGINNINGS) or shown.endswith(_ENDS) or any(map(shown.__contains__, _INSIDE))
    )
    return shown in _ALL_PROMPTS or is_beside or _is_nearly_a_prompt(shown)


def _is_nearly_a_prompt(shown: str) -> bool:
    may_be = len(shown) <= _LONGEST and any(third in shown for third in _THIRDS)
    return may_be and bool(get_close_matches(shown, _PROMPTS, n=1, cutoff=_ALIKE))


def stands_for_no_answer(text: str) -> bool:
    """Say whether words stand where an answer should: a dash or full stop, “N/A”, “TBC”, “(insert name)”."""
    if len(text) > _LONGEST and any(letter.isalnum() for letter in text):
        return False
    shown = _shown(text)
    if not any(letter.isalnum() for letter in shown):
        return bool(shown) and _FILLS.issuperset(shown)
    words = re.sub(r"[\s./]+", " ", shown).strip(" -–—?!:,;()[]<>{}")
    return words in _NO_ANSWERS or _ASKS_FOR_ONE.fullmatch(shown) is not None


def _shown(text: str) -> str:
    """Return what shows of a text: white space as spaces, capitals made small, and nothing of no width."""
    seen = text if text.isascii() else "".join(sign for sign in text if category(sign) != "Cf")
    return " ".join(seen.split()).casefold()


def _read_day(text: str) -> ReadValue:
    if not text.strip() or _plain(text).rstrip(".") in _NO_DAY:
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
    if (marks & _CHECKS and marks & _CROSSES) or (marks & _TICKED_BOXES and not UNTICKED.isdisjoint(text)):
        return None
    rest = "".join(sign for sign in text if sign not in TICKED | UNTICKED | _LOOKS).strip().casefold()
    if rest in _TICKED_WORDS or (marks and not rest):
        return True
    return None if marks or rest not in _UNTICKED_WORDS else False


def is_checked(text: str) -> bool:
    """Say whether a tick box's text says yes as people do who may make a cross for no: a check mark, or the word."""
    return not _CHECKS.isdisjoint(text) or _without_boxes(text) in _YES


def is_crossed(text: str) -> bool:
    """Say whether a tick box's text is a cross, in a box of its own or not: beside check marks it may mean no."""
    marks = {letter for letter in _without_boxes(text) if not letter.isspace()}
    return bool(marks) and marks <= _CROSSES | {"x", "☒"}


def _without_boxes(text: str) -> str:
    return "".join(sign for sign in text if sign not in UNTICKED | _LOOKS).strip().casefold()


def read_choice(text: str, options: Mapping[str, str]) -> str | None:
    """Return the key of the option that a text names, by key or label, whatever its case and spacing."""
    wanted = _plain(text)
    named = {key for key, label in options.items() if wanted in (_plain(key), _plain(label))}
    return named.pop() if len(named) == 1 else None


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
