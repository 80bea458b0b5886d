"""Forms printed to PDF by another program: their blanks as they are kept, and what people do with them."""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from textwrap import wrap
from typing import TypeAlias

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

import parsers
from boardforms.learning.learn import learn_form
from boardforms.learning.learned import Learned
from escalation.boxes import find_box
from escalation.definitions import FormDefinition, Kind
from escalation.layouts import NO_BOX, OTHER_BOX, LearnedCell, LearnedLayout
from parsers.pages import Rectangle
from tests.geometry.flatteners import run
from tests.learning.foreign import MORAY, STAGE_3, TODAY, Said, write_in
from tests.programs import need

FOLDER = Path(__file__).parent / "printed_forms"
FORMS: Mapping[str, FormDefinition] = {
    "moray-published": MORAY,
    "medway-labels-left": STAGE_3,
    "medway-labels-above": STAGE_3,
    "medway-paragraphs": STAGE_3,
    "medway-grid": STAGE_3,
    "moray-boxes": MORAY,
}
"""The forms by the names of their files: README.md beside them says who laid them out, and how they were made."""
Placed: TypeAlias = tuple[int, float, float, str]
"""A text somebody put on a page, from 1: where its first line begins, from the top left, and the text."""

_SIZE, _LEAD = 9.0, 10.5


@cache
def blank(name: str) -> bytes:
    return (FOLDER / f"{name}.pdf").read_bytes()


@cache
def learn_printed(name: str) -> Learned:
    """Return what is learned of one of the forms."""
    return learn_form(blank(name), FORMS[name], "made up for a test", name, TODAY)


@cache
def printed_layout(name: str) -> LearnedLayout:
    """Return the layout of one of the forms as a person leaves it."""
    layout = learn_printed(name).layout
    cells = tuple(_corrected(name, number, cell) for number, cell in enumerate(layout.cells))
    return layout.model_copy(update={"confirmed": True, "cells": cells})


CORRECTED: Mapping[str, Mapping[int, str]] = {
    "medway-labels-left": {15: "stage_3_resolution"},
    "moray-boxes": {
        0: NO_BOX, 12: NO_BOX, 13: "stage_1_outcome", 14: "stage_1_discussion", 15: "stage_1_record",
        16: NO_BOX, 17: "stage_2_outcome", 18: "stage_2_meeting", 19: "stage_2_record",
    },
}  # fmt: skip
"""What a person corrects in the layouts that are proposed, by the number of the place."""


def _corrected(name: str, number: int, cell: LearnedCell) -> LearnedCell:
    box = CORRECTED.get(name, {}).get(number, cell.box)
    return cell.model_copy(update={"box": box})


def said_in(name: str) -> dict[str, str]:
    """Return an answer, of one line, to every box that one of the forms has a place for."""
    boxes = {cell.box for cell in printed_layout(name).cells} - {NO_BOX, OTHER_BOX}
    return {box: text.partition("\n")[0] for box, text in write_in(FORMS[name], boxes).items()}


def placed_in(name: str, said: Said) -> list[Placed]:
    """Return answers where a person types them: beside the words printed in a place, or under them."""
    pages = {page.number: page.words for page in parsers.read(blank(name)).pages}
    placed: list[Placed] = []
    for cell in printed_layout(name).cells:
        if cell.box in said and cell.rectangle is not None:
            number = int(cell.place.removeprefix("page "))
            words = (word for word in pages[number] if word.text.strip("._"))
            held = [word.place for word in words if _middle_in(word.place, cell.rectangle)]
            text = said[cell.box]
            if (mark := find_box(FORMS[name], cell.box)) and mark.kind is Kind.TICK:
                text = "X" if text == "☒" else ""
                held = []
            placed += _wrapped(number, Rectangle(*cell.rectangle), held, text)
    return placed


def _wrapped(page: int, room: Rectangle, held: Sequence[Rectangle], text: str) -> Iterator[Placed]:
    """Yield an answer line by line, as many letters on each as the room is wide."""
    if text:
        x, y = _begin(room, held, len(text))
        lines = wrap(text, max(1, int((room.right - x - 2) / (_SIZE * 0.48))))
        yield from ((page, x, y + number * _LEAD, line) for number, line in enumerate(lines))


def _middle_in(word: Rectangle, room: Sequence[float]) -> bool:
    x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
    return room[0] <= x <= room[2] and room[1] <= y <= room[3]


def _begin(room: Rectangle, held: Sequence[Rectangle], length: int) -> tuple[float, float]:
    """Return where an answer of so many letters begins in a room."""
    if not held:
        return room.left + 1.5, max(room.top + 0.5, (room.top + min(room.bottom, room.top + 16) - _SIZE) / 2)
    last = max(place.bottom for place in held)
    right = max(place.right for place in held if place.bottom > last - 6)
    if right + 5 + length * _SIZE * 0.5 < room.right:
        return right + 5, last - _SIZE
    return room.left + 3, last + 3


def typed_over(data: bytes, placed: Sequence[Placed]) -> bytes:
    """Return a PDF with texts drawn on its pages, as an editor saves it."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        font = _font(pdf)
        for number, page in enumerate(pdf.pages, start=1):
            name = page.add_resource(font, Name.Font)
            height = float(page.mediabox[3])
            drawn = "".join(
                _drawn(text, str(name), x, height - y - _SIZE + 2) for n, x, y, text in placed if n == number
            )
            page.contents_add(b"q", prepend=True)
            page.contents_add(f"\nQ {drawn}".encode("cp1252"))
        return _saved(pdf)


def _drawn(text: str, font: str, x: float, y: float) -> str:
    return f"BT {font} {_SIZE} Tf {x:.2f} {y:.2f} Td ({_escaped(text)}) Tj ET\n"


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def free_text(data: bytes, placed: Sequence[Placed], *, is_drawn: bool = True) -> bytes:
    """Return a PDF with texts laid over its pages as notes; without their look where a viewer is to make it."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        font = _font(pdf)
        for number, x, y, text in placed:
            page = pdf.pages[number - 1]
            wide, high = 10 + len(text) * _SIZE * 0.6, _LEAD + 2
            low = float(page.mediabox[3]) - y - high + 1
            note = Dictionary(
                Type=Name.Annot, Subtype=Name.FreeText, F=4, Contents=String(text),
                Rect=Array([x, low, x + wide, low + high]), DA=String(f"/Helv {_SIZE} Tf 0 g"),
            )  # fmt: skip
            if is_drawn:
                look = pdf.make_stream(_drawn(text, "/Helv", 0, 4).encode("cp1252"))
                look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, wide, high])
                look.Resources = Dictionary(Font=Dictionary(Helv=font))
                note.AP = Dictionary(N=look)
            if "/Annots" not in page:
                page.Annots = Array([])
            page.Annots.append(pdf.make_indirect(note))
        return _saved(pdf)


def by_mutool(data: bytes, placed: Sequence[Placed], folder: Path) -> bytes:
    """Return a PDF with notes as MuPDF makes them."""
    calls = [
        f"var a = doc.loadPage({number - 1}).createAnnotation('FreeText');"
        f"a.setRect([{x}, {y}, {x + 10 + len(text) * _SIZE * 0.6}, {y + _LEAD + 4}]);"
        f"a.setDefaultAppearance('Helv', {_SIZE}, [0]); a.setContents({text!r}); a.update();"
        for number, x, y, text in placed
    ]
    (folder / "blank.pdf").write_bytes(data)
    script = f"var doc = new PDFDocument('{folder / 'blank.pdf'}');\n" + "\n".join(calls)
    (folder / "fill.js").write_text(f"{script}\ndoc.save('{folder / 'filled.pdf'}', '');\n", encoding="utf-8")
    run(need("mutool"), "run", folder / "fill.js")
    return (folder / "filled.pdf").read_bytes()


def _font(pdf: Pdf) -> Dictionary:
    held = pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    )
    assert isinstance(held, Dictionary)
    return held


def _saved(pdf: Pdf) -> bytes:
    held = io.BytesIO()
    pdf.save(held)
    return held.getvalue()


Typist: TypeAlias = Callable[[bytes, Sequence[Placed], Path], bytes]
TYPISTS: Mapping[str, Typist] = {
    "an editor": lambda data, placed, _folder: typed_over(data, placed),
    "notes": lambda data, placed, _folder: free_text(data, placed),
    "notes by MuPDF": by_mutool,
}
