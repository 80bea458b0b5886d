"""The files that go with a meeting's papers: found, and opened each in a process that can be killed."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from boardforms.errors import WrongUsage
from boardforms.workers import Limits, Lost, work_through
from docgen.packs.cleaning import clean_pages
from docgen.packs.enclosures import Enclosure, LeftOut, Original, ReadyPages, Unfit
from docgen.packs.meeting import Meeting
from docgen.packs.originals import check_original
from docgen.packs.words import say_day
from escalation.boards import Board
from escalation.cases import Case
from escalation.codes import CODES
from escalation.records import Record
from escalation.timeframes.statements import form_of
from parsers import Unread
from parsers.gate import MAX_FILE, check_size, open_zip, read_member
from parsers.kinds import FileKind, identify
from parsers.pdf.inflation import check_streams
from parsers.pdf.opening import open_pdf

LIMITS = Limits(seconds=60.0, slow_seconds=60.0)
"""What opening one paper may use: a report of hundreds of scanned pages is more work than a form."""

MOST_FILES = 20_000
"""How many files of a folder of returns are looked at."""

_KINDS = {
    ".pdf": FileKind.PDF,
    ".docx": FileKind.WORD,
    ".doc": FileKind.WORD_97,
    ".odt": FileKind.OPEN_DOCUMENT,
    ".rtf": FileKind.RICH_TEXT,
    ".jpg": FileKind.PICTURE,
    ".jpeg": FileKind.PICTURE,
    ".png": FileKind.PICTURE,
    ".tif": FileKind.PICTURE,
    ".tiff": FileKind.PICTURE,
}
"""What a file's name says that it is."""

Became = ReadyPages | Original | LeftOut


@dataclass(frozen=True)
class Wanted:
    """A file that a pack is to hold. `path` is None where it was not found, which `why` then says by a code."""

    key: str
    title: str
    file: str
    path: Path | None
    why: str = "pack-part-missing"
    records: tuple[str, ...] = ()
    received: str = ""
    sha256: str = ""


@dataclass(frozen=True)
class Opened:
    """What became of a file, with the SHA-256 and size in bytes of what was opened."""

    became: Became
    sha256: str = ""
    size: int = 0


def find_enclosures(meeting: Meeting, board: Board, case: Case, folder: Path) -> tuple[Wanted, ...]:
    """Return the files that a meeting's pack is to hold: its case's returned forms, then the papers it names.

    Returned forms are looked for where the meeting names a folder of them (`returns`), by their SHA-256 and never by
    name alone. `folder` is that of the meeting's file.
    """
    returned = _find_returns(folder / meeting.returns, board, case) if meeting.returns else ()
    papers = (
        Wanted(f"paper-{number}", paper.title, Path(paper.file).name, folder / paper.file)
        for number, paper in enumerate(meeting.papers, start=1)
    )
    return (*returned, *papers)


def _find_returns(folder: Path, board: Board, case: Case) -> Iterator[Wanted]:
    sums = {_sum_of(path): path for path in _files_in(folder)}
    names = {path.name for path in sums.values()}
    by_file: dict[str, list[Record]] = {}
    for record in case.records:
        by_file.setdefault(record.source.sha256, []).append(record)
    for sha256, records in by_file.items():
        name = records[0].source.path.replace("\\", "/").rsplit("/", maxsplit=1)[-1]
        form = form_of(records[0], board)
        yield Wanted(
            key=sha256[:12],
            title=form.title if form else "A return whose form is not known",
            file=name,
            path=sums.get(sha256),
            why="pack-part-changed" if name in names else "pack-part-missing",
            records=tuple(record.id for record in records),
            received=say_day(records[0].source.received),
            sha256=sha256,
        )


def _files_in(folder: Path) -> Iterator[Path]:
    for number, path in enumerate(sorted(folder.rglob("*"))):
        if number == MOST_FILES:
            return
        if path.is_file() and path.stat().st_size <= MAX_FILE:
            yield path


def _sum_of(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:  # somebody has it open: it is then not found
        return ""


def spare_sources(wanted: Iterable[Wanted], meeting: Path, written: Iterable[Path]) -> None:
    """Let a pack be written that overwrites nothing that it is made of. Raises WrongUsage."""
    sources = {path.resolve() for path in (meeting, *(one.path for one in wanted if one.path))}
    for path in written:
        if path.resolve() in sources:
            raise WrongUsage(f"{path} is one of the files that the pack is made of: write to another")


def open_enclosures(wanted: Iterable[Wanted], workers: int) -> Iterator[Enclosure]:
    """Yield each file as it goes into a pack, in the order given, opened in so many worker processes.

    A file that is missing, locked, damaged, harmful or not what its name says is left out with the reason, and the
    others are not touched by it. Raises CannotWork where no process keeps going.
    """
    for one, opened in work_through(begin_opening, wanted, workers, LIMITS):
        done = Opened(LeftOut(opened, CODES[opened].message)) if isinstance(opened, Lost) else opened
        yield Enclosure(
            key=one.key,
            title=one.title,
            file=one.file,
            became=done.became,
            records=one.records,
            received=one.received,
            sha256=done.sha256,
            size=done.size,
        )


def begin_opening() -> Callable[[Wanted], Opened]:
    """Return what opens one file: called once in each worker process."""
    return open_enclosure


def open_enclosure(wanted: Wanted) -> Opened:
    """Open a file, and say what became of it; run it where it may hang or crash."""
    try:
        data = _read(wanted)
    except Unfit as unfit:
        return Opened(LeftOut(unfit.code, unfit.message))
    digest = hashlib.sha256(data).hexdigest()
    try:
        if wanted.sha256 and digest != wanted.sha256:
            raise Unfit("pack-part-changed")
        return Opened(_make_ready(data, Path(wanted.file).suffix.lower()), digest, len(data))
    except (Unfit, Unread) as why:
        return Opened(LeftOut(why.code, why.message), digest, len(data))
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - a stranger's file may make a library raise anything
        return Opened(LeftOut("damaged", CODES["damaged"].message), digest, len(data))


def _read(wanted: Wanted) -> bytes:
    if wanted.path is None or not wanted.path.exists():
        raise Unfit(wanted.why)
    try:
        if not wanted.path.is_file():
            raise Unfit("cannot-open")
        if wanted.path.stat().st_size > MAX_FILE:
            raise Unfit("too-big")
        return wanted.path.read_bytes()
    except OSError as error:
        raise Unfit("cannot-open") from error


def _make_ready(data: bytes, suffix: str) -> Became:
    check_size(data)
    kind = identify(data)
    if _KINDS.get(suffix, kind) is not kind:
        raise Unfit("pack-part-misnamed")
    match kind:
        case FileKind.PDF:
            check_streams(data)
            with open_pdf(data) as pdf:
                return clean_pages(pdf)
        case FileKind.PICTURE:
            from docgen.packs.pictures import draw_pictures  # noqa: PLC0415 - few packs hold pictures

            with draw_pictures(data) as pdf:
                return clean_pages(pdf)
        case FileKind.WORD:
            with open_zip(data) as archive:
                return check_original(archive, data, read_member)
        case _:
            raise Unfit("pack-part-not-joined")
