"""A case: all the records that share a case reference, of one board."""

import re
from collections.abc import Iterable

from escalation.frozen import Frozen
from escalation.records import Record, State

_NOT_READ = frozenset({State.REFUSED, State.FAILED})

_BETWEEN = re.compile(r"[\s\-\u2010-\u2015\u2212\ufe58\ufe63\uff0d]+")
"""White space and all that is typed or drawn as a dash: programs put one in another's place by themselves."""


class Case(Frozen):
    """The records of one case, in the order in which they came."""

    board: str
    reference: str
    records: tuple[Record, ...]


def join_cases(records: Iterable[Record]) -> tuple[tuple[Case, ...], tuple[Record, ...]]:
    """Join records into cases by board and case reference, compared as `fold_reference` has it.

    Returns the cases, sorted by board and reference, and the records that belong to none because they were
    not read or give no reference: they are for a person.
    """
    held: dict[tuple[str, str], list[Record]] = {}
    loose: list[Record] = []
    for record in records:
        if record.form is None or record.case is None or record.state in _NOT_READ:
            loose.append(record)
        else:
            held.setdefault((record.form.board, fold_reference(record.case)), []).append(record)
    return tuple(_case(board, held[board, key]) for board, key in sorted(held)), tuple(loose)


def fold_reference(reference: str) -> str:
    """Return what tells a case reference from others: capitals, the kind of dash and a closing full stop do not.

    A dash, a space or several of them are one and the same ('MOR 2024 – 017.' is 'mor-2024-017'); that there is
    something between two groups of figures does tell: '1-23' is not '12-3'.
    """
    folded = _BETWEEN.sub("-", reference.strip().rstrip(".")).strip("-").casefold()
    return folded or reference.strip().casefold()


def _case(board: str, records: list[Record]) -> Case:
    return Case(board=board, reference=records[0].case or "", records=tuple(records))
