"""Turn each link box of a typeset page into a form field of its own kind (ISO 32000-1, 12.7)."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import pikepdf
from pikepdf import Array, Dictionary, Name

from docgen.pdf.appearances import INK, MUTED, Area, as_appearance, draw_lines, draw_tick, lines_to_show
from docgen.pdf.fieldfont import FIELD_FONT, SPARE_FONT, embed_field_font, embed_spare_font
from docgen.pdf.plan import DATE_HINT, is_many_lined
from docgen.pdf.strings import pdf_string, utf16_length
from docgen.pdf.values import shown_value
from docgen.pdf.wrapping import PADDING, size_to_fit
from escalation.boxes import Box
from escalation.definitions import Kind
from escalation.layouts import PdfPlace
from escalation.stamps import NOT_SELECTED, PROMPT_CHOICE, pdf_name

LINK = "field:"
TEXT_SIZE, LEAST_SIZE = 10.0, 6.5
_CHEVRON_ROOM = 12.0
_PRINTED = 4
_REQUIRED, _MULTILINE, _COMBO = 1 << 1, 1 << 12, 1 << 17


@dataclass(frozen=True)
class Filling:
    """A box with its share of the grid, its value (None where unanswered), and the page that continues it, if any."""

    box: Box
    span: int
    value: str | bool | None = None
    continued_on: int | None = None


def find_places(pdf: pikepdf.Pdf) -> dict[str, PdfPlace]:
    """Return the place of each box that a typeset document draws, by box name, in the order of the pages."""
    places = {}
    for number, page in enumerate(pdf.pages, start=1):
        for name, link in _links(page):
            left, bottom, right, top = (round(float(side), 2) for side in link.Rect)
            places[name] = PdfPlace(page=number, left=left, bottom=bottom, right=right, top=top)
    return places


def _links(page: pikepdf.Page) -> Iterator[tuple[str, pikepdf.Object]]:
    for note in page.get("/Annots", Array()):
        address = str(note.A.get("/URI", "")) if "/A" in note else ""
        if address.startswith(LINK):
            yield address.removeprefix(LINK), note


def area_of(box: Box, span: int, place: PdfPlace) -> Area:
    """Return the room that a box has for text. The text of a choice shrinks until its longest option fits."""
    width, height = place.right - place.left, place.top - place.bottom
    if box.kind is not Kind.CHOICE:
        return Area(width, height, TEXT_SIZE, is_many_lined(box, span))
    return _area_of_choice(tuple(box.asks.options.values()), width, height)


def _area_of_choice(options: tuple[str, ...], width: float, height: float) -> Area:
    room = width - 2 * PADDING - _CHEVRON_ROOM
    return Area(width, height, size_to_fit(options, room, TEXT_SIZE, LEAST_SIZE))


def make_fields(pdf: pikepdf.Pdf, fillings: dict[str, Filling]) -> None:
    """Make every link box a field, in the order of the pages, and the document a form."""
    fonts = _Fonts(pdf)
    fields = []
    for page in pdf.pages:
        for name, note in list(_links(page)):
            _make_field(note, page, fillings[name], fonts)
            fields.append(note)
    own = Dictionary({f"/{FIELD_FONT}": fonts.own})
    pdf.Root.AcroForm = pdf.make_indirect(
        Dictionary(
            Fields=Array(fields),
            DA=pdf_string(f"/{FIELD_FONT} {TEXT_SIZE:g} Tf 0 g"),
            DR=Dictionary(Font=own),
        )
    )


class _Fonts:
    """The fonts of one document's fields: its own, and the spare one once something calls for it."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.own = embed_field_font(pdf)

    @cached_property
    def spare(self) -> pikepdf.Object:
        return embed_spare_font(self.pdf)

    def for_content(self, content: bytes) -> dict[str, pikepdf.Object]:
        """Return the fonts that a content stream calls for, by name."""
        fonts = {FIELD_FONT: self.own} if b" Tf " in content else {}
        return {**fonts, SPARE_FONT: self.spare} if f"/{SPARE_FONT} ".encode() in content else fonts


def _make_field(note: pikepdf.Object, page: pikepdf.Page, filling: Filling, fonts: _Fonts) -> None:
    for key in set(note.keys()) - {"/Type", "/Rect", "/StructParent"}:
        del note[key]
    box = filling.box
    note.Subtype, note.F, note.P = Name.Widget, _PRINTED, page.obj
    note.T, note.TU = pdf_string(pdf_name(box.name)), pdf_string(tooltip(box))
    area = area_of(box, filling.span, _place_of(note))
    if flags := _flags(box, area):
        note.Ff = flags
    if box.kind is Kind.TICK:
        _make_tick(note, area, fonts.pdf, is_ticked=filling.value is True)
    else:
        _make_text(note, filling, area)
        content = _draw(filling, area)
        note.AP = Dictionary(N=as_appearance(fonts.pdf, content, area, fonts.for_content(content)))


def _flags(box: Box, area: Area) -> int:
    required = _REQUIRED if box.required else 0
    return required | (_COMBO if box.kind is Kind.CHOICE else _MULTILINE if area.many_lined else 0)


def _place_of(note: pikepdf.Object) -> PdfPlace:
    left, bottom, right, top = (float(side) for side in note.Rect)
    return PdfPlace(page=1, left=left, bottom=bottom, right=right, top=top)


def tooltip(box: Box) -> str:
    """Return what a screen reader says of a box: its whole label, its hint, and whether an answer is required."""
    hint = box.hint or box.field.hint or (DATE_HINT if box.kind is Kind.DATE else "")
    sentences = (part.rstrip(". ") for part in (box.label, hint, "Required" if box.required else "") if part)
    return ". ".join(sentences)


def _make_tick(note: pikepdf.Object, area: Area, pdf: pikepdf.Pdf, *, is_ticked: bool) -> None:
    note.FT, note.MK = Name.Btn, Dictionary(CA=pdf_string("4"))
    note.V = note.AS = Name.Yes if is_ticked else Name.Off
    drawn = as_appearance(pdf, draw_tick(min(area.width, area.height)), area, {})
    note.AP = Dictionary(N=Dictionary(Yes=drawn, Off=as_appearance(pdf, b"", area, {})))


def _make_text(note: pikepdf.Object, filling: Filling, area: Area) -> None:
    box, value = filling.box, filling.value
    note.DA = pdf_string(f"/{FIELD_FONT} {area.size:g} Tf 0 g")
    if box.kind is Kind.CHOICE:
        note.FT, note.V = Name.Ch, pdf_string(NOT_SELECTED if value is None else str(value))
        options = {NOT_SELECTED: PROMPT_CHOICE, **box.asks.options}
        note.Opt = Array([Array([pdf_string(key), pdf_string(label)]) for key, label in options.items()])
        return
    note.FT = Name.Tx
    text = "" if value is None else str(value)
    if text:
        note.V = pdf_string(text)
    if box.asks.length is not None:
        note.MaxLen = max(box.asks.length, utf16_length(text))


def _draw(filling: Filling, area: Area) -> bytes:
    text = shown_value(filling.box, filling.value)
    if filling.box.kind is Kind.CHOICE and filling.value is None:
        return draw_lines((text,), _area_of_choice((text,), area.width, area.height), MUTED)
    return draw_lines(lines_to_show(area, text, filling.continued_on), area, INK)
