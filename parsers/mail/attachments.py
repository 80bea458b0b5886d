"""What a thing attached to a message is: a return perhaps, a logo, a signature, or a message locked away."""

import re
import struct

from parsers.errors import Refused
from parsers.mail.parts import UNNAMED, Item, content_item, ignored_item, unread_item

TEXT = "text of the message"
SMALLEST_PAGE = 400
"""Pixels. A picture of which neither side is shorter can be a page, or a form on a screen; a banner is lower."""
SMALLEST_SCAN = 10_000
"""Bytes. A picture whose size in pixels is not known can be a page from here on."""

_SIGNATURES = frozenset(
    {"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"}
)
_ENVELOPES = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_LOCKED = frozenset({"application/pgp-encrypted", "application/x-microsoft-rpmsg-message"})
_REPORTS = frozenset(
    {
        "message/delivery-status",
        "message/disposition-notification",
        "message/feedback-report",
        "text/rfc822-headers",
    }
)
_TEXTS = frozenset({"text/plain", "text/html", "text/enriched", "text/calendar", "text/x-amp-html"})
_DOCUMENTS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_PDF, _PDF_WITHIN = b"%PDF-", 1024
_BEFORE = b"\xef\xbb\xbf \t\r\n"
"""What programs put before the beginning of a file: a mark of UTF-8, spaces, empty lines."""
_WIDE_TEXT = (b"\xff\xfe", b"\xfe\xff")
"""How text in UTF-16 begins, every other byte of which is 0."""
_SIGNED_DATA = bytes.fromhex("2a864886f70d010702")
"""The object identifier of signed-data (RFC 5652 5.1), which stands at the start of what is signed and not locked."""
_EXCHANGE_TEXT = re.compile(r"ATT\d{5}\.(?:txt|html?)")
"""What Exchange calls the text that some senders put after an attachment."""


def looks_like_document(content: bytes) -> bool:
    """Say whether a file begins as a Word file, PDF or RTF does, where `parsers.kinds.identify` would find that."""
    head = content[:_PDF_WITHIN]
    return _PDF in head or head.lstrip(_BEFORE).startswith(_DOCUMENTS)


def looks_like_file(content: bytes) -> bool:
    """Say whether this is a document or a picture, or has a byte that no text has.

    Some senders give an attachment no media type, which makes it text (RFC 2045 5.2), or a wrong one.
    """
    if looks_like_document(content) or content[:_PDF_WITHIN].lstrip(_BEFORE).startswith(_PICTURES):
        return True
    return b"\x00" in content.rstrip(b"\x00") and not content.startswith(_WIDE_TEXT)


def is_text(kind: str, name: str, disposition: str, content: bytes) -> bool:
    """Say whether a part is the message's own text, or a mail server's report, and not a form sent as one."""
    if looks_like_file(content):
        return False
    if kind in _REPORTS:
        return True
    is_named = bool(name) and not _EXCHANGE_TEXT.fullmatch(name)
    return kind in _TEXTS and disposition != "attachment" and not is_named


def judge_attachment(name: str, kind: str, content: bytes, *, is_inline: bool, is_cut: bool) -> Item:
    """Return what an attachment of that media type and content is.

    `is_inline`: the message shows it in its text. Only a picture too small to be a page is left out for that: phones
    send photographs of forms in the text, and some programs put every attachment there.
    """
    shown = name or UNNAMED
    if kind in _SIGNATURES and not looks_like_document(content):
        return ignored_item(shown, "message-signature")
    if kind in _LOCKED:
        return unread_item(shown, Refused("message-encrypted"))
    if kind in _ENVELOPES or shown.casefold().endswith(".p7m"):
        code = "message-sealed" if _SIGNED_DATA in content[:64] else "message-encrypted"
        return unread_item(shown, Refused(code))
    if is_inline and is_small_picture(kind, content):
        return ignored_item(shown, "inline-picture")
    return content_item(shown, content, *(("attachment-cut",) if is_cut else ()))


def is_small_picture(kind: str, content: bytes) -> bool:
    """Say whether this is a picture that cannot be a page of a form."""
    if looks_like_document(content):
        return False
    size = _measure(content)
    if size is not None:
        return min(size) < SMALLEST_PAGE
    return kind.startswith("image/") and len(content) < SMALLEST_SCAN


def _measure(content: bytes) -> tuple[int, int] | None:
    """Return width and height of a PNG, GIF or JPEG picture in pixels; None for what is none, or hides them."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        width, height = struct.unpack_from(">LL", content, 16)
        return width, height
    if content.startswith((b"GIF87a", b"GIF89a")) and len(content) >= 10:
        width, height = struct.unpack_from("<HH", content, 6)
        return width, height
    return _measure_jpeg(content) if content.startswith(b"\xff\xd8") else None


def _measure_jpeg(content: bytes) -> tuple[int, int] | None:
    """Go from segment to segment (ITU-T T.81, B.1.1) to the one that begins a frame."""
    at = 2
    for _ in range(1_000):
        if at + 9 > len(content) or content[at] != 0xFF:
            return None
        marker, length = content[at + 1], struct.unpack_from(">H", content, at + 2)[0]
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack_from(">HH", content, at + 5)
            return width, height
        at += 2 + length
    return None
