"""A message as it travels (RFC 5322): who sent it and when, and what is in it."""

import re
from collections.abc import Iterator
from functools import partial

from parsers.errors import Refused
from parsers.mail.attachments import TEXT, is_text, judge_attachment
from parsers.mail.dates import read_carrier
from parsers.mail.headers import Headers, looks_like_message, read_headers
from parsers.mail.mime import Entity, decode_body, find_entities
from parsers.mail.parts import Item, Opened, PartState, ignored_item, unread_item
from parsers.mail.pasted import holds_file

_BEFORE = b"\xef\xbb\xbf\r\n"
"""What may stand before a message that was saved or passed on: a mark of UTF-8, empty lines."""
LONGEST_TEXT = 5_000_000
"""The most bytes of a message's text in which pictures that it shows are looked for."""
_NOT_SAID = re.compile(
    rb"<[a-z/!][^<>]{0,20000}>|&(?:nbsp|zwnj|zwj|#\d{1,6}|#x[0-9a-f]{1,6});", re.IGNORECASE
)
"""What nobody reads in HTML: tags, and spaces written as codes. A tag stops at the next, which bounds the time."""
_BODY = re.compile(rb"<body\b", re.IGNORECASE)
_LETTER = re.compile(rb"[0-9A-Za-z\x80-\xff]")
_NAMES_PICTURE = re.compile(rb"cid:([^\"'>\s)]{1,250})")


def read_message(data: bytes) -> Opened:
    """Return a message, opened. Raises Unread where its headers or its number of parts go beyond the limits."""
    message = data.lstrip(_BEFORE) if looks_like_message(data) else data
    headers, _ = read_headers(message)
    entities = list(find_entities(message))
    return Opened(_items(message, entities), read_carrier(headers))


def pictures_shown(html: bytes) -> set[str]:
    """Return the content ids that a message's text refers to."""
    return {found.decode("latin-1") for found in _NAMES_PICTURE.findall(html[:LONGEST_TEXT])}


def says_anything(text: bytes) -> bool:
    """Say whether a message's text, plain or HTML, has a letter or figure, tags and what precedes its body aside."""
    body = _BODY.search(text)
    return _LETTER.search(_NOT_SAID.sub(b" ", text[body.start() if body else 0 :])) is not None


def _items(data: bytes, entities: list[Entity]) -> Iterator[Item]:
    shown: set[str] = set()
    for entity in entities:
        if entity.content_type == "text/html" and entity.unread is None:
            shown |= pictures_shown(decode_body(data, entity)[0])
    for entity in entities:
        yield _item(data, entity, shown)


def _item(data: bytes, entity: Entity, shown: set[str]) -> Item:
    headers, kind = entity.headers, entity.content_type
    name = headers.file_name
    if entity.unread is not None:
        return unread_item(name or TEXT, entity.unread)
    content, is_cut = decode_body(data, entity)
    if is_text(kind, name, headers.disposition, content):
        if holds_file(content, kind):
            return unread_item(name or TEXT, Refused("attachment-pasted"))
        return ignored_item(name or TEXT, "message-text" if says_anything(content) else "message-blank")
    item = judge_attachment(name, kind, content, is_inline=_is_inline(headers, shown), is_cut=is_cut)
    if kind == "message/rfc822" and item.content is not None:
        opens = partial(read_message, item.content)
        return Item(name or "message", PartState.CONTENT, content, findings=item.findings, opens=opens)
    return item


def _is_inline(headers: Headers, shown: set[str]) -> bool:
    content_id = headers.first("content-id").strip("<> ")
    return (
        headers.disposition == "inline"
        or content_id in shown
        or (content_id != "" and not headers.disposition)
    )
