"""Letters about a case: from its records to a Word file to complete and send."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from boardforms.errors import Unusable, WrongUsage
from boardforms.outputs import write_whole
from docgen.letters.render import RenderedLetter, render_letter
from docgen.word.prose import find_template
from escalation.boards import Board
from escalation.cases import Case, fold_reference, join_cases
from escalation.faults import DefinitionError
from escalation.letters import Letter
from escalation.records import Record


def find_case(records: Iterable[Record], board: Board, reference: str) -> tuple[Case, int]:
    """Return the case of a board with that reference, and how many records belong to no case.

    References are compared as `join_cases` does. Raises WrongUsage where no record gives it.
    """
    cases, loose = join_cases(records)
    wanted = fold_reference(reference)
    for case in cases:
        if case.board == board.key and fold_reference(case.reference) == wanted:
            return case, len(loose)
    raise WrongUsage(f"none of the records is of case '{reference}' of {board.short_name}")


def make_letter(
    letter: Letter, board: Board, case: Case, path: Path, today: dt.date, outside: Path | None = None
) -> RenderedLetter:
    """Write a letter about a case as Word, making its folder, and return it.

    `outside` is the folder of one's own boards, which may hold the office's own template (`docgen.word.prose`).
    Raises Unusable where the office's own template asks for what there is not.
    """
    try:
        rendered = render_letter(letter, board, case, today, find_template("letter", board, outside))
    except DefinitionError as error:
        raise Unusable(f"the template of the letter has mistakes\n{error}") from None
    write_whole(path, rendered.content)
    return rendered
