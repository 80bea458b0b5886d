"""Made-up answers to any form, as plain as most returns' and as awkward as some."""

import datetime as dt
from collections.abc import Iterator
from itertools import cycle

from escalation.boxes import Answers, Value
from escalation.definitions import Field, FormDefinition, Kind

NAMES = ("Siân O’Neill", "Ann Li", "Łukasz Żak", "Mair Pugh", "Ifan Rees-Jones", "D’Arcy Best")
PLAIN = (
    "Missed meetings.",
    "The plan has stalled since the autumn, and the school has not been told why: two meetings were cancelled.",
    "First concern raised in May.\nSecond concern raised in June.",
    "Agreed that the health visitor will call.\n\nReview in two weeks.",
)
AWKWARD = (
    "a\nb\nc",
    "Self-harm/exploitation risk; re-referral needed – see well-being plan, sub-section 3.2(a)/(b)",
    "http://example.invalid/a/very/long/address/that/goes/on/and/on/and/on/and/on/and/on/and/on/without/end/of/it",
    "=1+1 {{ 7*7 }} <b>bold</b> & co #strong[x]",
    "Page 3 of 9 merton/escalation-record 2024-01",
    " two  spaces  and a tab\tend ",
    "محمد علي",
    "x" * 300,
    "☒ ticked ☐ not",
    "The end of this answer does not show. " * 40,
    "Date: (required)",
    "- one\n- two\n\n\n- three",
)
TOO_LONG = "A name that is far too long for its box, by far, and then some more until nobody sees the end"
SHORT_AWKWARD = (
    "Yes", "X", "N/A", "-", "O", "1", "Dr. E. Wainwright-Hughes", TOO_LONG, "Page 2 of 4", "محمد", "I", "Date:", "…",
    "a  b",
)  # fmt: skip


def plain_answers(form: FormDefinition, seed: int = 0) -> Answers:
    return _Writer(seed, NAMES, PLAIN).fill(form)


def awkward_answers(form: FormDefinition, seed: int = 0) -> Answers:
    return _Writer(seed, SHORT_AWKWARD, AWKWARD).fill(form)


class _Writer:
    """Fills boxes with one text after another, so that no two that lie together hold the same."""

    def __init__(self, seed: int, short: tuple[str, ...], long: tuple[str, ...]) -> None:
        self.short = cycle(short[seed % len(short) :] + short[: seed % len(short)])
        self.long = cycle(long[seed % len(long) :] + long[: seed % len(long)])
        self.days = cycle(range(seed, seed + 300, 17))
        self.turns = cycle((True, False, True))
        self.number = seed

    def fill(self, form: FormDefinition) -> Answers:
        return dict(self._fields(form))

    def _fields(self, form: FormDefinition) -> Iterator[tuple[str, Value]]:
        for field in form.fields:
            if field.kind is Kind.ROWS:
                rows = min(2, field.entries)
                yield field.key, [{c.key: self._one(c) for c in field.columns} for _ in range(rows)]
            elif field.kind is Kind.PERSON:
                yield field.key, {"name": next(self.short), "role": "Teacher", "agency": next(self.short)}
            else:
                yield field.key, self._one(field)

    def _one(self, field: Field) -> str | bool:
        self.number += 1
        match field.kind:
            case Kind.TICK:
                return next(self.turns)
            case Kind.DATE:
                return (dt.date(2026, 1, 5) + dt.timedelta(days=next(self.days))).isoformat()
            case Kind.CHOICE:
                options = sorted(field.options)
                return options[self.number % len(options)]
            case Kind.LONG_TEXT:
                return next(self.long)[: field.length or None]
            case _:
                return next(self.short)[: field.length or None]
