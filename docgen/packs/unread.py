"""What stands in a meeting's file in place of something that was written and could not be read: nobody said it."""

from collections.abc import Iterator, Mapping
from typing import Any

from docgen.packs.meeting import Meeting

IN_RETURN = "(Not read: see the return)"
"""What stands for an action of which only the other boxes of its row were read."""

IN_MINUTES = "(Not read: see the minutes)"
"""What stands for the part without which the meeting's file takes no entry, where the minutes leave it open."""


def find_stand_ins(meeting: Meeting) -> Iterator[tuple[str, str]]:
    """Yield where a meeting's file still holds such words: the key or entry (`information 2`), and the part of it."""
    for key, held in meeting.model_dump(by_alias=True).items():
        entries = held if isinstance(held, tuple) else (held,)
        for number, entry in enumerate(entries, start=1):
            where = f"{key} {number}" if isinstance(held, tuple) else key
            yield from ((where, part) for part, text in _parts(entry, key).items() if _is_stand_in(text))


def _parts(entry: object, key: str) -> Mapping[str, Any]:
    return entry if isinstance(entry, dict) else {key: entry}


def _is_stand_in(text: object) -> bool:
    return isinstance(text, str) and any(sign in text for sign in (IN_RETURN, IN_MINUTES))
