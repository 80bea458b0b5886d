"""What of a meeting's file a copy shows, part by part."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from docgen.packs.by_role.guarding import CHANGED_SINCE, Guard, Withheld
from docgen.packs.by_role.release_wording import sum_wording
from docgen.packs.meeting import Meeting, Release
from escalation.definitions import Kind, Sensitivity
from escalation.frozen import Frozen

_Asks = tuple[Sensitivity, Kind]
_FREE: _Asks = (Sensitivity.FREE_TEXT, Kind.LONG_TEXT)
_NAME: _Asks = (Sensitivity.PROFESSIONAL, Kind.TEXT)
_TEXT: _Asks = (Sensitivity.NEUTRAL, Kind.TEXT)
_DAY: _Asks = (Sensitivity.NEUTRAL, Kind.DATE)
_TICK: _Asks = (Sensitivity.NEUTRAL, Kind.TICK)
_CHOICE: _Asks = (Sensitivity.NEUTRAL, Kind.CHOICE)

ONCE: Mapping[str, tuple[str, _Asks]] = {
    "title": ("Title of the meeting", _TEXT),
    "date": ("Date of the meeting", _DAY),
    "time": ("Time", _DAY),
    "ends": ("Time at which it ended", _DAY),
    "place": ("Place", _TEXT),
    "agenda": ("Agenda", _FREE),
    "purpose": ("Purpose of the meeting", _FREE),
    "child_views": ("The child’s and the family’s views", _FREE),
    "discussion": ("Discussion", _FREE),
    "resolved": ("Is the disagreement resolved?", _TICK),
    "referral_required": ("Is a referral required?", _TICK),
    "review_considered": ("Was a review considered?", _TICK),
    "review_date": ("Date of the review", _DAY),
    "minutes_circulated": ("Date on which the minutes were circulated", _DAY),
}
"""What stands once in a meeting's file: what it is called, and what it may give away."""


@dataclass(frozen=True)
class Entries:
    """A list of a meeting's file, or a person in it. Where all of the `lead` of an entry is withheld, the entry is.

    `may_be_own`: an agency's own entries are released to it, where the rule says so.
    """

    says: str
    asks: Mapping[str, _Asks]
    lead: tuple[str, ...]
    may_be_own: bool = False


_PERSON = {"name": _NAME, "role": _TEXT, "agency": _TEXT}
_WHO = ("name", "role", "agency")
_ACTION = {"action": _FREE, "owner": _NAME, "agency": _TEXT, "due": _DAY}
ENTRIES: Mapping[str, Entries] = {
    "chair": Entries("Chair", _PERSON, _WHO),
    "minute_taker": Entries("Minutes taken by", _PERSON, _WHO),
    "attendance": Entries("Attendance and apologies", {**_PERSON, "presence": _CHOICE}, _WHO),
    "information": Entries("Information from each agency", {"agency": _TEXT, "text": _FREE}, ("text",), True),
    "decisions": Entries(
        "Decisions, and the reasons for them", {"decision": _FREE, "reason": _FREE}, ("decision",)
    ),
    "dissent": Entries("Who did not agree, and why", {"who": _NAME, "why": _FREE}, ("why",)),
    "actions": Entries("Actions", _ACTION, ("action",), True),
    "open_actions": Entries(
        "Actions still open", {**_ACTION, "source": _TEXT, "done": _TICK}, ("action",), True
    ),
    "circulation": Entries("Circulation", {"name": _NAME, "agency": _TEXT, "how": _TEXT}, ("name",)),
}
"""What a meeting's file lists. A key that is in neither table is in no copy."""

WHERE = "The meeting’s file"
WITHHELD = "(withheld)"
"""What stands in an entry for what is withheld of it, where other entries of its list show the same."""


class Lifting(Enum):
    """What a person has said of a part of a meeting's file: nothing, that it is released, or that it was."""

    NONE = auto()
    RELEASED = auto()
    CHANGED = auto()


def release_meeting(meeting: Meeting, guard: Guard) -> tuple[dict[str, Any], tuple[Withheld, ...]]:
    """Return what of a meeting's file a copy shows, by its names in `Meeting`, and what it does not.

    The board, the stage and the case reference are for the caller to give.
    """
    released: dict[str, Any] = {}
    withheld: list[Withheld] = []
    for key, (says, asks) in ONCE.items():
        value = getattr(meeting, key)
        if value not in ("", None, ()):
            ground = _ground(value, asks, guard, _lifting(meeting, key, 0, guard))
            if ground:
                withheld.append(Withheld(says, WHERE, ground))
            else:
                released[key] = value
    for key, entries in ENTRIES.items():
        kept = [*_release_entries(meeting, key, entries, guard, withheld)]
        released |= (
            {key: tuple(kept) if isinstance(getattr(meeting, key), tuple) else kept[0]} if kept else {}
        )
    return released, tuple(dict.fromkeys(withheld))


def say_part(name: str) -> str:
    """Return what a part of a meeting's file is called, by its name in `Meeting`."""
    return ENTRIES[name].says if name in ENTRIES else ONCE[name][0]


def _release_entries(
    meeting: Meeting, key: str, entries: Entries, guard: Guard, withheld: list[Withheld]
) -> Iterator[Frozen]:
    shown: list[tuple[Frozen, Mapping[str, Any]]] = []
    held = getattr(meeting, key)
    for number, entry in enumerate(held if isinstance(held, tuple) else (held,), start=1):
        is_own = entries.may_be_own and guard.audience.is_own(entry.agency)
        lifting = _lifting(meeting, key, number, guard)
        grounds = {
            name: _ground(value, asks, guard, Lifting.RELEASED if is_own and asks == _FREE else lifting)
            for name, asks in entries.asks.items()
            if (value := getattr(entry, name)) not in ("", None)
        }
        kept = {name: getattr(entry, name) for name, ground in grounds.items() if not ground}
        is_shown = any(name in kept for name in entries.lead) or not any(
            name in grounds for name in entries.lead
        )
        for name, ground in grounds.items():
            if ground and (is_shown or name in entries.lead):
                says = f"{entries.says}: {name}" if is_shown else _say_entries(entries, guard)
                withheld.append(Withheld(says, WHERE, ground))
        if is_shown and kept:
            shown.append((entry, kept))
    given = {name for _, kept in shown for name in kept}
    for entry, shows in shown:
        gaps = {name: WITHHELD for name in given if _is_text(getattr(entry, name))}
        yield type(entry).model_validate({**dict.fromkeys(_must_be_given(type(entry)), ""), **gaps, **shows})


def _is_text(value: object) -> bool:
    """Say whether something is a text of any words: not a day, nor one answer of a few."""
    return type(value) is str and value != ""


def _must_be_given(model: type[Frozen]) -> Iterator[str]:
    """Yield the texts that an entry cannot be without: in a copy they stay empty where they are withheld."""
    return (name for name, field in model.model_fields.items() if field.is_required())


def _say_entries(entries: Entries, guard: Guard) -> str:
    """Name a list of which an entry is withheld: where an agency sees its own, only those of others are."""
    return (
        f"{entries.says}: those of others" if entries.may_be_own and guard.audience.has_own else entries.says
    )


def _ground(value: object, asks: _Asks, guard: Guard, lifting: Lifting) -> str:
    texts = (value,) if isinstance(value, str) else value if isinstance(value, tuple) else ()
    ground = "" if lifting is Lifting.RELEASED else guard.ground(*asks)
    return (CHANGED_SINCE if ground and lifting is Lifting.CHANGED else ground) or guard.ground_in(texts)


def _lifting(meeting: Meeting, key: str, number: int, guard: Guard) -> Lifting:
    """Return whether a person has released a part, or one entry of it, in the words that stand there now."""
    name = part_names()[key]
    ours = [
        one for one in meeting.releases if one.part in {name, f"{name} {number}"} and guard.is_for(one.to)
    ]
    if any(is_as_released(one, meeting) for one in ours):
        return Lifting.RELEASED
    return Lifting.CHANGED if ours else Lifting.NONE


def is_as_released(release: Release, meeting: Meeting) -> bool:
    """Say whether a part of a meeting's file stands in the words in which a person released it."""
    held = read_part(meeting, release.part)
    return held is not None and release.wording == sum_wording(held)


def read_part(meeting: Meeting, part: str) -> object:
    """Return what stands in a part (`discussion`), or in an entry of it (`decision 2`); None where nothing does."""
    name, _, number = part.partition(" ")
    held = next((getattr(meeting, key) for key, said in part_names().items() if said == name), None)
    if not number:
        return None if held in ("", ()) else held
    entries = held if isinstance(held, tuple) else (held,)
    return entries[int(number) - 1] if int(number) <= len(entries) else None


def part_names() -> Mapping[str, str]:
    """Return what each part is called in a meeting's file (`decision`), by its name in `Meeting` (`decisions`)."""
    return {key: Meeting.model_fields[key].alias or key for key in (*ONCE, *ENTRIES)}
