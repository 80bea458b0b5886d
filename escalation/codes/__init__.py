"""The codes of findings: how much each weighs, what it means and what to do about it.

One row a code, grouped by who gives it, a file for each few groups. `notice` makes a Finding of one; a message of
its own replaces the row's words where more can be said. A code once issued keeps its meaning, because registers
hold it.
"""

from collections.abc import Mapping
from types import MappingProxyType

from escalation.codes.cases import CHECKS, LETTERS, WRITING
from escalation.codes.code import Code
from escalation.codes.files import FAILURES, INTAKE, MESSAGES, REFUSALS
from escalation.codes.packs import MINUTES, PACKS
from escalation.codes.returns import READING, VALUES
from escalation.findings import Finding

__all__ = ["CODES", "GROUPS", "Code", "notice"]

GROUPS: Mapping[str, Mapping[str, Code]] = MappingProxyType(
    {
        "Files that we will not read": REFUSALS,
        "Files that we could not read": FAILURES,
        "Files as they come in": INTAKE,
        "Messages and zip folders": MESSAGES,
        "What stands in a file": READING,
        "What an answer means": VALUES,
        "What is written": WRITING,
        "The dates of a case": CHECKS,
        "Minutes packs": PACKS,
        "Minutes that came back": MINUTES,
        "Letters": LETTERS,
    }
)
"""Every code, under the heading that says who gives it."""


def _join(groups: Mapping[str, Mapping[str, Code]]) -> Mapping[str, Code]:
    joined = {code: row for rows in groups.values() for code, row in rows.items()}
    if len(joined) < sum(len(rows) for rows in groups.values()):
        raise ValueError("a code stands in two groups")
    return MappingProxyType(joined)


CODES: Mapping[str, Code] = _join(GROUPS)
"""Every code that a finding can carry."""


def notice(code: str, field: str | None = None, *, message: str = "", clause: str | None = None) -> Finding:
    """Return the finding of that code, about a box and resting on a clause where given.

    Raises KeyError for a code that is not among CODES.
    """
    row = CODES[code]
    return Finding(
        code=code, severity=row.severity, message=message or row.message, field=field, clause=clause
    )
