"""The boards at hand: those shipped with the program, and those of a folder of one's own."""

import datetime as dt
import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from boardforms.errors import CannotWork, Unusable, WrongUsage
from escalation.boards import Board
from escalation.content import TEMPLATES_FOLDER, content_folder
from escalation.definitions import FormDefinition, FormReference
from escalation.faults import DefinitionError, Fault
from escalation.layouts import LearnedLayout
from escalation.letters import Letter
from escalation.loading import BOARD_FILE, LAYOUTS_FOLDER, load_board, load_layouts
from escalation.timeframes.wording import say_all, say_date, say_period

ADDED_FOLDERS = (LAYOUTS_FOLDER, TEMPLATES_FOLDER)
"""What a folder of one's own may hold of a board of the program, without a board of its own."""


@dataclass(frozen=True)
class Catalogue:
    """The boards at hand, by key, and the layouts learned of forms that the program did not make.

    `outside` is the folder of one's own boards, where one was named.
    """

    boards: dict[str, Board]
    layouts: tuple[LearnedLayout, ...] = ()
    outside: Path | None = None

    def board(self, key: str) -> Board:
        """Return the board of that key. Raises WrongUsage, naming the nearest, where there is none."""
        if key in self.boards:
            return self.boards[key]
        hint = "" if self.outside else " A board of your own is found with --boards FOLDER."
        raise WrongUsage(f"there is no board '{key}'. {_suggest(key, self.boards)}{hint}")

    def form(self, board: Board, key: str, on: dt.date | None = None) -> FormDefinition:
        """Return a board's form in the version in force on a day; in the latest one where no day is given.

        Raises WrongUsage where there is no form of that key, naming the nearest, or no version is in force on
        that day, saying when one is.
        """
        versions = board.versions_of(key)
        if not versions:
            keys = (form.key for form in board.forms)
            raise WrongUsage(f"{board.short_name} has no form '{key}'. {_suggest(key, set(keys))}")
        held = [form for form in versions if on is None or on in form.period]
        if on and not held:
            raise WrongUsage(f"{say_out_of_force(versions, on)} Give a day with --on.")
        return held[-1]

    def letter(self, board: Board, key: str) -> Letter:
        """Return a letter of a board. Raises WrongUsage, naming the nearest, where there is none of that key."""
        letters = {letter.key: letter for letter in board.letters}
        if key in letters:
            return letters[key]
        there = _suggest(key, letters) if letters else "It has no letters."
        raise WrongUsage(f"{board.short_name} has no letter '{key}'. {there}")

    def find(self, reference: FormReference) -> FormDefinition | None:
        """Return the form in the very version that a return is on; None where it is not at hand."""
        board = self.boards.get(reference.board)
        forms = board.forms if board else ()
        return next((form for form in forms if form.reference == reference), None)


def say_out_of_force(versions: Sequence[FormDefinition], on: dt.date) -> str:
    """Say that no version of a form is in force on a day, and when each is."""
    name = f"{versions[0].board}/{versions[0].key}"
    periods = say_all(f"{form.version} is, {say_period(form.period)}" for form in versions)
    return f"no version of {name} is in force on {say_date(on)}: {periods}."


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
        if not own and not any(any(outside.glob(f"*/{name}")) for name in ADDED_FOLDERS):
            raise CannotWork(say_no_board(outside))
        found |= {folder.name: folder for folder in own}
    return tuple(found[name] for name in sorted(found))


def say_no_board(folder: Path) -> str:
    """Say that a folder holds no board, and what to give instead."""
    if (folder / BOARD_FILE).exists():
        return f"{folder} is itself a board: give the folder that holds it"
    return f"{folder} holds no board: a board is a folder there with a {BOARD_FILE} in it"


def own_folder(key: str, outside: Path | None = None) -> Path:
    """Return the folder for what is added to a board: that of one's own boards where there is one, else its own."""
    if outside is not None:
        return outside / key
    return next(folder for folder in board_folders() if folder.name == key)


def _added_layouts(outside: Path | None, boards: dict[str, Board]) -> tuple[Path, ...]:
    """Return the folders of one's own that add layouts to a board of the program, and hold no board themselves."""
    if outside is None:
        return ()
    found = (path.parent for path in outside.glob(f"*/{LAYOUTS_FOLDER}"))
    return tuple(
        sorted(folder for folder in found if folder.name in boards and not (folder / BOARD_FILE).exists())
    )


def _boards_in(folder: Path) -> tuple[Path, ...]:
    return tuple(sorted(path.parent for path in folder.glob(f"*/{BOARD_FILE}")))


def load_catalogue(outside: Path | None = None) -> Catalogue:
    """Load every board at hand.

    Raises Unusable with the faults of all the boards that cannot be used.
    """
    boards: dict[str, Board] = {}
    layouts: list[LearnedLayout] = []
    faults: list[Fault] = []
    for folder in board_folders(outside):
        try:
            boards[folder.name] = load_board(folder)
            layouts += load_layouts(folder, boards[folder.name].forms)
        except DefinitionError as error:
            faults += error.faults
    for folder in _added_layouts(outside, boards):
        try:
            layouts += load_layouts(folder, boards[folder.name].forms)
        except DefinitionError as error:
            faults += error.faults
    if faults:
        said = "\n".join(str(fault) for fault in faults)
        raise Unusable(f"the boards' files have faults; `boardforms lint` says more\n{said}")
    return Catalogue(boards, tuple(layouts), outside)
