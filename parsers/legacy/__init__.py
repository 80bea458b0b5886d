"""Word's older formats and its neighbours' (.doc, .odt, .rtf), read through LibreOffice where it is installed.

LibreOffice saves them as .docx, after all that would let a stranger's file reach out was made void.
"""

from dataclasses import replace

from escalation.codes import notice
from parsers.deadlines import ask_for_time
from parsers.errors import Refused
from parsers.kinds import FileKind
from parsers.legacy.libreoffice import SECONDS, convert, find_libreoffice
from parsers.legacy.open_document import seal_open_document
from parsers.legacy.rich_text import ask_where_letters_stand, moves_letters, seal_rich_text
from parsers.legacy.word_97 import seal_word_97, unseal
from parsers.legacy.word_97_fields import keep_fields
from parsers.reading import Reading
from parsers.word import read_word

__all__ = ["find_libreoffice", "read_open_document", "read_rich_text", "read_word_97", "save_as_word"]


def read_word_97(data: bytes) -> Reading:
    """Return what a .doc file holds ([MS-DOC]). Raises Refused or Failed, as all of these do."""
    return _read(save_as_word(data, FileKind.WORD_97))


def read_open_document(data: bytes) -> Reading:
    """Return what an OpenDocument text holds."""
    return _read(save_as_word(data, FileKind.OPEN_DOCUMENT))


def read_rich_text(data: bytes) -> Reading:
    """Return what a file in Rich Text Format holds."""
    reading = _read(save_as_word(data, FileKind.RICH_TEXT))
    return ask_where_letters_stand(reading) if moves_letters(data) else reading


def save_as_word(data: bytes, kind: FileKind) -> bytes:
    """Return a file of one of those kinds as LibreOffice saves it as .docx; one of any other kind as it is."""
    match kind:
        case FileKind.WORD_97:
            return unseal(_converted(keep_fields(seal_word_97(data)), "doc"))
        case FileKind.OPEN_DOCUMENT:
            return _converted(seal_open_document(data), "odt")
        case FileKind.RICH_TEXT:
            return _converted(seal_rich_text(data), "rtf")
        case _:
            return data


def _converted(sealed: bytes, suffix: str) -> bytes:
    program = find_libreoffice()
    if program is None:
        raise Refused("no-libreoffice")
    ask_for_time(SECONDS)
    return convert(sealed, suffix, program)


def _read(docx: bytes) -> Reading:
    reading = read_word(docx)
    return replace(reading, findings=(notice("converted"), *reading.findings))
