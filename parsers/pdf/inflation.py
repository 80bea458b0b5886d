"""What the streams of a PDF unpack to, found out before a library is handed any of them.

Who reads fields unpacks little: qpdf unpacks the lists of objects that it is asked for, each to MAX_STREAM at most
and by one filter at most (`parsers.pdf.opening`). By those a small file can do no harm, whatever it holds, and is
not counted. Who reads pages unpacks what stands on them, and has every stream counted first (`check_streams`).
Pictures are passed by: a white page packs a thousand to one.
"""

import base64
import re
import zlib
from collections.abc import Iterator

from parsers.errors import Refused
from parsers.gate import MAX_INFLATED, MEGABYTE, exceeds_ratio

MAX_STREAM = 16 * MEGABYTE
"""The most bytes that one stream may unpack to, pictures apart."""
MAX_STREAMS = 20_000
"""The most streams that a PDF may have."""

MAX_FILTERS = 2
"""The most filters that a stream may go through: one that unpacks, and one that makes bytes of letters."""
MOST_OF_A_BYTE = 1_400
"""The most bytes that a packed byte can become: 1,363 by LZW as qpdf reads it, 1,032 by Flate, 64 by run lengths."""

_STREAM = re.compile(rb"stream[ \t]*(?:\r\n?|\n)?")
_DICTIONARY_WITHIN = 4_000
_CHUNK = 16_384
_STRUCTURE = re.compile(rb"/(?:ObjStm|XRef)\b")
_PACKING = re.compile(
    rb"/(?:(Flate|LZW|RunLength|ASCIIHex|ASCII85|DCT|JBIG2)Decode|(Fl|LZW|RL|AHx|A85|DCT))\b"
)
_FULL = {b"Fl": b"Flate", b"RL": b"RunLength", b"AHx": b"ASCIIHex", b"A85": b"ASCII85"}
_PLAIN: tuple[list[bytes], ...] = ([], [b"Flate"])
_AS_LETTERS = frozenset({b"ASCII85", b"ASCIIHex"})


def check_structure(data: bytes) -> None:
    """Let a PDF pass whose objects may be looked up: its streams are counted where they could be too much.

    Raises Refused.
    """
    if len(data) * MOST_OF_A_BYTE > MAX_INFLATED:
        check_streams(data)
    else:
        for match in _STRUCTURE.finditer(data):
            _check_packing(_dictionary(data, data.find(b"stream", match.end())))


def check_streams(data: bytes) -> None:
    """Let a PDF pass whose streams all stay within the limits. Raises Refused."""
    total = 0
    for number, (before, start) in enumerate(_find_streams(data), start=1):
        if number > MAX_STREAMS:
            raise Refused("bomb")
        about = _dictionary(data, before)
        is_structure = _STRUCTURE.search(about) is not None
        if is_structure:
            _check_packing(about)
        if b"/Image" in about and not is_structure:
            continue
        total += _count(*_unwrapped(data, start, _packing(about)))
        if total > MAX_INFLATED:
            raise Refused("bomb")


def _check_packing(about: bytes) -> None:
    """Refuse a file whose own structure is packed as nobody packs it."""
    if _packing(about) not in _PLAIN:
        raise Refused("bomb")


def _packing(about: bytes) -> list[bytes]:
    """Return the filters that a stream's dictionary names, each by its full name."""
    names = (long or short for long, short in _PACKING.findall(about))
    return [_FULL.get(name, name) for name in names]


def _unwrapped(data: bytes, start: int, packing: list[bytes]) -> tuple[bytes, int]:
    """Return where packed bytes are: those that stand in the file as letters are made bytes again.

    Raises Refused for a stream that is packed twice over, or by LZW into more than could be harmless.
    """
    packed_by = [name for name in packing if name not in _AS_LETTERS]
    if len(packed_by) > 1 or len(packing) > MAX_FILTERS:
        raise Refused("bomb")
    end = data.find(b"stream", start)  # of `endstream`, or of the next stream where this one has no end
    length = (end if end >= 0 else len(data)) - start
    if packed_by == [b"LZW"] and length * MOST_OF_A_BYTE > MAX_STREAM:
        raise Refused("bomb")
    if packed_by == packing:
        return data, start
    return _from_letters(data[start : start + length], packing[0]), 0


def _from_letters(letters: bytes, name: bytes) -> bytes:
    """Return what ASCII85 or ASCIIHex letters stand for: nothing where they are none."""
    try:
        if name == b"ASCII85":
            return base64.a85decode(
                b"<~" + letters.strip().removeprefix(b"<~").partition(b"~")[0] + b"~>", adobe=True
            )
        return bytes.fromhex(letters.partition(b">")[0].decode("ascii", "replace"))
    except ValueError:
        return b""


def _find_streams(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield where each stream's dictionary ends, and where its bytes begin.

    That a word is no `endstream` is asked of the few found: asked in the pattern, it would be asked of every byte.
    """
    for match in _STREAM.finditer(data):
        if not data.endswith(b"end", 0, match.start()):
            yield match.span()


def _dictionary(data: bytes, end: int) -> bytes:
    start = data.rfind(b"obj", max(0, end - _DICTIONARY_WITHIN), end)
    return data[max(start, 0, end - _DICTIONARY_WITHIN) : end]


def _count(data: bytes, start: int) -> int:
    """Return how much the packed bytes at a place unpack to: nothing where they are not packed."""
    engine, inflated, at = zlib.decompressobj(), 0, start
    while at < len(data) and not engine.eof:
        piece = data[at : at + _CHUNK]
        try:
            inflated += len(engine.decompress(piece, MEGABYTE))
        except zlib.error:
            break
        at += len(piece) - len(engine.unconsumed_tail)
        if inflated > MAX_STREAM or exceeds_ratio(inflated, at - start):
            raise Refused("bomb")
    return inflated
