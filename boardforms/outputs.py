"""Where a command writes: never over what it reads, two files never under one name, and each whole or not at all.

A file of the same name from an earlier run is replaced. That is what people do all day; losing the records is not.
"""

import os
import secrets
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO, TextIO

from boardforms.catalogue import board_folders
from boardforms.errors import WrongUsage
from boardforms.records import RECORD_SUFFIXES
from escalation.content import TEMPLATES_FOLDER, content_folder
from escalation.loading import LAYOUTS_FOLDER


class Kind(Enum):
    """What a file is that a command writes, and how its name may end."""

    PDF = ("a PDF file", ".pdf")
    WORD = ("a Word file", ".docx")
    FORM = ("a Word file or a PDF file", ".docx", ".pdf")
    LINES = ("a file of JSON lines", *RECORD_SUFFIXES)
    CSV = ("a CSV file", ".csv")
    WORKBOOK = ("an Excel workbook", ".xlsx")
    CALENDAR = ("an entry for calendars", ".ics")
    MEETING = ("a meeting's file", ".toml")
    ROLE_COPY = (
        "a PDF file, and the minutes are in it as far as they may be shown (Word cannot say what was withheld)",
        ".pdf",
    )
    ANY = ("a file",)

    def __init__(self, what: str, *endings: str) -> None:
        """Take what it is, as a message says it, and how its name may end; none where that does not matter."""
        self.what = what
        self.endings = endings


@dataclass(frozen=True)
class Output:
    """A file that a command is asked to write: by which option, where, and what it will be."""

    option: str
    path: Path
    kind: Kind


@dataclass(frozen=True)
class Input:
    """A file that a command reads, or a folder; `what` says which it is without its name, which may be a child's."""

    what: str
    path: Path


def asked(*outputs: tuple[str, Path | None, Kind]) -> tuple[Output, ...]:
    """Return the outputs for which a file was named, each given by its option, its file and what it will be."""
    return tuple(Output(option, path, kind) for option, path, kind in outputs if path is not None)


def check_outputs(outputs: Iterable[Output], inputs: Iterable[Input]) -> None:
    """See that writing the outputs harms no input, and none of them another, before any work is done.

    Files are the same through links, in another spelling and in other capitals. Raises WrongUsage, which names
    options and never files.
    """
    written = [one for one in outputs if not _is_device(one.path)]
    taken = _check_apart(written)
    for one in inputs:
        for key in _keys_of(one.path):
            if key in taken:
                raise WrongUsage(
                    f"{taken[key].option} would write over a file that is read: {one.what}. Nothing was written:"
                    " give another name"
                )
    _check_endings(written)


def keep_apart(outputs: Iterable[Output], folder: Input) -> None:
    """See that no output lies in a folder that is the program's own or is read whole. Raises WrongUsage."""
    inside = _spelled(folder.path)
    for one in outputs:
        if not _is_device(one.path) and _spelled(one.path).is_relative_to(inside):
            raise WrongUsage(f"{one.option} lies in {folder.what}: nothing was written. Give another folder")


def check_folder(option: str, folder: Path | None, inputs: Iterable[Input]) -> None:
    """See that no file that is read lies in a folder that is written to. Raises WrongUsage."""
    if folder is not None and any(_spelled(one.path).is_relative_to(_spelled(folder)) for one in inputs):
        raise WrongUsage(f"{option} holds files that are read: nothing was written. Give another folder")


def board_inputs(outside: Path | None) -> Iterator[Input]:
    """Yield what every command reads of the boards: their files, learned layouts and templates."""
    folders = dict.fromkeys(board_folders(outside))
    if outside is not None:
        folders |= dict.fromkeys(path for path in outside.iterdir() if path.is_dir())
    for folder in folders:
        for pattern in ("*.toml", f"{LAYOUTS_FOLDER}/*", f"{TEMPLATES_FOLDER}/*"):
            yield from (Input("a file of the boards", path) for path in folder.glob(pattern))
    for path in (content_folder(TEMPLATES_FOLDER) / "word").iterdir():
        yield Input("a template of the program", path)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, making its folder. Raises OSError."""
    with open_whole(path) as stream:
        stream.write(content)


@contextmanager
def open_whole(path: Path) -> Iterator[BinaryIO]:
    """Open a file to be written, which is there once all of it is written, and until then is as it was.

    Its folder is made. A link stays a link, and a file keeps who may read it. Raises OSError.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if _is_device(path):
        with path.open("wb") as stream:
            yield stream
        return
    target = Path(os.path.realpath(path))
    beside = target.with_name(f".boardforms-{secrets.token_hex(6)}.new")
    try:
        with _naming(path), beside.open("xb") as stream:
            yield stream
        with _naming(path):
            _put(beside, target)
    finally:
        beside.unlink(missing_ok=True)


def _put(beside: Path, target: Path) -> None:
    """Put a written file in its place. Windows, which has no such modes, keeps a file that a program has open."""
    if sys.platform != "win32" and target.exists():
        shutil.copymode(target, beside)
    try:
        beside.replace(target)
    except PermissionError as error:
        hint = "if it is open in another program, close it there"
        raise PermissionError(error.errno, f"{error.strerror}: {hint}") from error


@contextmanager
def open_whole_text(path: Path, encoding: str = "utf-8") -> Iterator[TextIO]:
    """Open a file to be written as text, its line ends as they are given; else as `open_whole`."""
    with open_whole(path) as stream, TextIOWrapper(stream, encoding=encoding, newline="\n") as text:
        yield text


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Let what goes wrong be about the file that was asked for, and not about the one beside it."""
    try:
        yield
    except OSError as error:
        if error.errno and (error.filename is None or ".boardforms-" in str(error.filename)):
            raise OSError(error.errno, error.strerror, str(path)) from error
        raise


def _is_device(path: Path) -> bool:
    """Say whether this is no file but something to write to, such as /dev/stdout: it cannot be replaced."""
    return path.exists() and not path.is_file() and not path.is_dir()


def _check_endings(outputs: Iterable[Output]) -> None:
    for one in outputs:
        endings = one.kind.endings
        if endings and one.path.suffix.casefold() not in endings:
            raise WrongUsage(f"{one.option} writes {one.kind.what}: end its name with {' or '.join(endings)}")


def _check_apart(outputs: Iterable[Output]) -> dict[object, Output]:
    """Return the outputs by what tells their files. Raises WrongUsage where two are one file."""
    taken: dict[object, Output] = {}
    for one in outputs:
        keys = _keys_of(one.path)
        for other in (taken[key] for key in keys if key in taken):
            raise WrongUsage(
                f"{other.option} and {one.option} name the same file. Nothing was written: give each its own"
            )
        taken |= dict.fromkeys(keys, one)
    return taken


def _keys_of(path: Path) -> tuple[object, ...]:
    """Return what tells a file: where it lies, in any spelling, and where it is there, the file itself."""
    try:
        held = path.stat()
    except OSError:  # not there yet, or not to be seen
        return (_spelled(path),)
    return _spelled(path), (held.st_dev, held.st_ino)


def _spelled(path: Path) -> Path:
    return Path(unicodedata.normalize("NFC", os.path.realpath(path)).casefold())
