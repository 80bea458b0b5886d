"""The names that the records of a case and its meeting's file know, looked for in what a copy releases.

Free text is withheld whole; this is for what a person has released, and for the places and references that a rule
releases. It would rather withhold too much: a word of a name is found in whatever letters and accents it is written.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from docgen.packs.by_role.days_in_text import find_days
from docgen.packs.by_role.plain_text import make_plain
from docgen.packs.family import family_names, is_of_family
from docgen.packs.meeting import Meeting
from escalation.boards import Board
from escalation.boxes import Box, find_box
from escalation.cases import Case
from escalation.definitions import Kind, Sensitivity
from escalation.records import FieldReading, Record
from escalation.timeframes.repeats import NAMES
from escalation.timeframes.statements import form_of

WHOM = frozenset({Sensitivity.CHILD, Sensitivity.ADULT})
"""What names the person whom a case is about."""

_CIRCULATION = "circulation"
"""The rows of a form for minutes that say who receives them: people write sentences there."""
_LEAST = 3
"""Shorter words of a name (`Al`, `Bo`) are looked for with a capital only: `an` and `do` are words as well."""
_WITHIN = 5
"""Words of a name of so many letters are looked for within others too: `kofibrightwell` in an address."""
_DIGITS = 5
"""Numbers of fewer digits (a house, a room) stand in too many texts to say anything."""
_NOT_LATIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i"}
)
_NOT_NAMES = frozenset(
    {
        "all",
        "and",
        "the",
        "who",
        "of",
        "for",
        "from",
        "at",
        "in",
        "on",
        "to",
        "with",
        "by",
        "or",
        "not",
        "also",
        "team",
        "attended",
        "dr",
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "prof",
        "professor",
        "rev",
        "pc",
        "ds",
        "di",
        "dc",
        "dci",
        "sgt",
        "cllr",
        "sir",
        "dame",
        "chair",
        "lead",
        "manager",
        "officer",
        "worker",
    }
)
"""What stands beside the names of professionals, and would withhold every line if it were taken for one."""


@dataclass(frozen=True)
class KnownNames:
    """Words, whole names, days and numbers that tell who somebody is."""

    words: frozenset[str] = frozenset()
    short: frozenset[str] = frozenset()
    phrases: frozenset[str] = frozenset()
    days: frozenset[dt.date] = frozenset()
    numbers: frozenset[str] = frozenset()

    def are_in(self, text: str) -> bool:
        """Say whether a text holds any of them."""
        return self._words_in(text) or self._numbers_in(text) or not self.days.isdisjoint(find_days(text))

    def _words_in(self, text: str) -> bool:
        said = words_of(text)
        if not self.words.isdisjoint(said) or any(
            f" {name} " in f" {' '.join(said)} " for name in self.phrases
        ):
            return True
        run_together = "".join(said)
        if any(word in run_together for word in self.words if _is_looked_for_within(word)):
            return True
        return not self.short.isdisjoint(word for word in re.findall(r"[^\W\d_]+", text) if word[0].isupper())

    def _numbers_in(self, text: str) -> bool:
        digits = _join_digits(text)
        return any(number in digits for number in self.numbers)

    def __or__(self, other: "KnownNames") -> "KnownNames":
        """Return what either knows."""
        return KnownNames(
            self.words | other.words,
            self.short | other.short,
            self.phrases | other.phrases,
            self.days | other.days,
            self.numbers | other.numbers,
        )


def _join_digits(text: str) -> str:
    """Return a text with each number in one run, whatever signs part it."""
    return re.sub(r"(?<=\d)[\s./()-]+(?=\d)", "", make_plain(text))


def words_of(text: str) -> list[str]:
    """Return the words of a text without capitals, accents and invisible signs: `Łucja’s` is `lucja` and `s`."""
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(_NOT_LATIN)
    unseen = {"Mn", "Mc", "Me", "Cf"}
    return re.findall(
        r"[^\W\d_]+", "".join(sign for sign in plain if unicodedata.category(sign) not in unseen)
    )


def _is_looked_for_within(word: str) -> bool:
    """Say whether a word is found within others too; scripts without spaces or capitals (`王小明`) always are."""
    return len(word) >= _WITHIN or not word.isascii()


def find_whom_it_is_about(case: Case, board: Board, whom: frozenset[Sensitivity] = WHOM) -> KnownNames:
    """Return the names of the child or adult at risk, their day of birth and numbers, as the records give them."""
    texts = (
        text
        for record in case.records
        for box, texts in _texts_of(record, board)
        if whom and (box is None or box.field.sensitivity in whom or box.asks.sensitivity in whom)
        for text in texts
    )
    return _know(texts, frozenset())


def find_family(meeting: Meeting) -> KnownNames:
    """Return the names of those of the family whom the meeting's file lists: they lead to the child or adult."""
    return _know(family_names(meeting), frozenset())


def find_professionals(meeting: Meeting, case: Case, board: Board) -> KnownNames:
    """Return the names of professionals that the records and the meeting's file give, and how to reach them.

    Those of the family who came are none.
    """
    family = {*family_names(meeting)}
    of_records = [
        (box.field.key == _CIRCULATION, text)
        for record in case.records
        for box, texts in _texts_of(record, board)
        if box is not None and _names_professional(box)
        for text in texts
        if text not in family
    ]
    names = chain((text for is_sentence, text in of_records if not is_sentence), _named_by(meeting))
    sentences = chain((text for is_sentence, text in of_records if is_sentence), _sentences_of(meeting))
    by_procedure = {rule.who for stage in board.stages for rule in stage.receives}
    within = _within(text for text in sentences if text not in by_procedure)
    roles = (role for level in board.line_management for role in level.roles.values())
    not_names = _NOT_NAMES | {word for text in (*board.agencies, *roles) for word in words_of(text)}
    beside = {word for text in (*_beside_names(meeting), *family_names(meeting)) for word in words_of(text)}
    return _know(names, not_names) | _know(within, not_names | beside)


def _named_by(meeting: Meeting) -> Iterator[str]:
    family = {*family_names(meeting)}
    yield from (meeting.chair.name, meeting.minute_taker.name)
    yield from (one.name for one in meeting.attendance if not is_of_family(one))
    yield from (one.owner for one in (*meeting.actions, *meeting.open_actions) if one.owner not in family)


def _sentences_of(meeting: Meeting) -> Iterator[str]:
    return chain((one.who for one in meeting.dissent), (one.name for one in meeting.circulation))


def _within(sentences: Iterable[str]) -> Iterator[str]:
    """Yield the words with a capital where people write sentences: `All who attended, and Dr Prosser`."""
    for text in sentences:
        for part in text.split(","):
            yield " ".join(word for word in re.findall(r"[^\W\d_]+", part) if word[0].isupper())


def _beside_names(meeting: Meeting) -> Iterator[str]:
    """Yield the agencies and roles of people, which stand beside their names in such sentences."""
    for one in (meeting.chair, meeting.minute_taker, *meeting.attendance):
        yield from (one.role, one.agency)
    yield from (one.agency for one in meeting.information)
    yield from (one.agency for one in (*meeting.actions, *meeting.open_actions))
    yield from (one.agency for one in meeting.circulation)


def _texts_of(record: Record, board: Board) -> Iterator[tuple[Box | None, list[str]]]:
    """Yield each box of a record with all that was read there; None for a name on a form that nobody knows."""
    form = form_of(record, board)
    if form is None:
        yield None, [text for key in NAMES for text in _strings(record.values.get(key))]
        return
    for field in form.fields:
        for name, value in _flat(field.key, record):
            box = find_box(form, name)
            if box is not None:
                yield box, _strings(value)
    for name, reading in record.fields.items():
        box = find_box(form, name)
        if box is not None:
            yield box, _read_as(reading)


def _flat(key: str, record: Record) -> Iterator[tuple[str, object]]:
    """Yield the values of a record under a field by the name of their box, whatever shape they have."""
    value = record.values.get(key)
    if isinstance(value, dict):
        yield from ((f"{key}.{part}", held) for part, held in value.items())
    elif isinstance(value, list):
        for number, row in enumerate(value[:999], start=1):
            if isinstance(row, dict):
                yield from ((f"{key}.{number}.{part}", held) for part, held in row.items())
    else:
        yield key, value


def _read_as(reading: FieldReading) -> list[str]:
    others = [text for other in reading.others for text in (other.raw, other.value)]
    return [text for text in (reading.raw, reading.value, *others) if isinstance(text, str)]


def _strings(value: object) -> list[str]:
    return [value] if isinstance(value, str) else []


def _names_professional(box: Box) -> bool:
    if box.field.kind is Kind.PERSON:
        return box.asks.key == "name" and not box.field.sensitivity.names_whom_it_is_about
    return box.kind is Kind.TEXT and box.asks.sensitivity is Sensitivity.PROFESSIONAL


def _know(texts: Iterable[str], not_names: frozenset[str]) -> KnownNames:
    """Take in the words of names, without those that are none."""
    given = tuple(dict.fromkeys(text for text in texts if text.strip()))
    words = {word for text in given for word in words_of(text)} - not_names
    short = {word.capitalize() for word in words if 1 < len(word) < _LEAST and word.isascii()}
    phrases = {
        " ".join(said) for text in given if len(said := words_of(text)) > 1 and not set(said) <= not_names
    }
    days = {day for text in given for day in find_days(text)}
    runs = (run for text in given for run in re.findall(r"\d+", _join_digits(text)))
    return KnownNames(
        frozenset(word for word in words if len(word) >= _LEAST or not word.isascii()),
        frozenset(short),
        frozenset(phrases),
        frozenset(days),
        frozenset(run for run in runs if len(run) >= _DIGITS),
    )
