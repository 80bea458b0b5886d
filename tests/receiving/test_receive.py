"""Whatever comes in is in the journal once, with what became of it, and the sums add up."""

import datetime as dt
import errno
import mailbox
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from boardforms.catalogue import Catalogue
from boardforms.cli.progress import describe
from boardforms.errors import CannotWork, Unusable
from boardforms.receiving import journal as journals
from boardforms.receiving import receive as receiving
from boardforms.receiving.arrivals import Delivery, Folders
from boardforms.receiving.journal import Journal, open_journal
from boardforms.receiving.opening import Opened, begin_opening
from boardforms.receiving.quarantine import quarantined
from boardforms.receiving.reading import MOST_ATTEMPTS, Outcome, begin_reading
from boardforms.receiving.receive import Progress, receive
from boardforms.receiving.shelf import Shelf
from escalation.records import State
from parsers.mail import Piece
from tests.receiving.inboxes import (
    NOON,
    catalogue,
    codes_of,
    fill_inbox,
    letter,
    outcomes,
    receive_into,
    records_in,
    sheet,
    sums_of,
    zipped,
)

JUNE_14 = dt.date(2024, 6, 14)


def test_everything_in_an_inbox_is_accounted_for(tmp_path: Path) -> None:
    receive_into(tmp_path / "journal", fill_inbox(tmp_path / "inbox"))
    sums = sums_of(tmp_path / "journal")
    assert (sums.deliveries, sums.arrivals, sums.returns, sums.copies, sums.unopened) == (19, 27, 17, 2, 3)
    assert sums.ignored == {"message-blank": 5}
    assert sums.standings == {"complete": 13, "review": 1, "refused": 2, "superseded": 1}


def test_a_return_keeps_the_message_that_brought_it(tmp_path: Path) -> None:
    (tmp_path / "1.eml").write_bytes(letter(("sheet.docx", sheet("MOR-2024-201"))))
    receive_into(tmp_path / "journal", tmp_path / "1.eml", received=dt.date(2024, 7, 1))
    [record] = records_in(tmp_path / "journal")
    assert record.source.received == JUNE_14, (
        "the message's own day, not the one given for files without a message"
    )
    assert record.source.message is not None
    assert (record.source.message.id, record.source.message.sender) == (
        "<1@example.org>",
        "worker@example.org",
    )
    assert record.source.path.endswith("1.eml › sheet.docx")


def test_a_file_that_no_message_brought_came_on_the_day_given(tmp_path: Path) -> None:
    (tmp_path / "1.docx").write_bytes(sheet("MOR-2024-202"))
    receive_into(tmp_path / "journal", tmp_path / "1.docx", received=JUNE_14)
    [record] = records_in(tmp_path / "journal")
    assert record.source.received == JUNE_14


@pytest.mark.parametrize("order", [(1, 2), (2, 1)])
def test_the_same_content_twice_is_one_return_as_it_first_came(
    tmp_path: Path, order: tuple[int, int]
) -> None:
    form = sheet("MOR-2024-203")
    for name, days in zip(order, (0, 3), strict=True):
        sent = NOON + dt.timedelta(days=days)
        (tmp_path / f"{name}.eml").write_bytes(letter(("sheet.docx", form), sent=sent, number=name))
    receive_into(tmp_path / "journal", tmp_path / "1.eml", tmp_path / "2.eml")
    [record] = records_in(tmp_path / "journal")
    assert record.source.received == JUNE_14
    assert codes_of(record) == ["received-again"]
    assert (sums_of(tmp_path / "journal").returns, sums_of(tmp_path / "journal").copies) == (1, 1)


def test_received_again_nothing_is_read_twice_and_nothing_new_is_missed(tmp_path: Path) -> None:
    inbox, journal = fill_inbox(tmp_path / "inbox"), tmp_path / "journal"
    first = receive_into(journal, inbox)
    before = sums_of(journal)
    again = receive_into(journal, inbox)
    assert (first.taken, again.taken, again.known, again.read) == (19, 0, 19, 0)
    assert sums_of(journal) == before
    (inbox / "20.docx").write_bytes(sheet("MOR-2024-204"))
    assert receive_into(journal, inbox).read == 1
    assert sums_of(journal).returns == before.returns + 1


def test_a_file_that_changed_where_it_lies_is_another_return(tmp_path: Path) -> None:
    journal, file = tmp_path / "journal", tmp_path / "1.docx"
    for case in ("MOR-2024-205", "MOR-2024-206"):
        file.write_bytes(sheet(case))
        receive_into(journal, file)
    assert [record.case for record in records_in(journal)] == ["MOR-2024-205", "MOR-2024-206"]


def test_messages_of_an_mbox_and_of_a_maildir_come_one_by_one(tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "mail.mbox")
    folder = mailbox.Maildir(tmp_path / "Maildir")
    for number in range(3):
        form = sheet(f"MOR-2024-30{number}")
        box.add(letter(("sheet.docx", form), number=number))
        folder.add(letter(("sheet.docx", form), number=number))
    box.close()
    receive_into(tmp_path / "journal", tmp_path / "mail.mbox", tmp_path / "Maildir")
    sums = sums_of(tmp_path / "journal")
    assert (sums.deliveries, sums.returns, sums.copies) == (6, 3, 3)
    assert [record.case for record in records_in(tmp_path / "journal")] == [
        f"MOR-2024-30{n}" for n in range(3)
    ]


def test_an_mbox_that_grew_brings_only_what_is_new(tmp_path: Path) -> None:
    for number in range(2):
        box = mailbox.mbox(tmp_path / "mail.mbox")
        box.add(letter(("sheet.docx", sheet(f"MOR-2024-31{number}")), number=number))
        box.close()
        receive_into(tmp_path / "journal", tmp_path / "mail.mbox")
    sums = sums_of(tmp_path / "journal")
    assert (sums.deliveries, sums.returns, sums.copies) == (2, 2, 0)


@pytest.mark.parametrize(
    "name",
    [
        "../../outside.docx",
        "/outside.docx",
        "..\\..\\outside.docx",
        "C:\\outside.docx",
        "a\x00b.docx",
        "." * 300,
    ],
)
def test_no_name_from_outside_is_a_path(tmp_path: Path, name: str) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "1.zip").write_bytes(zipped([(name, sheet("MOR-2024-207"))]))
    message = letter(("x.docx", sheet("MOR-2024-208"))).replace(b'"x.docx"', b'"' + name.encode() + b'"')
    (inbox / "2.eml").write_bytes(message)
    receive_into(tmp_path / "here" / "journal", inbox)
    assert {path.name for path in tmp_path.iterdir()} == {"inbox", "here"}
    assert {path.name for path in (tmp_path / "here").iterdir()} == {"journal"}
    for file in (tmp_path / "here" / "journal" / "files").glob("*/*"):
        assert file.name.startswith(file.parent.name)
        assert len(file.name) == 64
    sums_of(tmp_path / "here" / "journal")


def test_a_source_that_vanishes_is_not_opened_and_is_read_when_it_is_there_again(tmp_path: Path) -> None:
    journal, file = tmp_path / "journal", tmp_path / "1.docx"
    receive_into(journal, file)
    [record] = records_in(journal)
    assert (record.state, codes_of(record)) == (State.FAILED, ["cannot-open"])
    assert sums_of(journal).unopened == 1
    file.write_bytes(sheet("MOR-2024-209"))
    receive_into(journal, file)
    assert (sums_of(journal).unopened, sums_of(journal).returns) == (0, 1)


def test_links_that_lead_in_circles_or_nowhere_are_counted_and_stop_nothing(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "round").symlink_to(inbox)
    (inbox / "nowhere.docx").symlink_to(tmp_path / "gone.docx")
    (inbox / "z.docx").write_bytes(sheet("MOR-2024-210"))
    receive_into(tmp_path / "journal", inbox)
    sums = sums_of(tmp_path / "journal")
    assert (sums.returns, sums.unopened) == (1, 2)


@pytest.mark.parametrize("workers", [0, 1])
def test_a_disk_that_is_full_stops_the_run_and_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    inbox, journal = fill_inbox(tmp_path / "inbox"), tmp_path / "journal"
    with monkeypatch.context() as full:
        full.setattr(receiving, "begin_opening", begin_without_room)
        with pytest.raises(CannotWork, match=r"cannot be kept in .*No space left on device"):
            receive_into(journal, inbox, workers=workers)
    assert sums_of(journal).arrivals == 0
    receive_into(journal, inbox)
    assert sums_of(journal).arrivals == 27


class FullShelf(Shelf):
    """A shelf on a disk that has no room."""

    def keep(self, data: bytes) -> str:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), len(data))


def begin_without_room(shelf: Shelf) -> Callable[[Delivery], Opened]:
    return begin_opening(FullShelf(shelf.folder))


def test_a_journal_that_cannot_be_written_to_is_said(tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    receive_into(journal, fill_inbox(tmp_path / "inbox"))
    with pytest.raises(CannotWork, match=r"could not be used .*full"), open_journal(journal) as opened:
        write_more_than_fits(opened)
    assert sums_of(journal).returns == 17, "what was gathered when it failed is left out whole"


def write_more_than_fits(journal: Journal) -> None:
    journal.database.execute("PRAGMA max_page_count = 1")
    for number in range(10_000):
        journal.change("INSERT INTO content (sha256) VALUES (?)", f"{number:064}")


def test_two_runs_at_once_are_said_plainly(tmp_path: Path) -> None:
    said = "another boardforms command is using the journal"
    with open_journal(tmp_path, make=True), pytest.raises(CannotWork, match=said):
        receive_into(tmp_path, tmp_path / "gone")
    receive_into(tmp_path, tmp_path / "gone")


def test_a_journal_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    with open_journal(tmp_path, make=True) as opened:
        opened.database.execute("PRAGMA user_version = 3")
    with pytest.raises(Unusable, match="newer version of boardforms"), open_journal(tmp_path):
        pass


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "journal.sqlite") as database:
        database.execute("CREATE TABLE one (two)")
    database.close()
    before = (tmp_path / "journal.sqlite").read_bytes()
    with pytest.raises(Unusable, match="not a journal"), open_journal(tmp_path, make=True):
        pass
    assert (tmp_path / "journal.sqlite").read_bytes() == before


def test_a_file_that_is_no_database_is_said(tmp_path: Path) -> None:
    (tmp_path / "journal.sqlite").write_bytes(b"not a database" * 100)
    with pytest.raises(CannotWork, match="cannot be opened"), open_journal(tmp_path):
        pass


def test_a_content_whose_reading_ended_the_program_each_time_is_given_up(tmp_path: Path) -> None:
    journal, file = tmp_path / "journal", tmp_path / "1.docx"
    file.write_bytes(sheet("MOR-2024-211"))
    shelf = Shelf(journal)
    with open_journal(journal, make=True):
        digest = shelf.keep(file.read_bytes())
        for _ in range(MOST_ATTEMPTS):
            shelf.begin(digest)
    receive_into(journal, file)
    [record] = records_in(journal)
    assert (record.state, codes_of(record)) == (State.FAILED, ["gave-up"])
    assert shelf.begun(digest) == 0


def test_a_content_that_was_begun_before_is_read_all_the_same(tmp_path: Path) -> None:
    journal, file = tmp_path / "journal", tmp_path / "1.docx"
    file.write_bytes(sheet("MOR-2024-212"))
    with open_journal(journal, make=True) as opened:
        digest = opened.shelf.keep(file.read_bytes())
        for _ in range(MOST_ATTEMPTS - 1):
            opened.shelf.begin(digest)
    receive_into(journal, file)
    assert [record.state for record in records_in(journal)] == [State.COMPLETE]
    assert not list((journal / "begun").iterdir())


def test_what_is_kept_and_was_changed_since_is_never_read(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.set_up()
    digest = shelf.keep(b"one")
    shelf.path_of(digest).write_bytes(b"two")
    with pytest.raises(OSError, match="no longer"):
        shelf.read(digest)


def begin_reading_or_crash(boards: Catalogue, shelf: Shelf) -> Callable[[str], Outcome]:
    return partial(read_or_crash, read=begin_reading(boards, shelf), shelf=shelf)


def read_or_crash(sha256: str, read: Callable[[str], Outcome], shelf: Shelf) -> Outcome:
    """Stand in for the reader: one content ends its process."""
    if shelf.read(sha256) == b"ends whoever reads it":
        shelf.begin(sha256)
        os._exit(3)
    return read(sha256)


def begin_opening_or_crash(shelf: Shelf) -> Callable[[Delivery], Opened]:
    return partial(open_or_crash, open_it=begin_opening(shelf))


def open_or_crash(delivery: Delivery, open_it: Callable[[Delivery], Opened]) -> Opened:
    """Stand in for the opener: one delivery ends its process."""
    if delivery.piece.read() == b"ends whoever opens it":
        os._exit(3)
    return open_it(delivery)


def test_a_file_that_ends_its_reader_or_its_opener_has_failed_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox, journal = tmp_path / "inbox", tmp_path / "journal"
    inbox.mkdir()
    for name, content in {
        "1.docx": sheet("MOR-2024-214"),
        "2.docx": b"ends whoever reads it",
        "3.eml": b"ends whoever opens it",
        "4.docx": sheet("MOR-2024-215"),
    }.items():
        (inbox / name).write_bytes(content)
    monkeypatch.setattr(receiving, "begin_reading", begin_reading_or_crash)
    monkeypatch.setattr(receiving, "begin_opening", begin_opening_or_crash)
    receive_into(journal, inbox, workers=1)
    found = {
        Path(record.source.path).name: (record.state, codes_of(record)) for record in records_in(journal)
    }
    crashed = (State.FAILED, ["reader-crashed"])
    whole: tuple[State, list[str]] = (State.COMPLETE, [])
    assert found == {"1.docx": whole, "2.docx": crashed, "3.eml": crashed, "4.docx": whole}
    assert not list((journal / "begun").iterdir())
    with open_journal(journal) as opened:
        [unopened] = [held for held in quarantined(opened) if held.arrival is not None]
        assert opened.shelf.read(unopened.sha256) == b"ends whoever opens it", (
            "it is kept, unopened, for a person"
        )


class Mailbox:
    """An inbox that counts what it is told, as one over the network would move messages."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.finished: list[str] = []
        self.breaks_at = ""

    def deliveries(self) -> Iterator[Delivery]:
        for path in sorted(self.folder.iterdir()):
            if path.name not in self.finished:
                yield Delivery(path.name, path.name, Piece(path, path.name), fingerprint="1")

    def finish(self, key: str) -> None:
        if key == self.breaks_at:
            raise CannotWork("the line is dead")
        self.finished.append(key)


def test_a_mailbox_is_told_last_and_again_where_it_did_not_hear(tmp_path: Path) -> None:
    inbox, journal = fill_inbox(tmp_path / "inbox"), tmp_path / "journal"
    box = Mailbox(inbox)
    box.breaks_at = "05.zip"

    def run() -> None:
        with open_journal(journal, make=True) as opened:
            receive(box, opened, catalogue(), 0, NOON, lambda _: None)

    with pytest.raises(CannotWork, match="the line is dead"):
        run()
    assert box.finished == ["01.docx", "02.pdf", "03.eml", "04.eml"]
    before = sums_of(journal)
    assert "waiting" not in before.standings, "all is in the journal before the mailbox hears of anything"
    box.breaks_at = ""
    run()
    assert sorted(set(box.finished)) == sorted(path.name for path in inbox.iterdir())
    assert sums_of(journal) == before


class Crash(BaseException):
    """The end of a process, where it happens."""


def test_a_run_that_ends_at_any_change_goes_on_from_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    form, other = sheet("MOR-2024-213"), sheet("MOR-2024-213", stage_1_escalated_on="2024-05-28")
    (inbox / "1.eml").write_bytes(letter(("a.docx", form)))
    (inbox / "2.eml").write_bytes(letter(("b.docx", other), sent=NOON + dt.timedelta(days=1), number=2))
    (inbox / "3.zip").write_bytes(zipped([("c.docx", form), ("d.txt", b"not a form")]))
    receive_into(tmp_path / "quiet", inbox)
    expected, journal = outcomes(tmp_path / "quiet"), tmp_path / "journal"
    monkeypatch.setattr(journals, "_TOGETHER", 0.0)
    really, ended_at = Journal.change, 0
    while True:
        left = ended_at = ended_at + 2

        def change(self: Journal, statement: str, *values: object) -> sqlite3.Cursor:
            nonlocal left
            left -= 1
            if left == 0:
                raise Crash
            return really(self, statement, *values)

        with monkeypatch.context() as patch, suppress(Crash):
            patch.setattr(Journal, "change", change)
            receive_into(journal, inbox)
            break
        receive_into(journal, inbox)
        assert outcomes(journal) == expected, f"ended at change {ended_at}"
        shutil.rmtree(journal)
    assert ended_at > 30


def test_progress_is_told_as_it_goes(tmp_path: Path) -> None:
    told: list[Progress] = []
    with open_journal(tmp_path / "journal", make=True) as opened:
        inbox = Folders((fill_inbox(tmp_path / "inbox"),))
        receive(inbox, opened, catalogue(), 0, NOON, lambda progress: told.append(replace(progress)))
    assert [each.taken for each in told[:19]] == list(range(1, 20))
    assert [each.read for each in told[19:]] == list(range(1, 18))
    assert (told[-1].total, told[-1].refused, told[-1].failed) == (17, 2, 0)
    assert describe(told[-1], 12.4) == "Reading: 17 of 17, 12/s, 2 refused, 0 failed"
    assert describe(told[0], 3) == "Taking in: 1 file or message, 1 thing in them, 3/s"
