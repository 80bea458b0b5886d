"""Which learned PDF form a return is on: it is laid over the blanks that are kept with the layouts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import parsers
from boardforms.catalogue import Catalogue
from boardforms.learning.telling import KnownBlank
from escalation.definitions import FormDefinition
from escalation.layouts import Layout, LearnedLayout
from parsers import Reading, Refused
from parsers.geometry.alignment import MAX_PAGES
from parsers.pdf.learned import fits_every_page, fits_fields, fits_pages, places_of, read_learned_pages
from parsers.pdf.learned_rows import fits_rows, read_learned_rows, rows_of
from parsers.reading import ReadCell, ReadRow
from parsers.word.fitting import FITS, words_kept


@dataclass(frozen=True)
class LearnedBlank:
    """A PDF form whose layout was learned: the form whose questions it asks, and what was read of its blank."""

    form: FormDefinition
    layout: LearnedLayout
    reading: Reading

    @cached_property
    def rows(self) -> LearnedLayout | None:
        """Its layout by the rows of its tables, for returns whose rows grew; None for a form with fields."""
        return None if self.reading.fields else rows_of(self.layout, self.reading)

    def fits_rows(self, reading: Reading) -> bool:
        """Say whether a return without fields is on it, wherever the rows of its tables came to lie."""
        return self.rows is not None and fits_rows(reading, self.rows)


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
    held = tuple(blanks)
    fitting = [blank for blank in held if fits_pages(reading.pages, blank.reading)]
    return only_usable(fitting or [blank for blank in held if blank.fits_rows(reading)])


def has_words_of(reading: Reading, blanks: Iterable[KnownBlank]) -> bool:
    """Say whether a PDF without fields has the words that a Word blank prints, as that blank has, saved as PDF.

    A program that prints a Word file draws it cell by cell, so that the words of each stand together.
    """
    if reading.format != "pdf" or len(reading.pages) > MAX_PAGES:
        return False
    text = " ".join(word.text for page in reading.pages for word in page.words)
    lines = (ReadRow(0, 1, (ReadCell(text, ""),)),)
    return any(words_kept([row.line for row in blank.template], lines) >= FITS for blank in blanks)


def read_pages_by(reading: Reading, learned: LearnedBlank) -> tuple[Reading, Layout | None]:
    """Return a return without fields as one on a learned form; with the places to read it by, where it is by places.

    A return is read by its places where all pages of the blank are in it as they were printed; else by the rows of
    its tables, if those fit; else what there is of it by its places.
    """
    is_whole = reading.format == "scan" or fits_every_page(reading.pages, learned.reading)
    if not is_whole and learned.rows is not None and learned.fits_rows(reading):
        return read_learned_rows(reading, learned.layout, learned.rows, learned.form), None
    read = read_learned_pages(reading, learned.layout, learned.reading, learned.form)
    return read, places_of(learned.layout, learned.reading.pages)


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
