"""Which page of the form each scanned page is, laid on the blank's sheet: by its code, else by its words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from escalation.definitions import FormReference
from parsers.geometry.affine import Affine
from parsers.geometry.pairing import pair_page
from parsers.pages import ReadPage, Rectangle
from parsers.scan.codes import find_code
from parsers.scan.ink import Sheet
from parsers.scan.pictures import LONG_SIDE, Grey, decode
from parsers.scan.reader import POINT, ScannedPage, read_words
from parsers.scan.registration import Floats, Registered, place_by_code, register


@dataclass(frozen=True)
class LaidPage:
    """A scanned page and the blank's page that it is. `to_scan` takes dots of the sheet to dots of the scan.

    `is_known` is false where its words say which page it is and another page of the form has nearly as many of them.
    """

    page: ScannedPage
    blank: ReadPage
    sheet: Sheet
    to_scan: Floats
    is_known: bool

    def on_scan(self, place: Rectangle) -> Rectangle:
        """Return where a place on the blank's page, in points, lies on the scanned page, in its points."""
        left, top, right, bottom = (side * self.sheet.point for side in place)
        corners = np.array([(left, top), (right, top), (left, bottom), (right, bottom)])
        on = (corners @ self.to_scan[:, :2].T + self.to_scan[:, 2]) / POINT
        return Rectangle(*map(float, (*on.min(axis=0), *on.max(axis=0))))


@dataclass(frozen=True)
class BlankSheet:
    """A page of the blank and its picture, at the size that scans are brought to."""

    page: ReadPage
    grey: Grey

    @property
    def point(self) -> float:
        """Dots to a point of the page."""
        return LONG_SIDE / max(self.page.width, self.page.height)


def lay_pages(
    pages: Sequence[ReadPage], blank: Sequence[ReadPage], form: FormReference
) -> Iterator[tuple[ReadPage, LaidPage | None]]:
    """Yield each scanned page with its place on the form; None for a page that is none of the form's."""
    sheets = {page.number: _draw(page) for page in blank}
    for page in pages:
        yield page, _lay(page, sheets, form) if isinstance(page, ScannedPage) else None


def _draw(page: ReadPage) -> BlankSheet:
    return BlankSheet(page, decode(page.picture(Rectangle(0, 0, page.width, page.height))))


def _lay(page: ScannedPage, sheets: dict[int, BlankSheet], form: FormReference) -> LaidPage | None:
    if page.reference is not None and page.reference != form:
        return None
    said = sheets.get(page.page or 0)
    if page.page is not None and said is None:
        return None
    by_code = _lay_by_code(page, said) if said else None
    return by_code or _lay_by_words(page, sheets, form)


def _lay_by_code(page: ScannedPage, blank: BlankSheet) -> LaidPage | None:
    printed = find_code(blank.grey)
    if page.code is None or printed is None:
        return None
    fitted = register(page.grey, blank.grey, place_by_code(page.code, printed))
    return _laid(page, blank, fitted, is_known=True)


def _lay_by_words(page: ScannedPage, sheets: dict[int, BlankSheet], form: FormReference) -> LaidPage | None:
    """Lay a page whose code is lost, or does not help, by the words that its print shares with the blank's."""
    read = page if page.code is None else read_words(page)
    paired = pair_page(read, [sheet.page for sheet in sheets.values()], form)
    if paired is None:
        return None
    blank = sheets[paired.fit.blank.number]
    fitted = register(page.grey, blank.grey, _in_dots(paired.fit.to_page, blank))
    return _laid(page, blank, fitted, is_known=paired.is_known)


def _in_dots(to_page: Affine, blank: BlankSheet) -> Floats:
    turn = np.array([[to_page.a, to_page.b], [to_page.d, to_page.e]]) * POINT / blank.point
    return np.column_stack([turn, np.array([to_page.c, to_page.f]) * POINT])


def _laid(
    page: ScannedPage, blank: BlankSheet, fitted: Registered | None, *, is_known: bool
) -> LaidPage | None:
    if fitted is None:
        return None
    sheet = Sheet(fitted.grey, blank.grey, blank.point)
    return LaidPage(page, blank.page, sheet, fitted.to_scan, is_known)
