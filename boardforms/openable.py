"""What may be opened as a file that somebody sent: nothing but a regular file."""

import os
import stat
from pathlib import Path

from boardforms.receiving.schema import NAME
from parsers import Failed, Refused


def why_not_opened(path: Path) -> Failed | Refused | None:
    """Return why a place in a folder is not opened; None for a regular file. Nothing is opened to find out.

    A pipe would be waited on for ever, a device may do anything, and a link to a folder may lead in circles.
    """
    try:
        mode = path.stat().st_mode
    except OSError:
        return Failed("cannot-open")
    if stat.S_ISREG(mode):
        return None
    if not stat.S_ISDIR(mode):
        return Refused("not-a-file")
    if path.is_symlink():
        return Refused("linked-folder")
    if holds_journal(path):
        return Refused("journal-folder")
    return Failed("cannot-open", "The folder cannot be opened on this machine: nothing in it was read.")


def holds_journal(folder: Path) -> bool:
    """Say whether a folder is a journal's own; False where it cannot be looked into."""
    return os.path.isfile(folder / NAME)  # noqa: PTH113 - Path.is_file raises there
