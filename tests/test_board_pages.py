"""A board's page says what the board's files say, whole."""

import pytest

from boardforms.catalogue import load_catalogue
from escalation.boards import Board
from tools.make_board_pages import FOLDER, page

BOARDS = load_catalogue().boards


@pytest.mark.parametrize("board", BOARDS.values(), ids=list(BOARDS))
def test_a_boards_page_is_made_from_its_files(board: Board) -> None:
    kept = (FOLDER / f"{board.key}.md").read_text(encoding="utf-8")
    assert kept == page(board), "run python tools/make_board_pages.py"


@pytest.mark.parametrize("board", BOARDS.values(), ids=list(BOARDS))
def test_a_boards_page_holds_every_clause_that_its_files_cite(board: Board) -> None:
    said = page(board)
    rules = [
        rule
        for stage in board.stages
        for rule in (*stage.meets, *stage.chairs, *stage.minutes, *stage.receives)
    ]
    held = [
        *(rule.who for rule in rules),
        *(clause.what for stage in board.stages for clause in stage.considers),
        *(clause.what for clause in (*board.duties, *board.out_of_scope)),
        *(limit.quote for limit in board.limits),
        *(text for one in board.left_out for text in (one.what, one.quote, one.why)),
        *(one.quote for one in board.no_limits),
    ]
    assert [words for words in held if words not in said] == []
