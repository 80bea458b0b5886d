"""What reading a scan needs beside the program itself, and what to say where it is not there."""

from importlib.util import find_spec

from parsers.errors import Refused
from parsers.programs import find_program

PROGRAM = "tesseract"
EXTRA = ("numpy", "PIL")


def check_tools() -> None:
    """Let a scan be read where everything that it needs is installed. Raises Refused, naming what is not."""
    missing = []
    if any(find_spec(library) is None for library in EXTRA):
        missing.append("the extra called scan: pipx inject boardforms numpy pillow")
    if find_program(PROGRAM) is None:
        missing.append(
            "tesseract: apt install tesseract-ocr on Debian, or its installer on Windows and macOS"
        )
    if missing:
        raise Refused(
            "scan-unreadable-here",
            f"The file is a scan: pictures of pages. To have scans read, install {'; and '.join(missing)}."
            " docs/install.md says how. Until then, type it into a blank form, or ask for the original.",
        )
