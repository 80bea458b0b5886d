"""Whom a copy of a meeting's papers is for, and by which rule: `full`, `agency: NAME`, `family` or `learning`."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from docgen.packs.family import is_family
from docgen.packs.meeting import Meeting
from escalation.boards import Board
from escalation.content import content_folder
from escalation.copies import CopiesFile, Copy, Role

FULL = "full"


class NoSuchAudience(ValueError):
    """A copy asked for somebody whom the meeting does not know. The message says who there is."""


@dataclass(frozen=True)
class Audience:
    """Whom a copy is for: its rule, or None for a full copy; `agency` where it is one agency's."""

    rule: Copy | None
    agency: str = ""

    @property
    def says(self) -> str:
        """What the copy is called, on every page of it."""
        match self.rule.role if self.rule else None:
            case None:
                return "Full copy"
            case Role.AGENCY:
                return f"Copy for {self.agency or 'one agency'}"
            case Role.FAMILY:
                return "Copy for the family"
            case Role.LEARNING:
                return "Copy for learning, without names"

    @property
    def has_own(self) -> bool:
        """True for an agency that is shown what the meeting's file gives as its own."""
        return self.rule is not None and self.rule.own and self.rule.role is Role.AGENCY

    def is_own(self, agency: str) -> bool:
        """Say whether an entry of an agency is this audience's own."""
        return self.has_own and bool(agency) and _plain(agency) == _plain(self.agency)


def find_audience(asked: str, meeting: Meeting, board: Board) -> Audience:
    """Return the audience of those words, such as `agency: Education`. Raises NoSuchAudience."""
    name, _, agency = (part.strip() for part in asked.partition(":"))
    roles = [role.value for role in Role]
    if name.casefold() == FULL and not agency:
        return Audience(None)
    if name.casefold() not in roles:
        raise NoSuchAudience(f"no copy for ‘{asked}’: full, agency: NAME, family or learning")
    role = Role(name.casefold())
    if role is Role.AGENCY:
        return Audience(rule_for(role, board), _agency(agency, meeting, board))
    if agency:
        raise NoSuchAudience(f"‘{name}’ stands alone, and not ‘{asked}’")
    return Audience(rule_for(role, board))


def rule_for(role: Role, board: Board) -> Copy:
    """Return the rule for copies of a role: the board's own, or else the house's."""
    return next(rule for rule in (*board.copies, *_house_rules()) if rule.role is role)


@cache
def _house_rules() -> tuple[Copy, ...]:
    text = (content_folder("templates") / "copies.toml").read_text(encoding="utf-8")
    return CopiesFile.model_validate(tomllib.loads(text)).copies


def _agency(asked: str, meeting: Meeting, board: Board) -> str:
    if is_family(asked):
        raise NoSuchAudience(
            f"‘{asked}’ is no agency, and a copy for one names professionals: for the family there is family"
        )
    given = (*(name for name in agencies_at(meeting) if not is_family(name)), *board.agencies)
    known = {_plain(name): name for name in given}
    found = known.get(_plain(asked))
    if found is None:
        there_are = "; ".join(sorted(known.values())) or "none that the board or the meeting’s file names"
        raise NoSuchAudience(f"no agency ‘{asked}’. There are: {there_are}")
    return found


def agencies_at(meeting: Meeting) -> tuple[str, ...]:
    """Return the agencies that a meeting's file names, each once, in the order in which it names them."""
    return tuple(dict.fromkeys(name for name in _agencies(meeting) if name))


def _agencies(meeting: Meeting) -> Iterator[str]:
    yield from (meeting.chair.agency, meeting.minute_taker.agency)
    for entries in (
        meeting.attendance,
        meeting.information,
        meeting.actions,
        meeting.open_actions,
        meeting.circulation,
    ):
        yield from (one.agency for one in entries)


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
