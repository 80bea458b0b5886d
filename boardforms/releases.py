"""Write into a meeting's file that a person releases a part of it, in the words that stand there now."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from boardforms.errors import Unusable, WrongUsage
from boardforms.outputs import write_whole
from boardforms.packs import OpenMeeting
from boardforms.workbooks.tomlfile import write_toml
from docgen.packs.by_role.copies import find_everyone
from docgen.packs.by_role.hints import find_hints
from docgen.packs.by_role.release_checks import check_releases
from docgen.packs.by_role.release_wording import sum_wording
from docgen.packs.by_role.releasing_meeting import read_part
from docgen.packs.meeting import Meeting
from docgen.packs.reading import read_meeting
from escalation.copies import Role
from escalation.faults import DefinitionError
from escalation.frozen import Frozen
from escalation.loading.board_files import Place


@dataclass(frozen=True)
class Releasing:
    """Whose release to which roles, why and on which day."""

    to: tuple[str, ...]
    by: str
    why: str
    on: dt.date


@dataclass(frozen=True)
class ReleasedPart:
    """A part of a meeting's file that was released, and the words that are released with it."""

    part: str
    words: str


def release_parts(path: Path, parts: Sequence[str], releasing: Releasing) -> tuple[ReleasedPart, ...]:
    """Add a release of each part to a meeting's file, bound to its words, and return those words.

    Raises WrongUsage for a part or role that there is not, and a part in which nothing stands; Unusable where the
    file has mistakes or is laid out so that nothing can be added. It is then as it was.
    """
    text = path.read_bytes().decode("utf-8-sig")
    before = _read(text)
    tables = [_table(part, before, releasing) for part in parts]
    faults = [*check_releases(tables, Place(path.name))]
    if faults:
        raise WrongUsage("; ".join(f"no ‘{fault.key}’ of that name: {fault.accepted}" for fault in faults))
    empty = [part for part in parts if read_part(before, part) is None]
    if empty:
        raise WrongUsage(f"nothing stands in {', '.join(empty)}: there is nothing to release")
    write_whole(path, _with(text, tables, before).encode())
    return tuple(ReleasedPart(part, "\n".join(_words(read_part(before, part)))) for part in parts)


def find_doubts(released: ReleasedPart, to: Sequence[str], opened: OpenMeeting) -> tuple[str, ...]:
    """Return the pieces of a released part at which somebody should look once more, for those to whom it goes."""
    everyone = find_everyone(opened.meeting, opened.board, opened.case)
    gives_names = all(role.partition(":")[0].strip().casefold() == Role.AGENCY for role in to)
    return find_hints(released.words, everyone, gives_names=gives_names)


def _read(text: str) -> Meeting:
    try:
        return read_meeting(text)
    except DefinitionError as error:
        said = "\n".join(str(fault) for fault in error.faults)
        raise Unusable(f"the meeting's file has mistakes\n{said}") from None


def _table(part: str, meeting: Meeting, releasing: Releasing) -> dict[str, Any]:
    return {
        "part": part,
        "wording": sum_wording(read_part(meeting, part)) if _is_named(part) else "",
        "to": list(releasing.to),
        "by": releasing.by,
        "why": releasing.why,
        "on": releasing.on,
    }


def _is_named(part: str) -> bool:
    """Say whether a part is written so that it can be looked up: its number, if any, is one."""
    number = part.partition(" ")[2]
    return not number or (number.isascii() and number.isdecimal() and int(number) > 0)


def _with(text: str, tables: Sequence[dict[str, Any]], before: Meeting) -> str:
    """Return a meeting's file with releases at its end. Raises Unusable where that would say anything else."""
    added = write_toml({"release": tables})
    ending = "\r\n" if "\r\n" in text else "\n"
    joined = f"{text.rstrip()}\n\n{added.strip()}\n".replace("\r\n", "\n").replace("\n", ending)
    try:
        after = read_meeting(joined)
    except DefinitionError:
        after = None
    if after is None or after.releases[: len(before.releases)] != before.releases:
        raise Unusable(
            "the meeting's file cannot be added to, and is as it was. Write its releases as [[release]]"
        )
    return joined


def _words(held: object) -> Iterator[str]:
    match held:
        case Frozen():
            yield "; ".join(str(value) for _, value in held if value not in ("", None))
        case tuple():
            for one in held:
                yield from _words(one)
        case _:
            yield str(held)
