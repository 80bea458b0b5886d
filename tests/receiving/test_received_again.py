"""The same source received again: named otherwise, with its day, or after the mail program wrote into it."""

import datetime as dt
import os
import shutil
from pathlib import Path

import pytest

from boardforms.cli import run
from boardforms.errors import ExitCode
from boardforms.receiving.journal import open_journal
from boardforms.receiving.quarantine import Held, quarantined, settle
from boardforms.receiving.releasing import find_kept
from tests.receiving.inboxes import NOON, codes_of, letter, receive_into, records_in, sheet, sums_of, zipped

JUNE_10, JUNE_14, JUNE_15 = (dt.date(2024, 6, day) for day in (10, 14, 15))
"""The 14th is `NOON`'s, the day on which `receive_into` takes things in."""


def held_in(journal: Path) -> list[Held]:
    with open_journal(journal) as opened:
        return list(quarantined(opened))


def settle_all(journal: Path) -> None:
    with open_journal(journal) as opened:
        settle(opened, list(quarantined(opened)), "only thanks", "A. Person", NOON)


def test_the_day_can_be_given_afterwards_for_what_came_on_an_unknown_one(tmp_path: Path) -> None:
    inbox, journal = tmp_path / "inbox", tmp_path / "journal"
    inbox.mkdir()
    (inbox / "1.docx").write_bytes(sheet("MOR-2024-701"))
    (inbox / "2.zip").write_bytes(zipped([("a.docx", sheet("MOR-2024-702"))]))
    undated = letter(("f.docx", sheet("MOR-2024-703"))).replace(b"Date:", b"X-Date:")
    (inbox / "3.eml").write_bytes(undated)
    (inbox / "4.eml").write_bytes(letter(("f.docx", sheet("MOR-2024-704")), number=4))
    receive_into(journal, inbox)
    assert [record.source.received for record in records_in(journal)] == [None, None, None, JUNE_14]
    progress = receive_into(journal, inbox, received=JUNE_10)
    assert (progress.taken, progress.known, progress.read) == (3, 1, 0)
    records = records_in(journal)
    assert [record.source.received for record in records] == [JUNE_10, JUNE_10, JUNE_10, JUNE_14]
    assert [codes_of(record) for record in records] == [[]] * 4, "the day is not asked for any more"
    assert sums_of(journal).arrivals == 6
    assert receive_into(journal, inbox, received=JUNE_10).known == 4


@pytest.mark.parametrize("changed", [False, True])
def test_a_day_after_the_one_on_which_a_file_was_taken_in_is_not_its_day(
    tmp_path: Path, changed: bool
) -> None:
    """Whoever gives each day's date for a folder in which old files stay says nothing of those."""
    journal, old = tmp_path / "journal", tmp_path / "old.docx"
    old.write_bytes(sheet("MOR-2024-701"))
    receive_into(journal, old)
    if changed:
        os.utime(old, (0, 0))
    receive_into(journal, old, received=JUNE_15)
    assert [record.source.received for record in records_in(journal)] == [None]


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_folder_named_in_another_way_is_the_same_folder(tmp_path: Path) -> None:
    inbox, journal = tmp_path / "inbox", tmp_path / "journal"
    inbox.mkdir()
    (inbox / "1.docx").write_bytes(sheet("MOR-2024-701"))
    (tmp_path / "drive").symlink_to(inbox)
    receive_into(journal, inbox)
    for named in (inbox / ".." / "inbox", tmp_path / "drive"):
        assert receive_into(journal, named).known == 1
    assert sums_of(journal).arrivals == 1


def test_a_message_that_was_settled_stays_so_when_a_mail_program_notes_that_it_was_read(
    tmp_path: Path,
) -> None:
    """Thunderbird changes a header within its mbox."""
    mbox, journal = tmp_path / "Inbox", tmp_path / "journal"
    thanks = letter(text="Thanks!").replace(b"\n", b"\r\n")
    mbox.write_bytes(b"From - Fri Jun 14 10:00:00 2024\r\nX-Mozilla-Status: 0000\r\n" + thanks)
    receive_into(journal, mbox)
    settle_all(journal)
    mbox.write_bytes(mbox.read_bytes().replace(b"Status: 0000", b"Status: 0001"))
    assert receive_into(journal, mbox).taken == 1
    assert held_in(journal) == []
    assert sums_of(journal).unopened == sums_of(journal).settled == 2


def test_a_message_that_was_settled_stays_so_when_its_file_is_renamed(tmp_path: Path) -> None:
    """A Maildir renames a message that was read."""
    box, journal = tmp_path / "box", tmp_path / "journal"
    for folder in ("cur", "new", "tmp"):
        (box / folder).mkdir(parents=True)
    (box / "new" / "1.host").write_bytes(letter(text="Thanks!"))
    receive_into(journal, box)
    shutil.move(box / "new" / "1.host", box / "cur" / "1.host:2,S")
    receive_into(journal, box)
    assert len(held_in(journal)) == 2, "nobody has dealt with it yet"
    with open_journal(journal) as opened:
        settle(opened, list(quarantined(opened))[:1], "only thanks", "A. Person", NOON)
    assert held_in(journal) == []


@pytest.mark.parametrize(
    "other", [letter(text="Thanks!", number=2), letter(text="Thanks!").replace(b"Message-ID", b"X-ID")]
)
def test_another_message_in_its_place_is_asked_about_under_an_id_of_its_own(
    tmp_path: Path, other: bytes
) -> None:
    mail, journal = tmp_path / "1.eml", tmp_path / "journal"
    first = letter(text="Thanks!")
    mail.write_bytes(first.replace(b"Message-ID", b"X-ID") if b"X-ID" in other else first)
    receive_into(journal, mail)
    settle_all(journal)
    mail.write_bytes(other + b"\nAnd more")
    receive_into(journal, mail)
    [held] = held_in(journal)
    with open_journal(journal) as opened:
        assert find_kept(opened, held.id).sha256 == held.sha256


def test_of_a_message_with_two_locked_files_each_is_settled_by_itself(tmp_path: Path) -> None:
    locked = zipped([("a.txt", b"a")])
    locked = locked.replace(b"PK\x03\x04\x14\x00\x00", b"PK\x03\x04\x14\x00\x01").replace(
        b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"
    )
    (tmp_path / "1.eml").write_bytes(letter(("a.zip", locked), ("b.zip", locked)))
    receive_into(tmp_path / "journal", tmp_path / "1.eml")
    first, second = held_in(tmp_path / "journal")
    with open_journal(tmp_path / "journal") as opened:
        settle(opened, [first], "asked for another", "A. Person", NOON)
    assert held_in(tmp_path / "journal") == [second]


def test_messages_without_a_form_are_copied_out_and_settled_together(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inbox, out = tmp_path / "inbox", tmp_path / "out"
    inbox.mkdir()
    out.mkdir()
    for number in range(3):
        (inbox / f"{number}.eml").write_bytes(letter(text="Thanks!", number=number))
    (inbox / "3.docx").write_bytes(b"")
    journal = ["--journal", str(tmp_path / "journal")]
    run(["receive", str(inbox), *journal, "--workers", "0"])
    assert run(["quarantine", *journal]) == ExitCode.NEEDS_A_PERSON
    assert "boardforms release --without-form --settled" in capsys.readouterr().err
    together = ["release", "--without-form", *journal, "--settled", "all read"]
    assert run([*together, "--to", str(out / "one.eml")]) == ExitCode.WRONG_USAGE
    assert run([*together, "--to", str(out)]) == ExitCode.WELL
    assert "3 things settled." in capsys.readouterr().err
    assert len(list(out.glob("*.eml"))) == 3
    [left] = held_in(tmp_path / "journal")
    assert left.findings[0].code == "empty-file"


def test_several_are_settled_at_once_by_their_ids(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(f"no form {name}")
    journal = tmp_path / "journal"
    receive_into(journal, tmp_path / "a.txt", tmp_path / "b.txt")
    ids = [one.id for one in held_in(journal)]
    assert run(["release", *ids, "--journal", str(journal), "--settled", "notes"]) == ExitCode.WELL
    assert "2 things settled." in capsys.readouterr().err
    assert held_in(journal) == []


@pytest.mark.parametrize("command", [["parse"], ["receive", "--journal", "journal"]])
def test_nothing_can_have_come_on_a_day_after_today(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*command, str(tmp_path), "--received", "31/12/2999"]) == ExitCode.WRONG_USAGE
    assert "is after today" in capsys.readouterr().err
