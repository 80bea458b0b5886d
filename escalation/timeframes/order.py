"""Dates that contradict the order in which things can happen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from escalation.boards import Board, Event
from escalation.codes import notice
from escalation.findings import Finding
from escalation.timeframes.events import DatedEvent
from escalation.timeframes.reasons import say_event


@dataclass(frozen=True)
class Disorder:
    """Two events of which the later one is dated before the earlier. Nobody knows which date is wrong."""

    first: DatedEvent
    second: DatedEvent
    clause: str | None = None

    @property
    def keys(self) -> frozenset[str]:
        """The keys of the two events."""
        return frozenset({self.first.event.key, self.second.event.key})

    @property
    def why(self) -> str:
        """Say which two dates contradict each other, and where they stand."""
        return f"{say_event(self.second.shown())} is before {say_event(self.first.shown())}"

    @property
    def finding(self) -> Finding:
        """The contradiction as a finding about the later event's field."""
        field = self.second.statement.field.key if self.second.statement else None
        message = f"{self.why}. Find out which of the dates is right."
        return notice("out-of-order", field, message=message, clause=self.clause)


def find_disorder(board: Board, dated: Mapping[str, DatedEvent]) -> tuple[Disorder, ...]:
    """Return each pair of dates that contradict each other: by what implies what, or by the order of the stages."""
    found: dict[frozenset[str], Disorder] = {}
    for pair in (*_by_implication(board, dated), *_by_stages(board, dated)):
        found.setdefault(pair.keys, pair)
    return tuple(found.values())


def _by_implication(board: Board, dated: Mapping[str, DatedEvent]) -> Iterator[Disorder]:
    for event in board.events:
        first = dated[event.key]
        for second in _next_dated(event, board, dated, set()):
            if _is_before(second, first):
                yield Disorder(first, second)


def _next_dated(
    event: Event, board: Board, dated: Mapping[str, DatedEvent], passed: set[str]
) -> Iterator[DatedEvent]:
    """Yield the dated events that imply an event, seen through those that have no date."""
    for key in event.implied_by:
        if key in passed:
            continue
        passed.add(key)
        if dated[key].date:
            yield dated[key]
        else:
            yield from _next_dated(board.event(key), board, dated, passed)


def _by_stages(board: Board, dated: Mapping[str, DatedEvent]) -> Iterator[Disorder]:
    for stage in board.stages:
        second = dated.get(stage.event)
        before, passed = stage, {stage.key}
        while second and before.follows and before.follows not in passed:
            passed.add(before.follows)
            before = board.stage(before.follows)
            first = dated.get(before.event)
            if first and first.date:
                if _is_before(second, first):
                    yield Disorder(first, second, stage.clause)
                break


def _is_before(second: DatedEvent, first: DatedEvent) -> bool:
    return second.date is not None and first.date is not None and second.date < first.date
