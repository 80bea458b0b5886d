"""Concerns that were escalated more than once: the same person and the same reason in more than one case.

Every form that asks for them calls the name of a child `child_name`, that of an adult at risk `adult_name`, and
the ticks for a reason `reason_...`.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from escalation.cases import Case, fold_reference
from escalation.codes import notice
from escalation.findings import Finding
from escalation.records import Record
from escalation.timeframes.wording import say_all

NAMES: Mapping[str, str] = MappingProxyType({"child_name": "a child", "adult_name": "an adult"})
"""The fields that name whom a record is about, and what such a person is called."""

REASON = "reason_"


def name_in(record: Record, field: str) -> str:
    """Return a name in a form fit to compare: without capitals, punctuation or the order of its parts."""
    letters = "".join(sign if sign.isalnum() else " " for sign in (record.text(field) or "").casefold())
    return " ".join(sorted(letters.split()))


def reasons_of(record: Record) -> frozenset[str]:
    """Return the reasons that are ticked, by field key."""
    return frozenset(key for key, value in record.values.items() if key.startswith(REASON) and value is True)


def find_repeated(cases: Iterable[Case]) -> tuple[Finding, ...]:
    """Return a finding for all cases of one board that are about one person and share a reason.

    Moray, section 3: "Concerns should not be escalated multiple times." A finding gives the references of the
    cases, never the name.
    """
    held: dict[tuple[str, str, str, str], dict[str, str]] = {}
    for case in cases:
        for field, name, reason in _concerns(case):
            same = held.setdefault((case.board, field, name, reason), {})
            same.setdefault(fold_reference(case.reference), case.reference)
    repeated = dict.fromkeys((key[1], tuple(same.values())) for key, same in held.items() if len(same) > 1)
    return tuple(_notice(field, references) for field, references in repeated)


def _concerns(case: Case) -> Iterator[tuple[str, str, str]]:
    """Yield each person, by field and name, with each reason. They may stand on different records of a case."""
    people = {(field, name) for record in case.records for field in NAMES if (name := name_in(record, field))}
    reasons = {reason for record in case.records for reason in reasons_of(record)}
    yield from ((field, name, reason) for field, name in sorted(people) for reason in sorted(reasons))


def _notice(field: str, references: tuple[str, ...]) -> Finding:
    message = (
        f"Cases {say_all(references)} are about {NAMES[field]} of the same name, for the same reason: the concern "
        "seems to have been escalated more than once. See whether the cases are one."
    )
    return notice("escalated-twice", field, message=message)
