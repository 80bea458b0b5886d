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
        self._pages = dict(_widget_pages(pdf))
        form = pdf.Root.get("/AcroForm")
        self._roots = _dictionaries(form.get("/Fields")) if isinstance(form, Dictionary) else []
        self._widgets = [widget for page in pdf.pages for widget in _widgets(page.obj)]

    def fields(self) -> Iterator[PdfField]:
        for root in self._roots:
            yield from self._under((root, "", {}, 0))
        for widget in self._widgets:
            if widget.objgen == (0, 0) or widget.objgen not in self._seen:
                yield from self._lost(widget)

    def _lost(self, widget: Dictionary) -> Iterator[PdfField]:
        """Read a widget that no field leads to, from the topmost field that it leads to itself."""
        top = widget
        for _ in range(MAX_LEVELS):
            parent = top.get("/Parent")
            if not isinstance(parent, Dictionary):
                break
            top = parent
        if top.objgen != (0, 0) and top.objgen in self._seen:
            return
        yield from self._under((top, "", {}, 0))

    def _under(self, start: _Node) -> Iterator[PdfField]:
        waiting = [start]
        while waiting:
            node = waiting.pop()
            if self._is_new(node):
                fields, widgets = self._read(node)
                waiting += reversed(fields)
                if not fields:
                    yield self._make(node, widgets)

    def _is_new(self, node: _Node) -> bool:
        self._nodes += 1
        if self._nodes > MAX_NODES or node[3] > MAX_LEVELS:
            raise Refused("bomb")
        mark = node[0].objgen
        if mark != (0, 0) and mark in self._seen:
            return False
        self._seen.add(mark)
        return True

    def _read(self, node: _Node) -> tuple[list[_Node], list[Dictionary]]:
        """Return the fields under a field, and the widgets that show it."""
        field, above, inherited, level = node
        passed = inherited | {key: field.get(key) for key in _INHERITED if field.get(key) is not None}
        kids = _dictionaries(field.get("/Kids"))
        name = _full_name(above, field)
        fields: list[_Node] = [(kid, name, passed, level + 1) for kid in kids if "/T" in kid]
        widgets = [kid for kid in kids if "/T" not in kid]
        self._seen.update(widget.objgen for widget in widgets)
        return fields, widgets or [field]

    def _make(self, node: _Node, widgets: list[Dictionary]) -> PdfField:
        field, above, inherited, _ = node
        held = inherited | {key: field.get(key) for key in _INHERITED if field.get(key) is not None}
        kind, flags = held.get("/FT"), held.get("/Ff")
        states = (widget.get("/AS") for widget in widgets)
        pages = (self._pages.get(widget.objgen) for widget in widgets)
        return PdfField(
            name=_full_name(above, field),
            type=str(kind) if isinstance(kind, Name) else "",
            flags=flags if isinstance(flags, int) else 0,
            value=held.get("/V"),
            states=tuple(str(state).removeprefix("/") for state in states if isinstance(state, Name)),
            pages=tuple(sorted({page for page in pages if page})),
        )


def _full_name(above: str, field: Dictionary) -> str:
    part = field.get("/T")
    own = str(part) if isinstance(part, pikepdf.String) else ""
    return ".".join(name for name in (above, own) if name)


def _dictionaries(value: object) -> list[Dictionary]:
    """Return the dictionaries of an array: some clients leave nulls among them."""
    if not isinstance(value, Array):
        return []
    if len(value) > MAX_NODES:
        raise Refused("bomb")
    return [item for item in value.as_list() if isinstance(item, Dictionary)]


def _widgets(page: Dictionary) -> list[Dictionary]:
    return [note for note in _dictionaries(page.get("/Annots")) if note.get("/Subtype") == Name.Widget]


def _widget_pages(pdf: pikepdf.Pdf) -> Iterator[tuple[tuple[int, int], int]]:
    for number, page in enumerate(pdf.pages, start=1):
        for widget in _widgets(page.obj):
            if widget.objgen != (0, 0):
                yield widget.objgen, number
