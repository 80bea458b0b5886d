"""What is wrong with a board's files: where it stands, what was found and what is accepted."""

from enum import StrEnum

from escalation.frozen import Frozen


class Weight(StrEnum):
    """Whether a board can be used with the fault, or not."""

    ERROR = "error"
    WARNING = "warning"


class Fault(Frozen):
    """One fault of a definition: file (relative to the boards' folder), table, key, found and accepted."""

    file: str
    table: str
    key: str
    found: str
    accepted: str
    weight: Weight = Weight.ERROR

    def __str__(self) -> str:
        """Give the fault as one line that says what, where and what to do."""
        place = " ".join(part for part in (self.table, self.key) if part)
        where = f"{self.file}: {place}" if place else self.file
        return f"{self.weight}: {where}: found {self.found}; accepted: {self.accepted}"


class DefinitionError(Exception):
    """A board's files cannot be used. `faults` lists everything found wrong, not only the first."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        """Carry every fault, and say them all."""
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults
