"""A board's folder to a workbook and back, never without anything that is in it."""

import datetime as dt
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from boardforms.errors import CannotWork, Unusable
from boardforms.outputs import write_whole
from boardforms.workbooks.assembling import Assembly, assemble
from boardforms.workbooks.grids import read_grids
from boardforms.workbooks.keys import normalise
from boardforms.workbooks.making import TooLong, make_workbook
from boardforms.workbooks.notes import carry_notes, take_notes, without_notes
from boardforms.workbooks.opening import open_workbook
from boardforms.workbooks.sheets import Tables
from boardforms.workbooks.tomlfile import write_toml
from boardforms.workbooks.tracing import trace_tables
from escalation.definitions import FormFile
from escalation.faults import Fault, Weight
from escalation.loading import BOARD_FILE, STAGES_FILE, TIMEFRAMES_FILE
from escalation.loading.board_files import BoardFiles, read_files
from escalation.loading.lint import lint_board
from escalation.loading.loader import MODELS, inspect_files

_ALWAYS = frozenset({BOARD_FILE, STAGES_FILE, TIMEFRAMES_FILE})


@dataclass(frozen=True)
class WorkbookRead:
    """What became of a workbook: the files written, none where there are errors, and every fault."""

    files: tuple[Path, ...]
    faults: tuple[Fault, ...]


def write_workbook(folder: Path, to: Path) -> None:
    """Write the files of a board's folder, with their comments, as a workbook.

    Raises Unusable where they have faults or hold what a workbook cannot, and CannotWork where `to` is there
    already: somebody may have worked in it.
    """
    if to.exists():
        raise CannotWork(f"{to} is there already: give another name, or take it away first")
    tables = read_tables(folder)
    try:
        content = make_workbook(tables)
    except TooLong as error:
        raise Unusable(f"{folder.name}: {error}") from None
    if _given_back(content) != tables:
        raise Unusable(
            f"{folder.name}: a workbook would not hold all that is in its files: keep them as TOML"
        )
    write_whole(to, content)


def read_tables(folder: Path) -> Tables:
    """Return the files of a board's folder as tables with their notes, without what is usual.

    Raises Unusable with every fault where the board cannot be used.
    """
    files, faults = read_files(folder)
    errors = [str(fault) for fault in (*faults, *inspect_files(files)) if fault.weight is Weight.ERROR]
    if errors:
        raise Unusable("\n".join(("the board's files have faults; `boardforms lint` says more", *errors)))
    tables = {name: _with_comments(folder / name, table) for name, table in files.tables.items()}
    return {name: table for name, table in tables.items() if _is_needed(name, table)}


def _is_needed(name: str, table: dict[str, Any]) -> bool:
    """Say whether a file is written: a board need not have letters, but has its other files though they be empty."""
    return bool(table) or name not in MODELS or name in _ALWAYS


def _with_comments(path: Path, held: Any) -> dict[str, Any]:
    table = normalise(MODELS.get(path.name, FormFile), held)
    take_notes(table, path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n"))
    return table


def read_workbook(path: Path, to: Path, today: dt.date) -> WorkbookRead:
    """Write the folder of the board that a workbook holds, named and keyed as `to` is, as TOML files.

    Nothing is written where there is an error. Every fault is given by sheet, row and column; warnings of what
    time has overtaken are as of `today`, and by file. Raises Unusable for what is no workbook, or not safe to
    open, and CannotWork where `to` is there already.
    """
    if to.exists():
        raise CannotWork(f"{to} is there already: name a folder that is not, or take it away first")
    found = _assembled(path.name, path.read_bytes())
    faults = _faults_of(found, to.absolute().name)
    if any(fault.weight is Weight.ERROR for fault in faults):
        return WorkbookRead((), faults)
    texts = {name: _text_of(table) for name, table in _in_shape(found).items()}
    _write_folder(to, texts)
    return WorkbookRead(tuple(to / name for name in texts), (*faults, *lint_board(to, today)))


def _assembled(name: str, data: bytes) -> Assembly:
    faults: list[Fault] = []
    found = assemble(name, read_grids(name, open_workbook(name, data), faults.append))
    found.faults[:0] = faults
    return found


def _faults_of(found: Assembly, board: str) -> tuple[Fault, ...]:
    """Return every fault of a workbook: first what its cells do not hold, then what does not fit together."""
    files = BoardFiles(board, without_notes(found.files))
    tracer = trace_tables(found, files)
    traced = (tracer.trace(fault) for fault in inspect_files(files))
    return (
        *found.faults,
        *(fault for spot, fault in traced if spot not in found.at_fault or not spot.column),
    )


def _in_shape(found: Assembly) -> dict[str, dict[str, Any]]:
    """Return the tables of a workbook without faults, as they would be written by hand."""
    tables: dict[str, dict[str, Any]] = {}
    for name, held in found.files.items():
        tables[name] = normalise(MODELS.get(name, FormFile), without_notes(held))
        carry_notes(held, tables[name])
    return {name: table for name, table in tables.items() if _is_needed(name, table)}


def _given_back(content: bytes) -> Tables | None:
    """Return the tables that a workbook gives back; None where it has a fault."""
    found = _assembled("", content)
    return None if any(fault.weight is Weight.ERROR for fault in found.faults) else _in_shape(found)


def _text_of(table: dict[str, Any]) -> str:
    """Return a file's text. What it gives back is compared, because a definition lost here would be lost for good."""
    text = write_toml(table)
    held = tomllib.loads(text)
    take_notes(held, text)
    if held != table:
        raise Unusable("a file would not hold all that is in the workbook: please report this")
    return text


def _write_folder(to: Path, texts: dict[str, str]) -> None:
    """Write a folder's files, all or none."""
    to.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=to.parent, prefix=".boardforms-") as made:
        folder = Path(made, to.name)
        folder.mkdir()
        for name, text in texts.items():
            (folder / name).write_bytes(text.encode())
        folder.rename(to)
