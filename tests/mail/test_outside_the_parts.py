"""A second form in a message is never taken for its text: sent as text, or where no mail program shows it."""

import base64
import time

import pytest

from parsers.mail import PartState
from parsers.mail.pasted import hides_part, holds_file
from tests.mail.letters import FORM, by_hand, contents, ignored, parts_of, png, reasons, with_files, zip_of
from tests.mail.letters import letter as plain_letter
from tests.mail.ole import HTML, Letter, write_msg

RTF = b"{\\rtf1 another form}"
LONG_FORM = FORM.ljust(3_000)
HEIC = b"\x00\x00\x00\x18ftypheic".ljust(200, b"\x00")
UTF_16 = "\ufeffSee page 2.".encode("utf-16-le")


def part(kind: str, data: bytes) -> str:
    coded = base64.encodebytes(data).decode()
    return f"--b\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: base64\r\n\r\n{coded}"


def message(*parts: str, before: str = "", after: str = "") -> bytes:
    """Return a message with these parts beside a form, and what stands before the first and after the last."""
    whole = (before, part("application/pdf; name=f.pdf", FORM), *parts, "--b--", after)
    return by_hand("Content-Type: multipart/mixed; boundary=b", "", *whole)


def text(kind: str, words: str) -> str:
    return f"--b\r\nContent-Type: {kind}\r\n\r\n{words}"


@pytest.mark.parametrize(
    "form",
    [b"\r\n" + FORM, b"\xef\xbb\xbf" + FORM, b"x" * 1_000 + FORM, b"\xef\xbb\xbf \n" + RTF, HEIC, b"a\x00b"],
    ids=[
        "empty line",
        "mark of UTF-8",
        "within 1,024 bytes",
        "RTF",
        "a phone's picture",
        "a byte of no text",
    ],
)
@pytest.mark.parametrize("kind", ["text/plain", "text/html", "message/delivery-status; name=second.pdf"])
def test_what_is_no_text_is_content_whatever_the_message_calls_it(kind: str, form: bytes) -> None:
    assert contents(parts_of(message(part(kind, form)))) == [FORM, form]


@pytest.mark.parametrize("kind", ["application/pgp-signature", "application/pkcs7-signature", "image/png"])
def test_a_form_said_to_be_a_signature_or_a_picture_is_a_form(kind: str) -> None:
    form = zip_of({"[Content_Types].xml": b"<Types/>"})
    assert contents(parts_of(message(part(kind, form)))) == [FORM, form]
    inline = f"{kind}\r\nContent-Disposition: inline"
    assert contents(parts_of(message(part(inline, LONG_FORM)))) == [FORM, LONG_FORM]


@pytest.mark.parametrize("words", [UTF_16, b"See page 2.\x00", "Für Sie: Größe".encode("latin-1")])
def test_text_in_another_coding_is_still_text(words: bytes) -> None:
    parts = parts_of(message(part("text/plain", words)))
    assert (contents(parts), reasons(parts)) == ([FORM], [])


CODED = base64.b64encode(LONG_FORM).decode()
INVITATION = (
    "BEGIN:VCALENDAR\r\nATTACH;FMTTYPE=application/pdf;ENCO\r\n DING=BASE64;VALUE=BINARY:JV\r\nEND:VCALENDAR"
)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("text/html", f'<a href="data:application/pdf;base64,{CODED}">form</a>'),
        ("text/html", f'<a href="data:;base64,{CODED}">form</a>'),
        ("text/html", "<a href='data:application/rtf,{%5Crtf1%20form}'>form</a>"),
        ("text/html", f'<img src="data:image/png;base64,{base64.b64encode(png(1654, 2339)).decode()}">'),
        ("text/calendar", INVITATION),
        ("text/plain", f"Form below.\r\n\r\n{CODED}"),
        ("text/plain", f"> {CODED}"),
    ],
    ids=[
        "PDF in a link",
        "of no kind",
        "not in base64",
        "picture of a page",
        "invitation",
        "base64",
        "quoted",
    ],
)
def test_a_file_written_out_in_the_text_asks_for_a_person(kind: str, words: str) -> None:
    parts = parts_of(message(text(kind, words)))
    assert (contents(parts), reasons(parts)) == ([FORM], ["attachment-pasted"])


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("text/html", f'<img src="data:image/png;base64,{base64.b64encode(png(180, 60)).decode()}">'),
        ("text/html", "<style>src: url(data:font/woff;base64,d09GRgABAAAAAA==)</style> data:, as agreed"),
        ("text/html", "<img src='data:image/svg+xml;utf8,<svg/>'>"),
        ("text/calendar", "BEGIN:VCALENDAR\r\nATTACH:https://example.org/f.docx\r\nEND:VCALENDAR"),
        ("text/plain", "The data: we begin 644 anew. UEsDB is how a Word file begins."),
    ],
    ids=["logo", "typeface", "drawing", "link", "words"],
)
def test_what_programs_put_into_texts_by_themselves_is_no_file(kind: str, words: str) -> None:
    parts = parts_of(message(text(kind, words)))
    assert (contents(parts), reasons(parts)) == ([FORM], [])


HIDDEN = part("application/pdf; name=two.pdf", LONG_FORM)


@pytest.mark.parametrize("where", ["before", "after"])
@pytest.mark.parametrize("what", [HIDDEN, HIDDEN.removeprefix("--b\r\n"), CODED, LONG_FORM.decode()])
def test_a_part_before_the_first_boundary_or_after_the_last_is_accounted_for(where: str, what: str) -> None:
    before, after = (what.removeprefix("--b\r\n"), "") if where == "before" else ("", what)
    parts = parts_of(message(before=before, after=after))
    assert (contents(parts), reasons(parts)) == ([FORM], ["attachment-pasted"])
    [refused] = [each for each in parts if each.state is PartState.REFUSED]
    assert refused.chain == ("came.eml",)


def test_what_servers_write_outside_the_parts_asks_for_nobody() -> None:
    footer = "_____\r\nThis list: https://lists.example.org\r\nContent-Type: is a header\r\n"
    parts = parts_of(message(before="This is a multi-part message in MIME format.", after=footer))
    assert (contents(parts), reasons(parts), ignored(parts)) == ([FORM], [], ["message-text"])


def test_a_file_in_the_text_of_an_outlook_message_asks_for_a_person() -> None:
    parts = parts_of(write_msg(Letter({HTML: f'<a href="data:;base64,{CODED}">'.encode()}, [])), "came.msg")
    assert "attachment-pasted" in reasons(parts)


def test_a_form_under_the_name_of_a_system_file_is_read() -> None:
    form = zip_of({"[Content_Types].xml": b"<Types/>"})
    parts = parts_of(zip_of({"Thumbs.db": form, "desktop.ini": b"[.ShellClassInfo]"}), "forms.zip")
    assert (contents(parts), ignored(parts)) == ([form], ["system-file"])


@pytest.mark.parametrize(
    "unit", [b"data:", b"data:a;", b"data:;base64,A", b"ATTACH;\n", b"\n ", b"%", b"content-type "]
)
def test_a_text_made_to_be_slow_is_not(unit: bytes) -> None:
    began = time.process_time()
    holds_file(unit * 100_000, "text/calendar")
    hides_part(unit * 100_000)
    assert time.process_time() - began < 5


def test_a_letter_with_a_form_is_as_it_was() -> None:
    parts = parts_of(with_files(plain_letter(), {"f.pdf": FORM}))
    assert (contents(parts), ignored(parts), reasons(parts)) == ([FORM], ["message-text"], [])
