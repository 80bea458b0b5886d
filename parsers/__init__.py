"""Read what comes back: a returned file to a Reading, and a Reading to a Record."""

from parsers.errors import Failed, Refused, Unread
from parsers.interpret import interpret, record_unread
from parsers.readers import read, read_each
from parsers.reading import Found, Reading

__all__ = [
    "Failed",
    "Found",
    "Reading",
    "Refused",
    "Unread",
    "interpret",
    "read",
    "read_each",
    "record_unread",
]
