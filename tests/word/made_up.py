"""Made-up answers for every field of any form."""

from pathlib import Path

from escalation.boards import Board
from escalation.boxes import Answers, Value
from escalation.definitions import PERSON_PARTS, Field, FormDefinition, Kind
from escalation.loading import load_board

ROOT = Path(__file__).parents[2]
BOARDS = tuple(load_board(ROOT / folder) for folder in ("forms/moray", "forms/mscb", "tests/boards/dyffryn"))
FORMS = tuple((board, form) for board in BOARDS for form in board.current_forms())
NAMES = [str(form.reference) for _, form in FORMS]

CHILD = "Siân Łukasz Ó Dálaigh"


def dyffryn() -> tuple[FormDefinition, Board]:
    board = next(board for board in BOARDS if board.key == "dyffryn")
    return board.form("every-kind"), board


def make_answers(form: FormDefinition) -> Answers:
    return {field.key: _make_answer(field) for field in form.fields}


def _make_answer(field: Field) -> Value:
    match field.kind:
        case Kind.PERSON:
            return dict.fromkeys(PERSON_PARTS, "Carys Ŵyn-Jones")
        case Kind.ROWS:
            return [{column.key: _make_cell(column) for column in field.columns}] * (field.entries + 1)
        case _:
            return _make_cell(field)


def _make_cell(field: Field) -> str | bool:
    match field.kind:
        case Kind.TICK:
            return True
        case Kind.DATE:
            return "2026-03-27"
        case Kind.CHOICE:
            return list(field.options)[-1]
        case Kind.LONG_TEXT:
            return f"{CHILD}\n\n\t two  spaces "
        case _:
            return CHILD
