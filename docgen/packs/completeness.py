"""What a pack still lacks before it may be called final, each with what asks for it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from docgen.packs.meeting import Meeting, Presence
from docgen.packs.papers import Papers
from docgen.packs.roles import Said

GOOD_MINUTES = "good minutes, whatever the procedure"
MUST_BE_SAID = "a heading that cannot be left out"


@dataclass(frozen=True)
class Lacking:
    """Something that is missing: the key of the meeting's file, what to do, and who asks for it."""

    key: str
    says: str
    asked_by: str

    def __str__(self) -> str:
        """Give it on one line: key, what to do, and why."""
        return f"{self.key}: {self.says} ({self.asked_by})"


def find_lacking(meeting: Meeting, papers: Papers) -> tuple[Lacking, ...]:
    """Return what is missing from the papers of a meeting, in the order of its file.

    A list that is not in the file is not answered: `dissent = []` says that nobody dissented.
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
            _considered(meeting, papers),
            _circulation(meeting, papers),
            _records(papers),
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


def _texts(meeting: Meeting, papers: Papers) -> Iterator[Lacking]:
    if not meeting.purpose:
        yield Lacking("purpose", "say what was in dispute, and what the meeting was to decide", GOOD_MINUTES)
    if not meeting.child_views:
        yield Lacking("child_views", f"{papers.views_title}: if nobody asked, say why", MUST_BE_SAID)
    if not meeting.discussion:
        yield Lacking("discussion", "say what was discussed", GOOD_MINUTES)


def _information(meeting: Meeting) -> Iterator[Lacking]:
    told = {one.agency.casefold() for one in meeting.information if one.text}
    present = dict.fromkeys(
        one.agency for one in meeting.attendance if one.agency and one.presence is Presence.PRESENT
    )
    for agency in present:
        if agency.casefold() not in told:
            yield Lacking("information", f"say what {agency} told the meeting", GOOD_MINUTES)


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
    for number, held in enumerate(meeting.open_actions, start=1):
        if held.done is None:
            yield Lacking(f"open_action {number}", "say done = true or false", GOOD_MINUTES)


def _considered(meeting: Meeting, papers: Papers) -> Iterator[Lacking]:
    for word, key in (("referral", "referral_required"), ("review", "review_considered")):
        asks = [clause for clause in papers.considers if word in clause.says.casefold().split()]
        if getattr(meeting, key) is None and (asks or key == "review_considered"):
            yield Lacking(key, "say true or false", _clause(asks))
    if meeting.review_date and meeting.date and meeting.review_date < meeting.date:
        yield Lacking("review_date", "the review is before the meeting: say its day", GOOD_MINUTES)


def _circulation(meeting: Meeting, papers: Papers) -> Iterator[Lacking]:
    if not meeting.circulation:
        yield Lacking("circulation", "list who receives the minutes", _clause(papers.receives))


def _records(papers: Papers) -> Iterator[Lacking]:
    if not papers.records:
        yield Lacking("records", "name the file of the case’s records", GOOD_MINUTES)
    for record in papers.records:
        if record.notes:
            yield Lacking(
                "records", f"{record.title}, return {record.id}: settle what is marked in it", GOOD_MINUTES
            )
    for finding in papers.findings:
        yield Lacking("records", finding.message, GOOD_MINUTES)


def _unsaid(meeting: Meeting, name: str, key: str, says: str) -> Iterator[Lacking]:
    if not getattr(meeting, name) and name not in meeting.model_fields_set:
        yield Lacking(key, says, GOOD_MINUTES)


def _clause(rules: Iterable[Said]) -> str:
    """Return the first rule of the procedure that asks for something; good minutes ask for it where none does."""
    return next((rule.says for rule in rules if rule.stands != "no"), GOOD_MINUTES)
