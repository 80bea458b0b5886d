"""The fields of a form that the project did not make: what they hold, where they are, what they say they are."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, TypeAlias

import pikepdf
from pikepdf import Array, Dictionary

from parsers.pages import PageField, Rectangle
from parsers.pdf.fields import PdfField, entry, line_up
from parsers.pdf.strings import read_text

MAX_FIELDS, MAX_OPTIONS = 500, 500
"""The most fields that a form of anybody's has, and the most options of a list that is looked at."""
_RADIO = 1 << 15
_LONGEST = 2_000
Edges: TypeAlias = tuple[float, float, float, float]
"""The left, bottom, right and top of a page, in the file's points."""


def page_fields(
    pdf: pikepdf.Pdf,
    fields: Iterable[tuple[PdfField, str | bool | None, tuple[str, ...]]],
) -> Iterator[PageField]:
    """Yield each field with its value and the codes of what was noticed, under its whole name.

    A field that stands on no page or on several, or on a page that is turned, has no place.
    """
    edges: dict[int, Edges | None] = {}
    for field, value, codes in fields:
        page = field.pages[0] if field.pages else 0
        if page not in edges:
            edges[page] = page_edges(pdf.pages[page - 1]) if page else None
        text, noticed = _shown(field, value)
        yield PageField(
            name=field.name,
            kind=_kind(field),
            text=text,
            tip=_tip(field.widgets),
            page=page,
            place=_place(field.widgets, edges[page]) if len(field.pages) == 1 else None,
            codes=(*codes, *noticed),
        )


def _kind(field: PdfField) -> Literal["text", "tick", "choice", "radio"]:
    match field.type:
        case "/Btn":
            return "radio" if field.flags & _RADIO or len(field.widgets) > 1 else "tick"
        case "/Ch":
            return "choice"
        case _:
            return "text"


def page_edges(page: pikepdf.Page) -> Edges | None:
    """Return the left, bottom, right and top of a page as it is shown; None for one that is turned."""
    turned = entry(page.obj, "/Rotate")
    if isinstance(turned, int) and turned % 360:
        return None
    media, crop = sorted_edges(page.mediabox), sorted_edges(page.cropbox)
    if media is None or crop is None:
        return None
    return max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3])


def sorted_edges(value: object) -> Edges | None:
    """Return the left, bottom, right and top of a rectangle, which may name any two of its corners (7.9.5)."""
    numbers = [float(item) for item in value.as_list()] if isinstance(value, Array) else []
    if len(numbers) != 4:
        return None
    across, down = sorted(numbers[0::2]), sorted(numbers[1::2])
    return across[0], down[0], across[1], down[1]


def _place(widgets: Sequence[Dictionary], edges: Edges | None) -> Rectangle | None:
    return place_of_note(widgets[0], edges) if widgets and edges else None


def place_of_note(note: Dictionary, edges: Edges) -> Rectangle | None:
    """Return where on its page a field or any other note is shown; None where the file does not say."""
    box = sorted_edges(entry(note, "/Rect"))
    if box is None:
        return None
    return Rectangle(box[0] - edges[0], edges[3] - box[3], box[2] - edges[0], edges[3] - box[1])


def _tip(widgets: Sequence[Dictionary]) -> str:
    """Return what a reader says of a field to those who cannot see it (14.9.3)."""
    held = (entry(node, "/TU") for widget in widgets[:1] for node in line_up(widget))
    return next((text for value in held if (text := _short(value))), "")


def _short(value: object) -> str:
    """Return a text as long as a label may be; nothing for any other value."""
    is_short = isinstance(value, pikepdf.String) and len(bytes(value)) <= _LONGEST
    return read_text(value) or "" if is_short else ""


def _shown(field: PdfField, value: str | bool | None) -> tuple[str | bool | None, tuple[str, ...]]:
    """Return a choice as people see it, as the file may hold a code for each option (12.7.4.4).

    What is no option, or may be either of two, stays as it is, with the code of that.
    """
    if field.type != "/Ch" or not isinstance(value, str) or not value.strip():
        return value, ()
    options = tuple(_options(field.widgets))
    lines = [
        (line, {words for pair in options if line in pair for words in pair[1:]})
        for line in value.split("\n")
    ]
    is_known = all(len(words) == 1 and "" not in words for _, words in lines)
    if not is_known:
        return value, ("choice-unknown",)
    return "\n".join(words.pop() for _, words in lines), ()


def _options(widgets: Sequence[Dictionary]) -> Iterator[tuple[str, str]]:
    """Yield the code and the words of each option; those of a list without codes are the same."""
    for node in (node for widget in widgets[:1] for node in line_up(widget)):
        held = entry(node, "/Opt")
        if isinstance(held, Array) and len(held) <= MAX_OPTIONS:
            for option in held.as_list():
                if isinstance(option, Array) and len(option) == 2:
                    yield _short(option[0]), _short(option[1])
                elif isinstance(option, pikepdf.String):
                    yield _short(option), _short(option)
