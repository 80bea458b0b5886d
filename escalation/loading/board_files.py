"""The TOML files of a board's folder, as tables: which there are, and what keeps one from being read."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from escalation.faults import Fault, Weight
from escalation.loading.toml_text import Slip, decode_text, line_of, read_toml

BOARD_FILE, STAGES_FILE, TIMEFRAMES_FILE = "board.toml", "stages.toml", "timeframes.toml"
LETTERS_FILE = "letters.toml"
"""The only one that a board need not have."""

Table: TypeAlias = Mapping[str, Any]
"""A table of a TOML file, before any definition gives it a meaning."""

_HOLDS = {
    BOARD_FILE: "a file that says who the board is",
    STAGES_FILE: "a file of the procedure's stages",
    TIMEFRAMES_FILE: "a file of the procedure's events and limits",
}


@dataclass(frozen=True)
class Place:
    """Where in a board's files something stands: the file, and the table as a person would look for it."""

    file: str
    table: str = ""

    def fault(self, key: str, found: str, accepted: str, weight: Weight = Weight.ERROR) -> Fault:
        """Return a fault that stands here."""
        return Fault(file=self.file, table=self.table, key=key, found=found, accepted=accepted, weight=weight)

    def under(self, name: str) -> "Place":
        """Return the place of a table of that name in this one, of which there is one only."""
        return Place(self.file, f"{self.table} {name}".strip())

    def within(self, name: str, number: int, table: Any) -> "Place":
        """Return the place of a table in this one: its name, its number counted from 1, and its own key."""
        key = table.get("key") if isinstance(table, dict) else None
        if not isinstance(key, str):
            return Place(self.file, f"{self.table} {name} {number}".strip())
        outer = re.sub(r' \(key "[^"]*"\)$', "", self.table)
        return Place(self.file, f'{outer} {name} {number} (key "{key}")'.strip())


@dataclass(frozen=True)
class BoardFiles:
    """The files of one board by name: each a table, or None where it cannot be read."""

    board: str
    tables: Mapping[str, Table | None]

    def place(self, name: str) -> Place:
        """Return the place of a file, relative to the folder that holds the boards."""
        return Place(f"{self.board}/{name}")

    @property
    def forms(self) -> tuple[str, ...]:
        """The names of the files that hold forms, also those that cannot be read."""
        return tuple(name for name in self.tables if name not in _HOLDS and name != LETTERS_FILE)


def read_files(folder: Path) -> tuple[BoardFiles, tuple[Fault, ...]]:
    """Return every TOML file of a board's folder, and a fault for each that is missing or cannot be read."""
    board = folder.absolute().name
    names = sorted(path.name for path in folder.glob("*.toml") if path.is_file() and path.name not in _HOLDS)
    faults: list[Fault] = []
    tables = {name: _read_file(folder / name, Place(f"{board}/{name}"), faults) for name in (*_HOLDS, *names)}
    if not set(names) - {LETTERS_FILE}:
        faults.append(Place(board).fault("", "no form", "at least one TOML file that holds a form"))
    return BoardFiles(board, tables), tuple(faults)


def _read_file(path: Path, place: Place, faults: list[Fault]) -> Table | None:
    try:
        read = read_toml(decode_text(path.read_bytes()))
    except FileNotFoundError:
        faults.append(place.fault("", "no such file", _HOLDS.get(path.name, "a file")))
    except OSError as error:
        faults.append(
            place.fault("", f"a file that cannot be opened ({error.strerror})", "a file that can be read")
        )
    except UnicodeDecodeError as error:
        faults.append(encoding_fault(place, error))
    else:
        faults += slip_faults(place, read.slips)
        return None if read.slips else read.table
    return None


def encoding_fault(place: Place, error: UnicodeDecodeError) -> Fault:
    """Return what to say of a file that is not in UTF-8."""
    accepted = "text saved as UTF-8 (in Notepad: Save as, Encoding)"
    return Place(place.file, f"line {line_of(error)}").fault("", "a letter that is not in UTF-8", accepted)


def slip_faults(place: Place, slips: Sequence[Slip]) -> Iterator[Fault]:
    """Yield what to say of each line of a file that is not TOML."""
    for slip in slips:
        where = Place(place.file, f"line {slip.line}" if slip.line else "last line")
        yield where.fault("", slip.found, slip.accepted)


def tables_in(table: Table, name: str) -> Iterator[tuple[int, Table]]:
    """Yield the tables of a list, such as `[[limit]]`, numbered from 1; nothing where there is no such list."""
    held = table.get(name)
    for number, one in enumerate(held if isinstance(held, list) else (), start=1):
        if isinstance(one, dict):
            yield number, one
