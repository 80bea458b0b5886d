"""Open whatever came, down to the files that hold nothing else, and account for each of them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial

from escalation.records import Message
from parsers.containers.zips import is_document, is_zip, open_folder, read_zip
from parsers.errors import Failed, Refused, Unread
from parsers.gate import MAX_INFLATED, check_size
from parsers.mail.attachments import looks_like_document
from parsers.mail.headers import looks_like_message
from parsers.mail.mailboxes import MAX_PIECE, Piece, is_mbox, split_mbox
from parsers.mail.messages import read_message
from parsers.mail.outlook import is_outlook_message, is_winmail, read_outlook_message
from parsers.mail.parts import (
    Carrier,
    Item,
    Opened,
    Part,
    PartState,
    clean_name,
    content_item,
    ignored_item,
    unread_item,
)
from parsers.mail.pasted import holds_file

MAX_DEPTH = 8
"""How many things a file may lie in: messages, mailboxes and zip folders, one in the other."""
MAX_PARTS = 5_000
"""The most parts that one file is taken apart into."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RESOURCE_FORK = b"\x00\x05\x16\x07"
_SYSTEM_FILES = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
_LOCK_FILES, _LONGEST_LOCK = ("~$", ".~lock."), 1_000
"""How the names begin of the small files that Word and LibreOffice keep beside one that is open."""
_FROM_MAIL_PROGRAMS = (b"BEGIN:VCARD", b"BEGIN:VCALENDAR", b"-----BEGIN PGP PUBLIC KEY BLOCK-----")
"""How what mail programs attach by themselves begins: a business card, an invitation, a key."""
_Opener = Callable[[], Opened]


def open_piece(piece: Piece) -> Iterator[Part]:
    """Yield the parts of a piece that `list_pieces` found: see `open_parts`. Raises OSError."""
    try:
        data = piece.read()
    except Unread as unread:
        yield _part(unread_item(clean_name(piece.name), unread), _Place())
        return
    yield from open_parts(data, piece.name, is_message=piece.length is not None)


def open_parts(data: bytes, name: str = "", *, is_message: bool = False) -> Iterator[Part]:
    """Yield all that a file brings: itself, if it carries nothing, else what it carries, in order.

    What each file is, is told by its content: a Word file is never opened, though it is a zip file. `is_message`: it
    is known to be a message. Whatever lies inside is yielded once: as content, as ignored, or as refused or failed,
    with the reason. A message that brought nothing but its text gives one part more, `message-without-form`. Where
    the limits of the whole are reached, the last part says so, and the rest is left.

    The same bytes give the same parts in the same order. Raises MemoryError, and nothing else.
    """
    shown = clean_name(name)
    item = content_item(shown, data)
    if is_message:
        item = replace(item, opens=partial(read_message, data))
    try:
        yield from _Opening().open(item, _Place())
    except _Exhausted as exhausted:
        yield _part(unread_item(shown, Refused(exhausted.code)), _Place())


class _Exhausted(Exception):
    """The limits of the whole were reached, with the code that says which."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class _Place:
    """What a thing lies in, from the outside."""

    chain: tuple[str, ...] = ()
    carriers: tuple[Carrier, ...] = ()

    def inside(self, name: str, carrier: Carrier | None) -> "_Place":
        """Return the place of what lies in a thing of that name here. A message that says nothing carries nothing."""
        more = (carrier,) if carrier and carrier != Carrier(Message()) else ()
        return _Place((*self.chain, name), (*self.carriers, *more))


class _Opening:
    """One file being taken apart, with what has been taken out of it so far."""

    def __init__(self) -> None:
        self.parts = 0
        self.taken = 0

    def open(self, item: Item, place: _Place) -> Iterator[Part]:
        """Yield the parts of a thing in that place. Raises _Exhausted."""
        try:
            self._count(item)
            opener = item.opens or _find_opener(item)
            if opener is None:
                yield _part(_check_leaf(item), place)
                return
            if len(place.chain) == MAX_DEPTH:
                raise Refused("too-deep")
            yield from self._open_carrier(item, _open_safely(opener), place)
        except Unread as unread:
            yield _part(unread_item(item.name, unread), place)

    def _open_carrier(self, item: Item, opened: Opened, place: _Place) -> Iterator[Part]:
        """Yield the parts of what holds others. Raises Unread, _Exhausted."""
        inside = place.inside(item.name, opened.carrier)
        brought_nothing = True
        for inner in opened.items:
            for part in self.open(replace(inner, findings=item.findings + inner.findings), inside):
                brought_nothing = brought_nothing and part.state is PartState.IGNORED
                yield part
        if brought_nothing:
            code = "message-without-form" if opened.carrier else "empty-file"
            yield _part(unread_item(item.name, Refused(code)), inside if opened.carrier else place)

    def _count(self, item: Item) -> None:
        self.parts += 1
        self.taken += len(item.content or b"")
        if self.parts > MAX_PARTS:
            raise _Exhausted("too-many-parts")
        if self.taken > MAX_INFLATED + MAX_PIECE:
            raise _Exhausted("bomb")


def _find_opener(item: Item) -> _Opener | None:
    """Return what takes a thing apart; None for what holds nothing else. Raises Unread."""
    data = item.content
    if data is None:
        return None
    if is_zip(data):
        archive = open_folder(data)
        return None if is_document(archive) else partial(read_zip, data, archive)
    if data.startswith(_OLE):
        return partial(read_outlook_message, data) if is_outlook_message(data) else None
    if is_mbox(data):
        return partial(_open_mbox, data)
    return partial(read_message, data) if looks_like_message(data) else None


def _open_safely(opener: _Opener) -> Opened:
    """Return what is opened; a fault in opening it, or in going on with it, is Failed. Raises Unread."""
    with _faults_as_failed():
        opened = opener()
    return replace(opened, items=_go_on_safely(opened.items))


def _go_on_safely(items: Iterator[Item]) -> Iterator[Item]:
    while True:
        with _faults_as_failed():
            item = next(items, None)
        if item is None:
            return
        yield item


@contextmanager
def _faults_as_failed() -> Iterator[None]:
    """Turn what nobody foresaw into a reason, but for want of memory: what such a process does next is not known."""
    try:
        yield
    except (Unread, MemoryError):
        raise
    except Exception as error:  # one thing that trips the program must not lose the others of its message
        raise Failed("unreadable") from error


def _open_mbox(data: bytes) -> Opened:
    return Opened(
        Item(f"message {number}", PartState.CONTENT, message, opens=partial(read_message, message))
        for number, message in enumerate(split_mbox(data), 1)
    )


def _check_leaf(item: Item) -> Item:
    """Return a thing that holds nothing else, as content if it may be a return. Raises Refused."""
    if item.content is None:
        return item
    if is_system_file(item.name, item.content):
        return ignored_item(item.name, "system-file")
    check_size(item.content)
    if is_winmail(item.content):
        raise Refused("winmail")
    return item


def is_system_file(name: str, content: bytes) -> bool:
    """Say whether this is what a Mac, Windows, Word or LibreOffice adds beside a person's files, or a mail program.

    Of a longer file, its first 2,000 bytes tell as well.
    """
    is_lock = name.startswith(_LOCK_FILES) and len(content) < _LONGEST_LOCK
    is_named = name.casefold() in _SYSTEM_FILES and (
        content.startswith(_OLE) or not looks_like_document(content)
    )
    return is_lock or is_named or content.startswith(_RESOURCE_FORK) or _is_from_mail_program(content)


def _is_from_mail_program(content: bytes) -> bool:
    """Say whether this is a business card, an invitation or a key, and no file is written out in it."""
    is_one = content[:100].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_FROM_MAIL_PROGRAMS)
    return is_one and not looks_like_document(content) and not holds_file(content, "text/calendar")


def _part(item: Item, place: _Place) -> Part:
    return Part(item.name, item.state, item.content, item.finding, place.chain, place.carriers, item.findings)
