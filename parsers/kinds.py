"""Which kind of file this is, by what is in it: a name can say anything."""

from collections.abc import Callable
from enum import StrEnum

from parsers.containers.zips import is_document, is_zip, open_folder
from parsers.errors import Refused, Unread
from parsers.mail.headers import looks_like_message
from parsers.mail.mailboxes import is_mbox
from parsers.mail.outlook import is_outlook_message, is_winmail


class FileKind(StrEnum):
    """The kinds of file that a reader exists for."""

    WORD = "word"
    PDF = "pdf"
    WORD_97 = "word 97"
    OPEN_DOCUMENT = "opendocument"
    RICH_TEXT = "rich text"
    PICTURE = "picture"


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FIRST_NAME = 30
"""Where the name of a zip file's first member begins."""
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument.text"
"""What an OpenDocument text holds from there on (OpenDocument 1.3 Part 2, 3.3); a template says more."""
_FIRST_OF_DOCUMENTS = (b"[Content_Types].xml", _OPEN_DOCUMENT)
_WORD_97 = "WordDocument".encode("utf-16-le")
_PDF_HEADER_WITHIN = 1024
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
"""How PNG, JPEG and TIFF files begin."""
_RECEIVE_IT = "`boardforms receive FILE --journal FOLDER` opens it, and reads the forms that it brought."
_ASK_FOR_WORD = "Open it in Word, choose Save As and Word Document (.docx), and send that copy in."


_NOT_OPENED = {
    (b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"\x1f\x8b"): (
        "The file is a packed folder of a kind that is not opened (7z, RAR, gzip)."
        " Unpack it, and take in what it held."
    ),
    (b"!BDN",): (
        "The file is a store of Outlook's (.pst)."
        " Open it in Outlook, drag its messages into a folder of this computer, and take in that folder."
    ),
    (b"<html", b"<HTML", b"<!doctype html", b"<!DOCTYPE html", b"<!DOCTYPE HTML"): (
        f"The file is a web page. If it is the form: {_ASK_FOR_WORD[0].lower()}{_ASK_FOR_WORD[1:]}"
    ),
}
"""How files begin that are told for what they are, and what is said of them."""


def refuse_carrier(data: bytes) -> None:
    """Let a file pass that is no message, mailbox or zip folder; its beginning is enough to tell most of them.

    Raises Refused for one that is, with the command that opens it.
    """
    for is_one, code, what in _CARRIERS:
        if is_one(data):
            raise Refused(code, f"The file is {what}. {_RECEIVE_IT}")


def identify(data: bytes) -> FileKind:
    """Return the kind of a file that holds something.

    Raises Refused for a kind without a reader, saying which where that helps the sender.
    """
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return FileKind.OPEN_DOCUMENT if data.startswith(_OPEN_DOCUMENT, _FIRST_NAME) else FileKind.WORD
    if data.startswith(_OLE) and _is_word_97(data):
        return FileKind.WORD_97
    if data[:_PDF_HEADER_WITHIN].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        return FileKind.RICH_TEXT
    if b"%PDF-" in data[:_PDF_HEADER_WITHIN]:
        return FileKind.PDF
    if data.startswith(_PICTURES):
        return FileKind.PICTURE
    refuse_carrier(data)
    raise _refusal(data)


def _is_zip_folder(data: bytes) -> bool:
    """Say whether a zip file is no program's document. Of one that is damaged or odd, the gate says what is wrong."""
    if not is_zip(data) or data.startswith(_FIRST_OF_DOCUMENTS, _FIRST_NAME):
        return False
    try:
        return not is_document(open_folder(data))
    except Unread:
        return False


def _is_from_outlook(data: bytes) -> bool:
    try:
        return data.startswith(_OLE) and is_outlook_message(data)
    except Unread:  # only a file that holds what messages hold was opened
        return True


_CARRIERS: tuple[tuple[Callable[[bytes], bool], str, str], ...] = (
    (_is_zip_folder, "other-zip", "a zip folder"),
    (_is_from_outlook, "other-format", "an Outlook message"),
    (is_mbox, "other-format", "a mailbox (mbox)"),
    (looks_like_message, "other-format", "an e-mail message"),
)
"""What a file is that carries others, how that is told, and the code that it is refused with."""


def _refusal(data: bytes) -> Refused:
    head = data[:_PDF_HEADER_WITHIN].lstrip(b"\xef\xbb\xbf \t\r\n")
    if data.startswith(_OLE):
        return _ole_refusal(data)
    if is_winmail(data):
        return Refused("winmail")
    if b'progid="Word.Document"' in head or b"schemas.microsoft.com/office/word/2003" in head:
        return Refused("other-format", f"The file is in Word's XML format of 2003. {_ASK_FOR_WORD}")
    said = next((said for begins, said in _NOT_OPENED.items() if head.startswith(begins)), None)
    if said is not None:
        return Refused("other-format", said)
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
    """Tell a locked .docx, which Office wraps in an OLE file ([MS-OFFCRYPTO] 1.3.2), from another old format."""
    is_locked = "EncryptedPackage".encode("utf-16-le") in data
    return Refused("password" if is_locked else "old-word")
