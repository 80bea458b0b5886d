"""The fields of an interactive form (ISO 32000-1, 12.7.3), by full name, with the value that each holds.

The value is `/V`, never the appearance, which a client may have left out, cut short or drawn wrong.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import pikepdf
from pikepdf import Array, Dictionary, Name

from parsers.errors import Refused

MAX_NODES = 20_000
"""The most fields and widgets that a form may have."""
MAX_LEVELS = 32
"""The most fields that may stand one under another."""

_INHERITED = ("/FT", "/V", "/Ff")
_WIDGET = Name.Widget
_DIRECT = (0, 0)
"""The number of an object that has none of its own."""
_Node: TypeAlias = tuple[Dictionary, str, dict[str, object], int]


@dataclass(frozen=True)
class PdfField:
    """A field: its full name, its type (`/Tx`, `/Ch`, `/Btn`), its flags, its value and where it is shown."""

    name: str
    type: str
    flags: int
    value: object
    states: tuple[str, ...]
    pages: tuple[int, ...]


def find_fields(pdf: pikepdf.Pdf) -> tuple[PdfField, ...]:
    """Return every field, also those that only a page knows of. Two fields of one name are two fields.

    Raises Refused where there are more than any form has.
    """
    return tuple(_Walk(pdf).fields())


class _Walk:
    """A walk through the trees of fields, each object once."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._seen: set[tuple[int, int]] = set()
        self._nodes = 0
        shown = list(_shown_widgets(pdf))
        self._pages = {mark: page for _, mark, page in shown if mark != _DIRECT}
        self._widgets = [(widget, mark) for widget, mark, _ in shown]
        form = entry(pdf.Root, "/AcroForm")
        self._roots = dictionaries(entry(form, "/Fields")) if isinstance(form, Dictionary) else []

    def fields(self) -> Iterator[PdfField]:
        for root in self._roots:
            yield from self._under((root, "", {}, 0))
        for widget, mark in self._widgets:
            if mark == _DIRECT or mark not in self._seen:
                yield from self._lost(widget)

    def _lost(self, widget: Dictionary) -> Iterator[PdfField]:
        """Read a widget that no field leads to, from the topmost field that it leads to itself."""
        top = widget
        for _ in range(MAX_LEVELS):
            parent = entry(top, "/Parent")
            if not isinstance(parent, Dictionary):
                break
            top = parent
        if top.objgen != _DIRECT and top.objgen in self._seen:
            return
        yield from self._under((top, "", {}, 0))

    def _under(self, start: _Node) -> Iterator[PdfField]:
        waiting = [start]
        while waiting:
            node = waiting.pop()
            if self._is_new(node):
                field, above, inherited, level = node
                held, name = inherited | _own(field), _full_name(above, field)
                kids = dictionaries(entry(field, "/Kids"))
                fields = [kid for kid in kids if "/T" in kid]
                waiting += [(kid, name, held, level + 1) for kid in reversed(fields)]
                widgets = self._take([kid for kid in kids if "/T" not in kid])
                if not fields:
                    yield self._make(name, held, widgets or [field])

    def _is_new(self, node: _Node) -> bool:
        self._nodes += 1
        if self._nodes > MAX_NODES or node[3] > MAX_LEVELS:
            raise Refused("bomb")
        mark = node[0].objgen
        if mark != _DIRECT and mark in self._seen:
            return False
        self._seen.add(mark)
        return True

    def _take(self, widgets: list[Dictionary]) -> list[Dictionary]:
        """Return the widgets that show a field, from now on known to belong to it."""
        self._seen.update(widget.objgen for widget in widgets)
        return widgets

    def _make(self, name: str, held: dict[str, object], widgets: list[Dictionary]) -> PdfField:
        kind, flags = held.get("/FT"), held.get("/Ff")
        states = (entry(widget, "/AS") for widget in widgets)
        pages = (self._pages.get(widget.objgen) for widget in widgets)
        return PdfField(
            name=name,
            type=str(kind) if isinstance(kind, Name) else "",
            flags=flags if isinstance(flags, int) else 0,
            value=held.get("/V"),
            states=tuple(str(state).removeprefix("/") for state in states if isinstance(state, Name)),
            pages=tuple(sorted({page for page in pages if page})),
        )


def _own(field: Dictionary) -> dict[str, object]:
    """Return what a field says itself of what it may also inherit."""
    return {key: value for key in _INHERITED if (value := entry(field, key)) is not None}


def _full_name(above: str, field: Dictionary) -> str:
    part = entry(field, "/T")
    own = str(part) if isinstance(part, pikepdf.String) else ""
    return f"{above}.{own}" if above and own else above or own


def entry(holder: pikepdf.Object, key: str) -> object:
    """Return an entry of a dictionary; None where it has none, which `get` is slow to find out."""
    if key not in holder:
        return None
    return holder[key]


def dictionaries(value: object) -> list[Dictionary]:
    """Return the dictionaries of an array: some clients leave nulls among them.

    Raises Refused where there are more than any form has.
    """
    if not isinstance(value, Array):
        return []
    if len(value) > MAX_NODES:
        raise Refused("bomb")
    return [item for item in value.as_list() if isinstance(item, Dictionary)]


def _shown_widgets(pdf: pikepdf.Pdf) -> Iterator[tuple[Dictionary, tuple[int, int], int]]:
    """Yield each widget on a page, with its object's number and the page's, from 1."""
    for number, page in enumerate(pdf.pages, start=1):
        for note in dictionaries(entry(page.obj, "/Annots")):
            if entry(note, "/Subtype") == _WIDGET:
                yield note, note.objgen, number
