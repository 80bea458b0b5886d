"""Which page of a file is which page of the form: by what it says at its foot, else by the words printed on it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from escalation.definitions import FormReference
from parsers.geometry.fitting import PageFit, fit_page
from parsers.pages import ReadPage

_CLEARLY = 0.85
"""What share of the best likeness the second best may have, for the best to be the only one."""
_LOOK_AT = 10
_ALIKE = 0.35
"""The least share of a blank page's words that a page of the form has."""


@dataclass(frozen=True)
class Paired:
    """A page of the file and the page of the form that it is, with whether there is no doubt which it is."""

    fit: PageFit
    is_known: bool


def pair_page(page: ReadPage, blank_pages: Sequence[ReadPage], form: FormReference) -> Paired | None:
    """Return which page of the blank a page is; None for a page that is none of the form's.

    What its foot says is believed where the words agree.
    """
    if page.reference is not None and page.reference != form:
        return None
    said = [blank for blank in blank_pages if page.reference == form and blank.number == page.page]
    if said:
        fit = fit_page(page, said[0])
        if fit is not None and fit.share >= _ALIKE:
            return Paired(fit, is_known=True)
    elif page.reference is not None and page.page is not None:
        return None
    return _most_alike(page, blank_pages)


def _most_alike(page: ReadPage, blank_pages: Sequence[ReadPage]) -> Paired | None:
    fits = sorted(_fit_likely(page, blank_pages), key=lambda fit: (-len(fit.printed), -fit.share))
    if not fits or fits[0].share < _ALIKE:
        return None
    is_only = len(fits) == 1 or len(fits[1].printed) < _CLEARLY * len(fits[0].printed)
    return Paired(fits[0], is_known=is_only)


def _fit_likely(page: ReadPage, blank_pages: Sequence[ReadPage]) -> list[PageFit]:
    """Return how a page lies on those pages of the blank that may be the likest or come close to it, in order.

    To lay a page takes long, and to count the words that two have in common does not: no more can be in place.
    """
    at_most = [_count_common(page, blank) for blank in blank_pages]
    found: dict[int, PageFit] = {}
    most = 0
    for index in sorted(range(len(blank_pages)), key=at_most.__getitem__, reverse=True):
        if at_most[index] < _CLEARLY * most:
            break
        fit = fit_page(page, blank_pages[index])
        if fit is not None:
            found[index], most = fit, max(most, len(fit.printed))
    return [found[index] for index in sorted(found)]


def _count_common(page: ReadPage, blank: ReadPage) -> int:
    here, there = (Counter(word.text for word in one.words) for one in (page, blank))
    return (here & there).total()


def find_likest(pages: Sequence[ReadPage], blanks: Sequence[Sequence[ReadPage]]) -> int | None:
    """Return which of some blanks' pages a file's pages are like, from 0; None where not clearly one is."""
    likeness = _likeness_of(pages[:_LOOK_AT], blanks)
    order = sorted(likeness, key=likeness.__getitem__, reverse=True)
    if not order or not likeness[order[0]]:
        return None
    is_only = len(order) == 1 or likeness[order[1]] < _CLEARLY * likeness[order[0]]
    return order[0] if is_only else None


def _likeness_of(pages: Sequence[ReadPage], blanks: Sequence[Sequence[ReadPage]]) -> dict[int, int]:
    """Return the likeness of those blanks that may be the likest or come close to it, by their place from 0."""
    at_most = [
        sum(max((_count_common(page, one) for one in blank), default=0) for page in pages) for blank in blanks
    ]
    found: dict[int, int] = {}
    for index in sorted(range(len(blanks)), key=at_most.__getitem__, reverse=True):
        if at_most[index] < _CLEARLY * max(found.values(), default=0):
            break
        found[index] = sum(_likeness(page, blanks[index]) for page in pages)
    return found


def _likeness(page: ReadPage, blank_pages: Sequence[ReadPage]) -> int:
    """Return how many printed words a page has in common with the page of the blank that it is like."""
    paired = _most_alike(page, blank_pages)
    return len(paired.fit.printed) if paired else 0
