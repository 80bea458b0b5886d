"""Draw the fields and notes of a PDF on its pages, and remember what they say, to see whether it shows."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import pikepdf
from pikepdf import Array, Dictionary, Name

from docgen.packs.enclosing.acting import annotations
from docgen.packs.enclosing.drawing import box_of, draw_missing, inherited, is_drawn, text_of, typed_in
from docgen.packs.enclosing.enclosures import Unfit

OUR_IDENTITY = "form.json"
"""What every PDF form of ours has attached: it says nothing that somebody wrote."""

Box: TypeAlias = tuple[float, float, float, float]

_MOST = 200
"""How many things are remembered of one file."""
_LONGEST = 2_000
_NOT_DRAWN = frozenset({"/Link", "/Popup", "/Widget"})


@dataclass(frozen=True)
class Said:
    """Something that the file says on a page (from 1; 0: on none).

    `place` is where it would be drawn there, in the page's own points (left, bottom, right, top); None for what
    no page can show.
    """

    page: int
    text: str
    what: str
    place: Box | None = None

    def __str__(self) -> str:
        """Say it on one line."""
        where = f"Page {self.page}, {self.what}" if self.page else self.what
        return f"{where}: {self.text}" if self.text else f"{where}."


def flatten(pdf: pikepdf.Pdf) -> tuple[Said, ...]:
    """Make fields and notes part of the pages they stand on, and return what they say.

    Raises Unfit for an XFA form, whose pages are empty until Adobe's program draws them.
    """
    _refuse_xfa(pdf)
    said = [*_all_said(pdf)]
    draw_missing(pdf)
    pdf.flatten_annotations("all")
    more = (Said(0, "", f"It says {len(said) - _MOST} things more that are not listed here"),)
    return tuple(said) if len(said) <= _MOST else (*said[:_MOST], *more)


def _refuse_xfa(pdf: pikepdf.Pdf) -> None:
    form = pdf.Root.get("/AcroForm")
    if not isinstance(form, Dictionary) or "/XFA" not in form:
        return
    if pdf.Root.get("/NeedsRendering") or not len(form.get("/Fields", Array())):
        raise Unfit("xfa")


def _all_said(pdf: pikepdf.Pdf) -> Iterator[Said]:
    for number, page in enumerate(pdf.pages, start=1):
        for annotation in annotations(page):
            yield from _said_by(annotation, number)
    names = [name for name in pdf.attachments if name != OUR_IDENTITY]
    if names:
        yield Said(0, "", f"It holds {len(names)} file{'' if len(names) == 1 else 's'} inside it")
    if "/OCProperties" in pdf.Root:
        yield Said(0, "", "It has layers that can be switched off, and all of them are shown here")


def _said_by(annotation: pikepdf.Object, page: int) -> Iterator[Said]:
    kind = str(annotation.get("/Subtype", ""))
    if kind == Name.Widget:
        yield from _said_by_field(annotation, page)
        return
    note = _shortened(text_of(annotation.get("/Contents")))
    if note and kind not in {"/Link", "/Popup"}:
        yield Said(page, note, "a note", box_of(annotation))
    elif kind not in _NOT_DRAWN and not is_drawn(annotation):
        yield Said(page, "", "a mark that cannot be drawn here")


def _said_by_field(widget: pikepdf.Object, page: int) -> Iterator[Said]:
    if inherited(widget, "/FT") == Name.Btn:
        yield from _said_by_button(widget, inherited(widget, "/V"), page)
        return
    for text in typed_in(widget):
        yield Said(page, _shortened(text), "typed in a box", box_of(widget))


def _said_by_button(widget: pikepdf.Object, value: object, page: int) -> Iterator[Said]:
    """Yield a tick that the page cannot show: one that is set, and has no drawing of its own to be shown."""
    state = str(widget.get("/AS", value if isinstance(value, Name) else "/Off"))
    drawings = widget.AP.N if is_drawn(widget) else Dictionary()
    is_shown = isinstance(drawings, pikepdf.Stream) or state in drawings
    if state not in {"/Off", ""} and not is_shown:
        yield Said(page, "", "a box that is ticked, without a drawing of the tick")


def _shortened(text: str) -> str:
    """Return a text on one line, and as much of it as a page should repeat."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
