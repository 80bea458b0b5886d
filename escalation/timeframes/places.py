"""Where a missing date or answer can be given: the forms of a board that have a place for it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from escalation.boards import Board, Event
from escalation.timeframes.wording import say_all


@dataclass(frozen=True)
class Places:
    """The titles of the forms in force that have a place for each field and for each event, by key."""

    fields: Mapping[str, tuple[str, ...]]
    events: Mapping[str, tuple[str, ...]]

    def say_for_field(self, key: str) -> str:
        """Say on which forms a field can be answered."""
        return _say(self.fields.get(key, ())) or "no form asks for it"

    def say_for_event(self, event: Event) -> str:
        """Say on which forms an event is dated, or which message is evidence of it."""
        message = "file the message that brought the record" if event.message else ""
        ways = [way for way in (_say(self.events.get(event.key, ())), message) if way]
        return ", or ".join(ways) or "no form has a place for it"


def find_places(board: Board, today: dt.date) -> Places:
    """Return the places that the latest version of each form of a board offers, but for forms withdrawn by a day."""
    fields: dict[str, tuple[str, ...]] = {}
    events: dict[str, tuple[str, ...]] = {}
    for form in (form for form in board.current_forms() if today <= form.period.last):
        for field in form.fields:
            fields[field.key] = (*fields.get(field.key, ()), form.title)
            if field.event:
                events[field.event] = (*events.get(field.event, ()), form.title)
    return Places(fields, events)


def _say(forms: tuple[str, ...]) -> str:
    return f"give it on the {say_all(forms, 'or')}" if forms else ""
