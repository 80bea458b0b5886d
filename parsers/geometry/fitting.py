"""Lay a page of the blank over a page that came back, by the printed words that both have."""

import math
import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from parsers.geometry.affine import Affine, Pair, Point, fit_affine, fit_similarity
from parsers.geometry.beginnings import beginning, fit_upright, match_lines, words_before
from parsers.pages import PageWord, ReadPage, Rectangle

NEAR_DOWN, NEAR_ALONG = 3.0, 15.0
"""How far, in points of the blank, a printed word may lie from its place: over or under its line, and along it.

A program without the blank's fonts sets the words of a line wider, so that they drift from its beginning on.
"""
_BEST = 0.6
"""The share of the words by which the fit is made and measured: those that lie best, which have not drifted."""
SURE_RESIDUAL = 1.5
"""The most that the printed words may lie from their places on average (root mean square) for a sure fit."""
SURE_RESIDUAL_REDRAWN = 0.5
"""The same where the page was set anew: LibreOffice keeps the beginnings of lines to a tenth of a point."""
SURE_SHARE, SURE_SHARE_SEEN = 0.8, 0.5
"""The least share of the blank's words found in their places for a sure fit; the second for a picture's words."""
T = TypeVar("T")
_LEAST_WORDS = 6
_IN_PIECES = 0.1
_TRIALS = 200
_ROUGHLY = 8.0
_ROUNDS = 3
_SAME_TYPE = 0.3
"""The residual, in points, up to which a page's words lie as they did: no program set them anew."""


@dataclass(frozen=True)
class PageFit:
    """How a page of the blank lies on a page that came back.

    `to_page` takes points of the blank's page to the other. `printed` has, by index in the blank's words, the index
    of the same word on the page. `residual` is in points of the blank, root mean square over the best of those words.
    `is_redrawn`: another program set the text anew, so that words lie along their lines at other places, and only
    the beginnings of lines are measured.
    """

    blank: ReadPage
    page: ReadPage
    to_page: Affine
    printed: Mapping[int, int]
    residual: float
    is_redrawn: bool = False

    @cached_property
    def to_blank(self) -> Affine:
        """The way back, from the page to the blank's."""
        return self.to_page.inverse()

    @property
    def share(self) -> float:
        """The share of the blank's words that the page has in their places."""
        return len(self.printed) / max(len(self.blank.words), 1)

    @cached_property
    def is_seen(self) -> bool:
        """True where the page's words were read from a picture."""
        return any(word.confidence is not None for word in self.page.words)

    @cached_property
    def is_in_pieces(self) -> bool:
        """True where the program that made the page draws all its text in pieces, so that they tell nothing."""
        pieces = sum(self.page.words[index].is_in_pieces for index in self.printed.values())
        return pieces > _IN_PIECES * len(self.printed)

    @property
    def is_good(self) -> bool:
        """True where words enough, all over the page, lie where they should."""
        needed = SURE_SHARE_SEEN if self.is_seen else SURE_SHARE
        most = SURE_RESIDUAL_REDRAWN if self.is_redrawn else SURE_RESIDUAL
        return self.residual <= most and self.share >= needed and self._is_spread()

    def _is_spread(self) -> bool:
        """Say whether the words found reach over most of the page that the blank's words reach over."""
        all_words = span_of([word.place for word in self.blank.words])
        found = span_of([self.blank.words[index].place for index in self.printed])
        return all(part >= 0.6 * whole for part, whole in zip(found, all_words, strict=True))


def span_of(places: Sequence[Rectangle]) -> tuple[float, float]:
    """Return how wide and how tall the room is that some places take up together."""
    if not places:
        return 0.0, 0.0
    wide = max(place.right for place in places) - min(place.left for place in places)
    return wide, max(place.bottom for place in places) - min(place.top for place in places)


def middle(place: Rectangle) -> Point:
    """Return the middle of a place."""
    return (place.left + place.right) / 2, (place.top + place.bottom) / 2


def fit_page(page: ReadPage, blank: ReadPage) -> PageFit | None:
    """Return how the blank's page lies on the page; None where too few words agree on any way."""
    fit = _fit_words(page, blank)
    if fit is None or fit.is_seen or fit.residual <= _SAME_TYPE:
        return fit
    redrawn = _fit_redrawn(page, blank, fit)
    is_better = redrawn is not None and redrawn.share >= fit.share and redrawn.residual < fit.residual
    return redrawn if is_better else fit


def _fit_words(page: ReadPage, blank: ReadPage) -> PageFit | None:
    to_page = _fit_roughly(_anchors(page.words, blank.words))
    if to_page is None:
        return None
    fit = _measure(page, blank, to_page)
    for _ in range(_ROUNDS):
        pairs = [_pair(fit, index) for index in _best(list(fit.printed))]
        better = fit_affine(pairs)
        if better is None or not better.is_plausible():
            return None
        fit = _measure(page, blank, better)
        if len(fit.printed) < _LEAST_WORDS:
            return None
    return fit


def _best(by_gap: Sequence[T]) -> Sequence[T]:
    return by_gap[: max(_LEAST_WORDS, round(_BEST * len(by_gap)))]


def _pair(fit: PageFit, index: int) -> Pair:
    return middle(fit.blank.words[index].place), middle(fit.page.words[fit.printed[index]].place)


def _anchors(words: Sequence[PageWord], blank: Sequence[PageWord]) -> list[Pair]:
    """Return the words that stand once in each, with one another."""
    here, there = _once(words), _once(blank)
    return [(there[text], here[text]) for text in there if text in here]


def _once(words: Sequence[PageWord]) -> dict[str, Point]:
    places: dict[str, list[Point]] = defaultdict(list)
    for word in words:
        places[word.text].append(middle(word.place))
    return {text: held[0] for text, held in places.items() if len(held) == 1}


def _fit_roughly(anchors: Sequence[Pair]) -> Affine | None:
    """Return the turn, scale and shift that most of the words agree on (RANSAC, by the same trials every time)."""
    if len(anchors) < _LEAST_WORDS:
        return None
    chance = random.Random(0)  # noqa: S311 - which pairs are tried is no secret, and the same each time
    best, most = None, 0
    for _ in range(_TRIALS):
        trial = fit_similarity(*chance.sample(anchors, 2))
        if trial is None or not trial.is_plausible():
            continue
        agreeing = sum(
            math.dist(trial.point(at), to) <= _ROUGHLY * max(trial.scale, 0.2) for at, to in anchors
        )
        if agreeing > most:
            best, most = trial, agreeing
        if most > 0.9 * len(anchors):
            break
    return best if most >= _LEAST_WORDS else None


def _measure(page: ReadPage, blank: ReadPage, to_page: Affine) -> PageFit:
    """Find every word of the blank near its place on the page, each word of the page once."""
    by_text: dict[str, list[int]] = defaultdict(list)
    for index, word in enumerate(page.words):
        by_text[word.text].append(index)
    back = to_page.inverse()
    at = [back.point(middle(word.place)) for word in page.words]
    wanted = [middle(word.place) for word in blank.words]
    near = sorted(
        (math.dist(wanted[i], at[j]), i, j)
        for i, word in enumerate(blank.words)
        for j in by_text.get(word.text, ())
        if abs(wanted[i][0] - at[j][0]) <= NEAR_ALONG and abs(wanted[i][1] - at[j][1]) <= NEAR_DOWN
    )
    printed: dict[int, int] = {}
    taken: set[int] = set()
    gaps: list[float] = []
    for gap, i, j in near:
        if i not in printed and j not in taken:
            printed[i] = j
            taken.add(j)
            gaps.append(gap)
    return PageFit(blank, page, to_page, printed, _root_mean_square(gaps))


def _fit_redrawn(page: ReadPage, blank: ReadPage, roughly: PageFit) -> PageFit | None:
    """Return how the blank's page lies on one whose text was set anew: by the beginnings of lines."""
    before = words_before([word.place for word in blank.words])
    begins = [word for word, last in zip(blank.words, before, strict=True) if last is None]
    known = [_pair(roughly, index) for index in roughly.printed if before[index] is None]
    to_page = _fit_roughly([*_anchors(page.words, begins), *known])
    if to_page is None:
        return None
    fit = _measure_lines(page, blank, to_page, before)
    for _ in range(_ROUNDS):
        pairs = [_pair_beginnings(fit, index) for index in fit.printed if before[index] is None]
        better = fit_upright(pairs)
        if better is None or len(pairs) < _LEAST_WORDS:
            return None
        fit = _measure_lines(page, blank, better, before)
    return fit


def _pair_beginnings(fit: PageFit, index: int) -> Pair:
    """Return where a word begins on the blank, and where on the page, however that is turned."""
    place = fit.to_blank.rectangle(fit.page.words[fit.printed[index]].place)
    return beginning(fit.blank.words[index].place), fit.to_page.point(beginning(place))


def _measure_lines(page: ReadPage, blank: ReadPage, to_page: Affine, before: Sequence[int | None]) -> PageFit:
    """Find every word of the blank on its line, and measure by those with which lines begin."""
    back = to_page.inverse()
    places = [back.rectangle(word.place) for word in page.words]
    found, gaps = match_lines(page.words, places, blank.words, before)
    return PageFit(blank, page, to_page, found, _root_mean_square(sorted(gaps.values())), is_redrawn=True)


def _root_mean_square(gaps: Sequence[float]) -> float:
    """Return that of the best of some distances, given from the least."""
    best = _best(gaps)
    return math.sqrt(sum(gap * gap for gap in best) / max(len(best), 1))
