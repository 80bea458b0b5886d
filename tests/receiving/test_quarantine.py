"""What was refused or failed is listed with what to do, and can be read again, taken out, or settled."""

from dataclasses import replace
from pathlib import Path

import pytest

from boardforms.catalogue import load_catalogue
from boardforms.errors import WrongUsage
from boardforms.receiving.journal import open_journal
from boardforms.receiving.quarantine import Held, find_held, quarantined, retry, settle
from boardforms.receiving.releasing import find_kept, release
from boardforms.receiving.shelf import Shelf
from docgen import render_word
from escalation.records import State
from tests.receiving.inboxes import NOON, catalogue, fill_inbox, letter, receive_into, records_in, sums_of

OWN_BOARDS = Path(__file__).parents[1] / "boards"


def held_in(journal: Path) -> list[Held]:
    with open_journal(journal) as opened:
        return list(quarantined(opened))


def test_what_was_refused_or_failed_is_listed_with_its_reason(tmp_path: Path) -> None:
    receive_into(tmp_path / "journal", fill_inbox(tmp_path / "inbox"))
    held = held_in(tmp_path / "journal")
    assert [(Path(one.shown).name, one.state, one.findings[0].code) for one in held] == [
        ("05.zip › notes.txt", State.REFUSED, "other-format"),
        ("08.txt", State.REFUSED, "other-format"),
        ("06.eml", State.REFUSED, "message-without-form"),
        ("07.docx", State.FAILED, "damaged"),
        ("09.docx", State.REFUSED, "empty-file"),
    ]
    assert len({one.id for one in held}) == len(held)


def test_a_return_on_a_board_that_was_missing_is_read_when_its_folder_is_there(tmp_path: Path) -> None:
    own = load_catalogue(OWN_BOARDS)
    board = own.board("dyffryn")
    (tmp_path / "1.docx").write_bytes(render_word(board.form("every-kind"), board, {}).content)
    journal = tmp_path / "journal"
    receive_into(journal, tmp_path / "1.docx")
    assert [finding.code for one in held_in(journal) for finding in one.findings] == ["unknown-form"]
    with open_journal(journal) as opened:
        progress = retry(opened, quarantined(opened), own, 0, NOON, lambda _: None)
    assert (progress.read, held_in(journal)) == (1, [])
    assert [record.state for record in records_in(journal)] == [State.REVIEW]


def test_what_was_not_opened_is_opened_again_from_what_was_kept(tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    receive_into(journal, fill_inbox(tmp_path / "inbox"))
    before, held = sums_of(journal), held_in(journal)
    with open_journal(journal) as opened:
        retry(opened, held, catalogue(), 0, NOON, lambda _: None)
    assert sums_of(journal) == before
    assert [replace(one, arrival=None) for one in held_in(journal)] == [
        replace(one, arrival=None) for one in held
    ]


def test_of_what_nothing_was_kept_only_the_source_can_be_received_again(tmp_path: Path) -> None:
    receive_into(tmp_path / "journal", tmp_path / "gone.docx")
    with open_journal(tmp_path / "journal") as opened:
        [held] = quarantined(opened)
        with pytest.raises(WrongUsage, match="boardforms receive"):
            retry(opened, [held], catalogue(), 0, NOON, lambda _: None)
        with pytest.raises(WrongUsage, match="lies where it came from"):
            release(opened, find_kept(opened, held.id), tmp_path / "out")


def test_a_file_is_released_as_it_came_and_never_over_another(tmp_path: Path) -> None:
    (tmp_path / "1.docx").write_bytes(b"not a form")
    receive_into(tmp_path / "journal", tmp_path / "1.docx")
    with open_journal(tmp_path / "journal") as opened:
        [held] = quarantined(opened)
        release(opened, find_kept(opened, held.id), tmp_path / "out.docx")
        assert (tmp_path / "out.docx").read_bytes() == b"not a form"
        with pytest.raises(WrongUsage, match="is there already"):
            release(opened, find_kept(opened, held.id), tmp_path / "out.docx")


def test_of_a_message_without_a_form_the_message_is_released(tmp_path: Path) -> None:
    (tmp_path / "1.eml").write_bytes(letter())
    receive_into(tmp_path / "journal", tmp_path / "1.eml")
    with open_journal(tmp_path / "journal") as opened:
        [held] = quarantined(opened)
        release(opened, find_kept(opened, held.id), tmp_path / "out.eml")
    assert (tmp_path / "out.eml").read_bytes() == letter()


def test_what_is_settled_leaves_the_quarantine_and_stays_in_the_journal(tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    receive_into(journal, fill_inbox(tmp_path / "inbox"))
    with open_journal(journal) as opened:
        settle(opened, list(quarantined(opened)), "typed in by hand", "A. Person", NOON)
    assert held_in(journal) == []
    sums = sums_of(journal)
    assert (sums.standings["settled"], sums.settled) == (2, 3)
    assert all(record.state in {State.COMPLETE, State.REVIEW} for record in records_in(journal))
    assert len(records_in(journal, every=True)) == sums.records + sums.unopened
    receive_into(journal, tmp_path / "inbox")
    assert held_in(journal) == [], "received again, it stays settled"


def test_an_id_that_is_not_there_and_one_that_is_not_enough_are_said(tmp_path: Path) -> None:
    receive_into(tmp_path / "journal", fill_inbox(tmp_path / "inbox"))
    with open_journal(tmp_path / "journal") as opened:
        with pytest.raises(WrongUsage, match="ffff is not in quarantine"):
            find_held(opened, ["ffff"])
        with pytest.raises(WrongUsage, match="may be any of 5"):
            find_held(opened, [""])


def test_a_retry_that_was_killed_is_read_by_the_next_run(tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    (tmp_path / "1.docx").write_bytes(b"not a form")
    receive_into(journal, tmp_path / "1.docx")
    with open_journal(journal) as opened:
        [held] = quarantined(opened)
        opened.change("UPDATE content SET outcome = 'waiting', standing = 'waiting'")
    assert sums_of(journal).standings == {"waiting": 1}
    receive_into(journal, tmp_path / "1.docx")
    assert held_in(journal) == [held]
    assert Shelf(journal).begun(held.sha256) == 0
