"""How often each limit was met: the answers of many cases, counted by limit, for whoever reports on a period."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from escalation.answers import Answer, CheckedCase
from escalation.periods import Period


@dataclass(frozen=True)
class LimitCount:
    """How often a board's limit was answered what; `title`, `within` and `clause` are the limit's own."""

    board: str
    title: str
    within: str
    clause: str
    answers: Counter[Answer] = field(default_factory=Counter)


@dataclass(frozen=True)
class LimitCounts:
    """The counts of each limit, and the answers that are in none of them; together they are all answers.

    `other_days` were due outside the period; `undated` have no day on which they were due.
    """

    limits: tuple[LimitCount, ...]
    other_days: int
    undated: Counter[Answer]


def count_by_limit(cases: Iterable[CheckedCase], period: Period) -> LimitCounts:
    """Count the answers of the limits that fell due in a period, in the boards' order.

    With a period that has neither beginning nor end, every answer is counted, due on a day or not.
    """
    counts: dict[tuple[str, str], LimitCount] = {}
    other_days, undated = 0, Counter[Answer]()
    for case in cases:
        for answer in case.answers:
            if period.is_always or (answer.due and answer.due in period):
                of = LimitCount(case.board, answer.title, answer.within, answer.clause)
                counts.setdefault((case.board, answer.limit), of).answers[answer.answer] += 1
            elif answer.due:
                other_days += 1
            else:
                undated[answer.answer] += 1
    return LimitCounts(tuple(counts.values()), other_days, undated)
