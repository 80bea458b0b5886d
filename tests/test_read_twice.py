"""A limit whose text can be read in two ways is shown with both of them, at the terminal and in a pack."""

import datetime as dt
import io

from rich.console import Console

from boardforms.cli.answers import table_of
from docgen.packs.timeline.rows import Timeframe, say_timeframes
from escalation.answers import CheckedCase
from escalation.timeframes import check_timeframes
from tests.escalation.returns import make_case, make_return, shipped


def check(**dates: str) -> CheckedCase:
    board = shipped("medway")
    record = make_return(board.form("stage-3-escalation-form"), {"alert_on": "2026-04-01", **dates})
    checked = check_timeframes(make_case(board, record), board, dt.date(2026, 4, 20))
    only = tuple(said for said in checked.answers if said.limit == "stage-3-response")
    return checked.model_copy(update={"answers": only})


def shown(checked: CheckedCase) -> str:
    console = Console(width=600, record=True, file=io.StringIO())
    console.print(table_of(checked))
    return console.export_text()


def row(checked: CheckedCase) -> Timeframe:
    (only,) = say_timeframes(checked)
    return only


DIFFERENT = {"stage_3_response_on": "2026-04-10", "stage_3_resolution_on": "2026-04-14"}
BOTH_MET = {"stage_3_response_on": "2026-04-10", "stage_3_resolution_on": "2026-04-10"}


def test_the_table_sets_both_ends_beside_each_other_with_their_clauses() -> None:
    text = shown(check(**DIFFERENT))
    assert "to   10 Apr 2026  Response by the Assistant or Deputy Director" in text
    assert "due  10 Apr 2026: met 0 working days to spare (3, Stage 3)" in text
    assert "or   14 Apr 2026  Resolution of the alert recorded" in text
    assert "due  10 Apr 2026: late by 2 working days (Appendix Two, Stage Three)" in text
    assert "to seek resolution within 5 working days”" in text


def test_the_table_says_each_date_once() -> None:
    assert shown(check(**DIFFERENT)).count("late by 2 working days") == 1


def test_the_table_says_why_where_a_date_is_missing() -> None:
    text = shown(check(stage_3_resolution_on="2026-04-09"))
    assert "the date of ‘Response by the Assistant or Deputy Director’ is missing" in text


def test_the_pack_says_both_readings_once_and_quotes_both_clauses() -> None:
    timeframe = row(check(**DIFFERENT))
    notes = " ".join(timeframe.notes)
    assert timeframe.answer == "Depends on how the text is read"
    assert "A response is required within 5 working days" in timeframe.quote
    assert notes.count("late by 2 working days") == 1
    assert "Appendix Two, Stage Three: ‘escalate to Assistant/ Deputy Director/ Head teacher" in notes


def test_the_pack_lists_both_readings_where_nobody_need_act() -> None:
    notes = row(check(**BOTH_MET)).notes
    assert notes[0].startswith(
        "By 3, Stage 3, ‘Response by the Assistant or Deputy Director’ (Friday 10 April 2026)"
    )
    assert notes[1].startswith(
        "By Appendix Two, Stage Three, ‘Resolution of the alert recorded’ (Friday 10 April"
    )
    assert notes[1].endswith("due Friday 10 April 2026: Met on the day it was due.")
