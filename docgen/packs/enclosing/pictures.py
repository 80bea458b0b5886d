"""A scan that came as a picture (JPEG, PNG, TIFF), as the pages of a PDF: its dots as they are, and nothing else.

What a camera or scanner writes beside the dots (where, when, by whom) stays behind.
"""

import io
import struct
import warnings
import zlib
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageOps, UnidentifiedImageError

from docgen.packs.enclosing.enclosures import Unfit
from docgen.packs.enclosing.left_out import say_too_big

MAX_DOTS = 80_000_000
"""The most dots of one picture: A4 at 900 dots an inch is 78 million."""
MAX_PAGES = 200
_TOO_MANY_DOTS = say_too_big(
    f"a picture of more than {MAX_DOTS // 10**6} million dots", f"{MAX_DOTS // 10**6} million dots to a page"
)
_FORMATS = ("JPEG", "PNG", "TIFF")
_POINTS_AN_INCH = 72
_LONG_SIDE = 841.89
"""Points: a picture that does not say its size is taken for A4."""
_LEAST, _MOST = 50, 1_200
"""Dots an inch: less or more is not meant, as the 1 of many programs and the 72 of every telephone show."""
_TELEPHONE = 72
_SPACES = {"1": Name.DeviceGray, "L": Name.DeviceGray, "RGB": Name.DeviceRGB}
_TURNS = {1: 0, 6: 90, 3: 180, 8: 270}
"""How far a viewer turns a page for the way a camera was held (Exif 2.32, Orientation)."""
_ORIENTATION = 0x0112


def draw_pictures(data: bytes) -> pikepdf.Pdf:
    """Return a document of the pictures in a file, one a page, each as large as it says that it is.

    Raises Unfit for a file that is no picture, is damaged, or holds more than a scan does.
    """
    pdf = pikepdf.new()
    try:
        with (
            warnings.catch_warnings(action="ignore"),
            Image.open(io.BytesIO(data), formats=_FORMATS) as picture,
        ):
            for frame in _frames(picture):
                _add_page(pdf, frame, data)
    except Image.DecompressionBombError as error:
        raise Unfit("too-big", _TOO_MANY_DOTS) from error
    except (
        UnidentifiedImageError,
        EOFError,
        SyntaxError,
        OSError,
        ValueError,
        struct.error,
        zlib.error,
    ) as error:
        raise Unfit("damaged") from error
    return pdf


def _frames(picture: Image.Image) -> Iterator[Image.Image]:
    count = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
    if count > MAX_PAGES:
        raise Unfit("too-big", say_too_big(f"{count:,} pictures", f"{MAX_PAGES:,}"))
    for number in range(count):
        picture.seek(number)
        if picture.width * picture.height > MAX_DOTS:
            raise Unfit("too-big", _TOO_MANY_DOTS)
        yield picture


def _add_page(pdf: pikepdf.Pdf, picture: Image.Image, data: bytes) -> None:
    held = picture.getexif().get(_ORIENTATION, 1)
    turned = _TURNS.get(held)
    width, height = _size(picture)
    if picture.format == "JPEG" and picture.mode in {"L", "RGB"} and turned is not None:
        picture.load()  # a file that is cut short is not passed on
        drawn = _stream(pdf, picture, strip_jpeg(data), Name.DCTDecode)
    else:
        upright = ImageOps.exif_transpose(picture)
        width, height = (height, width) if upright.width != picture.width else (width, height)
        turned, flat = 0, _flattened(upright)
        drawn = _stream(pdf, flat, zlib.compress(flat.tobytes(), 6), Name.FlateDecode)
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, width, height]),
        Rotate=turned,
        Resources=Dictionary(XObject=Dictionary(Scan=drawn)),
        Contents=pdf.make_stream(f"{width} 0 0 {height} 0 0 cm /Scan Do".encode()),
    )
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))


def _size(picture: Image.Image) -> tuple[float, float]:
    """Return how large a picture is on paper, in points."""
    across, down = (float(dots) for dots in picture.info.get("dpi", (0, 0)))
    said = all(_LEAST <= dots <= _MOST and round(dots) != _TELEPHONE for dots in (across, down))
    if not said:
        across = down = max(picture.size) / _LONG_SIDE * _POINTS_AN_INCH
    return (
        round(picture.width / across * _POINTS_AN_INCH, 3),
        round(picture.height / down * _POINTS_AN_INCH, 3),
    )


def _flattened(picture: Image.Image) -> Image.Image:
    """Return a picture in black and white, grey or colour, what was see-through laid on white."""
    if picture.mode in {"1", "L", "RGB"} and "transparency" not in picture.info:
        return picture
    if picture.mode.startswith(("I", "F")):
        raise Unfit("pack-part-not-joined")
    if "A" in picture.getbands() or "transparency" in picture.info:
        above = picture.convert("RGBA")
        white = Image.new("RGBA", above.size, "white")
        return Image.alpha_composite(white, above).convert("RGB")
    return picture.convert("RGB")


def _stream(pdf: pikepdf.Pdf, picture: Image.Image, content: bytes, packed: Name) -> pikepdf.Stream:
    drawn = pikepdf.Stream(pdf, content)
    about = {
        "Type": Name.XObject,
        "Subtype": Name.Image,
        "Width": picture.width,
        "Height": picture.height,
        "ColorSpace": _SPACES[picture.mode],
        "BitsPerComponent": 1 if picture.mode == "1" else 8,
        "Filter": packed,
    }
    for key, value in about.items():
        drawn[Name(f"/{key}")] = value
    return drawn


def strip_jpeg(data: bytes) -> bytes:
    """Return a JPEG file without what stands beside its dots: Exif, XMP, comments, what follows its end.

    Kept is what says how its colours are meant: JFIF, Adobe's mark (ISO/IEC 10918-6) and a colour profile.
    """
    kept = [data[:2]]
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:  # a fill byte
            at += 1
            continue
        if marker == 0xDA:  # the dots begin
            end = data.rfind(b"\xff\xd9")
            return b"".join([*kept, data[at : end + 2 if end > at else len(data)]])
        length = struct.unpack(">H", data[at + 2 : at + 4])[0]
        if marker in {0xE0, 0xEE} or not (0xE1 <= marker <= 0xEF or marker == 0xFE) or _is_profile(data, at):
            kept.append(data[at : at + 2 + length])
        at += 2 + length
    raise Unfit("damaged")


def _is_profile(data: bytes, at: int) -> bool:
    return data[at + 1] == 0xE2 and data.startswith(b"ICC_PROFILE\0", at + 4)
