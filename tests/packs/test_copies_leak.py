"""What a copy withholds is nowhere in its file: every answer of every form of every board is looked for.

Which answers a role may see is worked out here from the definitions alone, and not by the code that is tested.
"""

import datetime as dt
import json
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.packs.by_role.audiences import Audience, find_audience
from docgen.packs.by_role.copies import RenderedCopy, lay_out_copy, render_copy
from docgen.packs.by_role.releasing import release
from docgen.packs.words import say_short
from escalation.boxes import Box
from escalation.copies import Copy, Role
from escalation.definitions import CASE_REFERENCE, Kind, Sensitivity
from tests.packs.pdf_inside import everything_in, revisions_of, seen_by_pdfplumber, seen_by_poppler
from tests.packs.samples import ROOT, Prepared, board, without_spaces
from tests.packs.told import RECORD_IDS, Teller, tell_case
from tests.validators import verapdf

BOARDS = sorted(path.name for path in (ROOT / "forms").iterdir() if path.is_dir())
ROLES = ["agency", "family", "learning"]
OWN = "Harbour Team"

EVERYBODY, NAMES, NOBODY = {"agency", "family"}, {"agency"}, set[str]()
OF_MEETING = {
    **dict.fromkeys(
        ("case", "title", "place", "date", "review_date", "minutes_circulated", "received"), EVERYBODY
    ),
    **{
        f"{who}.{part}": EVERYBODY
        for who in ("chair", "minute_taker", "attendance")
        for part in ("role", "agency")
    },
    **{f"{who}.name": NAMES for who in ("chair", "minute_taker", "attendance", "circulation")},
    **dict.fromkeys(
        ("circulation.how", "own.text", "own.action", "own.owner", "own.due", "own.source"), NAMES
    ),
    **dict.fromkeys(("purpose", "child_views", "discussion", "agenda", "information.text"), NOBODY),
    **dict.fromkeys(("decision", "reason", "dissent.who", "dissent.why", "others.agency"), NOBODY),
    **dict.fromkeys(("actions.action", "actions.owner", "actions.due", "actions.source"), NOBODY),
}
"""Which roles see what a meeting's file says, by the house rule."""

FREE = (Sensitivity.FREE_TEXT,)
BY_ROLE = {
    "agency": {Sensitivity.CHILD, Sensitivity.ADULT, Sensitivity.PROFESSIONAL, Sensitivity.NEUTRAL},
    "family": {Sensitivity.CHILD, Sensitivity.ADULT, Sensitivity.NEUTRAL},
    "learning": set[Sensitivity](),
}
"""The sensitivities whose words and days a role sees."""


def may_see(of: Box | str, role: str) -> bool:
    if isinstance(of, str):
        return role in OF_MEETING[of]
    is_free = Kind.LONG_TEXT in {of.kind, of.field.kind}
    return not is_free and {of.field.sensitivity, of.asks.sensitivity} <= BY_ROLE[role]


@cache
def told(key: str) -> tuple[Prepared, Teller]:
    return tell_case(board(key), OWN)


@cache
def copy_of(key: str, role: str) -> RenderedCopy:
    prepared, _ = told(key)
    return render_copy(*prepared.papers(), audience(prepared, role))


def audience(prepared: Prepared, role: str) -> Audience:
    return find_audience(f"agency: {OWN}" if role == "agency" else role, prepared.meeting, prepared.board)


def days_as_written(day: dt.date) -> set[str]:
    spoken = say_short(day)
    return {without_spaces(text).casefold() for text in (day.isoformat(), spoken, f"{day:%d/%m/%Y}")}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("key", BOARDS)
def test_no_word_that_is_withheld_is_anywhere_in_the_file(key: str, role: str) -> None:
    _, teller = told(key)
    inside = everything_in(copy_of(key, role).content)
    withheld = [word for word, of in teller.told.items() if not may_see(of, role)]
    assert len(withheld) >= 20
    assert [word for word in (*withheld, *teller.never) if word.casefold() in inside] == []


@pytest.mark.parametrize("role", ROLES)
def test_pdfplumber_sees_no_word_that_is_withheld(role: str) -> None:
    _, teller = told("pan-cheshire")
    seen = seen_by_pdfplumber(copy_of("pan-cheshire", role).content)
    assert [word for word, of in teller.told.items() if (word.casefold() in seen) != may_see(of, role)] == []


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("key", BOARDS)
def test_no_day_that_is_withheld_is_anywhere_in_the_file(key: str, role: str) -> None:
    _, teller = told(key)
    inside = everything_in(copy_of(key, role).content)
    withheld = [day for day, of in teller.days.items() if not may_see(of, role)]
    assert [day for day in withheld if any(text in inside for text in days_as_written(day))] == []


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("key", BOARDS)
def test_all_that_may_be_seen_is_on_the_pages(key: str, role: str) -> None:
    _, teller = told(key)
    pages = without_spaces(seen_by_poppler(copy_of(key, role).content)).casefold()
    words = [word for word, of in teller.told.items() if may_see(of, role)]
    days = [day for day, of in teller.days.items() if may_see(of, role)]
    assert [word for word in words if word.casefold() not in pages] == []
    assert [day for day in days if without_spaces(say_short(day)).casefold() not in pages] == []
    assert bool(words) == (role != "learning")


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("key", BOARDS)
def test_what_is_withheld_is_listed_by_its_label(key: str, role: str) -> None:
    _, teller = told(key)
    listed = {one.what for one in copy_of(key, role).withheld}
    boxes = [of for of in (*teller.told.values(), *teller.days.values()) if isinstance(of, Box)]
    seen = {of.field.label for of in boxes if may_see(of, role)}
    labels = {of.field.label.rstrip(": ") for of in boxes if of.field.label not in seen}
    assert len(labels) >= 5
    assert labels <= listed
    pages = without_spaces(seen_by_poppler(copy_of(key, role).content))
    assert [what for what in listed if without_spaces(what) not in pages] == []


@pytest.mark.parametrize("key", BOARDS)
def test_a_copy_has_no_earlier_revision_and_no_attachment(key: str) -> None:
    for role in ROLES:
        content = copy_of(key, role).content
        assert revisions_of(content) == 1
        assert b"/EmbeddedFile" not in content


def test_copies_of_every_board_and_of_every_role_are_accessible(tmp_path: Path) -> None:
    chosen = {(key, ROLES[at % 3]) for at, key in enumerate(BOARDS)} | {("moray", role) for role in ROLES}
    paths = [tmp_path / f"{key}-{role}.pdf" for key, role in sorted(chosen)]
    for path in paths:
        key, _, role = path.stem.rpartition("-")
        path.write_bytes(copy_of(key, role).content)
    assert verapdf.failures(paths) == []


@pytest.mark.parametrize("role", ROLES)
def test_the_same_papers_make_the_same_copy(role: str) -> None:
    prepared, _ = told("merton")
    again = render_copy(*prepared.papers(), audience(prepared, role))
    assert again.content == copy_of("merton", role).content


RULES = st.builds(
    Copy,
    role=st.sampled_from(Role),
    releases=st.sets(st.sampled_from([one for one in Sensitivity if one not in FREE]), min_size=1).map(tuple),
    kinds=st.sets(st.sampled_from(Kind)).map(tuple),
    own=st.booleans(),
    timeframes=st.booleans(),
    clause=st.just("house rule"),
)


@settings(max_examples=25, deadline=None)
@given(key=st.sampled_from(BOARDS), rule=RULES)
def test_whatever_a_board_rules_only_what_it_releases_reaches_the_typesetter(key: str, rule: Copy) -> None:
    prepared, teller = told(key)
    released = release(*prepared.papers(), Audience(rule, OWN if rule.role is Role.AGENCY else ""))
    data = json.dumps(lay_out_copy(released, prepared.board, "A copy", rule), ensure_ascii=False)
    for word, of in teller.told.items():
        if isinstance(of, Box) and not gives(rule, of):
            assert word not in data
    for day, of in teller.days.items():
        if isinstance(of, Box) and not gives(rule, of):
            assert day.isoformat() not in data
            assert say_short(day) not in data
    assert [word for word in teller.never if word in data] == []


def gives(rule: Copy, of: Box) -> bool:
    is_free = Kind.LONG_TEXT in {of.kind, of.field.kind}
    kinds = {of.field.kind, of.asks.kind} if of.field.kind is Kind.ROWS else {of.field.kind}
    by_kind = not rule.kinds or kinds <= set(rule.kinds)
    return not is_free and by_kind and {of.field.sensitivity, of.asks.sensitivity} <= set(rule.releases)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("key", BOARDS)
def test_what_is_released_holds_no_more_than_may_be_seen(key: str, role: str) -> None:
    """Whatever is left out again afterwards: a remark that no page prints must not be there to be printed."""
    prepared, teller = told(key)
    released = release(*prepared.papers(), audience(prepared, role))
    held = (released.meeting, released.case, released.checked, *(one.record for one in released.records))
    data = " ".join([*(one.model_dump_json() for one in held), *released.lifted])
    assert [word for word, of in teller.told.items() if word in data and not may_see(of, role)] == []
    assert [word for word in teller.never if word in data] == []
    assert [day for day, of in teller.days.items() if day.isoformat() in data and not may_see(of, role)] == []


def test_the_ids_of_returns_and_the_case_reference_are_in_no_copy_for_learning() -> None:
    for key in BOARDS:
        prepared, _ = told(key)
        inside = everything_in(copy_of(key, "learning").content)
        assert prepared.meeting.case.casefold() not in inside
        assert RECORD_IDS not in inside


def test_every_board_has_a_form_that_names_the_child_in_these_tests() -> None:
    for key in BOARDS:
        boxes = [of for of in told(key)[1].told.values() if isinstance(of, Box)]
        assert any(of.field.sensitivity.names_whom_it_is_about for of in boxes)
        assert all(of.field.key != CASE_REFERENCE for of in boxes)
