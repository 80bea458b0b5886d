"""Minutes packs: from a meeting's file to the PDF pack and the Word minutes."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from boardforms.catalogue import Catalogue
from boardforms.errors import Unusable
from docgen.packs.meeting import Meeting
from docgen.packs.minutes import render_minutes
from docgen.packs.pdf import RenderedPack, render_pack
from docgen.packs.reading import check_meeting, read_case, read_meeting
from escalation.answers import CheckedCase
from escalation.boards import Board
from escalation.cases import Case
from escalation.faults import DefinitionError
from escalation.findings import Finding
from escalation.timeframes import check_timeframes


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

    Raises Unusable with every mistake of the file at once, and WrongUsage for a board that is not at hand.
    """
    try:
        meeting = read_meeting(path)
        board = catalogue.board(meeting.board)
        faults = check_meeting(meeting, board, path.name)
        if faults:
            raise DefinitionError(faults)
        case, findings = read_case(meeting, path.parent)
    except DefinitionError as error:
        said = "\n".join(str(fault) for fault in error.faults)
        raise Unusable(f"the meeting's file has mistakes\n{said}") from None
    return OpenMeeting(meeting, board, case, check_timeframes(case, board, today), findings)


def make_pack(opened: OpenMeeting, path: Path) -> RenderedPack:
    """Write the pack of a meeting as PDF, making its folder, and return it."""
    pack = render_pack(opened.meeting, opened.board, opened.case, opened.checked)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(pack.content)
    return pack


def make_minutes(opened: OpenMeeting, path: Path) -> None:
    """Write the minutes of a meeting as Word, making its folder."""
    content = render_minutes(opened.meeting, opened.board, opened.case, opened.checked)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
