"""The boards at hand: those shipped with the program, and those of a folder of one's own."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from boardforms.errors import CannotWork, Unusable, WrongUsage
from escalation.boards import Board
from escalation.content import content_folder
from escalation.definitions import FormDefinition, FormReference
from escalation.faults import DefinitionError, Fault
from escalation.loading import BOARD_FILE, load_board


@dataclass(frozen=True)
class Catalogue:
    """The boards at hand, by key."""

    boards: dict[str, Board]

    def board(self, key: str) -> Board:
        """Return the board of that key. Raises WrongUsage, naming the nearest, where there is none."""
        if key in self.boards:
            return self.boards[key]
        raise WrongUsage(f"there is no board '{key}'. {_suggest(key, self.boards)}")

    def form(self, board: Board, key: str) -> FormDefinition:
        """Return a board's current form. Raises WrongUsage, naming the nearest, where there is none."""
        forms = {form.key: form for form in board.current_forms()}
        if key in forms:
            return forms[key]
        raise WrongUsage(f"{board.short_name} has no form '{key}'. {_suggest(key, forms)}")

    def find(self, reference: FormReference) -> FormDefinition | None:
        """Return the form in the very version that a return is on; None where it is not at hand."""
        board = self.boards.get(reference.board)
        forms = board.forms if board else ()
        return next((form for form in forms if form.reference == reference), None)


def _suggest(key: str, known: Iterable[str]) -> str:
    names = sorted(known)
    near = difflib.get_close_matches(key, names, n=1)
    hint = f"Did you mean '{near[0]}'? " if near else ""
    return f"{hint}There are: {', '.join(names)}."


def board_folders(outside: Path | None = None) -> tuple[Path, ...]:
    """Return the folders of every board, shipped and outside; an outside board replaces a shipped one of its name.

    Raises CannotWork where the outside folder is not there or holds no board.
    """
    found = {folder.name: folder for folder in _boards_in(content_folder("forms"))}
    if outside is not None:
        own = _boards_in(outside)
        if not own:
            raise CannotWork(f"{outside} holds no board: a board is a folder there with a {BOARD_FILE} in it")
        found |= {folder.name: folder for folder in own}
    return tuple(found[name] for name in sorted(found))


def _boards_in(folder: Path) -> tuple[Path, ...]:
    return tuple(sorted(path.parent for path in folder.glob(f"*/{BOARD_FILE}")))


def load_catalogue(outside: Path | None = None) -> Catalogue:
    """Load every board at hand.

    Raises Unusable with the faults of all the boards that cannot be used.
    """
    boards: dict[str, Board] = {}
    faults: list[Fault] = []
    for folder in board_folders(outside):
        try:
            boards[folder.name] = load_board(folder)
        except DefinitionError as error:
            faults += error.faults
    if faults:
        said = "\n".join(str(fault) for fault in faults)
        raise Unusable(f"the boards' files have faults; `boardforms lint` says more\n{said}")
    return Catalogue(boards)
