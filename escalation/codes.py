"""The codes of findings: how much each weighs, what it means and what to do about it.

One row a code, grouped by who gives it. `notice` makes a Finding of one; a message of its own replaces
the row's words where more can be said. A code once issued keeps its meaning, because registers hold it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from escalation.findings import Finding, Severity

_REVIEW, _NOTE = Severity.REVIEW, Severity.NOTE


@dataclass(frozen=True)
class Code:
    """A kind of finding. `means` and `action` are whole sentences that hold nothing a person wrote."""

    severity: Severity
    means: str
    action: str

    @property
    def message(self) -> str:
        """What to tell a person: what it is, then what to do."""
        return f"{self.means} {self.action}".strip()


def _ask(means: str, action: str) -> Code:
    return Code(_REVIEW, means, action)


def _note(means: str, action: str = "") -> Code:
    return Code(_NOTE, means, action)


_ASK_AGAIN = "Ask the sender for the form itself, filled in and saved as Word or PDF."

_FRESH_COPY = "Be careful with it: harmful files do this, and damaged ones. Ask the sender for a fresh copy."

_REFUSALS = {
    "empty-file": _ask("The file is empty.", "Ask the sender to attach it again."),
    "too-big": _ask("The file is far bigger than a form can be.", _ASK_AGAIN),
    "bomb": _ask("The file would unpack to far more than a form can hold, as harmful files do.", _ASK_AGAIN),
    "password": _ask("The file is locked with a password.", "Ask the sender for a copy without one."),
    "old-word": _ask(
        "The file is in Word's format of before 2007, or another old Office format.",
        "Open it in Word, choose Save As and Word Document (.docx), and send that copy in.",
    ),
    "other-format": _ask("The file is neither Word (.docx) nor PDF.", _ASK_AGAIN),
    "other-zip": _ask("The file is a zip folder or another program's document, not Word.", _ASK_AGAIN),
    "unsafe-zip": _ask(
        "The file is put together in a way that Word never does and harmful files do.", _ASK_AGAIN
    ),
    "unsafe-xml": _ask(
        "The file holds instructions that no Word document has and harmful files do.", _ASK_AGAIN
    ),
    "xfa": _ask("The file is an Adobe XFA form, which is not one of ours.", _ASK_AGAIN),
    "pdf-no-fields": _ask(
        "The PDF has no boxes to read: it was printed to PDF or flattened.", "Ask for the filled-in original."
    ),
    "pdf-scan": _ask(
        "The PDF is a scan: pictures of pages.", "Type it into a blank form, or ask for the original."
    ),
    "merged-returns": _ask(
        "The PDF holds more than one return joined together.", "Ask for each return as a file of its own."
    ),
    "not-our-form": _ask("The file does not say that it is one of our forms.", _ASK_AGAIN),
}

_FAILURES = {
    "damaged": _ask("The file is damaged or incomplete.", "Ask the sender to attach it again."),
    "unreadable": _ask(
        "The file could not be read.", "Open it by hand, and ask the sender for a fresh copy."
    ),
    "took-too-long": _ask("Reading the file took too long and was given up.", _FRESH_COPY),
    "too-much-memory": _ask("Reading the file took too much memory and was given up.", _FRESH_COPY),
    "reader-crashed": _ask("The program that reads files crashed on this one.", _FRESH_COPY),
}

_INTAKE = {
    "cannot-open": _ask("The file cannot be opened on this machine.", "See that it is there and not in use."),
    "unknown-form": _ask(
        "The file is a form of a board, or in a version, that is not at hand.",
        "Add the board's folder with --boards, or ask for the return on the current form.",
    ),
    "same-content": _note("A file with the very same content was read before it in this run."),
}

_READING = {
    "controls-lost": _ask(
        "The program that saved this Word file removed the marks that name each answer, so nothing was read.",
        "Copy the answers into a blank form, or ask for a copy saved by Word.",
    ),
    "read-by-position": _note(
        "The program that saved this Word file removed marks that name answers: those were read by their places.",
    ),
    "place-unsure": _ask(
        "The form around this answer was changed, so that it may belong to another question.",
        "See in the file what it answers.",
    ),
    "text-doubled": _ask(
        "The program that saved this Word file may have written parts of the answer more than once.",
        "Look at it in the file.",
    ),
    "duplicate-box": _ask("An answer box stands in the file more than once.", "See which of them is meant."),
    "macros-ignored": _note("The file holds macros, which were not run."),
    "cells-merged": _ask(
        "Cells were merged, so that two answers stand in one.", "See which words answer what."
    ),
    "tracked-insertion": _note("Tracked insertions were read as part of the answer."),
    "tracked-deletion": _ask("Tracked deletions were left out of the answer.", "See that they are meant."),
    "comment": _ask("There are comments beside the answers, which were not read.", "Read them in the file."),
    "footnote": _ask("The answer has a footnote, which was not read.", "Read it in the file."),
    "picture": _ask(
        "There is a picture or drawing in the answer, which was not read.", "Look at it in the file."
    ),
    "symbol-unknown": _ask("A symbol in the answer has no plain letter.", "See in the file what it is."),
    "text-outside": _ask("Something was written outside the answer boxes.", "Read it in the file."),
    "pdf-repaired": _ask(
        "The PDF is damaged and was repaired to be read.", "Compare the answers with the file."
    ),
    "pdf-notes": _ask(
        "There are notes or drawings on the PDF's pages, which were not read.", "Look at them."
    ),
    "text-undecodable": _ask("Some letters of the answer could not be read.", "Look at them in the file."),
}

_VALUES = {
    "box-missing": _ask(
        "The box for this answer is gone from the return.", "See whether there was an answer."
    ),
    "unknown-box": _ask(
        "The return has a box that this version of the form does not.", "Read it in the file."
    ),
    "required-missing": _ask("A required answer is missing.", "Ask the sender for it."),
    "row-incomplete": _ask("A row was begun and a required part of it is missing.", "Ask the sender for it."),
    "row-gap": _note("Empty rows before this one were left out."),
    "typed-beside": _ask(
        "There is writing in the cell outside its control; all of it was taken as the answer.",
        "See that it belongs to the answer.",
    ),
    "too-long": _ask(
        "The answer is longer than the form allows; all of it was kept.", "See that it is right."
    ),
    "date-impossible": _ask("There is no such date.", "Ask the sender which day is meant."),
    "date-ambiguous": _ask(
        "The date can be read in more than one way.", "Ask the sender which day is meant."
    ),
    "date-unreadable": _ask(
        "The answer is not a date alone.", "Write it as day/month/year once you know it."
    ),
    "date-stale": _ask(
        "The date shown and the date stored behind it differ.", "Ask the sender which is meant."
    ),
    "tick-unclear": _ask("It is not clear whether the box is ticked.", "Look at it in the file."),
    "tick-differs": _ask("The tick shown and the tick stored behind it differ.", "Look at it in the file."),
    "kind-differs": _ask(
        "The box holds another kind of answer than the form asks.", "Look at it in the file."
    ),
    "choice-unknown": _ask("The answer is none of the choices.", "See which of the choices is meant."),
}

_WRITING = {
    "character-shown-as-code": _note("A character that no font at hand can draw is shown as its code."),
    "answer-continued": _note("The answer does not fit its box and is printed whole on a continuation page."),
}

_CHECKS = {
    "form-unknown": _ask(
        "The record is of a form, or a version of one, that this board does not have.",
        "Check which board and form it is meant for.",
    ),
    "dates-differ": _ask(
        "Two records of the case give different dates for the same event.", "Find out which is right."
    ),
    "date-in-future": _ask("The date is after the day of the check.", "Find out which day is meant."),
    "date-outside-data": _ask("Bank holidays of that year are not known.", "Find out which day is meant."),
    "out-of-order": _ask(
        "An event is dated before another that must have come first.", "Find out which date is right."
    ),
    "answers-differ": _ask(
        "Two records of the case answer the same question differently.", "Find out which is right."
    ),
    "stage-after-resolution": _ask(
        "A stage is dated after the matter was resolved.", "See which of them is right."
    ),
    "child-differs": _ask(
        "Two records give the same case reference and different names of the child or adult.",
        "See whether they belong together.",
    ),
    "escalated-twice": _ask(
        "The same concern about the same person seems to have been escalated more than once.",
        "See whether the cases are one.",
    ),
}

_PACKS = {
    "pack-record-without-case": _ask(
        "A return gives no case reference, so it is not in the pack.", "See whether it belongs there."
    ),
    "pack-title-names-child": _ask(
        "The meeting’s title names the child or adult: the name of the stage stands in its place.",
        "Give the meeting a title without the name.",
    ),
    "pack-case-names-child": _ask(
        "The case reference names the child or adult, and stands on every page of the pack.",
        "Give the case a reference without the name.",
    ),
    "pack-date-differs": _ask(
        "The meeting file and the records give different dates for the meeting.", "Find out which is right."
    ),
    "pack-date-not-recorded": _ask(
        "The meeting file alone gives the day of the meeting, so the check does not count from it.",
        "Give the date on a form as well.",
    ),
    "pack-circulated-before-meeting": _ask(
        "The minutes are dated as circulated before the meeting.", "Find out which date is right."
    ),
}

_LETTERS = {
    "letter-case-names-child": _ask(
        "The case reference names the child or adult, and stands on every page of the letter.",
        "Give the case a reference without the name.",
    ),
}

GROUPS: Mapping[str, Mapping[str, Code]] = MappingProxyType(
    {
        "Files that we will not read": _REFUSALS,
        "Files that we could not read": _FAILURES,
        "Files as they come in": _INTAKE,
        "What stands in a file": _READING,
        "What an answer means": _VALUES,
        "What is written": _WRITING,
        "The dates of a case": _CHECKS,
        "Minutes packs": _PACKS,
        "Letters": _LETTERS,
    }
)
"""Every code, under the heading that says who gives it."""


def _join(groups: Mapping[str, Mapping[str, Code]]) -> Mapping[str, Code]:
    joined = {code: row for rows in groups.values() for code, row in rows.items()}
    if len(joined) < sum(len(rows) for rows in groups.values()):
        raise ValueError("a code stands in two groups")
    return MappingProxyType(joined)


CODES: Mapping[str, Code] = _join(GROUPS)
"""Every code that a finding can carry."""


def notice(code: str, field: str | None = None, *, message: str = "", clause: str | None = None) -> Finding:
    """Return the finding of that code, about a box and resting on a clause where given.

    Raises KeyError for a code that is not among CODES.
    """
    row = CODES[code]
    return Finding(
        code=code, severity=row.severity, message=message or row.message, field=field, clause=clause
    )
