"""A case: all the records that share a case reference, of one board."""

from collections.abc import Iterable

from escalation.frozen import Frozen
from escalation.records import Record, State

_NOT_READ = frozenset({State.REFUSED, State.FAILED})


class Case(Frozen):
    """The records of one case, in the order in which they came."""

    board: str
    reference: str
    records: tuple[Record, ...]


def join_cases(records: Iterable[Record]) -> tuple[tuple[Case, ...], tuple[Record, ...]]:
    """Join records into cases by board and case reference, which capitals do not tell apart.

    Returns the cases, sorted by board and reference, and the records that belong to none because they were
    not read or give no reference: they are for a person.
    """
    held: dict[tuple[str, str], list[Record]] = {}
    loose: list[Record] = []
    for record in records:
        if record.form is None or record.case is None or record.state in _NOT_READ:
            loose.append(record)
        else:
            held.setdefault((record.form.board, record.case.casefold()), []).append(record)
    return tuple(_case(board, held[board, key]) for board, key in sorted(held)), tuple(loose)


def _case(board: str, records: list[Record]) -> Case:
    return Case(board=board, reference=records[0].case or "", records=tuple(records))
