"""Messages saved by Outlook. The files are made up by tests.mail.ole, and read by python-oxmsg."""

import datetime as dt
import struct

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from oxmsg import Message

from parsers.mail import PartState
from tests.mail import ole
from tests.mail.letters import (
    FORM,
    OTHER_FORM,
    contents,
    ignored,
    letter,
    parts_of,
    png,
    reasons,
    with_files,
    zip_of,
)
from tests.mail.ole import Attached, Letter, write_msg, write_ole

SUBMITTED = dt.datetime(2025, 6, 3, 23, 30, tzinfo=dt.UTC)
VALUES: dict[int, ole.Value] = {
    ole.SUBJECT: "The form",
    ole.SENDER: "ada@school.example",
    ole.ID: "<one@school.example>",
    ole.SUBMITTED: SUBMITTED,
}
TRAVELLED = """Received: from a by mail.board.example; Thu, 5 Jun 2025 09:00:00 +0100
From: Ada <ada@travelled.example>
Date: Wed, 4 Jun 2025 09:00:00 +0100
Message-ID: <travelled@x.example>
"""


def sample() -> bytes:
    inner = Letter({ole.SENDER: "bo@x.example"}, [Attached("deep.pdf", OTHER_FORM)])
    return write_msg(Letter(VALUES, [Attached("big.pdf", FORM * 500), Attached("inner", inner)]))


def test_the_files_made_here_are_what_the_library_takes_for_messages() -> None:
    message = Message.load(sample())
    assert message.subject == "The form"
    assert [attachment.file_name for attachment in message.attachments] == ["big.pdf", "inner"]


def test_the_attachments_come_out_with_the_evidence_of_the_message() -> None:
    parts = parts_of(sample(), "saved.msg")
    assert contents(parts) == [FORM * 500, OTHER_FORM]
    first = parts[1]
    assert first.message is not None
    assert (first.message.sent, first.message.sender) == (SUBMITTED, "ada@school.example")
    assert (first.message.id, str(first.received)) == ("<one@school.example>", "2025-06-04")


def test_a_message_in_a_message_has_its_own_sender_and_the_outer_one_is_kept() -> None:
    part = parts_of(sample(), "saved.msg")[-1]
    assert part.chain == ("saved.msg", "inner")
    assert [carrier.message.sender for carrier in part.carriers] == ["ada@school.example", "bo@x.example"]


def test_the_headers_that_it_travelled_with_count_before_what_outlook_noted() -> None:
    data = write_msg(Letter({**VALUES, ole.HEADERS: TRAVELLED}, [Attached("f.pdf", FORM)]))
    part = parts_of(data)[-1]
    assert part.message is not None
    assert (part.message.sender, part.message.id) == ("ada@travelled.example", "<travelled@x.example>")
    assert str(part.received) == "2025-06-05"


def test_the_time_of_delivery_counts_before_that_of_sending() -> None:
    delivered = SUBMITTED + dt.timedelta(days=2)
    data = write_msg(Letter({**VALUES, ole.DELIVERED: delivered}, [Attached("f.pdf", FORM)]))
    assert str(parts_of(data)[-1].received) == "2025-06-06"


def test_the_path_that_exchange_gives_for_an_address_is_not_taken_for_one() -> None:
    values = {ole.SENDER: "/O=EXCHANGE/CN=ADA", 0x0C1A: "Ada Made-up"}
    part = parts_of(write_msg(Letter(values, [Attached("f.pdf", FORM)])))[-1]
    assert part.message is not None
    assert part.message.sender == "Ada Made-up"


def test_a_logo_is_left_out_and_a_link_is_not_a_file() -> None:
    attached = [
        Attached("logo.png", png(90, 40), "image/png", "logo@x"),
        Attached("page.png", png(1654, 2339), "image/png", "page@x"),
        Attached("shared.docx", None, method=7),
        Attached("drawing", None, method=6),
    ]
    html = b'<img src="cid:logo@x"><img src="cid:page@x">'
    parts = parts_of(write_msg(Letter({**VALUES, ole.HTML: html}, attached)))
    assert ignored(parts) == ["message-blank", "inline-picture"]
    assert contents(parts) == [png(1654, 2339)]
    assert reasons(parts) == ["attachment-linked", "other-format"]


def test_messages_zip_folders_and_mail_lie_in_it_as_in_any_other() -> None:
    mail = with_files(letter(), {"f.pdf": FORM}).as_bytes()
    attached = [
        Attached("a.msg", sample()),
        Attached("b.zip", zip_of({"f.pdf": FORM})),
        Attached("c.eml", mail),
    ]
    assert contents(parts_of(write_msg(Letter(VALUES, attached)))) == [FORM * 500, OTHER_FORM, FORM, FORM]


def test_a_signed_message_kept_whole_in_one_attachment_is_opened() -> None:
    inside = with_files(letter(), {"f.pdf": FORM})
    for header in ("From", "To", "Date"):
        del inside[header]
    whole = Attached("smime.p7m", inside.as_bytes(), "multipart/signed")
    part = next(part for part in parts_of(write_msg(Letter(VALUES, [whole]))) if part.content)
    assert part.content == FORM
    assert part.message is not None
    assert part.message.sender == "ada@school.example"


def test_an_old_word_file_with_a_message_in_it_is_not_opened() -> None:
    data = write_ole({"WordDocument": b"text", "ObjectPool": {"_1": Letter(VALUES).folder(32)}})
    (part,) = parts_of(data, "old.doc")
    assert part.content == data


def test_a_message_without_its_attachments_properties_loses_that_attachment_alone() -> None:
    folder = Letter(VALUES, [Attached("f.pdf", FORM)]).folder(32)
    folder["__attach_version1.0_#00000009"] = {"nothing": b""}
    parts = parts_of(write_ole(folder))
    assert contents(parts) == [FORM]
    assert reasons(parts) == ["damaged"]


@pytest.mark.parametrize("place", [44, 64, 72])
def test_tables_larger_than_the_file_needs_are_refused_before_they_are_read(place: int) -> None:
    data = bytearray(sample())
    struct.pack_into("<L", data, place, 0x00FFFFFF)
    assert reasons(parts_of(bytes(data))) == ["bomb"]


def test_streams_that_lie_over_one_another_are_refused() -> None:
    data = bytearray(write_msg(Letter(VALUES, [Attached(f"{n}.pdf", FORM * 5_000) for n in range(8)])))
    names = "__substg1.0_37010102".encode("utf-16-le")
    size = data.index(names) + 120
    (length,) = struct.unpack_from("<Q", data, size)
    at = -1
    while (at := data.find(names, at + 1)) >= 0:
        struct.pack_into("<Q", data, at + 120, length * 8)
    assert reasons(parts_of(bytes(data))) == ["bomb"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_damaged_message_is_content_or_has_a_reason(data: st.DataObject) -> None:
    whole = sample()
    damaged = bytearray(whole[: data.draw(st.integers(0, len(whole)), "length")])
    for _ in range(data.draw(st.integers(0, 8), "changes")):
        if damaged:
            damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    parts = parts_of(bytes(damaged), "damaged.msg")
    assert parts
    assert all((part.content is None) is (part.finding is not None) for part in parts)
    assert all((part.content is not None) is (part.state is PartState.CONTENT) for part in parts)
