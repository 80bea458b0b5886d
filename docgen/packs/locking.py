"""Lock a pack with a password: AES with 256 bits (ISO 32000-2, 7.6.4)."""

import io
import unicodedata

LEAST = 8
"""Characters: shorter passwords are tried out in minutes."""
_MOST_BYTES = 127


class WeakPassword(ValueError):
    """A password that would not keep a pack closed. The message says what is asked, and never the password."""


def lock(content: bytes, password: str) -> bytes:
    """Return a PDF that opens with a password only. No two calls give the same bytes.

    The password is taken in Unicode's form KC, as readers take what is typed. Raises WeakPassword.
    """
    from pypdf import PdfReader, PdfWriter  # noqa: PLC0415 - few packs are locked, and it takes 17 MB
    from pypdf.generic import DictionaryObject, NameObject, NumberObject  # noqa: PLC0415

    typed = check_password(password)
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    # PDF/UA-1 asks for PDF 1.x, where this encryption is an extension of Adobe's; PDF 2.0 made it its own.
    writer.pdf_header = "%PDF-1.7"
    level = {NameObject("/BaseVersion"): NameObject("/1.7"), NameObject("/ExtensionLevel"): NumberObject(8)}
    adobe = DictionaryObject({NameObject("/ADBE"): DictionaryObject(level)})
    writer.root_object[NameObject("/Extensions")] = adobe
    writer.encrypt(user_password=typed, algorithm="AES-256")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def check_password(password: str) -> str:
    """Return a password as it is used. Raises WeakPassword for one too short, or longer than PDF can hold."""
    typed = unicodedata.normalize("NFKC", password)
    if len(typed) < LEAST or not typed.strip():
        raise WeakPassword(f"a password needs at least {LEAST} characters: three words make a good one")
    if typed != typed.strip():
        raise WeakPassword("a password cannot begin or end with a blank, which nobody sees: take it out")
    if len(typed.encode()) > _MOST_BYTES:
        raise WeakPassword(f"a password can have at most {_MOST_BYTES} bytes")
    return typed
