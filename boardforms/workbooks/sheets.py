"""The rows of a board's sheets, from its tables: each row the texts of its cells by header."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from boardforms.workbooks.cells import write_cell
from boardforms.workbooks.keys import Shape
from boardforms.workbooks.layout import FILE, PART, SETTINGS, Column, Entries, lay_out

Row: TypeAlias = dict[str, str]
Tables: TypeAlias = Mapping[str, Mapping[str, Any]]
"""The files of a board by name, each a table, with its notes."""

SETTING, VALUE = "setting", "value"


def rows_of(tables: Tables) -> dict[str, list[Row]]:
    """Return the rows of every sheet, that of the settings first."""
    layout = lay_out()
    sheets: dict[str, list[Row]] = {SETTINGS: [], **{name: [] for name in layout.sheets}}
    for file in layout.once:
        table = tables.get(file.name, {})
        for column in file.settings:
            sheets[SETTINGS].append({SETTING: column.name, VALUE: _cell(column, table)})
        for entries in file.lists:
            _add_rows(sheets, entries, table, {})
    once = {file.name for file in layout.once}
    forms = [
        {FILE: name.removesuffix(".toml"), **table} for name, table in tables.items() if name not in once
    ]
    _add_rows(sheets, layout.forms, {layout.forms.key: forms}, {})
    return sheets


def _add_rows(sheets: dict[str, list[Row]], entries: Entries, table: Mapping[str, Any], known: Row) -> None:
    for item in _items(entries, table.get(entries.key)):
        cells = {column.name: _cell(column, item) for column in entries.columns}
        part = {PART: entries.part} if entries.part else {}
        sheets[entries.sheet].append({**{name: known[name] for name in entries.parents}, **part, **cells})
        own = {**known, entries.handle[-1]: cells[entries.named_by]} if entries.children else known
        for child in entries.children:
            _add_rows(sheets, child, item, own)


def _items(entries: Entries, held: Any) -> Iterator[Mapping[str, Any]]:
    """Yield what a list holds, each as a table."""
    if not held:
        return
    names = [column.name for column in entries.columns]
    match entries.shape:
        case Shape.TABLES:
            yield from held
        case Shape.PAIRS:
            yield from (dict(zip(names, pair, strict=True)) for pair in held.items())
        case Shape.TEXTS:
            yield from ({names[0]: text} for text in held)


def _cell(column: Column, table: Mapping[str, Any]) -> str:
    held: Any = table
    for step in column.path:
        held = held.get(step) if isinstance(held, Mapping) else None
    return write_cell(column.asked, held)
