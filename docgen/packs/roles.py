"""Who chairs, minutes, meets and receives copies at a stage, and by which clause."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from escalation.boards import Consideration, Rule
from escalation.timeframes.conditions import Facts, judge, read_condition

Stands = Literal["yes", "no", "not known"]
_STANDS: dict[bool | None, Stands] = {True: "yes", False: "no", None: "not known"}


@dataclass(frozen=True)
class Said:
    """A rule for one case: who, why that is so, and whether the rule stands."""

    says: str
    why: str
    stands: Stands = "yes"


def judge_rules(rules: Iterable[Rule], facts: Facts) -> tuple[Said, ...]:
    """Return what each rule says for a case; those that stand come first, those that do not last."""
    order: tuple[Stands, ...] = ("yes", "not known", "no")
    return tuple(
        sorted((_judge_rule(rule, facts) for rule in rules), key=lambda said: order.index(said.stands))
    )


def _judge_rule(rule: Rule, facts: Facts) -> Said:
    truth = judge(read_condition(rule.when), facts)
    stands = _STANDS[truth.value]
    starts: dict[Stands, str] = {"yes": "Because ", "no": "Does not apply: ", "not known": "Not known yet: "}
    reason = f"{starts[stands]}{truth.why}. " if rule.when and truth.why else ""
    return Said(f"{rule.who} ({rule.clause})", f"{reason}{_quoted(rule.quote)}".strip(), stands)


def standing(rules: Iterable[Rule], facts: Facts) -> tuple[Said, ...]:
    """Return the rules that stand for a case, or may stand: those that do not are left out."""
    return tuple(said for said in judge_rules(rules, facts) if said.stands != "no")


def say_considerations(considers: Iterable[Consideration], facts: Facts) -> tuple[Said, ...]:
    """Return what must be considered in a case, or may have to be, each with its clause and a few of its words."""
    return tuple(
        Said(f"{one.what} ({one.clause})", _quoted(one.quote))
        for one in considers
        if judge(read_condition(one.when), facts).value is not False
    )


def _quoted(quote: str) -> str:
    return f"‘{quote}’" if quote else ""
