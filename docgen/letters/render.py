"""A letter as a Word document, filled in from the records of a case through a template that staff edit in Word."""

import datetime as dt
from dataclasses import asdict, dataclass
from pathlib import Path

from docgen.letters.gaps import Gap, mark_gaps
from docgen.letters.wording import Teller, tell_letter
from docgen.packs.naming import names_child
from docgen.word.prose import find_template, render_prose, save_prose
from escalation.boards import Board
from escalation.cases import Case
from escalation.codes import notice
from escalation.findings import Finding
from escalation.letters import Letter
from escalation.timeframes.facts import establish


@dataclass(frozen=True)
class RenderedLetter:
    """A letter as the bytes of its file, with the gaps that a person must complete and what was noticed."""

    content: bytes
    gaps: tuple[Gap, ...]
    findings: tuple[Finding, ...]


def render_letter(
    letter: Letter, board: Board, case: Case, today: dt.date, template: Path | None = None
) -> RenderedLetter:
    """Return a letter about a case as it stands on a day; the same input gives the same bytes.

    `template` is a file of the office's own; without it the board's `letter-BOARD.docx` is taken, or else
    `letter.docx`. What no record gives, or not surely, or not all the same, is a gap in the letter. The file's
    properties never name the child. Raises DefinitionError for a template that asks for what there is not, or
    for what it may not do; ValueError where the case is of another board.
    """
    teller = Teller(establish(case, board, today), letter.form)
    names = {
        **asdict(tell_letter(letter, teller)),
        "board": board.name,
        "marking": board.marking,
        "case": case.reference,
        "procedure": board.procedure.title,
    }
    document = render_prose(template or find_template("letter", board), names)
    mark_gaps(document, teller.gaps)
    is_named = names_child(case.reference, case, board)
    title = letter.title if is_named else f"{letter.title}, {case.reference}"
    findings = (notice("letter-case-names-child"),) if is_named else ()
    return RenderedLetter(save_prose(document, title, board.name, today), tuple(teller.gaps), findings)
