"""What a PDF's pages draw, counted before a library draws it: a form XObject may draw others, and itself.

PDFium draws one that draws itself twice until its levels end, which takes minutes. Who hides a name from this count
(in a pattern, or in a stream that is packed in an uncommon way) meets the worker's deadline.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from parsers.errors import Refused
from parsers.pdf.fields import dictionaries, entry
from parsers.pdf.opening import open_pdf
from parsers.pdf.strings import read_stream

MAX_DRAWN = 20_000
"""The most form XObjects that the pages of a file draw, each as often as it is drawn."""
MAX_DEPTH = 28
"""The most form XObjects that may be drawn one within another."""

_DRAW = re.compile(rb"/([^\s/<>\[\](){}%]{1,127})\s+Do\b")
_HEXADECIMAL = re.compile(rb"#([0-9A-Fa-f]{2})")


def check_drawing(data: bytes) -> None:
    """Let a PDF pass whose pages draw no more than any form's. Raises Refused, and Failed for a damaged file."""
    with open_pdf(data) as pdf:
        count = _Count()
        total = sum(count.drawn_by(page.obj) for page in pdf.pages)
        if total > MAX_DRAWN:
            raise Refused("bomb")


@dataclass
class _Count:
    """Counts what is drawn, each object once."""

    known: dict[tuple[int, int], int] = field(default_factory=dict)
    within: list[tuple[int, int]] = field(default_factory=list)

    def drawn_by(self, page: Dictionary) -> int:
        """Return how many form XObjects a page draws, with those of what is laid over it."""
        resources = entry(page, "/Resources")
        total = self._drawn_in(_contents(page), resources)
        for look in _looks(page):
            total += self._drawn_by_form(look, resources)
        return total

    def _drawn_in(self, content: bytes, resources: object) -> int:
        forms = entry(resources, "/XObject") if isinstance(resources, Dictionary) else None
        if not isinstance(forms, Dictionary):
            return 0
        names = Counter(_HEXADECIMAL.sub(_unescaped, name) for name in _DRAW.findall(content))
        total = 0
        for name, times in names.items():
            form = entry(forms, "/" + name.decode("utf-8", "replace"))
            if isinstance(form, Stream) and entry(form, "/Subtype") == Name.Form:
                total += times * self._drawn_by_form(form, resources)
        return total

    def _drawn_by_form(self, form: Stream, above: object) -> int:
        """Return how many a form XObject draws, itself among them. Raises Refused where it draws itself."""
        mark = form.objgen
        if mark in self.within or len(self.within) >= MAX_DEPTH:
            raise Refused("bomb")
        if mark not in self.known:
            self.within.append(mark)
            own = entry(form, "/Resources")
            self.known[mark] = 1 + self._drawn_in(_content(form), above if own is None else own)
            self.within.pop()
        return min(self.known[mark], MAX_DRAWN + 1)


def _contents(page: Dictionary) -> bytes:
    held = entry(page, "/Contents")
    streams = held.as_list() if isinstance(held, Array) else [held]
    return b"\n".join(_content(stream) for stream in streams)


def _content(stream: object) -> bytes:
    try:
        return read_stream(stream) if isinstance(stream, Stream) else b""
    except pikepdf.PdfError:
        return b""


def _looks(page: Dictionary) -> Iterator[Stream]:
    """Yield the appearances of a page's notes and fields (12.5.5), whichever of them is shown."""
    for note in dictionaries(entry(page, "/Annots")):
        about = entry(note, "/AP")
        for look in about.as_dict().values() if isinstance(about, Dictionary) else ():
            if isinstance(look, Stream):
                yield look
            elif isinstance(look, Dictionary):
                yield from (state for state in look.as_dict().values() if isinstance(state, Stream))


def _unescaped(match: re.Match[bytes]) -> bytes:
    return bytes([int(match[1], 16)])
