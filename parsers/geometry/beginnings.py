"""Pages whose text was set anew in other fonts: each line begins where it did, and its words drift along it.

LibreOffice puts every run of text where the file has it, and draws it in a font of its own, wider or narrower. So
such a page is laid over its blank by the beginnings of lines alone, and the rest of a line is followed word by word.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from parsers.geometry.affine import Affine, Pair, Point
from parsers.pages import PageWord, Rectangle

NEAR_BEGINNING = 3.0
"""How far, in points of the blank, the beginning of a line may lie from its place, each way."""
NEAR_NEXT = 4.0
"""How far, in points, a word may lie from where it would follow the word before it on its line."""

_ROW = 6.0
_WIDEST_GAP = 10.0
"""The most room, in points, between two words of a line: more parts the cells of a table."""


def words_before(places: Sequence[Rectangle]) -> tuple[int | None, ...]:
    """Return, for the place of each word, the index of the word before it on its line; None where it begins one."""
    rows: dict[int, list[int]] = defaultdict(list)
    for index, place in enumerate(places):
        rows[_row(place)].append(index)
    return tuple(_before(place, index, places, rows) for index, place in enumerate(places))


def _row(place: Rectangle) -> int:
    return int((place.top + place.bottom) / 2 // _ROW)


def _before(
    place: Rectangle, index: int, places: Sequence[Rectangle], rows: Mapping[int, Sequence[int]]
) -> int | None:
    near = (other for row in range(_row(place) - 1, _row(place) + 2) for other in rows.get(row, ()))
    before = [other for other in near if other != index and _is_before(places[other], place)]
    return max(before, key=lambda other: places[other].right, default=None)


def _is_before(one: Rectangle, other: Rectangle) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    is_beside = shared > 0.3 * min(one.bottom - one.top, other.bottom - other.top)
    return is_beside and one.left < other.left and -2 < other.left - one.right < _WIDEST_GAP


def beginning(place: Rectangle) -> Point:
    """Return the point at which a word begins: half-way up its left edge."""
    return place.left, (place.top + place.bottom) / 2


def match_lines(
    words: Sequence[PageWord],
    places: Sequence[Rectangle],
    blank: Sequence[PageWord],
    before: Sequence[int | None],
) -> tuple[dict[int, int], dict[int, float]]:
    """Find the blank's words on a page, whose words have these places on the blank's page.

    `before` has the word before each of the blank's on its line. Returns the index on the page of each word found,
    and how far each beginning of a line lies from its place.
    """
    by_text: dict[str, list[int]] = defaultdict(list)
    for index, word in enumerate(words):
        by_text[word.text].append(index)
    found: dict[int, int] = {}
    gaps: dict[int, float] = {}
    taken: set[int] = set()
    firsts = [index for index, last in enumerate(before) if last is None]
    for gap, index, at in sorted(_beginnings(firsts, blank, places, by_text)):
        if index not in found and at not in taken:
            found[index], gaps[index] = at, gap
            taken.add(at)
    _follow(blank, before, places, by_text, found)
    return found, gaps


def _beginnings(
    firsts: Sequence[int],
    blank: Sequence[PageWord],
    places: Sequence[Rectangle],
    by_text: Mapping[str, Sequence[int]],
) -> Iterator[tuple[float, int, int]]:
    for index in firsts:
        x, y = beginning(blank[index].place)
        for at in by_text.get(blank[index].text, ()):
            left, middle = beginning(places[at])
            if abs(left - x) <= NEAR_BEGINNING and abs(middle - y) <= NEAR_BEGINNING:
                yield math.hypot(left - x, middle - y), index, at


def _follow(
    blank: Sequence[PageWord],
    before: Sequence[int | None],
    places: Sequence[Rectangle],
    by_text: Mapping[str, Sequence[int]],
    found: dict[int, int],
) -> None:
    """Add the words that follow on their lines those that are found, or begin a run of their own within a line."""
    taken = set(found.values())
    for index in sorted(range(len(blank)), key=lambda index: blank[index].place.left):
        last = before[index]
        if index in found or last is None or last not in found:
            continue
        place = blank[index].place
        x = places[found[last]].right + place.left - blank[last].place.right
        near = [at for at in by_text.get(blank[index].text, ()) if at not in taken]
        gaps = ((min(_off(places[at], x, place), _off(places[at], place.left, place)), at) for at in near)
        gap, at = min(gaps, default=(math.inf, -1))
        if gap <= NEAR_NEXT:
            found[index] = at
            taken.add(at)


def _off(place: Rectangle, x: float, of: Rectangle) -> float:
    """Return how far a word begins from a point on its line; infinity where it stands on another line."""
    off_line = abs(place.top + place.bottom - of.top - of.bottom) / 2
    return abs(place.left - x) if off_line <= NEAR_BEGINNING else math.inf


def fit_upright(pairs: Sequence[Pair]) -> Affine | None:
    """Return the turn, scale and shift that best take points where they came to lie; None for less than two."""
    count = len(pairs)
    if count < 2:
        return None
    x0, y0 = sum(x for (x, _), _ in pairs) / count, sum(y for (_, y), _ in pairs) / count
    u0, v0 = sum(u for _, (u, _) in pairs) / count, sum(v for _, (_, v) in pairs) / count
    centred = [(x - x0, y - y0, u - u0, v - v0) for (x, y), (u, v) in pairs]
    length = sum(x * x + y * y for x, y, _, _ in centred)
    if length < 1:
        return None
    cos = sum(x * u + y * v for x, y, u, v in centred) / length
    sin = sum(x * v - y * u for x, y, u, v in centred) / length
    return Affine(cos, -sin, u0 - cos * x0 + sin * y0, sin, cos, v0 - sin * x0 - cos * y0)
