"""Which stages of its procedure a case has reached, and where it was resolved."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from escalation.boards import Board, Stage
from escalation.codes import notice
from escalation.findings import Finding
from escalation.timeframes.conditions import Facts, Truth, judge, read_condition
from escalation.timeframes.events import DatedEvent, Known
from escalation.timeframes.statements import Statement


@dataclass(frozen=True)
class StageTrail:
    """The stages of a case. A stage presupposes the stages that it follows.

    `evidence` holds, by stage, the first thing that the records say about it; `before` the stages that it
    presupposes, nearest first.
    """

    board: Board
    events: Mapping[str, DatedEvent]
    evidence: Mapping[str, Statement]
    before: Mapping[str, tuple[Stage, ...]]

    def reached(self, key: str, facts: Facts) -> Truth:
        """Say whether a stage was reached: by what is recorded of it or of a later one, or by its condition."""
        stage = self.board.stage(key)
        for one in (stage, *self.later(stage)):
            if one.key in self.evidence:
                return Truth(True, f"‘{one.title}’ is recorded {self.evidence[one.key].place}")
        if ended := self.ended_before(stage, facts):
            return Truth(False, f"resolved at ‘{ended.title}’")
        truth = judge(read_condition(stage.reached_when), facts) if stage.reached_when else Truth(False)
        if truth.value or (truth.value is None and self._is_awaited(stage)):
            return truth
        return Truth(False, f"‘{stage.title}’ was not reached")

    def resolved(self, key: str, facts: Facts) -> Truth:
        """Say whether the matter was resolved at a stage. It was not where a later stage is recorded instead."""
        stage = self.board.stage(key)
        if not stage.resolved_when:
            return Truth(False, f"‘{stage.title}’ does not resolve the matter by itself")
        truth = judge(read_condition(stage.resolved_when), facts)
        if truth.value is None and any(later.key in self.evidence for later in self.later(stage)):
            return Truth(False, f"not resolved at ‘{stage.title}’")
        return truth

    def ended_before(self, stage: Stage, facts: Facts) -> Stage | None:
        """Return the nearest stage before this one at which the matter was resolved, if any."""
        return next((one for one in self.earlier(stage) if self.resolved(one.key, facts).value), None)

    def earlier(self, stage: Stage) -> tuple[Stage, ...]:
        """Return the stages that a stage presupposes, nearest first."""
        return self.before[stage.key]

    def later(self, stage: Stage) -> tuple[Stage, ...]:
        """Return the stages that presuppose a stage, in the order of the procedure."""
        return tuple(one for one in self.board.stages if any(held is stage for held in self.before[one.key]))

    def _is_awaited(self, stage: Stage) -> bool:
        """Say whether the stage before has taken place, so that how it ended ought to be known."""
        before = next(iter(self.earlier(stage)), None)
        if before is None:
            return True
        dated = self.events.get(before.event)
        return before.key in self.evidence and (dated is None or dated.known is not Known.BLANK)


def follow_stages(
    board: Board, events: Mapping[str, DatedEvent], statements: Iterable[Statement]
) -> StageTrail:
    """Return the trail of a case through the stages of its board."""
    of_event = {event.key: event.stage for event in board.events}
    evidence: dict[str, Statement] = {}
    for statement in statements:
        stage = statement.field.stage or of_event.get(statement.field.event)
        if stage and statement.is_given:
            evidence.setdefault(stage, statement)
    before = {stage.key: tuple(presupposed(board, stage)) for stage in board.stages}
    return StageTrail(board, events, evidence, before)


def presupposed(board: Board, stage: Stage) -> Iterator[Stage]:
    """Yield the stages that a stage follows, nearest first."""
    passed = {stage.key}
    while stage.follows and stage.follows not in passed:
        stage = board.stage(stage.follows)
        passed.add(stage.key)
        yield stage


def after_resolution(trail: StageTrail, facts: Facts) -> Iterator[Finding]:
    """Yield a finding for each stage that is recorded although the matter was resolved before it."""
    for stage in trail.board.stages:
        ended = trail.ended_before(stage, facts)
        if ended and stage.key in trail.evidence:
            said = trail.evidence[stage.key]
            yield notice(
                "stage-after-resolution",
                said.field.key,
                message=f"The matter is recorded as resolved at ‘{ended.title}’, and ‘{stage.title}’ is recorded "
                f"all the same {said.place}. See which of them is right.",
                clause=stage.clause,
            )
