"""What returned minutes say, under the keys of the meeting's file, and how surely each thing was read."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from docgen.packs.meeting import Presence
from parsers.dates import read_date
from parsers.values import read_choice

Value: TypeAlias = str | bool | dt.date | dt.time | tuple[()] | None
"""What a key of the meeting's file holds, `()` for a list with nothing in it; None where nobody understood it."""

DAYS = frozenset({"date", "review_date", "minutes_circulated", "due"})
YES_OR_NO = frozenset({"resolved", "referral_required", "review_considered", "done"})
TIMES = frozenset({"time", "ends"})
RESOLVED = {"yes": "resolved", "no": "unresolved"}
"""How forms ask for an outcome of two kinds, by what the meeting's file says of it."""
DONE: Mapping[str, bool] = {
    **dict.fromkeys(("done", "complete", "completed", "finished"), True),
    **dict.fromkeys(
        ("not done", "not yet", "not yet done", "not complete", "not completed", "incomplete"), False
    ),
    **dict.fromkeys(("not finished", "ongoing", "on-going", "on going", "in progress", "outstanding"), False),
}
"""What people write of an action, beside yes and no, and whether that says that it is done."""
PRESENCE: Mapping[str, str] = {
    **dict.fromkeys(("attended", "in attendance", "present in person"), Presence.PRESENT.value),
    **dict.fromkeys(("apologies sent", "apologies given", "apologies received", "sent apologies", "gave apologies"),
                    Presence.APOLOGIES.value),
    **dict.fromkeys(("did not attend", "dna", "not present"), Presence.ABSENT.value),
}  # fmt: skip
"""What people write of somebody's attendance, beside the three words themselves."""
LONGEST_LINE, LONGEST_PROSE = 500, 100_000
"""Characters: a line of the meeting's file holds no more, and a text of any length no more than that."""
LINES = frozenset({"place", "name", "role", "agency", "how", "owner", "who", "source"})

_CLOCK = re.compile(r"(?P<hour>[0-9]{1,2})(?:[:.](?P<minute>[0-9]{2}))?\s*(?P<half>[ap])?\.?(?:m\.?)?")
_TO = re.compile(r"\s*(?:\bto\b|\buntil\b|[-‐-―−])\s*")
_NAMED_TIMES = {"midday": dt.time(12), "noon": dt.time(12), "midnight": dt.time(0)}


@dataclass(frozen=True)
class Told:
    """One thing that the minutes say: what is made of it, as it is written, where, and whether that is sure."""

    value: Value
    raw: str
    place: str
    sure: bool = True


Entry: TypeAlias = Mapping[str, Told]
"""An entry of a list (an action, a decision) by the keys of the meeting's file."""


@dataclass(frozen=True)
class Left:
    """Something in the minutes that has no place in the meeting's file: why (a code of a finding), and its words."""

    code: str
    place: str
    text: str = ""


@dataclass(frozen=True)
class ToldMinutes:
    """All that returned minutes say. `texts` are by key (`date`, `chair.name`), `lists` by the name of their tables.

    `empty` are the lists of which the minutes say that there is nothing in them: nobody dissented.
    """

    texts: Mapping[str, Told]
    lists: Mapping[str, tuple[Entry, ...]]
    empty: frozenset[str] = frozenset()
    left: tuple[Left, ...] = field(default=())


def understand(key: str, raw: str, place: str, *, sure: bool = True) -> Told:
    """Return what a text means under a key of the meeting's file; without a value where it means nothing there."""
    # A blank at a line's end would keep TOML from setting the text in lines.
    lines = (line.rstrip() for line in raw.split("\n"))
    value = _meaning(key, " ".join(raw.split()) if key in LINES else "\n".join(lines))
    return Told(value, raw, place, sure and value is not None)


def _meaning(key: str, text: str) -> Value:
    if key in DAYS:
        return read_date(text).date
    if key == "done" and (done := DONE.get(" ".join(text.split()).rstrip(". ").casefold())) is not None:
        return done
    if key in YES_OR_NO:
        options = (
            RESOLVED
            if key == "resolved" and text.casefold() in RESOLVED.values()
            else {"yes": "y", "no": "n"}
        )
        said = read_choice(text.rstrip(". "), options)
        return None if said is None else said == "yes"
    if key == "presence":
        said = " ".join(text.split()).rstrip(". ").casefold()
        return PRESENCE.get(said) or read_choice(said, {one.value: one.value for one in Presence})
    if key in TIMES:
        return read_clock(text)
    return None if len(text) > (LONGEST_LINE if key in LINES else LONGEST_PROSE) else text


def say_accepted(key: str) -> str:
    """Return what the meeting's file takes under a key, as a person writes it there."""
    if key in DAYS:
        return "a day, such as 2026-03-27"
    if key in YES_OR_NO:
        return "true or false"
    if key in TIMES:
        return "a time of the 24-hour clock, such as 14:30:00"
    if key == "presence":
        *others, last = (f'"{one.value}"' for one in Presence)
        return f"{', '.join(others)} or {last}; until when, by telephone and the like can stand in role"
    return f"{LONGEST_LINE if key in LINES else LONGEST_PROSE:,} characters at most"


def read_clock(text: str) -> dt.time | None:
    """Return a time of day as people write it (`2pm`, `2:30 pm`, `14.30`, `midday`); None for anything else.

    An hour alone, without am or pm, could be either, and is nothing.
    """
    words = " ".join(text.split()).casefold()
    found = _CLOCK.fullmatch(words)
    if found is None:
        return _NAMED_TIMES.get(words)
    hour, minute, half = int(found["hour"]), int(found["minute"] or 0), found["half"]
    if (half and not 1 <= hour <= 12) or (not half and (found["minute"] is None or len(found["hour"]) < 2)):
        return None
    try:
        return dt.time(hour % 12 + (12 if half == "p" else 0) if half else hour, minute)
    except ValueError:
        return None


def understand_times(raw: str, place: str, *, sure: bool = True) -> Iterator[tuple[str, Told]]:
    """Yield when a meeting begins, and ends where that is said: `2pm to 3:30pm`."""
    parts = _TO.split(raw.strip())
    both = [read_clock(part) for part in parts]
    if len(parts) == 2 and all(both):
        yield "time", Told(both[0], raw, place, sure)
        yield "ends", Told(both[1], raw, place, sure)
    else:
        yield "time", understand("time", raw, place, sure=sure)
