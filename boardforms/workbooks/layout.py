"""Which sheets a board's workbook has, read off the models: a list of tables is a sheet, and a key is a column.

A new simple key of a model is a new column, and a new list of tables a new sheet, without a line here. What fits
in neither is a NoPlace, which the tests raise before anybody's definition could be lost.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from pydantic import BaseModel

from boardforms.workbooks.cells import Asked, CellKind
from boardforms.workbooks.keys import Ask, NoPlace, Shape, keys_of
from boardforms.workbooks.tomlfile import INLINE, NOTE
from boardforms.workbooks.words import HEADERS, LEFT_OUT, NAMED_BY, SHARED, UNIQUE_IN_FORM
from escalation.definitions import FormFile
from escalation.loading.loader import MODELS

SETTINGS = "board"
"""The sheet of what stands once in a board's files, a setting a row."""
FORMS = "forms"
FILE = "@"
"""The key under which a form's table keeps the name of its file: no key of a definition can be this."""
PART = "part"
"""The column that tells lists of one sheet apart."""

_OF_FORM, _OF_FILE, _DEEPEST_HEADER = -1, 0, 1
"""How deep in its file a list stands; what stands under a header there can have a comment above it."""


@dataclass(frozen=True)
class Column:
    """One key of a table: its name as a header, the way to it from the table, and what it asks."""

    name: str
    path: tuple[str, ...]
    asked: Asked
    required: bool = False


@dataclass(frozen=True)
class Entries:
    """A list of a file, whose items are rows of a sheet.

    `key` is the list's own in the table that holds it, and `parents` are the columns that say which table that
    is. `part` tells it from other lists in the same sheet. `named_by` is the column that names a row to the lists
    it holds, its `children`, which know it by the columns of `handle`.
    """

    sheet: str
    key: str
    shape: Shape
    parents: tuple[str, ...]
    columns: tuple[Column, ...]
    required: bool = False
    part: str = ""
    named_by: str = ""
    handle: tuple[str, ...] = ()
    children: tuple["Entries", ...] = ()

    def walk(self) -> Iterator["Entries"]:
        """Yield these entries, then those that they hold."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class FileOnce:
    """A file that a board has once: its settings, and its lists."""

    name: str
    settings: tuple[Column, ...]
    lists: tuple[Entries, ...]


@dataclass(frozen=True)
class Layout:
    """Everything a board's workbook has: the files that stand once, and the forms."""

    once: tuple[FileOnce, ...]
    forms: Entries

    @property
    def sheets(self) -> dict[str, tuple[Entries, ...]]:
        """Every sheet but that of the settings, each with the lists whose rows it has."""
        found: dict[str, tuple[Entries, ...]] = {}
        for top in (self.forms, *(entries for file in self.once for entries in file.lists)):
            for entries in top.walk():
                found[entries.sheet] = (*found.get(entries.sheet, ()), entries)
        return found


def parents_of(lists: tuple[Entries, ...]) -> tuple[str, ...]:
    """Return the columns of a sheet that say what its rows belong to."""
    return max((entries.parents for entries in lists), key=len)


def headers_of(lists: tuple[Entries, ...]) -> tuple[str, ...]:
    """Return the headers of a sheet: what its rows belong to, which part of it, and their keys."""
    part = (PART,) if lists[0].part else ()
    columns = dict.fromkeys(column.name for entries in lists for column in entries.columns)
    return (*parents_of(lists), *part, *columns)


@cache
def lay_out() -> Layout:
    """Return the layout of a board's workbook. Raises NoPlace for a key that it could not hold."""
    file = Column("form", (FILE,), Asked(CellKind.KEY), required=True)
    whole = Entries(FORMS, "form", Shape.TABLES, (), (file,), named_by="form", handle=("form",))
    layout = Layout(
        tuple(_lay_file(name, model) for name, model in MODELS.items()),
        _with_tables(whole, FormFile, _OF_FORM),
    )
    _check_apart(layout)
    return layout


def _lay_file(name: str, model: type[BaseModel]) -> FileOnce:
    note = Column(f"note on {name}", (NOTE,), Asked(CellKind.TEXT))
    lists = tuple(_lay_list(ask, (), _OF_FILE) for ask in _lists_of(model))
    return FileOnce(name, (*_columns_of(model), note), lists)


def _lay_list(ask: Ask, parents: tuple[str, ...], depth: int) -> Entries:
    sheet = SHARED.get(ask.name, ask.name)
    part = ask.name if ask.name in SHARED else ""
    shape = ask.shape
    if shape is Shape.TABLES:
        bare = Entries(sheet, ask.key, shape, parents, (), ask.required, part)
        return _with_tables(bare, ask.parts[0], depth)
    kinds = [Ask(ask.model, ask.key, ask.name, hint, required=True).cell for hint in ask.parts]
    names = HEADERS.get(ask.name, ("name", "value") if shape is Shape.PAIRS else ("value",))
    columns = tuple(
        Column(name, (name,), kind, True) for name, kind in zip(names, kinds, strict=True) if kind
    )
    return Entries(sheet, ask.key, shape, parents, columns, ask.required, part)


def _with_tables(bare: Entries, model: type[BaseModel], depth: int) -> Entries:
    """Give entries the columns of a model, and the lists that its tables hold."""
    columns = (*bare.columns, *_columns_of(model))
    names = [column.name for column in columns]
    named_by = bare.named_by or NAMED_BY.get(bare.sheet, "key" if "key" in names else "")
    if depth <= _DEEPEST_HEADER and bare.key not in INLINE:
        columns = (*columns, Column("note", (NOTE,), Asked(CellKind.TEXT)))
    above = bare.parents[:1] if bare.sheet in UNIQUE_IN_FORM else bare.parents
    handle = (*above, bare.key if named_by == "key" else named_by)
    lists = [ask for ask in _lists_of(model) if (bare.sheet, ask.key) not in LEFT_OUT]
    if lists and not named_by:
        raise NoPlace(f"{model.__name__}: nothing names the tables that hold {lists[0].name}")
    children = tuple(_lay_list(ask, handle, depth + 1) for ask in lists)
    return replace(bare, columns=columns, named_by=named_by, handle=handle, children=children)


def _columns_of(
    model: type[BaseModel], path: tuple[str, ...] = (), needed: bool = True
) -> tuple[Column, ...]:
    """Return a column for each key of a model that one cell can hold; those of a table in it are `table.key`."""
    columns: list[Column] = []
    for ask in keys_of(model):
        here, required = (*path, ask.key), needed and ask.required
        if ask.table:
            columns += _columns_of(ask.table, here, required)
        elif ask.cell:
            columns.append(Column(".".join(here), here, ask.cell, required))
        elif path:
            raise NoPlace(f"{model.__name__}.{ask.name}: a list within a table that is itself a key")
    return tuple(columns)


def _lists_of(model: type[BaseModel]) -> list[Ask]:
    return [ask for ask in keys_of(model) if not ask.table and not ask.cell]


def _check_apart(layout: Layout) -> None:
    handles = {one.handle for lists in layout.sheets.values() for one in lists if one.children}
    for sheet, lists in layout.sheets.items():
        names = [name for name, count in Counter(headers_of(lists)).items() if count > 1]
        if names or len({(entries.part, entries.parents) for entries in lists}) < len(lists):
            raise NoPlace(f"sheet {sheet}: lists that nothing tells apart {', '.join(names)}".rstrip())
        for parents in (
            entries.parents[:number] for entries in lists for number in range(1, len(entries.parents))
        ):
            if parents not in handles:
                raise NoPlace(f"sheet {sheet}: nothing is named by {', '.join(parents)}")
