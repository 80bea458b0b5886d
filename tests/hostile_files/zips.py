"""Word files that are made to do harm as zip files: bombs, false sizes, members over one another, too many."""

import io
import os
import struct
import warnings
import zipfile
from collections.abc import Iterator

from tests.parsers.files import docx_parts, make_docx, make_zip, paragraph, run

BODY = paragraph(run("Siân"))
ZERO = b"\x00"


def zip_files() -> Iterator[tuple[str, bytes, set[str]]]:
    """Yield each file's name, its bytes, and the codes of which one says how reading it ends."""
    parts = docx_parts(BODY)
    yield "bomb", make_zip(parts | {"word/media/1.bin": ZERO * 30_000_000}), {"bomb"}
    yield "bomb-in-many-parts", _many_part_bomb(), {"bomb"}
    yield "bomb-of-text", make_docx(paragraph(run("x" * 20_000_000))), {"bomb"}
    yield "zip-within-zip", make_zip(parts | {"word/media/1.zip": make_zip({"x": ZERO * 900_000})}), {""}
    yield "parts-200000", _many_parts(200_000), {"bomb"}
    yield "parts-200000-said-to-be-10", _many_parts(200_000, said=10), {"bomb"}
    yield "parts-of-no-size-60000", _many_parts(60_000, name=b"x"), {"bomb"}
    yield "zip64-said-to-be-endless", _zip64(), {"bomb", "damaged"}
    yield "one-name-twice", _doubled("word/document.xml"), {"unsafe-zip"}
    yield "one-name-twice-in-capitals", _doubled("WORD/DOCUMENT.XML"), {"unsafe-zip"}
    yield "one-over-another", _overlapping(), {"unsafe-zip"}
    yield "a-size-too-small", _with_size(10), {"damaged"}
    yield "a-size-too-large", _with_size(900_000), {"damaged"}
    yield "a-size-beyond-all", _with_size(0xFFFFFFF0), {"bomb"}
    yield "leads-out", make_zip(parts | {"../../../tmp/evil.docx": "x"}), {"unsafe-zip"}
    yield "leads-out-backwards", make_zip(parts | {"word\\..\\..\\evil.docx": "x"}), {"unsafe-zip"}
    yield "a-name-of-60000-letters", make_zip(parts | {"x" * 60_000: "x"}), {"", "damaged"}
    yield (
        "a-name-with-a-null",
        _named(b"word/document.xml", b"word/d\x00cument.xml"),
        {"damaged", "unsafe-zip"},
    )
    yield "an-extra-field-that-goes-on", _with_extra_length(), {"damaged", "unsafe-zip"}
    yield "packed-as-nobody-packs", _packed_as(12), {"unsafe-zip"}
    yield "locked", _locked(), {"password"}
    yield "only-an-end", b"PK\x05\x06" + ZERO * 18, {"other-zip"}
    yield "an-end-that-lies", b"PK\x03\x04" + os.urandom(2_000) + b"PK\x05\x06" + b"\xff" * 18, {"bomb"}


def _many_part_bomb() -> bytes:
    piece = os.urandom(6_000) + ZERO * 900_000
    return make_zip(docx_parts(BODY) | {f"word/media/{number}.bin": piece for number in range(340)})


def _many_parts(count: int, *, said: int | None = None, name: bytes = b"") -> bytes:
    """Return a zip file of so many empty members, written out by hand: zipfile takes minutes."""
    held, directory = bytearray(), bytearray()
    for number in range(count):
        own = name or b"%06d" % number
        about = struct.pack("<HHHHHLLLHH", 20, 0, 0, 0, 33, 0, 0, 0, len(own), 0)
        directory += b"PK\x01\x02\x14\x00" + about + struct.pack("<HHHLL", 0, 0, 0, 0, len(held)) + own
        held += b"PK\x03\x04" + about + own
    told = min(count, 0xFFFF) if said is None else said
    end = struct.pack("<HHHHLLH", 0, 0, told, told, len(directory), len(held), 0)
    return bytes(held + directory + b"PK\x05\x06" + end)


def _zip64() -> bytes:
    data = make_docx(BODY)
    end = data.rfind(b"PK\x05\x06")
    record = struct.pack("<4sQHHLLQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, *[2**62] * 2, 2**40, 2**40)
    where = struct.pack("<4sLQL", b"PK\x06\x07", 0, end, 1)
    return data[:end] + record + where + b"PK\x05\x06" + ZERO * 4 + b"\xff" * 12 + ZERO * 2


def _doubled(name: str) -> bytes:
    held = io.BytesIO()
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(held, "w") as archive:
        for part, content in docx_parts(BODY).items():
            archive.writestr(part, content)
        archive.writestr(name, "<other/>")
    return held.getvalue()


def _overlapping() -> bytes:
    """Return members that all lead to the first one's bytes."""
    data = bytearray(make_docx(BODY))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        struct.pack_into("<L", data, at + 42, 0)
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def _in_directory(part: bytes = b"word/document.xml") -> tuple[bytearray, int]:
    data = bytearray(make_docx(BODY))
    return data, data.rindex(part) - 46


def _with_size(size: int) -> bytes:
    data, at = _in_directory()
    struct.pack_into("<L", data, at + 24, size)
    return bytes(data)


def _named(part: bytes, other: bytes) -> bytes:
    return make_docx(BODY).replace(part, other)


def _with_extra_length() -> bytes:
    data, at = _in_directory()
    start = struct.unpack_from("<L", data, at + 42)[0]
    struct.pack_into("<H", data, start + 28, 0xFFFF)
    return bytes(data)


def _packed_as(method: int) -> bytes:
    data, at = _in_directory()
    struct.pack_into("<H", data, at + 10, method)
    return bytes(data)


def _locked() -> bytes:
    data, at = _in_directory()
    data[at + 8] |= 1
    return bytes(data)
