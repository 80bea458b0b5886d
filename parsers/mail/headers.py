"""The headers of a message or of one of its parts (RFC 5322 2.2, RFC 2045 5), read without trusting them.

Only the few headers that are asked for are decoded, and none that is longer than such a header is. The
library's own parsing of a header of 420 kB took 2 GB of memory.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses

from parsers.errors import Refused
from parsers.mail.parts import clean_name

LONGEST_BLOCK = 500_000
"""The most bytes of all headers of one part. A message to a thousand people has some 60,000."""
LONGEST_HEADER = 8_000
"""The most characters of a header that is decoded."""
LONGEST_ID = 250

_BEGINNING = re.compile(rb"[!-9;-~]{1,100}[ \t]*:")
_END = re.compile(rb"\r?\n\r?\n")
_FIELD = re.compile(r"([!-9;-~]{1,100})[ \t]*:(.*)", re.DOTALL)
_FOLD = re.compile(r"\r?\n(?=[ \t])")
_LINE = re.compile(r"\r?\n")
_KNOWN = frozenset(
    {
        "bcc",
        "cc",
        "content-type",
        "date",
        "delivered-to",
        "dkim-signature",
        "from",
        "in-reply-to",
        "message-id",
    }
    | {
        "mime-version",
        "received",
        "references",
        "reply-to",
        "return-path",
        "sender",
        "subject",
        "thread-topic",
        "to",
    }
)


@dataclass(frozen=True)
class Headers:
    """Headers in order, names in small letters, values unfolded and not decoded."""

    fields: tuple[tuple[str, str], ...]

    def first(self, name: str) -> str:
        """Return the first header of that name; '' where there is none, or one too long to be true."""
        value = next((value for field, value in self.fields if field == name), "")
        return value if len(value) <= LONGEST_HEADER else ""

    def parameter(self, header: str, name: str) -> str:
        """Return a parameter of a header, in whichever of the ways it is coded (RFC 2231, RFC 2047)."""
        try:
            value = self._structured(header).get_param(name, "", header)
        except (ValueError, TypeError, IndexError, LookupError):
            return ""
        charset, _, text = value if isinstance(value, tuple) else ("", "", value)
        return decode_bytes(text.encode("latin-1", "replace"), charset) if charset else decode_words(text)

    @property
    def content_type(self) -> str:
        """The media type in small letters, '' where none is given or it is no type."""
        given = self.first("content-type")
        kind = given.partition(";")[0].strip().lower()
        return kind if re.fullmatch(r"[!-.0-~]+/[!-.0-~]+", kind) else ""

    @property
    def disposition(self) -> str:
        """`inline`, `attachment` or whatever else is given, in small letters."""
        return self.first("content-disposition").partition(";")[0].strip().lower()

    @property
    def file_name(self) -> str:
        """The name that the part was given, cleaned for showing; '' where none was."""
        given = self.parameter("content-disposition", "filename") or self.parameter("content-type", "name")
        return clean_name(given) if given else ""

    @property
    def sender(self) -> str:
        """The address in From, else in Sender, else what stands there; '' where nothing does."""
        given = self.first("from") or self.first("sender")
        addresses = (address for _, address in getaddresses([given]) if "@" in address)
        return clean_text(next(addresses, "") or decode_words(given))

    @property
    def message_id(self) -> str:
        """The Message-ID with its angle brackets, '' where there is none."""
        return clean_text(self.first("message-id"))

    def are_too_long(self) -> bool:
        """Say whether a header that says what the part is, is too long to be decoded."""
        decisive = ("content-type", "content-disposition", "content-transfer-encoding")
        return any(field in decisive and len(value) > LONGEST_HEADER for field, value in self.fields)

    def _structured(self, header: str) -> Message:
        message = Message()
        message[header] = self.first(header)
        return message


def read_headers(data: bytes, start: int = 0, end: int | None = None) -> tuple[Headers, int]:
    """Return the headers at the start of a message or part, and where its body begins. Raises Refused."""
    end = len(data) if end is None else end
    if data.startswith((b"\n", b"\r\n"), start, end):
        return Headers(()), data.index(b"\n", start) + 1
    found = _END.search(data, start, min(end, start + LONGEST_BLOCK))
    if found is None and end - start > LONGEST_BLOCK:
        raise Refused("headers-too-long")
    stop, body = found.span() if found else (end, end)
    return Headers(tuple(_fields(_decode(data[start:stop])))), body


def looks_like_message(data: bytes) -> bool:
    """Say whether a file begins as a message does: with headers and nothing else, two of them known to mail."""
    start = data[:LONGEST_BLOCK].lstrip(b"\xef\xbb\xbf\r\n")
    if not _BEGINNING.match(start):
        return False
    head = _decode(start)
    block, empty_line, _ = head.replace("\r\n", "\n").partition("\n\n")
    lines = _LINE.split(_FOLD.sub(" ", block))
    if not empty_line and len(data) > LONGEST_BLOCK:
        lines.pop()
    names = [_name_of(line) for line in lines if line]
    return "" not in names and len(_KNOWN.intersection(names)) >= 2


def decode_words(text: str) -> str:
    """Return a header's text with its encoded words (RFC 2047) decoded, as far as they can be."""
    try:
        pieces = decode_header(text)
    except (HeaderParseError, ValueError):
        return text
    return "".join(
        piece if isinstance(piece, str) else decode_bytes(piece, charset or "") for piece, charset in pieces
    )


def decode_bytes(text: bytes, charset: str) -> str:
    """Return text in that character set, or where it is unknown or wrong in the likeliest."""
    for likely in (charset, "utf-8"):
        try:
            return text.decode(likely)
        except (LookupError, ValueError):
            continue
    return text.decode("cp1252", "replace")


def clean_text(text: str) -> str:
    """Return a header's text on one line, printable and not too long."""
    plain = "".join(character for character in " ".join(text.split()) if character.isprintable())
    return plain[:LONGEST_ID]


def _decode(block: bytes) -> str:
    try:
        return block.decode("utf-8")
    except ValueError:
        return block.decode("latin-1")


def _fields(block: str) -> Iterator[tuple[str, str]]:
    """Yield name and value of each header; a line that is none is passed over."""
    for line in _LINE.split(_FOLD.sub("", block)):
        if found := _FIELD.match(line):
            yield found[1].lower(), found[2].strip()


def _name_of(line: str) -> str:
    found = _FIELD.match(line)
    return found[1].lower() if found else ""
