"""From records to checked cases."""

import datetime as dt
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import groupby
from pathlib import Path

from boardforms.catalogue import Catalogue
from boardforms.intake import find_returns, read_returns
from boardforms.outputs import Input, Output, check_outputs, keep_apart
from boardforms.receiving.current import Held, check_no_journal, find_journal, read_journal, say_waiting
from boardforms.records import RECORD_SUFFIXES, read_file
from escalation.answers import CheckedCase
from escalation.cases import Case, join_cases
from escalation.findings import Finding
from escalation.records import Record
from escalation.timeframes import check_timeframes
from escalation.timeframes.later_meetings import SAID
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


def gather_records(
    paths: Iterable[Path],
    catalogue: Catalogue,
    workers: int = 0,
    tell: Callable[[str], None] = lambda _: None,
) -> tuple[Record, ...]:
    """Return the records of files of JSON lines, of journals and of returned forms, in the order given.

    A journal gives the records that stand, with what people decided, and these stand in place of the same returns
    from anywhere else. Forms are read in so many worker processes, as `read_returns` does. `tell` is told of returns
    that a journal has not read yet. Raises Unusable where a file of JSON lines holds something else, WrongUsage
    where a journal's own files are among the forms, and what `read_journal` does.
    """
    held = tuple(_read_each(paths, catalogue, workers))
    in_journals = frozenset[str]().union(*(one.ids for one in held))
    if waiting := sum(one.waiting for one in held):
        tell(say_waiting(waiting))
    return tuple(
        record
        for one in held
        for record in one.records
        if one.ids or record.id not in in_journals or _is_of_later_meeting(record)
    )


def check_apart(outputs: Iterable[Output], paths: Iterable[Path], others: Iterable[Input] = ()) -> None:
    """See that writing the outputs harms nothing that records are gathered from, nor the `others`.

    Raises WrongUsage, as `check_outputs` and `keep_apart` do, and where a journal's own files are among the forms.
    """
    written, paths = tuple(outputs), tuple(paths)
    for path in paths:
        if journal := find_journal(path):
            keep_apart(written, Input("the journal's own folder", journal))
    files = _find_forms(path for path in paths if not find_journal(path))
    check_outputs(written, (*(Input("a record or a returned form", path) for path in files), *others))


class _Kind(Enum):
    JOURNAL = "a journal"
    LINES = "a file of JSON lines"
    FORMS = "a returned form, or a folder of them"


def _read_each(paths: Iterable[Path], catalogue: Catalogue, workers: int) -> Iterator[Held]:
    for kind, some in groupby(_each_journal_once(paths), key=_kind_of):
        if kind is _Kind.JOURNAL:
            yield from (read_journal(find_journal(path) or path) for path in some)
        elif kind is _Kind.LINES:
            yield from (Held(read_file(path)) for path in some)
        else:
            yield Held(tuple(read_returns(_find_forms(some), catalogue, workers=workers)))


def _kind_of(path: Path) -> _Kind:
    if find_journal(path):
        return _Kind.JOURNAL
    return _Kind.LINES if path.suffix.lower() in RECORD_SUFFIXES else _Kind.FORMS


def _each_journal_once(paths: Iterable[Path]) -> Iterator[Path]:
    seen: set[str] = set()
    for path in paths:
        journal = find_journal(path)
        where = os.path.realpath(journal) if journal else ""
        if where not in seen:
            yield path
        if where:
            seen.add(where)


def _find_forms(paths: Iterable[Path]) -> tuple[Path, ...]:
    files = find_returns(paths)
    check_no_journal(files)
    return files


def _is_of_later_meeting(record: Record) -> bool:
    """Say whether `pack read` marked a record as that of a later meeting, which no journal knows."""
    return any(finding.code == SAID for finding in record.findings)


def check_cases(records: Iterable[Record], catalogue: Catalogue, today: dt.date) -> Casework:
    """Join records into cases and answer every limit of each case's board as of `today`.

    Records of a board that is not at hand raise WrongUsage, which names the boards there are.
    """
    cases, loose = join_cases(records)
    checked = tuple(check_timeframes(case, catalogue.board(case.board), today) for case in cases)
    return Casework(cases, checked, loose, find_repeated(cases))
