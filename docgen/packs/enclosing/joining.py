"""Put what came into a typeset pack: each page into the place that was left for it, each Word file attached.

Typst numbers, labels, tags and outlines the whole pack; a page as it came is a figure of one dot until it is put in.
"""

import io
import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence

import pikepdf
from pikepdf import Name

from docgen.packs.enclosing.cleaning import DRAWN
from docgen.packs.enclosing.enclosures import Enclosure, Original, Placed, ReadyPages

_ROUNDED = 5
"""Places after the point in what sets a page in a frame; a page that is not framed is drawn exactly as it is."""
_CLAIM = "pdfuaid:part"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def join(
    typeset: bytes, enclosures: Sequence[Enclosure], tell: Callable[[str], None] = lambda _: None
) -> tuple[bytes, tuple[Placed, ...]]:
    """Return a pack with its enclosures in it, and where each of them is.

    `typeset` has a page of the right size, with a figure of one dot, for each of their sheets, in their order. Where
    text came with them the pack does not claim PDF/UA-1 (ISO 14289-1), because nobody knows whether theirs conforms.
    The same input gives the same bytes. `tell` is told which paper is being put in. Raises ValueError where the
    places are not those of the sheets.
    """
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(typeset)) as pack:
        places = [number for number, page in enumerate(pack.pages) if _dot_of(page)]
        placed = tuple(_place_all(enclosures, places))
        for number, one in enumerate(placed, start=1):
            tell(f"Joining paper {number} of {len(placed)}")
            if isinstance(one.enclosure.became, ReadyPages):
                _put_in(pack, one, one.enclosure.became)
        _attach_all(pack, enclosures)
        if any(isinstance(one.became, ReadyPages) and one.became.has_text for one in enclosures):
            _claim_nothing(pack)
        tell("Writing the pack")
        pack.remove_unreferenced_resources()
        pack.save(written, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return written.getvalue(), placed


def _place_all(enclosures: Iterable[Enclosure], places: Sequence[int]) -> Iterator[Placed]:
    """Yield where each enclosure is: its pages, counted from 1."""
    taken = 0
    for enclosure in enclosures:
        own = places[taken : taken + len(enclosure.sheets)]
        taken += len(enclosure.sheets)
        if len(own) < len(enclosure.sheets):
            break
        yield Placed(enclosure, own[0] + 1, own[-1] + 1) if own else Placed(enclosure)
    if taken != len(places):
        raise ValueError(f"the pack has {len(places)} places for {taken} pages that came")


def _dot_of(page: pikepdf.Page) -> str | None:
    """Return the name of the one dot that stands on a page for another page; None where there is none."""
    for name, drawn in page.resources.get("/XObject", pikepdf.Dictionary()).items():
        if drawn.get("/Subtype") == Name.Image and drawn.Width == 1 and drawn.Height == 1:
            return str(name)
    return None


def _put_in(pack: pikepdf.Pdf, placed: Placed, ready: ReadyPages) -> None:
    with pikepdf.open(io.BytesIO(ready.content)) as came:
        for source, number in zip(came.pages, range(placed.first, placed.last + 1), strict=True):
            target = pack.pages[number - 1]
            dot, size = _dot_of(target), source.mediabox
            target.resources.XObject = pikepdf.Dictionary(
                {str(DRAWN): pack.copy_foreign(source.resources.XObject[DRAWN])}
            )
            target.Contents = pack.make_stream(_drawing(target, dot, float(size[2]), float(size[3])))


def _drawing(page: pikepdf.Page, dot: str | None, width: float, height: float) -> bytes:
    """Return a page's content that draws what came, of that size, where and as large as it drew a stretched dot."""
    drawn = pikepdf.parse_content_stream(page)
    for at, (stretch, draw) in enumerate(itertools.pairwise(drawn)):
        operators = (str(stretch.operator), str(draw.operator))
        if operators == ("cm", "Do") and str(draw.operands[0]) == dot:
            drawn[at] = pikepdf.ContentStreamInstruction(
                _fit(stretch.operands, width, height), stretch.operator
            )
            drawn[at + 1] = pikepdf.ContentStreamInstruction([DRAWN], draw.operator)
            return pikepdf.unparse_content_stream(drawn)
    raise ValueError("a page does not draw its dot as expected")


def _fit(stretch: Iterable[object], width: float, height: float) -> tuple[float, ...]:
    """Return what brings a page to where a dot of 1 by 1 was stretched to (ISO 32000-1, 8.3.3)."""
    a, b, c, d, e, f = (float(str(part)) for part in stretch)
    return tuple(round(part, _ROUNDED) for part in (a / width, b / width, c / height, d / height, e, f))


def _attach_all(pack: pikepdf.Pdf, enclosures: Iterable[Enclosure]) -> None:
    """Attach Word files as what the pack was made from (ISO 32000-2, 7.11.3 and 14.13)."""
    for one in enclosures:
        if isinstance(one.became, Original):
            file = pikepdf.AttachedFileSpec(
                pack,
                one.became.content,
                filename=one.attached_as,
                mime_type=_WORD,
                creation_date="",
                mod_date="",
                description=f"The Word file of return {one.key}, as it came",
            )
            file.obj.AFRelationship = Name.Source
            pack.attachments[one.attached_as] = file


def _claim_nothing(pack: pikepdf.Pdf) -> None:
    with pack.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        if _CLAIM in metadata:
            del metadata[_CLAIM]
