"""The professionals whom the records of a case name, and the actions that they agreed: found by the shape of a field.

A field of kind `person`, a text that names a professional, or rows with a column `name`, names people; rows with a
column `action` hold actions.
Nothing here knows any form of any board.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from docgen.packs.meeting import Attendee, OpenAction, Person
from docgen.packs.unread import IN_RETURN
from escalation.boxes import BoxValue
from escalation.definitions import PERSON_PARTS, Field, Kind, Sensitivity
from escalation.records import FieldReading
from escalation.timeframes.facts import CaseFacts
from escalation.timeframes.statements import Statement, settle
from escalation.timeframes.wording import say_label


@dataclass(frozen=True)
class Named:
    """A professional, and where the records name them: `doubts` are the places that somebody must look at."""

    name: str
    role: str
    agency: str
    places: tuple[str, ...]
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Agreed:
    """An action that a record holds, and whether every box of it was surely read."""

    action: OpenAction
    sure: bool


def find_people(facts: CaseFacts, stage: str = "") -> tuple[Named, ...]:
    """Return the professionals whom the records name, each once, in the order of the records.

    With a `stage`, only those whom the questions of that stage name.
    """
    found: list[Named] = []
    for statement in _standing(facts):
        if not stage or statement.field.stage == stage:
            for person in people_in(statement, facts.board.agencies):
                same = next((one for one in found if are_one(one, person)), None)
                if same is None:
                    found.append(person)
                else:
                    found[found.index(same)] = _joined(same, person)
    return tuple(found)


def are_one(one: Named | Person, other: Named | Person) -> bool:
    """Two of one name are one person, unless their agencies differ; without names, those of one role and agency."""
    if one.name or other.name:
        is_same = one.name.casefold() == other.name.casefold()
        return is_same and (
            "" in (one.agency, other.agency) or one.agency.casefold() == other.agency.casefold()
        )
    return (one.role.casefold(), one.agency.casefold()) == (other.role.casefold(), other.agency.casefold())


def join_people(before: Attendee, again: Attendee) -> Attendee:
    """Return one person of two places; what the first leaves open, the second may say."""
    return Attendee(
        name=before.name or again.name, role=before.role or again.role, agency=before.agency or again.agency
    )


def find_agencies(facts: CaseFacts) -> tuple[str, ...]:
    """Return those of the board's agencies that the records name, in the board's order."""
    given = find_said(facts) | {one.agency.casefold() for one in find_people(facts)}
    return tuple(name for name in facts.board.agencies if name.casefold() in given)


def find_said(facts: CaseFacts) -> frozenset[str]:
    """Return every short answer of the records that may name an agency, in small letters."""
    return frozenset(
        text.casefold() for statement in _standing(facts) for text in _texts_in(statement) if text
    )


def find_actions(facts: CaseFacts) -> tuple[Agreed, ...]:
    """Return the actions that the records hold, in their order. Whether each was done no record says."""
    return tuple(
        Agreed(_action(row, statement), is_sure and bool(_text(row, "action")))
        for statement in _standing(facts)
        if _holds_actions(statement.field)
        for row, is_sure in _judged_rows(statement, ("action", "owner", "agency", "due"))
        if any(_text(row, key) for key in row)
    )


def find_unread(facts: CaseFacts) -> tuple[str, ...]:
    """Return the places that would name people or hold actions, and in which nothing written could be read."""
    return tuple(
        f"‘{say_label(statement.field)}’ {statement.place}"
        for statement in _standing(facts)
        if statement.value in (None, [], {})
        and (_names_people(statement.field) or _holds_actions(statement.field))
    )


def _holds_actions(field: Field) -> bool:
    return any(column.key == "action" for column in field.columns)


def _names_people(field: Field) -> bool:
    """Say whether a field names professionals: as a person, as a text, or in rows."""
    if field.sensitivity.names_whom_it_is_about:
        return False
    is_name = field.kind is Kind.TEXT and field.sensitivity is Sensitivity.PROFESSIONAL
    return is_name or field.kind is Kind.PERSON or any(_is_name(column) for column in field.columns)


def _is_name(column: Field) -> bool:
    return column.key == "name" and column.sensitivity is Sensitivity.PROFESSIONAL


def _standing(facts: CaseFacts) -> Iterator[Statement]:
    """Yield what the records say, form by form, without what a later return of the same form supersedes."""
    keys = dict.fromkeys((one.form.key, one.field.key) for one in facts.statements)
    for form, key in keys:
        said = (one for one in facts.statements if (one.form.key, one.field.key) == (form, key))
        yield from settle(said).standing


def people_in(statement: Statement, agencies: Iterable[str]) -> Iterator[Named]:
    """Yield the professionals whom one answer names; `agencies` are the board's."""
    if not _names_people(statement.field):
        return
    place = f"‘{say_label(statement.field)}’ {statement.place}"
    doubts = () if statement.sure else (place,)
    if isinstance(statement.value, str):
        name, role, agency = _parts_of(_line(statement.value), agencies)
        yield Named(name, role, agency, (place,), (place,) if agency else doubts)
    for row, is_sure in _judged_rows(statement, PERSON_PARTS):
        name, role, agency = (_text(row, part) for part in PERSON_PARTS)
        if name or role or agency:
            yield Named(name, role, agency, (place,), () if is_sure else (place,))


def _parts_of(text: str, agencies: Iterable[str]) -> tuple[str, str, str]:
    """Return the name, role and agency of a person on one line, where one of the board's agencies stands in it.

    Which part is what, nobody can be sure; without an agency the line stays whole.
    """
    name, *rest = (part.strip() for part in text.split(","))
    known = {_plain(agency): agency for agency in agencies}
    at = next((number for number, part in enumerate(rest) if _plain(part) in known), None)
    if at is None or not name:
        return text, "", ""
    return name, ", ".join(part for number, part in enumerate(rest) if number != at), known[_plain(rest[at])]


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").split()).casefold()


def _joined(before: Named, again: Named) -> Named:
    """Return one person from two places; what the first left open, the second may say."""
    return Named(
        before.name or again.name,
        before.role or again.role,
        before.agency or again.agency,
        tuple(dict.fromkeys((*before.places, *again.places))),
        tuple(dict.fromkeys((*before.doubts, *again.doubts))),
    )


def _action(row: Mapping[str, BoxValue], statement: Statement) -> OpenAction:
    given = {
        "action": _text(row, "action") or IN_RETURN,
        "owner": _text(row, "owner"),
        "agency": _text(row, "agency"),
    }
    source = f"{statement.form.title}, return {statement.record.id}"
    return OpenAction(**given, due=_day(_text(row, "due")), source=source)


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _texts_in(statement: Statement) -> Iterable[str]:
    if isinstance(statement.value, str):
        return (" ".join(statement.value.split()),)
    return tuple(_text(row, "agency") for row in _rows(statement))


def _rows(statement: Statement) -> Iterator[Mapping[str, BoxValue]]:
    """Yield the rows of an answer; a person is one row. What has another shape holds nobody."""
    value = statement.value
    for row in value if isinstance(value, list) else [value]:
        if isinstance(row, dict):
            yield {key: held for key, held in row.items() if held is None or isinstance(held, str | bool)}


def _judged_rows(statement: Statement, parts: Iterable[str]) -> Iterator[tuple[Mapping[str, BoxValue], bool]]:
    """Yield the rows of an answer, each with whether those parts of it were surely read."""
    read: dict[int, dict[str, FieldReading]] = {}
    for name, reading in statement.record.fields.items():
        key, _, box = name.partition(".")
        number, _, column = box.partition(".")
        if key == statement.field.key and number.isdecimal():
            read.setdefault(int(number), {})[column] = reading
    rows = tuple(_rows(statement))
    begun = [read[number] for number in sorted(read) if any(one.value for one in read[number].values())]
    is_known = len(begun) == len(rows)
    for at, row in enumerate(rows):
        boxes = (begun[at].get(part) for part in parts) if is_known else ()
        yield row, statement.sure or (is_known and all(box.sure for box in boxes if box))


def _text(row: Mapping[str, BoxValue], key: str) -> str:
    held = row.get(key)
    return _line(held) if isinstance(held, str) else ""


def _line(text: str) -> str:
    """Return a text on one line, no longer than a line of a meeting's file may be."""
    return " ".join(text.split())[:500]
