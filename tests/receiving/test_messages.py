"""A message is evidence: text of its own is pointed out, and a day that nobody can know is asked about."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from escalation.records import State
from tests.receiving.inboxes import NOON, codes_of, letter, receive_into, records_in, sheet
from tests.receiving.test_review import replace_in_word, review

FORM = sheet("MOR-2024-800")


def message(text: str, subtype: str = "plain", date: str = "Fri, 14 Jun 2024 12:00:00 +0000") -> bytes:
    written = EmailMessage()
    written["From"], written["X-Date"] = "worker@example.org", "here"
    written.set_content(text, subtype=subtype)
    written.add_attachment(FORM, maintype="application", subtype="octet-stream", filename="form.docx")
    return written.as_bytes().replace(b"X-Date: here", f"Date: {date}".encode() if date else b"X-None: 1")


def codes_after(tmp_path: Path, *messages: bytes) -> list[str]:
    for number, data in enumerate(messages):
        (tmp_path / f"{number}.eml").write_bytes(data)
        receive_into(tmp_path / "journal", tmp_path / f"{number}.eml")
    [record] = records_in(tmp_path / "journal")
    return codes_of(record)


SAID = "The date under stage 1 is wrong, it was the 14th."


@pytest.mark.parametrize(
    ("text", "subtype"), [(SAID, "plain"), (f"<html><body><p>{SAID}</p></body></html>", "html")]
)
def test_that_a_message_has_text_of_its_own_is_noted_and_asks_nobody(
    tmp_path: Path, text: str, subtype: str
) -> None:
    assert codes_after(tmp_path, message(text, subtype)) == ["message-has-text"]
    assert records_in(tmp_path / "journal")[0].state is State.COMPLETE


@pytest.mark.parametrize(
    ("text", "subtype"),
    [
        ("", "plain"),
        (" \r\n\t\r\n", "plain"),
        ("<html><head><style>p {margin: 0}</style></head><body><p>&nbsp;</p></body></html>", "html"),
    ],
)
def test_of_a_message_without_text_nothing_is_noted(tmp_path: Path, text: str, subtype: str) -> None:
    assert codes_after(tmp_path, message(text, subtype)) == []


def test_text_is_noted_whichever_of_the_messages_has_it(tmp_path: Path) -> None:
    other = message(SAID, date="Sat, 15 Jun 2024 12:00:00 +0000")
    assert codes_after(tmp_path, message(""), other) == ["message-has-text", "received-again"]


def test_the_text_of_who_passed_a_message_on_counts_too(tmp_path: Path) -> None:
    assert codes_after(tmp_path, letter(("in.eml", message("")), text=SAID)) == ["message-has-text"]


@pytest.mark.parametrize("date", ["rubbish", "", "Fri, 14 Jun 2024 12:00:00"])
def test_a_message_without_a_day_is_asked_about_until_somebody_looked(tmp_path: Path, date: str) -> None:
    assert codes_after(tmp_path, message("", date=date)) == ["message-undated"]
    [record] = records_in(tmp_path / "journal")
    assert (record.source.received, record.state) == (None, State.REVIEW)
    assert "gives no date" in review(tmp_path / "journal", "a").output
    assert records_in(tmp_path / "journal")[0].state is State.COMPLETE


def test_the_day_may_be_given_by_hand(tmp_path: Path) -> None:
    (tmp_path / "1.eml").write_bytes(message("", date="rubbish"))
    receive_into(tmp_path / "journal", tmp_path / "1.eml", received=NOON.date())
    assert codes_of(records_in(tmp_path / "journal")[0]) == []


def test_the_text_is_pointed_out_in_review(tmp_path: Path) -> None:
    asks = replace_in_word(FORM, "23/05/2024", "23/15/2024")
    (tmp_path / "1.eml").write_bytes(letter(("form.docx", asks), text=SAID))
    receive_into(tmp_path / "journal", tmp_path / "1.eml")
    assert "has text of its own" in review(tmp_path / "journal", "q").output
