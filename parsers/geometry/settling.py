"""To which box each written word of a page belongs, and where it would stand in the blank's type.

A line of writing belongs to the box in which it begins. It goes on until there is room for a table's cell to end, or
a word drawn by itself begins where lines of another box do.
"""

from collections.abc import Sequence
from dataclasses import replace

from parsers.geometry.beginnings import words_before
from parsers.geometry.fitting import PageFit, middle
from parsers.geometry.growth import Growth, measure_growth
from parsers.geometry.lines import INDENT
from parsers.geometry.places import EDGE, is_inside, lies_in, without_accents
from parsers.geometry.printed import Written
from parsers.pages import Rectangle


def settle_written(
    written: Sequence[Written], boxes: Sequence[Rectangle], fit: PageFit
) -> tuple[Written, ...]:
    """Return the written words of a page, each with whether it is in the box in which its line begins.

    On a page that was set anew they are put where they would stand in the blank's type. Words read from a picture
    stay as they are: a picture does not tell which of them were drawn together.
    """
    if fit.is_seen:
        return tuple(written)
    before = words_before([word.place for word in written])
    firsts = _first_words(written, before, boxes)
    if fit.is_redrawn:
        written = _in_blank_type(written, firsts, boxes, measure_growth(fit))
    homes = [_home(written[first], boxes) for first in firsts]
    inside = [home is not None and _is_in(word, home) for word, home in zip(written, homes, strict=True)]
    led = [last is None or inside[last] for last in before]
    return tuple(
        replace(word, is_at_home=held and free, is_astray=not (held and free) and _is_in_any(word, boxes))
        for word, held, free in zip(written, inside, led, strict=True)
    )


def _first_words(
    written: Sequence[Written], before: Sequence[int | None], boxes: Sequence[Rectangle]
) -> list[int]:
    """Return for each word the index of the word with which its line begins."""
    firsts = list(range(len(written)))
    for index in sorted(firsts, key=lambda index: written[index].place.left):
        last = before[index]
        if last is not None and not _begins_anew(written[index], written[last], boxes):
            firsts[index] = firsts[last]
    return firsts


def _begins_anew(word: Written, last: Written, boxes: Sequence[Rectangle]) -> bool:
    is_apart = word.word.run is None or word.word.run != last.word.run
    return is_apart and any(_begins_in(word.place, box) for box in boxes)


def _begins_in(word: Rectangle, box: Rectangle) -> bool:
    _, y = middle(word)
    return box.left - EDGE <= word.left <= box.left + INDENT and box.top <= y <= box.bottom


def _in_blank_type(
    written: Sequence[Written], firsts: Sequence[int], boxes: Sequence[Rectangle], growth: Growth
) -> tuple[Written, ...]:
    """Return words where they would stand had their lines not grown."""
    ends: dict[int, float] = {}
    for word, first in zip(written, firsts, strict=True):
        ends[first] = max(ends.get(first, 0.0), word.place.right)
    begins = [written[first].place.left for first in firsts]
    grown = [
        _grown(begin, ends[first], _home(written[first], boxes), growth)
        for begin, first in zip(begins, firsts, strict=True)
    ]
    return tuple(
        _shrink(word, begin, by, growth) for word, begin, by in zip(written, begins, grown, strict=True)
    )


def _grown(begin: float, end: float, box: Rectangle | None, growth: Growth) -> float:
    """Return by how much a line grew: as words usually did, or as much more as some did where its box asks for it."""
    needed = (end - begin) / (box.right - begin) if box is not None and box.right > begin else 1.0
    return needed if growth.usual < needed <= growth.most else growth.usual


def _shrink(word: Written, begin: float, by: float, growth: Growth) -> Written:
    left, right = (begin + (side - begin) / by for side in (word.place.left, word.place.right))
    slack = (right - begin) * (growth.most / growth.least - 1)
    place = word.place._replace(left=left, right=right)
    return replace(word, place=place, slack=slack, spacing=growth.spaces / growth.usual)


def _home(word: Written, boxes: Sequence[Rectangle]) -> Rectangle | None:
    """Return the box in which a line begins, by its first word."""
    return next((box for box in boxes if lies_in(word.place, box) or _begins_in(word.place, box)), None)


def _is_in(word: Written, box: Rectangle) -> bool:
    return is_inside(without_accents(word.text, word.place), box)


def _is_in_any(word: Written, boxes: Sequence[Rectangle]) -> bool:
    return any(lies_in(word.place, box) for box in boxes)
