"""Notes on the pages of a PDF (12.5.6): which of them people see, and text typed over pages, made a part of them."""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import pikepdf
from pikepdf import Dictionary

from parsers.errors import Refused
from parsers.pages import PageWord, ReadPage, Rectangle
from parsers.pdf.fields import Note, entry
from parsers.pdf.foreign import page_edges, place_of_note
from parsers.pdf.opening import open_pdf
from parsers.pdf.strings import read_text
from parsers.pdf.words import MAX_LETTERS

TYPED = frozenset({"/FreeText", "/Stamp"})
"""The notes whose look is text."""
_QUIET = frozenset({"/Widget", "/Popup"})
"""What is laid over a page and is none of what somebody put there: a field, and a note's own window."""
_NOTES = frozenset(
    {"/FreeText", "/Text", "/Ink", "/Stamp", "/Caret", "/StrikeOut", "/Line", "/Square", "/Circle", "/Polygon",
     "/PolyLine", "/FileAttachment", "/Highlight", "/Underline", "/Squiggly", "/Redact", "/Watermark"}
)  # fmt: skip
_LETTER, _LINE = 5.0, 11.0
"""How wide a letter and how tall a line of a note is taken to be, in points, where nothing draws it."""


def is_seen(note: Note) -> bool:
    """Say whether people see a note: one of a kind that nobody knows is shown where it says how (12.5.5)."""
    return note.kind in _NOTES or (note.kind not in _QUIET and "/AP" in note.object)


def typed_in(note: Note) -> str:
    """Return what a note with text says on the page; nothing for any other."""
    return read_text(entry(note.object, "/Contents")) or "" if note.kind == "/FreeText" else ""


def are_typed(notes: Iterable[Note]) -> bool:
    """Say whether any note is text typed over a page."""
    return any(note.kind in TYPED for note in notes)


def draw_notes(data: bytes) -> bytes:
    """Return a PDF with all that is laid over its pages drawn on them, as qpdf flattens it. Raises Unread."""
    with open_pdf(data) as pdf:
        pdf.flatten_annotations("all")
        held = io.BytesIO()
        pdf.save(held)
        return held.getvalue()


def undrawn_words(pdf: pikepdf.Pdf, notes: Iterable[Note]) -> dict[int, tuple[PageWord, ...]]:
    """Return, by page, the words of typed notes that no program has drawn: each viewer draws those in its own way.

    Their places are about right, and there is no ink at them. Raises Refused for more than a page holds.
    """
    letters = 0
    found: dict[int, tuple[PageWord, ...]] = {}
    for note in notes:
        if note.kind == "/FreeText" and not isinstance(entry(note.object, "/AP"), Dictionary):
            edges = page_edges(pdf.pages[note.page - 1])
            place = place_of_note(note.object, edges) if edges else None
            if place is not None:
                text = read_text(entry(note.object, "/Contents")) or ""
                letters += len(text)
                if letters > MAX_LETTERS:
                    raise Refused("bomb")
                words = tuple(_words(text, place))
                found[note.page] = (*found.get(note.page, ()), *words)
    return found


def _words(text: str, place: Rectangle) -> Iterator[PageWord]:
    for number, line in enumerate(text.splitlines()):
        left, top = place.left + 1, place.top + 1 + number * _LINE
        for word in line.split():
            right = left + _LETTER * len(word)
            yield PageWord(word, Rectangle(left, top, right, top + _LINE - 3))
            left = right + _LETTER / 2


def with_words(pages: Sequence[ReadPage], words: dict[int, tuple[PageWord, ...]]) -> tuple[ReadPage, ...]:
    """Return pages with words added to each that has any: one without is a picture, or empty."""
    return tuple(
        replace(page, words=(*page.words, *words.get(page.number, ()))) if page.words else page
        for page in pages
    )
