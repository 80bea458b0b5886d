"""When a limit, a stage or a rule applies: a sentence, and whether the records of a case make it true.

A sentence joins terms with `and`, or with `or`: `stage-2 reached`, `stage-1 resolved`, `plan_detail is yes`,
`plan_detail is not yes`, `escalated_on given`. It never mixes the two, so that nobody has to know which binds
first. Where the records do not say, it is neither true nor false but not known, and names what it hangs on.
A tick answers `yes` or `no`.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Protocol

from pydantic import JsonValue

from escalation.timeframes.statements import Settled, Statement
from escalation.timeframes.wording import say_all, say_label

ACCEPTED = (
    "'STAGE reached', 'STAGE resolved', 'FIELD is OPTION', 'FIELD is not OPTION' or 'FIELD given'"
    ", joined by 'and' alone or by 'or' alone"
)


class Test(StrEnum):
    """What a term asks of its subject."""

    REACHED = "reached"
    RESOLVED = "resolved"
    IS = "is"
    IS_NOT = "is not"
    GIVEN = "given"


ABOUT_STAGES = frozenset({Test.REACHED, Test.RESOLVED})


@dataclass(frozen=True)
class Term:
    """One part of a condition: a stage or field, what is asked of it, and the option it is compared with."""

    subject: str
    test: Test
    option: str = ""

    def __str__(self) -> str:
        """Give the term as it is written in a board's file."""
        return f"{self.subject} {self.test} {self.option}".strip()


@dataclass(frozen=True)
class Condition:
    """Terms that must all hold, or of which one is enough where `any_will_do`. Without terms it always holds."""

    terms: tuple[Term, ...] = ()
    any_will_do: bool = False

    def stages(self) -> frozenset[str]:
        """Return the keys of the stages that it asks about."""
        return frozenset(term.subject for term in self.terms if term.test in ABOUT_STAGES)

    def fields(self) -> frozenset[str]:
        """Return the keys of the fields that it asks about."""
        return frozenset(term.subject for term in self.terms if term.test not in ABOUT_STAGES)


@dataclass(frozen=True)
class Truth:
    """Whether something holds: True, False, or None where the records do not say; with the reason."""

    value: bool | None
    why: str = ""


class Facts(Protocol):
    """What must be known of a case to judge a condition."""

    def answer_to(self, field: str) -> Settled:
        """Return what the records say in a field."""

    def where_to_give(self, field: str) -> str:
        """Say on which forms a field can be answered."""

    def reached(self, stage: str) -> Truth:
        """Say whether a stage was reached."""

    def resolved(self, stage: str) -> Truth:
        """Say whether the matter was resolved at a stage."""


_STAGE = re.compile(r"([a-z][a-z0-9-]*) (reached|resolved)")
_FIELD = re.compile(r"([a-z][a-z0-9_]*) (?:(given)|(is not|is) (?!not\b)([a-z][a-z0-9_]*))")


@lru_cache(maxsize=1024)
def read_condition(text: str) -> Condition:
    """Read a condition; a blank one always holds. Raises ValueError with what is accepted."""
    if not text.strip():
        return Condition()
    parts = text.split(" or ")
    any_will_do = len(parts) > 1
    return Condition(
        tuple(_read_term(part) for part in (parts if any_will_do else text.split(" and "))), any_will_do
    )


def _read_term(text: str) -> Term:
    words = " ".join(text.split())
    if found := _STAGE.fullmatch(words):
        return Term(found[1], Test(found[2]))
    if found := _FIELD.fullmatch(words):
        return Term(found[1], Test(found[2] or found[3]), found[4] or "")
    raise ValueError(f"'{words}' is not a condition: write {ACCEPTED}")


def judge(condition: Condition, facts: Facts) -> Truth:
    """Say whether a condition holds for a case, with the reasons of the terms that decide it.

    One false term decides where all must hold, and one true term where any will do; else one not known does.
    Where any will do, only the first that is not known is named: to answer it may be enough.
    """
    truths = tuple(_judge_term(term, facts) for term in condition.terms)
    for value in (condition.any_will_do, None):
        reasons = [truth.why for truth in truths if truth.value is value]
        if reasons:
            return Truth(value, say_all(reasons[:1] if condition.any_will_do else reasons))
    return Truth(not condition.any_will_do, say_all(truth.why for truth in truths) if truths else "")


def _judge_term(term: Term, facts: Facts) -> Truth:
    match term.test:
        case Test.REACHED:
            return facts.reached(term.subject)
        case Test.RESOLVED:
            return facts.resolved(term.subject)
        case Test.GIVEN:
            return _judge_given(term.subject, facts)
        case _:
            return _judge_answer(term, facts)


def _judge_given(key: str, facts: Facts) -> Truth:
    settled = facts.answer_to(key)
    given = next((statement for statement in settled.standing if statement.is_given), None)
    if given:
        return Truth(True, f"{_name(given)} is given {given.place}")
    if any(statement.is_left_blank or statement.is_clear for statement in settled.held_by):
        return Truth(False, f"{_name(settled.held_by[0])} is not given")
    return _not_answered(key, settled, facts)


def _judge_answer(term: Term, facts: Facts) -> Truth:
    settled = facts.answer_to(term.subject)
    if settled.value is None:
        return _not_answered(term.subject, settled, facts)
    first = settled.standing[0]
    is_so = option_of(settled.value) == term.option
    said = f"{_name(first)} is answered ‘{_say_option(first)}’"
    return Truth(is_so is (term.test is Test.IS), said)


def _not_answered(key: str, settled: Settled, facts: Facts) -> Truth:
    if settled.unclear:
        unclear = settled.unclear[0]
        return Truth(None, f"the answer to {_name(unclear)} {unclear.place} must be looked at first")
    if settled.differs:
        places = say_all(statement.place for statement in settled.standing)
        return Truth(None, f"{_name(settled.standing[0])} is answered differently {places}")
    name = _name(settled.held_by[0]) if settled.held_by else f"‘{key}’"
    return Truth(None, f"{name} is not answered ({facts.where_to_give(key)})")


def option_of(value: JsonValue) -> JsonValue:
    """Return the option key that an answer stands for: a tick is `yes` or `no`."""
    return ("no", "yes")[value] if isinstance(value, bool) else value


def _say_option(statement: Statement) -> str:
    option = str(option_of(statement.value))
    return statement.field.options.get(option, option)


def _name(statement: Statement) -> str:
    return f"‘{say_label(statement.field)}’"
