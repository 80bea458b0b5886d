"""The parts of a message (RFC 2045, 2046), found without copying it, under limits that are counted first."""

import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass

from parsers.errors import Failed, Refused, Unread
from parsers.mail.coding import decode_base64, decode_uu
from parsers.mail.headers import Headers, read_headers
from parsers.mail.pasted import hides_part

MAX_PARTS = 1_000
"""The most parts that one message may have."""
MAX_NESTING = 20
"""How deep groups of parts may lie in one another within one message."""
LONGEST_BOUNDARY = 200
"""The standard allows 70 characters."""

_INK = re.compile(rb"\S")
_LINE_END = re.compile(rb"(--)?[ \t]*(?:\r?\n|\Z)")
_PLAIN = frozenset({"", "7bit", "8bit", "binary"})
_UUENCODED = frozenset({"x-uuencode", "x-uue", "uuencode"})


@dataclass(frozen=True)
class Entity:
    """A part that holds no other, or the reason why a group of parts was not gone through.

    Its body lies in the message from `start` to `end`. `is_cut`: the message stops before the part does.
    """

    headers: Headers
    content_type: str
    start: int
    end: int
    is_cut: bool = False
    unread: Unread | None = None


def find_entities(data: bytes) -> Iterator[Entity]:
    """Yield the parts of a message, those of groups within groups as well, in order.

    What stands before the first boundary of a group is for programs that know no groups (RFC 2046 5.1.1), and is
    passed over; what stands after the last is yielded as text. Where a file lies there, it is yielded as refused.
    Raises Refused.
    """
    entities = _enter(data, 0, len(data), is_cut=False, default="text/plain", depth=0)
    for count, entity in enumerate(entities, 1):
        if count > MAX_PARTS:
            raise Refused("too-many-parts")
        yield entity


def _enter(data: bytes, start: int, end: int, *, is_cut: bool, default: str, depth: int) -> Iterator[Entity]:
    headers, body = read_headers(data, start, end)
    kind = headers.content_type or default
    if headers.are_too_long():
        yield Entity(headers, kind, body, end, unread=Refused("headers-too-long"))
    elif not kind.startswith("multipart/"):
        yield Entity(headers, kind, body, end, is_cut)
    elif kind == "multipart/encrypted":
        yield Entity(headers, kind, body, end, unread=Refused("message-encrypted"))
    elif depth == MAX_NESTING:
        yield Entity(headers, kind, body, end, unread=Refused("too-deep"))
    else:
        yield from _enter_group(data, Entity(headers, kind, body, end, is_cut), depth)


def _enter_group(data: bytes, group: Entity, depth: int) -> Iterator[Entity]:
    boundary = group.headers.parameter("content-type", "boundary").rstrip()
    spans, closed = _divide(data, boundary, group) if boundary else ([], None)
    if not spans:
        yield Entity(group.headers, group.content_type, group.start, group.end, unread=Failed("damaged"))
        return
    if hides_part(data[group.start : spans[0][0]]):
        yield _hidden(group.start, spans[0][0])
    default = "message/rfc822" if group.content_type == "multipart/digest" else "text/plain"
    for number, (start, end) in enumerate(spans, 1):
        is_cut = number == len(spans) and closed is None
        yield from _enter(data, start, end, is_cut=is_cut, default=default, depth=depth + 1)
    if closed is not None and hides_part(data[closed : group.end]):
        yield _hidden(closed, group.end)
    elif closed is not None and _INK.search(data, closed, group.end):
        yield Entity(Headers(()), "text/plain", closed, group.end)


def _hidden(start: int, end: int) -> Entity:
    """Return a file that lies outside the parts of a group, where mail programs show it to nobody."""
    return Entity(Headers(()), "text/plain", start, end, unread=Refused("attachment-pasted"))


def _divide(data: bytes, boundary: str, group: Entity) -> tuple[list[tuple[int, int]], int | None]:
    """Return where each part of a group lies, and where its last boundary ends; None where that is missing.

    Raises Refused.
    """
    if len(boundary) > LONGEST_BOUNDARY:
        raise Refused("headers-too-long")
    mark = b"--" + boundary.encode("utf-8", "replace")
    if data.count(mark, group.start, group.end) > 2 * MAX_PARTS:
        raise Refused("too-many-parts")
    spans: list[tuple[int, int]] = []
    begun: int | None = None
    for at, after, is_last in _find_delimiters(data, mark, group.start, group.end):
        if begun is not None:
            spans.append((begun, max(at, begun)))
        if is_last:
            return spans, after
        begun = after
    return ([*spans, (begun, group.end)] if begun is not None else spans), None


def _find_delimiters(data: bytes, mark: bytes, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Yield where each boundary begins, with the line break before it, where it ends, and whether it is the last."""
    at = data.find(mark, start, end)
    while at >= 0:
        found = _LINE_END.match(data, at + len(mark), end)
        if found and (at == start or data[at - 1 : at] == b"\n"):
            before = at - (2 if data[at - 2 : at] == b"\r\n" else 1) if at > start else at
            yield max(before, start), found.end(), found[1] is not None
        at = data.find(mark, at + len(mark), end)


def decode_body(data: bytes, entity: Entity) -> tuple[bytes, bool]:
    """Return a part's content, and whether some of it is missing or damaged."""
    body = data[entity.start : entity.end]
    coding = entity.headers.first("content-transfer-encoding").partition(";")[0].strip().lower()
    if coding == "base64":
        content, is_whole = decode_base64(body)
    elif coding == "quoted-printable":
        content, is_whole = quopri.decodestring(body), True
    elif coding in _UUENCODED:
        content, is_whole = decode_uu(body)
    else:
        content, is_whole = body, coding in _PLAIN
    return content, entity.is_cut or not is_whole
