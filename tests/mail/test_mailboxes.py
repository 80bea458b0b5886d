"""Where returns lie: folders, Maildirs, and mboxes that are read through in blocks."""

import mailbox
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.containers import open_piece
from parsers.mail import Piece, SourceKind, describe_source, list_pieces, mailboxes
from tests.mail.letters import FORM, contents, letter, parts_of, reasons, with_files

FROM_LINE = b"From ada@school.example Tue Jun  3 23:30:00 2025\n"


def forms(path: Path) -> list[bytes]:
    return contents(part for piece in list_pieces(path) for part in open_piece(piece))


def mbox_of(*messages: bytes) -> bytes:
    """Return an mbox of messages, with 'From ' quoted as RFC 4155 and its forebears do."""
    quoted = (b"\n".join(quote(line) for line in message.split(b"\n")) for message in messages)
    return b"".join(FROM_LINE + message + b"\n\n" for message in quoted)


def quote(line: bytes) -> bytes:
    return b">" + line if line.lstrip(b">").startswith(b"From ") else line


def numbered(number: int) -> bytes:
    return with_files(
        letter(message_id=f"<{number}@x.example>"), {"f.pdf": FORM + b" %d" % number}
    ).as_bytes()


def test_a_path_is_told_by_what_is_in_it(tmp_path: Path) -> None:
    for folder in ("box/cur", "box/new", "box/tmp", "plain"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "inbox").write_bytes(mbox_of(numbered(1)))
    (tmp_path / "called.mbox").write_bytes(FORM)
    kinds = {name: describe_source(tmp_path / name) for name in ("box", "plain", "inbox", "called.mbox")}
    assert kinds == {
        "box": SourceKind.MAILDIR,
        "plain": SourceKind.FOLDER,
        "inbox": SourceKind.MBOX,
        "called.mbox": SourceKind.FILE,
    }
    with pytest.raises(OSError, match="absent"):
        describe_source(tmp_path / "absent")


def test_every_message_that_the_standard_library_put_into_an_mbox_comes_out(tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "inbox")
    for number in range(5):
        message = mailbox.mboxMessage(numbered(number))
        message.set_from("ada@school.example", True)
        box.add(message)
    box.close()
    pieces = list(list_pieces(tmp_path / "inbox"))
    assert [piece.name for piece in pieces] == [f"message {number}" for number in range(1, 6)]
    assert forms(tmp_path / "inbox") == [FORM + b" %d" % number for number in range(5)]


def test_every_message_of_a_maildir_comes_out_and_none_that_is_still_written(tmp_path: Path) -> None:
    box = mailbox.Maildir(tmp_path / "box")
    for number in range(3):
        box.add(numbered(number))
    box.add_folder("Sent").add(numbered(3))
    (tmp_path / "box" / "tmp" / "half").write_bytes(numbered(4)[:100])
    (tmp_path / "box" / "dovecot.index").write_bytes(b"\x01")
    assert sorted(forms(tmp_path / "box")) == [FORM + b" %d" % number for number in range(4)]


def test_a_folder_is_gone_through_in_order_with_the_mailboxes_in_it(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "inbox").write_bytes(mbox_of(numbered(1), numbered(2)))
    (tmp_path / "a.eml").write_bytes(numbered(0))
    (tmp_path / "c.pdf").write_bytes(FORM)
    assert forms(tmp_path) == [FORM + b" 0", FORM, FORM + b" 1", FORM + b" 2"]


def test_a_line_that_begins_with_from_divides_no_message() -> None:
    text = "From the school:\n\nFrom Mon to Fri we were open.\n\nFrom ada Tue Jun  3 23:30:00 2025\n\nnot a header"
    (message,) = mailboxes.split_mbox(FROM_LINE + b"Subject: x\n\n" + text.encode() + b"\n")
    assert message.endswith(b"not a header\n")


def test_quoted_from_lines_in_an_attachment_are_given_back_as_they_were() -> None:
    text = b"\nFrom here on\n>From there\n>>From afar\n"
    message = b"From: a@b.example\nTo: c@d.example\nContent-Type: application/pdf\n\n%PDF-" + text
    parts = parts_of(mbox_of(message, message), "inbox")
    assert [content.rstrip() for content in contents(parts)] == [(b"%PDF-" + text).rstrip()] * 2


def test_an_mbox_attached_to_a_message_of_an_mbox_stays_in_it() -> None:
    inner = mbox_of(numbered(1), numbered(2))
    outer = with_files(letter(), {"old.mbox": inner}).as_bytes()
    parts = parts_of(mbox_of(outer, numbered(3)), "inbox")
    assert contents(parts) == [FORM + b" 1", FORM + b" 2", FORM + b" 3"]
    assert next(part for part in parts if part.content).chain == (
        "inbox",
        "message 1",
        "old.mbox",
        "message 1",
    )


@given(st.lists(st.text("From x\n>: 0123\r", max_size=40), min_size=1, max_size=6), st.integers(2_001, 2_100))
def test_an_mbox_read_in_blocks_is_divided_as_one_held_whole(texts: list[str], block: int) -> None:
    data = mbox_of(*(b"Subject: x\n\n" + text.encode() * 30 for text in texts))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mailboxes, "_BLOCK", 1_000_000)
        whole = list(mailboxes.split_mbox(data))
        patch.setattr(mailboxes, "_BLOCK", block)
        assert list(mailboxes.split_mbox(data)) == whole
    assert len(whole) >= len(texts)


def test_an_mbox_of_a_thousand_messages_takes_no_memory_to_speak_of(tmp_path: Path) -> None:
    path = tmp_path / "inbox"
    path.write_bytes(mbox_of(numbered(1) + b"\n" + b"x" * 10_000) * 1_000)
    tracemalloc.start()
    try:
        found = sum(len(contents(open_piece(piece))) for piece in list_pieces(path))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert found == 1_000
    assert peak < 8_000_000 < path.stat().st_size


def test_a_piece_beyond_the_limit_is_refused_and_the_next_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mailboxes, "MAX_PIECE", 2_000)
    path = tmp_path / "inbox"
    path.write_bytes(mbox_of(numbered(1) + b"x" * 2_000, numbered(2)))
    parts = [part for piece in list_pieces(path) for part in open_piece(piece)]
    assert reasons(parts) == ["too-big"]
    assert contents(parts) == [FORM + b" 2"]


def test_a_piece_knows_where_it_lies(tmp_path: Path) -> None:
    path = tmp_path / "inbox"
    path.write_bytes(mbox_of(numbered(1), numbered(2)))
    first, second = list_pieces(path)
    assert (first.start, second.start) == (0, first.length)
    assert Piece(path, "again", second.start, second.length).read() == second.read()
