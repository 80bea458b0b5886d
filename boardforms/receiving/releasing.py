"""Give out the file of something that came in: by its id, and never under the name that its sender gave it."""

import re
from dataclasses import dataclass
from pathlib import Path

from boardforms.errors import WrongUsage
from boardforms.receiving.journal import Journal
from boardforms.receiving.standing import short
from parsers import Refused, Unread
from parsers.containers.zips import open_folder
from parsers.kinds import FileKind, identify
from parsers.mail.headers import looks_like_message

_ID = re.compile(r"([0-9a-f]{1,64})(?:-[1-9][0-9]*)?")
"""The first digits of a SHA-256 or of a reference, and which return of a file it is: they share the file."""

_ENDINGS = {
    FileKind.PDF: (".pdf",),
    FileKind.WORD_97: (".doc", ".dot"),
    FileKind.OPEN_DOCUMENT: (".odt", ".ott"),
    FileKind.RICH_TEXT: (".rtf", ".doc"),
}
_PICTURES = {
    b"\x89PNG": (".png",),
    b"\xff\xd8\xff": (".jpg", ".jpeg"),
    b"II*\x00": (".tif", ".tiff"),
    b"MM\x00*": (".tif", ".tiff"),
}
_IN_ZIP = {"word/": (".docx", ".docm", ".dotx", ".dotm"), "xl/": (".xlsx", ".xlsm")}
_MESSAGE_OF_OUTLOOK = "__properties_version1.0".encode("utf-16-le")


@dataclass(frozen=True)
class Kept:
    """Something that came in, whose file may be asked for: `sha256` is that of what was kept, '' for nothing."""

    id: str
    sha256: str
    shown: str


def find_kept(journal: Journal, wanted: str) -> Kept:
    """Return what came in under an id, whole or begun: a return, or what was not opened.

    Raises WrongUsage where there is none of that id, or more than one.
    """
    given = _ID.fullmatch(wanted.casefold())
    rows = _found(journal, given[1]) if given else []
    if len(rows) != 1:
        said = (
            "is the id of nothing in this journal"
            if not rows
            else f"may be any of {len(rows)}: give more of it"
        )
        raise WrongUsage(
            f"{wanted} {said}; `boardforms records --all` and `boardforms quarantine` give the ids"
        )
    return Kept(*rows[0])


def _found(journal: Journal, begins: str) -> list[tuple[str, str, str]]:
    size = len(begins)
    returns = journal.ask(
        "SELECT sha256, min(shown) FROM arrival WHERE role = 'return' AND substr(sha256, 1, ?) = ?"
        " GROUP BY sha256",
        *(size, begins),
    )
    unopened = journal.ask(
        "SELECT reference, sha256, shown FROM arrival WHERE role = 'unopened' AND substr(reference, 1, ?) = ?",
        *(size, begins),
    )
    return [(short(sha256), sha256, shown) for sha256, shown in returns] + unopened.fetchall()


def release(journal: Journal, kept: Kept, to: Path) -> Path:
    """Copy what was kept to a file that is not there yet, and return its path.

    `to` is that file, to which the ending of what it holds is added where it has none, or a folder: the file is then
    named by its id. Raises WrongUsage where nothing was kept, the file is there or ends otherwise, and OSError.
    """
    if not kept.sha256:
        raise WrongUsage(f"nothing was kept of {kept.id}: it lies where it came from, {kept.shown}")
    data = journal.shelf.read(kept.sha256)
    path = _named(kept.id, to, endings_of(data))
    if path.exists():
        raise WrongUsage(f"{path} is there already: give the name of a file that is not")
    with path.open("xb") as copy:
        copy.write(data)
    return path


def _named(name: str, to: Path, endings: tuple[str, ...]) -> Path:
    usual = endings[0] if endings else ""
    if to.is_dir():
        return to / f"{name}{usual}"
    if not to.suffix:
        return to.with_name(f"{to.name}{usual}")
    if endings and to.suffix.casefold() not in endings:
        raise WrongUsage(
            f"what came in as {name} is no {to.suffix} file: give --to a name that ends in {usual}"
        )
    return to


def endings_of(data: bytes) -> tuple[str, ...]:
    """Return how the name of a file with this content may end, the usual one first; nothing where it is not known.

    It is told by how the content begins and by the names in a zip file: nothing is opened that could do harm.
    """
    if data.startswith(b"PK"):
        return _in_zip(data)
    if _MESSAGE_OF_OUTLOOK in data and data.startswith(b"\xd0\xcf\x11\xe0"):
        return (".msg",)
    try:
        kind = identify(data)
    except Refused:
        return (".eml",) if looks_like_message(data) else ()
    if kind is FileKind.PICTURE:
        return next(endings for magic, endings in _PICTURES.items() if data.startswith(magic))
    return _ENDINGS[kind]


def _in_zip(data: bytes) -> tuple[str, ...]:
    try:
        with open_folder(data) as archive:
            names = archive.namelist()
    except Unread:
        return ()
    if "[Content_Types].xml" in names:
        known = (endings for folder, endings in _IN_ZIP.items() if any(n.startswith(folder) for n in names))
        return next(known, ())
    if b"mimetypeapplication/vnd.oasis" in data[:128]:
        return _ENDINGS[FileKind.OPEN_DOCUMENT]
    return (".zip",)
