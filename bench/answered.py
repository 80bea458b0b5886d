"""Returned files with what was written in them: the samples' inbox, and every form of every board, filled in."""

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from boardforms.blanks import Format, render
from boardforms.catalogue import Catalogue
from escalation.boxes import Box, BoxValue, flatten, form_boxes, gather
from escalation.definitions import FormDefinition, Kind
from escalation.records import State
from escalation.stamps import find_reference

SAMPLES = Path(__file__).parent.parent / "samples"
_FORMATS = {".docx": Format.WORD, ".pdf": Format.PDF}
_NAMES = ("Ann Li", "Siân O’Neill", "Ifan Rees", "Mary-Kate Docherty", "J. Macdonald", "Zofia Dąbrowska")
_FIRST_DAY = dt.date(2024, 1, 1)


@dataclass(frozen=True)
class Written:
    """What somebody wrote in a box of a form: never nothing, and never a tick that was left out."""

    box: Box
    value: str | bool


@dataclass(frozen=True)
class Returned:
    """A returned file, the form that it is on, and everything that was written in it."""

    name: str
    format: Format
    data: bytes
    form: FormDefinition
    written: tuple[Written, ...]


def returned_files(catalogue: Catalogue) -> Iterator[Returned]:
    """Yield the returns that can be read: those of the samples' inbox, then each form as Word and as PDF."""
    for path in sorted((SAMPLES / "inbox").iterdir()):
        expected = json.loads((SAMPLES / "expected" / f"{path.stem}.json").read_bytes())
        if expected["state"] in {State.COMPLETE, State.REVIEW}:
            yield _sample(path, expected, catalogue)
    for board in catalogue.boards.values():
        for form in board.forms:
            flat = make_answers(form)
            for kind in (Format.WORD, Format.PDF):
                data = render(form, board, kind, gather(form, flat)).content
                name = f"{board.key}-{form.key}.{kind.value}"
                yield Returned(name, kind, data, form, _written(form, flat))


def _sample(path: Path, expected: dict[str, object], catalogue: Catalogue) -> Returned:
    reference = find_reference(str(expected["form"]))
    form = catalogue.find(reference) if reference else None
    if form is None:
        raise ValueError(f"{path.name} is on no form at hand")
    flat = flatten(form, expected["values"])  # type: ignore[arg-type]  # JSON, as it is written by hand
    return Returned(path.name, _FORMATS[path.suffix], path.read_bytes(), form, _written(form, flat))


def _written(form: FormDefinition, flat: dict[str, BoxValue]) -> tuple[Written, ...]:
    held = ((box, flat.get(box.name)) for box in form_boxes(form, gather(form, flat)))
    return tuple(Written(box, value) for box, value in held if value)


def make_answers(form: FormDefinition) -> dict[str, BoxValue]:
    """Return ordinary answers by box name: no text or day stands in two boxes, and half of the ticks are made."""
    return {box.name: _answer(box, number) for number, box in enumerate(form_boxes(form))}


def _answer(box: Box, number: int) -> BoxValue:
    name = f"{_NAMES[number % len(_NAMES)]} {number}"
    match box.kind:
        case Kind.TICK:
            return number % 2 == 0
        case Kind.DATE:
            return (_FIRST_DAY + dt.timedelta(days=3 * number)).isoformat()
        case Kind.CHOICE:
            return list(box.asks.options)[number % len(box.asks.options)]
        case Kind.LONG_TEXT:
            return f"{name} asked twice for a meeting.\nNo date was given, and the plan was not looked at."
        case _:
            return name
