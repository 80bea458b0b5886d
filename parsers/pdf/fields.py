"""The fields of an interactive form (ISO 32000-1, 12.7.3), by full name, with the value that each holds.

The value is `/V`, never the appearance, which a client may have left out, cut short or drawn wrong.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

import pikepdf
from pikepdf import Array, Dictionary, Name

from parsers.errors import Refused
from parsers.gate import MEGABYTE
from parsers.pdf.inflation import MOST_OF_A_BYTE

MAX_NODES = 20_000
"""The most fields and widgets that a form may have."""
MAX_LEVELS = 32
"""The most fields that may stand one under another."""
MAX_TEXT = 20 * MEGABYTE
"""The most bytes that the values of all fields may have together: thousands of fields may share a value."""

_INHERITED = ("/FT", "/V", "/Ff")
_READ = (*_INHERITED, "/T", "/Kids")
_WIDGET = "/Widget"
DIRECT = (0, 0)
"""The number of an object that has none of its own."""
_Node: TypeAlias = tuple[Dictionary, str, dict[str, object], int]


class PdfField(NamedTuple):
    """A field: its full name, its type (`/Tx`, `/Ch`, `/Btn`), its flags, its value and where it is shown.

    `widgets` are the objects that show it, for as long as the file is open. `beside` are values that these hold
    themselves though each is no field (12.7.3.1), so that a viewer may show either.
    """

    name: str
    type: str
    flags: int
    value: object
    states: tuple[str, ...]
    pages: tuple[int, ...]
    widgets: tuple[Dictionary, ...] = ()
    beside: tuple[object, ...] = ()


class Note(NamedTuple):
    """What is laid over a page (12.5): a field's widget, or a comment, a stamp. `mark` is its object's number."""

    object: Dictionary
    mark: tuple[int, int]
    kind: str
    page: int


def find_notes(pdf: pikepdf.Pdf) -> tuple[Note, ...]:
    """Return what is laid over the pages, which are counted from 1.

    Raises Refused where there is more on a page than on any form's.
    """
    return tuple(
        Note(note, note.objgen, str(entry(note, "/Subtype")), number)
        for number, page in enumerate(pdf.pages, start=1)
        for note in dictionaries(entry(page.obj, "/Annots"))
    )


def find_fields(pdf: pikepdf.Pdf, notes: Sequence[Note]) -> tuple[PdfField, ...]:
    """Return every field, also those that only a page's notes know of. Two fields of one name are two fields.

    Raises Refused where there are more than any form has.
    """
    return tuple(_Walk(pdf, [note for note in notes if note.kind == _WIDGET]).fields())


class _Walk:
    """A walk through the trees of fields, each object once."""

    def __init__(self, pdf: pikepdf.Pdf, widgets: Sequence[Note]) -> None:
        self._seen: set[tuple[int, int]] = set()
        self._nodes = self._text = 0
        self._widgets = widgets
        self._pages = {widget.mark: widget.page for widget in widgets if widget.mark != DIRECT}
        form = entry(pdf.Root, "/AcroForm")
        self._roots = dictionaries(entry(form, "/Fields")) if isinstance(form, Dictionary) else []

    def fields(self) -> Iterator[PdfField]:
        for root in self._roots:
            yield from self._under((root, "", {}, 0))
        for widget in self._widgets:
            if widget.mark == DIRECT or widget.mark not in self._seen:
                yield from self._lost(widget.object)

    def _lost(self, widget: Dictionary) -> Iterator[PdfField]:
        """Read a widget that no field leads to, from the topmost field over it that was not read yet."""
        above, held, is_under = "", dict[str, object](), False
        for node in reversed(line_up(widget)):
            if node.objgen != DIRECT and node.objgen in self._seen:
                entries = _entries(node)
                above, held, is_under = _full_name(above, entries), held | _own(entries), True
            elif not is_under or "/T" in node:
                yield from self._under((node, above, held, 0))
                return
            else:
                return

    def _under(self, start: _Node) -> Iterator[PdfField]:
        waiting = [start]
        while waiting:
            node = waiting.pop()
            if self._is_new(node):
                field, above, inherited, level = node
                entries = _entries(field)
                held, name = inherited | _own(entries), _full_name(above, entries)
                kids = dictionaries(entries.get("/Kids"))
                fields = [kid for kid in kids if "/T" in kid]
                waiting += [(kid, name, held, level + 1) for kid in reversed(fields)]
                widgets = self._take([kid for kid in kids if "/T" not in kid])
                if not fields:
                    yield self._make(name, held, widgets or [field], is_parted=bool(widgets))

    def _is_new(self, node: _Node) -> bool:
        self._nodes += 1
        if self._nodes > MAX_NODES or node[3] > MAX_LEVELS:
            raise Refused("bomb")
        mark = node[0].objgen
        if mark != DIRECT and mark in self._seen:
            return False
        self._seen.add(mark)
        return True

    def _take(self, widgets: list[Dictionary]) -> list[Dictionary]:
        """Return the widgets that show a field, from now on known to belong to it."""
        self._seen.update(widget.objgen for widget in widgets)
        return widgets

    def _weigh(self, values: list[object]) -> None:
        """Count what values come to, before anybody reads them."""
        for value in values:
            for item in value.as_list() if isinstance(value, Array) else (value,):
                if isinstance(item, pikepdf.String):
                    self._text += len(bytes(item))
                elif isinstance(item, pikepdf.Stream):
                    self._text += len(item.read_raw_bytes()) * MOST_OF_A_BYTE
                if self._text > MAX_TEXT:
                    raise Refused("bomb")

    def _make(
        self, name: str, held: dict[str, object], widgets: list[Dictionary], *, is_parted: bool
    ) -> PdfField:
        kind, flags, value = held.get("/FT"), held.get("/Ff"), held.get("/V")
        sort = str(kind) if isinstance(kind, Name) else ""
        beside = (
            [other for widget in widgets if (other := entry(widget, "/V")) is not None] if is_parted else []
        )
        self._weigh([value, *beside])
        looks = [entry(widget, "/AS") for widget in widgets] if sort == "/Btn" else []
        pages = {page for widget in widgets if (page := self._pages.get(widget.objgen))}
        return PdfField(
            name=name,
            type=sort,
            flags=flags if isinstance(flags, int) else 0,
            value=value,
            states=tuple([str(state).removeprefix("/") for state in looks if isinstance(state, Name)]),
            pages=tuple(sorted(pages)),
            widgets=tuple(widgets),
            beside=tuple(beside),
        )


def line_up(widget: Dictionary) -> list[Dictionary]:
    """Return a widget and the fields over it, each over the one before."""
    line = [widget]
    while len(line) < MAX_LEVELS and isinstance(parent := entry(line[-1], "/Parent"), Dictionary):
        line.append(parent)
    return line


def _entries(field: Dictionary) -> dict[str, object]:
    """Return what a field says itself."""
    return {key: value for key in _READ if key in field and (value := field[key]) is not None}


def _own(entries: dict[str, object]) -> dict[str, object]:
    """Return what a field says itself of what it may also inherit."""
    return {key: entries[key] for key in _INHERITED if key in entries}


def _full_name(above: str, entries: dict[str, object]) -> str:
    part = entries.get("/T")
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
