"""Every limit of every shipped board, in the cases of `cases/*.md`, which a practitioner can read."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from escalation.answers import LimitAnswer
from escalation.boards import Board
from escalation.limits import Basis
from escalation.records import Record
from escalation.timeframes import check_timeframes
from tests.escalation.returns import make_case, make_return, shipped

CASES = sorted(Path(__file__).parent.glob("cases/*.md"))
NUMBERED = {
    "in time", "on the day", "late", "due", "due today", "overdue",
    "start missing", "end missing", "not a date", "does not apply", "out of order",
}  # fmt: skip
IN_WORDS = {"done", "not yet", "start missing", "not a date", "does not apply", "out of order"}
ALWAYS_APPLIES = {"early-resolution", "step-1-raised"}


@dataclass(frozen=True)
class Line:
    """One line of a table, with what stands above it."""

    board: str
    limit: str
    clause: str
    situation: str
    given: tuple[tuple[str, str], ...]
    returned: tuple[str, ...]
    checked_on: dt.date
    answer: str
    days: int | None
    due: dt.date | None

    def __str__(self) -> str:
        return f"{self.board} {self.limit} {self.clause} {self.situation}"


def read_lines(path: Path) -> Iterator[Line]:
    limit = clause = ""
    always: list[tuple[str, str]] = []
    usual: tuple[str, ...] = ()
    for text in path.read_text(encoding="utf-8").splitlines():
        if text.startswith("## "):
            limit, _, clause = text[3:].rstrip(")").partition(" (")
        elif text.startswith("Always: "):
            always = pairs_in(text.removeprefix("Always: "))
        elif text.startswith("Returned: "):
            usual = names_in(text.removeprefix("Returned: "))
        elif text.startswith("|") and not text.startswith(("| situation", "|---")):
            situation, _, given, checked_on, answer, days, due = (
                cell.strip() for cell in text.strip("|").split("|")
            )
            pairs = pairs_in(given)
            returned = next((names_in(value) for name, value in pairs if name == "returned"), usual)
            yield Line(
                path.stem,
                limit,
                clause,
                situation,
                (*always, *((name, value) for name, value in pairs if name != "returned")),
                returned,
                dt.date.fromisoformat(checked_on),
                answer,
                int(days) if days else None,
                dt.date.fromisoformat(due) if due else None,
            )


def pairs_in(text: str) -> list[tuple[str, str]]:
    return [
        (name.strip(), value.strip()) for name, _, value in (part.partition("=") for part in text.split(";"))
    ]


def names_in(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(","))


def is_about_an_event(value: str) -> bool:
    return value in ("?", "gone") or value[:4].isdigit()


def records_of(line: Line, board: Board) -> Iterator[Record]:
    """Give each thing to the first form returned that has a place for it."""
    places: dict[str, dict[str, str]] = {form: {} for form in line.returned}
    for name, value in line.given:
        about_event = is_about_an_event(value)
        form, key = next(
            (form, field.key)
            for form in line.returned
            for field in board.form(form).fields
            if (field.event if about_event else field.key) == name
        )
        places[form][key] = value
    for number, (form, held) in enumerate(places.items(), start=1):
        yield make_return(
            board.form(form),
            {key: value for key, value in held.items() if value not in ("?", "gone", "-")},
            number=number,
            no_date=tuple(key for key, value in held.items() if value == "?"),
            gone=tuple(key for key, value in held.items() if value == "gone"),
        )


def answer_to(line: Line) -> LimitAnswer:
    board = shipped(line.board)
    checked = check_timeframes(make_case(board, *records_of(line, board)), board, line.checked_on)
    return next(answer for answer in checked.answers if answer.limit == line.limit)


LINES = [line for path in CASES for line in read_lines(path)]


@pytest.mark.parametrize("line", LINES, ids=str)
def test_a_limit_is_answered_as_its_line_says(line: Line) -> None:
    said = answer_to(line)
    assert (said.answer.value, said.days, said.due) == (line.answer, line.days, line.due), said.why
    assert said.clause == line.clause
    assert said.quote


@pytest.mark.parametrize("line", LINES, ids=str)
def test_the_reason_names_every_record_whose_date_it_counts_with(line: Line) -> None:
    said = answer_to(line)
    if said.days is not None:
        dated = [event for event in (said.from_, said.to) if event.date]
        assert dated
        assert all(event.record and event.record in said.why for event in dated)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_limit_of_a_board_has_a_line_for_every_situation(path: Path) -> None:
    lines = list(read_lines(path))
    for limit in shipped(path.stem).limits:
        wanted = IN_WORDS if limit.allows.is_in_words else NUMBERED
        wanted = wanted - {"does not apply"} if limit.key in ALWAYS_APPLIES else wanted
        has_two_readings = limit.other_reading or limit.allows.basis is Basis.UNCLEAR
        wanted = wanted | {"depends"} if has_two_readings else wanted
        assert {line.situation for line in lines if line.limit == limit.key} == wanted, limit.key


def test_every_shipped_board_has_its_lines() -> None:
    shipped_boards = {
        folder.name for folder in Path(__file__).parents[2].joinpath("forms").iterdir() if folder.is_dir()
    }
    assert {path.stem for path in CASES} == shipped_boards
