"""What the pages of a PDF with fields are made of: what each draws by itself, and where the fields stand on them.

It is read from the file, which takes a hundredth of the time in which a page is drawn.
"""

import hashlib
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import islice

import pikepdf
from pikepdf import Array, Dictionary, Stream

from parsers.errors import Failed
from parsers.gate import MEGABYTE
from parsers.pages import Makeup, Widget
from parsers.pdf.fields import DIRECT, Note, entry, find_notes
from parsers.pdf.foreign import sorted_edges
from parsers.pdf.layers import LayersOff, find_layers_off
from parsers.pdf.looks import plain_letters
from parsers.pdf.notes import is_seen, typed_in
from parsers.pdf.opening import open_pdf
from parsers.pdf.strings import read_stream
from parsers.pdf.words import MAX_LETTERS

MAX_DRAWN = 20 * MEGABYTE
"""The most bytes of what pages draw that are looked at; of the rest nothing is known."""
MAX_FONTS = 100
"""The most fonts that a page of a form has."""
MAX_NOTES = 300
"""The most notes of which it is looked at what they lie over; that there are any is said all the same."""
_HIDDEN, _NO_VIEW = 1 << 1, 1 << 5


def read_makeup(
    data: bytes, marks: Mapping[str, Sequence[tuple[int, int]]], pages: Container[int] | None
) -> Makeup:
    """Return what some pages of a PDF, or all, are made of.

    `marks` has the numbers (7.3.10) of the objects that show each box's field. Raises Unread.
    """
    try:
        with open_pdf(data) as pdf:
            numbers = range(1, len(pdf.pages) + 1)
            asked = [number for number in numbers if pages is None or number in pages]
            fonts = {number: _fonts(pdf.pages[number - 1]) for number in asked}
            notes = find_notes(pdf)
            return Makeup(_digests(pdf, asked), _widgets(pdf, marks, notes), fonts, tuple(_seen(notes)))
    except (pikepdf.PdfError, TypeError, ValueError, AttributeError, KeyError, RuntimeError) as error:
        raise Failed("damaged") from error


def _widgets(
    pdf: pikepdf.Pdf, marks: Mapping[str, Sequence[tuple[int, int]]], all_notes: Iterable[Note]
) -> dict[str, tuple[Widget, ...]]:
    notes = {note.mark: note for note in all_notes}
    off = find_layers_off(pdf)
    return {
        box: tuple(widget for mark in held if mark in notes and (widget := _widget(notes[mark], off)))
        for box, held in marks.items()
    }


def _widget(note: Note, off: LayersOff) -> Widget | None:
    edges, flags = sorted_edges(entry(note.object, "/Rect")), entry(note.object, "/F")
    is_hidden = isinstance(flags, int) and bool(flags & (_HIDDEN | _NO_VIEW))
    if not edges:
        return None
    return Widget(*edges, is_hidden or off.hide(note.object), note.page, plain_letters(note.object))


def _seen(notes: Iterable[Note]) -> Iterator[Widget]:
    """Yield where people see notes, of no more than so many, each with what is typed in it, up to a page's fill."""
    left = MAX_LETTERS
    for note in islice(filter(is_seen, notes), MAX_NOTES):
        text = typed_in(note) if left > 0 else ""
        left -= len(text)
        edges = sorted_edges(entry(note.object, "/Rect"))
        if edges:
            yield Widget(*edges, page=note.page, shows=text if left >= 0 else "")


def _fonts(page: pikepdf.Page) -> dict[str, tuple[int, int]]:
    """Return the objects of a page's fonts, by name; of a page with more than any form's, none."""
    held = entry(page.resources, "/Font")
    fonts = held.as_dict().values() if isinstance(held, Dictionary) and len(held) <= MAX_FONTS else ()
    named = ((entry(font, "/BaseFont"), font.objgen) for font in fonts if isinstance(font, Dictionary))
    return {str(name): mark for name, mark in named if name is not None and mark != DIRECT}


def _digests(pdf: pikepdf.Pdf, numbers: Iterable[int]) -> dict[int, bytes]:
    found, left = dict[int, bytes](), MAX_DRAWN
    for number in numbers:
        digest = hashlib.sha256()
        for stream in _streams(pdf.pages[number - 1].obj):
            content = _content(stream) if left > 0 else b""
            left -= len(content)
            digest.update(content.strip() + b"\n")
        found[number] = digest.digest() if left > 0 else b""
    return found


def _streams(page: Dictionary) -> list[object]:
    held = entry(page, "/Contents")
    return list(held.as_list()) if isinstance(held, Array) else [held]


def _content(stream: object) -> bytes:
    """Return what a stream of a page draws; the packed bytes where they are packed as no form's are."""
    if not isinstance(stream, Stream):
        return b""
    try:
        return read_stream(stream)
    except pikepdf.PdfError:
        return stream.read_raw_bytes()
