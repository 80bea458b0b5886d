"""How often each limit was met in a quarter adds up to every answer that a check gave."""

import datetime as dt
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from boardforms.cli import run
from boardforms.errors import ExitCode
from boardforms.limit_counts import count_by_limit
from escalation.answers import Answer, CheckedCase, EventDate, LimitAnswer
from escalation.periods import Period

RECORDS = Path(__file__).parents[1] / "samples" / "meetings" / "records" / "mscb-2024-017.jsonl"
QUARTER = Period(dt.date(2026, 7, 1), dt.date(2026, 9, 30))


def answer(limit: str, said: Answer, due: str | None) -> LimitAnswer:
    return LimitAnswer(
        limit=limit,
        title=limit.title(),
        answer=said,
        why="",
        within="5 working days",
        from_=EventDate(event="asked", title="Asked for"),
        to=EventDate(event="held", title="Held"),
        due=dt.date.fromisoformat(due) if due else None,
        clause="2.2",
        quote="",
    )


def case(board: str, answers: Sequence[LimitAnswer]) -> CheckedCase:
    return CheckedCase(board=board, case="X-1", checked_on=dt.date(2026, 10, 5), answers=tuple(answers))


CASES = (
    case("one", [answer("meeting", Answer.MET, "2026-07-01"), answer("record", Answer.LATE, "2026-10-01")]),
    case("one", [answer("meeting", Answer.LATE, "2026-09-30"), answer("record", Answer.NOT_KNOWN, None)]),
    case("two", [answer("meeting", Answer.MET, "2026-08-03"), answer("record", Answer.ADVISORY, None)]),
)


def test_a_limit_belongs_to_the_period_in_which_it_fell_due() -> None:
    counts = count_by_limit(CASES, QUARTER)
    assert [(one.board, one.title, dict(one.answers)) for one in counts.limits] == [
        ("one", "Meeting", {Answer.MET: 1, Answer.LATE: 1}),
        ("two", "Meeting", {Answer.MET: 1}),
    ]


@pytest.mark.parametrize("period", [QUARTER, Period(), Period(last=dt.date(2026, 7, 1))])
def test_every_answer_is_counted_somewhere(period: Period) -> None:
    counts = count_by_limit(CASES, period)
    counted = sum(one.answers.total() for one in counts.limits)
    assert counted + counts.other_days + counts.undated.total() == 6


def test_without_days_every_answer_is_in_the_table() -> None:
    counts = count_by_limit(CASES, Period())
    assert (counts.other_days, counts.undated.total()) == (0, 0)


def test_tally_prints_the_counts_and_says_what_is_in_none_of_them(capsys: pytest.CaptureFixture[str]) -> None:
    days = ["--from", "1/12/2024", "--until", "2024-12-31", "--today", "2025-03-03"]
    assert run(["tally", str(RECORDS), *days]) == ExitCode.WELL
    said = capsys.readouterr()
    [row] = [line.split() for line in said.out.splitlines() if "Case progression meeting" in line]
    assert row[-1] == "1"
    assert "Due on other days: " in said.err
    assert "Without a day on which it was due: " in said.err


def test_check_writes_its_answers_as_a_table_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "limits.csv"
    assert run(["check", str(RECORDS), "--csv", str(table), "--today", "2025-03-03"]) == ExitCode.WELL
    rows = table.read_text(encoding="utf-8-sig").splitlines()
    assert f"1 case, {len(rows) - 1} limits" in capsys.readouterr().err


def test_check_never_writes_its_table_over_what_it_reads(tmp_path: Path) -> None:
    returned = Path(shutil.copy(RECORDS, tmp_path / "a.jsonl"))
    (tmp_path / "a.csv").hardlink_to(returned)
    assert run(["check", str(returned), "--csv", str(tmp_path / "a.csv")]) == ExitCode.WRONG_USAGE
    assert returned.read_bytes() == RECORDS.read_bytes()
