"""Whether what a person releases to copies is there to be released, and to a role that there is."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from docgen.packs.by_role.releasing_meeting import part_names
from docgen.packs.meeting import Meeting
from escalation.boards import Board
from escalation.cases import Case
from escalation.copies import Role
from escalation.faults import Fault
from escalation.loading.board_files import Place
from escalation.loading.model_faults import say_near, say_value
from escalation.timeframes.statements import form_of

_NUMBERED = re.compile(r"^(\w+)(?: [1-9][0-9]{0,2})?$")
_TO = "family, learning, agency, or agency: NAME"


def check_releases(releases: Iterable[Mapping[str, Any]], place: Place) -> Iterator[Fault]:
    """Yield what is wrong with the `[[release]]` tables of a meeting's file, before its records are looked at."""
    for number, one in enumerate(releases, start=1):
        here = place.within("release", number, one)
        yield from _check_what(one, here)
        for to in one.get("to") or ():
            if isinstance(to, str) and not _is_role(to):
                yield here.fault("to", say_value(to), _TO)


def _check_what(one: Mapping[str, Any], here: Place) -> Iterator[Fault]:
    part, record, field = (one.get(key) or "" for key in ("part", "record", "field"))
    if bool(part) == bool(record or field) or bool(record) != bool(field):
        accepted = "either a part of this file, or a record and a field of it"
        yield here.fault("part", "both, neither or half of what is to be released", accepted)
    elif isinstance(part, str) and part:
        named, parts = _NUMBERED.match(part), sorted(part_names().values())
        if named is None or named[1] not in parts:
            yield here.fault("part", say_value(part), say_near(part, parts))
    elif one.get("wording"):
        yield here.fault(
            "wording", "the sum of a record’s wording", "none: a record’s id is the sum of its file"
        )


def _is_role(to: str) -> bool:
    role, colon, agency = (part.strip() for part in to.partition(":"))
    return role.casefold() in {one.value for one in Role} and (
        not colon or (role.casefold() == Role.AGENCY and bool(agency))
    )


def check_records_released(meeting: Meeting, case: Case, board: Board, place: Place) -> Iterator[Fault]:
    """Yield each release of a record that the case does not have, or of a field that its form does not ask."""
    forms = {record.id: form_of(record, board) for record in case.records}
    for number, one in enumerate(meeting.releases, start=1):
        here = place.within("release", number, {})
        form = forms.get(one.record)
        if one.record and one.record not in forms:
            yield here.fault("record", say_value(one.record), say_near(one.record, sorted(forms)))
        elif one.record:
            keys = sorted(field.key for field in form.fields) if form else []
            if one.field not in keys:
                yield here.fault("field", say_value(one.field), say_near(one.field, keys))
