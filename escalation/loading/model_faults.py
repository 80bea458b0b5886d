"""What a model refuses, said in plain English: the table, the key, what was found and what is accepted."""

import datetime as dt
import difflib
import typing
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ValidationError

from escalation.definitions import Key, Slug
from escalation.faults import Fault
from escalation.frozen import Frozen
from escalation.loading.board_files import Place, Table

_ACCEPTED_BY_KIND: Mapping[Any, str] = {
    dt.date: "a day such as 2026-11-01, without quotes",
    dt.time: "a time of the 24-hour clock such as 14:30:00, without quotes",
    bool: "true or false, without quotes",
    int: "a whole number, without quotes",
    Key: "small letters and digits, with a single underscore between words, such as stage_2_outcome",
    Slug: "small letters and digits, with a hyphen between words, such as stage-2",
}
_ACCEPTED_BY_ERROR = {
    "string_too_short": "some text",
    "string_too_long": "a text of at most {max_length} characters",
    "string_type": "text in quotes",
    "tuple_type": "a list",
    "dict_type": "a table",
    "model_type": "a table",
    "greater_than_equal": "a number no smaller than {ge}",
    "less_than_equal": "a number no greater than {le}",
    "too_short": "one at the least",
    "numbering": 'a number such as 2, or "1.2" in quotes',
}
_COUNTED = ("within", "basis", "local", "target")
_VERSION = "a year and month such as 2026-11, or 2026-11.2 for a second version"
_NEEDED = "a value: the file cannot be used without one"


@dataclass(frozen=True)
class _Mistake:
    """What a model says of one thing it refuses: the kind of mistake, the way to it, and what stands there."""

    kind: str
    steps: tuple[int | str, ...]
    given: object
    context: Mapping[str, Any]


def model_faults(model: type[Frozen], table: Table, place: Place) -> tuple[Fault, ...]:
    """Return a fault for everything that keeps a table from being of a model; none where it stands."""
    try:
        model.model_validate(table, by_alias=True, by_name=False)
    except ValidationError as error:
        mistakes = [
            _Mistake(one["type"], one["loc"], one["input"], one.get("ctx", {}))
            for one in error.errors(include_url=False)
        ]
        return tuple(_fault_of(one, model, table, place) for one in mistakes if not _follows_from_others(one))
    return ()


def _follows_from_others(mistake: _Mistake) -> bool:
    """A list is counted without the items that are refused, each of which is a mistake of its own."""
    return mistake.kind == "too_short" and bool(mistake.given)


def say_value(value: object) -> str:
    """Show what a file holds, as the file writes it; only the beginning of a long text."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f'"{value}"' if len(value) <= 40 else f'"{value[:40]}..."'
        case int() | float() | dt.date() | dt.time():
            return str(value)
        case _:
            return "a table" if isinstance(value, dict) else "a list"


def say_near(wrong: str, known: Iterable[str]) -> str:
    """List what is known, with the nearest to what was written first."""
    names = list(dict.fromkeys(known))
    near = difflib.get_close_matches(wrong, names, n=1)
    return (f"did you mean {near[0]}? " if near else "") + (", ".join(names) or "nothing yet")


def _fault_of(mistake: _Mistake, model: type[Frozen], table: Table, place: Place) -> Fault:
    spot, key, held = _descend(mistake.steps, table, place)
    holder, asked = _asked_at(model, mistake.steps)
    if mistake.kind == "extra_forbidden":
        return spot.fault(key, "an unknown key", say_near(key, _keys_of(holder)))
    if mistake.kind == "missing":
        return spot.fault(key, "nothing", _NEEDED)
    if mistake.kind == "value_error":
        if isinstance(held.get(key), dict):
            spot, held = spot.under(key), held[key]
        found = ", ".join(f"{name} = {say_value(held[name])}" for name in _COUNTED if name in held)
        return spot.fault("", found or say_value(mistake.given), str(mistake.context["error"]))
    return spot.fault(key, say_value(mistake.given), _accepted(asked, mistake))


def _descend(steps: tuple[int | str, ...], table: Any, place: Place) -> tuple[Place, str, Any]:
    """Follow a mistake into its table: the place of that table, the key in it, and the table itself."""
    keys = [step for step in steps if step != "[key]"]
    while len(keys) > 1 and isinstance(keys[0], str):
        name, rest = keys[0], keys[1:]
        held = table.get(name) if isinstance(table, dict) else None
        if isinstance(held, list) and isinstance(rest[0], int) and isinstance(held[rest[0]], dict):
            place, table, keys = place.within(name, rest[0] + 1, held[rest[0]]), held[rest[0]], rest[1:]
        elif isinstance(held, dict):
            place, table, keys = place.under(name), held, rest
        else:
            break
    return place, ".".join(str(key + 1 if isinstance(key, int) else key) for key in keys), table


def _asked_at(model: type[BaseModel], steps: tuple[int | str, ...]) -> tuple[type[BaseModel], Any]:
    """Return the model that holds the place of a mistake, and the type that it asks for there."""
    asked: Any = model
    for step in steps:
        inner = _model_in(asked)
        if isinstance(step, str) and inner is not None:
            model, asked = inner, _keys_of(inner).get(step)
        elif step == "[key]":
            asked = typing.get_args(asked)[0]
    return model, asked


def _keys_of(model: type[BaseModel]) -> dict[str, Any]:
    """Return the keys that a model accepts, as the files write them, each with the type it asks for."""
    hints = typing.get_type_hints(model, include_extras=True)
    return {info.alias or name: hints[name] for name, info in model.model_fields.items()}


def _model_in(asked: Any) -> type[BaseModel] | None:
    return next(
        (kind for kind in _kinds_in(asked) if isinstance(kind, type) and issubclass(kind, BaseModel)), None
    )


def _kinds_in(asked: Any) -> Iterator[Any]:
    yield asked
    for part in typing.get_args(asked):
        yield from _kinds_in(part)


def _accepted(asked: Any, mistake: _Mistake) -> str:
    if mistake.kind in _ACCEPTED_BY_ERROR:
        return _ACCEPTED_BY_ERROR[mistake.kind].format(**mistake.context)
    for kind in _kinds_in(asked):
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            return say_near(str(mistake.given), list(kind))
        if kind in _ACCEPTED_BY_KIND:
            return _ACCEPTED_BY_KIND[kind]
    return _VERSION if mistake.kind == "string_pattern_mismatch" else "another value"
