"""Pictures of the boxes that a person must look at, cut from the pages that came back."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from escalation.records import Record
from parsers.geometry import PlacedBox
from parsers.pages import ReadPage, Rectangle

KeepCrop: TypeAlias = Callable[[str, bytes], str | None]
"""Keeps a picture, given the name of the box and the PNG; returns the name of its file, None where it is not kept."""

_AROUND = 12.0
"""How much of the page, in points, is shown around a box."""


def with_crops(
    record: Record, pages: Sequence[ReadPage], boxes: Mapping[str, PlacedBox], keep: KeepCrop
) -> Record:
    """Return the record with a picture kept for each of its boxes that needs a person and has a place on a page."""
    by_number = {page.number: page for page in pages}
    asked = {finding.field for finding in record.findings if finding.field and finding.needs_a_person}
    fields = dict(record.fields)
    for name in sorted(asked & fields.keys() & boxes.keys()):
        box = boxes[name]
        crop = keep(name, by_number[box.page].picture(_around(box.place)))
        fields[name] = fields[name].model_copy(update={"crop": crop})
    return record.model_copy(update={"fields": fields})


def _around(place: Rectangle) -> Rectangle:
    return Rectangle(place.left - _AROUND, place.top - _AROUND, place.right + _AROUND, place.bottom + _AROUND)
