"""Files as they come for a pack: made up, each with one thing about it."""

import hashlib
import io
from collections.abc import Sequence
from functools import cache

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageChops, ImageDraw

from docgen.packs.enclosing.cleaning import clean_pages
from docgen.packs.enclosing.enclosures import Enclosure, Original, ReadyPages

A4, A4_WIDE, A5 = (595.0, 842.0), (842.0, 595.0), (420.0, 595.0)


def make_pdf(
    *texts: str,
    size: tuple[float, float] = A4,
    rotate: int = 0,
    crop: Sequence[float] | None = None,
    unit: float | None = None,
) -> pikepdf.Pdf:
    """Return a document with a page for each text, which stands at its upper left beside a grey square."""
    pdf = pikepdf.new()
    for text in texts:
        pdf.add_blank_page(page_size=size)
        page = pdf.pages[-1]
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
        drawn = f"0.5 g 20 {size[1] - 60} 40 40 re f 0 g BT /F1 18 Tf 80 {size[1] - 50} Td ({text}) Tj ET"
        page.obj.Contents = pdf.make_stream(drawn.encode("latin-1"))
        if rotate:
            page.obj.Rotate = rotate
        if crop:
            page.obj.CropBox = Array(list(crop))
        if unit:
            page.obj.UserUnit = unit
    return pdf


def annotate(pdf: pikepdf.Pdf, **about: object) -> None:
    """Put an annotation on the first page."""
    given = {f"/{key}": value for key, value in about.items()}
    note = Dictionary({"/Type": Name.Annot, "/Rect": Array([100, 300, 300, 320]), **given})
    pdf.pages[0].obj.Annots = Array([*pdf.pages[0].obj.get("/Annots", Array()), pdf.make_indirect(note)])


def add_field(pdf: pikepdf.Pdf, value: str, **about: object) -> None:
    """Put a box with a text in it on the first page, drawn by nobody."""
    annotate(pdf, Subtype=Name.Widget, FT=Name.Tx, T="answer", V=value, **about)
    pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.pages[0].obj.Annots[-1]]))


def act(kind: str, **about: object) -> Dictionary:
    return Dictionary({"/S": Name(f"/{kind}"), **{f"/{key}": value for key, value in about.items()}})


def bytes_of(pdf: pikepdf.Pdf) -> bytes:
    written = io.BytesIO()
    pdf.save(written, deterministic_id=True)
    return written.getvalue()


def cleaned(pdf: pikepdf.Pdf) -> ReadyPages:
    with pikepdf.open(io.BytesIO(bytes_of(pdf))) as read:
        return clean_pages(read)


def enclose(key: str, became: ReadyPages | Original, title: str = "Report of the school") -> Enclosure:
    sha256 = hashlib.sha256(key.encode()).hexdigest()
    return Enclosure(key, title, "report.pdf", became, sha256=sha256, size=1)


@cache
def make_scan(width: int = 595, height: int = 842, grey: int = 244) -> Image.Image:
    """Return a page as a scanner gives it: grey paper, some lines, an empty foot."""
    picture = Image.new("RGB", (width, height), (grey, grey, grey - 4))
    draw = ImageDraw.Draw(picture)
    for line in range(60, height - 100, 30):
        draw.line((50, line, width - 50 - line % 90, line), fill=(60, 60, 70), width=3)
    return picture


def as_file(picture: Image.Image, kind: str = "JPEG", **about: object) -> bytes:
    written = io.BytesIO()
    picture.save(written, kind, **about)
    return written.getvalue()


def seen(content: bytes, page: int = 1, scale: float = 0.5) -> Image.Image:
    """Return a page as a viewer shows it."""
    with pypdfium2.PdfDocument(content) as pdf:
        pdf.init_forms()
        shown: Image.Image = pdf[page - 1].render(scale=scale).to_pil()
    return shown.convert("L")


def differ(one: Image.Image, other: Image.Image) -> float:
    """Return by how much two pictures of one size differ, as a share of the dots that do."""
    changed = ImageChops.difference(one, other).point(lambda light: 255 if light > 60 else 0)
    return sum(changed.histogram()[1:]) / (one.width * one.height)


def plain(content: bytes) -> bytes:
    """Return all that a PDF holds, unpacked, as bytes to look for something in."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        written = io.BytesIO()
        pdf.save(
            written,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            compress_streams=False,
        )
    return written.getvalue()
