"""What a prefilled field holds: each answer as a PDF field's value, exactly as it was given."""

import datetime as dt

from docgen.pdf.strings import with_line_feeds
from escalation.boxes import Answers, Box, BoxValue, flatten, form_boxes
from escalation.definitions import FormDefinition, Kind
from escalation.stamps import NOT_SELECTED, PROMPT_CHOICE


def field_values(form: FormDefinition, answers: Answers | None) -> dict[str, str | bool]:
    """Return the value of each answered box, by box name: a date as day/month/year, a choice as its key."""
    flat = flatten(form, answers or {})
    boxes = {box.name: box for box in form_boxes(form, answers)}
    return {name: _as_field_value(boxes[name], value) for name, value in flat.items() if value is not None}


def _as_field_value(box: Box, value: BoxValue) -> str | bool:
    if box.kind is Kind.TICK:
        return value is True
    text = with_line_feeds(str(value))
    return _as_british_date(text) if box.kind is Kind.DATE else text


def _as_british_date(text: str) -> str:
    """Return an ISO date as 27/03/2026; anything else as it is."""
    try:
        return f"{dt.date.fromisoformat(text):%d/%m/%Y}"
    except ValueError:
        return text


def shown_value(box: Box, value: str | bool | None) -> str:
    """Return what a person reads in a box: the value, or a choice's label, or the prompt to choose."""
    if box.kind is Kind.CHOICE:
        chosen = NOT_SELECTED if value is None else str(value)
        return box.asks.options.get(chosen, PROMPT_CHOICE if chosen == NOT_SELECTED else chosen)
    return "" if value is None or isinstance(value, bool) else value
