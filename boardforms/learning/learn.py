"""Learn the layout of a Board's own form from its blank, and write it down for a person to confirm."""

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path

import parsers
from boardforms.errors import CannotWork, WrongUsage
from boardforms.learning.proposing import Proposal, propose
from boardforms.learning.spots import find_spots
from boardforms.learning.writing import confirm, write_layout
from escalation.definitions import FormDefinition
from escalation.layouts import LearnedLayout
from escalation.loading import LAYOUTS_FOLDER, load_layouts
from parsers.word.alignment import MAX_ROWS
from parsers.word.fitting import is_telling
from parsers.word.learned import template_of


@dataclass(frozen=True)
class Learned:
    """A layout that was learned, where it was written, and what was proposed."""

    path: Path
    layout: LearnedLayout
    proposal: Proposal


def learn_word(data: bytes, form: FormDefinition, source: str, name: str, today: dt.date) -> Learned:
    """Return the layout that a blank Word form seems to have, unconfirmed and not yet written.

    `source` says where the form is from, for whoever reads the layout. Raises CannotWork where the file cannot be
    read, is a form of ours, or has too little printed on it to be told from others.
    """
    try:
        reading = parsers.read(data)
    except parsers.Unread as error:
        raise CannotWork(error.message) from None
    if reading.format != "word":
        raise CannotWork("the file is not a Word form: a layout can be learned from a Word form alone")
    if reading.reference is not None:
        raise CannotWork(
            f"the file is {reading.reference}, a form of this program: its returns are read already"
        )
    if len(reading.lines) > MAX_ROWS:
        raise CannotWork("the file has more lines than any form: give the blank form alone")
    proposal = propose(find_spots(reading.lines), form)
    held = {"board": form.board, "name": name, "form": form.key, "version": form.version, "format": "word"}
    about = {**held, "confirmed": False, "source": source, "learned_on": today, "cells": proposal.cells}
    if not proposal.cells:
        raise CannotWork("the file holds no words: give the blank form as its Board published it")
    layout = LearnedLayout.model_validate(about)
    if not is_telling([row.line for row in template_of(layout)]):
        raise CannotWork(
            "the file has too few printed words for returns on it to be told from other documents"
        )
    return Learned(Path(f"{form.key}.{name}.toml"), layout, proposal)


def save(learned: Learned, form: FormDefinition, folder: Path) -> Path:
    """Write a layout to a board's folder, and return the file. Raises WrongUsage where one of its name is there."""
    path = folder / LAYOUTS_FOLDER / learned.path
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(write_layout(learned.layout, learned.proposal, form))
    except FileExistsError:
        raise WrongUsage(f"{path} is there already, and nothing was written: give another --name") from None
    return path


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
    path.write_text(done, encoding="utf-8", newline="\n")
    return layout


def layout_name(said: str) -> str:
    """Return a name as that of a layout: in small letters with hyphens."""
    return "-".join(re.findall(r"[a-z0-9]+", said.casefold()))[:40].strip("-") or "form"
