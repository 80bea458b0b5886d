"""One value of a definition as the text of one cell, and back.

A cell is its text as it stands, without the spaces around it. Text that this would not give back (nothing at
all, edges of spaces, letters that no workbook holds) is written in quotation marks, as TOML writes it.
"""

import datetime as dt
import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from boardforms.workbooks.tomlfile import quote

Value: TypeAlias = str | bool | int | dt.date | list[str] | list[int]
"""What a TOML file holds where a workbook has one cell."""

LONGEST_CELL = 32_767
"""Characters: what Excel can hold in a cell."""


class CellKind(StrEnum):
    """What a cell holds, in the words in which it is asked for."""

    TEXT = "text"
    KEY = "a key, in small letters and digits"
    CHOICE = "one of the list"
    YES_NO = "yes or no"
    NUMBER = "a whole number such as 12"
    DAY = "a day such as 2026-11-01"
    KEYS = "keys, with a comma between them"
    NUMBERS = "whole numbers, with a comma between them"


@dataclass(frozen=True)
class Asked:
    """What a cell may hold: its kind, and its `choices` where there is a list of them."""

    kind: CellKind
    choices: tuple[str, ...] = ()

    @property
    def accepted(self) -> str:
        """Say what the cell accepts."""
        return ", ".join(self.choices) or self.kind.value


class Misfit(Exception):
    """A cell that does not hold what is asked: what was `found` in it and what is `accepted`."""

    def __init__(self, found: str, accepted: str) -> None:
        """Take the two halves of the message."""
        super().__init__(found, accepted)
        self.found, self.accepted = found, accepted


_UNHELD = re.compile(r"[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|_x[0-9A-Fa-f]{4}_|\t")
"""Letters that XML has no place for, and what Excel takes for one of them."""


def write_cell(asked: Asked, value: object) -> str:
    """Return a value as the text of its cell; nothing for None."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case list() | tuple():
            return ", ".join(str(item) for item in value)
        case dt.date():
            return value.isoformat()
        case str() if asked.kind in {CellKind.TEXT, CellKind.KEY}:
            return _write_text(value)
        case _:
            return str(value)


def _write_text(text: str) -> str:
    plain = not _UNHELD.search(text) and text.strip() == text and _unquoted(text) == text and text
    return text if plain else re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", r"\\u005F", quote(text))


def read_cell(asked: Asked, held: object) -> Value | None:
    """Return the value that a cell gives; None for a blank one.

    Raises Misfit where the cell holds anything else than is asked: also a number or a day where text is,
    because Excel has then thrown away what was typed (3.10 is kept as 3.1).
    """
    if isinstance(held, str):
        text = held.replace("_x000D_", "").replace("\r\n", "\n").strip()
        return _read_text(asked, text) if text else None
    if held is None:
        return None
    return _read_typed(asked, held)


def _read_typed(asked: Asked, held: object) -> Value:
    match asked.kind, held:
        case CellKind.YES_NO, bool():
            return held
        case CellKind.DAY, dt.datetime() if held.time() == dt.time():
            return held.date()
        case ((CellKind.NUMBER | CellKind.NUMBERS), (int() | float())) if _is_whole(held):
            return int(held) if asked.kind is CellKind.NUMBER else [int(held)]
    raise Misfit(f"{say_held(held)}, which is not kept as text", _accepted_instead(asked))


def _is_whole(held: float) -> bool:
    return not isinstance(held, bool) and float(held).is_integer()


def _accepted_instead(asked: Asked) -> str:
    if asked.kind in {CellKind.TEXT, CellKind.KEY, CellKind.CHOICE, CellKind.KEYS}:
        return "text: format the cell as Text and write it again, because Excel changes what it takes for a number"
    return asked.accepted


def say_held(held: object) -> str:
    """Show what a cell holds; only the beginning of a long text."""
    match held:
        case bool():
            return str(held).upper()
        case dt.datetime() if held.time() == dt.time():
            return f"the day {held.date()}"
        case str():
            return f'"{held}"' if len(held) <= 40 else f'"{held[:40]}..."'
        case int() | float():
            return f"the number {held:g}"
        case _:
            return str(held)


def _read_text(asked: Asked, text: str) -> Value:
    match asked.kind:
        case CellKind.TEXT | CellKind.KEY:
            return _unquoted(text)
        case CellKind.CHOICE:
            return _read_choice(text, asked)
        case CellKind.KEYS:
            return [part.strip() for part in re.split(r"[,\n]", text) if part.strip()]
        case CellKind.NUMBERS:
            return [_read_number(part, asked) for part in re.split(r"[,\s]+", text) if part]
        case CellKind.NUMBER:
            return _read_number(text, asked)
        case CellKind.YES_NO:
            return _read_yes_no(text, asked)
        case CellKind.DAY:
            return _read_day(text, asked)


def _unquoted(text: str) -> str:
    """Return what stands in quotation marks, as TOML reads it; a text that is not wholly in them is itself."""
    if len(text) < 2 or not text.startswith('"') or not text.endswith('"') or text.startswith('"""'):
        return text
    try:
        held = tomllib.loads(f"held = {text}")["held"]
    except tomllib.TOMLDecodeError:
        return text
    return str(held)


def _read_choice(text: str, asked: Asked) -> str:
    found = [choice for choice in asked.choices if choice.casefold() == text.casefold()]
    if not found:
        raise Misfit(say_held(text), asked.accepted)
    return found[0]


def _read_number(text: str, asked: Asked) -> int:
    if not re.fullmatch(r"-?[0-9]{1,9}(\.0+)?", text):
        raise Misfit(say_held(text), asked.accepted)
    return int(text.partition(".")[0])


def _read_yes_no(text: str, asked: Asked) -> bool:
    said = {"yes": True, "true": True, "no": False, "false": False}.get(text.casefold())
    if said is None:
        raise Misfit(say_held(text), asked.accepted)
    return said


def _read_day(text: str, asked: Asked) -> dt.date:
    for pattern in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return dt.datetime.strptime(text, pattern).date()
        except ValueError:
            continue
    raise Misfit(say_held(text), f"{asked.accepted}, or 1/11/2026")
