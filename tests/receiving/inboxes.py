"""Made-up inboxes: returns as files, in messages and in zip folders, and whatever else lies among them."""

import datetime as dt
import io
import sqlite3
import zipfile
from collections.abc import Sequence
from contextlib import closing
from email.message import EmailMessage
from email.utils import format_datetime
from functools import cache
from pathlib import Path

from boardforms.blanks import Format, render
from boardforms.catalogue import Catalogue, load_catalogue
from boardforms.receiving.arrivals import Folders
from boardforms.receiving.current import records_of
from boardforms.receiving.journal import open_journal
from boardforms.receiving.receive import Progress, receive
from boardforms.receiving.sums import Sums, sum_up
from docgen import render_word
from escalation.boxes import Answers
from escalation.records import Record

NOON = dt.datetime(2024, 6, 14, 12, tzinfo=dt.UTC)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

OUTCOMES = (
    """SELECT key, done, place, role, arrival.shown, reference, sha256, state, finding, received, sent, message
       FROM arrival JOIN delivery ON delivery.id = delivery ORDER BY key, place""",
    "SELECT sha256, outcome, standing, settled, compared FROM content ORDER BY sha256",
    "SELECT key, sha256, matter, as_read, as_decided FROM record ORDER BY key",
    "SELECT later, earlier, verdict FROM correction ORDER BY later, earlier",
)
"""All that a journal says, but when it was said."""


@cache
def catalogue() -> Catalogue:
    return load_catalogue()


def answers(case: str, **more: object) -> dict[str, object]:
    """Return answers enough for a complete dates sheet of Moray's, in a made-up case."""
    whole = {
        "case_reference": case,
        "initial_outcome": "continues",
        "initial_discussion_on": "2024-05-23",
        "initial_record_sent_on": "2024-05-24",
        "stage_1_escalated_on": "2024-05-24",
        "completed_by": {"name": "Worker One", "role": "Health Visitor", "agency": "Health"},
        "completed_on": "2024-06-04",
    }
    return {**whole, **more}


@cache
def blank_pdf() -> bytes:
    board = catalogue().board("moray")
    return render(board.form("dates-sheet"), board, Format.PDF).content


@cache
def sheet(case: str, **more: object) -> bytes:
    """Return a dates sheet as a Word file."""
    board = catalogue().board("moray")
    given: Answers = answers(case, **more)  # type: ignore[assignment]  # made of what the form asks
    return render_word(board.form("dates-sheet"), board, given).content


def letter(
    *attached: tuple[str, bytes],
    sent: dt.datetime = NOON,
    number: int = 1,
    sender: str = "Worker One",
    text: str = "\n",
) -> bytes:
    """Return a message with files attached to it, and with text of its own where any is given."""
    message = EmailMessage()
    message["From"] = f"{sender} <worker@example.org>"
    message["To"] = "returns@example.org"
    message["Subject"] = "The form"
    message["Date"] = format_datetime(sent)
    message["Message-ID"] = f"<{number}@example.org>"
    message.set_content(text)
    for name, data in attached:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def zipped(members: Sequence[tuple[str, bytes]]) -> bytes:
    """Return a zip folder, the same bytes each time."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name, (2024, 6, 14, 12, 0, 0)), data)
    return written.getvalue()


def fill_inbox(folder: Path) -> Path:
    """Make an inbox with something of everything, and return it."""
    folder.mkdir(parents=True)
    first, second, third = (sheet(f"MOR-2024-10{number}") for number in range(3))
    later = NOON + dt.timedelta(days=3)
    corrected = sheet("MOR-2024-100", stage_1_escalated_on="2024-05-28")
    held: dict[str, bytes] = {
        "01.docx": first,
        "02.pdf": blank_pdf(),
        "03.eml": letter(("sheet.docx", second), ("again.docx", first)),
        "04.eml": letter(("sheet.docx", corrected), sent=later, number=2),
        "05.zip": zipped([("a.docx", third), ("b.docx", second), ("notes.txt", b"notes")]),
        "06.eml": letter(number=3),
        "07.docx": first[: len(first) // 2],
        "08.txt": b"not a form",
        "09.docx": b"",
        "10.eml": letter(("in.eml", letter(("deep.docx", sheet("MOR-2024-104")), number=4)), number=5),
    }
    for number in range(11, 20):
        held[f"{number}.docx"] = sheet(f"MOR-2024-1{number}")
    for name, data in held.items():
        (folder / name).write_bytes(data)
    return folder


def receive_into(
    journal: Path, *sources: Path, received: dt.date | None = None, workers: int = 0
) -> Progress:
    """Receive files and folders into a journal, as the command does."""
    with open_journal(journal, make=True) as opened:
        inbox = Folders(sources, received)
        return receive(inbox, opened, catalogue(), workers, NOON, lambda _: None)


def records_in(journal: Path, *, every: bool = False) -> list[Record]:
    """Return the records that a journal gives."""
    with open_journal(journal) as opened:
        return list(records_of(opened, every=every))


def sums_of(journal: Path) -> Sums:
    """Return the sums of a journal, which add up."""
    with open_journal(journal) as opened:
        sums = sum_up(opened)
    assert sums.add_up
    return sums


def codes_of(record: Record) -> list[str]:
    """Return the codes of what was found about a record."""
    return [finding.code for finding in record.findings]


def outcomes(journal: Path) -> list[list[tuple[object, ...]]]:
    """Return all that a journal says, its database whole."""
    with closing(sqlite3.connect(journal / "journal.sqlite")) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        return [database.execute(question).fetchall() for question in OUTCOMES]
