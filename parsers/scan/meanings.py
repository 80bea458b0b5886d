"""What the writing in a box says, and whether that is beyond doubt."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from escalation.boxes import Box
from escalation.definitions import CASE_REFERENCE, Kind
from escalation.stamps import NOT_SELECTED, PROMPT_CHOICE
from parsers.dates import read_date
from parsers.scan.ink import Shades
from parsers.scan.print import is_print
from parsers.scan.striking import STRUCK_FIGURES, STRUCK_WORDS, is_struck
from parsers.scan.texts import DATE_LETTERS, REFERENCE_LETTERS, Seen, see_again, see_texts

SURE, LEGIBLE = 0.85, 0.5
"""The least confidence (tesseract's, 0 to 1) of a value that may be sure, and of words that are given at all."""
_NEAR, _CLEARLY = 0.8, 0.15
_REFERENCE = re.compile(r"[A-Z0-9]+(?:[-/.][A-Z0-9]+)*")
_LOOKALIKE = frozenset("OILSZBGQ")


@dataclass(frozen=True)
class Meaning:
    """What was read in a box: its text (None where it was not read), its codes, and how confident the reading was."""

    text: str | None
    codes: tuple[str, ...]
    confidence: float | None


@dataclass(frozen=True)
class _Twice:
    """A box, its picture, and two readings of it."""

    box: Box
    crop: Shades
    one: Seen
    other: Seen

    @property
    def is_clear(self) -> bool:
        """True where both readings are confident and leave no ink unread."""
        return min(self.one.confidence, self.other.confidence) >= SURE and self.one.is_whole


def read_meanings(crops: Sequence[tuple[Box, Shades]]) -> tuple[Meaning, ...]:
    """Return what each box says, from its picture."""
    first = see_texts([crop for _, crop in crops])
    twice = {
        n: seen for letters in ("", DATE_LETTERS, REFERENCE_LETTERS) for n, seen in _again(crops, letters)
    }
    return tuple(
        _mean(_Twice(box, crop, first[n], twice.get(n, first[n]))) for n, (box, crop) in enumerate(crops)
    )


def _again(crops: Sequence[tuple[Box, Shades]], letters: str) -> Iterator[tuple[int, Seen]]:
    chosen = [n for n, (box, _) in enumerate(crops) if _letters_of(box) == letters]
    return zip(chosen, see_again([crops[n][1] for n in chosen], letters), strict=True)


def _letters_of(box: Box) -> str | None:
    """Return which letters a box may hold, where it is read twice: any for a choice; None where it is read once."""
    if box.name == CASE_REFERENCE:
        return REFERENCE_LETTERS
    return {Kind.DATE: DATE_LETTERS, Kind.CHOICE: ""}.get(box.kind)


def _mean(read: _Twice) -> Meaning:
    if not read.one.text or read.one.usual < LEGIBLE:
        return Meaning(None, ("handwriting",), None)
    if read.box.name == CASE_REFERENCE:
        return _meant(read, _reference)
    if read.box.kind is Kind.DATE:
        return _meant(read, _date)
    if read.box.kind is Kind.CHOICE:
        return _choice(read)
    unread = () if read.one.is_whole else ("handwriting",)
    return Meaning(read.one.text, ("read-unsure", *unread), read.one.confidence)


def _meant(read: _Twice, same: Callable[[str], str | None]) -> Meaning:
    """Return the first reading, and whether the second means the same; none of what does not look printed."""
    if not is_print(read.crop, read.one.text):
        return Meaning(None, ("handwriting",), None)
    one, other = same(read.one.text), same(read.other.text)
    is_sure = one is not None and one == other and read.is_clear
    least = min(read.one.confidence, read.other.confidence)
    return Meaning(read.one.text, _codes(read, STRUCK_FIGURES) if is_sure else ("read-unsure",), least)


def _codes(read: _Twice, struck: float) -> tuple[str, ...]:
    """Return what speaks against a value that was read surely: somebody may have crossed it out."""
    return ("struck-through",) if is_struck(read.crop, struck) else ()


def _date(text: str) -> str | None:
    found = read_date(text).date
    return found.isoformat() if found else None


def _reference(text: str) -> str | None:
    """Return a reference that can be no other: no group of it mixes letters with digits or is all lookalikes."""
    plain = "".join(text.split())
    if not _REFERENCE.fullmatch(plain):
        return None
    groups = re.split("[-/.]", plain)
    is_plain = all(
        group.isdigit() or (group.isalpha() and not _LOOKALIKE.issuperset(group)) for group in groups
    )
    return plain if is_plain else None


def _choice(read: _Twice) -> Meaning:
    """Return the choice that both readings come closest to, where it is closer than any other by far."""
    choices = {NOT_SELECTED: PROMPT_CHOICE, **read.box.asks.options}
    one, other = (_closest(seen.text, choices) for seen in (read.one, read.other))
    least = min(read.one.confidence, read.other.confidence)
    if one is None or one != other:
        return Meaning(read.one.text, ("read-unsure",), least)
    label = choices[one]
    is_exact = _letters(read.one.text) == _letters(label) == _letters(read.other.text)
    is_sure = is_exact and read.is_clear
    return Meaning(label, _codes(read, STRUCK_WORDS) if is_sure else ("read-unsure",), least)


def _closest(text: str, options: Mapping[str, str]) -> str | None:
    wanted = _letters(text)
    likeness = sorted(
        ((SequenceMatcher(None, wanted, _letters(label)).ratio(), key) for key, label in options.items()),
        reverse=True,
    )
    best, *rest = likeness
    is_clear = best[0] >= _NEAR and (not rest or best[0] - rest[0][0] >= _CLEARLY)
    is_same = best[0] == 1.0 and (not rest or rest[0][0] < 1.0)
    return best[1] if is_clear or is_same else None


def _letters(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())
