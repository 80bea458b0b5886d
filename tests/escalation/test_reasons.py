"""The sentences of a reason: a limit of one reading is said plainly, and each of several is told from the others."""

import datetime as dt

from escalation.answers import Answer, EventDate, Reading
from escalation.limits import Basis
from escalation.timeframes.reasons import say_done, say_due, say_each, tell_apart

HELD = EventDate(event="met", title="Meeting held", date=dt.date(2025, 2, 14), record="0a1b")
RESPONSE = EventDate(event="response", title="Response")
MET = Reading(basis=Basis.WORKING, answer=Answer.MET, days=2, due=dt.date(2025, 2, 18))
LATE = Reading(basis=Basis.CALENDAR, answer=Answer.LATE, days=2, due=dt.date(2025, 2, 12))


def of_clause(clause: str, quote: str, to: EventDate, *readings: Reading) -> tuple[Reading, ...]:
    return tuple(one.model_copy(update={"clause": clause, "quote": quote, "to": to}) for one in readings)


def test_a_limit_that_is_read_in_one_way_is_said_without_a_doubt() -> None:
    assert say_done(HELD, (MET,)) == (
        "‘Meeting held’ on Friday 14 February 2025 (record 0a1b): in time with 2 working days to spare, due Tuesday "
        "18 February 2025."
    )
    assert say_due((MET,)) == "Tuesday 18 February 2025"
    assert tell_apart((MET,)) == ("",)


def test_a_text_that_does_not_say_which_days_it_means_is_said_in_both() -> None:
    assert say_done(HELD, (MET, LATE)) == (
        "‘Meeting held’ on Friday 14 February 2025 (record 0a1b): the text does not say which days it means: in "
        "working days, in time with 2 working days to spare, due Tuesday 18 February 2025; in calendar days, late by "
        "2 calendar days, due Wednesday 12 February 2025."
    )
    assert say_due((MET, LATE)) == (
        "Tuesday 18 February 2025 (in working days) or Wednesday 12 February 2025 (in calendar days)"
    )
    assert tell_apart((MET, LATE)) == ("in working days", "in calendar days")


def test_two_clauses_are_told_apart_by_clause_and_event_and_by_their_days_only_where_those_are_two() -> None:
    text, chart = "by 3, ‘Response’ (no date)", "by Appendix Two, ‘Meeting held’ (Friday 14 February 2025)"
    one_each = of_clause("3", "a response", RESPONSE, MET), of_clause("Appendix Two", "resolved", HELD, MET)
    assert tell_apart((*one_each[0], *one_each[1])) == (text, chart)
    both = (
        *of_clause("3", "a response", RESPONSE, MET, LATE),
        *of_clause("Appendix Two", "resolved", HELD, MET),
    )
    assert tell_apart(both) == (f"{text}, in working days", f"{text}, in calendar days", chart)


def test_what_two_clauses_say_alike_is_said_once() -> None:
    assert say_each(("3", "Appendix Two"), ("Not known.", "Not known.")) == "Not known."
    assert say_each(("3", "Appendix Two"), ("Met.", "Late.")) == "By 3: met. By Appendix Two: late."
