"""From records to checked cases."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from boardforms.catalogue import Catalogue
from boardforms.intake import find_returns, read_returns
from boardforms.records import RECORD_SUFFIXES, read_file
from escalation.answers import CheckedCase
from escalation.cases import Case, join_cases
from escalation.findings import Finding
from escalation.records import Record
from escalation.timeframes import check_timeframes
from escalation.timeframes.repeats import find_repeated


@dataclass(frozen=True)
class Casework:
    """The cases that records belong to, checked, and what was left over.

    `loose` are the records that belong to no case; `repeated` says which cases look like one matter
    escalated twice, by case reference.
    """

    cases: tuple[Case, ...]
    checked: tuple[CheckedCase, ...]
    loose: tuple[Record, ...]
    repeated: tuple[Finding, ...]

    @property
    def needs_a_person(self) -> bool:
        """True where a case, a loose record or a repeated escalation needs somebody to act."""
        return bool(self.loose or self.repeated) or any(case.needs_a_person for case in self.checked)


def gather_records(paths: Iterable[Path], catalogue: Catalogue, workers: int = 0) -> tuple[Record, ...]:
    """Return the records of files of JSON lines, and of returned forms, in the order given.

    Forms are read in so many worker processes, as `read_returns` does. Raises Unusable where a file of
    JSON lines holds something else.
    """
    records: list[Record] = []
    for are_records, some in groupby(paths, key=_holds_records):
        if are_records:
            records += (record for path in some for record in read_file(path))
        else:
            records += read_returns(find_returns(some), catalogue, workers=workers)
    return tuple(records)


def _holds_records(path: Path) -> bool:
    return path.suffix.lower() in RECORD_SUFFIXES


def check_cases(records: Iterable[Record], catalogue: Catalogue, today: dt.date) -> Casework:
    """Join records into cases and answer every limit of each case's board as of `today`.

    Records of a board that is not at hand raise WrongUsage, which names the boards there are.
    """
    cases, loose = join_cases(records)
    checked = tuple(check_timeframes(case, catalogue.board(case.board), today) for case in cases)
    return Casework(cases, checked, loose, find_repeated(cases))
