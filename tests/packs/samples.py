"""The made-up meetings that ship with the project, read and checked, and made-up cases for the tests."""

import datetime as dt
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import JsonValue
from pypdf import PdfReader

from docgen.packs.meeting import Meeting
from docgen.packs.reading import read_case, read_meeting
from docgen.packs.wording import is_over
from docgen.packs.words import say_short
from escalation.answers import CheckedCase
from escalation.boards import Board
from escalation.boxes import form_boxes
from escalation.cases import Case
from escalation.loading import load_board
from escalation.records import FieldReading, Record, Source, State, case_of
from escalation.timeframes import check_timeframes

ROOT = Path(__file__).parent.parent.parent
MEETINGS = ROOT / "samples" / "meetings"
DAY_OF_CHECK = {
    "med-2025-003": dt.date(2025, 3, 3),
    "mer-2025-008": dt.date(2025, 2, 3),
    "mor-2024-031": dt.date(2024, 11, 20),
    "mscb-2024-017": dt.date(2025, 1, 10),
    "pc-2025-006": dt.date(2025, 3, 3),
}


@dataclass(frozen=True)
class Prepared:
    """A meeting with all that its papers are made of."""

    meeting: Meeting
    board: Board
    case: Case
    checked: CheckedCase

    def papers(self) -> tuple[Meeting, Board, Case, CheckedCase]:
        return self.meeting, self.board, self.case, self.checked

    def but(self, **changes: object) -> "Prepared":
        """Return the same with a meeting that differs."""
        meeting = Meeting.model_validate(self.meeting.model_dump() | changes)
        return Prepared(meeting, self.board, self.case, self.checked)

    def with_records(self, *records: Record) -> "Prepared":
        """Return the same with other records, checked again."""
        case = self.case.model_copy(update={"records": records})
        checked = check_timeframes(case, self.board, self.checked.checked_on)
        return Prepared(self.meeting, self.board, case, checked)


@cache
def board(key: str) -> Board:
    return load_board(ROOT / "forms" / key)


@cache
def prepare(name: str) -> Prepared:
    path = MEETINGS / f"{name}.toml"
    meeting = read_meeting(path)
    case, _ = read_case(meeting, path.parent)
    held = board(meeting.board)
    return Prepared(meeting, held, case, check_timeframes(case, held, DAY_OF_CHECK[name]))


def mscb() -> Prepared:
    """Return MSCB's case progression meeting, after it was held."""
    return prepare("mscb-2024-017")


def moray() -> Prepared:
    """Return Moray's stage 2 meeting, before it is held."""
    return prepare("mor-2024-031")


def make_record(
    prepared: Prepared, form_key: str, values: dict[str, JsonValue], **fields: FieldReading
) -> Record:
    """Return a record of a form with those values, as if read from a Word file."""
    form = prepared.board.form(form_key)
    given: dict[str, JsonValue] = {"case_reference": prepared.case.reference, **values}
    read = {
        box.name: FieldReading(
            raw=value, value=value, origin="control", sure=True, place="table 1, row 1, cell 2"
        )
        for box in form_boxes(form)
        if isinstance(value := given.get(box.name), str)
    }
    return Record(
        id="0123456789ab",
        form=form.reference,
        case=case_of(given),
        source=Source(path="returns/made up.docx", sha256="0" * 64),
        state=State.REVIEW,
        values=given,
        fields=read | fields,
    )


@cache
def pages_of(content: bytes) -> tuple[str, ...]:
    """Return the text of each page of a PDF, its white space single and its invisible break points gone."""
    return tuple(squeeze(page.extract_text()) for page in PdfReader(io.BytesIO(content)).pages)


def text_of(content: bytes) -> str:
    """Return all the text of a PDF, with what stands at the head and foot of its pages."""
    return " ".join(pages_of(content))


def body_of(pages: Iterable[str], prepared: Prepared) -> str:
    """Return the text of the pages of a pack without what stands at head and foot, nor any white space."""
    head = f"{prepared.case.reference}{prepared.board.marking}"
    day = without_spaces(say_short(prepared.meeting.date))
    as_of = say_short(prepared.checked.checked_on)
    says = "Papers and minutes" if is_over(prepared.meeting) else "Papers for the meeting"
    foot = without_spaces(f"{says}, as of {as_of} {prepared.board.name}")
    texts = (without_spaces(page).removeprefix(head).removeprefix(day) for page in pages)
    return "".join(re.sub(r"^·?(Draft|Final)", "", text.rpartition(foot)[0]) for text in texts)


def squeeze(text: str) -> str:
    return " ".join(text.replace("\u200b", "").split())


def without_spaces(text: str) -> str:
    """Return a text as it can be looked for in a page, whatever line it was broken at."""
    return "".join(text.replace("\u200b", "").split())
