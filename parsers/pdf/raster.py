"""A page of a PDF as a grey picture: how much of a part of it is dark, and that part to look at."""

import math
import struct
import zlib
from dataclasses import dataclass

import pypdfium2

from parsers.pages import Dots, Rectangle

DOTS = 2.0
"""Picture points to a point of the page: 144 to the inch, at which the thinnest stroke of a pen is dark."""
MAX_DOTS = 8_000_000
"""The most picture points of one page; a larger page is drawn smaller."""
DARK = 160
"""What is darker than this, of 255, is ink."""

_MARKED = bytes(value < DARK for value in range(256))


@dataclass(frozen=True)
class Raster:
    """A grey picture, one byte a point, in rows from the top; `scale` is its points to a point of the page."""

    width: int
    height: int
    scale: float
    grey: bytes

    def ink(self, place: Rectangle) -> float:
        """Return the share of a part of the page that is dark, from 0 to 1; 0 for what is not on the page."""
        left, top, right, bottom = self._within(place)
        area = (right - left) * (bottom - top)
        rows = (self.grey[y * self.width + left : y * self.width + right] for y in range(top, bottom))
        return sum(row.translate(_MARKED).count(1) for row in rows) / area if area > 0 else 0.0

    def dots(self) -> Dots:
        """Return the picture as it is."""
        return Dots(self.width, self.height, self.grey)

    def picture(self, place: Rectangle) -> bytes:
        """Return a part of the page as a PNG; one white point for what is not on the page."""
        left, top, right, bottom = self._within(place)
        rows = [self.grey[y * self.width + left : y * self.width + right] for y in range(top, bottom)]
        return write_png(rows if right > left and rows else [b"\xff"])

    def _within(self, place: Rectangle) -> tuple[int, int, int, int]:
        left, top = (max(0, math.floor(side * self.scale)) for side in (place.left, place.top))
        right = min(self.width, math.ceil(place.right * self.scale))
        bottom = min(self.height, math.ceil(place.bottom * self.scale))
        return left, top, right, bottom


def draw(page: pypdfium2.PdfPage, *, is_bare: bool = False) -> Raster:
    """Return the picture of a page, as a person holds it; where wanted bare, without fields, notes and stamps."""
    width, height = page.get_size()
    scale = min(DOTS, math.sqrt(MAX_DOTS / max(width * height, 1.0)))
    bitmap = page.render(scale=scale, grayscale=True, draw_annots=not is_bare)
    try:
        rows, wide, stride = bytes(bitmap.buffer), bitmap.width, bitmap.stride
        grey = b"".join(rows[y * stride : y * stride + wide] for y in range(bitmap.height))
        return Raster(wide, bitmap.height, scale, grey)
    finally:
        bitmap.close()


def write_png(rows: list[bytes]) -> bytes:
    """Return a PNG (ISO/IEC 15948) of rows of grey points, all equally long, one byte a point."""
    header = struct.pack(">IIBBBBB", len(rows[0]), len(rows), 8, 0, 0, 0, 0)
    packed = zlib.compress(b"".join(b"\x00" + row for row in rows))
    chunks = ((b"IHDR", header), (b"IDAT", packed), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, held) for kind, held in chunks)


def _chunk(kind: bytes, held: bytes) -> bytes:
    return struct.pack(">I", len(held)) + kind + held + struct.pack(">I", zlib.crc32(kind + held))
