"""Read a board's folder: `board.toml`, `stages.toml`, `timeframes.toml`, `letters.toml`, and a TOML file a form."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from escalation.boards import Board, BoardFile, StagesFile, TimeframesFile
from escalation.definitions import FormDefinition, FormFile, Slug
from escalation.faults import DefinitionError, Fault, Weight
from escalation.frozen import Frozen
from escalation.letters import LettersFile
from escalation.loading.board_files import (
    BOARD_FILE,
    LETTERS_FILE,
    STAGES_FILE,
    TIMEFRAMES_FILE,
    BoardFiles,
    Place,
    read_files,
)
from escalation.loading.condition_checks import check_conditions
from escalation.loading.copy_checks import check_copies
from escalation.loading.drafts import BoardDraft, form_key
from escalation.loading.form_checks import check_forms
from escalation.loading.letter_checks import check_letters
from escalation.loading.model_faults import model_faults
from escalation.loading.procedure_checks import check_procedure

__all__ = ["BOARD_FILE", "STAGES_FILE", "TIMEFRAMES_FILE", "build_board", "inspect_files", "load_board"]

MODELS: Mapping[str, type[Frozen]] = {
    BOARD_FILE: BoardFile,
    STAGES_FILE: StagesFile,
    TIMEFRAMES_FILE: TimeframesFile,
    LETTERS_FILE: LettersFile,
}
"""The files that a board has once, each with what it holds; every other file holds a form."""


def load_board(folder: Path) -> Board:
    """Return the board that a folder describes, keyed by the folder's name.

    Raises DefinitionError with every error in any of its files; warnings are for `escalation.loading.lint`.
    """
    files, faults = read_files(folder)
    errors = tuple(fault for fault in (*faults, *inspect_files(files)) if fault.weight is Weight.ERROR)
    if errors:
        raise DefinitionError(errors)
    return build_board(files)


def build_board(files: BoardFiles) -> Board:
    """Return the board that its files describe. They must be without errors: see `inspect_files`."""
    held = {name: table for name, table in files.tables.items() if table is not None}
    forms = tuple(
        FormDefinition.model_validate({**held[name], "board": files.board, "key": form_key(name)})
        for name in files.forms
    )
    about = {key: value for name in MODELS for key, value in held.get(name, {}).items()}
    return Board.model_validate({**about, "key": files.board, "forms": forms})


def inspect_files(files: BoardFiles) -> tuple[Fault, ...]:
    """Return what is wrong with the tables of a board: key by key, then what does not fit together."""
    draft = BoardDraft(files)
    checks = (check_forms, check_procedure, check_conditions, check_copies, check_letters)
    found = (*_refused(files), *(fault for check in checks for fault in check(draft)))
    order = {files.place(name).file: number for number, name in enumerate(files.tables)}
    return tuple(sorted(found, key=lambda fault: order.get(fault.file, -1)))


def _refused(files: BoardFiles) -> Iterator[Fault]:
    yield from _check_name(files.board, Place(files.board), "the folder's name")
    for name, table in files.tables.items():
        if name not in MODELS:
            yield from _check_name(form_key(name), files.place(name), "the file's name")
        if table is not None:
            yield from model_faults(MODELS.get(name, FormFile), table, files.place(name))


def _check_name(name: str, place: Place, what: str) -> Iterator[Fault]:
    """A name is the key by which forms and records refer to it, on paper too."""
    try:
        TypeAdapter(Slug).validate_python(name)
    except ValidationError:
        yield place.fault("", f"{what}, {name}", "small letters and digits, with a hyphen between words")
