"""The benchmarks run, and time what they say. How long anything takes is never asserted here: see `make bench`."""

import io
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import TypeAlias

import docx
import pytest

import parsers
from bench import pdf, word
from bench.__main__ import contests
from bench.casework import make_case
from bench.contest import OURS, Aim, Contest, Contestant
from bench.report import markdown, plain
from bench.samples import TODAY, jinja_name, make_template, samples
from bench.timing import judge, time_contest
from escalation.stamps import box_name
from escalation.timeframes import check_timeframes

Played: TypeAlias = tuple[list[str], Contest, Callable[[], float]]

CONTESTS = contests()
PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"


@pytest.mark.parametrize("contest", CONTESTS, ids=lambda contest: contest.title)
def test_everybody_does_the_work_once(contest: Contest) -> None:
    for contestant in contest.contestants:
        assert contestant.work() not in (None, b"", "", [], {}) or contestant.name == "floor: start Python"


@pytest.mark.parametrize("contest", CONTESTS, ids=lambda contest: contest.title)
def test_every_other_says_what_it_does_not_do_and_every_aim_names_one_of_them(contest: Contest) -> None:
    assert all(other.lacks for other in contest.others)
    assert {aim.against for aim in contest.aims} <= {"", *(other.name for other in contest.others)}


def test_the_page_of_results_holds_every_contest_and_every_aim() -> None:
    said = PAGE.read_text(encoding="utf-8")
    assert [contest.title for contest in CONTESTS if f"### {contest.title}\n" not in said] == []
    assert [aim.words for contest in CONTESTS for aim in contest.aims if aim.words not in said] == []


def test_pypdf_fills_our_blank_with_the_very_answers_that_we_fill_it_with() -> None:
    of = samples()
    filled = parsers.read(pdf.fill(of.blank_pdf.content, pdf.pdf_values(of)))
    ours = parsers.read(of.filled_pdf.content)
    assert {found.box: found.text for found in filled.found} == {
        found.box: found.text for found in ours.found
    }


def test_pikepdf_reads_a_value_for_each_field_that_we_read() -> None:
    data = samples().filled_pdf.content
    texts = {found.box: found.text for found in parsers.read(data).found if isinstance(found.text, str)}
    read = {box_name(name): value for name, value in pdf.read_values(data).items()}
    assert texts == {box: read[box] for box in texts}


def test_docxtpl_writes_every_answer_that_we_write() -> None:
    of = samples()
    flat = {jinja_name(box): str(value) for box, value in of.flat.items()}
    written = word.render_template(make_template(of.blank_word.content), flat)
    shown = " ".join(word.read_cells(written)).split()
    for value in flat.values():
        assert " ".join(value.split()) in " ".join(shown)


def test_python_docx_sees_no_answer_in_a_control() -> None:
    of = samples()
    texts = [value for value in of.flat.values() if isinstance(value, str) and " " in value]
    shown = "\n".join(word.read_cells(of.filled_word.content))
    assert texts
    assert [text for text in texts if text in shown] == []
    assert docx.Document(io.BytesIO(of.filled_word.content)).tables


def test_the_case_that_is_checked_has_dates_enough_to_count() -> None:
    of = samples()
    checked = check_timeframes(make_case(of), of.board, TODAY)
    assert sum(answer.due is not None for answer in checked.answers) >= 5


@pytest.fixture
def played() -> Played:
    """A contest in which we take 4 seconds a call and the other 2, by a clock that only their work moves."""
    calls: list[str] = []
    now = [0.0]

    def work(name: str, seconds: float) -> Callable[[], None]:
        def one() -> None:
            calls.append(name)
            now[0] += seconds

        return one

    aims = (Aim("within 2 times the other", 2, "other"), Aim("under 3 s", 3))
    others = (Contestant("other", work("other", 2), "half of it"),)
    return calls, Contest("Race", "nothing", Contestant(OURS, work("ours", 4)), others, aims), lambda: now[0]


def test_contestants_take_turns_round_by_round(played: Played) -> None:
    calls, contest, clock = played
    time_contest(contest, 0.0, clock)
    assert calls[-20:] == ["ours", "ours", "other", "other"] * 5  # each time, the first is not counted


def test_a_ratio_is_our_time_by_the_others(played: Played) -> None:
    _, contest, clock = played
    ours, other = time_contest(contest, 0.0, clock)
    assert (ours.median, ours.low, ours.high, ours.ratio) == (4, 4, 4, 1)
    assert (other.median, other.ratio) == (2, 2)


def test_an_aim_that_is_missed_is_said_with_what_was_reached(played: Played) -> None:
    _, contest, clock = played
    standings = time_contest(contest, 0.0, clock)
    assert [verdict.is_met for verdict in judge(contest, standings)] == [True, False]
    for lines in (plain(contest, standings), markdown(contest, standings)):
        said = "\n".join(lines)
        assert "met: within 2 times the other; reached 2 times" in said
        assert "missed: under 3 s; reached 4000 ms" in said


def test_a_quick_call_is_made_often_enough_in_a_turn_for_the_clock() -> None:
    ticks = count()
    quick = Contestant(OURS, lambda: None)
    contest = Contest("Quick", "nothing", quick, (quick,))
    standings = time_contest(contest, 0.0, lambda: next(ticks) * 0.0001)
    assert all(standing.median < 0.0001 for standing in standings)
