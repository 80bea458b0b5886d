"""Made-up messages and zip folders, written by the standard library and by hand."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from email.message import EmailMessage

from parsers.containers import open_parts
from parsers.mail import Part, PartState

DOCX_MARK = "[Content_Types].xml"
FORM = b"%PDF-1.7 one form, filled in"
OTHER_FORM = b"%PDF-1.7 another form, filled in"
SENT = "Tue, 03 Jun 2025 23:30:00 +0000"


def letter(text: str = "Dear all, please find the form.", **headers: str) -> EmailMessage:
    """Return a message without attachments; `message_id` for Message-ID, and so on."""
    message = EmailMessage()
    given = {"From": "Ada Made-up <ada@school.example>", "To": "qa@board.example", "Date": SENT} | {
        name.replace("_", "-").title(): value for name, value in headers.items()
    }
    for name, value in given.items():
        if value:
            message[name] = value
    message.set_content(text)
    return message


def by_hand(*lines: str) -> bytes:
    """Return a message of these lines, after From and To."""
    return "\r\n".join(["From: ada@school.example", "To: qa@board.example", *lines, ""]).encode()


def with_files(message: EmailMessage, files: Mapping[str, bytes]) -> EmailMessage:
    for name, content in files.items():
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message


def zip_of(
    members: Mapping[str, bytes] | Iterable[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    stream = io.BytesIO()
    pairs = members.items() if isinstance(members, Mapping) else members
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in pairs:
            archive.writestr(zipfile.ZipInfo(name), content, compress_type=method)
    return stream.getvalue()


def png(width: int, height: int, size: int = 100) -> bytes:
    """Return the start of a picture that says it has so many pixels."""
    head = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big")
    return head.ljust(size, b"\x00")


def parts_of(data: bytes | EmailMessage, name: str = "came.eml") -> list[Part]:
    return list(open_parts(data if isinstance(data, bytes) else data.as_bytes(), name))


def contents(parts: Iterable[Part]) -> list[bytes]:
    return [part.content for part in parts if part.content is not None]


def reasons(parts: Iterable[Part]) -> list[str]:
    """Return the codes of what was refused or failed."""
    unread = (PartState.REFUSED, PartState.FAILED)
    return [part.finding.code for part in parts if part.finding and part.state in unread]


def ignored(parts: Iterable[Part]) -> list[str]:
    return [part.finding.code for part in parts if part.finding and part.state is PartState.IGNORED]
