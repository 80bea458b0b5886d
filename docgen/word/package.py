"""A Word file as a zip package whose bytes depend on nothing but what is in it."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document

_THE_SAME_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip member can say it was written."""


def pack(document: Document) -> bytes:
    """Return a document as the bytes of its file, the same each time."""
    package = BytesIO()
    document.save(package)
    return fix_bytes(package.getvalue())


def fix_bytes(package: bytes) -> bytes:
    """Return a zip package with its members in the same order, all written at the same time."""
    fixed = BytesIO()
    with ZipFile(BytesIO(package)) as given, ZipFile(fixed, "w") as taken:
        for name in given.namelist():
            member = ZipInfo(name, _THE_SAME_TIME)
            member.compress_type = ZIP_DEFLATED
            member.create_system = 0
            taken.writestr(member, given.read(name), compresslevel=9)
    return fixed.getvalue()
