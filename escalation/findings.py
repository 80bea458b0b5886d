"""What was noticed about a return or a case: never an exception, always said."""

from enum import StrEnum

from escalation.frozen import Frozen


class Severity(StrEnum):
    """Whether a finding needs a person (`review`) or is only worth knowing (`note`)."""

    REVIEW = "review"
    NOTE = "note"


class Finding(Frozen):
    """One thing noticed, in plain English, without repeating what a person wrote.

    `code` is one of `escalation.codes.CODES`; `field` is the box name it is about, and `clause`
    the clause of the procedure it rests on, where there is one.
    """

    code: str
    severity: Severity
    message: str
    field: str | None = None
    clause: str | None = None

    @property
    def needs_a_person(self) -> bool:
        """True where nobody should rely on the record before a person has looked."""
        return self.severity is Severity.REVIEW
