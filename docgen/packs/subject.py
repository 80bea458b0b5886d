"""How papers speak of the person whom a case is about: a child, or an adult at risk."""

from dataclasses import dataclass

from escalation.boards import Board
from escalation.cases import Case
from escalation.definitions import Sensitivity
from escalation.timeframes.statements import form_of


@dataclass(frozen=True)
class Subject:
    """What papers call the person: `about` within a sentence, `views_title` over what they and the family say."""

    about: str
    views_title: str


CHILD = Subject("a child", "The child’s and the family’s views")
ADULT = Subject("an adult at risk", "The adult’s and the family’s views")
EITHER = Subject("a child or an adult at risk", "The views of the child or adult, and of the family")

_WHOM = frozenset({Sensitivity.CHILD, Sensitivity.ADULT})


def find_subject(case: Case, board: Board) -> Subject:
    """Return how to speak of the person: as the records name them, else as the board's forms ask for a name."""
    forms = [(record, form_of(record, board)) for record in case.records]
    named = {
        field.sensitivity
        for record, form in forms
        for field in (form.fields if form else ())
        if record.text(field.key)
    }
    asked = {field.sensitivity for form in board.forms for field in form.fields}
    about = named & _WHOM or asked & _WHOM
    if about == _WHOM:
        return EITHER
    return ADULT if Sensitivity.ADULT in about else CHILD
