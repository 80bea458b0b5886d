"""Learn the layout of a Board's own form from its blank, and write it down for a person to confirm."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import parsers
from boardforms.errors import CannotWork, WrongUsage
from boardforms.learning.learn_pdf import learn_pdf
from boardforms.learning.learned import Learned
from boardforms.learning.proposing import propose
from boardforms.learning.spots import find_spots
from boardforms.learning.writing import confirm, write_layout
from boardforms.outputs import write_whole
from escalation.definitions import FormDefinition
from escalation.layouts import LearnedCell, LearnedLayout, LearnedMargin
from escalation.loading import LAYOUTS_FOLDER, load_layouts
from parsers.word.alignment import MAX_ROWS
from parsers.word.fitting import is_telling
from parsers.word.learned import count_blank_pictures, template_of
from parsers.word.margins import UNREADABLE
from parsers.word.merges import CELLS_MERGED


def learn_form(data: bytes, form: FormDefinition, source: str, name: str, today: dt.date) -> Learned:
    """Return the layout that a blank form, Word or PDF, seems to have, unconfirmed and not yet written.

    `source` says where the form is from, for whoever reads the layout. Raises CannotWork where the file cannot be
    read, is a form of ours, or has too little on it to be told from others.
    """
    try:
        reading = parsers.read(data)
    except parsers.Unread as error:
        raise CannotWork(error.message) from None
    if reading.reference is not None:
        raise CannotWork(
            f"the file is {reading.reference}, a form of this program: its returns are read already"
        )
    if reading.format == "word":
        return _learn_word(reading, form, source, name, today)
    if reading.format == "pdf":
        return learn_pdf(data, reading, form, source, name, today)
    raise CannotWork(
        "the file is a scan: a layout can be learned from a Word file, or from a PDF that is no scan"
    )


def _learn_word(
    reading: parsers.Reading, form: FormDefinition, source: str, name: str, today: dt.date
) -> Learned:
    if len(reading.lines) > MAX_ROWS:
        raise CannotWork("the file has more lines than any form: give the blank form alone")
    proposal = propose(find_spots(reading.lines), form)
    proposal = replace(proposal, cells=tuple(_mark_merged(proposal.cells, reading)))
    held = {"board": form.board, "name": name, "form": form.key, "version": form.version, "format": "word"}
    about = {**held, "confirmed": False, "source": source, "learned_on": today, "cells": proposal.cells}
    about["margins"] = tuple(_margins(reading))
    if not proposal.cells:
        raise CannotWork("the file holds no words: give the blank form as its Board published it")
    layout = LearnedLayout.model_validate(about)
    if not is_telling([row.line for row in template_of(layout)]):
        raise CannotWork(
            "the file has too few printed words for returns on it to be told from other documents"
        )
    layout = layout.model_copy(update={"pictures": max(count_blank_pictures(reading, layout), 0)})
    return Learned(Path(f"{form.key}.{name}.toml"), layout, proposal)


def _mark_merged(cells: tuple[LearnedCell, ...], reading: parsers.Reading) -> Iterator[LearnedCell]:
    """Yield the places of a blank, with a mark on each cell that it has merged with others."""
    merged = {cell.place for row in reading.lines for cell in row.cells if CELLS_MERGED in cell.noticed}
    yield from (cell.model_copy(update={"merged": cell.place in merged}) for cell in cells)


def _margins(reading: parsers.Reading) -> Iterator[LearnedMargin]:
    """Yield what a blank has in its headers, footers and notes, each once; what cannot be read is nobody's."""
    for margin in dict.fromkeys(reading.margins):
        if margin.text != UNREADABLE:
            yield LearnedMargin.model_validate({"place": margin.place, "words": margin.text})


def save(learned: Learned, form: FormDefinition, folder: Path) -> Path:
    """Write a layout to a board's folder, and return the file; the blank of a PDF goes beside it.

    Raises WrongUsage where one of its name is there.
    """
    path = folder / LAYOUTS_FOLDER / learned.path
    path.parent.mkdir(parents=True, exist_ok=True)
    blank = path.with_suffix(".pdf")
    if path.exists() or (learned.layout.blank and blank.exists()):
        raise WrongUsage(f"{path} is there already, and nothing was written: give another --name")
    if learned.layout.blank:
        _write_new(blank, learned.layout.blank)
    _write_new(path, write_layout(learned.layout, learned.proposal, form).encode())
    return path


def _write_new(path: Path, content: bytes) -> None:
    with path.open("xb") as stream:
        stream.write(content)


def confirm_file(path: Path, forms: tuple[FormDefinition, ...]) -> LearnedLayout:
    """Confirm the layout in a file of a board's folder, and return it.

    Raises WrongUsage where the file is no layout of the board, and CannotWork where a person must edit it.
    """
    layout = next(
        (one for one in load_layouts(path.absolute().parent.parent, forms) if one.name == path.stem), None
    )
    if layout is None:
        raise WrongUsage(f"{path} is no layout: give a file of a board's {LAYOUTS_FOLDER} folder")
    text = path.read_text(encoding="utf-8-sig")
    done = confirm(text)
    if done == text and not layout.confirmed:
        raise CannotWork(f"{path} has no line 'confirmed = false': write 'confirmed = true' in it")
    write_whole(path, done.encode())
    return layout


def layout_name(said: str) -> str:
    """Return a name as that of a layout: in small letters with hyphens."""
    return "-".join(re.findall(r"[a-z0-9]+", said.casefold()))[:40].strip("-") or "form"
