"""The returns of the matrix: every form of every board, answered plainly and answered awkwardly."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count, cycle

from boardforms.catalogue import Catalogue, load_catalogue
from escalation.boxes import Answers, BoxValue, flatten, form_boxes, gather
from escalation.definitions import FormDefinition, Kind
from tests.clients.papers import Return
from tests.parsers.alignments import MIXED, plain_answers
from tests.parsers.returns import MADE_UP
from tests.roundtrip.answers import AWKWARD

PLAIN, AWKWARDLY = "plain", "awkward"

NAMES = (
    "Siân Ŵyn-Gŵyl ŷd", "Łucja Żółć", "Zoë Lefèvre", "Řehoř Ďurovič", "O’Neill & Co (North)", "01632 960 001",
    "Year 6; 50%", "“Not me” – he",
)  # fmt: skip
"""Ordinary words of a form in Wales: each stands in some box, with a number that no other has."""

UNSEEN = frozenset({"þÿ", "ï»¿x", "\u00ad\u2011", "a\u2028b"})
"""Texts that a file cannot say: in a PDF's own encoding the first two are the mark of another encoding, and a page
shows a soft hyphen as a hyphen and, by some programs, a line separator as nothing."""

PROMPTED = ("Choose an item. He chose none", "Click here")
"""What holds a prompt of Word's, or is left of one: a person is asked about it, whichever program saved the file."""

PROMPT_LIKE = ("(day/month/year)", "not selected", "[tick]")
IN_A_LINE = tuple(
    text
    for text in (*AWKWARD, *MIXED, *PROMPTED, *PROMPT_LIKE)
    if text not in UNSEEN and text.strip() and not set(text) & set("\n\t")
)
"""Answers for every box: white space alone answers nothing, and a box of one line takes one."""

SPREAD = (
    *(text for text in AWKWARD if "\n" in text),
    "First line\nSecond line, longer than the first: Roedd y plentyn yn dawel iawn drwy’r cyfarfod.\n\nLast.",
    "• one\n• two\n\t– within two\n3. three", "Dates: 1/2/2026, 2026-03-04\nTimes: 9.30–10.15",
    "Roedd y plentyn yn dawel. She said “no”. " * 40,
)  # fmt: skip
"""Answers of several lines, which only the boxes for long text take."""

IN_A_BLOCK = tuple(text for pair in zip(cycle(SPREAD), IN_A_LINE, strict=False) for text in pair)
"""Answers for the boxes of many lines, in turns of several lines and of one."""


def every_form() -> Catalogue:
    """Return the boards at hand and the made-up one that has every kind of field."""
    return Catalogue({**load_catalogue().boards, MADE_UP.key: MADE_UP})


def every_return(catalogue: Catalogue) -> Iterator[Return]:
    """Yield each form of each board with plain answers, and again with awkward ones."""
    forms = [(board, form) for board in catalogue.boards.values() for form in board.forms]
    for number, (board, form) in enumerate(forms):
        for kind, answer in ANSWERS.items():
            yield Return(f"{board.key}-{form.key}-{form.version}-{kind}", board, form, answer(form, number))


def plain(form: FormDefinition, number: int) -> Answers:
    """Return an answer to every box that no other box has, with names of Wales, Poland and France in the texts."""
    flat = flatten(form, plain_answers(form))
    words = _cycle(NAMES, number)
    texts = [box.name for box in form_boxes(form) if box.kind is Kind.TEXT]
    named = {name: f"{next(words)} {at}" for at, name in enumerate(texts, start=1)}
    return _fitted(form, {**flat, **named})


def awkward(form: FormDefinition, number: int) -> Answers:
    """Return texts that are hard to carry, and answers to every other box only; each form begins with other texts."""
    flat = flatten(form, plain_answers(form))
    texts = {Kind.TEXT: _cycle(IN_A_LINE, number * 7), Kind.LONG_TEXT: _cycle(IN_A_BLOCK, number * 3)}
    kept = [box for place, box in enumerate(form_boxes(form)) if place % 2 or box.asks.required]
    return _fitted(
        form, {box.name: next(texts[box.kind]) if box.kind in texts else flat.get(box.name) for box in kept}
    )


def _cycle(texts: Sequence[str], start: int) -> Iterator[str]:
    return (texts[at % len(texts)] for at in count(start))


def _fitted(form: FormDefinition, flat: Mapping[str, BoxValue]) -> Answers:
    """Return answers by field, texts cut to what their boxes take."""
    lengths = {box.name: box.asks.length for box in form_boxes(form)}
    cut = {name: text[: lengths[name]] if isinstance(text, str) else text for name, text in flat.items()}
    return gather(form, cut)


ANSWERS: Mapping[str, Callable[[FormDefinition, int], Answers]] = {PLAIN: plain, AWKWARDLY: awkward}
