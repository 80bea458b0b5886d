"""The ways in which mail writes a file as letters (RFC 2045 6.8; POSIX.1-2017, uuencode), read as far as they go."""

import base64
import binascii

_SPACE = b" \t\r\n\x0b\x0c\x00"
_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_NOT_BASE64 = bytes(set(range(256)) - set(_BASE64) - {ord("=")})


def decode_base64(text: bytes) -> tuple[bytes, bool]:
    """Return what base64 text stands for, as far as it can be told, and whether it is whole."""
    packed = text.translate(None, _SPACE)
    try:
        return base64.b64decode(packed, validate=True), True
    except binascii.Error:
        letters = packed.translate(None, _NOT_BASE64).partition(b"=")[0]
    # One letter alone at the end stands for no byte.
    usable = letters[: len(letters) - 1] if len(letters) % 4 == 1 else letters
    return base64.b64decode(usable + b"=" * (-len(usable) % 4)), False


def decode_uu(text: bytes) -> tuple[bytes, bool]:
    """Return what uuencoded text stands for, and whether it is whole, from its 'begin' to its 'end'."""
    lines = iter(text.splitlines())
    has_begun = any(line.startswith(b"begin ") for line in lines)
    content = bytearray()
    for line in lines:
        if line.strip() == b"end":
            return bytes(content), has_begun
        try:
            content += binascii.a2b_uu(line)
        except binascii.Error:
            return bytes(content), False
    return bytes(content), False
