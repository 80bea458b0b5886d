"""The names of attachments and senders: decoded in all the ways that they are coded, and safe to show."""

from email.message import EmailMessage

import pytest

from tests.mail.letters import FORM, by_hand, parts_of, with_files


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("filename*=UTF-8''%e2%82%ac%20form.docx", "€ form.docx"),
        ("filename*0*=UTF-8''%e2; filename*1*=%82%ac.docx", "€.docx"),
        ('filename="=?utf-8?B?w6l0w6kuZG9jeA==?="', "été.docx"),
        ("filename*=no-such-charset''caf%E9.docx", "café.docx"),
        ('filename="../../../tmp/evil.docx"', "evil.docx"),
        (r'filename="C:\\Users\\ada\\form.docx"', "form.docx"),
        ('filename="form\u202excod.exe"', "formxcod.exe"),
        ('filename="form\x07\x1b[31m.docx"', "form[31m.docx"),
        ('filename="/"', "unnamed"),
        ('filename=".."', "unnamed"),
        ("", "unnamed"),
    ],
)
def test_a_name_is_decoded_and_made_safe_to_show(header: str, name: str) -> None:
    data = by_hand(
        "Content-Type: application/pdf", f"Content-Disposition: attachment; {header}", "", FORM.decode()
    )
    assert parts_of(data)[0].name == name


def test_a_name_of_many_characters_keeps_its_two_ends() -> None:
    (part,) = parts_of(FORM, "a" * 10_000 + ".docx")
    assert len(part.name) == 120
    assert part.name.endswith(".docx")


@pytest.mark.parametrize(
    ("header", "sender"),
    [
        ("Ada <ada@x.example>", "ada@x.example"),
        ('"Made-up, Ada" <ada@x.example>', "ada@x.example"),
        ("=?utf-8?q?Made-up=2C_Ada?= <ada@x.example>", "ada@x.example"),
        ('"boss@board.example" <ada@x.example>', "ada@x.example"),
        ("ada@x.example (Ada)", "ada@x.example"),
        ("=?utf-8?b?WsOhw6E=?=", "Záá"),
        ("Ada\u202e\x07", "Ada"),
    ],
)
def test_the_sender_is_the_address_where_there_is_one(header: str, sender: str) -> None:
    data = f"From: {header}\nTo: qa@board.example\n\ntext".encode()
    message = parts_of(data)[0].message
    assert message is not None
    assert message.sender == sender


def test_names_that_the_standard_library_coded_are_read_as_they_were() -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "Zoë <zoe@x.example>", "Übergabe"
    message.set_content("Grüße")
    with_files(message, {"Überweisung Ŵyn.docx": FORM})
    part = next(part for part in parts_of(message) if part.content)
    assert part.name == "Überweisung Ŵyn.docx"
    assert part.message is not None
    assert part.message.sender == "zoe@x.example"
