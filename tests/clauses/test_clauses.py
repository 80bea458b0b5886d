"""Every sentence that a procedure asks something by is held: the tables of this folder against the boards' files.

A table's line names clause, a few words and places. A person can hold the lines against the procedure; this holds
them against the files, both ways: what a line names is there, and no quote of the files is without its line.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from boardforms.catalogue import load_catalogue
from escalation.boards import Board

HERE = Path(__file__).parent
BOARDS: Mapping[str, Board] = load_catalogue().boards
ROLES = ("meets", "chairs", "minutes", "receives", "considers")

each_board = pytest.mark.parametrize("key", BOARDS)


@dataclass(frozen=True)
class Line:
    """A line of a table: a clause, some of its words, and the places that hold them."""

    clause: str
    words: str
    places: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.clause}: {self.words}"


def plain(text: str) -> str:
    return " ".join(text.translate(str.maketrans("’‘“”", "''\"\"")).casefold().split())


@cache
def lines(key: str) -> tuple[Line, ...]:
    """Return the lines of a board's first table, which says where each sentence is held."""
    table = (HERE / f"{key}.md").read_text(encoding="utf-8").partition("\n## ")[0]
    found = re.findall(r"^\| (.+?) \| (.+) \| (.+) \|$", table, re.MULTILINE)
    return tuple(Line(clause, words, tuple(places.split(", "))) for clause, words, places in found[1:])


def quotes(board: Board) -> Iterator[tuple[str, str]]:
    """Yield each place of a board's files that holds words of its procedure, and the words."""
    for stage in board.stages:
        for role in ROLES:
            yield from ((f"stage {stage.key} {role}", one.quote) for one in getattr(stage, role))
    for limit in board.limits:
        yield from ((f"limit {limit.key}", one.quote) for one in limit.each_reading)
    yield from (("no limit", one.quote) for one in board.no_limits)
    yield from (("duty", one.quote) for one in board.duties)
    yield from (("out of scope", one.quote) for one in board.out_of_scope)
    yield from (("left out", one.quote) for one in board.left_out)
    yield from ((f"letter {one.key}", one.quote) for one in board.letters)


def fields(board: Board) -> frozenset[str]:
    return frozenset(f"field {form.key}.{one.key}" for form in board.current_forms() for one in form.fields)


def holds(place: str, words: str, board: Board) -> bool:
    if place.startswith("field "):
        return place in fields(board)
    return any(held == place and plain(words) in plain(quote) for held, quote in quotes(board))


@each_board
def test_every_place_that_a_line_names_is_in_the_boards_files_and_holds_its_words(key: str) -> None:
    absent = [
        f"{line}: {place}"
        for line in lines(key)
        for place in line.places
        if not holds(place, line.words, BOARDS[key])
    ]
    assert absent == []


@each_board
def test_every_line_names_more_than_a_field(key: str) -> None:
    """A field shows that there is room for an answer; the words that ask for it must be somewhere too."""
    assert [
        str(line) for line in lines(key) if all(place.startswith("field ") for place in line.places)
    ] == []


@each_board
def test_no_words_of_the_procedure_are_in_the_files_without_a_line(key: str) -> None:
    missing = [
        f"{place}: {quote}"
        for place, quote in quotes(BOARDS[key])
        if quote
        and not any(place in line.places and plain(line.words) in plain(quote) for line in lines(key))
    ]
    assert missing == []


def test_every_board_has_a_table() -> None:
    assert {path.stem for path in HERE.glob("*.md")} == set(BOARDS)
    assert all(len(lines(key)) > 30 for key in BOARDS)
