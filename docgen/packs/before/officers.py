"""Who may chair a meeting and take its minutes: as records and earlier minutes of the case name them.

A name is a proposal, for a person to confirm: who chaired the last meeting of a stage need not chair the next. Where
nobody is named, the roles that the procedure names are said, and no person.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from docgen.packs.before.earlier import Earlier
from docgen.packs.before.people import are_one, find_agencies, people_in
from docgen.packs.meeting import Person
from docgen.packs.minutes.own import HELD_ON, STAGE
from docgen.packs.roles import standing
from docgen.packs.words import say_day
from escalation.boards import Rule, Stage
from escalation.definitions import FormDefinition, Office
from escalation.timeframes.facts import CaseFacts
from escalation.timeframes.statements import Statement, settle

_DID = {Office.CHAIR: "chaired", Office.MINUTE_TAKER: "took the minutes of"}
_DOES = {Office.CHAIR: "chairs", Office.MINUTE_TAKER: "takes the minutes"}


@dataclass(frozen=True)
class Proposal:
    """Who is proposed for an office of a meeting, and what the file says of it, a sentence or more each.

    `person` is empty where nobody is named for the stage, or where two are. `is_doubtful` where the reading of the
    name is not sure.
    """

    office: Office
    person: Person
    says: tuple[str, ...]
    is_doubtful: bool = False


@dataclass(frozen=True)
class _Naming:
    """One place that names somebody for an office of the stage; `day` is that of the meeting it is of, if known."""

    person: Person
    why: str
    day: dt.date | None = None
    is_doubtful: bool = False


def propose_officers(
    facts: CaseFacts, stage: Stage, earlier: Iterable[Earlier] = ()
) -> tuple[Proposal, Proposal]:
    """Return who is proposed to chair a meeting of a stage, and to take its minutes.

    Taken is who did so at the stage's last meeting, by its file or by the records; else whom a record of the
    stage asks to.
    """
    before = tuple(earlier)
    return (
        _propose(Office.CHAIR, stage.chairs, facts, stage, before),
        _propose(Office.MINUTE_TAKER, stage.minutes, facts, stage, before),
    )


def _propose(
    office: Office, rules: Iterable[Rule], facts: CaseFacts, stage: Stage, earlier: Sequence[Earlier]
) -> Proposal:
    last, *others = _in_order(_find_namings(office, facts, stage, earlier)) or [()]
    is_one = bool(last) and all(_name_one(last[0], one) for one in last)
    before = tuple(one for group in others for one in group)
    agreed = tuple(one for one in before if is_one and _name_one(last[0], one))
    rest = tuple(one for one in before if one not in agreed)
    says = (
        *_say_named(office, (*last, *agreed), is_one=is_one),
        *([f"Also named: {_say_all(rest)}."] if rest else []),
        *_say_procedure(office, rules, facts, stage),
    )
    is_doubtful = is_one and any(one.is_doubtful for one in last)
    return Proposal(office, _join((*last, *agreed)) if is_one else Person(), says, is_doubtful)


def _name_one(naming: _Naming, other: _Naming) -> bool:
    return are_one(naming.person, other.person)


def _in_order(namings: Iterable[_Naming]) -> list[tuple[_Naming, ...]]:
    """Return what names somebody, by the meeting: that of the last day first, and those of no known day last."""
    ordered = sorted(namings, key=lambda one: one.day or dt.date.min, reverse=True)
    return [tuple(group) for _, group in groupby(ordered, key=lambda one: one.day)]


def _find_namings(
    office: Office, facts: CaseFacts, stage: Stage, earlier: Iterable[Earlier]
) -> Iterator[_Naming]:
    for one in earlier:
        person = one.meeting.chair if office is Office.CHAIR else one.meeting.minute_taker
        if one.meeting.stage == stage.key and str(person):
            yield _Naming(
                person, f"{_DID[office]} {one.says}, {one.file}", one.meeting.date, bool(one.unsettled)
            )
    for statement in _statements_of_minutes(office, facts, stage):
        day = _day_of(statement, facts, stage)
        of = (
            f", which is of the meeting of {say_day(day)}"
            if day
            else ", which does not surely say of which day"
        )
        yield from _names_in(statement, facts, of, day)
    for statement in _statements_that_ask(office, facts, stage):
        yield from _names_in(statement, facts, "")


def _names_in(
    statement: Statement, facts: CaseFacts, of: str, day: dt.date | None = None
) -> Iterator[_Naming]:
    for named in people_in(statement, facts.board.agencies):
        person = Person(name=named.name, role=named.role, agency=named.agency)
        yield _Naming(person, f"{'; '.join(named.places)}{of}", day, bool(named.doubts))


def _statements_of_minutes(office: Office, facts: CaseFacts, stage: Stage) -> Iterator[Statement]:
    """Yield what the minutes of a stage's meetings say of an office; of returns for one day, the latest."""
    held = [one for one in facts.statements if one.field.key == office and _is_of_stage(one, facts, stage)]
    for day in dict.fromkeys(_day_of(one, facts, stage) for one in held):
        yield from settle(one for one in held if _day_of(one, facts, stage) == day).standing


def _statements_that_ask(office: Office, facts: CaseFacts, stage: Stage) -> Iterator[Statement]:
    """Yield what forms of no other stage say to a question that asks somebody to hold an office."""
    asked = [
        one for one in facts.statements if one.field.office is office and _stages_of(one.form) == {stage.key}
    ]
    for form in dict.fromkeys(one.form.key for one in asked):
        yield from settle(one for one in asked if one.form.key == form).standing


def find_days_of_minutes(facts: CaseFacts, stage: Stage) -> frozenset[dt.date]:
    """Return the days of a stage's meetings by the minutes of them on record, where these say their stage."""
    held = (one for one in facts.statements if one.field.key == HELD_ON and _is_of_stage(one, facts, stage))
    return frozenset(day for one in held if (day := one.date()))


def _is_of_stage(statement: Statement, facts: CaseFacts, stage: Stage) -> bool:
    """Say whether minutes are of a stage: they say so, or are on a form that dates no other."""
    said = _said_beside(statement, STAGE, facts)
    if said is not None:
        return said.is_clear and said.value == stage.key.replace("-", "_")
    return _stages_of(statement.form) == {stage.key}


def _stages_of(form: FormDefinition) -> set[str]:
    return {field.stage for field in form.fields if field.stage}


def _day_of(statement: Statement, facts: CaseFacts, stage: Stage) -> dt.date | None:
    """Return the day of the meeting that minutes are of; None where they do not surely say."""
    dated = (
        field.key for field in statement.form.fields if field.key == HELD_ON or field.event == stage.event
    )
    said = (_said_beside(statement, key, facts) for key in dated)
    return next((day for one in said if one is not None and (day := one.date())), None)


def _said_beside(statement: Statement, key: str, facts: CaseFacts) -> Statement | None:
    """Return what the same record says to another question; None where its form does not ask."""
    own = (one for one in facts.statements if one.record.id == statement.record.id)
    return next((one for one in own if one.field.key == key), None)


def _join(namings: Iterable[_Naming]) -> Person:
    """Return one person of all places that name them: what the first leaves open, the next may say."""
    people = [one.person for one in namings]
    parts = (next(filter(None, (getattr(one, part) for one in people)), "") for part in Person.model_fields)
    return Person(**dict(zip(Person.model_fields, parts, strict=True)))


def _say_named(office: Office, namings: Sequence[_Naming], *, is_one: bool) -> Iterator[str]:
    """Yield who is named, and what a person is to do about it."""
    if not namings:
        yield f"No record or earlier minutes of this stage name who {_DOES[office]}: write who does."
    elif is_one:
        why = "; ".join(dict.fromkeys(one.why for one in namings))
        yield f"A proposal: {why}."
        yield f"NOT SURE: look whether it is the same person who {_DOES[office]} this time."
    else:
        yield f"Several are named, so none is put in: {_say_all(namings)}."


def _say_all(namings: Iterable[_Naming]) -> str:
    return "; ".join(dict.fromkeys(f"{one.person} ({one.why})" for one in namings))


def _say_procedure(office: Office, rules: Iterable[Rule], facts: CaseFacts, stage: Stage) -> Iterator[str]:
    """Yield whom the procedure names for an office, and the roles of the level that meets."""
    held = standing(rules, facts)
    for rule in held:
        yield f"By the procedure{' (not certain yet, see above)' if rule.stands == 'not known' else ''}: {rule.says}."
    if not held:
        yield f"The procedure does not say who {_DOES[office]} at this stage."
    level = next((one for one in facts.board.line_management if one.level == stage.level), None)
    roles = (
        [f"{level.roles[name]} ({name})" for name in find_agencies(facts) if name in level.roles]
        if level
        else []
    )
    if level and roles and office is Office.CHAIR:
        yield f"{level.title}, by the procedure’s table: {'; '.join(roles)}."
