"""What a person did to a form around its answers: to a printed question, its row or the cell of its answer.

People highlight a question instead of ticking it, and strike one out that they no longer mean. The words stay as they
were, so that nothing else tells of it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from lxml import etree

from parsers.word.controls import Control
from parsers.word.marks import Marks
from parsers.word.names import word_name

FORM_MARKED = "form-marked"
MARKED_WORDS = frozenset({FORM_MARKED, "struck-through", "hidden-text", "steering-characters"})
"""The codes of what may be done to printed words, so that the answers in their row ask."""


def find_marked_boxes(controls: Sequence[Control], marks: Marks) -> frozenset[str | None]:
    """Return the boxes beside which a form was marked: those of the cell, else of the row; None for any other place.

    What is done to an answer is not meant, as far as it is words in its control.
    """
    shown = (run for run in marks.shown_otherwise if run is not None)
    marked = marks.pointed_out.union(shown, marks.crossed_cells, marks.hidden_rows)
    if not marked:
        return frozenset()
    places = _places(controls)
    inside = {control.content for control in controls if control.content is not None}
    seen = (part for part in marked if part in marks.hidden_rows or _is_printed(part, inside))
    return frozenset(box for part in seen for box in _boxes_at(part, places))


def find_marked_cells(marks: Marks) -> Mapping[etree._Element, str]:
    """Return the cells in which anything is marked, each with a code: all those of a hidden row."""
    marked = {_cell_of(part): FORM_MARKED for part in marks.pointed_out if _has_words(part)}
    marked |= dict.fromkeys(marks.crossed_cells, "struck-through")
    marked |= {cell: "hidden-text" for row in marks.hidden_rows for cell in row.iter("{*}tc")}
    return {cell: code for cell, code in marked.items() if cell is not None}


def _places(controls: Sequence[Control]) -> Mapping[etree._Element, AbstractSet[str]]:
    """Return the boxes that stand in each cell or paragraph, and in each row."""
    places: dict[etree._Element, set[str]] = defaultdict(set)
    for control in controls:
        start = control.element if control.cell is None else control.cell
        row = next(start.iterancestors("{*}tr"), None)
        rows = start.iter("{*}tr") if row is None else (row,)
        for place in (start, *rows):
            places[place].add(control.tag)
    return places


def _boxes_at(
    part: etree._Element, places: Mapping[etree._Element, AbstractSet[str]]
) -> Iterator[str | None]:
    around = (places[place] for place in (part, *part.iterancestors()) if place in places)
    yield from next(around, (None,))


def _is_printed(part: etree._Element, inside: AbstractSet[etree._Element]) -> bool:
    """Say whether something marked is a cell with words in it, or words that stand inside no control."""
    if word_name(part) == "tc":
        return _has_words(part)
    texts = (text for text in part.iter("{*}t") if (text.text or "").strip())
    return any(inside.isdisjoint(text.iterancestors()) for text in texts)


def _has_words(part: etree._Element) -> bool:
    return any((text.text or "").strip() for text in part.iter("{*}t"))


def _cell_of(part: etree._Element) -> etree._Element | None:
    """Return a cell, or the cell around anything else."""
    return part if word_name(part) == "tc" else next(part.iterancestors("{*}tc"), None)
