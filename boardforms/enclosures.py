"""The files that go with a meeting's papers: found, and opened each in a process that can be killed."""

import hashlib
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from boardforms.outputs import Input
from boardforms.workers import Limits, Lost, work_through
from docgen.packs.enclosing.cleaning import clean_pages
from docgen.packs.enclosing.enclosures import Enclosure, LeftOut, Original, ReadyPages, Unfit
from docgen.packs.enclosing.left_out import MESSAGE, say_left_out, say_too_big
from docgen.packs.enclosing.originals import check_original
from docgen.packs.lines import find_item
from docgen.packs.meeting import Meeting
from docgen.packs.minutes.own import is_made_from_minutes
from docgen.packs.words import say_day
from escalation.boards import Board
from escalation.cases import Case
from escalation.codes import CODES
from escalation.records import Record
from escalation.timeframes.statements import form_of
from parsers import Refused, Unread
from parsers.gate import MAX_FILE, MEGABYTE, check_size, open_zip, read_member
from parsers.kinds import FileKind, identify
from parsers.pdf.inflation import check_streams
from parsers.pdf.opening import MAX_PAGES, open_pdf

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
"""What a file's name says that it is, by its ending."""

_OLD_WORD = ".doc"
_MESSAGES = frozenset({".msg", ".eml"})
_OTHER_KINDS = frozenset({"other-format", "other-zip", "old-word"})
"""Codes of what is none of the kinds that a pack takes."""
_TEMPLATE = ".dotx"
_NO_PAPER = re.compile(
    r"\.(?:do[ct]m|xls[xmb]?|ppt[xm]?|zip|msg|eml|txt|csv|html?|xml|gif|bmp|heic|webp|exe|com|scr|bat|cmd|js|vbs|ps1|lnk"
    r"|iso|jar|msi)"
)
"""Endings of what no paper is: a file of another kind that bears one is not what its name says."""

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
    line: int | None = None


@dataclass(frozen=True)
class Opened:
    """What became of a file, with the SHA-256 and size in bytes of what was opened."""

    became: Became
    sha256: str = ""
    size: int = 0


def find_enclosures(
    meeting: Meeting, board: Board, case: Case, folder: Path, text: str = ""
) -> tuple[Wanted, ...]:
    """Return the files that a meeting's pack is to hold: its case's returned forms, then the papers it names.

    Returned forms are looked for where the meeting names a folder of them (`returns`), by their SHA-256 and never by
    name alone. `folder` is that of the meeting's file, and `text` its text, by which the line of each paper is known.
    """
    returned = _find_returns(folder / meeting.returns, board, case) if meeting.returns else ()
    papers = (
        Wanted(
            f"paper-{number}",
            paper.title,
            Path(paper.file).name,
            folder / paper.file,
            line=find_item(text, f"paper {number}"),
        )
        for number, paper in enumerate(meeting.papers, start=1)
    )
    return (*returned, *papers)


def _find_returns(folder: Path, board: Board, case: Case) -> Iterator[Wanted]:
    """Yield the case's returned forms; minutes only where they lie there: `pack read` takes them from anywhere."""
    sums = {_sum_of(path): path for path in _files_in(folder)}
    names = {path.name for path in sums.values()}
    by_file: dict[str, list[Record]] = {}
    for record in case.records:
        by_file.setdefault(record.source.sha256, []).append(record)
    for sha256, records in by_file.items():
        if sha256 not in sums and all(map(is_made_from_minutes, records)):
            continue
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


def files_of(meeting: Meeting, path: Path) -> Iterator[Input]:
    """Yield the files that a meeting's file names, and itself, at `path`; of returned forms see `returns_among`."""
    yield Input("the meeting's file", path)
    for name in meeting.records:
        yield Input("a file of records that the meeting's file names", path.parent / name)
    for paper in meeting.papers:
        yield Input("a paper that the meeting's file names", path.parent / paper.file)
    for name in meeting.earlier:
        yield Input("the file of an earlier meeting", path.parent / name)


def returns_among(paths: Iterable[Path], case: Case) -> Iterator[Input]:
    """Yield those files that are returned forms of a case, by their SHA-256: packs find them so."""
    sums = {record.source.sha256 for record in case.records}
    for path in paths:
        if path.is_file() and _sum_of(path) in sums:
            yield Input("a returned form of the case", path)


def open_enclosures(wanted: Iterable[Wanted], workers: int) -> Iterator[Enclosure]:
    """Yield each file as it goes into a pack, in the order given, opened in so many worker processes.

    A file that is missing, locked, damaged, harmful or not what its name says is left out with the reason, and the
    others are not touched by it. Raises CannotWork where no process keeps going.
    """
    for one, opened in work_through(begin_opening, wanted, workers, LIMITS):
        done = Opened(LeftOut(opened, say_left_out(opened))) if isinstance(opened, Lost) else opened
        yield Enclosure(
            key=one.key,
            title=one.title,
            file=one.file,
            became=done.became,
            records=one.records,
            received=one.received,
            sha256=done.sha256,
            size=done.size,
            line=one.line,
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
    except Unfit as unfit:
        return Opened(LeftOut(unfit.code, unfit.message), digest, len(data))
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
        size = wanted.path.stat().st_size
        if size > MAX_FILE:
            found = f"{math.ceil(size / MEGABYTE)} MB"
            raise Unfit("too-big", say_too_big(found, f"{MAX_FILE // MEGABYTE} MB"))
        return wanted.path.read_bytes()
    except OSError as error:
        raise Unfit("cannot-open") from error


def _make_ready(data: bytes, suffix: str) -> Became:
    try:
        check_size(data)
        kind = identify(data)
        if _KINDS.get(suffix, kind) is not kind:
            raise Unfit("pack-part-misnamed")
        became = _READY[kind](data) if kind in _READY else None
    except (Unread, Unfit) as why:
        raise _leave_out(why, suffix) from why
    if _NO_PAPER.fullmatch(suffix):
        raise Unfit("pack-part-misnamed")
    if became is None or suffix == _TEMPLATE:
        raise Unfit("pack-part-not-joined")
    return became


def _leave_out(why: Unread | Unfit, suffix: str) -> Unfit:
    """Return why a paper is not in the pack, by what it is not and how its name ends."""
    if why.code in _OTHER_KINDS and suffix in _MESSAGES:
        return Unfit("other-format", MESSAGE)
    if why.code in _OTHER_KINDS and suffix in _KINDS and suffix != _OLD_WORD:
        return Unfit("pack-part-misnamed")
    return why if isinstance(why, Unfit) else Unfit(why.code)


def _ready_pdf(data: bytes) -> ReadyPages:
    check_streams(data)
    try:
        with open_pdf(data) as pdf:
            return clean_pages(pdf)
    except Refused as why:
        if why.code == "too-big":
            raise Unfit("too-big", say_too_big(f"more than {MAX_PAGES:,} pages", f"{MAX_PAGES:,}")) from why
        raise


def _ready_picture(data: bytes) -> ReadyPages:
    from docgen.packs.enclosing.pictures import draw_pictures  # noqa: PLC0415 - few packs hold pictures

    with draw_pictures(data) as pdf:
        return clean_pages(pdf)


def _ready_word(data: bytes) -> Original:
    with open_zip(data) as archive:
        return check_original(archive, data, read_member)


_READY: Mapping[FileKind, Callable[[bytes], Became]] = {
    FileKind.PDF: _ready_pdf,
    FileKind.PICTURE: _ready_picture,
    FileKind.WORD: _ready_word,
}
"""What makes each kind ready for a pack; the others are not joined as they are."""
