"""The pictures of a file, one a page, in grey and of one size, whatever they came in as. Limits come first."""

import io
import struct
import warnings
from collections.abc import Iterator, Sequence

import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from parsers.errors import Failed, Refused

Grey = NDArray[np.uint8]
"""A picture: rows of points from the top, 0 black to 255 white."""

DOTS = 250
"""Dots an inch to which every page is brought, its long side taken for that of A4."""
LONG_SIDE = round(297 / 25.4 * DOTS)
MAX_DOTS = 80_000_000
"""The most dots of one picture before it is brought to size: A4 at 900 dots an inch is 78 million."""
MAX_PAGES = 40
"""The most pages that are read as pictures."""
_LEAST_SIDE = 400
_MOST_UNLIKE = 3
"""How many times as many dots an inch a picture has across the page as down it, at the most."""
_FORMATS = ("PNG", "JPEG", "TIFF")
_TURNED_BY_CAMERA = 0x0112


def open_pictures(data: bytes) -> Iterator[Grey]:
    """Return each page of a picture or of a PDF of pictures, its long side LONG_SIDE dots long.

    Raises Refused for more pages or dots than a scan has, or fewer dots than can be read; Failed for a damaged file.
    """
    pages = _of_pdf(data) if b"%PDF-" in data[:1024] else _of_picture(data)
    return (_brought_to_size(page) for page in pages)


def decode(png: bytes) -> Grey:
    """Return a picture that we drew ourselves, brought to the size of the others."""
    with Image.open(io.BytesIO(png), formats=("PNG",)) as picture:
        return _brought_to_size(picture.convert("L"))


def _of_picture(data: bytes) -> Iterator[Image.Image]:
    try:
        # Pillow warns of more dots than our limit, and of faults that it can put right
        with (
            warnings.catch_warnings(action="ignore"),
            Image.open(io.BytesIO(data), formats=_FORMATS) as picture,
        ):
            frames = getattr(picture, "n_frames", 1)
            if frames > MAX_PAGES:
                raise Refused("too-big")
            for number in range(frames):
                picture.seek(number)
                _check_dots(*picture.size)
                yield _with_square_dots(_in_grey(picture), picture.info.get("dpi", (1, 1)))
    except (UnidentifiedImageError, Image.DecompressionBombError, EOFError, SyntaxError) as error:
        raise _refuse(error) from error
    except (OSError, ValueError, TypeError, LookupError, ArithmeticError, struct.error) as error:
        raise Failed("damaged") from error


def _refuse(error: Exception) -> Refused | Failed:
    return Refused("bomb") if isinstance(error, Image.DecompressionBombError) else Failed("damaged")


def _in_grey(picture: Image.Image) -> Image.Image:
    """Return a picture in grey on white, turned as its camera says."""
    upright = (
        ImageOps.exif_transpose(picture) if picture.getexif().get(_TURNED_BY_CAMERA, 1) != 1 else picture
    )
    if upright.mode.startswith("I"):  # 16 bits a dot
        return Image.fromarray((np.asarray(upright).astype(np.int64) >> 8).clip(0, 255).astype(np.uint8))
    if upright.mode in {"RGBA", "LA", "PA"} or "transparency" in upright.info:
        paper = Image.new("RGBA", upright.size, "white")
        return Image.alpha_composite(paper, upright.convert("RGBA")).convert("L")
    return upright.convert("L")


def _with_square_dots(picture: Image.Image, dpi: Sequence[float]) -> Image.Image:
    """Return a picture as paper showed it: a fax may have half as many dots an inch down the page as across it."""
    across, down = dpi
    if not 0 < down < across <= _MOST_UNLIKE * down:
        return picture
    height = round(picture.height * across / down)
    _check_dots(picture.width, height)
    return picture.resize((picture.width, height))


def _of_pdf(data: bytes) -> Iterator[Image.Image]:
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Failed("damaged") from error
    try:
        if len(pdf) > MAX_PAGES:
            raise Refused("too-big")
        if not len(pdf):
            raise Failed("damaged")
        for page in pdf:
            yield _drawn(page)
    except pypdfium2.PdfiumError as error:
        raise Failed("damaged") from error
    finally:
        pdf.close()


def _drawn(page: pypdfium2.PdfPage) -> Image.Image:
    for held in page.get_objects(filter=(pypdfium2.raw.FPDF_PAGEOBJ_IMAGE,), max_depth=5):
        if isinstance(held, pypdfium2.PdfImage):
            across, down = held.get_px_size()
            _check_dots(across, down, least=1)
    width, height = page.get_size()
    if not (width > 0 and height > 0 and max(width, height) / min(width, height) < 10):
        raise Refused("too-big")
    drawn: Image.Image = page.render(scale=LONG_SIDE / max(width, height), grayscale=True).to_pil()
    return drawn


def _check_dots(width: int, height: int, least: int = _LEAST_SIDE) -> None:
    if width * height > MAX_DOTS:
        raise Refused("bomb")
    if min(width, height) < least:
        raise Refused("scan-too-small")


def _brought_to_size(picture: Image.Image) -> Grey:
    by = LONG_SIDE / max(picture.size)
    size = (max(1, round(picture.width * by)), max(1, round(picture.height * by)))
    grey = picture if picture.size == size else picture.resize(size, Image.Resampling.BICUBIC, reducing_gap=3)
    return np.array(grey, dtype=np.uint8)
