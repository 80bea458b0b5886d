"""What the records of a case say in their fields, and what stands when they say it more than once.

The latest return of a form supersedes the earlier ones, where the messages that brought them say which is
latest. A blank takes nothing back. Where two returns that both stand do not agree, nobody guesses.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pydantic import JsonValue

from escalation.boards import Board
from escalation.cases import Case
from escalation.definitions import Field, FormDefinition, Kind
from escalation.records import FieldReading, Record
from escalation.stamps import NOT_SELECTED, PROMPTS

_SAYS_NOTHING = frozenset({"", "n/a", "na", "not applicable", "none", "nil", "-", "–", "—"})
_NOT_ANSWERS = PROMPTS | {NOT_SELECTED}


@dataclass(frozen=True)
class Statement:
    """What one record says in one field: the text that stood there and what was made of it.

    `sure` is false where a person must look before it is relied on, also where the field's box is gone.
    """

    record: Record
    form: FormDefinition
    field: Field
    raw: str | None
    value: JsonValue
    sure: bool

    @property
    def is_written(self) -> bool:
        """True where anything stands there, whether or not it could be read."""
        return self.raw is not None or self.value not in (None, [], {})

    @property
    def is_left_blank(self) -> bool:
        """True where the place for an answer is there, and certainly empty."""
        return self.sure and not self.is_written

    @property
    def is_clear(self) -> bool:
        """True where there is a value that can be relied on."""
        return self.sure and self.value is not None

    @property
    def is_given(self) -> bool:
        """True where a person answered: with a tick, or with more than `n/a`."""
        if self.field.kind is Kind.TICK:
            return self.value is True
        said = self.value if isinstance(self.value, str) else self.raw
        return self.is_written and not (said is not None and _says_nothing(said))

    @property
    def place(self) -> str:
        """Say where it stands, without repeating it."""
        return f"on the {self.form.title} (record {self.record.id})"

    def date(self) -> dt.date | None:
        """Return the date that it gives; None where it gives none that can be relied on."""
        if not self.is_clear or not isinstance(self.value, str):
            return None
        try:
            return dt.date.fromisoformat(self.value)
        except ValueError:
            return None


def read_statements(case: Case, board: Board) -> tuple[Statement, ...]:
    """Return what the records of a case say, field by field, in the order of the records.

    Records of a form that the board does not have say nothing: `strange_records` lists them. A file that
    came more than once speaks once, as it first came. Of a field that a return had no place for, it is no statement,
    not even a blank.
    """
    return tuple(
        _read_field(record, form, field)
        for record in _first_copies(case.records)
        if (form := form_of(record, board))
        for field in form.fields
        if not _is_unasked(record, field)
    )


def _is_unasked(record: Record, field: Field) -> bool:
    """Say whether a return was found to have no place for a field (`not-asked`), nor holds anything of it."""
    names = {found.field for found in record.findings if found.code == "not-asked"}
    is_named = field.key in names or any(name and name.startswith(f"{field.key}.") for name in names)
    return is_named and next(_readings(record, field.key), None) is None


def _first_copies(records: Iterable[Record]) -> Iterable[Record]:
    copies: dict[str, Record] = {}
    for record in records:
        held = copies.setdefault(record.id, record)
        if (record.source.received or dt.date.max) < (held.source.received or dt.date.max):
            copies[record.id] = record
    return copies.values()


def strange_records(case: Case, board: Board) -> tuple[Record, ...]:
    """Return the records of a case whose form, in its version, the board does not have."""
    return tuple(record for record in case.records if form_of(record, board) is None)


def form_of(record: Record, board: Board) -> FormDefinition | None:
    """Return the definition that a record was read by; None where the board does not have it."""
    if record.form is None or record.form.board != board.key:
        return None
    try:
        return board.form(record.form.form, record.form.version)
    except KeyError:
        return None


@dataclass(frozen=True)
class Settled:
    """What stands of several statements about one thing.

    `held_by` holds every statement, blanks too; `standing` those that are written and not superseded.
    """

    held_by: tuple[Statement, ...]
    standing: tuple[Statement, ...]

    @property
    def is_held(self) -> bool:
        """True where some record of the case has a field for it."""
        return bool(self.held_by)

    @property
    def is_blank(self) -> bool:
        """True where no record says anything."""
        return not self.standing

    @property
    def unclear(self) -> tuple[Statement, ...]:
        """The statements that a person must look at first."""
        return tuple(statement for statement in self.standing if not statement.is_clear)

    @property
    def differs(self) -> bool:
        """True where two records that both stand say different things."""
        return any(statement.value != self.standing[0].value for statement in self.standing[1:])

    @property
    def value(self) -> JsonValue:
        """What all agree on; None where nothing is said, or not clearly, or not by all."""
        return None if self.is_blank or self.unclear or self.differs else self.standing[0].value


def settle(statements: Iterable[Statement]) -> Settled:
    """Say what stands: the latest return of each form, or all of them where nobody can tell which is latest."""
    held = tuple(statements)
    written = tuple(statement for statement in held if statement.is_written)
    return Settled(
        held, tuple(one for one in written if not any(_supersedes(other, one) for other in written))
    )


def _supersedes(later: Statement, earlier: Statement) -> bool:
    if later.form.key != earlier.form.key:
        return False
    received, before = later.record.source.received, earlier.record.source.received
    return received is not None and before is not None and received > before


def _read_field(record: Record, form: FormDefinition, field: Field) -> Statement:
    value = record.values.get(field.key)
    readings = tuple(_readings(record, field.key))
    raw = next((text for reading in readings if (text := _written(reading))), None)
    if readings:
        sure = all(reading.sure for reading in readings) or _is_only_missing(record, field.key)
    else:
        sure = not record.fields
    return Statement(record, form, field, raw, None if value == "" else value, sure)


def _is_only_missing(record: Record, key: str) -> bool:
    """Say whether nothing is wrong with an answer but that it is required and was not given."""
    codes = {found.code for found in record.findings if found.needs_a_person and found.field == key}
    return codes == {"required-missing"}


def _readings(record: Record, key: str) -> Iterator[FieldReading]:
    if key in record.fields:
        yield record.fields[key]
    else:
        yield from (reading for name, reading in record.fields.items() if name.startswith(f"{key}."))


def _written(reading: FieldReading) -> str | None:
    """Return what stands in a box; None for a prompt, and for words that surely are no answer (`N/A` for a date)."""
    raw = None if reading.sure and reading.value is None else reading.raw
    return raw.strip() if isinstance(raw, str) and raw.strip() and raw.strip() not in _NOT_ANSWERS else None


def _says_nothing(text: str) -> bool:
    return text.strip().casefold().rstrip(".") in _SAYS_NOTHING
