"""Whether a program may have cut an answer off, which can only be told from how it fills its box."""

import re
from collections.abc import Sequence

from escalation.definitions import Kind
from escalation.stamps import PROMPT_CHOICE
from parsers.geometry.lines import Line
from parsers.geometry.places import BoxPlace, without_accents

LEADING = 1.36
"""The distance between two lines for a size of one."""

_LONG_WORD = 12
_WHOLE_DATE = re.compile(r"[0-9]{1,2}([/.-])[0-9]{1,2}\1[0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CONTINUED = re.compile(r"(?:continued on page|see page|p\.) [0-9]+$")


def says_it_goes_on(text: str) -> bool:
    """Say whether an answer ends with the page on which all of it stands, as our own forms end one that they cut."""
    return _CONTINUED.search(text) is not None


def is_all(box: BoxPlace, text: str) -> bool:
    """Say whether a text is all that its box can hold: a date, a choice with which no other begins, or the prompt."""
    if box.kind is Kind.DATE:
        return _WHOLE_DATE.fullmatch(text) is not None
    shown = (*box.options, PROMPT_CHOICE) if box.kind is Kind.CHOICE else ()
    return [option for option in shown if option.startswith(text)] == [text]


def may_be_cut(box: BoxPlace, lines: Sequence[Line], text: str, slack: float = 0.0) -> bool:
    """Say whether an answer reaches so far that a program may have cut its end or its beginning off.

    `slack` is how far, in points, the end of a line may lie further to the right than it seems.
    """
    place, size = box.place, max(line.size for line in lines)
    letter = max((line.place.right - line.place.left) / len(line.text) for line in lines)
    top = min(without_accents(word.text, word.place).top for word in lines[0].words)
    if any(line.place.left < place.left + 0.5 for line in lines) or top < place.top + 0.5:
        return True
    if is_all(box, text):
        return False
    if place.bottom - place.top < 2 * LEADING * size:
        return any(line.place.right + slack > place.right - 2 - 1.5 * letter for line in lines)
    if lines[-1].place.bottom + LEADING * size <= place.bottom:
        return False
    room = place.right - lines[-1].place.right - slack
    return box.kind is Kind.LONG_TEXT or "\n" in text or room < _LONG_WORD * letter
