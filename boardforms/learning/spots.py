"""The places of a blank Word form where somebody might write, and the words around each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from escalation.stamps import PROMPTS
from parsers.reading import ReadCell, ReadRow
from parsers.values import UNTICKED
from parsers.word.merges import CELLS_MERGED

_PROMPTS = (*PROMPTS, "Click here to enter text.", "Click here to enter a date.", "Choose a date.")
_TICKS = UNTICKED | {"[]", "[ ]"}
_LINE = r"(?:[._]{3,}|…)(?:\s*/?\s*(?:[._]{2,}|…))*"
_STANDS_FOR_ANSWER = "|".join(
    (*(re.escape(prompt) for prompt in _PROMPTS), f"[{''.join(sorted(UNTICKED))}]", r"\[ ?\]", _LINE)
)
_GAP = re.compile(rf"(?P<prompt>{_STANDS_FOR_ANSWER})|(?<=:)(?=\s*$|\t|[ \u00a0]{{3,}}|\n)|(?=\n\s*\n\s*$)")
"""Where an answer goes: in the place of a prompt, after a colon with room behind it, or on lines left empty."""


@dataclass(frozen=True)
class Spot:
    """A part of a blank: printed words, and the answer after them, if there may be one.

    `around` are the texts that may say what the answer is, the likeliest first. `is_wide`: it has a row to itself.
    `span` is where in the text of its cell the answer goes; None where the cell is the answer's alone.
    """

    place: str
    words: str
    prompt: str = ""
    is_answer: bool = False
    around: tuple[str, ...] = ()
    is_wide: bool = False
    span: tuple[int, int] | None = None

    @property
    def is_tick(self) -> bool:
        """True where a box to tick is printed."""
        return self.prompt in _TICKS


def find_spots(lines: Sequence[ReadRow]) -> tuple[Spot, ...]:
    """Return every part of a blank in the order of the page."""
    return tuple(spot for number, row in enumerate(lines) for spot in _in_row(lines, number, row))


def _in_row(lines: Sequence[ReadRow], number: int, row: ReadRow) -> Iterator[Spot]:
    for column, cell in enumerate(row.cells):
        if _goes_on_above(lines, number, column):
            yield Spot(cell.place, "")
        elif row.table > 0 and _is_bare(cell.text):
            prompt = cell.text.strip()
            around = tuple(_labels(lines, number, column, is_tick=prompt in _TICKS))
            yield Spot(cell.place, "", prompt, True, around, len(row.cells) == 1)
        else:
            gaps = tuple(_gaps(cell, has_room=not _is_bare_beside(lines, number, column)))
            yield from _parts(cell, gaps, _heading(lines, number))


def _is_bare(text: str) -> bool:
    """Say whether a cell holds nothing, or nothing but what stands for an answer."""
    return not re.sub(_STANDS_FOR_ANSWER, "", text, count=1).strip()


def _goes_on_above(lines: Sequence[ReadRow], number: int, column: int) -> bool:
    """Say whether an empty cell seems to be merged with the one over it, so that nobody sees what stands in it."""
    row, above = lines[number], lines[number - 1] if number else None
    if above is None or above.table != row.table or len(above.cells) != len(row.cells):
        return False
    both = (above.cells[column], row.cells[column])
    return not row.cells[column].text.strip() and all(CELLS_MERGED in cell.noticed for cell in both)


def _is_bare_beside(lines: Sequence[ReadRow], number: int, column: int) -> bool:
    """Say whether the next cell is empty, so that an answer to this one goes there."""
    cells = lines[number].cells
    has_next = column + 1 < len(cells) and not _goes_on_above(lines, number, column + 1)
    return has_next and _is_bare(cells[column + 1].text)


def _gaps(cell: ReadCell, *, has_room: bool) -> Iterator[re.Match[str]]:
    for gap in _GAP.finditer(cell.text):
        if has_room or gap["prompt"]:
            yield gap


def _parts(cell: ReadCell, gaps: Sequence[re.Match[str]], heading: str) -> Iterator[Spot]:
    """Yield the answers in one cell or paragraph, each with the words before it; then the words after the last."""
    starts = [0, *(gap.end() for gap in gaps)]
    ends = [*(gap.start() for gap in gaps), len(cell.text)]
    words = [cell.text[start:end].strip() for start, end in zip(starts, ends, strict=True)]
    for number, gap in enumerate(gaps):
        prompt = (gap["prompt"] or "").strip()
        before, after = words[number], words[number + 1]
        near = (after, before) if prompt in _TICKS else (before,)
        around = tuple(text for text in (*near, heading) if text)
        yield Spot(cell.place, before, prompt, True, around, span=gap.span())
    if words[-1] or not gaps:
        yield Spot(cell.place, words[-1], around=(words[-1],))


def _labels(lines: Sequence[ReadRow], number: int, column: int, *, is_tick: bool) -> Iterator[str]:
    """Yield what may name an empty cell: words left of it, over it, right of it (first for a tick), the row above."""
    cells = lines[number].cells
    left = [cell.text.strip() for cell in cells[:column] if not _is_bare(cell.text)]
    right = [cell.text.strip() for cell in cells[column + 1 :] if not _is_bare(cell.text)]
    if is_tick:
        yield from right[:1]
    yield from left[-1:]
    yield from _over(lines, number, column)
    if not is_tick:
        yield from right[:1]
    if heading := _heading(lines, number):
        yield heading


def _over(lines: Sequence[ReadRow], number: int, column: int) -> Iterator[str]:
    """Yield the words at the head of a cell's column, in the same table."""
    row = lines[number]
    for above in reversed(lines[:number]):
        if above.table != row.table or len(above.cells) != len(row.cells):
            return
        if not _is_bare(above.cells[column].text):
            yield above.cells[column].text.strip()
            return


def _heading(lines: Sequence[ReadRow], number: int) -> str:
    """Return all the words of the line over one."""
    if number == 0:
        return ""
    return " ".join(cell.text.strip() for cell in lines[number - 1].cells if cell.text.strip())
