"""Take apart what carries returns: messages, mailboxes and zip folders, in one another as they come."""

from parsers.containers.opening import MAX_DEPTH, MAX_PARTS, is_system_file, open_parts, open_piece

__all__ = ["MAX_DEPTH", "MAX_PARTS", "is_system_file", "open_parts", "open_piece"]
