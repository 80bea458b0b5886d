"""Read messages, and the mailboxes that they lie in."""

from parsers.mail.mailboxes import Piece, SourceKind, describe_source, list_pieces
from parsers.mail.parts import Carrier, Part, PartState, clean_name

__all__ = [
    "Carrier",
    "Part",
    "PartState",
    "Piece",
    "SourceKind",
    "clean_name",
    "describe_source",
    "list_pieces",
]
