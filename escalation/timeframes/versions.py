"""Which version of a limit governs a case, where the board has changed it (docs/decisions/0005-versions.md).

A duty stands as it was when it arose: the version is the one in force on the day of the event from which the
limit runs; where its versions run from different events, of the first of these. While that event has no date,
it is the first version in force between the earliest date of the case and the day of the check, so that no limit
is passed over which may yet prove to have applied.
"""

import datetime as dt
from collections.abc import Iterator, Sequence

from escalation.limits import Limit
from escalation.periods import Period
from escalation.timeframes.events import DatedEvent
from escalation.timeframes.facts import CaseFacts
from escalation.timeframes.reasons import say_event
from escalation.timeframes.wording import say_all, say_date, say_period


def governing_limits(facts: CaseFacts) -> Iterator[Limit]:
    """Yield one version of each limit of a board, in the board's order: the one that governs a case.

    Where none was in force in time, it is the latest: `say_not_in_force` then says why it does not apply.
    """
    for key in dict.fromkeys(limit.key for limit in facts.board.limits):
        versions = _versions_of(key, facts)
        days = _days_of(versions, facts)
        yield next((limit for limit in versions if limit.period.overlaps(days)), versions[-1])


def say_not_in_force(limit: Limit, facts: CaseFacts) -> str:
    """Say why no version of a limit governs a case; nothing where the limit does govern it."""
    versions = _versions_of(limit.key, facts)
    days = _days_of(versions, facts)
    if limit.period.overlaps(days):
        return ""
    start = _first_start(versions, facts)
    when = f"{say_event(start.shown())} was not in that time" if start else _say_span(days)
    periods = say_all(say_period(one.period) for one in versions)
    return f"the limit is in force {periods}, and {when}"


def say_earlier_version(limit: Limit, facts: CaseFacts) -> str:
    """Say that a limit has a later version, and why this one governs the case; nothing where it is the latest."""
    versions = _versions_of(limit.key, facts)
    if limit.period == versions[-1].period:
        return ""
    start = _first_start(versions, facts)
    first = _first_day(facts)
    if start:
        why = f"{say_event(start.shown())} was in that time"
    else:
        why = (
            f"the case’s first date is {say_date(first)}"
            if first
            else "it is in force on the day of this check"
        )
    later = f"a later version is in force {say_period(versions[-1].period)}"
    return f"The limit as in force {say_period(limit.period)} was used, because {why}; {later}."


def _versions_of(key: str, facts: CaseFacts) -> Sequence[Limit]:
    return sorted((limit for limit in facts.board.limits if limit.key == key), key=lambda limit: limit.period)


def _days_of(versions: Sequence[Limit], facts: CaseFacts) -> Period:
    """Return the days on which the versions of a limit may have begun to run."""
    start = _first_start(versions, facts)
    if start and start.date:
        return Period(start.date, start.date)
    return Period(_first_day(facts) or facts.today, facts.today)


def _first_start(versions: Sequence[Limit], facts: CaseFacts) -> DatedEvent | None:
    starts = (facts.dated[limit.from_] for limit in versions)
    return min((one for one in starts if one.date), key=lambda one: one.date or dt.date.max, default=None)


def _first_day(facts: CaseFacts) -> dt.date | None:
    return min((event.date for event in facts.dated.values() if event.date), default=None)


def _say_span(days: Period) -> str:
    if days.first == days.last:
        return f"the day of this check, {say_date(days.last)}, is not in that time"
    return (
        f"no day from {say_date(days.first)}, the first date of the case, until {say_date(days.last)}, the day of "
        "this check, is in that time"
    )
