"""The words that a person releases to a copy, told by a sum: a text that was changed since is not released."""

import datetime as dt
import json
from hashlib import sha256

from pydantic import JsonValue

from escalation.frozen import Frozen

_LENGTH = 12
"""Hexadecimal digits, as of a record's id: a change comes about by chance, and is not made to be overlooked."""


def sum_wording(held: object) -> str:
    """Return the sum of what stands in a part of a meeting's file, whatever its white space is."""
    plain = json.dumps(_plain(held), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(plain.encode()).hexdigest()[:_LENGTH]


def _plain(held: object) -> JsonValue:
    match held:
        case Frozen():
            told = ((name, getattr(held, name)) for name in type(held).model_fields)
            return {name: _plain(value) for name, value in told if value not in ("", None)}
        case tuple():
            return [_plain(one) for one in held]
        case str():
            return " ".join(held.split())
        case dt.date() | dt.time():
            return held.isoformat()
        case bool():
            return held
        case _:
            return None
