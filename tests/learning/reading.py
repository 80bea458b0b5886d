"""Returns on other people's forms: read at the desk, and counted as right, flagged or silently wrong."""

import hashlib
from collections.abc import Iterable, Mapping

from boardforms.catalogue import Catalogue
from boardforms.desk import BlankMap, Desk, read_return
from escalation.boxes import find_box
from escalation.definitions import FormDefinition, FormReference
from escalation.layouts import LearnedLayout
from escalation.records import Record, Source
from parsers.values import read_value
from tests.learning.foreign import CATALOGUE, LAYOUTS, layout_of, write_in
from tests.parsers.alignments import Tally

_MAPS: dict[FormReference, BlankMap] = {}
_PDF_MAPS: dict[FormReference, BlankMap] = {}


def desk_with(layouts: Iterable[LearnedLayout]) -> Desk:
    """Return a desk with the shipped boards and blanks, read once for all tests, and these layouts alone."""
    return Desk(Catalogue(CATALOGUE.boards, tuple(layouts)), _MAPS, _PDF_MAPS)


ALL = desk_with(layout_of(name) for name in LAYOUTS)


def read(data: bytes, desk: Desk = ALL) -> Record:
    [record] = read_return(data, desk, Source(path="return", sha256=hashlib.sha256(data).hexdigest()))
    return record


def said_on(name: str) -> dict[str, str]:
    """Return an answer to every box that one of the forms has a place for."""
    return write_in(LAYOUTS[name][1], {cell.box for cell in layout_of(name).cells})


def count(record: Record, form: FormDefinition, said: Mapping[str, str]) -> Tally:
    """Compare a record with what was written, box by box; a box without a value that nobody is told of is wrong."""
    asked = {finding.field for finding in record.findings if finding.needs_a_person}
    right, flagged, wrong = 0, 0, []
    for name, text in said.items():
        box, held = find_box(form, name), record.fields.get(name)
        assert box is not None
        if held is None or not held.sure or name in asked:
            flagged += 1
        elif held.value == read_value(box, text).value:
            right += 1
        else:
            wrong.append(name)
    return Tally(right, flagged, tuple(wrong))


def codes(record: Record) -> set[str]:
    return {finding.code for finding in record.findings}
