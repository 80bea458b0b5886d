"""The message that brought a record, as evidence that the record was distributed by then.

Decision 3: for the latest stage dated in that record, and for no other.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from escalation.answers import EventDate
from escalation.boards import Event, Stage
from escalation.records import Record
from escalation.timeframes.facts import CaseFacts


@dataclass(frozen=True)
class Arrival:
    """A record and the day, in UK local time, of the message that brought it."""

    record: Record
    received: dt.date

    def shown(self, event: Event) -> EventDate:
        """Return the event as an answer shows it: dated by the message."""
        source = "the message that brought this record: distributed by then"
        return EventDate(
            event=event.key, title=event.title, date=self.received, record=self.record.id, source=source
        )


def find_arrival(event: Event, facts: CaseFacts) -> Arrival | None:
    """Return the first message that is evidence of an event; None where there is none.

    A record that gives its stage another date than the one that stands is evidence of nothing.
    """
    if not event.message or event.stage is None:
        return None
    stage = facts.board.stage(event.stage)
    held = facts.dated.get(stage.event)
    if held is None or held.date is None:
        return None
    arrivals = [
        one for one in _arrivals(event, facts) if _latest_stage(one.record, facts) == (stage, held.date)
    ]
    return min(arrivals, key=lambda one: one.received, default=None)


def _arrivals(event: Event, facts: CaseFacts) -> Iterator[Arrival]:
    for record in facts.case.records:
        is_evidence = record.form is not None and event.message_of in ("", record.form.form)
        if is_evidence and record.source.received and record.source.received <= facts.today:
            yield Arrival(record, record.source.received)


def _latest_stage(record: Record, facts: CaseFacts) -> tuple[Stage, dt.date] | None:
    said = {
        statement.field.event: date
        for statement in facts.statements
        if statement.record.id == record.id and (date := statement.date())
    }
    dated = [(stage, said[stage.event]) for stage in facts.board.stages if stage.event in said]
    return dated[-1] if dated else None
