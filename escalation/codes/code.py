"""A kind of finding: how much it weighs, what it means and what to do about it."""

from dataclasses import dataclass

from escalation.findings import Severity

_REVIEW, _NOTE = Severity.REVIEW, Severity.NOTE


@dataclass(frozen=True)
class Code:
    """A kind of finding. `means` and `action` are whole sentences that hold nothing a person wrote."""

    severity: Severity
    means: str
    action: str

    @property
    def message(self) -> str:
        """What to tell a person: what it is, then what to do."""
        return f"{self.means} {self.action}".strip()


def ask(means: str, action: str) -> Code:
    """Return a kind of finding that needs a person, and what to do about it."""
    return Code(_REVIEW, means, action)


def note(means: str, action: str = "") -> Code:
    """Return a kind of finding that is worth knowing and stops nothing."""
    return Code(_NOTE, means, action)
