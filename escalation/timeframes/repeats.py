"""Concerns that were escalated more than once: the same child and the same reason in more than one case.

Every form that asks for them calls the child's name `child_name` and the ticks for a reason `reason_...`.
"""

from collections.abc import Iterable, Iterator

from escalation.cases import Case
from escalation.codes import notice
from escalation.findings import Finding
from escalation.records import Record
from escalation.timeframes.wording import say_all

CHILD_NAME = "child_name"
REASON = "reason_"


def child_of(record: Record) -> str:
    """Return the child's name in a form fit to compare: without capitals, punctuation or the order of its parts."""
    letters = "".join(sign if sign.isalnum() else " " for sign in (record.text(CHILD_NAME) or "").casefold())
    return " ".join(sorted(letters.split()))


def reasons_of(record: Record) -> frozenset[str]:
    """Return the reasons that are ticked, by field key."""
    return frozenset(key for key, value in record.values.items() if key.startswith(REASON) and value is True)


def find_repeated(cases: Iterable[Case]) -> tuple[Finding, ...]:
    """Return a finding for all cases of one board that are about one child and share a reason.

    Moray, section 3: "Concerns should not be escalated multiple times." A finding gives the references of the
    cases, never the name.
    """
    held: dict[tuple[str, str, str], dict[str, str]] = {}
    for case in cases:
        for child, reason in _concerns(case):
            same = held.setdefault((case.board, child, reason), {})
            same.setdefault(case.reference.casefold(), case.reference)
    repeated = dict.fromkeys(tuple(same.values()) for same in held.values() if len(same) > 1)
    return tuple(_notice(references) for references in repeated)


def _concerns(case: Case) -> Iterator[tuple[str, str]]:
    """Yield each child with each reason. They may stand on different records of a case."""
    children = {child for record in case.records if (child := child_of(record))}
    reasons = {reason for record in case.records for reason in reasons_of(record)}
    yield from ((child, reason) for child in sorted(children) for reason in sorted(reasons))


def _notice(references: tuple[str, ...]) -> Finding:
    message = (
        f"Cases {say_all(references)} are about a child of the same name, for the same reason: the concern "
        "seems to have been escalated more than once. See whether the cases are one."
    )
    return notice("escalated-twice", CHILD_NAME, message=message)
