"""Minutes packs: from a meeting's file to the PDF pack and the Word minutes."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from boardforms.catalogue import Catalogue
from boardforms.errors import Unusable, WrongUsage
from docgen.packs.audiences import NoSuchAudience, find_audience
from docgen.packs.circulation import Circulated, last_day
from docgen.packs.completeness import Lacking, find_lacking
from docgen.packs.copies import RenderedCopy, find_everyone, render_copy
from docgen.packs.enclosures import Enclosure
from docgen.packs.locking import lock
from docgen.packs.manifest import say_manifest
from docgen.packs.meeting import Meeting
from docgen.packs.minutes import render_minutes
from docgen.packs.naming import names_child
from docgen.packs.papers import day_of, gather_papers
from docgen.packs.pdf import RenderedPack, render_pack
from docgen.packs.reading import look_over, read_case, read_meeting
from escalation.answers import CheckedCase
from escalation.boards import Board
from escalation.cases import Case
from escalation.codes import notice
from escalation.faults import DefinitionError
from escalation.findings import Finding
from escalation.timeframes import check_timeframes
from escalation.timeframes.facts import establish


@dataclass(frozen=True)
class OpenMeeting:
    """A meeting with its board, its case and the check of the case's timeframes."""

    meeting: Meeting
    board: Board
    case: Case
    checked: CheckedCase
    findings: tuple[Finding, ...]


def open_meeting(path: Path, catalogue: Catalogue, today: dt.date) -> OpenMeeting:
    """Read a meeting's file and the records it names, and check its case as of `today`.

    Raises Unusable with every mistake of the file, and of the records it names, at once.
    """
    try:
        look_over(path, catalogue.boards)
        meeting = read_meeting(path)
        case, findings = read_case(meeting, path.parent)
    except DefinitionError as error:
        said = "\n".join(str(fault) for fault in error.faults)
        raise Unusable(f"the meeting's file has mistakes\n{said}") from None
    board = catalogue.board(meeting.board)
    return OpenMeeting(meeting, board, case, check_timeframes(case, board, today), findings)


def make_pack(
    opened: OpenMeeting, path: Path, enclosures: Sequence[Enclosure] = (), password: str | None = None
) -> RenderedPack:
    """Write the pack of a meeting as PDF, making its folder, and return it as it is when it is open.

    `enclosures` are the files that go with it as they came (`boardforms.enclosures`). With a password, only
    what is locked with it is written. Raises WeakPassword (`docgen.packs.locking`).
    """
    pack = render_pack(opened.meeting, opened.board, opened.case, opened.checked, enclosures)
    if names_child(path.stem, opened.case, opened.board):
        pack = replace(pack, findings=(*pack.findings, notice("pack-file-names-child")))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(pack.content if password is None else lock(pack.content, password))
    return pack


def make_copy(opened: OpenMeeting, asked: str, path: Path, password: str | None = None) -> RenderedCopy:
    """Write the copy of a meeting's papers for `asked` (`agency: Education`, `family`, `learning`) as PDF.

    Raises WrongUsage for an audience that there is not, and for a file's name that names anybody; Unusable where
    the meeting's file releases what there is not. With a password, only what is locked with it is written.
    """
    if find_everyone(opened.meeting, opened.board, opened.case).are_in(path.stem):
        raise WrongUsage("the name of the file to write names somebody of this case: give it another")
    try:
        audience = find_audience(asked, opened.meeting, opened.board)
        copy = render_copy(opened.meeting, opened.board, opened.case, opened.checked, audience)
    except NoSuchAudience as error:
        raise WrongUsage(str(error)) from None
    except DefinitionError as error:
        said = "\n".join(str(fault) for fault in error.faults)
        raise Unusable(f"the meeting's file has mistakes\n{said}") from None
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(copy.content if password is None else lock(copy.content, password))
    return copy


def write_manifest(opened: OpenMeeting, pack: RenderedPack, written: Path, path: Path) -> None:
    """Write what a pack is made of as JSON lines, with the SHA-256 of each part and of the file that was written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(say_manifest(pack, opened.case, written.read_bytes()), encoding="utf-8", newline="\n")


def make_minutes(opened: OpenMeeting, path: Path) -> None:
    """Write the minutes of a meeting as Word, making its folder."""
    content = render_minutes(opened.meeting, opened.board, opened.case, opened.checked)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


@dataclass(frozen=True)
class Readiness:
    """How far a pack is from final: what it lacks, by when it must be with people, and whether that day is past."""

    lacking: tuple[Lacking, ...]
    circulation: tuple[Circulated, ...]
    is_overdue: bool

    @property
    def is_final(self) -> bool:
        """True where nothing is missing and the papers have been sent, or still may be in time."""
        return not self.lacking and not self.is_overdue


def check_pack(opened: OpenMeeting) -> Readiness:
    """Return what the pack of a meeting lacks, and by which day it is due with people."""
    meeting, today = opened.meeting, opened.checked.checked_on
    papers = gather_papers(meeting, opened.board, opened.case, opened.checked, "Papers")
    facts = establish(opened.case, opened.board, today)
    last = last_day(opened.board, meeting.stage, day_of(meeting, facts))
    is_overdue = last is not None and last < today and meeting.minutes_circulated is None
    return Readiness(find_lacking(meeting, papers), papers.circulation, is_overdue)
