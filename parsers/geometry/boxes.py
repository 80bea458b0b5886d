"""What stands in one box of a page: words, or whether it is ticked, and what speaks against being sure of it.

All is measured on the blank's page, in its points, so that scale and turn of the page that came back play no part.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from escalation.definitions import Kind
from parsers.geometry.codes import decode_letters, without_codes
from parsers.geometry.cuts import is_all, may_be_cut, says_it_goes_on
from parsers.geometry.fitting import PageFit
from parsers.geometry.garbling import is_garbled
from parsers.geometry.lines import Line, breaks_long_word, breaks_word, find_lines, has_gap, join_lines
from parsers.geometry.places import EDGE, BoxPlace, is_inside, lies_in, without_accents
from parsers.geometry.printed import Written
from parsers.geometry.striking import are_struck
from parsers.pages import PageWord, ReadPage, Rectangle

TICKED, UNTICKED = 0.06, 0.02
"""The share of a tick box's middle that is dark, over the blank's, from which it is ticked, and up to which not."""

_MIDDLE, _END = 0.22, 0.35
"""What a tick box's middle leaves out at each side, and how far a tick goes into it from above and from below."""
_OUT, _FAR_OUT = 2.0, 4.5
"""From where to where, in points beyond a tick box's sides, a line through it is looked for, as on scans."""
_LABEL_WORDS, _LABEL_FOUND = 5, 0.75
_SHOWN = 0.03
_STRAY_INK, _STRAY_INK_BESIDE = 3.0, 12.0
TEXTS = frozenset({Kind.TEXT, Kind.LONG_TEXT})
DRAWN_ELSEWHERE = "drawn-elsewhere"
"""Of each text where another program drew the answers: what letters it left out, or whole answers, nothing shows."""


@dataclass(frozen=True)
class BoxRead:
    """What stood in a box, the codes of what was noticed, and the least confidence of words read from a picture."""

    text: str | bool | None
    codes: tuple[str, ...] = ()
    confidence: float | None = None


def read_box(box: BoxPlace, fit: PageFit, written: Sequence[Written]) -> BoxRead:
    """Return what stands in a box. `written` is all that the page has and the blank has not."""
    unsure = [] if fit.is_good and _has_labels(box.place, fit) else ["place-unsure"]
    if any(_touches(word, box.place) for word in written):
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
    codes = (*unsure, *_about_text(box, lines, text, fit, inside), *_about_ink(box, fit, inside))
    seen = [word.word.confidence for word in inside if word.word.confidence is not None]
    return BoxRead(decode_letters(text) if _are_ours(inside) else text, codes, min(seen, default=None))


def _are_ours(words: Sequence[Written]) -> bool:
    """Say whether all of an answer was drawn by this project, before the form was sent."""
    return all(word.word.is_prefilled for word in words)


def _is_on_page(place: Rectangle, page: ReadPage) -> bool:
    """Say whether all of a place is on the page: its edges may have been cut off."""
    return (
        place.left > -EDGE
        and place.top > -EDGE
        and (place.right < page.width + EDGE and place.bottom < page.height + EDGE)
    )


def _touches(written: Written, box: Rectangle) -> bool:
    """Say whether a word crosses a box's edge, or stands outside so close to it that it may belong to it."""
    word = without_accents(written.text, written.place)
    if lies_in(word, box):
        return written.is_astray or not is_inside(word, box)
    if written.is_at_home:
        return False
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
    """Say whether a box is ticked; None for what nobody knows: little ink, a dash, a tick that was crossed out."""
    inner = shrink(box, _MIDDLE)
    dark = _added_ink(inner, fit)
    if dark < TICKED:
        return False if dark <= UNTICKED else None
    end = (inner.bottom - inner.top) * _END
    ends = (inner._replace(bottom=inner.top + end), inner._replace(top=inner.bottom - end))
    is_tick = all(_added_ink(part, fit) > UNTICKED for part in ends)
    return True if is_tick and not _is_crossed_out(box, fit) else None


def _is_crossed_out(box: Rectangle, fit: PageFit) -> bool:
    """Say whether strokes leave a box to the left and to the right, as a line through its tick does."""
    tall = box._replace(top=box.top - _FAR_OUT, bottom=box.bottom + _FAR_OUT)
    left = tall._replace(left=box.left - _FAR_OUT, right=box.left - _OUT)
    right = tall._replace(left=box.right + _OUT, right=box.right + _FAR_OUT)
    return all(_added_ink(side, fit) > UNTICKED for side in (left, right))


def _added_ink(place: Rectangle, fit: PageFit) -> float:
    """Return the share of a place that is dark, over the blank's."""
    return fit.page.ink(fit.to_page.rectangle(place)) - fit.blank.ink(place)


def _about_text(
    box: BoxPlace, lines: Sequence[Line], text: str, fit: PageFit, inside: Sequence[Written]
) -> Iterator[str]:
    if not lines:
        if box.kind is Kind.CHOICE and not fit.is_seen:  # one that nobody made shows its prompt
            yield "answer-cut"
        return
    if says_it_goes_on(text):
        yield "answer-cut"
    yield from (_about_ours if _are_ours(inside) else _about_theirs)(box, lines, text, fit, inside)


def _about_ours(
    box: BoxPlace, lines: Sequence[Line], text: str, fit: PageFit, inside: Sequence[Written]
) -> Iterator[str]:
    """Look at an answer that this project drew: it says where it was cut, and ends its lines at spaces.

    What it drew may have been set anew, or its letters lost, since.
    """
    if breaks_long_word(lines, box.place, max(word.slack for word in inside)):
        yield "break-unclear"
    if is_garbled(without_codes(text)):
        yield "text-undecodable"
    if fit.is_redrawn and has_gap(lines, box.place, max(word.spacing for word in inside)):
        yield "words-apart"


def _about_theirs(
    box: BoxPlace, lines: Sequence[Line], text: str, fit: PageFit, inside: Sequence[Written]
) -> Iterator[str]:
    """Look at an answer that any program may have drawn: cut off, broken anywhere, or without all its letters."""
    if not fit.is_seen and may_be_cut(box, lines, text, max(word.slack for word in inside)):
        yield "answer-cut"
    if breaks_word(lines, box.place):
        yield "break-unclear"
    if is_all(box, text):
        return
    if box.kind in TEXTS and not fit.is_seen:
        yield DRAWN_ELSEWHERE
    if is_garbled(text):
        yield "text-undecodable"
    if "?" in text:
        yield "question-mark"
    if not fit.is_in_pieces and any(word.word.is_in_pieces for word in inside):
        yield "letters-left-out"
    if not fit.is_seen and has_gap(lines, box.place, max(word.spacing for word in inside)):
        yield "words-apart"


def _about_ink(box: BoxPlace, fit: PageFit, inside: Sequence[Written]) -> Iterator[str]:
    """Compare the ink in a box with its words: words without ink do not show, ink without words was not read."""
    shown = [fit.page.ink(word.word.place) for word in inside]
    if any(share < _SHOWN for share in shown):
        yield "answer-cut"
    if fit.is_seen and inside:
        return
    if are_struck(inside, fit):
        yield "struck-through"
    inner = shrink(box.place, 0.0)
    inner = Rectangle(inner.left + 2, inner.top + 2, inner.right - 2, inner.bottom - 2)
    area = (inner.right - inner.left) * (inner.bottom - inner.top)
    dark = (fit.page.ink(fit.to_page.rectangle(inner)) - fit.blank.ink(inner)) * area
    words = sum(share * _area(word.place) for share, word in zip(shown, inside, strict=True))
    if dark - words > (_STRAY_INK_BESIDE if inside else _STRAY_INK):
        yield "picture"


def _area(place: Rectangle) -> float:
    return (place.right - place.left + 1) * (place.bottom - place.top + 1)
