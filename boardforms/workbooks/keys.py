"""What the keys of a model ask for, read off its types: one cell, a table, or a list."""

import datetime as dt
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Any

from pydantic import BaseModel

from boardforms.workbooks.cells import Asked, CellKind
from boardforms.workbooks.words import LISTS_OF_KEYS, ORDER
from escalation.definitions import Key, Slug


class NoPlace(TypeError):
    """A key of a model that is neither a column nor a sheet."""


class Shape(Enum):
    """What the rows of a sheet are in the files."""

    TABLES = "a list of tables"
    PAIRS = "a table of keys and texts"
    TEXTS = "a list of texts"


@dataclass(frozen=True)
class Ask:
    """A key of a model: as its file writes it, as the model does, its type, and whether it must be given."""

    model: type[BaseModel]
    key: str
    name: str
    hint: Any
    required: bool

    @property
    def parts(self) -> tuple[Any, ...]:
        """What a list or a table is of."""
        return tuple(part for part in typing.get_args(self.hint) if part is not Ellipsis)

    @property
    def cell(self) -> Asked | None:
        """What its one cell asks; None where one cell cannot hold it."""
        if typing.get_origin(self.hint) is tuple and len(self.parts) == 1:
            return self._list_cell()
        kind = _cell_kind(self.hint)
        if kind is CellKind.CHOICE:
            return Asked(kind, tuple(str(member) for member in self.hint))
        return Asked(kind) if kind else None

    def _list_cell(self) -> Asked | None:
        kind = _cell_kind(self.parts[0])
        if kind is CellKind.KEY or (self.model.__name__, self.name) in LISTS_OF_KEYS:
            return Asked(CellKind.KEYS)
        return Asked(CellKind.NUMBERS) if kind is CellKind.NUMBER else None

    @property
    def table(self) -> type[BaseModel] | None:
        """The model of the one table that it asks for."""
        return self.hint if _is_model(self.hint) else None

    @property
    def holds_tables(self) -> bool:
        """True for a list of tables, which a file gives last."""
        return typing.get_origin(self.hint) is tuple and _is_model(self.parts[0])

    @property
    def shape(self) -> Shape:
        """What kind of list it asks for. Raises NoPlace where it is none that a sheet could hold."""
        origin = typing.get_origin(self.hint)
        if self.holds_tables and len(self.parts) == 1:
            return Shape.TABLES
        if origin is tuple and len(self.parts) == 1 and _cell_kind(self.parts[0]) is CellKind.TEXT:
            return Shape.TEXTS
        if origin is dict and all(_cell_kind(part) in {CellKind.TEXT, CellKind.KEY} for part in self.parts):
            return Shape.PAIRS
        raise NoPlace(f"{self.model.__name__}.{self.name} has no place in a workbook: {self.hint}")


def _is_model(hint: Any) -> bool:
    return isinstance(hint, type) and issubclass(hint, BaseModel)


def _cell_kind(hint: Any) -> CellKind | None:
    if hint in (Key, Slug):
        return CellKind.KEY
    plain = typing.get_args(hint)[0] if typing.get_origin(hint) is typing.Annotated else hint
    if isinstance(plain, type) and issubclass(plain, StrEnum):
        return CellKind.CHOICE
    return _KINDS.get(plain)


_KINDS: Mapping[Any, CellKind] = {
    str: CellKind.TEXT,
    bool: CellKind.YES_NO,
    int: CellKind.NUMBER,
    dt.date: CellKind.DAY,
}


def keys_of(model: type[BaseModel]) -> tuple[Ask, ...]:
    """Return the keys of a model in the order in which a file gives them."""
    hints = typing.get_type_hints(model, include_extras=True)
    asks = {
        info.alias or name: Ask(model, info.alias or name, name, _given(hints[name]), info.is_required())
        for name, info in model.model_fields.items()
    }
    first = [key for key in ORDER.get(model.__name__, ()) if key in asks]
    in_order = [asks[key] for key in dict.fromkeys([*first, *asks])]
    return tuple(sorted(in_order, key=lambda ask: ask.holds_tables))


def _given(hint: Any) -> Any:
    """Return what a key holds when it is given: `X` of `X | None`."""
    if typing.get_origin(hint) in {typing.Union, types.UnionType}:
        left = [part for part in typing.get_args(hint) if part is not type(None)]
        return left[0] if len(left) == 1 else hint
    return hint


def normalise(model: type[BaseModel], table: Mapping[str, Any]) -> dict[str, Any]:
    """Return a table as its model has it, without what is usual, its keys in the order in which a file gives them.

    Raises pydantic's ValidationError where the table is not of the model.
    """
    return _ordered(model, model.model_validate(table).model_dump(by_alias=True, exclude_defaults=True))


def _ordered(model: type[BaseModel], table: Mapping[str, Any]) -> dict[str, Any]:
    return {ask.key: _plain(ask, table[ask.key]) for ask in keys_of(model) if ask.key in table}


def _plain(ask: Ask, value: Any) -> Any:
    """Return a value as TOML has it: lists, tables, and texts that are only texts."""
    if ask.table:
        return _ordered(ask.table, value)
    if isinstance(value, tuple):
        inner = ask.parts[0]
        return [_ordered(inner, one) if _is_model(inner) else one for one in value]
    return str(value) if isinstance(value, str) else value
