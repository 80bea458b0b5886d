"""A Word 97-2003 file ([MS-DOC]) from a stranger: locked ones refused, and every address in it made void for a while.

Its parts are counted in bytes, so that nothing may be cut out. The instructions of fields that fetch are given a
name that no program knows, of the same length; and in every address the two strokes after the colon are others
until the file is .docx, because an answer may hold an address as well.
"""

import io
import re
import struct
import zipfile

from parsers.errors import Refused
from parsers.gate import open_zip, read_member

_FIB, _ENCRYPTED = 0xA5EC, 0x0100
_VERSIONS = range(0x00C0, 0x0120)
_SECTOR = 512
_FETCHING = (
    "INCLUDEPICTURE", "INCLUDETEXT", "INCLUDE", "IMPORT", "DDEAUTO", "DDE", "LINK", "DATABASE", "RD", "MACROBUTTON",
)  # fmt: skip
_SCHEMES = ("https", "http", "ftps", "ftp", "file", "smb", "webdavs", "webdav")
_MARK = "¬¬"
"""What stands for `//`: two characters that Word's 8-bit text (Windows 1252) and UTF-16 both have."""
_SHARE = "¬¦"
r"""What stands for the `\\` of a Windows share."""


_MOST_SHOWN = 20_000
"""Letters of the longest text of a form field that is looked through."""


def seal_word_97(data: bytes) -> bytes:
    """Return the file with the addresses in it made void. Raises Refused for one that is locked with a password.

    In a form field LibreOffice (7.4) writes a line break as a line feed, which no version reads again: it is made
    the break of the format.
    """
    if _is_locked(data):
        raise Refused("password")
    for encoding in ("cp1252", "utf-16-le"):
        data = _seal(data, encoding)
    return _show_breaks(_show_breaks(data, "latin-1"), "utf-16-le")


def _show_breaks(data: bytes, encoding: str) -> bytes:
    """Write the line breaks in what form fields show as the format has them ([MS-DOC] 2.8.25): U+000B, not U+000A."""
    shown = re.escape(" FORMTEXT \x01\x14".encode(encoding))
    letter = rb"[^\x15]" if encoding == "latin-1" else rb"(?!\x15\x00)[\x00-\xff]{2}"
    return re.sub(
        rb"(%b)((?:%b){1,%d})" % (shown, letter, _MOST_SHOWN),
        lambda found: (
            found[1]
            + found[2]
            .decode(encoding, "surrogatepass")
            .replace("\n", "\x0b")
            .encode(encoding, "surrogatepass")
        ),
        data,
    )


def unseal(docx: bytes) -> bytes:
    """Return the .docx that was made of a sealed file, with the addresses in its text as they were."""
    held = io.BytesIO()
    with open_zip(docx) as archive, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name in archive.namelist():
            content = read_member(archive, name)
            made.writestr(name, _unsealed(content) if name.endswith(".xml") else content)
    return held.getvalue()


def _unsealed(content: bytes) -> bytes:
    text = content.replace(f":{_MARK}".encode(), b"://")
    return text.replace(_SHARE.encode(), b"\\\\")


def _is_locked(data: bytes) -> bool:
    """Say whether the file's information block says that it is encrypted ([MS-DOC] 2.5.2)."""
    for start in range(0, len(data) - 32, _SECTOR):
        mark, version = struct.unpack_from("<HH", data, start)
        if mark == _FIB and version in _VERSIONS:
            return bool(struct.unpack_from("<H", data, start + 10)[0] & _ENCRYPTED)
    return False


def _seal(data: bytes, encoding: str) -> bytes:
    """Make void what fetches, where it is written in one of the two ways in which the file may hold letters."""

    def write(text: str) -> bytes:
        return text.encode(encoding)

    def any_of(texts: tuple[str, ...]) -> bytes:
        return b"|".join(re.escape(write(text)) for text in texts)

    width = len(write("x"))
    zero = b"\\x00" * (width - 1)
    field = rb"(\x13" + zero + rb"(?:[ \t]" + zero + rb")*)(" + any_of(_FETCHING) + rb")"
    address = rb"(" + any_of(_SCHEMES) + rb")" + re.escape(write("://"))
    share = re.escape(write("\\\\")) + rb"((?:[A-Za-z0-9._-]" + zero + rb"){2,})" + re.escape(write("\\"))
    data = re.sub(
        field, lambda found: found[1] + write("X" * (len(found[2]) // width)), data, flags=re.IGNORECASE
    )
    data = re.sub(address, lambda found: found[1] + write(f":{_MARK}"), data, flags=re.IGNORECASE)
    return re.sub(share, lambda found: write(_SHARE) + found[1] + write("\\"), data)
