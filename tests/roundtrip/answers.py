"""Answers that a form can hold, made up by Hypothesis: any text a file can carry, and valid values elsewhere."""

import datetime as dt
from typing import TypeAlias
from unicodedata import category

from hypothesis import strategies as st

from escalation.boxes import Answers, Value
from escalation.definitions import PERSON_PARTS, Field, FormDefinition, Kind
from escalation.stamps import PROMPTS

_Part: TypeAlias = str | bool | None

AWKWARD = (
    "O'Neill", "Siân ŵŷ Ŵ", "Łukasz Żółć", "{{ 7*7 }}", "{% raw %}", "<b>bold</b> & co", "=1+1", "@cmd", "محمد علي",
    "👩‍👧‍👦 🏴", "#strong[x] \\n $x^2$", "/Yes", "Off", "(a) \\ (b", "one\n\n\ttwo\n", " two  spaces ", "–—‘’“”…",
    "\u00ad\u2011", "]]>", "&amp;", "%PDF-1.7", "a\u2028b", "ﬁ", "é", "\ufeffx", "þÿ", "ï»¿x", "Date:", "(required)",
    "☒", "Wingdings ü", "not_selected", "\u00a0",
)  # fmt: skip
_LONGEST = 120

_NO_LETTERS = (
    0xFFFD,
    *range(0xFDD0, 0xFDF0),
    *(plane + end for plane in range(0, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF)),
)
"""What stands for a letter that was lost, and what is no character: a person is asked about them."""

_letters = st.characters(
    codec="utf-8",
    exclude_categories=("Cs", "Cc", "Co"),
    exclude_characters="".join(map(chr, _NO_LETTERS)),
    include_characters="\t\n",
)


def texts(length: int, *, required: bool = False) -> st.SearchStrategy[str]:
    """Texts that XML can carry, within a length, that are no prompt; with something to see where required.

    A text of nothing but signs of no width, such as a soft hyphen, is none: it is read as no answer.
    """
    awkward = st.sampled_from([text for text in AWKWARD if len(text) <= length])
    any_text = st.text(_letters, min_size=1, max_size=min(length, _LONGEST))
    return st.one_of(awkward, any_text).filter(
        lambda text: text.strip() not in PROMPTS and (_shows(text) or not (text.strip() or required))
    )


def _shows(text: str) -> bool:
    return any(not sign.isspace() and category(sign) != "Cf" for sign in text)


def _single(field: Field, *, required: bool) -> st.SearchStrategy[_Part]:
    given: st.SearchStrategy[_Part]
    match field.kind:
        case Kind.TICK:
            return st.booleans()
        case Kind.DATE:
            given = st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)).map(dt.date.isoformat)
        case Kind.CHOICE:
            given = st.sampled_from(sorted(field.options))
        case _:
            given = texts(field.length or _LONGEST, required=required)
    return given if required else st.none() | given


def _person(*, required: bool) -> st.SearchStrategy[dict[str, _Part] | None]:
    part = texts(250)
    parts = {key: texts(250, required=True) if key == "name" else st.none() | part for key in PERSON_PARTS}
    person: st.SearchStrategy[dict[str, _Part]] = st.fixed_dictionaries(parts)
    return person if required else st.none() | person


def _rows(field: Field) -> st.SearchStrategy[list[dict[str, _Part]]]:
    columns = {
        column.key: _single(column, required=column.required or number == 0)
        for number, column in enumerate(field.columns)
    }
    return st.lists(st.fixed_dictionaries(columns), min_size=int(field.required), max_size=field.entries + 1)


def _field(field: Field) -> st.SearchStrategy[Value]:
    person: st.SearchStrategy[Value] = _person(required=field.required)
    rows: st.SearchStrategy[Value] = _rows(field) if field.kind is Kind.ROWS else st.nothing()
    single: st.SearchStrategy[Value] = _single(field, required=field.required)
    return {Kind.PERSON: person, Kind.ROWS: rows}.get(field.kind, single)


def answers(form: FormDefinition) -> st.SearchStrategy[Answers]:
    """Answers to every question of a form: those that it requires are always given."""
    return st.fixed_dictionaries({field.key: _field(field) for field in form.fields})
