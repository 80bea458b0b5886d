"""Which form a Word return is on that does not say so: it is laid beside every blank at hand, and one must fit."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from boardforms.catalogue import Catalogue
from escalation.definitions import FormDefinition, FormReference
from escalation.layouts import LearnedLayout
from parsers import Reading, Refused
from parsers.word.fitting import FITS, MARGIN, fit, is_telling, share_kept
from parsers.word.learned import TemplateRow, shape_lines, template_of
from parsers.word.pairing import read_blank


@dataclass(frozen=True)
class KnownBlank:
    """A blank that returns are laid beside: one of ours, or a form whose layout was learned."""

    form: FormDefinition
    layout: LearnedLayout | None
    template: tuple[TemplateRow, ...]
    paragraphs: tuple[str, ...] = ()

    @property
    def reference(self) -> FormReference:
        """The form whose questions it asks."""
        return self.form.reference

    @property
    def is_usable(self) -> bool:
        """False for a layout that no person has confirmed."""
        return self.layout is None or self.layout.confirmed

    def fit(self, reading: Reading) -> float:
        """Return how well a return fits, from 0 to 1.

        Of our own blanks the tables are compared, and the paragraphs around them must stand in the return: boards
        ask much the same in their tables, and say in the paragraphs what for.
        """
        lines = reading.lines if self.layout else tuple(row for row in reading.lines if row.table > 0)
        if share_kept(self.paragraphs, reading.lines) < FITS:
            return 0.0
        return fit([row.line for row in self.template], shape_lines(self.template, lines))


def known_blanks(
    catalogue: Catalogue, read_own: Callable[[FormDefinition], Reading]
) -> tuple[KnownBlank, ...]:
    """Return every Word blank at hand on which enough is printed to tell it. `read_own` reads a blank of ours."""
    blanks = (*_learned(catalogue), *_own(catalogue, read_own))
    return tuple(blank for blank in blanks if is_telling([row.line for row in blank.template]))


def _learned(catalogue: Catalogue) -> Iterator[KnownBlank]:
    for layout in catalogue.layouts:
        form = catalogue.find(layout.reference)
        if layout.format == "word" and form is not None:
            yield KnownBlank(form, layout, template_of(layout))


def _own(catalogue: Catalogue, read_own: Callable[[FormDefinition], Reading]) -> Iterator[KnownBlank]:
    for board in catalogue.boards.values():
        for form in board.forms:
            blank = read_own(form)
            rows = read_blank(blank)
            template = tuple(TemplateRow(row.table, tuple((cell,) for cell in row.cells)) for row in rows)
            around = (cell.text for row in blank.lines if row.table <= 0 for cell in row.cells)
            yield KnownBlank(form, None, template, tuple(around))


def tell_form(reading: Reading, blanks: Iterable[KnownBlank]) -> KnownBlank:
    """Return the blank that a return is on.

    Raises Refused where none fits, where those of two forms fit nearly as well as each other, and where the only one
    that fits is of a layout that nobody has confirmed.
    """
    fits = sorted(((blank.fit(reading), blank) for blank in blanks), key=lambda pair: -pair[0])
    if not fits or fits[0][0] < FITS or _has_rival(fits):
        raise Refused("not-our-form")
    form = fits[0][1].reference
    usable = [blank for how, blank in fits if how >= FITS and blank.reference == form and blank.is_usable]
    if not usable:
        raise Refused("layout-unconfirmed")
    return usable[0]


def _has_rival(fits: Sequence[tuple[float, KnownBlank]]) -> bool:
    best, blank = fits[0]
    return any(other.reference != blank.reference and how > best - MARGIN for how, other in fits[1:])
