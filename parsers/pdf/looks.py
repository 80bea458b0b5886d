"""What the appearance of a field draws (12.5.5), where the field's value says that there is nothing to draw.

A value is never read from it: clients leave appearances absent, stale, or cut short. It only casts doubt.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Dictionary, Stream

from parsers.gate import MEGABYTE
from parsers.pdf.fields import entry
from parsers.pdf.strings import read_stream

MAX_LOOKED_AT = 20 * MEGABYTE
"""The most bytes of appearances that are looked at: whatever draws more is taken to draw something."""

_SHOWS = re.compile(rb"T[jJ]\b|['\"]|\bDo\b|\bBI\b")
"""What shows text, another drawing or a picture (8.8, 8.9.7, 9.4.3)."""
_DRAWN = re.compile(rb"\b(?:Do|BI)\b")
_LITERAL = re.compile(rb"\(((?:\\.|[^\\()])*)\)", re.DOTALL)
_HEXADECIMAL = re.compile(rb"(?<!<)<([0-9A-Fa-f\s]*)>(?!>)")
_SPACE = re.compile(rb"(?:[\s\x00]|\\[nrtbf\r\n]|\\0[04]0)*")
_HEXADECIMAL_SPACE = re.compile(rb"(?:00|20|0[9aAdD])*[02]?")
_PAINTS = re.compile(rb"(?:^|\s)(?:[SsFfBb]\*?|sh|Do|BI|T[jJ])(?=\s|$)|['\"]")
_COMMENT = re.compile(rb"^\s*%[^\r\n]*", re.MULTILINE)
_OFF = "/Off"
_PLAIN = re.compile(rb"[ -~]*")
_LONGEST_LINE = 2_000
"""The most bytes, packed, of an appearance that draws a single line."""


@dataclass
class Looks:
    """The appearances of one file's fields, each read once."""

    known: dict[tuple[int, int], bytes | None] = field(default_factory=dict)
    left: int = field(default_factory=lambda: MAX_LOOKED_AT)

    def show_words(self, widgets: Iterable[Dictionary]) -> bool:
        """Say whether any widget of a text field or a choice shows words, or a picture."""
        return any(_shows(self._content(_normal(widget))) for widget in widgets)

    def show_tick(self, widgets: Iterable[Dictionary]) -> bool:
        """Say whether a tick box that is off looks as it does when it is on, or shows a letter or a picture."""
        return any(self._is_ticked(_normal(widget)) for widget in widgets)

    def draw(self, widgets: Iterable[Dictionary]) -> bool:
        """Say whether anything at all is drawn in the place of a button or a signature."""
        return any(_paints(self._content(_normal(widget))) for widget in widgets)

    def _is_ticked(self, states: object) -> bool:
        if not isinstance(states, Dictionary):
            return False
        off = self._content(entry(states, _OFF))
        if off is not None and not off.strip():
            return False
        others = (self._content(state) for name, state in states.as_dict().items() if name != _OFF)
        return _shows(off) or off in others

    def _content(self, look: object) -> bytes | None:
        """Return what an appearance draws: nothing where there is none, None where that cannot be told."""
        if not isinstance(look, Stream):
            return b""
        mark = look.objgen
        if mark not in self.known:
            self.known[mark] = self._read(look)
        return self.known[mark]

    def _read(self, look: Stream) -> bytes | None:
        if self.left <= 0:
            return None
        try:
            content = read_stream(look)
        except pikepdf.PdfError:
            return None
        self.left -= len(content)
        return content


def _normal(widget: Dictionary) -> object:
    """Return the normal appearance of a widget: a stream, or a dictionary of one for each state."""
    looks = entry(widget, "/AP")
    return entry(looks, "/N") if isinstance(looks, Dictionary) else None


def has_state(widgets: Iterable[Dictionary], state: str) -> bool:
    """Say whether a tick box can be shown in a state; it is taken to be where the file draws none."""
    held = [look for widget in widgets if isinstance(look := _normal(widget), Dictionary)]
    return not held or any(f"/{state}" in look for look in held)


def plain_letters(widget: Dictionary) -> str:
    """Return what the appearance of a widget shows, where its strings are printable ASCII; else nothing.

    A font cut down to a few letters may have other codes for them: what is looked for is to be told by its shape.
    """
    look = _normal(widget)
    if not isinstance(look, Stream) or len(look.read_raw_bytes()) > _LONGEST_LINE:
        return ""
    try:
        content = read_stream(look)
    except pikepdf.PdfError:
        return ""
    coded = (re.sub(rb"\s", b"", found[1]) for found in _HEXADECIMAL.finditer(content))
    strings = [found[1] for found in _LITERAL.finditer(content)] or [
        bytes.fromhex(codes.decode()) for codes in coded if len(codes) % 2 == 0
    ]
    text = b"".join(strings)
    return text.decode("ascii").strip() if _PLAIN.fullmatch(text) else ""


def _shows(content: bytes | None) -> bool:
    if content is None:
        return True
    if not _SHOWS.search(content):
        return False
    return bool(_DRAWN.search(content)) or any(_strings(content))


def _strings(content: bytes) -> Iterator[bool]:
    """Yield, for each string of what is drawn, whether it is more than white space."""
    for found in _LITERAL.finditer(content):
        yield not _SPACE.fullmatch(found[1])
    for found in _HEXADECIMAL.finditer(content):
        yield not _HEXADECIMAL_SPACE.fullmatch(b"".join(found[1].split()))


def _paints(content: bytes | None) -> bool:
    return content is None or bool(_PAINTS.search(_COMMENT.sub(b"", content)))
