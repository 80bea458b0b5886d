"""Learn the layout of a Board's own PDF form from the fields of its blank."""

import datetime as dt
import hashlib
from collections import Counter
from pathlib import Path

from boardforms.errors import CannotWork
from boardforms.learning.field_spots import find_field_spots, in_order, place_cell
from boardforms.learning.learned import Learned
from boardforms.learning.proposing import Proposal, propose
from escalation.definitions import FormDefinition
from escalation.layouts import LearnedLayout
from parsers import Reading
from parsers.pages import PageField
from parsers.pdf.learned import can_tell, fits_fields


def learn_pdf(
    data: bytes, reading: Reading, form: FormDefinition, source: str, name: str, today: dt.date
) -> Learned:
    """Return the layout that a blank PDF form seems to have, unconfirmed and not yet written.

    `reading` is what was read of `data`. Raises CannotWork where its places cannot be told: it has no fields, or a
    field has no place of its own; or where too little is printed on it for returns to be known.
    """
    _check(reading)
    fields = in_order(reading.fields)
    proposal = propose(find_field_spots(fields, reading.pages), form)
    cells = tuple(place_cell(cell, field) for cell, field in zip(proposal.cells, fields, strict=True))
    held = {"board": form.board, "name": name, "form": form.key, "version": form.version, "format": "pdf"}
    about = {**held, "confirmed": False, "source": source, "learned_on": today, "cells": cells}
    digest = hashlib.sha256(data).hexdigest()
    layout = LearnedLayout.model_validate({**about, "sha256": digest, "blank": data})
    return Learned(
        Path(f"{form.key}.{name}.toml"), layout, Proposal(cells, proposal.unsure, proposal.unplaced)
    )


def _check(reading: Reading) -> None:
    if not reading.fields:
        raise CannotWork(
            "the PDF has no fields to fill in: a layout can be learned from a PDF with fields, or from a Word file"
        )
    names = Counter(field.name for field in reading.fields)
    if any(times > 1 for times in names.values()):
        raise CannotWork("some fields have the same name, so that nothing tells their answers apart")
    if lost := [field for field in reading.fields if not _has_room(field)]:
        said = ", ".join(field.name for field in lost[:5])
        raise CannotWork(f"some fields have no one place on an upright page: {said}")
    if not can_tell(reading) or not fits_fields(reading, reading):
        raise CannotWork(
            "a page of the file has too few printed words for returns on it to be told from other documents"
        )


def _has_room(field: PageField) -> bool:
    place = field.place
    return place is not None and 0 <= place.left < place.right and 0 <= place.top < place.bottom
