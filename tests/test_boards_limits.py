"""The boards that are shipped hold the limits of the agreed readings, each with its days, events and clause."""

import pytest

from escalation.limits import Basis
from tests.escalation.returns import shipped

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
    "medway": (
        ("stage-1-response", "3, Stage 1", "stage_1_escalated", "stage_1_response", 5, "stage-1 reached"),
        ("stage-2-response", "3, Stage 2", "stage_2_escalated", "stage_2_response", 5, "stage-2 reached"),
        ("stage-3-response", "3, Stage 3", "stage_3_alert", "stage_3_response", 5, "stage-3 reached"),
        (
            "stage-4-notified",
            "3, Stage 4",
            "stage_3_resolution",
            "stage_4_notified",
            WORDS,
            "stage-4 reached",
        ),
    ),
    "merton": (
        (
            "practitioners",
            "3.8",
            "disagreement_arose",
            "practitioners_concluded",
            2,
            "immediate_risk is not yes",
        ),
        (
            "practitioners-outer-bound",
            "3.4",
            "disagreement_arose",
            "practitioners_concluded",
            5,
            "immediate_risk is not yes",
        ),
        (
            "line-managers-discussed",
            "3.10",
            "practitioners_concluded",
            "line_managers_discussed",
            1,
            "immediate_risk is not yes and line-managers reached",
        ),
        (
            "line-managers-discussed-at-immediate-risk",
            "3.10",
            "disagreement_arose",
            "line_managers_discussed",
            1,
            "immediate_risk is yes",
        ),
        (
            "escalated-by-line-manager",
            "3.11",
            "line_managers_concluded",
            "escalated",
            WORDS,
            "escalation reached",
        ),
        (
            "mediation-considered",
            "3.12",
            "escalation_concluded",
            "mediation_considered",
            WORDS,
            "mediation reached",
        ),
        (
            "practitioners-fed-back",
            "3.14",
            "practitioners_concluded",
            "practitioners_fed_back",
            WORDS,
            "immediate_risk is not yes and practitioners reached",
        ),
        (
            "line-managers-fed-back",
            "3.14",
            "line_managers_discussed",
            "line_managers_fed_back",
            WORDS,
            "line-managers reached",
        ),
        ("escalation-fed-back", "3.14", "escalated", "escalation_fed_back", WORDS, "escalation reached"),
        (
            "mediation-fed-back",
            "3.14",
            "mediation_considered",
            "mediation_fed_back",
            WORDS,
            "mediation reached",
        ),
    ),
    "pan-cheshire": (
        ("step-1-raised", "Step 1", "concern_arose", "raised", 1, ""),
        ("step-2-began", "heading, Step 2", "concern_arose", "step_2_began", 3, "step-2 reached"),
        ("step-2-concluded", "Step 2", "concern_arose", "step_2_concluded", 9, "step-2 reached"),
        ("step-3-began", "heading, Step 3", "concern_arose", "step_3_began", 9, "step-3 reached"),
        ("step-3-concluded", "Step 3", "concern_arose", "step_3_concluded", 14, "step-3 reached"),
        ("step-4-began", "heading, Step 4", "concern_arose", "step_4_began", 16, "step-4 reached"),
        ("step-4-concluded", "Step 4", "concern_arose", "step_4_concluded", 21, "step-4 reached"),
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
    "stage-4-notified": "no time given",
    "escalated-by-line-manager": "no time given",
    "mediation-considered": "as soon as possible",
    "practitioners-fed-back": "clear and timely",
    "line-managers-fed-back": "clear and timely",
    "escalation-fed-back": "clear and timely",
    "mediation-fed-back": "clear and timely",
}


@pytest.mark.parametrize("key", LIMITS)
def test_every_limit_of_the_readings_is_there_with_its_days_and_clause(key: str) -> None:
    held = [
        (limit.key, limit.clause, limit.from_, limit.to, limit.allows.days, limit.when)
        for limit in shipped(key).limits
    ]
    assert held == list(LIMITS[key])


@pytest.mark.parametrize("key", LIMITS)
def test_limits_with_a_number_count_working_days_and_the_others_say_their_words(key: str) -> None:
    for limit in shipped(key).limits:
        assert limit.allows.basis is (Basis.UNCLEAR if limit.within.startswith("day ") else WORKING)
        if limit.allows.is_in_words:
            assert limit.within == IN_WORDS[limit.key]


@pytest.mark.parametrize("key", ["moray", "mscb"])
def test_arranged_is_read_as_held_and_says_so(key: str) -> None:
    arranged = [limit for limit in shipped(key).limits if "arrange" in limit.quote.lower()]
    assert len(arranged) == {"moray": 4, "mscb": 1}[key]
    assert all("'arranged' is read as held" in limit.reading for limit in arranged)


def test_the_house_target_for_minutes_stands_beside_the_clause_and_is_not_it() -> None:
    limit = next(limit for limit in shipped("mscb").limits if limit.key == "minutes-circulated")
    assert limit.aims is not None
    assert (limit.allows.days, limit.aims.days) == (15, 5)
    assert "not this clause" in limit.target_source


def test_a_message_is_evidence_only_of_distribution() -> None:
    held = {key: [event.key for event in shipped(key).events if event.message] for key in LIMITS}
    assert held == {
        "moray": [f"stage_{number}_distributed" for number in range(1, 6)],
        "mscb": ["minutes_circulated"],
        "medway": [],
        "merton": [],
        "pan-cheshire": [],
    }


def test_medways_flow_chart_asks_for_a_resolution_where_its_body_asks_for_a_response() -> None:
    twice = [limit for limit in shipped("medway").limits if limit.other_reading]
    assert [limit.stage for limit in twice] == ["stage-1", "stage-2", "stage-3"]
    for limit in twice:
        body, chart = limit.each_reading
        assert (body.to, chart.to) == (limit.to, limit.to.replace("response", "resolution"))
        assert (body.allows, chart.from_) == (chart.allows, body.from_)
        assert chart.clause.startswith("Appendix Two")
        assert "A response is required" in body.quote
        assert "to seek resolution" in chart.quote


def test_pan_cheshire_counts_every_limit_from_the_day_on_which_the_concern_arose() -> None:
    limits = shipped("pan-cheshire").limits
    assert {limit.from_ for limit in limits} == {"concern_arose"}
    assert all("the text could also mean that date itself as Day 1" in limit.reading for limit in limits[1:])
