"""What may be opened as a file that somebody sent: nothing but a regular file."""

import stat
from pathlib import Path

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
    return Failed("cannot-open", "The folder cannot be opened on this machine: nothing in it was read.")
