"""The stamps that tie a box to a Word control's tag or a PDF field's name, and a blank to its form."""

import re

from escalation.definitions import FormReference

PROMPT_TEXT = "Click or tap here to enter text."
PROMPT_CHOICE = "Choose an item."
PROMPT_DATE = "Click or tap to enter a date."
PROMPTS = frozenset({PROMPT_TEXT, PROMPT_CHOICE, PROMPT_DATE})
"""Word's own prompts, which stand in an unanswered control and are never an answer."""

NOT_SELECTED = "not_selected"
"""The export value of a PDF choice that nobody has made: an empty one breaks some clients."""

_REFERENCE = re.compile(r"\b([a-z][a-z0-9-]*)/([a-z][a-z0-9-]*) ([0-9]{4}-[0-9]{2}(?:\.[0-9]+)?)\b")


def word_tag(box_name: str) -> str:
    """Return the tag of the content control that holds a box."""
    return box_name


def pdf_name(box_name: str) -> str:
    """Return the PDF field name of a box: a dot would make a hierarchy, so it is written `__`."""
    return box_name.replace(".", "__")


def box_name(pdf_field: str) -> str:
    """Return the box that a PDF field name stands for: the inverse of `pdf_name`."""
    return pdf_field.replace("__", ".")


def page_code(reference: FormReference, page: int) -> str:
    """Return what a page's Data Matrix says: the form's reference and the page, counted from 1."""
    return f"{reference} {page}"


def find_reference(text: str) -> FormReference | None:
    """Find a form's reference in printed text, such as a footer; None where there is none."""
    found = _REFERENCE.search(text)
    return FormReference(board=found[1], form=found[2], version=found[3]) if found else None
