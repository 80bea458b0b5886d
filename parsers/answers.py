"""What one box answers: the control, the cell around it and the date behind it, made into one reading.

The answer is all the text of the cell, less what was printed there. Where that is more than the control holds,
the fuller text is taken and a person is asked; nothing that stood in the cell is dropped.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from escalation.boxes import Box
from escalation.definitions import Kind
from escalation.steering import steers
from parsers.reading import Found
from parsers.values import ReadValue, has_lost_letters, is_unanswered, read_tick, read_value

WORD_CELL = "word cell"


@dataclass(frozen=True)
class Answer:
    """What stood in a box, what was made of it, where from and where, and the codes of what was noticed."""

    raw: str | bool | None
    value: str | bool | None
    origin: str
    place: str
    codes: tuple[str, ...] = ()


def read_answer(box: Box, found: Sequence[Found], printed: str, *, is_shared: bool) -> Answer:
    """Return what a box answers. `printed` is the cell's printed text; `is_shared`: the cell has another box too."""
    answers = [_read_one(box, item, printed, is_shared=is_shared) for item in found]
    given = [answer for answer in answers if answer.value not in {None, False} or answer.codes]
    return answers[0] if not given else _joined(given)


def _joined(answers: Sequence[Answer]) -> Answer:
    """Return the only answer of a box that stands in a file more than once; of several, none, and all they said."""
    first = answers[0]
    if len({(answer.raw, answer.value) for answer in answers}) == 1:
        return first
    raw = "\n".join(str(answer.raw) for answer in answers if answer.raw is not None)
    return Answer(
        raw, None, first.origin, first.place, tuple(code for answer in answers for code in answer.codes)
    )


def _read_one(box: Box, found: Found, printed: str, *, is_shared: bool) -> Answer:
    if box.kind is Kind.TICK:
        return _read_tick(found, printed, is_shared=is_shared)
    own = found.text
    if isinstance(own, bool) and found.cell is None:
        return Answer(own, None, found.origin, found.place, ("kind-differs",))
    held = "" if own is None or isinstance(own, bool) else own
    if found.cell is None:
        return _valued(box, found, held, found.origin, ())
    answer = _read_cell(box, found, held, _without(found.cell, printed), is_shared=is_shared)
    return (
        answer
        if _has_printed(found.cell, printed)
        else replace(answer, codes=(*answer.codes, "place-unsure"))
    )


def _read_cell(box: Box, found: Found, own: str, cell: str, *, is_shared: bool) -> Answer:
    """Read a Word cell: its control where that is all there is, else everything in it."""
    if is_shared:
        answer = _valued(box, found, own, found.origin, ("cells-merged",))
        return Answer(cell, answer.value, answer.origin, answer.place, answer.codes)
    if is_unanswered(own):
        cell, answered = cell.replace(own.strip(), "", 1), ""
    else:
        answered = own
    if cell.strip() == answered.strip():
        return _valued(box, found, answered, found.origin, ())
    return _valued(box, found, cell.strip(), WORD_CELL, ("typed-beside",))


def _valued(box: Box, found: Found, text: str, origin: str, noticed: tuple[str, ...]) -> Answer:
    read = read_value(box, text)
    lost = ("text-undecodable",) if has_lost_letters(text) else ()
    steering = ("steering-characters",) if steers(text) else ()
    codes = (*noticed, *lost, *steering, *([read.code] if read.code else []), *_stale(box, found, read))
    return Answer(text or None, read.value, origin, found.place, codes)


def _stale(box: Box, found: Found, read: ReadValue) -> tuple[str, ...]:
    """Compare a date with the one stored behind it, which some programs leave as it was."""
    if box.kind is not Kind.DATE or found.stored_date is None or read.code:
        return ()
    return () if read.value == found.stored_date.isoformat() else ("date-stale",)


def _read_tick(found: Found, printed: str, *, is_shared: bool) -> Answer:
    """Read a tick: by its control, and by the marks that people type over it or beside it."""
    own = found.text if isinstance(found.text, bool) else None
    shown = found.cell if isinstance(found.text, bool) or found.cell is not None else found.text
    if shown is None or is_shared:
        codes = ("cells-merged",) if is_shared else () if own is not None else ("tick-unclear",)
        return Answer(own, own, found.origin, found.place, codes)
    text = _without(shown, printed)
    seen = read_tick(text)
    if own is None:
        origin = found.origin if found.cell is None else WORD_CELL
        return Answer(text, seen, origin, found.place, () if seen is not None else ("tick-unclear",))
    if seen is None:
        return Answer(text.strip(), own, found.origin, found.place, ("tick-unclear",))
    if seen is own:
        return Answer(own, own, found.origin, found.place)
    return Answer(text.strip(), True, WORD_CELL, found.place, ("tick-differs",))


def _without(cell: str, printed: str) -> str:
    """Return a cell's text less what was printed in it, wherever that stands and however its lines now break."""
    found = _find(cell, printed)
    return cell if found is None else cell[: found.start()] + cell[found.end() :]


def _has_printed(cell: str, printed: str) -> bool:
    """Say whether what was printed in a cell still stands in it, as far as anything does."""
    return not printed.strip() or not cell.strip() or _find(cell, printed) is not None


def _find(cell: str, printed: str) -> re.Match[str] | None:
    if not printed.strip():
        return None
    pattern = r"\s+".join(re.escape(word) for word in printed.split())
    return re.match(rf"\s*{pattern}", cell) or re.search(pattern, cell)
