"""To lay a page only over blanks that have words enough in common with it tells the same as over all of them."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.geometry import find_likest, fit_page
from parsers.geometry.fitting import PageFit
from parsers.geometry.pairing import pair_page
from parsers.pages import ReadPage
from tests.geometry.pages import REFERENCE, make_page

CLEARLY, ALIKE = 0.85, 0.35
"""As in `parsers.geometry.pairing`."""
WORDS = make_page().words


def page_of(chosen: frozenset[int], of: int = 1) -> ReadPage:
    """Return a page with some of the words of the made-up form's page, and a few that it alone has."""
    words = tuple(word for n, word in enumerate(WORDS) if n in chosen)
    own = tuple(replace(word, text=f"own{of}{n}") for n, word in enumerate(WORDS) if n not in chosen)
    return replace(make_page(number=of, of=of, reference=None), words=(*words, *own[:8]))


some_words = st.frozensets(st.integers(0, len(WORDS) - 1), min_size=6)


def fits_of(page: ReadPage, blank: Sequence[ReadPage]) -> list[PageFit]:
    """Return how a page lies on every page of a blank, the likest first."""
    fits = [fit for one in blank if (fit := fit_page(page, one)) is not None]
    return sorted(fits, key=lambda fit: (-len(fit.printed), -fit.share))


def likest_of_all(pages: Sequence[ReadPage], blanks: Sequence[Sequence[ReadPage]]) -> int | None:
    likeness = []
    for blank in blanks:
        best = [fits[0] for page in pages if (fits := fits_of(page, blank))]
        likeness.append(sum(len(fit.printed) for fit in best if fit.share >= ALIKE))
    most = max(likeness)
    near = [index for index, one in enumerate(likeness) if one >= CLEARLY * most]
    return near[0] if most and len(near) == 1 else None


@settings(max_examples=40, deadline=None)
@given(some_words, st.lists(st.lists(some_words, min_size=1, max_size=3), min_size=1, max_size=4))
def test_the_likest_blank_is_that_of_all(seen: frozenset[int], printed: list[list[frozenset[int]]]) -> None:
    pages = [page_of(seen)]
    blanks = [[page_of(one, number) for number, one in enumerate(blank, 1)] for blank in printed]
    assert find_likest(pages, blanks) == likest_of_all(pages, blanks)


@settings(max_examples=40, deadline=None)
@given(some_words, st.lists(some_words, min_size=1, max_size=5))
def test_the_likest_page_of_a_blank_is_that_of_all(
    seen: frozenset[int], printed: list[frozenset[int]]
) -> None:
    page = page_of(seen)
    blank = [page_of(one, number) for number, one in enumerate(printed, 1)]
    fits = fits_of(page, blank)
    paired = pair_page(page, blank, REFERENCE)
    if not fits or fits[0].share < ALIKE:
        assert paired is None
        return
    assert paired is not None
    assert paired.fit.blank is fits[0].blank
    is_only = len(fits) == 1 or len(fits[1].printed) < CLEARLY * len(fits[0].printed)
    assert paired.is_known == is_only
