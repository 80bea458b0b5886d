"""What came out of a file that carries others: a part each, with what is known of the message that brought it."""

import datetime as dt
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from escalation.codes import notice
from escalation.findings import Finding
from escalation.records import Message
from parsers.errors import Unread

LONGEST_NAME = 120
"""The most characters of a name that are kept: enough to tell attachments apart."""
UNNAMED = "unnamed"


class PartState(StrEnum):
    """What became of a part.

    `content`: it was taken out and may be a return. `ignored`: by its nature it is none (the text of a message, a
    logo). `refused`: we will not take it out. `failed`: we could not.
    """

    CONTENT = "content"
    IGNORED = "ignored"
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(frozen=True)
class Carrier:
    """The message that a part came in, and the day by which that message shows the part to have been sent.

    `received` is in UK local time; `parsers.mail.dates` says which of a message's dates it is. None: not known.
    """

    message: Message
    received: dt.date | None = None


@dataclass(frozen=True)
class Part:
    """One thing that came in: a file of its own, or one taken out of what carried it.

    `name` is for showing only, never a path: it has no folders, no control characters and no marks that turn the
    direction of writing; it may name a child. `chain` is what the part came through, outermost first
    ('message 2', 'forms.zip'). `carriers` are the messages among it, outermost first; the last brought the part.

    `content` is there where `state` is `content`, and `finding` then is None; else `finding` says why there is none.
    `findings` belong to the record of the part, whatever is read in it: that the message stops half way, for one.
    """

    name: str
    state: PartState
    content: bytes | None = None
    finding: Finding | None = None
    chain: tuple[str, ...] = ()
    carriers: tuple[Carrier, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def message(self) -> Message | None:
        """The innermost message that brought the part: its date, its sender and its id. None: no message did."""
        return self.carriers[-1].message if self.carriers else None

    @property
    def received(self) -> dt.date | None:
        """The day, in UK local time, by which messages show the part to have been sent. None: not known.

        Decisions 3 and 11: the message that brought a record is evidence that the record was
        distributed by then. Of a message forwarded whole, the one inside brought the record first, so its day counts
        and not the day on which somebody passed it on. It cannot be later than the day of a message around it: the
        record was in that one. Where it is, or is missing (a draft, attached), the message around it counts.
        """
        days = [carrier.received for carrier in self.carriers if carrier.received]
        return min(days, default=None)


@dataclass(frozen=True)
class Item:
    """One thing in a message or zip folder. `opens` takes it apart, where it is known to hold others."""

    name: str
    state: PartState
    content: bytes | None = None
    finding: Finding | None = None
    findings: tuple[Finding, ...] = ()
    opens: Callable[[], "Opened"] | None = None


@dataclass(frozen=True)
class Opened:
    """What holds others, opened. `carrier` is there for a message. Going on with `items` may raise Unread."""

    items: Iterator[Item]
    carrier: Carrier | None = None


def content_item(name: str, content: bytes, *codes: str) -> Item:
    """Return a thing that was taken out, with findings of those codes."""
    return Item(name, PartState.CONTENT, content, findings=tuple(notice(code) for code in codes))


def ignored_item(name: str, code: str) -> Item:
    """Return a thing that is no return by its nature."""
    return Item(name, PartState.IGNORED, finding=notice(code))


def unread_item(name: str, unread: Unread) -> Item:
    """Return a thing that was refused or could not be taken out."""
    finding = notice(unread.code, message=unread.message)
    return Item(name, PartState(unread.state.value), finding=finding)


def clean_name(name: str) -> str:
    """Return a name as it may be shown: its last path part, printable, on one line and not too long."""
    last = name[-4_096:].replace("\\", "/").rstrip("/").rpartition("/")[2]
    shown = "".join(" " if character.isspace() else character for character in last)
    plain = "".join(character for character in shown if unicodedata.category(character)[0] != "C")
    single = " ".join(plain.split())
    if set(single) <= {"."}:
        return UNNAMED
    return single if len(single) <= LONGEST_NAME else f"{single[:90]}…{single[-(LONGEST_NAME - 91) :]}"
