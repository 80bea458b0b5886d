"""Read one returned file with the boards and blanks at hand: its records say what became of it."""

from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path

import parsers
from boardforms.catalogue import Catalogue
from boardforms.learning.telling import KnownBlank, known_blanks, tell_form
from boardforms.learning.telling_pages import (
    LearnedBlank,
    has_words_of,
    learned_blanks,
    read_pages_by,
    tell_by_fields,
    tell_by_pages,
)
from docgen import render_pdf, render_word
from escalation.boxes import Answers, rows_begun
from escalation.codes import notice
from escalation.definitions import FormDefinition, FormReference
from escalation.layouts import Layout
from escalation.records import Record, Source, record_id
from parsers import Failed, Reading, Refused, Unread, interpret, record_unread
from parsers.geometry import find_likest
from parsers.pdf.learned import read_learned_fields
from parsers.pdf.printed_word import find_word_pages, read_word_pages
from parsers.word.learned import read_by_layout


@dataclass
class Desk:
    """Where returns are read: the boards at hand, and the map of each form's blank, made once.

    `crops` is the folder for pictures of what a person must look at; without one, none are kept.
    """

    catalogue: Catalogue
    maps: dict[FormReference, "BlankMap"] = field(default_factory=dict)
    pdf_maps: dict[FormReference, "BlankMap"] = field(default_factory=dict)
    crops: Path | None = None

    def get_ready(self, data: bytes) -> None:
        """Make a first blank of the kind that a file seems to be, where none was made.

        It loads what blanks are made with. That takes some half a second, which is none of the file's doing.
        """
        is_pdf = b"%PDF-" in data[:1024]
        made, make = (self.pdf_maps, self.pdf_map_of) if is_pdf else (self.maps, self.map_of)
        first = next((form for board in self.catalogue.boards.values() for form in board.forms), None)
        if first and not made:
            make(first)

    def map_of(self, form: FormDefinition) -> "BlankMap":
        """Return the map of a form's Word blank."""
        if form.reference not in self.maps:
            rendered = render_word(form, self.catalogue.board(form.board))
            self.maps[form.reference] = BlankMap(rendered.layout, parsers.read(rendered.content))
        return self.maps[form.reference]

    def pdf_map_of(self, form: FormDefinition) -> "BlankMap":
        """Return the map of a form's PDF blank."""
        if form.reference not in self.pdf_maps:
            self.pdf_maps[form.reference] = self._map_pdf(form, {})
        return self.pdf_maps[form.reference]

    def pdf_map_for(self, form: FormDefinition, reading: Reading) -> "BlankMap":
        """Return the map of a form's PDF blank, with as many rows as a return of it has fields for."""
        rows = rows_begun(form, (found.box for found in reading.found))
        return self._map_pdf(form, rows) if rows else self.pdf_map_of(form)

    def _map_pdf(self, form: FormDefinition, rows: Answers) -> "BlankMap":
        rendered = render_pdf(form, self.catalogue.board(form.board), rows)
        return BlankMap(rendered.layout, parsers.read(rendered.content))

    def form_like(self, reading: Reading) -> "FormDefinition | LearnedBlank":
        """Return the form whose PDF blank the pages of a return are like: one of ours, or a learned one.

        Raises Refused where not exactly one is, or where nobody has confirmed the layout of the one that is.
        """
        forms = [form for board in self.catalogue.boards.values() for form in board.forms]
        learned = {blank.layout.sha256: blank.reading for blank in self.learned_pdfs}
        ours = [self.pdf_map_of(form).reading.pages for form in forms]
        index = find_likest(reading.pages, [*ours, *(blank.pages for blank in learned.values())])
        if index is None:
            return tell_by_pages(reading, self.learned_pdfs)
        if index < len(forms):
            return forms[index]
        digest = list(learned)[index - len(forms)]
        return tell_by_pages(reading, [one for one in self.learned_pdfs if one.layout.sha256 == digest])

    def is_word_form(self, reading: Reading, form: FormDefinition) -> bool:
        """Say whether a PDF or a scan is a form's Word blank that was filled in, and then printed or saved as PDF."""
        return bool(find_word_pages(reading.pages, self.map_of(form).reading))

    @cached_property
    def learned_pdfs(self) -> tuple[LearnedBlank, ...]:
        """The blank of every learned PDF layout, for returns that do not say what they are on. Read once."""
        return learned_blanks(self.catalogue)

    @cached_property
    def blanks(self) -> tuple[KnownBlank, ...]:
        """Every Word blank at hand, for returns that do not say what they are on. Made once, where one is needed."""
        return known_blanks(self.catalogue, lambda form: self.map_of(form).reading)


@dataclass(frozen=True)
class BlankMap:
    """Where each box sits in a blank, and what the blank says before anybody has written in it."""

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
    if reading.format == "word" and reading.reference is None:
        return _interpret_untold(reading, desk, source)
    if reading.format != "word":
        return _interpret_pdf(reading, desk, source)
    form = _form_of(reading, desk.catalogue)
    blank = desk.map_of(form)
    return interpret(reading, form, blank.layout, source, blank=blank.reading)


def _interpret_untold(reading: Reading, desk: Desk, source: Source) -> Record:
    """Read a Word return that does not say which form it is, beside the one blank that it fits."""
    told = tell_form(reading, desk.blanks)
    if told.layout is not None:
        return interpret(read_by_layout(reading, told.layout, told.form), told.form, None, source)
    blank = desk.map_of(told.form)
    told_by = replace(
        reading, reference=told.reference, findings=(*reading.findings, notice("told-by-words"))
    )
    return interpret(told_by, told.form, blank.layout, source, blank=blank.reading)


def _interpret_pdf(reading: Reading, desk: Desk, source: Source) -> Record:
    """Read a PDF return by its fields, beside the form's blank; the boxes without one by their places."""
    if reading.fields:
        learned = tell_by_fields(reading, desk.learned_pdfs)
        return interpret(
            read_learned_fields(reading, learned.layout, learned.reading, learned.form),
            learned.form,
            None,
            source,
        )
    if reading.reference is None:
        like = _form_like(reading, desk)
        if isinstance(like, LearnedBlank):
            return _interpret_learned_pages(reading, like, desk, source)
        findings = (*reading.findings, notice("told-by-words"))
        reading = replace(reading, reference=like.reference, findings=findings)
    form = _form_of(reading, desk.catalogue)
    if not reading.found and desk.is_word_form(reading, form):
        return interpret(read_word_pages(reading, desk.map_of(form).reading), form, None, source)
    return _interpret_pages(reading, form, desk.pdf_map_for(form, reading), desk, source)


def _form_like(reading: Reading, desk: Desk) -> FormDefinition | LearnedBlank:
    """Return the form that the pages of a return are like. Raises Refused, and says so where it is a Word form.

    The pages of a Word form are like those of a PDF blank by chance alone: the words of its blank must be there.
    """
    try:
        like = desk.form_like(reading)
    except Refused as refused:
        if refused.code == "not-our-form" and has_words_of(reading, desk.blanks):
            raise Refused("word-saved-as-pdf") from refused
        raise
    if reading.format == "scan" or isinstance(like, LearnedBlank) or not desk.is_word_form(reading, like):
        return like
    if not has_words_of(reading, (blank for blank in desk.blanks if blank.form == like)):
        raise Refused("word-saved-as-pdf")
    return like


def _interpret_learned_pages(reading: Reading, learned: LearnedBlank, desk: Desk, source: Source) -> Record:
    """Read a return on a learned PDF form that has no fields, by the places of its answers or by its rows."""
    told, places = read_pages_by(reading, learned)
    if places is None:
        return interpret(told, learned.form, None, source)
    return _interpret_pages(told, learned.form, BlankMap(places, learned.reading), desk, source)


def _interpret_pages(
    reading: Reading, form: FormDefinition, blank: BlankMap, desk: Desk, source: Source
) -> Record:
    keep = None if desk.crops is None else partial(_keep_crop, desk.crops, record_id(source))
    return interpret(reading, form, blank.layout, source, blank=blank.reading, keep_crop=keep)


def _keep_crop(folder: Path, record: str, box: str, png: bytes) -> str | None:
    """Keep a picture of a box under the record's id and the box's name; None where the folder does not take it."""
    name = f"{record}-{box}.png"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(png)
    except OSError:
        return None
    return name


def _form_of(reading: Reading, catalogue: Catalogue) -> FormDefinition:
    form = catalogue.find(reading.reference) if reading.reference else None
    if form is None:
        raise Refused("unknown-form" if reading.reference else "not-our-form")
    return form
