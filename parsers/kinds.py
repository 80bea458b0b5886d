"""Which kind of file this is, by what is in it: a name can say anything."""

from enum import StrEnum

from parsers.errors import Refused


class FileKind(StrEnum):
    """The kinds of file that a reader exists for."""

    WORD = "word"
    PDF = "pdf"
    WORD_97 = "word 97"
    OPEN_DOCUMENT = "opendocument"
    RICH_TEXT = "rich text"
    PICTURE = "picture"


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument.text"
"""What an OpenDocument text holds from its 31st byte on (OpenDocument 1.3 Part 2, 3.3); a template says more."""
_WORD_97 = "WordDocument".encode("utf-16-le")
_PDF_HEADER_WITHIN = 1024
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
"""How PNG, JPEG and TIFF files begin."""
_ASK_FOR_WORD = "Open it in Word, choose Save As and Word Document (.docx), and send that copy in."


def identify(data: bytes) -> FileKind:
    """Return the kind of a file that holds something.

    Raises Refused for a kind without a reader, saying which where that helps the sender.
    """
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return FileKind.OPEN_DOCUMENT if data[30:].startswith(_OPEN_DOCUMENT) else FileKind.WORD
    if data.startswith(_OLE) and _is_word_97(data):
        return FileKind.WORD_97
    if data[:_PDF_HEADER_WITHIN].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        return FileKind.RICH_TEXT
    if b"%PDF-" in data[:_PDF_HEADER_WITHIN]:
        return FileKind.PDF
    if data.startswith(_PICTURES):
        return FileKind.PICTURE
    raise _refusal(data)


def _refusal(data: bytes) -> Refused:
    head = data[:_PDF_HEADER_WITHIN].lstrip(b"\xef\xbb\xbf \t\r\n")
    if data.startswith(_OLE):
        return _ole_refusal(data)
    if b'progid="Word.Document"' in head or b"schemas.microsoft.com/office/word/2003" in head:
        return Refused("other-format", f"The file is in Word's XML format of 2003. {_ASK_FOR_WORD}")
    if head.startswith(b"GIF8") or _is_other_picture(data):
        return Refused(
            "other-format",
            "The file is a picture of a kind that is not read (GIF, HEIC, WebP and the like)."
            " Ask for it as PDF, JPEG, PNG or TIFF, or for the filled-in original.",
        )
    return Refused("other-format")


def _is_other_picture(data: bytes) -> bool:
    """Say whether a file is HEIC or AVIF (ISO/IEC 14496-12, 4.3), WebP or a Windows bitmap."""
    is_heif = data[4:8] == b"ftyp" and data[8:12] in {b"heic", b"heix", b"mif1", b"avif", b"heim", b"hevc"}
    return is_heif or (data[:4] == b"RIFF" and data[8:12] == b"WEBP") or data[:2] == b"BM"


def _is_word_97(data: bytes) -> bool:
    """Say whether an OLE file is a .doc: not a locked .docx or a message that has one attached."""
    others = ("EncryptedPackage", "__substg1.0_")
    return _WORD_97 in data and not any(name.encode("utf-16-le") in data for name in others)


def _ole_refusal(data: bytes) -> Refused:
    """Tell a locked .docx, which Office wraps in an OLE file ([MS-OFFCRYPTO] 1.3.2), from a .doc or a message."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Refused("password")
    if "__substg1.0_".encode("utf-16-le") in data:
        return Refused(
            "other-format",
            "The file is an Outlook message. Save the form that is attached to it, and use that.",
        )
    return Refused("old-word")
