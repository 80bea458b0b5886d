"""Which learned PDF form a return is on: it is laid over the blanks that are kept with the layouts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import parsers
from boardforms.catalogue import Catalogue
from escalation.definitions import FormDefinition
from escalation.layouts import LearnedLayout
from parsers import Reading, Refused
from parsers.pdf.learned import fits_fields, fits_pages


@dataclass(frozen=True)
class LearnedBlank:
    """A PDF form whose layout was learned: the form whose questions it asks, and what was read of its blank."""

    form: FormDefinition
    layout: LearnedLayout
    reading: Reading


def learned_blanks(catalogue: Catalogue) -> tuple[LearnedBlank, ...]:
    """Return the blanks of all learned PDF layouts; one that cannot be read any more tells nothing."""
    return tuple(_learned_blanks(catalogue))


def _learned_blanks(catalogue: Catalogue) -> Iterator[LearnedBlank]:
    for layout in catalogue.layouts:
        form = catalogue.find(layout.reference)
        if layout.format == "pdf" and form is not None:
            try:
                yield LearnedBlank(form, layout, parsers.read(layout.blank))
            except parsers.Unread:
                continue


def tell_by_fields(reading: Reading, blanks: Iterable[LearnedBlank]) -> LearnedBlank:
    """Return the blank that a return with fields is on. Raises Refused as `only_usable` does."""
    return only_usable([blank for blank in blanks if fits_fields(reading, blank.reading)])


def tell_by_pages(reading: Reading, blanks: Iterable[LearnedBlank]) -> LearnedBlank:
    """Return the blank that a return without fields is on. Raises Refused as `only_usable` does."""
    return only_usable([blank for blank in blanks if fits_pages(reading.pages, blank.reading)])


def only_usable(fitting: Sequence[LearnedBlank]) -> LearnedBlank:
    """Return the one of the blanks that fit whose layout a person has confirmed.

    Raises Refused where none fits, where none of them is confirmed, and where those that are say different things.
    """
    if not fitting:
        raise Refused("not-our-form")
    usable = [blank for blank in fitting if blank.layout.confirmed]
    if not usable:
        raise Refused("layout-unconfirmed")
    first, *others = usable
    if any((one.form, one.layout.cells) != (first.form, first.layout.cells) for one in others):
        raise Refused("not-our-form")
    return first
