"""Scans made up from our own filled PDFs: drawn, slipped, turned, scaled, made noisy, grey or black and white."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import Image, ImageFilter

Grey = NDArray[np.uint8]


@dataclass(frozen=True)
class Scanner:
    """How a scan is made: `skew` in degrees, `turn` in quarter turns, `noise` in shades, `specks` a share of dots."""

    dpi: int = 200
    skew: float = 0.0
    turn: int = 0
    noise: float = 6.0
    specks: float = 0.0
    blur: float = 0.5
    scale: float = 1.0
    contrast: float = 0.85
    one_bit: bool = False
    quality: int = 75
    format: str = "JPEG"
    seed: int = 1

    def __str__(self) -> str:
        kind = "1-bit" if self.one_bit else f"{self.format} {self.quality}"
        return f"{self.dpi} dpi, {self.skew}°, turned {self.turn * 90}°, {kind}"


SCANNERS: Sequence[Scanner] = (
    Scanner(dpi=200, skew=0.7),
    Scanner(dpi=300, skew=-2.5, quality=60),
    Scanner(dpi=150, skew=1.2, noise=10, blur=0.6),
    Scanner(dpi=200, skew=-1.6, one_bit=True, specks=0.001, format="TIFF"),
    Scanner(dpi=300, skew=0.4, turn=2, one_bit=True, format="TIFF"),
    Scanner(dpi=200, skew=2.5, turn=1, scale=0.97),
    Scanner(dpi=250, skew=-0.9, turn=3, noise=14, contrast=0.6, format="PDF"),
    Scanner(dpi=150, skew=-2.0, turn=2, quality=40, scale=0.97, format="PDF"),
)
"""What scanners and copiers do, each in its own way."""


def draw_pages(pdf: bytes, dpi: int) -> list[Grey]:
    """Return the pages of a PDF as a printer would print them."""
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()  # without it, fields are not drawn
    try:
        return [
            np.array(page.render(scale=dpi / 72, grayscale=True).to_pil(), dtype=np.uint8)
            for page in document
        ]
    finally:
        document.close()


def scan(pdf: bytes, scanner: Scanner) -> bytes:
    """Return a printed PDF as a scanner gives it back: one file, of one picture a page."""
    return put_together([pass_through(page, scanner) for page in draw_pages(pdf, scanner.dpi)], scanner)


def pass_through(page: Grey, scanner: Scanner) -> Image.Image:
    """Return one printed page as a scanner sees it."""
    chance = np.random.default_rng(scanner.seed)
    picture = _scaled(Image.fromarray(page), scanner.scale)
    picture = picture.rotate(scanner.skew, Image.Resampling.BICUBIC, fillcolor=255)
    picture = picture.filter(ImageFilter.GaussianBlur(scanner.blur * scanner.dpi / 200))
    shades = 255 - (255 - np.asarray(picture, dtype=np.float64)) * scanner.contrast - 6
    shades += chance.normal(0, scanner.noise, shades.shape)
    if scanner.one_bit:
        shades = np.where(shades < 150, 0.0, 255.0)
    specks = chance.random(shades.shape)
    shades = np.where(specks < scanner.specks / 2, 0, np.where(specks > 1 - scanner.specks / 2, 255, shades))
    seen = np.rot90(shades.clip(0, 255).astype(np.uint8), scanner.turn)
    return Image.fromarray(np.ascontiguousarray(seen))


def put_together(pages: Sequence[Image.Image], scanner: Scanner) -> bytes:
    """Return pages as one file: a TIFF, or a PDF with each page as a JPEG, as copiers write them."""
    kept = [page.convert("1") if scanner.one_bit else page for page in pages]
    held = io.BytesIO()
    if scanner.format == "TIFF":
        packed = "group4" if scanner.one_bit else "tiff_lzw"
        kept[0].save(held, "TIFF", save_all=True, append_images=kept[1:], compression=packed)
    else:
        kept[0].save(
            held,
            "PDF",
            save_all=True,
            append_images=kept[1:],
            quality=scanner.quality,
            resolution=scanner.dpi,
        )
    return held.getvalue()


def _scaled(picture: Image.Image, by: float) -> Image.Image:
    if by == 1.0:
        return picture
    sheet = Image.new("L", picture.size, 255)
    small = picture.resize((round(picture.width * by), round(picture.height * by)), Image.Resampling.BICUBIC)
    sheet.paste(small, ((sheet.width - small.width) // 2, (sheet.height - small.height) // 3))
    return sheet
