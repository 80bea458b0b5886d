"""Where programs of the system are found: never in the folder from which a command is run."""

import os
import shutil
import sys
from pathlib import Path


def find_program(name: str) -> Path | None:
    """Return where a program is, by the folders of PATH; None where it is in none of them.

    Folders that are not named from the root are passed over, and with them the current one, in which Windows looks
    first: it may hold what somebody sent.
    """
    file = f"{name}.exe" if sys.platform == "win32" else name
    folders = (Path(folder) for folder in os.get_exec_path())
    found = (shutil.which(str(folder / file)) for folder in folders if folder.is_absolute())
    return next((Path(path) for path in found if path), None)
