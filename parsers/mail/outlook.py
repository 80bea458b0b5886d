"""A message saved by Outlook, .msg ([MS-OXMSG], in an OLE file, [MS-CFB]), read with python-oxmsg.

That library reads every stream of the file at once, so what a harmful file could make of that is counted first.
"""

import datetime as dt
import io
from collections.abc import Iterator
from functools import partial

from olefile import OleFileIO
from oxmsg.attachment import Attachment
from oxmsg.domain import constants as pid
from oxmsg.properties import Properties
from oxmsg.storage import Storage

from escalation.records import Message
from parsers.compound import damage_said, open_compound
from parsers.errors import Failed, Refused, Unread
from parsers.mail.attachments import TEXT, judge_attachment
from parsers.mail.dates import read_carrier, uk_day
from parsers.mail.headers import clean_text, read_headers
from parsers.mail.messages import pictures_shown, read_message, says_anything
from parsers.mail.mime import MAX_PARTS
from parsers.mail.parts import Carrier, Item, Opened, PartState, clean_name, ignored_item, unread_item
from parsers.mail.pasted import holds_file

MAX_ENTRIES = 20_000
"""The most streams and storages of a file: some twenty for each person that the message went to."""
MAX_SIBLINGS = 2_500
"""The most of them in one storage."""
MAX_PROPERTIES = 65_536
"""The most bytes of a list of properties, at 16 bytes each."""

_PROPERTIES = "__properties_version1.0"
_TOP_HEADER, _INNER_HEADER = 32, 24
_EMBEDDED = "__substg1.0_3701000D"
_TNEF = b"\x78\x9f\x3e\x22"
_LINKS, _MESSAGE, _OBJECT = (2, 3, 4, 7), 5, 6
_YEARS = range(1996, 9_999)


def is_winmail(data: bytes) -> bool:
    """Say whether this is in what Outlook packs attachments for another, winmail.dat ([MS-OXTNEF], 2.1.3.1)."""
    return data.startswith(_TNEF)


def is_outlook_message(data: bytes) -> bool:
    """Say whether an OLE file is a message: only there do the properties stand at the top."""
    if _PROPERTIES.encode("utf-16-le") not in data:
        return False
    with open_compound(io.BytesIO(data)) as ole:
        return any(kid.name == _PROPERTIES for kid in ole.root.kids)


def read_outlook_message(data: bytes) -> Opened:
    """Return a message, opened. Raises Unread."""
    with open_compound(io.BytesIO(data)) as ole:
        _check_streams(ole, len(data))
        with damage_said():
            storage = Storage.from_ole(ole)
    return _open_storage(storage, _TOP_HEADER)


def _check_streams(ole: OleFileIO, size: int) -> None:
    """Refuse streams that are more together than the file, by lying over one another, or too many. Raises Refused."""
    waiting, entries, held = [ole.root], 0, 0
    while waiting:
        kids = waiting.pop().kids
        entries += len(kids)
        held += sum(kid.size for kid in kids)
        waiting += kids
        lists = [kid.size for kid in kids if kid.name == _PROPERTIES]
        if (
            entries > MAX_ENTRIES
            or len(kids) > MAX_SIBLINGS
            or held > size
            or max(lists, default=0) > MAX_PROPERTIES
        ):
            raise Refused("bomb")


def _open_storage(storage: Storage, header: int) -> Opened:
    """Return the message in a storage, whose list of properties has a header of so many bytes. Raises Unread."""
    properties = Properties(storage, properties_header_offset=header)
    attachments = list(storage.iter_attachment_storages())
    if len(attachments) > MAX_PARTS:
        raise Refused("too-many-parts")
    with damage_said():
        return Opened(_items(properties, attachments), _read_carrier(properties))


def _items(properties: Properties, attachments: list[Storage]) -> Iterator[Item]:
    shown = _pictures_shown(properties)
    yield _text_item(properties)
    for storage in attachments:
        try:
            yield _item(storage, shown)
        except Unread as unread:
            yield unread_item("attachment", unread)


def _text_item(properties: Properties) -> Item:
    if holds_file(_text(properties, pid.PID_BODY).encode()) or holds_file(_html(properties)):
        return unread_item(TEXT, Refused("attachment-pasted"))
    return ignored_item(TEXT, "message-blank" if _is_blank(properties) else "message-text")


def _item(storage: Storage, shown: set[str]) -> Item:
    with damage_said():
        return _read_attachment(Attachment(storage).properties, storage, shown)


def _read_attachment(properties: Properties, storage: Storage, shown: set[str]) -> Item:
    """Return an attachment by the way it is held ([MS-OXCMSG] 2.2.2.9). May raise anything where it is damaged."""
    name = _text(properties, pid.PID_ATTACH_LONG_FILENAME) or _text(properties, pid.PID_ATTACH_FILENAME)
    name = name or _text(properties, pid.PID_DISPLAY_NAME)
    shown_name = clean_name(name) if name else ""
    method = properties.int_prop_value(pid.PID_ATTACH_METHOD)
    if method in _LINKS:
        return unread_item(shown_name or "attachment", Refused("attachment-linked"))
    if method == _OBJECT:
        return unread_item(shown_name or "attachment", Refused("other-format"))
    if method == _MESSAGE:
        inner = next(one for one in storage.storages if one.name == _EMBEDDED)
        opens = partial(_open_storage, inner, _INNER_HEADER)
        return Item(shown_name or "message", PartState.CONTENT, opens=opens)
    return _file(shown_name, properties, shown)


def _file(name: str, properties: Properties, shown: set[str]) -> Item:
    content = properties.binary_prop_value(pid.PID_ATTACH_DATA_BINARY)
    if content is None:
        raise Failed("damaged")
    kind = _text(properties, pid.PID_ATTACH_MIME_TAG).lower()
    if kind == "multipart/signed":
        # Outlook keeps a signed message whole in one attachment ([MS-OXOSMIME] 2.1.2).
        return Item(name or "message", PartState.CONTENT, content, opens=partial(read_message, content))
    content_id = _text(properties, pid.PID_ATTACH_CONTENT_ID).strip("<> ")
    is_inline = content_id in shown or bool(properties.int_prop_value(pid.PID_ATTACHMENT_HIDDEN))
    return judge_attachment(name, kind, content, is_inline=is_inline, is_cut=False)


def _read_carrier(properties: Properties) -> Carrier:
    """Return when and from whom it came: by the headers that it travelled with, else by what Outlook noted."""
    headers, _ = read_headers(_text(properties, pid.PID_TRANSPORT_MESSAGE_HEADERS).encode())
    travelled = read_carrier(headers)
    sent = travelled.message.sent or _moment(properties, pid.PID_CLIENT_SUBMIT_TIME)
    noted = _moment(properties, pid.PID_MESSAGE_DELIVERY_TIME) or sent
    message = Message(
        sent=sent,
        sender=travelled.message.sender or _sender(properties),
        id=travelled.message.id or clean_text(_text(properties, pid.PID_INTERNET_MESSAGE_ID)),
    )
    return Carrier(message, travelled.received if headers.first("received") else uk_day(noted))


def _sender(properties: Properties) -> str:
    """Return the address: inside one organisation, Exchange gives a path of its own in the usual place."""
    addresses = [
        _text(properties, tag) for tag in (pid.PID_SENDER_SMTP_ADDRESS, pid.PID_SENDER_EMAIL_ADDRESS)
    ]
    with_at = next((address for address in addresses if "@" in address), "")
    return clean_text(with_at or _text(properties, pid.PID_SENDER_NAME) or addresses[1])


def _pictures_shown(properties: Properties) -> set[str]:
    return pictures_shown(_html(properties))


def _html(properties: Properties) -> bytes:
    return properties.binary_prop_value(pid.PID_HTML) or _text(properties, pid.PID_BODY_HTML).encode()


def _is_blank(properties: Properties) -> bool:
    """Say whether the message has no text; one that holds it only as compressed RTF is not looked into."""
    plain, html = _text(properties, pid.PID_BODY).encode(), _html(properties)
    if not plain and not html:
        return properties.binary_prop_value(pid.PID_RTF_COMPRESSED) is None
    return not says_anything(plain) and not says_anything(html)


def _text(properties: Properties, tag: int) -> str:
    """Return a text property, '' where there is none or its letters cannot be told."""
    try:
        return (properties.str_prop_value(tag) or "").rstrip("\x00")
    except (ValueError, KeyError):
        return ""


def _moment(properties: Properties, tag: int) -> dt.datetime | None:
    try:
        moment: object = properties.date_prop_value(tag)
    except OverflowError:
        return None
    return moment if isinstance(moment, dt.datetime) and moment.year in _YEARS else None
