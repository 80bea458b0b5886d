"""Learn the layout of a Board's own PDF form: from the fields of its blank, else from what is printed on it."""

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from boardforms.errors import CannotWork
from boardforms.learning.field_spots import find_field_spots, in_order, place_cell
from boardforms.learning.learned import Learned
from boardforms.learning.printed_spots import PrintedSpot, find_printed_spots
from boardforms.learning.proposing import Proposal, propose
from escalation.definitions import FormDefinition
from escalation.layouts import NO_BOX, OTHER_BOX, LearnedCell, LearnedLayout
from parsers import Reading
from parsers.pages import PageField
from parsers.pdf.learned import can_tell, can_tell_most, fits_fields
from parsers.pdf.printed_rows import read_rows
from parsers.pdf.ruling import find_ruling


def learn_pdf(
    data: bytes, reading: Reading, form: FormDefinition, source: str, name: str, today: dt.date
) -> Learned:
    """Return the layout that a blank PDF form seems to have, unconfirmed and not yet written.

    `reading` is what was read of `data`. Raises CannotWork where its places cannot be told: a field has no place of
    its own, or nothing on a form without fields asks for an answer; or where too little is printed on it for
    returns to be known.
    """
    proposal = _propose_fields(reading, form) if reading.fields else _propose_places(data, reading, form)
    held = {"board": form.board, "name": name, "form": form.key, "version": form.version, "format": "pdf"}
    about = {**held, "confirmed": False, "source": source, "learned_on": today, "cells": proposal.cells}
    digest = hashlib.sha256(data).hexdigest()
    layout = LearnedLayout.model_validate({**about, "sha256": digest, "blank": data})
    return Learned(Path(f"{form.key}.{name}.toml"), layout, proposal)


def _propose_fields(reading: Reading, form: FormDefinition) -> Proposal:
    _check_fields(reading)
    fields = in_order(reading.fields)
    proposal = propose(find_field_spots(fields, reading.pages), form)
    cells = tuple(place_cell(cell, field) for cell, field in zip(proposal.cells, fields, strict=True))
    return replace(proposal, cells=cells)


def _propose_places(data: bytes, reading: Reading, form: FormDefinition) -> Proposal:
    """Propose where answers go on a form without fields: in the cells and on the lines that are printed for them."""
    if not can_tell_most(reading):
        raise CannotWork(_TOO_LITTLE)
    spots = find_printed_spots(read_rows(reading.pages, find_ruling(data, reading.pages)))
    proposal = propose([one.spot for one in spots], form)
    cells = tuple(_cells(proposal.cells, spots))
    if all(cell.box in {NO_BOX, OTHER_BOX} for cell in cells):
        raise CannotWork("no place on the PDF was found where an answer to any question of the form would go")
    return replace(proposal, cells=cells)


def _cells(cells: Iterable[LearnedCell], spots: Iterable[PrintedSpot]) -> Iterator[LearnedCell]:
    for cell, one in zip(cells, spots, strict=True):
        left, top, right, bottom = (round(max(edge, 0.0), 1) for edge in one.place)
        room = (left, top, max(right, left + 0.1), max(bottom, top + 0.1))
        yield cell.model_copy(update={"place": f"page {one.page}", "rectangle": room})


_TOO_LITTLE = "a page of the file has too few printed words for returns on it to be told from other documents"


def _check_fields(reading: Reading) -> None:
    names = Counter(field.name for field in reading.fields)
    if any(times > 1 for times in names.values()):
        raise CannotWork("some fields have the same name, so that nothing tells their answers apart")
    if lost := [field for field in reading.fields if not _has_room(field)]:
        said = ", ".join(field.name for field in lost[:5])
        raise CannotWork(f"some fields have no one place on an upright page: {said}")
    if not can_tell(reading) or not fits_fields(reading, reading):
        raise CannotWork(_TOO_LITTLE)


def _has_room(field: PageField) -> bool:
    place = field.place
    return place is not None and 0 <= place.left < place.right and 0 <= place.top < place.bottom
