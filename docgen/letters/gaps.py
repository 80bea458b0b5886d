"""What a letter does not know: shown where it is missing, for a person to complete, and never made up."""

from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import cast

from docx.document import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.text.run import CT_R
from docx.text.font import Font

from docgen.word.elements import qualify, run

_OF_TEXT = frozenset(qualify(f"w:{name}") for name in ("rPr", "t", "br", "tab"))
"""What a run of text holds. Other runs, such as a picture's, are let be."""


@dataclass(frozen=True)
class Gap:
    """Something to complete: what it is, and why it is not there where a record does say something."""

    asks: str
    why: str = ""

    def __str__(self) -> str:
        """Give the gap as it stands in the letter."""
        why = f": {self.why}" if self.why else ""
        return f"[to complete: {self.asks}{why}]"


def mark_gaps(document: Document, gaps: Iterable[Gap]) -> None:
    """Highlight every gap in the body of a document, whatever words stand around it in its run."""
    signs = sorted({str(gap) for gap in gaps}, key=len, reverse=True)
    for held in list(document.element.body.iter(qualify("w:r"))):
        if any(sign in held.text for sign in signs) and all(child.tag in _OF_TEXT for child in held):
            for piece in _split(held.text, signs):
                held.addprevious(_like(held, piece, is_gap=piece in signs))
            held.getparent().remove(held)


def _split(text: str, signs: list[str]) -> Iterator[str]:
    """Yield a text in pieces: the gaps, and what stands between them."""
    while text:
        found = [(text.index(sign), sign) for sign in signs if sign in text]
        at, sign = min(found, key=lambda pair: pair[0], default=(len(text), ""))
        yield from (piece for piece in (text[:at], sign) if piece)
        text = text[at + len(sign) :]


def _like(held: CT_R, text: str, *, is_gap: bool) -> CT_R:
    """Return a run of text that looks as the one it was part of, with a gap highlighted."""
    made = cast("CT_R", run(text))
    look = held.find(qualify("w:rPr"))
    if look is not None:
        made.insert(0, deepcopy(look))
    if is_gap:
        Font(made).highlight_color = WD_COLOR_INDEX.YELLOW
    return made
