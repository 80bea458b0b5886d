"""What keeps a board's stages, events and limits from being followed."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from escalation.boards import Event, Stage
from escalation.definitions import Kind
from escalation.faults import Fault
from escalation.limits import Limit, OtherReading, read_within
from escalation.loading.board_files import BOARD_FILE, STAGES_FILE, Place, Table
from escalation.loading.circles import follow_all
from escalation.loading.drafts import BoardDraft, Piece
from escalation.loading.field_checks import check_known, check_twice
from escalation.loading.model_faults import say_near
from escalation.loading.version_checks import check_limit_versions

SHORTEST_QUOTE = 20
"""A shorter quote stands in too many places of a text to show its own."""


def check_procedure(draft: BoardDraft) -> Iterator[Fault]:
    """Yield what is wrong with the stages, events and limits of a board, and with who it says it is."""
    for pieces in (draft.stages, draft.events):
        yield from _check_keys(pieces)
    yield from check_limit_versions(draft)
    yield from _check_stages(draft)
    for event in draft.events:
        yield from _check_event(event, draft)
    for limit in draft.limits:
        yield from _check_limit(limit, draft)
    yield from _check_quotes(draft)
    yield from _check_board(draft)


def _check_keys(pieces: Iterable[Piece[Any]]) -> Iterator[Fault]:
    seen: set[str] = set()
    for piece in pieces:
        if piece.key in seen:
            yield piece.place.fault("key", f'"{piece.key}" a second time', "a key that no other has")
        seen.add(piece.key)


def _check_stages(draft: BoardDraft) -> Iterator[Fault]:
    keys = [stage.key for stage in draft.stages]
    for number, piece in enumerate(draft.stages):
        stage = piece.value
        if stage is None:
            continue
        yield from check_known("event", stage.event, draft.event_keys, piece.place)
        levels = [level.value.level for level in draft.line_management if level.value]
        yield from check_known("level", stage.level or "", levels, piece.place)
        yield from _check_follows(piece, stage, keys[:number], draft)


def _check_follows(
    piece: Piece[Stage], stage: Stage, before: list[str], draft: BoardDraft
) -> Iterator[Fault]:
    name = stage.follows or ""
    if name and name in (draft.stage_keys or ()) and name not in before:
        found = f'"{name}", which does not come before it'
        yield piece.place.fault("follows", found, say_near(name, before))
    else:
        yield from check_known("follows", name, draft.stage_keys, piece.place)


def _check_event(piece: Piece[Event], draft: BoardDraft) -> Iterator[Fault]:
    event = piece.value
    if event is None:
        return
    yield from check_known("stage", event.stage or "", draft.stage_keys, piece.place)
    for name in event.implied_by:
        yield from check_known("implied_by", name, draft.event_keys, piece.place)
    implied = {one.key: one.value.implied_by for one in draft.events if one.value}
    if event.key in follow_all(event.key, implied):
        found = f'"{event.key}" implied by itself, by way of others'
        yield piece.place.fault("implied_by", found, "only events that come after this one")
    if not event.message and draft.asked is not None and not _is_held(event.key, draft):
        limits = [limit.key for limit in draft.limits if limit.value and event.key in _ends(limit.value)]
        needed = f", and limit {', '.join(dict.fromkeys(limits))} needs it" if limits else ""
        accepted = f'a field of kind date with event = "{event.key}" in a form, or message = true'
        yield piece.place.fault("key", f"nothing that holds its date{needed}", accepted)


def _is_held(event: str, draft: BoardDraft) -> bool:
    return any(table.get("event") == event for tables in (draft.asked or {}).values() for table in tables)


def _ends(limit: Limit) -> frozenset[str]:
    return frozenset({limit.from_, *(one.to for one in limit.each_reading)})


def _check_limit(piece: Piece[Limit], draft: BoardDraft) -> Iterator[Fault]:
    limit = piece.value
    if limit is None:
        return
    yield from check_known("from", limit.from_, draft.event_keys, piece.place)
    yield from check_known("to", limit.to, draft.event_keys, piece.place)
    yield from check_known("stage", limit.stage or "", draft.stage_keys, piece.place)
    if limit.from_ == limit.to:
        yield piece.place.fault("to", f'"{limit.to}", where it starts as well', "another event")
    if limit.other_reading:
        yield from _check_other_reading(limit, limit.other_reading, piece.place, draft)
    yield from _check_sooner(limit, piece.place, draft)
    yield from _check_excuse(limit, piece.place, draft)
    if limit.target and not limit.target_source:
        yield piece.place.fault("target_source", "nothing", "who set the target: it is not the clause's")
    if limit.local and not read_within(limit.within, limit.basis).is_in_words:
        accepted = "only on a limit in words: a number of the procedure is not the board's to change here"
        yield piece.place.fault("local", f'"{limit.local}" on a limit with a number', accepted)


def _check_excuse(limit: Limit, place: Place, draft: BoardDraft) -> Iterator[Fault]:
    if limit.excused_by and draft.asked is not None:
        yield from _check_kind("excused_by", limit.excused_by, Kind.TICK, place, draft.asked)


def _check_kind(
    name: str, key: str, kind: Kind, place: Place, asked: Mapping[str, tuple[Table, ...]]
) -> Iterator[Fault]:
    held = [one for one, tables in asked.items() if all(table.get("kind") == kind for table in tables)]
    if key not in held:
        yield place.fault(name, f'"{key}", which is no {kind} field', say_near(key, sorted(held)))


def _check_sooner(limit: Limit, place: Place, draft: BoardDraft) -> Iterator[Fault]:
    if not limit.or_sooner or draft.asked is None:
        return
    yield from _check_kind("or_sooner", limit.or_sooner, Kind.DATE, place, draft.asked)
    if limit.allows.is_in_words:
        yield place.fault(
            "or_sooner", "a limit in words, which has no due date", "only on a limit with a number"
        )


def _check_other_reading(
    limit: Limit, other: OtherReading, place: Place, draft: BoardDraft
) -> Iterator[Fault]:
    here = place.under("other_reading")
    yield from check_known("to", other.to, draft.event_keys, here)
    if other.to == limit.from_:
        yield here.fault("to", f'"{other.to}", where the limit starts', "another event")
    own, second = limit.each_reading
    if (own.to, own.allows) == (second.to, second.allows):
        found = f'"{other.to}" within {other.within}, which is the limit itself'
        yield here.fault("to", found, "another event or another number of days, or no other_reading")


def _check_quotes(draft: BoardDraft) -> Iterator[Fault]:
    for name, table in draft.files.tables.items():
        yield from _quotes_in(table or {}, draft.files.place(name))


def _quotes_in(table: Table, place: Place) -> Iterator[Fault]:
    quote = table.get("quote")
    if isinstance(quote, str) and 0 < len(" ".join(quote.split())) < SHORTEST_QUOTE:
        accepted = f"{SHORTEST_QUOTE} characters of the procedure or more, word for word"
        yield place.fault("quote", f'"{quote}"', accepted)
    for name, held in table.items():
        if isinstance(held, dict):
            yield from _quotes_in(held, place.under(name))
        for number, one in enumerate(held if isinstance(held, list) else (), start=1):
            if isinstance(one, dict):
                yield from _quotes_in(one, place.within(name, number, one))


def _check_board(draft: BoardDraft) -> Iterator[Fault]:
    about = draft.files.tables.get(BOARD_FILE) or {}
    place = draft.files.place(BOARD_FILE)
    given = about.get("agencies")
    agencies = [name for name in (given if isinstance(given, list) else ()) if isinstance(name, str)]
    yield from check_twice("agencies", agencies, place, "each agency once")
    for level in draft.line_management:
        for agency in level.value.roles if level.value else ():
            yield from check_known("roles", agency, agencies, level.place)
    mailboxes = about.get("mailboxes")
    for name, address in (mailboxes if isinstance(mailboxes, dict) else {}).items():
        if isinstance(address, str) and "@" not in address:
            yield place.fault(f"mailboxes.{name}", f'"{address}"', "an e-mail address")
    yield from _check_days(draft)
    if draft.stage_keys is not None and not draft.stages:
        yield draft.files.place(STAGES_FILE).fault(
            "stage", "none", "a [[stage]] for each step of the procedure"
        )


def _check_days(draft: BoardDraft) -> Iterator[Fault]:
    seen: dict[dt.date | None, str] = {}
    for name in ("closure", "worked_day"):
        for piece in draft.dated_days(name):
            day = piece.value.date if piece.value else None
            if day in seen:
                found = f"{day}, which is a {seen[day]} already"
                yield piece.place.fault("date", found, "each day once, as a closure or as a worked_day")
            if day:
                seen[day] = name
