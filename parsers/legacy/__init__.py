"""Word's older formats and its neighbours' (.doc, .odt, .rtf), read through LibreOffice where it is installed.

LibreOffice saves them as .docx, after all that would let a stranger's file reach out was made void.
"""

from dataclasses import replace

from escalation.codes import notice
from parsers.deadlines import ask_for_time
from parsers.errors import Refused
from parsers.legacy.libreoffice import SECONDS, convert, find_libreoffice
from parsers.legacy.open_document import seal_open_document
from parsers.legacy.rich_text import seal_rich_text
from parsers.legacy.word_97 import seal_word_97, unseal
from parsers.reading import Reading
from parsers.word import read_word

__all__ = ["find_libreoffice", "read_open_document", "read_rich_text", "read_word_97"]


def read_word_97(data: bytes) -> Reading:
    """Return what a .doc file holds ([MS-DOC]). Raises Refused or Failed, as all of these do."""
    return _read(unseal(_converted(seal_word_97(data), "doc")))


def read_open_document(data: bytes) -> Reading:
    """Return what an OpenDocument text holds."""
    return _read(_converted(seal_open_document(data), "odt"))


def read_rich_text(data: bytes) -> Reading:
    """Return what a file in Rich Text Format holds."""
    return _read(_converted(seal_rich_text(data), "rtf"))


def _converted(sealed: bytes, suffix: str) -> bytes:
    program = find_libreoffice()
    if program is None:
        raise Refused("no-libreoffice")
    ask_for_time(SECONDS)
    return convert(sealed, suffix, program)


def _read(docx: bytes) -> Reading:
    reading = read_word(docx)
    return replace(reading, findings=(notice("converted"), *reading.findings))
