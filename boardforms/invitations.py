"""Invite to a meeting: the Word letter, the entry for calendars, and what neither gives."""

import datetime as dt
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from boardforms.errors import Unusable, WrongUsage
from boardforms.outputs import write_whole
from boardforms.packs import OpenMeeting
from docgen.packs.before.calendar_entry import render_calendar
from docgen.packs.before.invitation import Withheld, find_withheld, render_invitation
from docgen.packs.lines import find_item, find_named
from docgen.word.prose import find_template
from escalation.faults import DefinitionError

MOST_ENTRIES = 500
"""How many entries for calendars of a folder are looked at for those of a meeting."""

_LARGEST_ENTRY = 1_000_000
"""Bytes; ours has a few thousand."""


def make_invitation(opened: OpenMeeting, path: Path) -> None:
    """Write the invitation to a meeting as Word. Raises Unusable where the office's own template has mistakes."""
    try:
        template = find_template("invitation", opened.board, opened.outside)
        day = opened.checked.checked_on
        content = render_invitation(opened.meeting, opened.board, opened.case, day, template)
    except DefinitionError as error:
        raise Unusable(f"the template of the invitation has mistakes\n{error}") from None
    write_whole(path, content)


def make_calendar(opened: OpenMeeting, path: Path) -> dt.date | None:
    """Write a meeting as an entry for calendars, which takes the place of those of the same meeting beside it.

    Returns the day that such an entry gave, where it is another. Raises WrongUsage for a meeting whose day is not
    known.
    """
    if opened.meeting.date is None:
        raise WrongUsage("the meeting has no date yet: say it in its file, and make the entry then")
    about = (opened.meeting, opened.board, opened.case, opened.checked.checked_on)
    entry = render_calendar(*about, _entries_in(path.parent))
    write_whole(path, entry.content)
    return entry.moved_from


def _entries_in(folder: Path) -> Iterator[bytes]:
    for path in islice(sorted(folder.glob("*.ics")), MOST_ENTRIES):
        try:
            if path.is_file() and path.stat().st_size <= _LARGEST_ENTRY:
                yield path.read_bytes()
        except OSError:  # somebody has it open: it is then not looked at
            continue


def say_withheld(opened: OpenMeeting) -> Iterator[tuple[str, bool]]:
    """Yield what the invitation withholds, without the name, and whether it can be written otherwise."""
    for one in find_withheld(opened.meeting, opened.case, opened.board):
        line = _line_of(one, opened.text)
        at = f"{one.key}, line {line}" if line else one.key
        said = "withheld from the invitation, because it holds a word of the name of the child or adult"
        what = f"{at}: the name is {said}. Invite them in another way" if one.is_person else f"{at}: {said}"
        yield f"{what}." if one.is_person else f"{what}. Write it without a name.", not one.is_person


def _line_of(one: Withheld, text: str) -> int | None:
    is_item = one.key.startswith("agenda ")
    return find_named(text, "agenda", one.item) if is_item else find_item(text, one.key)
