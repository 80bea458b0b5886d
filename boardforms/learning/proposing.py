"""Propose which place of a Board's own form answers which box of a FormDefinition, for a person to confirm."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from boardforms.learning.spots import Spot
from escalation.boxes import Box, form_boxes
from escalation.definitions import FormDefinition, Kind
from escalation.layouts import NO_BOX, OTHER_BOX, LearnedCell
from escalation.stamps import PROMPT_CHOICE, PROMPT_DATE
from parsers.word.pairing import pair_in_order

LIKELY = 0.5
"""How like a box's label the words around a place are, at least, for the box to be proposed there."""
SURE = 0.8
"""From this likeness on, and where no other place says the same, a proposal is not called unsure."""
_LONGEST_COMPARED = 400
_FOR_ITS_KIND = 0.3
_DATED = re.compile(r"\b(date|dated|dob|born|birth|when)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Proposal:
    """What is proposed: the places in order, those (by index) that are unsure, and the boxes without a place."""

    cells: tuple[LearnedCell, ...]
    unsure: frozenset[int]
    unplaced: tuple[Box, ...]


def propose(spots: Sequence[Spot], form: FormDefinition) -> Proposal:
    """Lay the places of a blank beside the boxes of a form, both in their order, and pair those that are alike.

    What stands in another order is paired only where its words are very like the box's label.
    """
    boxes = form_boxes(form)
    scores = [[_score(spot, box) for box in boxes] for spot in spots]
    pairs = pair_in_order(scores, len(boxes))
    pairs |= dict(_out_of_order(spots, boxes, pairs))
    cells = tuple(_cell(spot, boxes[pairs[i]] if i in pairs else None) for i, spot in enumerate(spots))
    unsure = frozenset(i for i, j in pairs.items() if _is_unsure(spots, boxes, pairs, i, j))
    placed = set(pairs.values())
    return Proposal(cells, unsure, tuple(box for j, box in enumerate(boxes) if j not in placed))


def _cell(spot: Spot, box: Box | None) -> LearnedCell:
    name = box.name if box else OTHER_BOX if spot.is_answer else NO_BOX
    return LearnedCell(place=spot.place, words=spot.words, prompt=spot.prompt, box=name)


def _out_of_order(
    spots: Sequence[Spot], boxes: Sequence[Box], pairs: Mapping[int, int]
) -> Iterator[tuple[int, int]]:
    """Yield pairs of what is left, the most alike first."""
    taken, placed = set(pairs), set(pairs.values())
    scored = (
        (_likeness_of(spot, box), i, j)
        for i, spot in enumerate(spots)
        for j, box in enumerate(boxes)
        if i not in taken and j not in placed and _score(spot, box)
    )
    for how, i, j in sorted(scored, reverse=True):
        if how >= SURE and i not in taken and j not in placed:
            taken.add(i)
            placed.add(j)
            yield i, j


def _score(spot: Spot, box: Box) -> float:
    """Return how well a place answers a box; nought where it cannot, or is not likely to."""
    how = _likeness_of(spot, box)
    if not _can_hold(spot, box) or how < (LIKELY if spot.is_answer else SURE):
        return 0.0
    return how + (_FOR_ITS_KIND if _suits(spot, box) else 0.0)


def _can_hold(spot: Spot, box: Box) -> bool:
    if not spot.is_answer:
        return box.kind is Kind.LONG_TEXT and spot.place.startswith("paragraph ")
    if spot.is_tick or box.kind is Kind.TICK:
        return box.kind is Kind.TICK and (spot.is_tick or not spot.prompt)
    return spot.prompt != PROMPT_CHOICE or box.kind is Kind.CHOICE


def _suits(spot: Spot, box: Box) -> bool:
    match box.kind:
        case Kind.TICK:
            return spot.is_tick
        case Kind.CHOICE:
            return spot.prompt == PROMPT_CHOICE
        case Kind.DATE:
            return spot.prompt == PROMPT_DATE or any(_DATED.search(text) for text in spot.around[:1])
        case Kind.LONG_TEXT:
            return spot.is_wide or not spot.is_answer
        case _:
            return False


def _likeness_of(spot: Spot, box: Box) -> float:
    """Return how like the words around a place are to a box's label, those further away counting for less."""
    labels = (box.label, box.asks.label, box.field.label)
    return max(
        (_likeness(text, label) - 0.05 * away for away, text in enumerate(spot.around) for label in labels),
        default=0.0,
    )


@lru_cache(maxsize=65536)
def _likeness(text: str, label: str) -> float:
    one, two = _words(text), _words(label)
    if not one or not two:
        return 0.0
    if one == two:
        return 1.0
    share = sum((Counter(one) & Counter(two)).values()) / len(two) if len(two) > 1 else 0.0
    joined = " ".join(one)[:_LONGEST_COMPARED], " ".join(two)[:_LONGEST_COMPARED]
    return max(0.9 * share, 0.95 * SequenceMatcher(None, joined[0], joined[1], autojunk=False).ratio())


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.replace("’", "").replace("'", "").casefold())


def _is_unsure(spots: Sequence[Spot], boxes: Sequence[Box], pairs: Mapping[int, int], i: int, j: int) -> bool:
    """Say whether a person should look harder: the words are not very like, or others say the same and are left."""
    if not spots[i].is_answer or _likeness_of(spots[i], boxes[j]) < SURE:
        return True
    placed = set(pairs.values())
    said = spots[i].around[:1]
    spots_left = any(
        spot.is_answer and k not in pairs and spot.around[:1] == said and spot.prompt == spots[i].prompt
        for k, spot in enumerate(spots)
    )
    boxes_left = any(
        k not in placed and box.label == boxes[j].label and box.kind is boxes[j].kind
        for k, box in enumerate(boxes)
    )
    return spots_left or boxes_left
