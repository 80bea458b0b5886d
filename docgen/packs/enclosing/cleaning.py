"""Make the pages of somebody else's PDF safe to join: each drawn as it looks, and nothing else of the file kept.

Run it where a file that hangs or crashes it does no harm: `boardforms.workers`.
"""

import io
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

import pikepdf
from pikepdf import Array, Dictionary, Name, settings

from docgen.packs.enclosing.acting import find_acting
from docgen.packs.enclosing.enclosures import ReadyPages, Sheet, Unfit
from docgen.packs.enclosing.flattening import Said, flatten
from docgen.packs.enclosing.framing import MOST_POINTS
from docgen.packs.enclosing.looking import find_rooms, find_unseen
from docgen.packs.enclosing.scrubbing import brings_fonts, scrub

DRAWN = Name("/Enclosed")
"""The name under which each page of a cleaned PDF draws what came."""

_LEAST_POINTS = 3
_MATRICES = {0: (1, 0, 0, 1), 90: (0, -1, 1, 0), 180: (-1, 0, 0, -1), 270: (0, 1, -1, 0)}
"""What turns a page clockwise, as viewers do (ISO 32000-1, 7.7.3.3)."""


@dataclass(frozen=True)
class Frame:
    """The part of a page that is seen, in points of its own, how far it is turned, and its unit in points."""

    left: float
    bottom: float
    right: float
    top: float
    turned: int
    unit: float

    @property
    def sheet(self) -> Sheet:
        """The page as it is seen, upright."""
        width, height = (self.right - self.left) * self.unit, (self.top - self.bottom) * self.unit
        return Sheet(height, width) if self.turned in {90, 270} else Sheet(width, height)

    @property
    def matrix(self) -> tuple[float, ...]:
        """What brings the page upright, its lower left corner to 0, 0."""
        a, b, c, d = (part * self.unit for part in _MATRICES[self.turned])
        corners = [(x, y) for x in (self.left, self.right) for y in (self.bottom, self.top)]
        left = min(a * x + c * y for x, y in corners)
        bottom = min(b * x + d * y for x, y in corners)
        return a, b, c, d, -left, -bottom


def clean_pages(pdf: pikepdf.Pdf) -> ReadyPages:
    """Return the pages of a PDF as they look, each in its own size, with its fields and notes drawn on it.

    The document is changed. What acts (scripts, links, files inside, fields) is left behind and named; what no
    page shows is said. Raises Unfit for a document that has no such pages, and pikepdf.PdfError for a damaged one.
    """
    with _filters_in_pairs():
        removed = find_acting(pdf)
        _check_contents(pdf)
        said = flatten(pdf)
        frames = [_frame(page) for page in pdf.pages]
        content, has_text = _draw_anew(pdf, frames)
        repaired = bool(pdf.get_warnings())
    return _look_at(content, frames, removed, said, has_text=has_text, repaired=repaired)


def _look_at(
    content: bytes,
    frames: Sequence[Frame],
    removed: tuple[str, ...],
    said: Sequence[Said],
    *,
    has_text: bool,
    repaired: bool,
) -> ReadyPages:
    rooms = find_rooms(content)
    sheets = tuple(
        Sheet(frame.sheet.width, frame.sheet.height, room) for frame, room in zip(frames, rooms, strict=True)
    )
    moved = [_brought_upright(one, frames) for one in said]
    return ReadyPages(content, sheets, removed, find_unseen(content, moved), has_text, repaired)


def _brought_upright(one: Said, frames: Sequence[Frame]) -> Said:
    """Return what was said with its place as the cleaned page has it."""
    if one.place is None or not one.page:
        return one
    a, b, c, d, e, f = frames[one.page - 1].matrix
    left, bottom, right, top = one.place
    xs = sorted(a * x + c * y + e for x, y in ((left, bottom), (right, top)))
    ys = sorted(b * x + d * y + f for x, y in ((left, bottom), (right, top)))
    return replace(one, place=(xs[0], ys[0], xs[1], ys[1]))


@contextmanager
def _filters_in_pairs() -> Iterator[None]:
    """Unpack what is packed and then written as letters: honest programs make pages so."""
    before = int(settings.set_qpdf_limits(max_stream_filters=2)["max_stream_filters"])
    try:
        yield
    finally:
        settings.set_qpdf_limits(max_stream_filters=before)


def _check_contents(pdf: pikepdf.Pdf) -> None:
    """Read every page's content once: joined, a piece that cannot be unpacked would be left out unsaid."""
    for page in pdf.pages:
        contents = page.obj.get("/Contents", Array())
        for stream in contents if isinstance(contents, Array) else (contents,):
            if not isinstance(stream, pikepdf.Stream):
                raise Unfit("damaged")
            stream.read_bytes()


def _frame(page: pikepdf.Page) -> Frame:
    seen, whole = _corners(page.cropbox), _corners(page.mediabox)
    left, bottom = max(seen[0], whole[0]), max(seen[1], whole[1])
    right, top = min(seen[2], whole[2]), min(seen[3], whole[3])
    if right <= left or top <= bottom:  # a crop box beside the paper is passed over, as viewers do
        left, bottom, right, top = whole
    unit = float(page.obj.get("/UserUnit", 1))
    frame = Frame(left, bottom, right, top, _turned(page), unit if unit > 0 else 1.0)
    for side in (frame.sheet.width, frame.sheet.height):
        if not _LEAST_POINTS <= side <= MOST_POINTS:
            raise Unfit(
                "too-big", "A page of it is of a size that no paper has. Ask the sender for a fresh copy."
            )
    return frame


def _corners(box: Array) -> tuple[float, float, float, float]:
    if len(box) != 4:
        raise Unfit("damaged")
    x, y, other_x, other_y = (float(number) for number in box)
    if not all(math.isfinite(number) for number in (x, y, other_x, other_y)):
        raise Unfit("damaged")
    return min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y)


def _turned(page: pikepdf.Page) -> int:
    rotation = int(page.rotation)
    return rotation % 360 if rotation % 90 == 0 else 0


def _draw_anew(pdf: pikepdf.Pdf, frames: Sequence[Frame]) -> tuple[bytes, bool]:
    """Return a new document that draws each page and holds nothing else, and whether fonts came with it."""
    written = io.BytesIO()
    with pikepdf.new() as new:
        for page, frame in zip(pdf.pages, frames, strict=True):
            drawn = new.copy_foreign(page.as_form_xobject(handle_transformations=False))
            drawn.BBox = Array([frame.left, frame.bottom, frame.right, frame.top])
            drawn.Matrix = Array([round(part, 5) for part in frame.matrix])
            _add_page(new, frame.sheet, drawn)
        scrub(new)
        has_text = brings_fonts(new)
        new.remove_unreferenced_resources()
        new.save(written, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return written.getvalue(), has_text


def _add_page(new: pikepdf.Pdf, sheet: Sheet, drawn: pikepdf.Object) -> None:
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, round(sheet.width, 5), round(sheet.height, 5)]),
        Resources=Dictionary(XObject=Dictionary({str(DRAWN): drawn})),
        Contents=new.make_stream(f"{DRAWN} Do".encode()),
    )
    new.pages.append(pikepdf.Page(new.make_indirect(page)))
