"""What fits in a box: text broken into lines by the field font's own widths, and nothing cut off unsaid."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from docgen.pdf.characters import visible_code
from docgen.pdf.faces import LEADING, is_showable, width_of

PADDING = 2.0
"""The room, in points, that PDF programs leave between a field's edge and its text."""


@dataclass(frozen=True)
class Fitted:
    """The lines that a box can show; `whole` is False where there was more."""

    lines: tuple[str, ...]
    whole: bool


def showable(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the text as a field can show it, and the characters that a visible code stands for, each once.

    Letters with their accents apart are joined (NFC), for the eye only: a field's value stays as it was given.
    """
    plain = unicodedata.normalize("NFC", text.replace("\t", "    "))
    coded = tuple(sign for sign in dict.fromkeys(plain) if sign != "\n" and not is_showable(sign))
    return plain.translate({ord(sign): visible_code(sign) for sign in coded}), coded


def break_lines(text: str, width: float, size: float) -> Iterator[str]:
    """Break a showable text into lines of at most that width, in points, at spaces where there are any."""
    for paragraph in text.split("\n"):
        yield from _break_paragraph(paragraph, width, size)


def _break_paragraph(paragraph: str, width: float, size: float) -> Iterator[str]:
    line = ""
    for word in paragraph.split(" "):
        longer = f"{line} {word}" if line else word
        if width_of(longer, size) <= width:
            line = longer
            continue
        if line:
            yield line
        line = ""
        for piece in _break_word(word, width, size):
            if line:
                yield line
            line = piece
    yield line


def _break_word(word: str, width: float, size: float) -> Iterator[str]:
    start, taken = 0, 0.0
    for index, character in enumerate(word):
        wide = width_of(character, size)
        if index > start and taken + wide > width:
            yield word[start:index]
            start, taken = index, 0.0
        taken += wide
    yield word[start:]


def lines_in(height: float, size: float) -> int:
    """Return how many lines a box of that height holds, in points; never less than one."""
    return max(1, int((height - 2 * PADDING) / (size * LEADING) + 1e-6))


def fit(text: str, width: float, count: int, size: float) -> Fitted:
    """Return as much of a showable text as `count` lines of that width hold."""
    lines = tuple(islice(break_lines(text, width, size), count + 1))
    return Fitted(lines[:count], whole=len(lines) <= count)


def end_with(lines: tuple[str, ...], ending: str, width: float, size: float) -> tuple[str, ...]:
    """Return the lines with the last giving way to an ending; where there is only one, its end does."""
    if len(lines) > 1:
        return (*lines[:-1], ending)
    kept = lines[0]
    while kept and width_of(f"{kept} {ending}", size) > width:
        kept = kept[:-1]
    return (f"{kept.rstrip()} {ending}".strip(),)


def size_to_fit(texts: tuple[str, ...], width: float, size: float, least: float) -> float:
    """Return the size, in half points from `size` down to `least`, at which the widest text fits that width."""
    widest = max((width_of(showable(text)[0], 1) for text in texts), default=0)
    while size > least and widest * size > width:
        size -= 0.5
    return size
