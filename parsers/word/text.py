r"""The text of a part of a Word document, as it reads with all tracked changes accepted.

A line break and the end of a paragraph are `\n`, a tab is `\t`, and non-breaking and soft hyphens are their own
characters. Field instructions, alternatives that are not shown and phonetic guides are left out.
"""

from collections.abc import Callable
from typing import TypeAlias

from lxml import etree

from parsers.word.numbering import NO_NUMBERS, Numbers
from parsers.word.styles import NO_STYLES, Styles
from parsers.word.writer import (
    BLANK_LINES_LOST,
    BREAK_LOST,
    CELL_DELETED,
    CONTENT_ELSEWHERE,
    LOST_BREAKS,
    UNREAD,
    Words,
    Writer,
)

ReadWords: TypeAlias = Callable[[etree._Element], Words]
"""`read_words`, or a `Transcript`."""


def read_words(element: etree._Element, styles: Styles = NO_STYLES, numbers: Numbers = NO_NUMBERS) -> Words:
    """Return the text of an element and of all that it shows. The end of its last paragraph is no line break."""
    writer = Writer(element, styles, numbers)
    writer.add(element)
    return writer.words(writer.stretch_from(0, 0))


class Transcript:
    """The text of a body, written out in one walk: that of a cell, a control or a paragraph is a stretch of it."""

    def __init__(
        self, body: etree._Element, styles: Styles = NO_STYLES, numbers: Numbers = NO_NUMBERS
    ) -> None:
        """Write out all that a body shows.

        `styles` are those whose words are not shown as plain ones, and `numbers` what Word shows before paragraphs.
        """
        self._styles, self._numbers = styles, numbers
        self._writer = Writer(body, styles, numbers)
        self.marks = self._writer.marks
        self._writer.add(body)
        self._known: dict[etree._Element, Words] = {}

    @property
    def has_lost_breaks(self) -> bool:
        """True where two texts stand in one run, so that a line break was left out between them."""
        return BREAK_LOST in self._writer.noticed

    def trust_breaks(self) -> None:
        """Take it that a line break stood wherever two texts stand in one run: only blank lines can be lost."""
        noticed = self._writer.noticed
        noticed[:] = [BLANK_LINES_LOST if code == BREAK_LOST else code for code in noticed]
        self._known.clear()

    def __call__(self, element: etree._Element) -> Words:
        """Return what `read_words` does."""
        known = self._known.get(element)
        if known is None:
            stretch = self._writer.stretches.get(element)
            known = (
                read_words(element, self._styles, self._numbers)
                if stretch is None
                else self._writer.words(stretch)
            )
            self._known[element] = known
        return known


__all__ = [
    "BREAK_LOST",
    "CELL_DELETED",
    "CONTENT_ELSEWHERE",
    "LOST_BREAKS",
    "UNREAD",
    "ReadWords",
    "Transcript",
    "Words",
    "read_words",
]
