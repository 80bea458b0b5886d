"""The records that a journal gives to the rest of the program."""

from collections.abc import Iterator

from boardforms.receiving.comparing import SETTLED
from boardforms.receiving.journal import Journal
from boardforms.receiving.standing import standing_of
from escalation.findings import Finding
from escalation.records import Message, Record, Source, State


def records_of(journal: Journal, *, every: bool = False) -> Iterator[Record]:
    """Yield the records that stand, with what people decided, in the order in which they first came.

    After them comes one for each arrival that was not opened. With `every`, also those that others stand in place of,
    and what was refused or failed and has been dealt with.
    """
    rows = journal.ask(
        "SELECT sha256, standing FROM content WHERE standing <> 'waiting'"
        " ORDER BY (SELECT min(id) FROM arrival WHERE arrival.sha256 = content.sha256 AND role = 'return')"
    )
    for sha256, standing in rows:
        if every or standing != SETTLED:
            yield from (one.record for one in standing_of(journal, sha256) if every or not one.superseded)
    yield from _unopened(journal, every=every)


def _unopened(journal: Journal, *, every: bool) -> Iterator[Record]:
    rows = journal.ask(
        "SELECT reference, shown, sha256, state, finding, received, message FROM arrival"
        " WHERE role = 'unopened' AND (?1 OR settled = '') ORDER BY id",
        every,
    )
    for reference, shown, sha256, state, finding, received, message in rows:
        source = Source(
            path=shown,
            sha256=sha256,
            received=received,
            message=message and Message.model_validate_json(message),
        )
        found = (Finding.model_validate_json(finding),)
        yield Record(id=reference, form=None, case=None, source=source, state=State(state), findings=found)
