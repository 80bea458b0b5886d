"""Read scans: pictures of pages, as PNG, JPEG, TIFF or a PDF of pictures. docs/decisions/0010-scans.md says how.

What reads pictures is an extra, and tesseract a program of the system: nothing here is loaded before both are there.
"""

from collections.abc import Sequence

from escalation.definitions import FormDefinition
from escalation.layouts import Layout
from parsers.deadlines import ask_for_time
from parsers.geometry import PagesAligned
from parsers.pages import ReadPage
from parsers.reading import Reading
from parsers.scan.tools import check_tools

SECONDS = 60.0
"""How long each half of reading a scan may take: its pages, and what stands in their boxes."""


def read_scans(data: bytes) -> tuple[Reading, ...]:
    """Return the readings of a picture, or of a PDF of pictures: one for each return that was scanned into it.

    Raises Refused where the tools are missing or the file is too much to read, and Failed for a damaged one.
    """
    check_tools()
    ask_for_time(SECONDS)
    from parsers.scan.reader import read_pictures  # noqa: PLC0415 - needs the extra

    return read_pictures(data)


def align_scan(
    pages: Sequence[ReadPage], blank_pages: Sequence[ReadPage], layout: Layout, form: FormDefinition
) -> PagesAligned:
    """Return what stands in each box of a scan's pages, laid over those of the PDF blank: see `parsers.scan.boxes`.

    Raises Failed where tesseract does not work.
    """
    check_tools()
    ask_for_time(SECONDS)
    from parsers.scan import boxes  # noqa: PLC0415 - needs the extra

    return boxes.align_scan(pages, blank_pages, layout, form)


__all__ = ["align_scan", "read_scans"]
