"""The boards that are shipped hold what their procedures say: forms, stages, events and limits."""

import datetime as dt
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from docgen.tables import arrange_form
from escalation.boards import Basis, Board
from escalation.content import content_folder
from escalation.definitions import CASE_REFERENCE, Field, FormDefinition, Kind, LabelPosition, Sensitivity
from escalation.faults import Weight
from escalation.loading import load_board
from escalation.loading.lint import lint_board

FORMS = content_folder("forms")
GOLDENS = Path(__file__).with_name("goldens")
TODAY = dt.date(2026, 11, 21)
BOARDS = ("moray", "mscb")
WORKING, WORDS = Basis.WORKING, None

# Limit, clause, from, to, days (None: in words), and what must hold.
LIMITS = {
    "moray": (
        ("initial-record-sent", "3.1", "initial_discussion", "initial_record_sent", 5, "stage-1 reached"),
        ("stage-1-escalated", "3.2", "initial_discussion", "stage_1_escalated", WORDS, "stage-1 reached"),
        ("stage-1-contacted", "3.2", "stage_1_escalated", "stage_1_contacted", WORDS, "stage-1 reached"),
        (
            "stage-1-record-distributed",
            "3.2",
            "stage_1_discussion",
            "stage_1_distributed",
            5,
            "stage-2 reached",
        ),
        ("stage-2-escalated", "3.3", "stage_1_discussion", "stage_2_escalated", WORDS, "stage-2 reached"),
        ("stage-2-meeting", "3.3", "stage_2_escalated", "stage_2_meeting", WORDS, "stage-2 reached"),
        ("stage-2-record-distributed", "3.3", "stage_2_meeting", "stage_2_distributed", 5, "stage-2 reached"),
        ("stage-3-escalated", "3.4", "stage_2_meeting", "stage_3_escalated", WORDS, "stage-3 reached"),
        ("stage-3-meeting", "3.4", "stage_3_escalated", "stage_3_meeting", 5, "stage-3 reached"),
        ("stage-3-record-distributed", "3.4", "stage_3_meeting", "stage_3_distributed", 5, "stage-3 reached"),
        ("stage-4-escalated", "3.5", "stage_3_meeting", "stage_4_escalated", WORDS, "stage-4 reached"),
        ("stage-4-meeting", "3.5", "stage_4_escalated", "stage_4_meeting", WORDS, "stage-4 reached"),
        ("stage-4-record-distributed", "3.5", "stage_4_meeting", "stage_4_distributed", 5, "stage-4 reached"),
        ("stage-5-approached", "3.6", "stage_4_meeting", "stage_5_approached", WORDS, "stage-5 reached"),
        ("stage-5-meeting", "3.6", "stage_5_approached", "stage_5_meeting", WORDS, "stage-5 reached"),
        ("stage-5-record-distributed", "3.6", "stage_5_meeting", "stage_5_distributed", 5, "stage-5 reached"),
    ),
    "mscb": (
        ("early-resolution", "¶5", "disagreement_arose", "early_resolution_concluded", 1, ""),
        ("escalated", "¶6", "early_resolution_concluded", "escalated", WORDS, "escalation reached"),
        ("action-fed-back", "¶7", "action_agreed", "fed_back", WORDS, "action_agreed is yes"),
        ("action-confirmed", "¶7", "action_agreed", "confirmed_in_writing", WORDS, "action_agreed is yes"),
        (
            "case-progression-meeting",
            "¶9",
            "issues_unresolved",
            "meeting_held",
            5,
            "plan_detail is not yes and case-progression-meeting reached",
        ),
        (
            "minutes-circulated",
            "¶12",
            "meeting_held",
            "minutes_circulated",
            15,
            "case-progression-meeting reached",
        ),
        ("plan-detail-resolved", "¶14", "plan_referred", "plan_resolved", 15, "plan_detail is yes"),
    ),
}

IN_WORDS = {
    "stage-1-escalated": "without delay",
    "stage-1-contacted": "as soon as possible",
    "stage-2-escalated": "without delay",
    "stage-2-meeting": "as soon as possible",
    "stage-3-escalated": "without delay",
    "stage-4-escalated": "without delay",
    "stage-4-meeting": "as soon as possible",
    "stage-5-approached": "without delay",
    "stage-5-meeting": "as soon as possible",
    "escalated": "promptly",
    "action-fed-back": "immediately",
    "action-confirmed": "in writing, no time given",
}


@cache
def board(key: str) -> Board:
    return load_board(FORMS / key)


ALL_FORMS = [form for key in BOARDS for form in board(key).forms]


@pytest.mark.parametrize(
    "folder", sorted(path.parent for path in FORMS.glob("*/board.toml")), ids=lambda path: path.name
)
def test_every_board_is_without_errors(folder: Path) -> None:
    assert [str(fault) for fault in lint_board(folder, TODAY) if fault.weight is Weight.ERROR] == []


def test_moray_warns_that_its_procedure_is_past_its_own_review_date() -> None:
    said = (
        "warning: moray/board.toml: procedure.review_date: found 2023-12-31; accepted: a procedure that is not "
        "past its own review date: see whether the board has a newer one"
    )
    assert [str(fault) for fault in lint_board(FORMS / "moray", TODAY)] == [said]


def test_moray_did_not_warn_on_the_day_of_its_review() -> None:
    warnings = [fault.key for fault in lint_board(FORMS / "moray", dt.date(2023, 12, 31))]
    assert "procedure.review_date" not in warnings


@pytest.mark.parametrize("key", BOARDS)
def test_every_limit_of_the_readings_is_there_with_its_days_and_clause(key: str) -> None:
    held = [
        (limit.key, limit.clause, limit.from_, limit.to, limit.allows.days, limit.when)
        for limit in board(key).limits
    ]
    assert held == list(LIMITS[key])


@pytest.mark.parametrize("key", BOARDS)
def test_limits_with_a_number_count_working_days_and_the_others_say_their_words(key: str) -> None:
    for limit in board(key).limits:
        assert limit.allows.basis is WORKING
        if limit.allows.is_in_words:
            assert limit.within == IN_WORDS[limit.key]


@pytest.mark.parametrize("key", ["moray", "mscb"])
def test_arranged_is_read_as_held_and_says_so(key: str) -> None:
    arranged = [limit for limit in board(key).limits if "arrange" in limit.quote.lower()]
    assert len(arranged) == {"moray": 4, "mscb": 1}[key]
    assert all("'arranged' is read as held" in limit.reading for limit in arranged)


def test_the_house_target_for_minutes_stands_beside_the_clause_and_is_not_it() -> None:
    limit = next(limit for limit in board("mscb").limits if limit.key == "minutes-circulated")
    assert limit.aims is not None
    assert (limit.allows.days, limit.aims.days) == (15, 5)
    assert "not this clause" in limit.target_source


@pytest.mark.parametrize("form", ALL_FORMS, ids=str)
def test_every_form_joins_its_case_by_a_reference_that_cannot_be_left_out(form: FormDefinition) -> None:
    field = form.field(CASE_REFERENCE)
    assert field.required
    assert field.max_length == 40


@pytest.mark.parametrize("form", ALL_FORMS, ids=str)
def test_every_cell_of_a_form_stands_on_the_grid(form: FormDefinition) -> None:
    for _, tables in arrange_form(form):
        assert {sum(cell.span for cell in row.cells) for table in tables for row in table.rows} == {12}


@pytest.mark.parametrize("form", ALL_FORMS, ids=str)
def test_what_may_give_somebody_away_is_marked(form: FormDefinition) -> None:
    for field in form.fields:
        if field.key == "child_name":
            assert field.sensitivity is Sensitivity.CHILD
        if field.kind is Kind.PERSON:
            assert field.sensitivity is Sensitivity.PROFESSIONAL
        if field.kind is Kind.LONG_TEXT:
            assert field.sensitivity is Sensitivity.FREE_TEXT


def test_only_morays_record_is_published_and_every_other_form_says_it_is_not() -> None:
    published = [form.key for form in ALL_FORMS if form.source]
    assert published == ["escalation-record"]
    for form in ALL_FORMS:
        if not form.source:
            assert form.standing.startswith("The Board has not published this form.")


def _shown(form: FormDefinition, *, with_options: bool) -> Iterator[str]:
    """Yield what the published form prints, cell by cell, as the text of the procedure has it."""
    for section in form.sections:
        if section.added_because:
            continue
        fields = {field.key: field for field in section.fields}
        keys = [key for row in section.rows for key in row.fields] or list(fields)
        for entry in keys:
            yield from _shown_field(fields[entry.removeprefix("label of ")], entry, with_options=with_options)


def _shown_field(field: Field, entry: str, *, with_options: bool) -> Iterator[str]:
    if field.heading:
        yield field.heading
    if field.kind is Kind.TICK:
        yield "☐"
    if field.position is not LabelPosition.HIDDEN or entry.startswith("label of "):
        yield field.label
    if field.kind is Kind.CHOICE and with_options:
        yield "Choose an item."


def test_morays_record_prints_the_published_wording_in_its_order_and_nothing_else() -> None:
    published = (GOLDENS / "moray-appendix-2.txt").read_text(encoding="utf-8")
    form = board("moray").form("escalation-record")
    printed = ["Appendix 2 –", form.title, *_shown(form, with_options=True)]
    assert " ".join(" ".join(printed).split()) == " ".join(published.split())


def test_morays_dropdowns_offer_the_two_outcomes_of_its_sections_in_their_words() -> None:
    outcomes = [field for form in board("moray").forms for field in form.fields if field.kind is Kind.CHOICE]
    assert len(outcomes) == 5
    for field in outcomes:
        assert field.options == {
            "resolved": "Resolution",
            "continues": "Continuation of the disagreement and escalation",
        }


def test_morays_dates_sheet_asks_for_no_date_that_the_published_record_has() -> None:
    moray = board("moray")
    asked = {form.key: {field.event for field in form.fields if field.event} for form in moray.forms}
    assert not asked["dates-sheet"] & asked["escalation-record"]
    assert asked["dates-sheet"] | asked["escalation-record"] == {event.key for event in moray.events}


def test_morays_stages_are_in_order_and_the_later_ones_exceptional() -> None:
    stages = board("moray").stages
    assert [stage.follows for stage in stages[1:]] == [stage.key for stage in stages[:-1]]
    assert [stage.exceptional for stage in stages] == [False, False, True, True, True, True]


def test_a_message_is_evidence_only_of_distribution() -> None:
    held = {key: [event.key for event in board(key).events if event.message] for key in BOARDS}
    assert held == {
        "moray": [f"stage_{number}_distributed" for number in range(1, 6)],
        "mscb": ["minutes_circulated"],
    }


def test_morays_line_management_has_every_agency_at_every_level() -> None:
    moray = board("moray")
    assert [level.level for level in moray.line_management] == [
        "practitioner",
        "first",
        "second",
        "third",
        "fourth",
    ]
    for level in moray.line_management:
        assert tuple(level.roles) == moray.agencies


@pytest.mark.parametrize(
    ("stage", "minuted"),
    [
        ("stage-2", ["The agency calling the meeting", "A minute taker of the escalating agency"]),
        ("stage-3", ["A minute taker provided by the concerned agency"]),
        ("stage-5", ["A member of the agency calling the meeting"]),
    ],
)
def test_moray_says_whose_agency_takes_the_minutes(stage: str, minuted: list[str]) -> None:
    assert [rule.who for rule in board("moray").stage(stage).minutes] == minuted


@pytest.mark.parametrize(
    ("number", "what"), [(2, "the record"), (3, "the notes"), (4, "the notes"), (5, "record")]
)
def test_moray_shares_each_exceptional_stage_for_quality_assurance(number: int, what: str) -> None:
    shared = [
        rule for rule in board("moray").stage(f"stage-{number}").receives if "candfpolicy" in rule.quote
    ]
    assert len(shared) == 1
    assert what in shared[0].who


def test_moray_lists_all_that_quality_assurance_holds() -> None:
    listed = " ".join(duty.what for duty in board("moray").duties if duty.clause == "4")
    for words in (
        "summary of issue",
        "reason for escalation",
        "timeframes",
        "stages reached",
        "type of issue",
    ):
        assert words in listed
    assert "resolution" in listed
    assert "reduce the need for escalation" in listed


def test_mscb_says_who_chairs_by_whether_the_case_is_open_to_a_social_worker() -> None:
    chairs = board("mscb").stage("case-progression-meeting").chairs
    assert [(rule.when, rule.who, rule.clause) for rule in chairs] == [
        ("case_open is yes", "The Team Manager or Locality Manager", "¶11"),
        ("case_open is no", "A manager within the agency where the concerns are being escalated", "¶10"),
    ]


def test_mscb_minutes_cannot_leave_out_the_views_of_child_and_family() -> None:
    minutes = board("mscb").form("case-progression-meeting-minutes")
    required = {field.key for field in minutes.fields if field.required}
    assert {"purpose", "family_views", "attendees", "chair", "dissent", "review_considered"} <= required


def test_mscb_keeps_the_childs_name_out_of_the_locality_database() -> None:
    form = board("mscb").form("locality-database-entry")
    assert all(field.sensitivity is not Sensitivity.CHILD for field in form.fields)


def test_boards_that_share_an_acronym_are_told_apart_by_their_folders() -> None:
    mscb = board("mscb")
    assert (mscb.key, mscb.name, mscb.nation.value) == ("mscb", "MSCB", "England")
