"""Count what the streams of a PDF unpack to, before any of them is handed to a library.

Pictures are passed by: nobody unpacks them here, and a white page packs a thousand to one.
"""

import re
import zlib
from collections.abc import Iterator

from parsers.errors import Refused
from parsers.gate import MAX_INFLATED, MEGABYTE, exceeds_ratio

MAX_STREAM = 16 * MEGABYTE
"""The most bytes that one stream may unpack to, pictures apart."""
MAX_STREAMS = 20_000
"""The most streams that a PDF may have."""

_STREAM = re.compile(rb"stream\r?\n")
_DICTIONARY_WITHIN = 4_000
_CHUNK = 16_384
_STRUCTURE = re.compile(rb"/(?:ObjStm|XRef)\b")
_PACKING = re.compile(rb"/(?:FlateDecode|LZWDecode|RunLengthDecode|ASCIIHexDecode|ASCII85Decode|DCTDecode)\b")
_PLAIN: tuple[list[bytes], ...] = ([], [b"/FlateDecode"])


def check_streams(data: bytes) -> None:
    """Let a PDF pass whose streams stay within the limits. Raises Refused."""
    total = 0
    for number, (before, start) in enumerate(_find_streams(data), start=1):
        if number > MAX_STREAMS:
            raise Refused("bomb")
        about = _dictionary(data, before)
        is_structure = _STRUCTURE.search(about) is not None
        if is_structure and _PACKING.findall(about) not in _PLAIN:
            raise Refused("bomb")
        if b"/Image" in about and not is_structure:
            continue
        total += _count(data, start)
        if total > MAX_INFLATED:
            raise Refused("bomb")


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
