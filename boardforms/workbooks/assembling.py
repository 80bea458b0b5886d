"""From the rows of a workbook to the tables of a board's files, with a fault for every cell that does not fit."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from boardforms.workbooks.cells import Asked, CellKind, Misfit, Value, read_cell, write_cell
from boardforms.workbooks.grids import GridRow, Spot
from boardforms.workbooks.keys import Shape
from boardforms.workbooks.layout import FILE, PART, SETTINGS, Column, Entries, lay_out, parents_of
from boardforms.workbooks.opening import Unheld
from boardforms.workbooks.sheets import SETTING, VALUE
from escalation.faults import Fault, Weight
from escalation.loading.model_faults import say_near

Table: TypeAlias = dict[str, Any]
Rows: TypeAlias = dict[Entries, list[GridRow]]

_NAME = Asked(CellKind.KEY)
_FILE = re.compile(r"[a-z0-9-]+(@[0-9.-]+)?")
_NOT_A_FILE = (
    "a name such as escalation-record, or escalation-record@2025-01, that no other file of a board has"
)
_TWICE = "a name that no other row of the sheet has where it belongs"


@dataclass
class Assembly:
    """A board as far as its rows have been read.

    `files` are the tables by file. `known` are the tables that other rows belong to: by the columns that say
    which, and the names that stand in them. `spots` say where each was read: a table by its identity, an item of
    what is no list of tables by the table that holds it, its key there, and its own key or number. `at_fault`
    are the cells with a fault already, and `trimmed` those that are read without what stands around the text.
    """

    book: str
    files: dict[str, Table] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    known: dict[tuple[str, ...], dict[tuple[str, ...], Table]] = field(default_factory=dict)
    spots: dict[tuple[Any, ...], Spot] = field(default_factory=dict)
    at_fault: set[Spot] = field(default_factory=set)
    trimmed: dict[tuple[str, str, str], list[int]] = field(default_factory=dict)

    def say(self, spot: Spot, found: str, accepted: str, weight: Weight = Weight.ERROR) -> None:
        """Keep a fault that stands at a place."""
        self.at_fault.add(spot)
        self.faults.append(spot.fault(self.book, found, accepted, weight))


def assemble(book: str, grids: Mapping[str, tuple[GridRow, ...]]) -> Assembly:
    """Return the tables that the rows of a workbook give, in the order of its rows."""
    layout, found = lay_out(), Assembly(book)
    found.known = {one.handle: {} for lists in layout.sheets.values() for one in lists if one.children}
    rows = _share_out(found, grids)
    found.files = {file.name: {} for file in layout.once}
    _read_settings(found, grids[SETTINGS])
    for file in layout.once:
        _start_lists(file.lists, found.files[file.name])
        for entries in file.lists:
            _read_entries(found, entries, rows, found.files[file.name])
    forms: Table = {}
    _read_entries(found, layout.forms, rows, forms)
    for form in forms.get(layout.forms.key, []):
        _add_form(found, str(form.pop(FILE)), form)
    _say_trimmed(found)
    return found


def _add_form(found: Assembly, name: str, form: Table) -> None:
    """Give a form a file of its own, in the board's folder and nowhere else."""
    file, spot = f"{name}.toml", found.spots[id(form),]
    if file in found.files or not _FILE.fullmatch(name):
        found.say(Spot(spot.sheet, spot.row, "form"), f'"{name}"', _NOT_A_FILE)
    else:
        found.files[file] = form


def _share_out(found: Assembly, grids: Mapping[str, tuple[GridRow, ...]]) -> Rows:
    """Return the rows of each list: a sheet may hold several, told apart by their part or by what they belong to."""
    shared: Rows = {}
    for sheet, lists in lay_out().sheets.items():
        shared |= {entries: [] for entries in lists}
        for row in grids[sheet]:
            if entries := _list_of(found, row, lists):
                shared[entries].append(row)
    return shared


def _list_of(found: Assembly, row: GridRow, lists: tuple[Entries, ...]) -> Entries | None:
    if lists[0].part:
        asked = Asked(CellKind.CHOICE, tuple(entries.part for entries in lists))
        part = _read(found, row, PART, asked)
        if part is None and row.at(PART) not in found.at_fault:
            found.say(row.at(PART), "nothing", asked.accepted)
        return next((entries for entries in lists if entries.part == part), None)
    given = {name for name in parents_of(lists) if row.cells.get(name) not in (None, "")}
    fewest = min(lists, key=lambda entries: len(entries.parents))
    return next((entries for entries in lists if given == set(entries.parents)), fewest)


def _read_settings(found: Assembly, rows: tuple[GridRow, ...]) -> None:
    known = {column.name: (file.name, column) for file in lay_out().once for column in file.settings}
    for row in rows:
        name = _read(found, row, SETTING, _NAME)
        if name not in known:
            said = f'"{name}", a setting that no board has' if name else "nothing"
            found.say(row.at(SETTING), said, say_near(str(name or ""), known))
            continue
        file, column = known[str(name)]
        if ("", column.name) in found.spots:
            found.say(row.at(SETTING), f'"{name}" a second time', "each setting once")
        found.spots["", column.name] = row.at(VALUE)
        _put(found.files[file], column, _read(found, row, VALUE, column.asked))


def _start_lists(lists: tuple[Entries, ...], table: Table) -> None:
    """Give a table the lists that it must have, empty until a row belongs to them."""
    for entries in lists:
        if entries.required:
            table[entries.key] = {} if entries.shape is Shape.PAIRS else []


def _read_entries(found: Assembly, entries: Entries, rows: Rows, root: Table) -> None:
    for row in rows[entries]:
        holder = _holder_of(found, entries, row) if entries.parents else root
        if holder is not None:
            _add(found, entries, row, holder)
    for child in entries.children:
        _read_entries(found, child, rows, root)


def _holder_of(found: Assembly, entries: Entries, row: GridRow) -> Table | None:
    """Return the table that a row belongs to; None, with a fault, where the row does not say or there is none."""
    names: tuple[str, ...] = ()
    for number, parent in enumerate(entries.parents, start=1):
        here = {known[-1] for known in found.known[entries.parents[:number]] if known[:-1] == names}
        name = str(_read(found, row, parent, _NAME) or "")
        if row.at(parent) in found.at_fault:
            return None
        if not name or name not in here:
            said = f'"{name}", which is nowhere' if name else "nothing"
            found.say(row.at(parent), said, say_near(name, sorted(here)))
            return None
        names = (*names, name)
    return found.known[entries.parents][names]


def _add(found: Assembly, entries: Entries, row: GridRow, holder: Table) -> None:
    item: Table = {}
    for column in entries.columns:
        _put(item, column, _read(found, row, column.name, column.asked))
    match entries.shape:
        case Shape.TABLES:
            _add_table(found, entries, row, item, holder)
        case Shape.PAIRS:
            _add_pair(found, entries, row, item, holder)
        case Shape.TEXTS if _is_whole(found, entries, row, item):
            held = holder.setdefault(entries.key, [])
            held.append(item[entries.columns[0].name])
            found.spots[id(holder), entries.key, len(held)] = row.at(entries.columns[0].name)


def _add_table(found: Assembly, entries: Entries, row: GridRow, item: Table, holder: Table) -> None:
    if entries.children and not _make_known(found, entries, row, item):
        return
    held = holder.setdefault(entries.key, [])
    if item in held:
        earlier = found.spots[id(held[held.index(item)]),]
        found.say(row.spot, f"the same as row {earlier.row}", "each thing once", Weight.WARNING)
    _start_lists(entries.children, item)
    held.append(item)
    found.spots[id(item),] = row.spot


def _make_known(found: Assembly, entries: Entries, row: GridRow, item: Table) -> bool:
    """Let other rows belong to this one; False, with a fault, where another has its name already."""
    named = next(column for column in entries.columns if column.name == entries.named_by)
    name = item.get(named.path[0])
    if name is None:
        if row.at(named.name) not in found.at_fault:
            found.say(row.at(named.name), "nothing", named.asked.accepted)
        return False
    above = tuple(str(_read(found, row, parent, _NAME)) for parent in entries.handle[:-1])
    known = found.known[entries.handle]
    if (*above, name) in known:
        earlier = found.spots[id(known[*above, name]),]
        found.say(row.at(named.name), f'"{name}", which row {earlier.row} has already', _TWICE)
        return False
    known[*above, name] = item
    return True


def _add_pair(found: Assembly, entries: Entries, row: GridRow, item: Table, holder: Table) -> None:
    if not _is_whole(found, entries, row, item):
        return
    key, value = (column.name for column in entries.columns)
    held = holder.setdefault(entries.key, {})
    if item[key] in held:
        earlier = found.spots[id(holder), entries.key, item[key]]
        found.say(row.at(key), f'"{item[key]}", which row {earlier.row} has already', _TWICE)
        return
    held[item[key]] = item[value]
    found.spots[id(holder), entries.key, item[key]] = row.at(value)


def _is_whole(found: Assembly, entries: Entries, row: GridRow, item: Table) -> bool:
    """Say whether each cell of a row is given, with a fault for those that are not."""
    for column in entries.columns:
        if column.name not in item and row.at(column.name) not in found.at_fault:
            found.say(
                row.at(column.name), "nothing", f'{column.asked.accepted} (an empty text is written "")'
            )
    return len(item) == len(entries.columns)


def _put(table: Table, column: Column, value: Value | None) -> None:
    if value is None:
        return
    for step in column.path[:-1]:
        table = table.setdefault(step, {})
    table[column.path[-1]] = value


def _read(found: Assembly, row: GridRow, header: str, asked: Asked) -> Value | None:
    """Return what a cell gives; None, and a fault unless it is blank, where it gives nothing."""
    held, spot = row.cells.get(header), row.at(header)
    if isinstance(held, Unheld):
        if spot not in found.at_fault:
            found.say(spot, str(held), f"{asked.accepted}, as a value and not worked out")
        return None
    try:
        value = read_cell(asked, held)
    except Misfit as misfit:
        if spot not in found.at_fault:
            found.say(spot, misfit.found, misfit.accepted)
        return None
    if isinstance(held, str) and asked.kind is CellKind.TEXT and value is not None:
        _note_trimmed(found, spot, held, write_cell(asked, value))
    return value


def _note_trimmed(found: Assembly, spot: Spot, held: str, usual: str) -> None:
    """Note a text that is read without what stands around it, where that was not put there to keep it whole."""
    if held != held.strip():
        around = "spaces"
    elif held.startswith('"') and held != usual:
        around = "quotation marks"
    else:
        return
    rows = found.trimmed.setdefault((spot.sheet, spot.column, around), [])
    rows += [spot.row] if spot.row not in rows else []


def _say_trimmed(found: Assembly) -> None:
    for (sheet, column, around), rows in found.trimmed.items():
        where = f"row{'s' if len(rows) > 1 else ''} {', '.join(str(row) for row in rows[:12])}"
        more = f" and {len(rows) - 12} more" if len(rows) > 12 else ""
        said = f"{around} around the text in {where}{more}"
        found.say(Spot(sheet, 0, column), said, "the text, which is read without them", Weight.WARNING)
