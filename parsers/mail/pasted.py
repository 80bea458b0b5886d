"""Files that a message holds without attaching them: written out as letters in its text, or outside its parts."""

import re
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

from parsers.mail.attachments import is_small_picture, looks_like_document, looks_like_file
from parsers.mail.coding import decode_base64

LONGEST_REMARK = 2_000
"""Bytes. What is longer, lies outside the parts of a message and has a part's headers is no remark of a server."""

_CALENDAR = "text/calendar"
_UUENCODED = re.compile(rb"^begin(?:-base64)? [0-7]{3,4} \S", re.MULTILINE)
"""The line before a file that uuencode wrote (POSIX.1-2017, uuencode)."""
_BEGINNINGS = (b"JVBERi0", b"UEsDB", b"0M8R4KGx", b"e1xydG", b"iVBORw0KGgo", b"/9j/4", b"SUkqA")
_BASE64 = re.compile(rb"^[> \t]{0,20}(?:" + b"|".join(_BEGINNINGS) + rb")[A-Za-z0-9+/]{40}", re.MULTILINE)
"""The beginnings of PDF, Word, RTF, PNG, JPEG and TIFF files in base64."""
_ATTACHED = re.compile(
    rb"^ATTACH;[^\n]{0,1000}?(?:ENCODING=BASE64|VALUE=BINARY)", re.MULTILINE | re.IGNORECASE
)
"""A file within an invitation (RFC 5545 3.8.1.1)."""
_FOLDED = re.compile(rb"\r?\n[ \t]")
_DATA_URL = re.compile(
    rb"data:([a-z0-9!#$&^_.+/-]{0,100})((?:;[^;,\"'<>\s]{0,100}){0,5}),([A-Za-z0-9+/=%\s_.~-]{0,24000})",
    re.IGNORECASE,
)
"""A file within a link (RFC 2397); its first 24,000 letters tell what it is."""
_NO_PAGES = ("audio/", "video/", "text/", "font/", "image/svg", "application/json", "application/javascript")
_PART = re.compile(rb"^content-(?:type|transfer-encoding|disposition)[ \t]*:", re.MULTILINE | re.IGNORECASE)


def holds_file(text: bytes, kind: str = "") -> bool:
    """Say whether a text of that media type has a file in it. A picture that cannot be a page is none."""
    if kind == _CALENDAR and _ATTACHED.search(_FOLDED.sub(b"", text)):
        return True
    return _is_written_out(text) or any(_is_file(*linked) for linked in _files_in_links(text))


def hides_part(text: bytes) -> bool:
    """Say whether what stands before the first part of a message, or after the last, is a part that nobody sees."""
    is_part = len(text) > LONGEST_REMARK and _PART.search(text) is not None
    return is_part or looks_like_file(text) or holds_file(text)


def _is_written_out(text: bytes) -> bool:
    """Say whether lines of a text are a file. Most texts have no such word in them, which is soon seen."""
    if b"begin" in text and _UUENCODED.search(text):
        return True
    return any(word in text for word in _BEGINNINGS) and _BASE64.search(text) is not None


def _files_in_links(text: bytes) -> Iterator[tuple[str, bytes]]:
    if b"data:" not in text.lower():
        return
    for found in _DATA_URL.finditer(text):
        kind, ways, written = found[1].decode("latin-1").lower(), found[2].lower(), unquote_to_bytes(found[3])
        yield kind, decode_base64(written)[0] if b";base64" in ways else written


def _is_file(kind: str, content: bytes) -> bool:
    if looks_like_document(content):
        return True
    if kind.startswith(_NO_PAGES) or "font" in kind:
        return False
    if kind.startswith("image/"):
        return not is_small_picture(kind, content)
    return kind.startswith("application/") or looks_like_file(content)
