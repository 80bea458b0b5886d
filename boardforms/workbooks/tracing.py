"""Where in a workbook a fault of the files made from it stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from boardforms.workbooks.assembling import Assembly, Table
from boardforms.workbooks.grids import Spot
from boardforms.workbooks.keys import Shape
from boardforms.workbooks.layout import SETTINGS, Column, Entries, lay_out
from escalation.faults import Fault
from escalation.loading.board_files import BoardFiles, Place


@dataclass(frozen=True)
class Traced:
    """A table of a file: its row, its columns, and the lists that it holds."""

    table: Table
    spot: Spot
    columns: tuple[Column, ...]
    lists: tuple[Entries, ...]


@dataclass(frozen=True)
class Tracer:
    """The tables of a board's files by the place that a fault gives them, and where in a workbook each was read."""

    found: Assembly
    tables: Mapping[Place, Traced]

    def trace(self, fault: Fault) -> tuple[Spot, Fault]:
        """Return where a fault of the files stands in the workbook, and the fault as one of the workbook."""
        spot = self._spot(fault) or Spot("")
        return spot, spot.fault(self.found.book, fault.found, fault.accepted, fault.weight)

    def _spot(self, fault: Fault) -> Spot | None:
        """Follow a fault to its table; a table that is itself a key is the last word of the place it gives."""
        place, key = Place(fault.file, fault.table), fault.key
        while place not in self.tables:
            if not place.table:
                return None
            outer, _, last = place.table.rpartition(" ")
            place, key = Place(fault.file, outer), f"{last}.{key}".rstrip(".")
        return self._spot_in(self.tables[place], key)

    def _spot_in(self, traced: Traced, key: str) -> Spot:
        first, _, rest = key.partition(".")
        exact = [column for column in traced.columns if column.name == key]
        if near := exact or [column for column in traced.columns if column.path[0] == first]:
            return self._spot_of(traced, near[0])
        for entries in (one for one in traced.lists if one.key == first):
            item: Any = int(rest) if entries.shape is Shape.TEXTS and rest.isdigit() else rest
            known = self.found.spots.get((id(traced.table), entries.key, item))
            return known or (traced.spot if traced.spot.row else Spot(entries.sheet))
        return traced.spot

    def _spot_of(self, traced: Traced, column: Column) -> Spot:
        setting = self.found.spots.get(("", column.name)) if traced.spot.sheet == SETTINGS else None
        return setting or Spot(traced.spot.sheet, traced.spot.row, column.name)


def trace_tables(found: Assembly, files: BoardFiles) -> Tracer:
    """Return the tables of the files that were read from a workbook, each with its place in it."""
    layout = lay_out()
    tables: dict[Place, Traced] = {}
    once = {file.name: file for file in layout.once}
    for name, table in found.files.items():
        place = files.place(name)
        if file := once.get(name):
            tables[place] = Traced(table, Spot(SETTINGS), file.settings, file.lists)
        else:
            tables[place] = _traced(found, layout.forms, table)
        tables |= _walk(found, tables[place], place)
    return Tracer(found, tables)


def _walk(found: Assembly, traced: Traced, place: Place) -> Iterator[tuple[Place, Traced]]:
    for entries in traced.lists:
        held = traced.table.get(entries.key, ()) if entries.shape is Shape.TABLES else ()
        for number, item in enumerate(held, start=1):
            here = place.within(entries.key, number, item)
            yield here, (inner := _traced(found, entries, item))
            yield from _walk(found, inner, here)


def _traced(found: Assembly, entries: Entries, table: Table) -> Traced:
    return Traced(table, found.spots[id(table),], entries.columns, entries.children)
