"""What a field holds, and what makes that doubtful."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Name, Stream

from escalation.codes import notice
from escalation.findings import Finding
from parsers.pdf.fields import PdfField
from parsers.pdf.looks import Looks, has_state
from parsers.pdf.strings import read_text
from parsers.reading import Found

_RADIO, _PUSH = 1 << 15, 1 << 16
_OFF = frozenset({"", "Off"})
_SPACES = " \t\r\n\x00"
_SAYS_NO = frozenset({"no", "n", "false", "0", "off", "none", "unchecked"})
"""Names of a state, other than /Off, by which a tick box is on and says that it is not (ISO 32000-2, 12.7.5.2.3)."""
_SHOWN = "The box of this answer shows words or a picture that its field does not hold. See in the file what it says."
_BESIDE = (
    "The PDF holds an answer to this question in a place where programs do not look alike: some show it, and some "
    "do not. See in the file what it says."
)
_NAMELESS = (
    "The PDF has a box without a name that somebody has filled in, which was not read. Read it in the file."
)
_DRAWN = (
    "There is a picture or drawing in a button or a place for a signature, which was not read. Look at it."
)


def is_answer(field: PdfField) -> bool:
    """Say whether a field is one that people answer in, and has a name."""
    return bool(field.name) and _can_answer(field)


def _can_answer(field: PdfField) -> bool:
    return field.type != "/Sig" and not _is_push(field)


def _is_push(field: PdfField) -> bool:
    return field.type == "/Btn" and bool(field.flags & _PUSH)


def _is_tick(field: PdfField) -> bool:
    return field.type == "/Btn" and not field.flags & _RADIO


def held_in(field: PdfField) -> str | bool | None:
    """Return what a field holds; where it holds nothing, what stands in its widgets instead."""
    value = field.beside[0] if field.value is None and field.beside else field.value
    return _held(field, value)


def held_beside(field: PdfField) -> str | None:
    """Return what a widget of a field holds otherwise than the field, as text; None where none does."""
    if not field.beside:
        return None
    others = (text for value in field.beside if isinstance(text := _held(field, value), str))
    return next((text for text in others if text and text != held_in(field)), None)


def _held(field: PdfField, value: object) -> str | bool | None:
    if _is_tick(field):
        return _is_on(value) or any(state not in _OFF for state in field.states)
    if isinstance(value, Array):
        texts = [text for item in value.as_list() if (text := read_text(item)) is not None]
        return "\n".join(texts) if texts else None
    return read_text(value)


def _is_on(value: object) -> bool:
    """Say whether a tick's value is on: a name, or, as some clients write it, the string `/Yes`."""
    text = read_text(value) if isinstance(value, Name | pikepdf.String) else None
    return text is not None and text.removeprefix("/") not in _OFF


@dataclass(frozen=True)
class Doubts:
    """What a person should be asked about the fields of one file."""

    looks: Looks = field(default_factory=Looks)

    def about(self, field: PdfField, found: Found) -> Iterator[Finding]:
        """Yield what should be asked about the answer that a field holds."""
        if self._shows_more(field, found.text):
            yield notice("readings-differ", found.box, message=_SHOWN)
        if _is_beside(field):
            yield notice("readings-differ", found.box, message=_BESIDE)
        for code in self._codes(field):
            yield notice(code, found.box)

    def codes(self, field: PdfField) -> tuple[str, ...]:
        """Return the codes of what should be asked about a field of somebody else's form."""
        differs = _is_beside(field) or self._shows_more(field, held_in(field))
        return (*(["readings-differ"] if differs else []), *self._codes(field))

    def about_nameless(self, fields: Iterable[PdfField]) -> Iterator[Finding]:
        """Say that there is something in a field that has no name, so that no form asks for it."""
        nameless = (field for field in fields if not field.name and _can_answer(field))
        if any((held := held_in(field)) or self._shows_more(field, held) for field in nameless):
            yield notice("unknown-box", message=_NAMELESS)

    def about_drawn(self, fields: Iterable[PdfField]) -> Iterator[Finding]:
        """Say that something is drawn in a button, or where nobody has signed: no form of ours has either."""
        empty = (field for field in fields if not _can_answer(field) and field.value is None)
        if any(self.looks.draw(field.widgets) for field in empty):
            yield notice("pdf-notes", message=_DRAWN)

    def _codes(self, field: PdfField) -> tuple[str, ...]:
        """Return the codes of a tick's look, of a value of no kind that a field has, or of a second page of it."""
        is_tick = _is_tick(field)
        asked = {
            "tick-differs": is_tick and self._tick_differs(field),
            "tick-unclear": is_tick and _says_no(field),
            "kind-differs": not _is_readable(field, is_tick=is_tick),
            "duplicate-box": len(field.pages) > 1,
        }
        return tuple([code for code, is_so in asked.items() if is_so])

    def _tick_differs(self, field: PdfField) -> bool:
        """Say whether a tick's widgets show what its value does not say."""
        is_on, shown = _is_on(field.value), {state not in _OFF for state in field.states}
        if shown:
            return shown != {is_on} or (not is_on and self.looks.show_tick(field.widgets))
        if is_on:
            return not has_state(field.widgets, (read_text(field.value) or "").removeprefix("/"))
        return self.looks.show_tick(field.widgets)

    def _shows_more(self, field: PdfField, held: str | bool | None) -> bool:
        """Say whether a field for text holds nothing and its appearance shows words all the same.

        A space of another kind is drawn by a code that looks like any letter's.
        """
        is_empty = not (held.strip(_SPACES) if isinstance(held, str) else held)
        return is_empty and field.type != "/Btn" and self.looks.show_words(field.widgets)


def _says_no(field: PdfField) -> bool:
    named = (*field.states, (read_text(field.value) or "").removeprefix("/"))
    return any(state not in _OFF and state.casefold() in _SAYS_NO for state in named)


def _is_beside(field: PdfField) -> bool:
    """Say whether widgets hold what their field does not, or something else."""
    return bool(field.beside) and any(
        _held(field, value) != _held(field, field.value) for value in field.beside
    )


def _is_readable(field: PdfField, *, is_tick: bool) -> bool:
    """Say whether a field holds a value of a kind that its sort of field has, as far as clients keep to that."""
    return all(_is_of_kind(field, value, is_tick=is_tick) for value in (field.value, *field.beside))


def _is_of_kind(field: PdfField, value: object, *, is_tick: bool) -> bool:
    if value is None or isinstance(value, pikepdf.String | Name):
        return True
    if isinstance(value, Array):
        is_one = field.type != "/Tx" or len(value) < 2
        return not is_tick and is_one and all(map(_is_text, value.as_list()))
    return not is_tick and isinstance(value, Stream)


def _is_text(value: object) -> bool:
    return isinstance(value, Name | pikepdf.String | Stream)
