"""The fields of a blank PDF form, and the words around each that may say what it asks."""

import re
from collections.abc import Sequence

from boardforms.learning.spots import Spot
from escalation.layouts import LearnedCell
from escalation.stamps import PROMPT_CHOICE
from parsers.geometry.lines import find_lines
from parsers.pages import PageField, PageWord, ReadPage, Rectangle

_TICK_BOX, _TICKED_BOX = "☐", "☒"
_WIDE = 0.5
"""From what share of the page's width on a field has a row to itself."""
_BESIDE, _GAP = 250.0, 14.0
"""How far, in points, a label stands from its field at the most, and its words from each other."""
_OVER, _BETWEEN = 20.0, 8.0
"""How far over its field, in points, the last line of a label ends at the most, and how far apart its lines are."""
_FIRST_LINE = 18.0
_SAME_LINE = 6.0
_SLACK = 3.0


def place_of(field: PageField) -> Rectangle:
    """Return where a field stands. Raises ValueError where it has no place."""
    if field.place is None:
        raise ValueError("a field without a place")
    return field.place


def in_order(fields: Sequence[PageField]) -> tuple[PageField, ...]:
    """Return fields as a person reads them: page by page, line by line, from left to right."""
    rows: list[list[PageField]] = []
    for field in sorted(fields, key=lambda field: (field.page, place_of(field).top)):
        first = rows[-1][0] if rows else None
        is_beside = first is not None and place_of(field).top - place_of(first).top < _SAME_LINE
        if first is not None and first.page == field.page and is_beside:
            rows[-1].append(field)
        else:
            rows.append([field])
    return tuple(field for row in rows for field in sorted(row, key=lambda field: place_of(field).left))


def find_field_spots(fields: Sequence[PageField], pages: Sequence[ReadPage]) -> tuple[Spot, ...]:
    """Return each field as a place where somebody writes. Every field must have a place on one of the pages."""
    by_number = {page.number: page for page in pages}
    return tuple(_spot(field, fields, by_number[field.page]) for field in fields)


def place_cell(cell: LearnedCell, field: PageField) -> LearnedCell:
    """Return a proposed place with where its field is, what it is called, and what stands in it in the blank."""
    left, top, right, bottom = (round(edge, 1) for edge in place_of(field))
    held = {"rectangle": (left, top, right, bottom), "field": field.name, "prompt": _prompt(field)}
    return cell.model_copy(update=held)


def _prompt(field: PageField) -> str:
    if isinstance(field.text, bool):
        return _TICKED_BOX if field.text else _TICK_BOX
    return (field.text or "").strip()


def _spot(field: PageField, fields: Sequence[PageField], page: ReadPage) -> Spot:
    place = place_of(field)
    others = [place_of(one) for one in fields if one.page == field.page and one is not field]
    labels = _labels(field, place, others, page.words)
    around = (field.tip, *labels, _said_by_name(field.name)) if field.kind != "radio" else ()
    return Spot(
        place=f"page {field.page}",
        words=next((text for text in labels if text), ""),
        prompt={"tick": _TICK_BOX, "choice": PROMPT_CHOICE}.get(field.kind, ""),
        is_answer=True,
        around=tuple(dict.fromkeys(text for text in around if text)),
        is_wide=place.right - place.left > _WIDE * page.width,
    )


def _labels(
    field: PageField, place: Rectangle, others: Sequence[Rectangle], words: Sequence[PageWord]
) -> tuple[str, ...]:
    """Return the words that may name a field, the likeliest first: beside a tick on its right, else left or over."""
    line = _on_line(place, words)
    left = _beside([word for word in line if word.place.right <= place.left + _SLACK], place, others)
    if field.kind == "tick":
        return _after(place, others, words), left, _over(place, others, words)
    return left, _over(place, others, words)


def _on_line(place: Rectangle, words: Sequence[PageWord]) -> list[PageWord]:
    """Return the words beside the first line of a field."""
    bottom = min(place.bottom, place.top + _FIRST_LINE)
    return [
        word
        for word in words
        if place.top - _SLACK <= (word.place.top + word.place.bottom) / 2 <= bottom + _SLACK
    ]


def _beside(words: Sequence[PageWord], place: Rectangle, others: Sequence[Rectangle]) -> str:
    """Return the words next to a place on one side of it, up to the next field or a wide gap."""
    near: list[PageWord] = []
    edge, reach = place, _BESIDE
    for word in sorted(words, key=lambda word: _apart(word.place, place)):
        between = Rectangle(
            min(word.place.left, edge.left),
            word.place.top,
            max(word.place.right, edge.right),
            word.place.bottom,
        )
        if _apart(word.place, edge) > reach or any(_overlap(other, between) for other in others):
            break
        near.append(word)
        edge, reach = word.place, _GAP
    return " ".join(line.text for line in find_lines(near))


def _after(place: Rectangle, others: Sequence[Rectangle], words: Sequence[PageWord]) -> str:
    """Return the lines of words that begin right of a place, down to the next field or a wide gap."""
    line = [word for word in _on_line(place, words) if word.place.left >= place.right - _SLACK]
    first = _beside(line, place, others)
    if not first:
        return ""
    indent = min(word.place.left for word in line) - _SLACK
    edge = max(word.place.bottom for word in line)
    below = [word for word in words if word.place.left >= indent and word.place.top > place.bottom - _SLACK]
    below = [word for word in below if word not in line]
    taken = [first]
    for held in find_lines(below):
        room = Rectangle(place.left, edge, held.place.right, held.place.bottom)
        if held.place.top - edge > _BETWEEN or any(_overlap(other, room) for other in others):
            break
        taken.append(held.text)
        edge = held.place.bottom
    return " ".join(taken)


def _over(place: Rectangle, others: Sequence[Rectangle], words: Sequence[PageWord]) -> str:
    """Return the lines of words that end just over a place, up to the next field or a wide gap."""
    above = [
        word
        for word in words
        if word.place.bottom <= place.top + _SLACK
        and word.place.left < place.right
        and word.place.right > place.left - _SLACK
    ]
    taken: list[str] = []
    edge, reach = place.top, _OVER
    for line in reversed(find_lines(above)):
        room = Rectangle(line.place.left, line.place.top, line.place.right, edge)
        if edge - line.place.bottom > reach or any(_overlap(other, room) for other in others):
            break
        taken.append(line.text)
        edge, reach = line.place.top, _BETWEEN
    return " ".join(reversed(taken))


def _apart(one: Rectangle, other: Rectangle) -> float:
    return max(one.left - other.right, other.left - one.right, 0.0)


def _overlap(one: Rectangle, other: Rectangle) -> bool:
    """Say whether two places share more than their edges."""
    across = min(one.right, other.right) - max(one.left, other.left)
    return across > _SLACK and min(one.bottom, other.bottom) - max(one.top, other.top) > _SLACK


def _said_by_name(name: str) -> str:
    """Return the last part of a field's name as words: `form1.ChildName` says Child Name."""
    part = name.rpartition(".")[2]
    return re.sub(r"(?<=[a-z])(?=[A-Z])|[_-]+", " ", re.sub(r"[0-9]+$|\[[0-9]+\]$", "", part)).strip()
