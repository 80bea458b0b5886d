"""Messages as inboxes get them: one form, two, none, forwarded, signed, locked, cut short."""

import base64
import datetime as dt
import time
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest

from parsers.mail import PartState
from parsers.mail.messages import says_anything
from tests.mail.letters import (
    DOCX_MARK,
    FORM,
    OTHER_FORM,
    by_hand,
    contents,
    ignored,
    letter,
    parts_of,
    png,
    reasons,
    with_files,
    zip_of,
)


def test_two_forms_in_one_message_are_two_parts_that_keep_its_evidence() -> None:
    message = with_files(letter(message_id="<one@school.example>"), {"one.pdf": FORM, "two.pdf": OTHER_FORM})
    first, second = (part for part in parts_of(message) if part.content)
    assert (first.content, second.content) == (FORM, OTHER_FORM)
    assert (first.name, first.chain) == ("one.pdf", ("came.eml",))
    assert first.message == second.message
    assert first.message is not None
    assert (first.message.sender, first.message.id) == ("ada@school.example", "<one@school.example>")


def test_a_file_that_carries_nothing_is_a_part_of_its_own_without_a_message() -> None:
    (part,) = parts_of(FORM, "one.pdf")
    assert (part.content, part.name, part.chain, part.message, part.received) == (
        FORM,
        "one.pdf",
        (),
        None,
        None,
    )


def test_a_message_with_text_alone_is_said_to_have_brought_no_form() -> None:
    parts = parts_of(letter())
    assert reasons(parts) == ["message-without-form"]
    assert ignored(parts) == ["message-text"]
    assert parts[-1].message is not None


def test_a_message_whose_only_attachment_is_locked_is_not_said_to_have_none() -> None:
    locked = b"\x78\x9f\x3e\x22 anything"
    assert reasons(parts_of(with_files(letter(), {"winmail.dat": locked}))) == ["winmail"]


def test_a_message_that_is_itself_the_form_is_read() -> None:
    data = by_hand(
        "Content-Type: application/pdf",
        "Content-Transfer-Encoding: base64",
        "",
        base64.b64encode(FORM).decode(),
    )
    assert contents(parts_of(data)) == [FORM]


@pytest.mark.parametrize("way", ["attached", "forwarded"])
def test_the_innermost_message_is_the_evidence_and_the_outer_ones_are_kept(way: str) -> None:
    inner = with_files(
        letter(message_id="<inner@x.example>", date="Mon, 02 Jun 2025 10:00:00 +0100"), {"f.pdf": FORM}
    )
    outer = letter(message_id="<outer@x.example>", date="Fri, 20 Jun 2025 10:00:00 +0100")
    if way == "forwarded":
        outer.add_attachment(inner)
    else:
        with_files(outer, {"fw.eml": inner.as_bytes()})
    (part,) = (part for part in parts_of(outer) if part.content)
    assert [carrier.message.id for carrier in part.carriers] == ["<outer@x.example>", "<inner@x.example>"]
    assert part.message == part.carriers[-1].message
    assert str(part.received) == "2025-06-02"
    assert part.chain == ("came.eml", "fw.eml" if way == "attached" else "message")


def test_a_message_inside_that_claims_a_later_day_than_the_one_around_it_is_not_believed() -> None:
    inner = with_files(letter(date="Mon, 30 Jun 2025 10:00:00 +0100"), {"f.pdf": FORM})
    outer = letter(date="Fri, 20 Jun 2025 10:00:00 +0100")
    outer.add_attachment(inner)
    (part,) = (part for part in parts_of(outer) if part.content)
    assert str(part.received) == "2025-06-20"


def test_a_draft_without_a_date_came_on_the_day_of_the_message_around_it() -> None:
    outer = letter(date="Fri, 20 Jun 2025 10:00:00 +0100")
    outer.add_attachment(with_files(letter(date=""), {"f.pdf": FORM}))
    (part,) = (part for part in parts_of(outer) if part.content)
    assert str(part.received) == "2025-06-20"


def test_a_zip_folder_in_a_message_is_opened_and_a_word_file_is_not() -> None:
    docx = zip_of({DOCX_MARK: b"<Types/>", "word/document.xml": b"<w/>"})
    odt = zip_of({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<o/>"})
    packed = zip_of({"forms/a.docx": docx, "forms/b.odt": odt, "forms/": b""})
    parts = parts_of(with_files(letter(), {"forms.zip": packed, "c.docx": docx}))
    assert contents(parts) == [docx, odt, docx]
    assert [part.chain for part in parts if part.content] == [("came.eml", "forms.zip")] * 2 + [("came.eml",)]


@pytest.mark.parametrize(
    ("picture", "disposition", "is_left_out"),
    [
        (png(180, 60), "inline", True),
        (png(1200, 300), "inline", True),
        (png(1000, 500), "inline", False),
        (png(1654, 2339), "inline", False),
        (png(180, 60), "attachment", False),
        (b"unknown kind of picture", "inline", True),
        (b"unknown kind of picture".ljust(20_000), "inline", False),
    ],
)
def test_a_small_picture_in_the_text_is_left_out_and_one_that_can_be_a_page_is_not(
    picture: bytes, disposition: str, is_left_out: bool
) -> None:
    message = with_files(letter(), {"f.pdf": FORM})
    message.add_attachment(
        picture, maintype="image", subtype="png", filename="image001.png", disposition=disposition
    )
    parts = parts_of(message)
    assert contents(parts) == ([FORM] if is_left_out else [FORM, picture])
    assert ("inline-picture" in ignored(parts)) is is_left_out


def test_a_logo_that_the_text_shows_is_left_out_however_it_is_attached() -> None:
    message = letter()
    message.add_alternative('<p>Ada</p><img src="cid:logo@x.example">', subtype="html")
    message.add_attachment(
        png(90, 90),
        maintype="image",
        subtype="png",
        filename="logo.png",
        cid="<logo@x.example>",
        disposition="attachment",
    )
    parts = parts_of(message)
    assert ignored(parts) == ["message-text", "message-text", "inline-picture"]
    assert reasons(parts) == ["message-without-form"]


def test_a_form_that_the_mail_program_put_in_the_text_is_no_picture() -> None:
    message = letter()
    message.add_attachment(
        FORM, maintype="application", subtype="pdf", filename="f.pdf", disposition="inline"
    )
    assert contents(parts_of(message)) == [FORM]


@pytest.mark.parametrize("kind", ["text/plain", "text/rtf", "message/delivery-status", ""])
def test_a_form_sent_as_text_is_still_a_form(kind: str) -> None:
    form = FORM if kind != "text/rtf" else b"{\\rtf1 a form}"
    header = [f"Content-Type: {kind}"] if kind else []
    coded = base64.b64encode(form).decode()
    data = by_hand("MIME-Version: 1.0", *header, "Content-Transfer-Encoding: base64", "", coded)
    assert contents(parts_of(data)) == [form]


def test_a_report_of_a_mail_server_is_no_form() -> None:
    data = by_hand("Content-Type: message/delivery-status", "", "Action: failed")
    assert ignored(parts_of(data)) == ["message-text"]


def test_a_signed_message_is_read_and_its_signature_is_not_checked() -> None:
    signed = MIMEMultipart("signed", protocol="application/pkcs7-signature")
    body = MIMEMultipart()
    body.attach(MIMEText("See attached."))
    body.attach(MIMEApplication(FORM, "pdf", name="f.pdf"))
    signed.attach(body)
    signed.attach(MIMEApplication(b"0\x80", "pkcs7-signature", name="smime.p7s"))
    parts = parts_of(b"From: a@b.example\nTo: c@d.example\n" + signed.as_bytes())
    assert contents(parts) == [FORM]
    assert ignored(parts) == ["message-text", "message-signature"]


@pytest.mark.parametrize(
    ("start", "code"),
    [
        (bytes.fromhex("3080060 92a864886f70d010702".replace(" ", "")), "message-sealed"),
        (b"0\x80\x06\x09", "message-encrypted"),
    ],
)
def test_a_message_wrapped_in_its_signature_or_encrypted_is_refused_and_says_which(
    start: bytes, code: str
) -> None:
    message = MIMEApplication(start, "pkcs7-mime", name="smime.p7m")
    assert reasons(parts_of(b"From: a@b.example\nTo: c@d.example\n" + message.as_bytes())) == [code]


def test_a_message_encrypted_with_pgp_is_refused() -> None:
    message = MIMEMultipart("encrypted", protocol="application/pgp-encrypted")
    message.attach(MIMEApplication(b"Version: 1", "pgp-encrypted"))
    assert reasons(parts_of(b"From: a@b.example\nTo: c@d.example\n" + message.as_bytes())) == [
        "message-encrypted"
    ]


@pytest.mark.parametrize("cut", ["base64", "message"])
def test_an_attachment_that_stops_half_way_says_so(cut: str) -> None:
    whole = with_files(letter(), {"f.pdf": FORM * 100}).as_bytes()
    at = whole.index(b"Content-Disposition: attachment") + 2_000
    data = whole[: at - at % 4] if cut == "message" else whole[:at] + whole[at + 1 :]
    (part,) = (part for part in parts_of(data) if part.content)
    assert "attachment-cut" in [finding.code for finding in part.findings]
    assert part.content != FORM * 100


def test_a_whole_attachment_carries_no_finding() -> None:
    parts = parts_of(with_files(letter(), {"f.pdf": FORM}))
    assert [part.findings for part in parts] == [(), ()]


def test_what_lies_in_a_message_that_was_cut_short_is_marked_as_well() -> None:
    inner = with_files(letter(), {"f.pdf": FORM})
    outer = letter()
    outer.add_attachment(inner)
    data = outer.as_bytes()
    cut = data[: data.rindex(b"\n--")]
    (part,) = (part for part in parts_of(cut) if part.content)
    assert "attachment-cut" in [finding.code for finding in part.findings]


@pytest.mark.parametrize(
    "kind", ["multipart/mixed", "multipart/mixed; boundary=absent", 'multipart/mixed; boundary=""']
)
def test_a_message_whose_parts_cannot_be_told_apart_is_damaged(kind: str) -> None:
    data = by_hand(f"Content-Type: {kind}", "", "--other", "", "text")
    (part,) = parts_of(data)
    assert part.state is PartState.FAILED
    assert reasons([part]) == ["damaged"]


def test_what_follows_the_last_boundary_is_accounted_for() -> None:
    data = by_hand(
        "Content-Type: multipart/mixed; boundary=b", "", "--b", "", "text", "--b--", "sent by a list"
    )
    assert ignored(parts_of(data)) == ["message-text", "message-text"]


def test_an_attachment_in_the_oldest_coding_is_read() -> None:
    coded = 'begin 644 f.pdf\n<)5!$1BTQ+C<@;VYE(&9O<FTL(&9I;&QE9"!I;@  \n \nend\n'
    data = by_hand("Content-Type: application/pdf", "Content-Transfer-Encoding: x-uuencode", "", coded)
    assert contents(parts_of(data)) == [FORM]


def test_a_file_pasted_into_the_text_asks_for_a_person() -> None:
    text = "Form below.\n\nbegin 644 f.pdf\n#0V%T\n`\nend\n"
    parts = parts_of(with_files(letter(text), {"f.pdf": FORM}))
    assert reasons(parts) == ["attachment-pasted"]
    assert contents(parts) == [FORM]


def test_an_empty_attachment_is_refused_and_the_other_is_read() -> None:
    parts = parts_of(with_files(letter(), {"empty.pdf": b"", "f.pdf": FORM}))
    assert reasons(parts) == ["empty-file"]
    assert contents(parts) == [FORM]


def test_what_computers_add_by_themselves_is_left_out() -> None:
    packed = zip_of(
        {
            "f.pdf": FORM,
            "__MACOSX/._f.pdf": b"\x00\x05\x16\x07rest",
            "~$f.docx": b"\x03Ada",
            ".~lock.f.docx#": b",ada,PC-17,03.06.2025 23:30,file:///home/ada/.config/libreoffice/4;",
            ".DS_Store": b"x",
        }
    )
    parts = parts_of(packed, "from-a-mac.zip")
    assert contents(parts) == [FORM]
    assert ignored(parts) == ["system-file"] * 4


ATTACHED = b"BEGIN:VCALENDAR\r\nATTACH;ENCODING=BASE64;VALUE=BINARY:JVBERi0\r\nEND:VCALENDAR"


@pytest.mark.parametrize(
    ("name", "content", "is_left_out"),
    [
        ("ada.vcf", b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada Made-up\r\nEND:VCARD\r\n", True),
        ("invite.ics", b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", True),
        ("OpenPGP_0x1.asc", b"-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nxjME\n", True),
        ("invite.ics", ATTACHED, False),
        ("ada.vcf", b"BEGIN:VCARD\r\n" + FORM, False),
    ],
)
def test_what_mail_programs_attach_by_themselves_is_left_out_where_no_file_is_in_it(
    name: str, content: bytes, is_left_out: bool
) -> None:
    parts = parts_of(with_files(letter(), {"f.pdf": FORM, name: content}))
    assert contents(parts) == [FORM] if is_left_out else [FORM, content]
    assert ("system-file" in ignored(parts)) == is_left_out


@pytest.mark.parametrize("before", [b"\r\n\r\n", b"\n", b"\xef\xbb\xbf"])
def test_empty_lines_before_a_message_hide_neither_its_date_nor_its_form(before: bytes) -> None:
    inner = before + with_files(letter(), {"f.pdf": FORM}).as_bytes()
    [part] = [one for one in parts_of(inner) if one.content is not None]
    assert (part.content, part.received) == (FORM, dt.date(2025, 6, 4))


def test_a_message_without_headers_is_gone_through_from_its_first_line() -> None:
    written_out = b"\n\nbegin 644 f.pdf\n%)5!$1BTQ+C<\n`\nend\n"
    outer = by_hand("Content-Type: message/rfc822", "") + written_out
    assert reasons(parts_of(outer)) == ["attachment-pasted"]


def test_a_message_is_told_by_its_content_and_not_by_its_name() -> None:
    assert contents(parts_of(with_files(letter(), {"f.pdf": FORM}), "no-name-at-all")) == [FORM]
    (part,) = parts_of(b"Notes: nothing\nMore: nothing\n\nFrom: here", "called.eml")
    assert part.content is not None


def test_a_digest_of_messages_is_opened() -> None:
    inner = with_files(letter(), {"f.pdf": FORM}).as_bytes().decode()
    data = by_hand("Content-Type: multipart/digest; boundary=dig", "", "--dig", "", inner, "--dig--")
    assert contents(parts_of(data)) == [FORM]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"See page 2.", True),
        (b"\xc3\x89", True),
        (b"<HTML><BODY class=x><p>See</p>", True),
        (b"", False),
        (b" \r\n\t", False),
        (b"<html><head><style>p {}</style></head><body><p>&nbsp;&#160;</p></body></html>", False),
    ],
)
def test_whether_a_text_says_anything_is_told_by_its_letters(text: bytes, says: bool) -> None:
    assert says_anything(text) is says


@pytest.mark.parametrize("unit", [b"<a", b"<a ", b"&#1", b"<body", b"<!-- "])
def test_a_text_made_to_be_slow_is_not(unit: bytes) -> None:
    began = time.process_time()
    assert says_anything(unit * 1_000_000 + b" 7")
    assert time.process_time() - began < 10
