"""What a pack still lacks before it may be called final, each with what asks for it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from docgen.packs.before.people import are_one
from docgen.packs.enclosing.amiss import find_amiss, named_by
from docgen.packs.enclosing.enclosures import Enclosure
from docgen.packs.family import is_of_family
from docgen.packs.meeting import Attendee, Meeting, Presence
from docgen.packs.papers import Papers
from docgen.packs.roles import Said
from docgen.packs.unread import find_stand_ins

GOOD_MINUTES = "good minutes, whatever the procedure"
MUST_BE_SAID = "a heading that cannot be left out"
RESTS_ON_IT = "limits of later stages rest on it"
ASKED_IN_IT = "a comment there says NOT SURE or ASK"
NAMED_THERE = "the meeting’s file names it"
NO_REVIEW = "No review"
"""How a decision begins that says that none was arranged."""


@dataclass(frozen=True)
class Lacking:
    """Something that is missing: the key of the meeting's file, what to do, who asks for it, and its line there.

    `line` is None where that is not known, and for a key that is not in the file yet.
    """

    key: str
    says: str
    asked_by: str
    line: int | None = None

    def __str__(self) -> str:
        """Give it on one line: key, with its line, what to do, and why."""
        is_line = self.key == f"line {self.line}"
        at = f"{self.key}, line {self.line}" if self.line and not is_line else self.key
        return f"{at}: {self.says} ({self.asked_by})"


def find_lacking(
    meeting: Meeting, papers: Papers, unsettled: Iterable[int] = (), enclosures: Sequence[Enclosure] = ()
) -> tuple[Lacking, ...]:
    """Return what is missing from the papers of a meeting, in the order of its file.

    A list that is not in the file is not answered: `dissent = []` says that nobody dissented. `unsettled` are the
    lines of the file on which a comment asks a person to look or to choose. `enclosures` are the files that go with
    the papers as they came: one that could not be put in is missing.
    """
    return tuple(
        chain(
            _place_and_time(meeting),
            _offices(meeting, papers),
            _attendance(meeting, papers),
            _texts(meeting, papers),
            _information(meeting),
            _decisions(meeting),
            _actions(meeting),
            _outcome(meeting, papers),
            _review(meeting, papers),
            _circulation(meeting, papers),
            _records(meeting, papers),
            _stand_ins(meeting),
            _enclosures(enclosures),
            say_comments(unsettled),
        )
    )


def _place_and_time(meeting: Meeting) -> Iterator[Lacking]:
    for key in ("date", "time", "place"):
        if not getattr(meeting, key):
            yield Lacking(key, "say it", GOOD_MINUTES)


def _offices(meeting: Meeting, papers: Papers) -> Iterator[Lacking]:
    if not meeting.chair.name:
        yield Lacking("chair", "name who chaired", _clause(papers.chairs))
    if not meeting.minute_taker.name:
        yield Lacking("minute_taker", "name who took the minutes", _clause(papers.minutes))


def _attendance(meeting: Meeting, papers: Papers) -> Iterator[Lacking]:
    asked_by = _clause(papers.meets)
    if not meeting.attendance:
        yield Lacking("attendance", "list who was asked to the meeting", asked_by)
    for number, one in enumerate(meeting.attendance, start=1):
        if not one.name:
            yield Lacking(
                f"attendance {number}",
                f"name the {one.role or 'person'} of {one.agency or 'their agency'}",
                asked_by,
            )
        if one.presence is None:
            said = "say presence: present, apologies or absent"
            yield Lacking(f"attendance {number}", f"{one.name or 'this person'}: {said}", GOOD_MINUTES)
        for first, before in enumerate(meeting.attendance[: number - 1], start=1):
            if says := _say_twice(one, before, first):
                yield Lacking(f"attendance {number}", says, GOOD_MINUTES)


def _say_twice(one: Attendee, before: Attendee, number: int) -> str:
    """Say that somebody is listed twice; nothing where they are not, or are two people by their roles."""
    if not one.name or not are_one(one, before):
        return ""
    if one.presence and before.presence and one.presence is not before.presence:
        both = f"as {before.presence} (attendance {number}) and as {one.presence}"
        apart = "if they are two people, write more to one of their names"
        return f"{one.name} is listed twice, {both}: say which is so; {apart}"
    is_one_role = "" in (one.role, before.role) or one.role.casefold() == before.role.casefold()
    said = f"{one.name} is listed twice (attendance {number} too): take one of the two out"
    return said if is_one_role else ""


def _texts(meeting: Meeting, papers: Papers) -> Iterator[Lacking]:
    if not meeting.purpose:
        yield Lacking("purpose", "say what was in dispute, and what the meeting was to decide", GOOD_MINUTES)
    if not meeting.child_views:
        yield Lacking("child_views", f"{papers.views_title}: if nobody asked, say why", MUST_BE_SAID)
    if not meeting.discussion:
        yield Lacking("discussion", "say what was discussed", GOOD_MINUTES)


def _information(meeting: Meeting) -> Iterator[Lacking]:
    """Ask it of every agency that came or, as long as presence is not said, may have come: all at once.

    The family comes for none: what they say stands under their views.
    """
    came_for = [one for one in meeting.attendance if not is_of_family(one)]
    told = {one.agency.casefold() for one in meeting.information if one.text}
    if not (told or meeting.attendance):
        yield Lacking("information", "say what each agency that came told the meeting", GOOD_MINUTES)
    came = {one.agency for one in came_for if one.presence is Presence.PRESENT}
    unsaid = {one.agency for one in came_for if one.presence is None}
    for agency in dict.fromkeys(one.agency for one in came_for if one.agency):
        if agency.casefold() in told:
            continue
        if agency in came:
            says = (
                f"say what {agency} told the meeting, or that it told nothing (an interpreter, an observer)"
            )
            yield Lacking("information", says, GOOD_MINUTES)
        elif agency in unsaid:
            yield Lacking("information", f"if {agency} was there, say what it told the meeting", GOOD_MINUTES)


def _decisions(meeting: Meeting) -> Iterator[Lacking]:
    yield from _unsaid(
        meeting, "decisions", "decision", "list the decisions, or say decision = [] if none was made"
    )
    for number, one in enumerate(meeting.decisions, start=1):
        if not one.reason:
            yield Lacking(f"decision {number}", "give its reason", GOOD_MINUTES)
    yield from _unsaid(
        meeting, "dissent", "dissent", "say who did not agree and why, or dissent = [] if nobody"
    )
    for number, held in enumerate(meeting.dissent, start=1):
        if not held.why:
            yield Lacking(f"dissent {number}", "say why", GOOD_MINUTES)


def _actions(meeting: Meeting) -> Iterator[Lacking]:
    yield from _unsaid(
        meeting, "actions", "action", "list the actions, or say action = [] if none was agreed"
    )
    for number, one in enumerate(meeting.actions, start=1):
        missing = [part for part in ("owner", "agency", "due") if not getattr(one, part)]
        if missing:
            yield Lacking(f"action {number}", f"say {', '.join(missing)}", GOOD_MINUTES)
        if one.due and meeting.date and one.due < meeting.date:
            yield Lacking(
                f"action {number}", "it is due before the meeting: say which day is meant", GOOD_MINUTES
            )
    for number, held in enumerate(meeting.open_actions, start=1):
        if held.done is None:
            yield Lacking(f"open_action {number}", "say done = true or false", GOOD_MINUTES)


def _outcome(meeting: Meeting, papers: Papers) -> Iterator[Lacking]:
    if meeting.resolved is None:
        yield Lacking("resolved", "say true or false", RESTS_ON_IT)
    asks = _considered("referral", papers)
    if meeting.referral_required is None and asks:
        yield Lacking("referral_required", "say true or false", _clause(asks))


def _review(meeting: Meeting, papers: Papers) -> Iterator[Lacking]:
    asked_by, considered, day = (
        _clause(_considered("review", papers)),
        meeting.review_considered,
        meeting.review_date,
    )
    if considered is None:
        yield Lacking("review_considered", "say true or false", asked_by)
    if considered is False and day:
        yield Lacking(
            "review_considered", "it says false, and review_date gives a day: say which is so", asked_by
        )
    if day and meeting.date and day <= meeting.date:
        yield Lacking("review_date", "the review is not after the meeting: say its day", asked_by)
    is_none = any(one.decision.casefold().startswith(NO_REVIEW.casefold()) for one in meeting.decisions)
    if considered and day is None and not is_none:
        none = f"where none was arranged, give a [[decision]] that begins ‘{NO_REVIEW}’, and its reason"
        yield Lacking("review_date", f"say its day; {none}", asked_by)


def _considered(word: str, papers: Papers) -> list[Said]:
    return [clause for clause in papers.considers if word in clause.says.casefold().split()]


def _circulation(meeting: Meeting, papers: Papers) -> Iterator[Lacking]:
    if not meeting.circulation:
        yield Lacking("circulation", "list who receives the minutes", _clause(papers.receives))


def _records(meeting: Meeting, papers: Papers) -> Iterator[Lacking]:
    if not papers.records:
        said = "the files named hold no record of this case: " if meeting.records else ""
        yield Lacking("records", f"{said}name the file of the case’s records", GOOD_MINUTES)
    for record in papers.records:
        if record.needs_a_person:
            yield Lacking(
                "records", f"{record.title}, return {record.id}: settle what is marked in it", GOOD_MINUTES
            )
    for finding in papers.findings:
        yield Lacking(finding.field or "records", finding.message, GOOD_MINUTES)


def _stand_ins(meeting: Meeting) -> Iterator[Lacking]:
    for key, part in find_stand_ins(meeting):
        which = "it" if part == key else part
        said = f"{which} still says that something was not read: look at what was written, and say it"
        yield Lacking(key, said, GOOD_MINUTES)
    for number, one in enumerate(meeting.information, start=1):
        if not one.agency:
            yield Lacking(f"information {number}", "say which agency said this", GOOD_MINUTES)


def _enclosures(enclosures: Sequence[Enclosure]) -> Iterator[Lacking]:
    for one in find_amiss(enclosures):
        yield Lacking(named_by(one.enclosure), one.asks, NAMED_THERE, one.enclosure.line)


def say_comments(unsettled: Iterable[int]) -> Iterator[Lacking]:
    """Yield that the comments on those lines of a meeting's file still ask a person."""
    for line in unsettled:
        yield Lacking(f"line {line}", "settle what it asks, and take the comment away", ASKED_IN_IT, line)


def _unsaid(meeting: Meeting, name: str, key: str, says: str) -> Iterator[Lacking]:
    if not getattr(meeting, name) and name not in meeting.model_fields_set:
        yield Lacking(key, says, GOOD_MINUTES)


def _clause(rules: Iterable[Said]) -> str:
    """Return the first rule of the procedure that asks for something; good minutes ask for it where none does.

    A rule that begins with "No" says that the procedure names nobody (Moray 3.3: no chair is named).
    """
    asking = (rule.says for rule in rules if rule.stands != "no" and not rule.says.startswith("No "))
    return next(asking, GOOD_MINUTES)
