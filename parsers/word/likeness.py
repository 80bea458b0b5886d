"""How like printed text is to what stands in a returned cell, and what is left of the cell without it."""

import re
from difflib import SequenceMatcher
from functools import lru_cache

_QUOTES = str.maketrans({**dict.fromkeys("‘’‛ʼ′`´", "'"), **dict.fromkeys("“”„‟″", '"')})
_ANY_QUOTE = {"'": "['‘’‛ʼ′`´]", '"': '["“”„‟″]'}
_LONGEST_COMPARED = 300
_CASE_DIFFERS = 0.9


def plain(text: str) -> str:
    """Return a text with its white space and quotation marks made alike."""
    return " ".join(text.translate(_QUOTES).split())


def take_printed(text: str, before: str, after: str, *, any_case: bool = False) -> str | None:
    """Return what stands in a cell between the text printed before and after the answer; None where that differs.

    Where the cell has the blank's own white space the answer keeps its own to the letter; otherwise its ends
    are trimmed. Quotation marks count as alike; with `any_case` so do capitals.
    """
    if text.startswith(before) and text.endswith(after) and len(text) >= len(before) + len(after):
        return text[len(before) : len(text) - len(after)]
    head = _pattern(before, any_case=any_case).match(text)
    if head is None:
        return None
    rest = text[head.end() :]
    tail = _tail_of(rest, after)
    return None if tail is None else rest[:tail].strip()


def _tail_of(text: str, printed: str) -> int | None:
    """Return where the printed text begins that ends a text, up to white space and quotes; None if it does not."""
    if not printed.strip():
        return len(text)
    ends = (found for found in _pattern(printed, any_case=False).finditer(text))
    return next((found.start() for found in ends if not text[found.end() :].strip()), None)


def find_printed(text: str, printed: str) -> list[tuple[int, int]]:
    """Return where printed text stands in a text, up to white space and quotes: each beginning and end."""
    return [found.span() for found in _pattern(printed, any_case=False).finditer(text)]


@lru_cache(maxsize=2048)
def _pattern(printed: str, *, any_case: bool) -> re.Pattern[str]:
    words = (
        "".join(_ANY_QUOTE.get(c, re.escape(c)) for c in word) for word in printed.translate(_QUOTES).split()
    )
    joined = r"\s+".join(words)
    ends = r"(?=\s|$)" if joined and joined[-1].isalnum() else ""
    return re.compile(rf"\s*{joined}{ends}", re.IGNORECASE if any_case else 0)


@lru_cache(maxsize=65536)
def likeness(printed: str, text: str) -> float:
    """Return how like two texts are, from 0 to 1; 1 where they are alike but for white space and quotes."""
    if plain(printed) == plain(text):
        return 1.0
    one, two = _letters(printed), _letters(text)
    if not one or not two or max(len(one), len(two)) > _LONGEST_COMPARED:
        return _CASE_DIFFERS if one and one == two else 0.0
    if one == two:
        return _CASE_DIFFERS
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    if matcher.real_quick_ratio() < 0.5 or matcher.quick_ratio() < 0.5:
        return 0.0
    return _CASE_DIFFERS * matcher.ratio()


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
