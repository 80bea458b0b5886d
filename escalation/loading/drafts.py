"""A board as far as its files can be read, so that one fault does not hide the others.

A piece that a model refuses stands all the same where it can without the keys that are wrong. Names are
taken from the files themselves, so that nobody is told of a missing event whose own table has a fault.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from escalation.boards import DatedDay, Event, LineManagement, Stage
from escalation.copies import Copy
from escalation.definitions import Field, FieldRow
from escalation.frozen import Frozen
from escalation.letters import Letter
from escalation.limits import Limit, NoLimit
from escalation.loading.board_files import (
    BOARD_FILE,
    LETTERS_FILE,
    STAGES_FILE,
    TIMEFRAMES_FILE,
    BoardFiles,
    Place,
    Table,
    tables_in,
)
from escalation.periods import Period

M = TypeVar("M", bound=Frozen)


@dataclass(frozen=True)
class Piece(Generic[M]):
    """A table of a file: where it stands, and the value that it gives; None where it cannot stand.

    `refused` are the keys that the value stands without.
    """

    place: Place
    table: Table
    value: M | None
    refused: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        """The key that the table gives itself; empty where it gives none."""
        key = self.table.get("key")
        return key if isinstance(key, str) else ""


@dataclass(frozen=True)
class SectionDraft:
    """A section of a form with its fields and rows."""

    place: Place
    table: Table
    fields: tuple[Piece[Field], ...]
    rows: tuple[Piece[FieldRow], ...]


@dataclass(frozen=True)
class FormDraft:
    """A file that holds a form."""

    place: Place
    name: str
    table: Table
    sections: tuple[SectionDraft, ...]

    @property
    def key(self) -> str:
        """The form's key, which all its versions share."""
        return form_key(self.name)

    @property
    def names_version(self) -> bool:
        """True where the file's name says which version it holds, as that of an earlier one does."""
        return "@" in self.name

    @property
    def period(self) -> Period:
        """When it is in force."""
        return period_of(self.table)

    @property
    def fields(self) -> Iterator[Piece[Field]]:
        """Every field of the form, in order."""
        return (field for section in self.sections for field in section.fields)


@dataclass(frozen=True)
class BoardDraft:
    """Everything of a board that could be read."""

    files: BoardFiles

    @cached_property
    def forms(self) -> tuple[FormDraft, ...]:
        """The forms whose files are TOML."""
        return tuple(
            FormDraft(place := self.files.place(name), name, table, tuple(_sections(table, place)))
            for name in self.files.forms
            if (table := self.files.tables[name]) is not None
        )

    @cached_property
    def stages(self) -> tuple[Piece[Stage], ...]:
        """The stages, in the order of the file."""
        return self.pieces(STAGES_FILE, "stage", Stage)

    @cached_property
    def events(self) -> tuple[Piece[Event], ...]:
        """The events, in the order of the file."""
        return self.pieces(TIMEFRAMES_FILE, "event", Event)

    @cached_property
    def limits(self) -> tuple[Piece[Limit], ...]:
        """The limits, in the order of the file."""
        return self.pieces(TIMEFRAMES_FILE, "limit", Limit)

    @cached_property
    def copies(self) -> tuple[Piece[Copy], ...]:
        """The rules for copies by role; none where the board keeps to the house's."""
        return self.pieces(STAGES_FILE, "copy", Copy)

    @cached_property
    def letters(self) -> tuple[Piece[Letter], ...]:
        """The letters; none where the board has no file of them."""
        return self.pieces(LETTERS_FILE, "letter", Letter)

    @cached_property
    def no_limits(self) -> tuple[Piece[NoLimit], ...]:
        """The phrases of time that set no limit."""
        return self.pieces(TIMEFRAMES_FILE, "no_limit", NoLimit)

    @cached_property
    def line_management(self) -> tuple[Piece[LineManagement], ...]:
        """The levels of line management."""
        return self.pieces(BOARD_FILE, "line_management", LineManagement)

    @cached_property
    def versions(self) -> tuple[tuple[FormDraft, ...], ...]:
        """The forms, those of one key together, in the order in which they came into force."""
        held: dict[str, list[FormDraft]] = {}
        for form in self.forms:
            held.setdefault(form.key, []).append(form)
        return tuple(tuple(sorted(forms, key=lambda form: form.period)) for forms in held.values())

    @cached_property
    def limit_versions(self) -> tuple[tuple[Piece[Limit], ...], ...]:
        """The limits, those of one key together, in the order in which they came into force."""
        held: dict[str, list[Piece[Limit]]] = {}
        for limit in self.limits:
            held.setdefault(limit.key, []).append(limit)
        return tuple(
            tuple(sorted(limits, key=lambda limit: period_of(limit.table))) for limits in held.values()
        )

    def dated_days(self, name: str) -> tuple[Piece[DatedDay], ...]:
        """Return the days of a list of `board.toml`: `closure` or `worked_day`."""
        return self.pieces(BOARD_FILE, name, DatedDay)

    def pieces(self, file: str, name: str, model: type[M]) -> tuple[Piece[M], ...]:
        """Return the tables of a list in a file; none where the file cannot be read."""
        table = self.files.tables.get(file) or {}
        return tuple(_pieces(table, name, model, self.files.place(file)))

    @cached_property
    def stage_keys(self) -> frozenset[str] | None:
        """The keys of the stages; None where their file cannot be read, so that nobody can tell."""
        return self._keys(STAGES_FILE, self.stages)

    @cached_property
    def event_keys(self) -> frozenset[str] | None:
        """The keys of the events; None where their file cannot be read, so that nobody can tell."""
        return self._keys(TIMEFRAMES_FILE, self.events)

    @cached_property
    def asked(self) -> dict[str, tuple[Table, ...]] | None:
        """The tables of the fields by key, in whichever forms; None where a form cannot be read."""
        if len(self.forms) < len(self.files.forms):
            return None
        asked: dict[str, tuple[Table, ...]] = {}
        for field in (field for form in self.forms for field in form.fields):
            asked[field.key] = (*asked.get(field.key, ()), field.table)
        return asked

    def _keys(self, file: str, pieces: tuple[Piece[Any], ...]) -> frozenset[str] | None:
        return None if self.files.tables.get(file) is None else frozenset(piece.key for piece in pieces)


def form_key(name: str) -> str:
    """Return the key of the form that a file holds: `name.toml`, or `name@version.toml` for an earlier one."""
    return name.removesuffix(".toml").partition("@")[0]


def period_of(table: Table) -> Period:
    """Return when the version that a table holds is in force, as far as its days can be read."""
    return Period.between(_day(table.get("in_force_from")), _day(table.get("in_force_until")))


def _day(value: object) -> dt.date | None:
    return value if isinstance(value, dt.date) and not isinstance(value, dt.datetime) else None


def _sections(table: Table, place: Place) -> Iterator[SectionDraft]:
    for number, section in tables_in(table, "section"):
        here = place.within("section", number, section)
        fields = tuple(_pieces(section, "field", Field, here))
        yield SectionDraft(here, section, fields, tuple(_pieces(section, "row", FieldRow, here)))


def _pieces(table: Table, name: str, model: type[M], place: Place) -> Iterator[Piece[M]]:
    for number, one in tables_in(table, name):
        yield _piece(model, one, place.within(name, number, one))


def _piece(model: type[M], table: Table, place: Place) -> Piece[M]:
    try:
        return Piece(place, table, model.model_validate(table))
    except ValidationError as error:
        refused = frozenset(str(mistake["loc"][0]) for mistake in error.errors() if mistake["loc"])
    try:
        left = {key: value for key, value in table.items() if key not in refused}
        return Piece(place, table, model.model_validate(left), refused)
    except ValidationError:
        return Piece(place, table, None, refused)
