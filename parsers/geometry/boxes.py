"""What stands in one box of a page: words, or whether it is ticked, and what speaks against being sure of it.

All is measured on the blank's page, in its points, so that scale and turn of the page that came back play no part.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from unicodedata import decomposition

from escalation.definitions import Kind
from parsers.geometry.fitting import PageFit, middle
from parsers.geometry.garbling import is_garbled
from parsers.geometry.lines import Line, breaks_word, find_lines, has_gap, join_lines
from parsers.geometry.printed import Written
from parsers.pages import PageWord, ReadPage, Rectangle

TICKED, UNTICKED = 0.06, 0.02
"""The share of a tick box's middle that is dark, over the blank's, from which it is ticked, and up to which not."""
EDGE = 1.0
"""How far, in points, a word may reach over the edge of its box and still be all inside."""

_MIDDLE = 0.22
_LABEL_WORDS, _LABEL_FOUND = 5, 0.75
_LINE = 1.36
_LONG_WORD = 12
_SHOWN = 0.03
_ACCENT = 2.0
_STRAY_INK, _STRAY_INK_BESIDE = 3.0, 12.0
_WHOLE_DATE = re.compile(r"[0-9]{1,2}([/.-])[0-9]{1,2}\1[0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CONTINUED = re.compile(r"… (?:continued on page|see page|p\.) [0-9]+$")


@dataclass(frozen=True)
class BoxRead:
    """What stood in a box, the codes of what was noticed, and the least confidence of words read from a picture."""

    text: str | bool | None
    codes: tuple[str, ...] = ()
    confidence: float | None = None


@dataclass(frozen=True)
class BoxPlace:
    """A box on the blank's page: its name and kind, its place in points from the top left, its options' labels."""

    name: str
    kind: Kind
    place: Rectangle
    options: tuple[str, ...] = ()


def read_box(box: BoxPlace, fit: PageFit, written: Sequence[Written]) -> BoxRead:
    """Return what stands in a box. `written` is all that the page has and the blank has not."""
    unsure = [] if fit.is_good and _has_labels(box.place, fit) else ["place-unsure"]
    if any(_touches(_without_accents(word.text, word.place), box.place) for word in written):
        unsure.append("over-edge")
    is_shown = _is_on_page(fit.to_page.rectangle(box.place), fit.page)
    if not is_shown:
        unsure.append("answer-cut")
    if box.kind is Kind.TICK:
        ticked = _is_ticked(box.place, fit) if is_shown else None
        return BoxRead(ticked, (*unsure, *(["tick-unclear"] if ticked is None else [])))
    inside = [word for word in written if lies_in(word.place, box.place)]
    lines = find_lines([PageWord(word.text, word.place) for word in inside])
    text = join_lines(lines, box.place)
    seen = [word.word.confidence for word in inside if word.word.confidence is not None]
    codes = (*unsure, *(_about_text(box, lines, text, is_seen=fit.is_seen)))
    codes += tuple(_about_ink(box, fit, inside))
    return BoxRead(text, codes, min(seen, default=None))


def _is_on_page(place: Rectangle, page: ReadPage) -> bool:
    """Say whether all of a place is on the page: its edges may have been cut off."""
    return (
        place.left > -EDGE
        and place.top > -EDGE
        and (place.right < page.width + EDGE and place.bottom < page.height + EDGE)
    )


def lies_in(word: Rectangle, box: Rectangle) -> bool:
    """Say whether a word's middle stands in a box."""
    x, y = middle(word)
    return box.left <= x <= box.right and box.top <= y <= box.bottom


def _without_accents(text: str, word: Rectangle) -> Rectangle:
    """Return the place of a word less the accents of its capitals, which pdftk lets stand over the edge of a box."""
    is_accented = any(sign.isupper() and decomposition(sign) for sign in text)
    return word._replace(top=word.top + _ACCENT) if is_accented else word


def _touches(word: Rectangle, box: Rectangle) -> bool:
    """Say whether a word crosses a box's edge, or stands outside so close to it that it may belong to it."""
    if lies_in(word, box):
        return not (
            box.left - EDGE <= word.left
            and word.right <= box.right + EDGE
            and box.top - EDGE <= word.top
            and word.bottom <= box.bottom + EDGE
        )
    beside = word.left < box.right + 8 and word.right > box.left - 8
    return beside and word.top < box.bottom + EDGE and word.bottom > box.top - EDGE


def _has_labels(box: Rectangle, fit: PageFit) -> bool:
    """Say whether the printed words nearest to a box are where they were: so nothing moved just there."""
    gaps = sorted((_gap(word.place, box), index) for index, word in enumerate(fit.blank.words))
    nearest = [index for _, index in gaps[:_LABEL_WORDS]]
    needed = _LABEL_FOUND if not fit.is_seen else 0.5
    return sum(index in fit.printed for index in nearest) >= needed * len(nearest)


def _gap(one: Rectangle, other: Rectangle) -> float:
    across = max(one.left - other.right, other.left - one.right, 0.0)
    return across + max(one.top - other.bottom, other.top - one.bottom, 0.0)


def shrink(place: Rectangle, share: float) -> Rectangle:
    """Return the middle of a place, less a share of its width and height on each side."""
    across, down = (place.right - place.left) * share, (place.bottom - place.top) * share
    return Rectangle(place.left + across, place.top + down, place.right - across, place.bottom - down)


def _is_ticked(box: Rectangle, fit: PageFit) -> bool | None:
    inner = shrink(box, _MIDDLE)
    dark = fit.page.ink(fit.to_page.rectangle(inner)) - fit.blank.ink(inner)
    return True if dark >= TICKED else False if dark <= UNTICKED else None


def _about_text(box: BoxPlace, lines: Sequence[Line], text: str, *, is_seen: bool) -> Iterator[str]:
    if not lines:
        if box.kind is Kind.CHOICE and not is_seen:  # one that nobody made shows its prompt
            yield "answer-cut"
        return
    if not is_seen and (_fills(box, lines, text) or _CONTINUED.search(text)):
        yield "answer-cut"
    if breaks_word(lines, box.place):
        yield "break-unclear"
    if not _is_whole(box, text):
        yield from _about_letters(box, lines, text, is_seen=is_seen)


def _about_letters(box: BoxPlace, lines: Sequence[Line], text: str, *, is_seen: bool) -> Iterator[str]:
    """Look for signs that the program which drew a text did not have all its letters."""
    if is_garbled(text):
        yield "text-undecodable"
    if "?" in text:
        yield "question-mark"
    if not is_seen and has_gap(lines, box.place):
        yield "words-apart"


def _fills(box: BoxPlace, lines: Sequence[Line], text: str) -> bool:
    """Say whether an answer reaches so far that a program may have cut its end or its beginning off."""
    place, size = box.place, max(line.size for line in lines)
    letter = max((line.place.right - line.place.left) / len(line.text) for line in lines)
    top = min(_without_accents(word.text, word.place).top for word in lines[0].words)
    if any(line.place.left < place.left + 0.5 for line in lines) or top < place.top + 0.5:
        return True
    if _is_whole(box, text):
        return False
    if place.bottom - place.top < 2 * _LINE * size:
        return any(line.place.right > place.right - 2 - 1.5 * letter for line in lines)
    if lines[-1].place.bottom + _LINE * size <= place.bottom:
        return False
    room = place.right - lines[-1].place.right
    return box.kind is Kind.LONG_TEXT or "\n" in text or room < _LONG_WORD * letter


def _is_whole(box: BoxPlace, text: str) -> bool:
    """Say whether a text is all that its box can hold: a date, or a choice with which no other begins."""
    if box.kind is Kind.DATE:
        return _WHOLE_DATE.fullmatch(text) is not None
    return [option for option in box.options if option.startswith(text)] == [text]


def _about_ink(box: BoxPlace, fit: PageFit, inside: Sequence[Written]) -> Iterator[str]:
    """Compare the ink in a box with its words: words without ink do not show, ink without words was not read."""
    shown = [fit.page.ink(word.word.place) for word in inside]
    if any(share < _SHOWN for share in shown):
        yield "answer-cut"
    if fit.is_seen and inside:
        return
    inner = shrink(box.place, 0.0)
    inner = Rectangle(inner.left + 2, inner.top + 2, inner.right - 2, inner.bottom - 2)
    area = (inner.right - inner.left) * (inner.bottom - inner.top)
    dark = (fit.page.ink(fit.to_page.rectangle(inner)) - fit.blank.ink(inner)) * area
    words = sum(share * _area(word.place) for share, word in zip(shown, inside, strict=True))
    if dark - words > (_STRAY_INK_BESIDE if inside else _STRAY_INK):
        yield "picture"


def _area(place: Rectangle) -> float:
    return (place.right - place.left + 1) * (place.bottom - place.top + 1)
