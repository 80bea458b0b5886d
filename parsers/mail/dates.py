"""The dates of a message: which of them is evidence of when it came, and on which day in the United Kingdom.

The time in `Date` is what the sender's own machine said when the message was written: a wrong clock, a message that
lay in an outbox, or a sender who chose it. The topmost `Received` was put there last, by the server that delivered
the message to its reader, who is the one that gave it to us; those below it are the word of others. It is
never before the sending, so a form that is in time by it was in time. So `received` is the day of the topmost
`Received`, and of `Date` only where there is none, as in a message saved from the sender's own folder.

A date without its time zone names no moment, and so no day; '-0000' names one, without saying where (RFC 5322 3.3).
"""

import datetime as dt
import re
from email.utils import parsedate_to_datetime

from escalation.records import Message
from parsers.mail.headers import Headers
from parsers.mail.parts import Carrier

_ZONE = re.compile(r"(?:[+-]\d{4}|\b(?:GMT|UTC|UT|Z|[ECMP][SD]T))\s*$", re.IGNORECASE)
_COMMENT = re.compile(r"\([^()]*\)")
_YEARS = range(1996, 9_999)
_HOUR = dt.timedelta(hours=1)


def read_carrier(headers: Headers) -> Carrier:
    """Return what a message's headers say of when and from whom it came."""
    sent = read_date(headers.first("date"))
    arrived = read_date(_COMMENT.sub(" ", headers.first("received")).rpartition(";")[2])
    message = Message(sent=sent, sender=headers.sender, id=headers.message_id)
    return Carrier(message, uk_day(arrived or sent))


def read_date(text: str) -> dt.datetime | None:
    """Return the moment that a header's date names, in the zone it gives. None where it names none."""
    plain = _COMMENT.sub(" ", text).strip()
    if not _ZONE.search(plain):
        return None
    try:
        moment = parsedate_to_datetime(plain)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if moment.year not in _YEARS:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def uk_day(moment: dt.datetime | None) -> dt.date | None:
    """Return the day that it was in the United Kingdom. None for None.

    Summer time is an hour ahead from 1 a.m. Greenwich mean time on the last Sunday of March until the same on the
    last Sunday of October (Summer Time Act 1972, section 1, as amended by SI 2002/262). It is counted here because
    Windows has no time zones that Python could ask; a test compares it with those of other systems.
    """
    if moment is None:
        return None
    utc = moment.astimezone(dt.UTC)
    is_summer = _last_sunday(utc.year, 3) <= utc < _last_sunday(utc.year, 10)
    return (utc + _HOUR if is_summer else utc).date()


def _last_sunday(year: int, month: int) -> dt.datetime:
    """Return 1 a.m. of the last Sunday of a month that has 31 days."""
    last = dt.datetime(year, month, 31, 1, tzinfo=dt.UTC)
    return last - dt.timedelta(days=(last.weekday() + 1) % 7)
