"""Whether the versions of a form, or of a limit, can be told apart, and no day has two of them in force."""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from escalation.faults import Fault, Weight
from escalation.loading.board_files import Place, Table
from escalation.loading.drafts import BoardDraft, FormDraft, Piece, period_of
from escalation.loading.model_faults import say_value
from escalation.periods import Period, find_gaps


def check_form_versions(draft: BoardDraft) -> Iterator[Fault]:
    """Yield what is wrong with the versions of each form, beside each other and with the files that hold them."""
    for forms in draft.versions:
        yield from _check_names(forms)
        for earlier, later in pairwise(forms):
            if earlier.period.overlaps(later.period):
                accepted = f"a day before {later.period.first}, from which {later.place.file} is in force"
                yield earlier.place.fault("in_force_until", _say_last(earlier.period), accepted)


def _check_names(forms: Sequence[FormDraft]) -> Iterator[Fault]:
    """The file without a version in its name holds the latest; what has one in its name comes to an end."""
    seen: dict[object, FormDraft] = {}
    for form in forms:
        version = form.table.get("version", "")
        if version in seen:
            accepted = f"another version than that of {seen[version].place.file}"
            yield form.place.fault("version", say_value(version), accepted)
        seen.setdefault(version, form)
    latest = forms[-1]
    for form in forms[:-1]:
        if not form.names_version:
            accepted = (
                f"a day after {latest.period.first}, from which {latest.place.file} is in force: a file "
                "without a version in its name holds the latest"
            )
            yield form.place.fault("in_force_from", str(form.period.first), accepted)
    if latest.names_version and latest.period.last == dt.date.max:
        accepted = f"the last day on which it was in force, or {latest.key}.toml as the file's name"
        yield latest.place.fault("in_force_until", "nothing", accepted)


def check_limit_versions(draft: BoardDraft) -> Iterator[Fault]:
    """Yield what is wrong with limits that share a key: each must be in force on days of its own."""
    for piece in draft.limits:
        yield from check_period(piece.table, piece.place)
    for limits in draft.limit_versions:
        for earlier, later in pairwise(limits):
            yield from _check_neighbours(earlier, later)


def check_period(table: Table, place: Place) -> Iterator[Fault]:
    """Yield a fault where a version ends before it begins."""
    period = period_of(table)
    if period.last < period.first:
        accepted = f"a day no earlier than in_force_from, {period.first}"
        yield place.fault("in_force_until", str(period.last), accepted)


def _check_neighbours(earlier: Piece[Any], later: Piece[Any]) -> Iterator[Fault]:
    before, after = period_of(earlier.table), period_of(later.table)
    if before.is_always and after.is_always:
        yield later.place.fault("key", f'"{later.key}" a second time', "a key that no other has")
    elif before.overlaps(after) and before.first < after.first:
        accepted = f"a day before {after.first}, from which the next version of the limit is in force"
        yield earlier.place.fault("in_force_until", _say_last(before), accepted)
    elif before.overlaps(after):
        found = "nothing" if after.first == dt.date.min else str(after.first)
        accepted = "a day after the last of the version before it"
        yield later.place.fault("in_force_from", found, accepted)


def _say_last(period: Period) -> str:
    return "nothing" if period.last == dt.date.max else str(period.last)


def warn_of_gaps(draft: BoardDraft) -> Iterator[Fault]:
    """Yield a warning for the days between two versions on which none is in force."""
    for forms in draft.versions:
        yield from _gaps([form.period for form in forms], forms[-1].place)
    for limits in draft.limit_versions:
        yield from _gaps([period_of(limit.table) for limit in limits], limits[-1].place)


def _gaps(periods: list[Period], place: Place) -> Iterator[Fault]:
    for gap in find_gaps(periods):
        found = f"nothing in force from {gap.first} until {gap.last}"
        accepted = "the day after the version before it ends, unless there was none between"
        yield place.fault("in_force_from", found, accepted, Weight.WARNING)
