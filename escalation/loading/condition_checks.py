"""Whether the conditions of a board can be read, and ask only for what its files have."""

from collections.abc import Iterator, Mapping
from typing import Any

from escalation.definitions import Kind
from escalation.faults import Fault
from escalation.loading.board_files import STAGES_FILE, TIMEFRAMES_FILE, Place, Table
from escalation.loading.circles import follow_all
from escalation.loading.drafts import BoardDraft
from escalation.loading.field_checks import check_known
from escalation.loading.model_faults import say_near, say_value
from escalation.timeframes.conditions import ABOUT_STAGES, ACCEPTED, Term, Test, read_condition

CONDITIONS = ("when", "reached_when", "resolved_when")
_TICK = ("yes", "no")


def check_conditions(draft: BoardDraft) -> Iterator[Fault]:
    """Yield what is wrong with each condition of the stages and limits, and those that go round in a circle."""
    for name in (STAGES_FILE, TIMEFRAMES_FILE):
        for place, key, text in _conditions_in(draft.files.tables.get(name) or {}, draft.files.place(name)):
            yield from _check_condition(text, key, place, draft)
    yield from _check_circles(draft)


def _check_circles(draft: BoardDraft) -> Iterator[Fault]:
    """A stage that waits for itself can never be judged: the check would answer `not known` for ever."""
    asks = _questions(draft)
    for piece in draft.stages:
        for key, test in (("reached_when", Test.REACHED), ("resolved_when", Test.RESOLVED)):
            asked = piece.table.get(key)
            start = f"{piece.key} {test}"
            terms = _asked_in(asked) if isinstance(asked, str) else ()
            if any(start in {term, *follow_all(term, asks)} for term in terms):
                yield piece.place.fault(
                    key,
                    f'"{asked}", which goes round in a circle: it hangs on ‘{start}’ itself',
                    "a condition that can be told from what the records say, or from other stages",
                )


def _questions(draft: BoardDraft) -> Mapping[str, frozenset[str]]:
    """Return what each question about a stage hangs on: its condition, and how the stages before it ended."""
    stages = [stage.value for stage in draft.stages if stage.value]
    follows = {stage.key: (stage.follows,) for stage in stages if stage.follows}
    asks: dict[str, frozenset[str]] = {}
    for stage in stages:
        before = frozenset(f"{one} {Test.RESOLVED}" for one in follow_all(stage.key, follows))
        asks[f"{stage.key} {Test.REACHED}"] = _asked_in(stage.reached_when) | before
        asks[f"{stage.key} {Test.RESOLVED}"] = _asked_in(stage.resolved_when)
    return asks


def _asked_in(text: str) -> frozenset[str]:
    try:
        terms = read_condition(text).terms
    except ValueError:
        return frozenset()
    return frozenset(f"{term.subject} {term.test}" for term in terms if term.test in ABOUT_STAGES)


def _conditions_in(table: Table, place: Place) -> Iterator[tuple[Place, str, str]]:
    for key, held in table.items():
        if key in CONDITIONS and isinstance(held, str):
            yield place, key, held
        for number, one in enumerate(held if isinstance(held, list) else (), start=1):
            if isinstance(one, dict):
                yield from _conditions_in(one, place.within(key, number, one))


def _check_condition(text: str, key: str, place: Place, draft: BoardDraft) -> Iterator[Fault]:
    try:
        condition = read_condition(text)
    except ValueError:
        yield place.fault(key, say_value(text), ACCEPTED)
        return
    for term in condition.terms:
        if term.test in ABOUT_STAGES:
            yield from check_known(key, term.subject, draft.stage_keys, place)
        elif draft.asked is not None:
            yield from check_known(key, term.subject, draft.asked, place)
            yield from _check_option(term, key, place, draft)


def _check_option(term: Term, key: str, place: Place, draft: BoardDraft) -> Iterator[Fault]:
    fields = (draft.asked or {}).get(term.subject, ())
    if term.test is Test.GIVEN or not fields:
        return
    options = list(dict.fromkeys(option for field in fields for option in _options_of(field)))
    if term.option not in options:
        accepted = say_near(term.option, options) if options else f"{term.subject} given"
        yield place.fault(key, f'"{term.option}", which is not an answer to {term.subject}', accepted)


def _options_of(field: Table) -> tuple[str, ...]:
    options: Any = field.get("options", {})
    if field.get("kind") == Kind.TICK:
        return _TICK
    return tuple(options) if isinstance(options, dict) else ()
