"""Read one returned file with the boards and blanks at hand: its records say what became of it."""

from dataclasses import dataclass, field

import parsers
from boardforms.catalogue import Catalogue
from docgen import render_word
from escalation.definitions import FormDefinition, FormReference
from escalation.layouts import Layout
from escalation.records import Record, Source
from parsers import Failed, Reading, Refused, Unread, interpret, record_unread


@dataclass
class Desk:
    """Where returns are read: the boards at hand, and the map of each form's blank, made once."""

    catalogue: Catalogue
    maps: dict[FormReference, "BlankMap"] = field(default_factory=dict)

    def map_of(self, form: FormDefinition) -> "BlankMap":
        """Return the map of a form's Word blank."""
        if form.reference not in self.maps:
            rendered = render_word(form, self.catalogue.board(form.board))
            self.maps[form.reference] = BlankMap(rendered.layout, parsers.read(rendered.content))
        return self.maps[form.reference]


@dataclass(frozen=True)
class BlankMap:
    """Where each box sits in a Word blank, and what the blank says before anybody has written in it."""

    layout: Layout
    reading: Reading


def read_return(data: bytes, desk: Desk, source: Source) -> tuple[Record, ...]:
    """Read one returned file: its records say what became of it, whatever the file holds.

    There is one, or one for each return that was joined into the file. Raises MemoryError, and nothing else, so
    that whoever called can give up the process.
    """
    try:
        readings = parsers.read_each(data)
    except Exception as error:  # noqa: BLE001 - one file that trips the program must not lose the others
        return (_record_error(error, source),)
    if len(readings) == 1:
        return (_read_one(readings[0], desk, source),)
    return tuple(
        _read_one(reading, desk, source.model_copy(update={"part": part}))
        for part, reading in enumerate(readings, start=1)
    )


def _read_one(reading: Reading, desk: Desk, source: Source) -> Record:
    try:
        return _interpret(reading, desk, source)
    except Exception as error:  # noqa: BLE001 - nor must one return lose the others of its file
        return _record_error(error, source)


def _record_error(error: Exception, source: Source) -> Record:
    cause = error.__cause__ if isinstance(error, Unread) else error
    if isinstance(cause, MemoryError):
        raise cause from None
    return record_unread(error if isinstance(error, Unread) else Failed("unreadable"), source)


def _interpret(reading: Reading, desk: Desk, source: Source) -> Record:
    form = _form_of(reading, desk.catalogue)
    if reading.format == "pdf":
        return interpret(reading, form, None, source)
    blank = desk.map_of(form)
    return interpret(reading, form, blank.layout, source, blank=blank.reading)


def _form_of(reading: Reading, catalogue: Catalogue) -> FormDefinition:
    form = catalogue.find(reading.reference) if reading.reference else None
    if form is None:
        raise Refused("unknown-form" if reading.reference else "not-our-form")
    return form
