"""How much of what stands on scans is read right, asked about, or wrong without a word: by kind of answer."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from random import Random
from typing import TypeAlias

import parsers
from docgen import render_pdf
from docgen.rendered import RenderedForm
from escalation.boards import Board
from escalation.boxes import Box, BoxValue, form_boxes, gather
from escalation.definitions import CASE_REFERENCE, FormDefinition, FormReference, Kind
from escalation.records import Record
from parsers.reading import Reading
from tests.parsers.returns import source_of
from tests.scans.simulated import Scanner, scan

Outcome: TypeAlias = tuple[str, str]
"""A kind of answer, and what became of one."""

RIGHT, RIGHT_ASKED, WRONG_ASKED, WRONG = "right", "right, asked", "wrong, asked", "silently wrong"
OUTCOMES = (RIGHT, RIGHT_ASKED, WRONG_ASKED, WRONG)
TOLD = ("tick", "date", "choice", "reference")
"""The kinds of answer that a scan gives surely."""

_NAMES = ("Ann Li", "Siân O’Neill", "Ifan Rees", "Mary-Kate Docherty", "J. Macdonald", "Olu Adebayo")
_WORDS = (
    "The",
    "school",
    "asked",
    "for",
    "a",
    "meeting",
    "and",
    "the",
    "plan",
    "has",
    "stalled",
    "since",
    "May",
)
_BEGINNINGS = ("MOR", "DA", "CP", "ESC", "WX")


def make_answers(form: FormDefinition, chance: Random) -> dict[str, BoxValue]:
    """Return made-up answers by box name, some boxes left empty."""
    boxes = (box for box in form_boxes(form) if box.required or chance.random() > 0.25)
    return {box.name: _answer(box, chance) for box in boxes}


def _answer(box: Box, chance: Random) -> BoxValue:
    if box.name == CASE_REFERENCE:
        return f"{chance.choice(_BEGINNINGS)}-{chance.randint(2019, 2029)}-{chance.randint(1, 999):03}"
    match box.kind:
        case Kind.TICK:
            return chance.random() < 0.5
        case Kind.DATE:
            return (dt.date(2019, 1, 1) + dt.timedelta(days=chance.randint(0, 3600))).isoformat()
        case Kind.CHOICE:
            return chance.choice(list(box.asks.options))
        case Kind.LONG_TEXT:
            return " ".join(chance.choices(_WORDS, k=25))
        case _:
            return chance.choice(_NAMES)


_BLANKS: dict[FormReference, tuple[RenderedForm, Reading]] = {}


def blank_of(form: FormDefinition, board: Board) -> tuple[RenderedForm, Reading]:
    """Return a form's PDF blank and a reading of it, made once for all tests."""
    if form.reference not in _BLANKS:
        blank = render_pdf(form, board)
        _BLANKS[form.reference] = blank, parsers.read(blank.content)
    return _BLANKS[form.reference]


def interpret_scan(data: bytes, form: FormDefinition, board: Board) -> Record:
    """Return the record of a scan that holds one return."""
    blank, reading = blank_of(form, board)
    return parsers.interpret(parsers.read(data), form, blank.layout, source_of(data), blank=reading)


def measure_scan(form: FormDefinition, board: Board, scanner: Scanner, seed: int = 1) -> Counter[Outcome]:
    """Return what became of each answer of a made-up return, printed and scanned."""
    flat = make_answers(form, Random(f"{form.reference} {scanner} {seed}"))  # noqa: S311 - the same each time
    printed = render_pdf(form, board, gather(form, flat)).content
    record = interpret_scan(scan(printed, scanner), form, board)
    layout = blank_of(form, board)[0].layout
    boxes = [box for box in form_boxes(form) if box.name in layout.places]
    return Counter((_kind(box), judge(record, box, flat.get(box.name))) for box in boxes)


def _kind(box: Box) -> str:
    return "reference" if box.name == CASE_REFERENCE else box.kind.value


def judge(record: Record, box: Box, written: BoxValue) -> str:
    """Say what became of one answer. White space counts as one blank."""
    field = record.fields.get(box.name)
    is_right = field is not None and _plain(field.value) == _plain(written)
    if field is not None and field.sure:
        return RIGHT if is_right else WRONG
    return RIGHT_ASKED if is_right else WRONG_ASKED


def _plain(value: BoxValue) -> str | None:
    return None if value is None or value is False else " ".join(str(value).split()) or None


def count_of(outcomes: Counter[Outcome], kinds: Iterable[str], *became: str) -> int:
    """Return how many answers of some kinds came out so."""
    return sum(outcomes[kind, one] for kind in kinds for one in became)


def tell(outcomes: Counter[Outcome]) -> str:
    """Return the outcomes as a table, a kind of answer a row, with the share that is sure."""
    kinds = sorted({kind for kind, _ in outcomes})
    head = f"{'':12}{'answers':>9}{'sure':>8}" + "".join(f"{name:>16}" for name in OUTCOMES)
    return "\n".join([head, *(_row(kind, [outcomes[kind, name] for name in OUTCOMES]) for kind in kinds)])


def _row(kind: str, counts: Sequence[int]) -> str:
    total = sum(counts)
    sure = (counts[0] + counts[3]) / total
    return f"{kind:12}{total:>9}{sure:>8.1%}" + "".join(f"{count:>16}" for count in counts)
