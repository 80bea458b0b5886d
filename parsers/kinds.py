"""Which kind of file this is, by what is in it: a name can say anything."""

from enum import StrEnum

from parsers.errors import Refused


class FileKind(StrEnum):
    """The kinds of file that a reader exists for."""

    WORD = "word"
    PDF = "pdf"


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PDF_HEADER_WITHIN = 1024
_ASK_FOR_WORD = "Open it in Word, choose Save As and Word Document (.docx), and send that copy in."


def identify(data: bytes) -> FileKind:
    """Return the kind of a file that holds something.

    Raises Refused for a kind without a reader, saying which where that helps the sender.
    """
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return FileKind.WORD
    if b"%PDF-" in data[:_PDF_HEADER_WITHIN]:
        return FileKind.PDF
    raise _refusal(data)


def _refusal(data: bytes) -> Refused:
    head = data[:_PDF_HEADER_WITHIN].lstrip(b"\xef\xbb\xbf \t\r\n")
    if data.startswith(_OLE):
        return _ole_refusal(data)
    if head.startswith(b"{\\rtf"):
        return Refused("other-format", f"The file is in Rich Text Format. {_ASK_FOR_WORD}")
    if b'progid="Word.Document"' in head or b"schemas.microsoft.com/office/word/2003" in head:
        return Refused("other-format", f"The file is in Word's XML format of 2003. {_ASK_FOR_WORD}")
    if head.startswith((b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"GIF8")):
        return Refused(
            "other-format",
            "The file is a picture. Type it into a blank form, or ask for the filled-in original.",
        )
    return Refused("other-format")


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
