"""Codes of cases: what is written, the dates of a case, and its letters."""

from escalation.codes.code import ask, note

WRITING = {
    "character-shown-as-code": note("A character that no font at hand can draw is shown as its code."),
    "answer-continued": note("The answer does not fit its box and is printed whole on a continuation page."),
}

CHECKS = {
    "form-unknown": ask(
        "The record is of a form, or a version of one, that this board does not have.",
        "Check which board and form it is meant for.",
    ),
    "dates-differ": ask(
        "Two records of the case give different dates for the same event.", "Find out which is right."
    ),
    "date-in-future": ask("The date is after the day of the check.", "Find out which day is meant."),
    "date-outside-data": ask("Bank holidays of that year are not known.", "Find out which day is meant."),
    "out-of-order": ask(
        "An event is dated before another that must have come first.", "Find out which date is right."
    ),
    "answers-differ": ask(
        "Two records of the case answer the same question differently.", "Find out which is right."
    ),
    "stage-after-resolution": ask(
        "A stage is dated after the matter was resolved.", "See which of them is right."
    ),
    "later-meeting": note("A stage had another meeting: its limits count from the first."),
    "later-meeting-open": ask(
        "A stage had another meeting, and a date of that one is missing, late or wrong.",
        "Look at its minutes.",
    ),
    "later-meeting-unsaid": ask(
        "Two minutes seem to be of two meetings of a stage: its limits count from the first.",
        "Where the later correct the earlier, take the earlier out.",
    ),
    "child-differs": ask(
        "Two records give the same case reference and different names of the child or adult.",
        "See whether they belong together.",
    ),
    "escalated-twice": ask(
        "The same concern about the same person seems to have been escalated more than once.",
        "See whether the cases are one.",
    ),
}

LETTERS = {
    "letter-case-names-child": ask(
        "The case reference names the child or adult, and stands on every page of the letter.",
        "Give the case a reference without the name.",
    ),
}
