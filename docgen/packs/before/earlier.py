"""What earlier meetings about a case leave for the next one: actions that nobody says are done, decisions, people."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from docgen.packs.before.people import Agreed
from docgen.packs.meeting import Action, Attendee, Meeting, OpenAction, Person, Presence
from docgen.packs.unread import IN_RETURN
from docgen.packs.words import say_day
from escalation.boards import Stage

_CAME = {
    Presence.PRESENT: "Was at",
    Presence.APOLOGIES: "Sent apologies to",
    Presence.ABSENT: "Was asked to, and not at,",
}


@dataclass(frozen=True)
class Earlier:
    """An earlier meeting, and the name of the file that says what was said there.

    `unsettled` counts the places that the file still asks a person to look at: what is carried from it is not sure.
    """

    meeting: Meeting
    file: str
    unsettled: int = 0

    @property
    def says(self) -> str:
        """Name the meeting by its day; by its title where the file gives none."""
        about = self.meeting
        return (
            f"the meeting of {say_day(about.date)}"
            if about.date
            else f"‘{about.title or about.stage}’ (day not given)"
        )

    @property
    def source(self) -> str:
        """Say where what is taken over from it is written."""
        return f"Minutes of {self.says}, {self.file}"


def in_order(earlier: Iterable[Earlier]) -> tuple[Earlier, ...]:
    """Return meetings by their days; those without a day last, as they were given."""
    return tuple(sorted(earlier, key=lambda one: (one.meeting.date is None, str(one.meeting.date or ""))))


def carry_actions(recorded: Iterable[Agreed], earlier: Iterable[Earlier]) -> tuple[Agreed, ...]:
    """Return the actions to ask after: those of the records, and those of earlier meetings that are not done.

    Meetings are told in the order of their days: what a later one says is done is left out. An action of the
    records that a meeting says is done stays, and says so. One that both hold, in the same words and for the same
    day, is there once.
    """
    still: dict[tuple[str, ...], Agreed] = {}
    done: dict[tuple[str, ...], str] = {}
    for one in earlier:
        for action in one.meeting.open_actions:
            for key in [key for key in still if key[:3] == _whose(action)] if action.done else []:
                del still[key]
            if action.done:
                done[_whose(action)] = one.file
            else:
                still.setdefault(_known_by(action), _open(action, action.source or one.source, one))
        for agreed in one.meeting.actions:
            done.pop(_whose(agreed), None)
            still[_known_by(agreed)] = _open(agreed, one.source, one)
    held = (_marked(one, done) for one in recorded if _known_by(one.action) not in still)
    return (*_each_once(held), *still.values())


def _each_once(recorded: Iterable[Agreed]) -> tuple[Agreed, ...]:
    """Return actions each once, with every return that holds it; one that was not read is no other's equal."""
    found: dict[tuple[str, ...], Agreed] = {}
    for number, one in enumerate(recorded):
        key = _known_by(one.action) if one.action.action != IN_RETURN else (str(number),)
        before = found.setdefault(key, one)
        sources = dict.fromkeys((*before.action.source.split("; "), *one.action.source.split("; ")))
        action = before.action.model_copy(update={"source": "; ".join(sources)[:500]})
        found[key] = Agreed(action, before.sure or one.sure)
    return tuple(found.values())


def _open(action: Action, source: str, at: Earlier) -> Agreed:
    told = {"action": action.action, "owner": action.owner, "agency": action.agency, "due": action.due}
    return Agreed(OpenAction.model_validate(told | {"source": source[:500]}), sure=not at.unsettled)


def _marked(one: Agreed, done: dict[tuple[str, ...], str]) -> Agreed:
    file = done.get(_whose(one.action))
    if file is None:
        return one
    source = f"{one.action.source}; done, by {file}"[:500]
    return Agreed(one.action.model_copy(update={"done": True, "source": source}), one.sure)


def _whose(action: Action) -> tuple[str, ...]:
    """Return an action's words, owner and agency, whatever their capitals and spaces."""
    return tuple(" ".join(part.split()).casefold() for part in (action.action, action.owner, action.agency))


def _known_by(action: Action) -> tuple[str, ...]:
    return (*_whose(action), str(action.due or ""))


def find_attendees(earlier: Iterable[Earlier], stage: Stage) -> Iterator[tuple[Attendee, str]]:
    """Yield who was asked to earlier meetings, with where that stands; for a person to keep or to take out.

    A stage of a level of line management is met by that level: only those of earlier meetings of the same stage.
    """
    for one in earlier:
        if stage.level and one.meeting.stage != stage.key:
            continue
        for asked in one.meeting.attendance:
            came = _CAME[asked.presence] if asked.presence else "Was asked to"
            if str(asked):
                yield _plain(asked), f"{came} {one.says}, {one.file}"
        offices = ((one.meeting.chair, "Chaired"), (one.meeting.minute_taker, "Took the minutes of"))
        for person, office in offices:
            if str(person):
                yield _plain(person), f"{office} {one.says}, {one.file}"


def _plain(person: Person) -> Attendee:
    return Attendee(name=person.name, role=person.role, agency=person.agency)


def say_decisions(one: Earlier) -> Iterator[str]:
    """Yield what an earlier meeting decided, a decision each; or that its file gives none."""
    if not one.meeting.decisions:
        yield f"{one.source}: the file gives no decision."
    for number, decided in enumerate(one.meeting.decisions, start=1):
        reason = f" (reason: {decided.reason})" if decided.reason else ""
        yield f"{one.source}, decision {number}: {decided.decision}{reason}"
