"""PDF forms that this program did not make: blank, and filled in by programs that people use."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

import pikepdf
import pypdf
import typst
from pikepdf import Array, Dictionary, Name, Pdf, String

from boardforms.learning.learn import learn_form
from boardforms.learning.learned import Learned
from docgen.pdf.fonts import typst_fonts
from escalation.boxes import find_box, form_boxes
from escalation.definitions import FormDefinition, Kind
from escalation.layouts import LearnedLayout
from tests.geometry.flatteners import run
from tests.learning.foreign import MEDWAY_LABELS, MORAY, STAGE_3, TODAY, Said, write_in
from tests.programs import need

WIDTH, HEIGHT = 595.0, 842.0


@dataclass(frozen=True)
class Asked:
    """A box as somebody laid it out: words at a place of a page, a field beside or under them, what it is called.

    Places are in points from the top left; the field's is left, top, right, bottom.
    """

    box: str
    words: str
    at: tuple[float, float]
    field: tuple[float, float, float, float]
    name: str
    tip: str = ""


@dataclass(frozen=True)
class Form:
    """A form of somebody's: the definition whose questions it asks, the words printed on it besides, its boxes."""

    form: FormDefinition
    printed: Sequence[tuple[str, float, float]]
    asked: Sequence[Asked]


_HEADING = (
    ("Medway Safeguarding Children Partnership: Stage 3 Escalation Form", 40.0, 24.0),
    ("Please complete every part and send by secure e-mail. Response within 5 working days.", 40.0, 46.0),
    ("Stage 3 form, first published by the Board's office. Do not send it by post.", 40.0, 816.0),
)  # fmt: skip


def labels_left() -> Form:
    """Medway's Stage 3 form with its labels on the left, and fields whose names say nothing."""
    asked, top = [], 70.0
    for number, (box, label) in enumerate(MEDWAY_LABELS.items(), start=1):
        height = 92.0 if _is_long(STAGE_3, box) else 18.0
        place = (230.0, top, 555.0, top + height)
        asked.append(Asked(box, label.replace("\n", " "), (40.0, top + 4), place, f"Text{number}"))
        top += height + 10
    return Form(STAGE_3, _HEADING, asked)


def labels_above() -> Form:
    """Medway's Stage 3 form in two columns, labels over the fields, which have tooltips."""
    asked, top, column = [], 70.0, 0
    for box, label in MEDWAY_LABELS.items():
        is_long = _is_long(STAGE_3, box)
        if is_long and column:
            top, column = top + 40, 0
        left = 40.0 if is_long or not column else 305.0
        place = (left, top + 14, 555.0 if is_long else left + 245, top + 14 + (76.0 if is_long else 18.0))
        name = f"form1.page.{box.title().replace('_', '')}[0]"
        asked.append(Asked(box, label.replace("\n", " "), (left, top), place, name, label.rstrip(":")))
        column = 0 if is_long or column else 1
        top += 98 if is_long else 0 if column else 40
    return Form(STAGE_3, _HEADING, asked)


def moray_ticks() -> Form:
    """Moray's record with boxes to tick left of their words, and lists whose options have codes."""
    asked, top = [], 34.0
    for number, box in enumerate(form_boxes(MORAY)[1:], start=1):
        name, label = f"Field {number}", box.label
        lines = 1 + len(label) // 105
        match box.kind:
            case Kind.TICK:
                tick = (40.0, top, 52.0, top + 12)
                asked.append(Asked(box.name, label, (60.0, top + 2), tick, name))
                top += 12 * lines + 4
            case Kind.DATE:
                asked.append(Asked(box.name, "Date:", (440.0, top + 2), (470.0, top, 555.0, top + 14), name))
                top += 48
            case Kind.LONG_TEXT:
                under = top + 11 * lines + 2
                asked.append(Asked(box.name, label, (40.0, top), (40.0, under, 555.0, under + 36), name))
                top = under + 42
            case _:
                asked.append(Asked(box.name, label, (40.0, top + 2), (260.0, top, 430.0, top + 14), name))
                top += 0 if box.kind is Kind.CHOICE else 22
    printed = (
        ("Escalation record. Office copy of Moray, made by another program in another year.", 40.0, 12.0),
    )
    return Form(MORAY, printed, asked)


FORMS = {"labels left": labels_left, "labels above": labels_above, "moray ticks": moray_ticks}


def _is_long(form: FormDefinition, name: str) -> bool:
    box = find_box(form, name)
    return box is not None and box.kind is Kind.LONG_TEXT


@cache
def blank(name: str) -> bytes:
    """Return the blank of one of the forms."""
    form = FORMS[name]()
    with pikepdf.open(io.BytesIO(_printed(form))) as pdf:
        _make_form(pdf)
        for asked in form.asked:
            _add(pdf, asked, form.form)
        return saved(pdf)


def _printed(form: Form) -> bytes:
    words = [*form.printed, *((asked.words, *asked.at) for asked in form.asked)]
    placed = "".join(
        f'#place(top + left, dx: {x}pt, dy: {y}pt, box(width: {_room(form, text, x)}pt, text("{text}")))\n'
        for text, x, y in words
    )
    page = f'#set page(width: {WIDTH}pt, height: {HEIGHT}pt, margin: 0pt)\n#set text(size: 8pt, font: "Noto Sans")\n'
    made = typst.compile((page + placed).encode(), format="pdf", font_paths=typst_fonts())
    assert isinstance(made, bytes)
    return made


def _room(form: Form, text: str, x: float) -> float:
    """Return how wide a text may be: up to the field on its right, where there is one."""
    edges = [asked.field[0] for asked in form.asked if asked.words == text and asked.field[0] > x]
    return min(edges, default=555.0) - x - 4


def _make_form(pdf: Pdf) -> None:
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
    )
    resources = Dictionary(Font=Dictionary(Helv=pdf.make_indirect(font)))
    form = Dictionary(Fields=Array([]), DR=resources, DA=String("/Helv 9 Tf 0 g"))
    pdf.Root.AcroForm = pdf.make_indirect(form)


def _add(pdf: Pdf, asked: Asked, form: FormDefinition) -> None:
    left, top, right, bottom = asked.field
    box = find_box(form, asked.box)
    assert box is not None
    field = Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, T=String(asked.name), F=4,
        Rect=Array([left, HEIGHT - bottom, right, HEIGHT - top]),
        FT=Name.Tx, DA=String("/Helv 9 Tf 0 g"), MK=Dictionary(BC=Array([0.5])), P=pdf.pages[0].obj,
    )  # fmt: skip
    if asked.tip:
        field.TU = String(asked.tip)
    match box.kind:
        case Kind.TICK:
            field.FT, field.V, field.AS = Name.Btn, Name.Off, Name.Off
            field.AP = Dictionary(N=_looks(pdf, right - left))
        case Kind.CHOICE:
            field.FT, field.Ff = Name.Ch, 1 << 17
            options = list(box.asks.options.values())
            field.Opt = Array([Array([String(str(n)), String(text)]) for n, text in enumerate(options)])
        case Kind.LONG_TEXT:
            field.Ff = 1 << 12
        case _:
            pass
    held = pdf.make_indirect(field)
    page = pdf.pages[0].obj
    if "/Annots" not in page:
        page.Annots = Array([])
    page.Annots.append(held)
    pdf.Root.AcroForm.Fields.append(held)


def _looks(pdf: Pdf, size: float) -> Dictionary:
    frame = f"0.5 G 0.5 0.5 {size - 1} {size - 1} re S"
    cross = f"{frame} 0 G 1.5 w 2 2 m {size - 2} {size - 2} l S 2 {size - 2} m {size - 2} 2 l S"
    about = Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, size, size]))
    return Dictionary(Yes=pdf.make_stream(cross.encode(), about), Off=pdf.make_stream(frame.encode(), about))


def saved(pdf: Pdf) -> bytes:
    held = io.BytesIO()
    pdf.save(held)
    return held.getvalue()


@cache
def learn_pdf_form(name: str) -> Learned:
    """Return what is learned of one of the forms."""
    return learn_form(blank(name), FORMS[name]().form, "made up for a test", name.replace(" ", "-"), TODAY)


def pdf_layout(name: str, *, confirmed: bool = True) -> LearnedLayout:
    return learn_pdf_form(name).layout.model_copy(update={"confirmed": confirmed})


def said_on_pdf(name: str) -> dict[str, str]:
    """Return an answer to every box that one of the forms has a place for, as a person types it."""
    form = FORMS[name]()
    return write_in(form.form, {asked.box for asked in form.asked})


def values(name: str, said: Said) -> dict[str, str]:
    """Return answers by the names of the fields, as programs are told them: codes for options, states for ticks."""
    form = FORMS[name]()
    return {
        asked.name: _value(form.form, asked.box, said[asked.box]) for asked in form.asked if asked.box in said
    }


def _value(form: FormDefinition, name: str, text: str) -> str:
    box = find_box(form, name)
    assert box is not None
    match box.kind:
        case Kind.TICK:
            return "Yes" if text == "☒" else "Off"
        case Kind.CHOICE:
            return str(list(box.asks.options.values()).index(text))
        case _:
            return text


def by_pypdf(data: bytes, given: Mapping[str, str], _folder: Path) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    told = {name: f"/{text}" if text in {"Yes", "Off"} else text for name, text in given.items()}
    for page in writer.pages:
        writer.update_page_form_field_values(page, told, auto_regenerate=False)
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()


def by_pdftk(data: bytes, given: Mapping[str, str], folder: Path) -> bytes:
    fields = "".join(_xfdf(name.split("."), text) for name, text in given.items())
    xfdf = f'<?xml version="1.0" encoding="UTF-8"?><xfdf xmlns="http://ns.adobe.com/xfdf/"><fields>{fields}</fields></xfdf>'
    (folder / "said.xfdf").write_text(xfdf, encoding="utf-8")
    (folder / "blank.pdf").write_bytes(data)
    run(
        need("pdftk"),
        folder / "blank.pdf",
        "fill_form",
        folder / "said.xfdf",
        "output",
        folder / "filled.pdf",
    )
    return (folder / "filled.pdf").read_bytes()


def _xfdf(parts: Sequence[str], text: str) -> str:
    inner = _xfdf(parts[1:], text) if len(parts) > 1 else f"<value>{escape(text)}</value>"
    return f'<field name="{escape(parts[0])}">{inner}</field>'


FILLERS = {"pypdf": by_pypdf, "pdftk": by_pdftk}


def filled(name: str, said: Mapping[str, str] | None = None) -> bytes:
    return by_pypdf(blank(name), values(name, said if said is not None else said_on_pdf(name)), Path())


def edited(data: bytes, key: str, value: object, number: int = 0) -> bytes:
    """Return a form with an entry of one of its fields set to another value."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.Root.AcroForm.Fields[number][key] = value
        return saved(pdf)
