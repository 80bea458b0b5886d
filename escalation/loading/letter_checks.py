"""Whether the letters of a board draw only on what its forms ask, and name nobody without a reason."""

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from escalation.definitions import Kind, Sensitivity
from escalation.faults import Fault
from escalation.letters import Letter
from escalation.loading.board_files import LETTERS_FILE, Place, Table, tables_in
from escalation.loading.drafts import BoardDraft, Piece
from escalation.loading.field_checks import check_known, check_twice
from escalation.loading.model_faults import say_value

Asked: TypeAlias = Mapping[str, Table]
"""The tables of the fields of a form, in whichever of its versions, by key."""

_NAMING = frozenset(one for one in Sensitivity if one.names_whom_it_is_about)


def check_letters(draft: BoardDraft) -> Iterator[Fault]:
    """Yield what is wrong with the letters of a board; nothing where it has none."""
    keys = (letter.key for letter in draft.letters)
    yield from check_twice("letter", keys, draft.files.place(LETTERS_FILE), "each letter key once")
    for piece in draft.letters:
        if piece.value is not None:
            yield from _check_letter(piece, piece.value, draft)


def _check_letter(piece: Piece[Letter], letter: Letter, draft: BoardDraft) -> Iterator[Fault]:
    if draft.asked is None:
        return
    forms = {form.key for form in draft.forms}
    yield from check_known("form", letter.form, forms, piece.place)
    if letter.form in forms:
        asked = {
            field.key: field.table for form in draft.forms if form.key == letter.form for field in form.fields
        }
        yield from _check_people(letter, piece.place, asked)
        yield from _check_parts(piece, letter, asked)


def _check_people(letter: Letter, place: Place, asked: Asked) -> Iterator[Fault]:
    wanted = [("dated", letter.dated, [Kind.DATE]), ("sender", letter.sender, [Kind.PERSON])]
    wanted += [("recipients", key, [Kind.PERSON, Kind.ROWS]) for key in letter.recipients]
    for name, key, kinds in wanted:
        yield from check_known(name, key, asked, place)
        if key in asked and asked[key].get("kind") not in kinds:
            found = f"{say_value(key)}, of kind {asked[key].get('kind')}"
            yield place.fault(name, found, f"a field of kind {' or '.join(kinds)}")


def _check_parts(piece: Piece[Letter], letter: Letter, asked: Asked) -> Iterator[Fault]:
    for (number, table), part in zip(tables_in(piece.table, "part"), letter.parts, strict=False):
        place = piece.place.within("part", number, table)
        if not (part.text or part.answers):
            yield place.fault("text", "nothing, and no answers either", "words, or answers, or both")
        for name, keys in (("text", part.named), ("answers", part.answers)):
            for key in keys:
                yield from _check_key(name, key, place, asked)
                if not letter.named_because and _names_somebody(asked.get(key, {})):
                    found = f"{say_value(key)}, which names whom the case is about"
                    accepted = "no such field, or named_because on the letter, with the reason why it must"
                    yield place.fault(name, found, accepted)


def _check_key(name: str, key: str, place: Place, asked: Asked) -> Iterator[Fault]:
    yield from check_known(name, key, asked, place)
    if name == "text" and asked.get(key, {}).get("kind") == Kind.ROWS:
        yield place.fault(name, f"{say_value(key)}, of kind rows", "rows among the answers below the text")


def _names_somebody(field: Table) -> bool:
    columns = field.get("column")
    asked = [field, *(columns if isinstance(columns, list) else ())]
    return any(isinstance(one, dict) and one.get("sensitivity") in _NAMING for one in asked)
