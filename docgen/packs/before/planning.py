"""Plan a meeting about a case: who is to be there, what is on the agenda and what is still open, from its records."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from docgen.packs.before.earlier import Earlier, carry_actions, find_attendees, say_decisions
from docgen.packs.before.officers import Proposal, find_days_of_minutes, propose_officers
from docgen.packs.before.people import (
    Agreed,
    Named,
    are_one,
    find_actions,
    find_agencies,
    find_people,
    find_unread,
    join_people,
)
from docgen.packs.dates import notice_dates, notice_day_off
from docgen.packs.meeting import Attendee, Meeting, Recipient
from docgen.packs.roles import Said, judge_rules, say_considerations, standing
from docgen.packs.words import say_day
from escalation.answers import Answer, LimitAnswer
from escalation.boards import Rule, Stage
from escalation.definitions import Office
from escalation.timeframes.check import check_limit
from escalation.timeframes.conditions import judge, read_condition
from escalation.timeframes.facts import CaseFacts
from escalation.timeframes.later_meetings import minuted_events
from escalation.timeframes.versions import governing_limits

WELCOME = "Welcome, introductions, apologies"
PURPOSE = "Purpose of the meeting"
INFORMATION = "Information from each agency"
DISCUSSION = "Discussion"
DECISIONS = "Decisions, the reasons for them, and who does not agree and why"
ACTIONS = "Actions: what, by whom, of which agency, by when"
REVIEW = "Whether to review, and when"
CIRCULATION = "Who receives the minutes, and by when"


@dataclass(frozen=True)
class Invited:
    """Somebody to invite, and why they are on the list."""

    person: Attendee
    why: str
    is_doubtful: bool = False


@dataclass(frozen=True)
class Plan:
    """A meeting as far as the records and the procedure give it, with what a person must know to complete it.

    `decided` are the decisions of earlier meetings. They are for the file alone, as `actions` and `invited` are: they
    may name anybody. `officers` are who is proposed to chair and to take the minutes.
    """

    meeting: Meeting
    stage: Stage
    officers: tuple[Proposal, ...]
    invited: tuple[Invited, ...]
    actions: tuple[Agreed, ...]
    chairs: tuple[Said, ...]
    minutes: tuple[Said, ...]
    meets: tuple[Said, ...]
    remarks: tuple[str, ...]
    unread: tuple[str, ...] = ()
    decided: tuple[str, ...] = ()

    @property
    def in_doubt(self) -> int:
        """How many names and actions somebody must look up in a return before the plan can be relied on."""
        unsure = sum(one.is_doubtful for one in self.invited) + sum(one.is_doubtful for one in self.officers)
        unsure += sum(not one.sure for one in self.actions)
        return unsure + len(self.unread)


def find_stage(facts: CaseFacts) -> Stage | None:
    """Return the last stage, in the order of the procedure, that a case has certainly reached; None for none."""
    reached = [stage for stage in facts.board.stages if facts.reached(stage.key).value]
    return reached[-1] if reached else None


def plan_meeting(
    facts: CaseFacts,
    stage: Stage,
    views_title: str,
    day: dt.date | None = None,
    earlier: tuple[Earlier, ...] = (),
) -> Plan:
    """Return the plan of a meeting of a stage; `day` is its date, where it is settled.

    Without one it is the day that the records give the stage's meeting, or none: so where a stage is dated by a
    decision or an end, and where that was the day of one of the `earlier` meetings, which stand in the order of
    their days. `views_title` names what the person and the family say. Raises ValidationError for a case reference
    longer than a meeting's file may hold.
    """
    recorded = facts.dated[stage.event].date if minuted_events(stage, facts.board) else None
    officers = propose_officers(facts, stage, earlier)
    invited = (*_with_officers(_with_earlier(_invite(facts, stage), earlier, stage), officers),)
    actions = carry_actions(find_actions(facts), earlier)
    is_over = recorded in {one.meeting.date for one in earlier}
    held = day or (None if is_over else recorded)
    considered = [one.says for one in say_considerations(stage.considers, facts)]
    before = tuple(_earlier_minutes(earlier, recorded if recorded and held and recorded < held else None))
    meeting = Meeting.model_validate(
        {
            "board": facts.board.key,
            "case": facts.case.reference,
            "stage": stage.key,
            "title": stage.title,
            "date": held,
            **{one.office: one.person for one in officers},
            "after": _days_before(facts, stage, held, earlier),
            "agenda": tuple(_agenda(considered, views_title, before, has_actions=bool(actions))),
            "attendance": tuple(one.person for one in invited),
            "open_action": tuple(one.action for one in actions),
            "circulation": tuple(Recipient(name=rule.who[:500]) for rule in _in_force(stage.receives, facts)),
        }
    )
    return Plan(
        meeting=meeting,
        stage=stage,
        officers=officers,
        invited=invited,
        actions=actions,
        chairs=judge_rules(stage.chairs, facts),
        minutes=standing(stage.minutes, facts),
        meets=standing(stage.meets, facts),
        remarks=(*_remarks(facts, stage, held), *_say_differing(meeting, facts), *_unsettled(earlier)),
        unread=find_unread(facts),
        decided=tuple(said for one in earlier for said in say_decisions(one)),
    )


def _days_before(
    facts: CaseFacts, stage: Stage, held: dt.date | None, earlier: tuple[Earlier, ...]
) -> tuple[dt.date, ...]:
    """Return the days of the stage's meetings before this one: by their files, and by the records."""
    named = {one.meeting.date for one in earlier if one.meeting.stage == stage.key}
    recorded = {one.day for one in facts.later_meetings if one.stage == stage}
    recorded |= find_days_of_minutes(facts, stage)
    if minuted_events(stage, facts.board):
        recorded.add(facts.dated[stage.event].date)
    days = {*named, *(recorded if held else ())}
    return tuple(sorted(day for day in days if day and not (held and day >= held)))


def _say_differing(meeting: Meeting, facts: CaseFacts) -> Iterator[str]:
    """Yield that the records date the stage otherwise, which `pack check` asks: this may be another meeting."""
    return (one.message for one in notice_dates(meeting, facts) if one.code == "pack-date-differs")


def _unsettled(earlier: tuple[Earlier, ...]) -> Iterator[str]:
    for one in earlier:
        if one.unsettled:
            marked = f"{one.file} still has comments that say ASK or NOT SURE ({one.unsettled})"
            yield f"{marked}: settle them, and take them away."


def _earlier_minutes(earlier: tuple[Earlier, ...], recorded: dt.date | None) -> Iterator[str]:
    """Yield the item of the agenda for the minutes of each meeting before, of the files and of the records."""
    if recorded and recorded not in {one.meeting.date for one in earlier}:
        yield f"Minutes of the meeting of {say_day(recorded)}"
    yield from (f"Minutes of {one.says}"[:500] for one in earlier)


def _in_force(rules: tuple[Rule, ...], facts: CaseFacts) -> Iterator[Rule]:
    return (rule for rule in rules if judge(read_condition(rule.when), facts).value is not False)


def _invite(facts: CaseFacts, stage: Stage) -> Iterator[Invited]:
    """Yield the stage's own people and its level of line management; where it has none, all who are named."""
    named = find_people(facts, stage.key if stage.level else "")
    yield from (_invite_named(one) for one in named)
    level = next((one for one in facts.board.line_management if one.level == stage.level), None)
    if level is None:
        return
    present = {one.agency.casefold() for one in named}
    for agency in find_agencies(facts):
        if agency.casefold() not in present and level.roles.get(agency):
            why = f"{level.title}, by the procedure’s table of line management: find out who it is"
            yield Invited(Attendee(role=level.roles[agency][:500], agency=agency), why)


def _with_earlier(
    invited: Iterable[Invited], earlier: tuple[Earlier, ...], stage: Stage
) -> tuple[Invited, ...]:
    """Return whom to invite and whom to ask again, each once; a name takes the place of a role without one."""
    found = list(invited)
    for person, why in find_attendees(earlier, stage):
        same = next((one for one in found if are_one(one.person, person)), None)
        same = same or next((one for one in found if _is_role_of(one.person, person)), None)
        if same is None:
            found.append(Invited(person, f"{why}."))
        else:
            both = join_people(same.person, person)
            found[found.index(same)] = replace(same, person=both, why=f"{same.why.rstrip('.')}; {why}.")
    return tuple(found)


def _with_officers(invited: tuple[Invited, ...], officers: Iterable[Proposal]) -> Iterator[Invited]:
    """Yield whom to invite, and after them whoever is proposed for an office and not among them."""
    yield from invited
    for one in officers:
        person = Attendee(**one.person.model_dump())
        if str(person) and not any(are_one(other.person, person) for other in invited):
            does = "to chair" if one.office is Office.CHAIR else "to take the minutes"
            yield Invited(person, f"Proposed {does}: see [{one.office}] above.")


def _is_role_of(one: Attendee, other: Attendee) -> bool:
    """Say whether one is a role and agency without a name, and the other has them and a name."""
    is_role = not one.name and bool(other.name) and bool(one.role)
    return is_role and (one.role.casefold(), one.agency.casefold()) == (
        other.role.casefold(),
        other.agency.casefold(),
    )


def _invite_named(one: Named) -> Invited:
    doubt = " NOT SURE: look at what is written there." if one.doubts else ""
    person = Attendee(name=one.name, role=one.role, agency=one.agency)
    return Invited(person, f"{'; '.join(one.places)}.{doubt}", is_doubtful=bool(one.doubts))


def _agenda(
    considered: Iterable[str], views_title: str, earlier: Iterable[str], *, has_actions: bool
) -> Iterator[str]:
    yield WELCOME
    yield PURPOSE
    yield from earlier
    if has_actions:
        yield "Actions still open"
    yield views_title
    yield INFORMATION
    yield DISCUSSION
    yield from (f"To consider: {one}"[:500] for one in considered)
    yield from (DECISIONS, ACTIONS, REVIEW, CIRCULATION)


def _remarks(facts: CaseFacts, stage: Stage, held: dt.date | None) -> Iterator[str]:
    ended = facts.resolved(stage.key)
    if ended.value:
        yield f"The records say that the matter was resolved at this stage: {ended.why}."
    before = facts.ended_before(stage)
    if before:
        yield f"The records say that the matter was resolved before this stage, at ‘{before.title}’."
    for place in find_unread(facts):
        yield f"Something is written in {place}, and could not be read: look whom or what it names."
    yield from _other_agencies(facts, stage)
    yield from (one.message for one in notice_day_off(held, facts.board))
    if held is None:
        yield from (_say_due(one) for one in _limits_to(stage, facts) if one.due)


def _other_agencies(facts: CaseFacts, stage: Stage) -> Iterator[str]:
    """Say who would meet for the agencies that no record names: which of them is concerned, a person knows."""
    level = next((one for one in facts.board.line_management if one.level == stage.level), None)
    named = find_agencies(facts)
    others = (
        [f"{agency}: {role}" for agency, role in level.roles.items() if agency not in named] if level else []
    )
    if others:
        yield f"The records do not name these agencies. If they are concerned, invite: {'; '.join(others)}."


def _limits_to(stage: Stage, facts: CaseFacts) -> Iterator[LimitAnswer]:
    """Yield the answers to the limits by which the stage's meeting is to be held."""
    for limit in governing_limits(facts):
        if stage.event in {one.to for one in limit.each_reading}:
            answer = check_limit(limit, facts)
            if answer.answer is not Answer.NOT_APPLICABLE:
                yield answer


def _say_due(answer: LimitAnswer) -> str:
    return f"Due by {say_day(answer.due)}: {answer.title} ({answer.clause}: ‘{answer.quote}’)."
