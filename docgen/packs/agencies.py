"""The agencies of a case: those that have a part in it, and those that its meeting's file alone names."""

import difflib
from collections.abc import Iterator

from docgen.packs.before.people import find_actions, find_agencies, find_people, find_said
from docgen.packs.by_role.audiences import agencies_at
from docgen.packs.lines import find_value
from docgen.packs.meeting import Meeting
from escalation.codes import notice
from escalation.findings import Finding
from escalation.timeframes.facts import CaseFacts


def find_parts(meeting: Meeting, facts: CaseFacts) -> tuple[str, ...]:
    """Return the agencies that have a part in a case, each once: its meeting's file or its records name them."""
    named = (*agencies_at(meeting), *find_agencies(facts), *(one.agency for one in find_people(facts)))
    return tuple({_plain(name): name for name in reversed(named) if name}.values())[::-1]


def has_part(agency: str, meeting: Meeting, facts: CaseFacts) -> bool:
    """Say whether an agency has a part in a case."""
    return _plain(agency) in {_plain(name) for name in find_parts(meeting, facts)}


def notice_agencies(meeting: Meeting, facts: CaseFacts, text: str = "") -> Iterator[Finding]:
    """Yield a note on each agency of a meeting's file that neither board nor records know: it may be misspelt.

    `text` is the text of the meeting's file, by which its line is known. Where neither names any agency, none is
    strange.
    """
    known = {_plain(name): name for name in _known(facts)}
    said = find_said(facts)
    if not known:
        return
    for agency in agencies_at(meeting):
        if _plain(agency) not in said | known.keys():
            line = find_value(text, "agency", agency)
            yield notice("pack-agency-unknown", message=_say(agency, line, tuple(known.values())))


def _known(facts: CaseFacts) -> Iterator[str]:
    """Yield the agencies that the board or a record names, and the board, where either names any agency."""
    people = (one.agency for one in find_people(facts))
    actions = (one.action.agency for one in find_actions(facts))
    named = [name for name in (*facts.board.agencies, *people, *actions) if name]
    yield from (*named, facts.board.name) if named else ()


def _say(agency: str, line: int | None, known: tuple[str, ...]) -> str:
    shown = "".join(sign if sign.isprintable() else " " for sign in agency)
    at = f", line {line}," if line else ""
    near = difflib.get_close_matches(agency, known, n=1)
    meant = f"Is ‘{near[0]}’ meant?" if near else "See whether it is spelt as it should be."
    return (
        f"The meeting’s file{at} names ‘{shown}’, an agency that neither the board nor a record of the case names."
        f" {meant}"
    )


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
