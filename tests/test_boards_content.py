"""The boards that are shipped hold what their procedures say: forms and stages. Limits: test_boards_limits.py."""

import datetime as dt
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from docgen.tables import arrange_form
from escalation.boards import Board
from escalation.content import content_folder
from escalation.definitions import CASE_REFERENCE, Field, FormDefinition, Kind, LabelPosition, Sensitivity
from escalation.faults import Weight
from escalation.loading import load_board
from escalation.loading.lint import lint_board

FORMS = content_folder("forms")
GOLDENS = Path(__file__).with_name("goldens")
TODAY = dt.date(2026, 11, 21)
BOARDS = ("moray", "mscb", "medway", "merton", "pan-cheshire")


@cache
def board(key: str) -> Board:
    return load_board(FORMS / key)


ALL_FORMS = [form for key in BOARDS for form in board(key).forms]


@pytest.mark.parametrize(
    "folder", sorted(path.parent for path in FORMS.glob("*/board.toml")), ids=lambda path: path.name
)
def test_every_board_is_without_errors(folder: Path) -> None:
    assert [str(fault) for fault in lint_board(folder, TODAY) if fault.weight is Weight.ERROR] == []


REVIEWS = [("moray", dt.date(2023, 12, 31)), ("merton", dt.date(2018, 6, 30))]


@pytest.mark.parametrize(("key", "review"), REVIEWS)
def test_a_board_warns_that_its_procedure_is_past_its_own_review_date(key: str, review: dt.date) -> None:
    said = (
        f"warning: {key}/board.toml: procedure.review_date: found {review}; accepted: a procedure that is not "
        "past its own review date: see whether the board has a newer one"
    )
    assert [str(fault) for fault in lint_board(FORMS / key, TODAY)] == [said]


@pytest.mark.parametrize(("key", "review"), REVIEWS)
def test_a_board_did_not_warn_on_the_day_of_its_review(key: str, review: dt.date) -> None:
    assert "procedure.review_date" not in [fault.key for fault in lint_board(FORMS / key, review)]


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


def test_what_the_boards_published_says_so_and_every_other_form_says_that_it_is_not() -> None:
    published = {f"{form.board}/{form.key}" for form in ALL_FORMS if form.source}
    assert published == {"moray/escalation-record", "medway/stage-3-escalation-form"}
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


def test_medways_stage_3_form_prints_the_published_wording_in_its_order_and_nothing_else() -> None:
    published = (GOLDENS / "medway-appendix-one.txt").read_text(encoding="utf-8")
    form = board("medway").form("stage-3-escalation-form")
    printed = [form.title, *_shown(form, with_options=True)]
    assert " ".join(" ".join(printed).split()) == " ".join(published.split())


def test_morays_dropdowns_offer_the_two_outcomes_of_its_sections_in_their_words() -> None:
    forms = [form for form in board("moray").forms if form.key != "meeting-minutes"]
    outcomes = [field for form in forms for field in form.fields if field.kind is Kind.CHOICE]
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


def test_each_stage_of_moray_is_met_by_its_level_of_line_management() -> None:
    """Sections 3.2 to 3.6 and Appendix 3; the Chief Social Work Officer meets the Heads of Service."""
    levels = {stage.key: stage.level for stage in board("moray").stages}
    assert levels == {
        "initial-resolution": None,
        "stage-1": "first",
        "stage-2": "second",
        "stage-3": "third",
        "stage-4": "fourth",
        "stage-5": "fourth",
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
    mscb, merton = board("mscb"), board("merton")
    assert (mscb.key, mscb.name, mscb.nation.value) == ("mscb", "MSCB", "England")
    assert (merton.key, merton.name) == ("merton", "Merton Safeguarding Children Board")
    printed = [form.model_dump_json() for form in merton.forms]
    assert not any("MSCB" in form for form in printed)


def test_medway_dates_every_event_on_one_form_and_only_one() -> None:
    medway = board("medway")
    asked = [field.event for form in medway.forms for field in form.fields if field.event]
    assert sorted(asked) == sorted(event.key for event in medway.events)


@pytest.mark.parametrize("stage", ["stage-1", "stage-2"])
def test_medway_informs_the_reviewing_officer_of_a_child_on_a_plan(stage: str) -> None:
    told = {rule.who: rule.when for rule in board("medway").stage(stage).receives}
    assert told == {"The Independent Reviewing Officer is informed": "protection_plan is yes"}


def test_medway_copies_stage_3_to_the_boards_mailbox_and_takes_stage_4_to_the_subgroup() -> None:
    medway = board("medway")
    assert medway.mailboxes == {"board": "mscb@medway.gov.uk"}
    assert any("mailbox" in rule.who for rule in medway.stage("stage-3").receives)
    told = " ".join(rule.who for rule in medway.stage("stage-4").receives)
    assert "Learning Lessons Subgroup Chair, through the Board’s support team" in told
    assert "Independent Chair" in told
    assert any("reports" in one.what.lower() for one in medway.stage("stage-4").considers)


def test_merton_keeps_the_roles_of_appendix_b_and_none_of_its_telephone_numbers() -> None:
    merton = board("merton")
    contacts = next(level for level in merton.line_management if level.level == "escalation-contact")
    assert tuple(contacts.roles) == merton.agencies
    assert not any(letter.isdigit() for role in contacts.roles.values() for letter in role)


def test_mertons_record_holds_what_a_letter_of_written_confirmation_says() -> None:
    record = board("merton").form("escalation-record")
    asked = {field.key: field.kind for field in record.fields if field.clause == "3.13"}
    assert asked["agreed_outcome"] is asked["outstanding_issues"] is Kind.LONG_TEXT
    assert asked["confirmed_in_writing_on"] is Kind.DATE
    assert asked["confirmed_between"] is Kind.ROWS


def test_mertons_stages_are_in_order_and_each_gives_feedback_to_who_raised_the_concern() -> None:
    stages = board("merton").stages
    assert [stage.follows for stage in stages[1:]] == [stage.key for stage in stages[:-1]]
    fed_back = {limit.stage for limit in board("merton").limits if limit.clause == "3.14"}
    assert fed_back == {stage.key for stage in stages[1:]}
    assert all(any(rule.clause == "3.14" for rule in stage.receives) for stage in stages[1:])


def test_pan_cheshires_forms_say_which_local_partnership_and_at_which_step_a_challenge_is_submitted() -> None:
    pan_cheshire = board("pan-cheshire")
    for form in pan_cheshire.forms:
        assert form.field("local_partnership").required
    submitted = pan_cheshire.form("challenge-form").field("submitted_at")
    assert (submitted.required, set(submitted.options)) == (True, {"step_3", "step_4"})


def test_pan_cheshire_escalates_a_schools_concern_through_its_chair_of_governors() -> None:
    meets = {rule.when: rule.who for rule in board("pan-cheshire").stage("step-3").meets if rule.when}
    assert "Chair of Governors" in meets["school is yes"]
    assert "senior manager" in meets["school is not yes"]
