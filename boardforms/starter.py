"""A new board's folder, to start from: commented files that say what each key is for."""

import datetime as dt
import json
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from string import Template

from boardforms.catalogue import board_folders
from boardforms.errors import CannotWork, WrongUsage
from escalation.content import content_folder

LONGEST_KEY = 40
"""Letters. A board's key stands in every footer and in the code on each page."""

_DIGIT_FIRST = "board-"
_LEFT_OUT = re.compile(r"[\u0300-\u036f'’]")
"""Accents, which stand apart once a letter is decomposed, and apostrophes."""

_NOT_ON_WINDOWS = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]")


@dataclass(frozen=True)
class Starter:
    """The folder of a new board: its key, which is the folder's name, and the files in it."""

    key: str
    folder: Path
    files: tuple[Path, ...]


def board_key(name: str) -> str:
    """Return the key of a board from its name: `Ynys Môn & District` gives `ynys-mon-and-district`.

    A long name is cut between words. Raises WrongUsage where the name holds no letter or digit that can stay.
    """
    plain = unicodedata.normalize("NFKD", name).casefold().replace("&", " and ")
    words = re.findall(r"[a-z0-9]+", _LEFT_OUT.sub("", plain))
    if not words:
        raise WrongUsage(f"'{name}' cannot name a board: write a name with letters from a to z in it")
    key = _cut("-".join(words))
    return _DIGIT_FIRST + key if key[0].isdigit() or _NOT_ON_WINDOWS.fullmatch(key) else key


def _cut(key: str) -> str:
    if len(key) <= LONGEST_KEY:
        return key
    return key[: LONGEST_KEY + 1].rpartition("-")[0] or key[:LONGEST_KEY]


def write_starter(name: str, folder: Path, today: dt.date) -> Starter:
    """Write the starter files of a new board to `folder/KEY`, its form in force from `today`.

    Raises WrongUsage where the name cannot be printed or is that of a board of the program, and CannotWork where
    the folder is there already: nothing that stands is ever written over.
    """
    said = " ".join(name.split())
    if not said.isprintable():
        raise WrongUsage("the board's name holds a character that cannot be printed")
    key = board_key(said)
    _refuse_shipped(key)
    texts = {path.name: _fill_in(path, said, key, today) for path in _starter_files()}
    return Starter(key, folder / key, _write_all(texts, folder / key))


def _refuse_shipped(key: str) -> None:
    if any(folder.name == key for folder in board_folders()):
        raise WrongUsage(
            f"the program has a board '{key}' already, which yours would replace: give another name"
        )


def _starter_files() -> tuple[Path, ...]:
    return tuple(sorted((content_folder("templates") / "board").glob("*.toml")))


def _fill_in(path: Path, name: str, key: str, today: dt.date) -> str:
    held = {
        "name": json.dumps(name, ensure_ascii=False),  # TOML's own rules for text in quotes
        "comment": name,
        "key": key,
        "version": f"{today:%Y-%m}",
        "day": today.isoformat(),
    }
    return Template(path.read_text(encoding="utf-8")).substitute(held)


def _write_all(texts: dict[str, str], folder: Path) -> tuple[Path, ...]:
    try:
        folder.mkdir(parents=True)
    except FileExistsError:
        raise CannotWork(f"{folder} is there already, and nothing was written: give another name") from None
    for file, text in texts.items():
        (folder / file).write_text(text, encoding="utf-8", newline="\n")
    return tuple(folder / file for file in texts)
