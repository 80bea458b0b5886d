"""A condition in plain words, for readers who have never seen a board's files."""

from escalation.boards import Board
from escalation.definitions import Field
from escalation.timeframes.conditions import Term, Test, read_condition
from escalation.timeframes.wording import say_label


def say_when(text: str, board: Board) -> str:
    """Return a condition of a board's files as a reader would say it, such as `‘Stage 2’ was reached`.

    An empty text gives an empty one. Raises ValueError where the text is no condition.
    """
    condition = read_condition(text)
    joint = " or " if condition.any_will_do else " and "
    return joint.join(_say_term(term, board) for term in condition.terms)


def _say_term(term: Term, board: Board) -> str:
    if term.test in (Test.REACHED, Test.RESOLVED):
        title = board.stage(term.subject).title
        return f"‘{title}’ was reached" if term.test is Test.REACHED else f"it was resolved at ‘{title}’"
    field = _find_field(term.subject, board)
    label = f"‘{say_field(term.subject, board)}’"
    if term.test is Test.GIVEN:
        return f"{label} is given"
    verb = "is" if term.test is Test.IS else "is not"
    return f"{label} {verb} ‘{field.options.get(term.option, term.option)}’"


def say_field(key: str, board: Board) -> str:
    """Return a field as a form prints it, with what stands over it where its label alone says too little."""
    return say_label(_find_field(key, board))


def _find_field(key: str, board: Board) -> Field:
    """Return a field of any form of the board: a key means the same on all of them."""
    return next(field for form in board.forms for field in form.fields if field.key == key)
