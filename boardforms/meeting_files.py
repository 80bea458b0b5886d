"""Write a plan of a meeting as the file that people work on, with comments that say where each thing is from."""

import re
import textwrap
from collections.abc import Iterable, Iterator
from typing import Any

from boardforms.workbooks.tomlfile import NOTE, write_toml
from docgen.packs.before.people import Agreed
from docgen.packs.before.planning import Plan
from docgen.packs.meeting import Paper
from docgen.packs.roles import Said
from escalation.boards import Board
from escalation.frozen import Frozen

_WIDTH = 110
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_EXAMPLES = {"date": "2026-03-27", "time": "14:30:00", "ends": "15:30:00"}
"""What has no empty value in TOML: it stands in the file as a comment, to be taken out of it."""

_AFTER = (
    "`after` are the days of earlier meetings of this stage: this is another one, and the limits of the case count"
    " from the first. If it is the same meeting, whose day was put right, take `after` away."
)

_PERSON = {"name": "", "role": "", "agency": ""}


def write_meeting(
    plan: Plan,
    board: Board,
    records: Iterable[str],
    returns: str = "",
    earlier: Iterable[str] = (),
    minutes: Iterable[Paper] = (),
) -> str:
    """Return the text of a meeting's file. `records` are the names of the files of records, seen from it.

    So is `returns`, the folder of returned forms that its pack is to hold; empty where there is none. `earlier` are
    the names of the files of earlier meetings, `minutes` the papers of these that are minutes.

    What else is not known is left empty, so that the file can be used as it is.
    """
    meeting = plan.meeting
    told = meeting.model_dump(
        by_alias=True, include={"board", "case", "stage", "title", "date", "place", "purpose"}
    )
    table: dict[str, Any] = {
        NOTE: "\n".join(_head(plan, board)),
        **{key: value for key, value in told.items() if value is not None},
        "after": list(meeting.after),
        "child_views": meeting.child_views,
        "records": list(records),
        **({"returns": returns} if returns else {}),
        "earlier": list(earlier),
        "agenda": list(meeting.agenda),
        "chair": _PERSON,
        "minute_taker": _PERSON,
        "paper": [_entry(one, "Of an earlier meeting: the pack holds it as it came.") for one in minutes],
        "attendance": [_entry(one.person, one.why) for one in plan.invited],
        "open_action": [_entry(one.action, _say_action(one)) for one in plan.actions],
        "circulation": [
            _entry(one, "As the procedure says: put names in its place.") for one in meeting.circulation
        ],
    }
    return write_toml({key: value for key, value in table.items() if value != []})


def _entry(one: Frozen, note: str) -> dict[str, Any]:
    """Return an entry of a list as a table, without what it does not say."""
    held = one.model_dump(exclude_none=True)
    return {NOTE: "\n".join(_wrap(note)), **{key: value for key, value in held.items() if value != ""}}


def _say_action(one: Agreed) -> str:
    asked = "See whether it is done, as the source says." if one.action.done else "Say done = true or false."
    return asked + ("" if one.sure else " NOT SURE: look at what is written in the source.")


def _head(plan: Plan, board: Board) -> Iterator[str]:
    meeting = plan.meeting
    yield from _wrap(
        f"A meeting about {meeting.case}: {plan.stage.title} ({plan.stage.clause}), {board.name}."
    )
    yield "Drafted by `boardforms pack new`: names and actions come from the records"
    yield "and from the files of earlier meetings, and are for you to put right."
    for remark in plan.remarks:
        yield from _wrap(remark)
    if meeting.after:
        yield from _wrap(_AFTER)
    for title, rules in (
        ("Who meets", plan.meets),
        ("Who chairs", plan.chairs),
        ("Who takes the minutes", plan.minutes),
    ):
        yield from _rules(title, rules)
    for decided in plan.decided:
        yield from _wrap(decided)
    missing = [f"{name} = {example}" for name, example in _EXAMPLES.items() if not getattr(meeting, name)]
    if missing:
        yield "Still to say. Take the # away, and write what is so:"
        yield from missing


def _rules(title: str, rules: Iterable[Said]) -> Iterator[str]:
    for rule in rules:
        if rule.stands != "no":
            yield from _wrap(f"{title}: {rule.says}. {rule.why}")


def _wrap(text: str) -> list[str]:
    """Return a text as lines of a comment: on no account may it end the comment and become the file's own."""
    return textwrap.wrap(_CONTROL.sub(" ", text), _WIDTH, break_long_words=False, break_on_hyphens=False)
