"""Every limit of a board, answered for a case: what was in time, what was not, and what nobody can say.

A limit is judged on each reading of its text by the rules of `escalation.timeframes.rules`; here the readings
are weighed together, and the answer is set out with all that it stands on (docs/decisions/0003-checking.md).
"""

import datetime as dt
from collections.abc import Iterator

from escalation.answers import Answer, CheckedCase, LimitAnswer, Reading, SkippedDay
from escalation.boards import Board
from escalation.cases import Case
from escalation.codes import notice
from escalation.findings import Finding
from escalation.limits import Basis, Limit
from escalation.timeframes.counting import agree, open_windows
from escalation.timeframes.facts import CaseFacts, establish, notice_all
from escalation.timeframes.later_meetings import LaterMeeting, minuted_events
from escalation.timeframes.reasons import say_each
from escalation.timeframes.rules import Run, Verdict, judge_run
from escalation.timeframes.versions import governing_limits, say_earlier_version
from escalation.timeframes.wording import say_date
from escalation.timeframes.working_days import PROCLAIMED_UNTIL


def check_timeframes(case: Case, board: Board, today: dt.date) -> CheckedCase:
    """Return every limit of a board answered for a case as it stands on a day, in the board's order.

    A limit that the board has changed is answered once, in the version that governs the case
    (`escalation.timeframes.versions`).
    Nothing that a record holds raises. Raises ValueError where the case is of another board.
    """
    facts = establish(case, board, today)
    return CheckedCase(
        board=board.key,
        case=case.reference,
        checked_on=today,
        answers=tuple(check_limit(limit, facts) for limit in governing_limits(facts)),
        findings=(*notice_all(facts), *notice_later_meetings(facts)),
    )


def notice_later_meetings(facts: CaseFacts) -> Iterator[Finding]:
    """Yield what became of each meeting of a stage after its first: its day, and the limits on its circulation."""
    for meeting in facts.later_meetings:
        at = facts.at(meeting)
        limits = (one for one in governing_limits(at) if _is_on_circulation(one, meeting, facts.board))
        answers = [check_limit(limit, at) for limit in limits]
        said = "".join(f" {one.title} ({one.clause}), of this meeting: {one.why}" for one in answers)
        is_open = meeting.day is None or any(one.needs_a_person for one in answers)
        yield notice(
            "later-meeting-unsaid"
            if not meeting.is_said
            else "later-meeting-open"
            if is_open
            else "later-meeting",
            message=f"{_say_later(meeting)}{said}",
            clause=meeting.stage.clause,
        )


def _say_later(meeting: LaterMeeting) -> str:
    day = f" on {say_date(meeting.day)}" if meeting.day else ", on a day that is not sure,"
    seems = "" if meeting.is_said else " seems to have been held"
    held = f"A later meeting of ‘{meeting.stage.title}’{seems}{day} {meeting.place}"
    if meeting.is_said:
        return f"{held}: the limits of the case count from the first."
    return (
        f"{held}, because other minutes had come by then: the limits of the case count from the first. If these put"
        " the first right, take the wrong ones out."
    )


def _is_on_circulation(limit: Limit, meeting: LaterMeeting, board: Board) -> bool:
    ends = {one.to for one in limit.each_reading}
    return limit.from_ == meeting.stage.event and bool(ends & minuted_events(meeting.stage, board))


def check_limit(limit: Limit, facts: CaseFacts) -> LimitAnswer:
    """Return one limit answered for a case, on every reading of its text."""
    runs = tuple(Run(one, facts) for one in limit.each_reading)
    return _answer(limit, runs[0], _weigh(runs))


def _weigh(runs: tuple[Run, ...]) -> Verdict:
    """Return what all the readings of a text come to. Dates that contradict each other settle none of them."""
    verdicts = tuple(judge_run(run) for run in runs)
    contradicted = next((said for said in verdicts if said.answer is Answer.OUT_OF_ORDER), None)
    if contradicted or len(verdicts) == 1:
        return contradicted or verdicts[0]
    return Verdict(
        agree(said.answer for said in verdicts),
        say_each([run.limit.clause for run in runs], [said.why for said in verdicts]),
        tuple(reading for said in verdicts for reading in said.readings),
        end=verdicts[0].end,
        since=next((said.since for said in verdicts if said.since), ""),
    )


def _answer(limit: Limit, run: Run, verdict: Verdict) -> LimitAnswer:
    readings = sorted(verdict.readings, key=lambda reading: reading.due or dt.date.max)
    counted = next((reading for reading in readings if reading.answer is verdict.answer), None)
    return LimitAnswer(
        limit=limit.key,
        title=limit.title,
        answer=verdict.answer,
        why=f"{verdict.why} {verdict.since}".rstrip(),
        within=limit.within,
        from_=run.start.shown(),
        to=verdict.end or run.end.shown(),
        due=readings[0].due if readings else None,
        days=counted.days if counted else verdict.days,
        basis=_basis(limit, verdict, counted),
        skipped=verdict.skipped or _skipped(verdict.readings),
        provisional=any(reading.provisional for reading in readings),
        readings=verdict.readings if len(readings) > 1 else (),
        target_due=_target(run) if verdict.answer is not Answer.NOT_APPLICABLE else None,
        notes=() if verdict.answer is Answer.NOT_APPLICABLE else tuple(_notes(limit, run, verdict)),
        clause=limit.clause,
        quote=limit.quote,
    )


def _basis(limit: Limit, verdict: Verdict, counted: Reading | None) -> Basis | None:
    """Return the kind of day that an answer's days are of; None where it counts none."""
    if not verdict.readings and verdict.days is None:
        return None
    own = limit.allows.basis
    return own if counted is None or own is Basis.UNCLEAR else counted.basis


def _skipped(readings: tuple[Reading, ...]) -> tuple[SkippedDay, ...]:
    return tuple(sorted({day for reading in readings for day in reading.skipped}, key=lambda day: day.date))


def _target(run: Run) -> dt.date | None:
    """The day that the house aims at, beside the limit."""
    aims = run.limit.aims
    if aims is None or run.start.date is None:
        return None
    return min(window.due for window in open_windows(run.start.date, aims, run.facts.calendar, ""))


def _notes(limit: Limit, run: Run, verdict: Verdict) -> Iterator[str]:
    if said := say_earlier_version(limit, run.facts):
        yield said
    if limit.other_reading:
        yield f"Two readings of the text: {limit.other_reading.says}."
    if limit.reading:
        yield f"Reading taken: {limit.reading}."
    if limit.or_sooner and run.sooner and run.sooner in {window.due for window in run.windows}:
        yield f"Due on the day that the case itself set, which is not later than {limit.within}."
    if limit.local:
        yield f"The number of days is this board’s own: the text says ‘{limit.within}’."
    if any(one.allows.basis is Basis.UNCLEAR for one in limit.each_reading):
        yield "The text does not say which kind of day it means: both readings are given."
    if limit.stage and (stage := run.facts.board.stage(limit.stage)).exceptional:
        yield f"‘{stage.title}’ is for exceptional circumstances."
    if any(reading.provisional for reading in verdict.readings):
        yield f"Bank holidays after {PROCLAIMED_UNTIL} are not proclaimed yet: the count may change."
