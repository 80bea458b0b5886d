"""Returns whose controls were lost, and the count of what was read of them: right, flagged, or silently wrong."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count

from lxml import etree

from docgen.word.document import render_word
from escalation.boards import Board
from escalation.boxes import Answers, Box, BoxValue, flatten, form_boxes, gather
from escalation.definitions import FormDefinition, Kind
from escalation.records import Record
from tests.parsers.files import W, make_zip
from tests.parsers.returns import interpret_return, render_blank
from tests.roundtrip.answers import AWKWARD

WORD = f"{{{W}}}"
MIXED = (
    "Ali محمد, aged 7", "so 😀 ok", "漢字 and more", "नमस्ते", "שלום a", "Ωmega Жук", "½ ² € £5", "→ ★ ok",
    "Łódź “quoted” – fine", "ต้น ok", "ⓐ Ⅳ ① x", "한글", "a，b。", "「x」",
)  # fmt: skip
"""Texts whose script changes, at which LibreOffice breaks a control in pieces."""


def plain_answers(form: FormDefinition) -> Answers:
    """Return an answer to every box that no other box has, so that one read into the wrong box shows."""
    return gather(form, {box.name: _plain(box, number) for number, box in enumerate(form_boxes(form))})


def awkward_answers(form: FormDefinition) -> Answers:
    """Return texts that are hard to carry, and answers to every other box only."""
    texts = (text for _ in count() for text in (*AWKWARD, *MIXED))
    flat = {
        box.name: _awkward(box, next(texts))
        if box.kind in {Kind.TEXT, Kind.LONG_TEXT}
        else _plain(box, number)
        for number, box in enumerate(form_boxes(form))
        if number % 2 or box.required
    }
    return gather(form, flat)


def _plain(box: Box, number: int) -> BoxValue:
    match box.kind:
        case Kind.TICK:
            return bool(number % 2)
        case Kind.DATE:
            return (dt.date(2024, 1, 1) + dt.timedelta(number)).isoformat()
        case Kind.CHOICE:
            return list(box.asks.options)[number % len(box.asks.options)]
        case Kind.LONG_TEXT:
            return f"Answer {number}.\n\nIts second line, to {box.name}."
        case _:
            return f"Answer {number}"


def _awkward(box: Box, text: str) -> str:
    return text[: box.asks.length] or "x"


def edit(data: bytes, *changes: Callable[[etree._Element], object]) -> bytes:
    """Return a Word file whose document was changed as XML."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        parts: dict[str, bytes | str] = {name: source.read(name) for name in source.namelist()}
    document = parts["word/document.xml"]
    assert isinstance(document, bytes)
    root = etree.fromstring(document)
    for change in changes:
        change(root)
    return make_zip(parts | {"word/document.xml": etree.tostring(root)})


def controls(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Yield every control with its tag."""
    for control in list(root.iter(f"{WORD}sdt")):
        tag = control.find(f"{WORD}sdtPr/{WORD}tag")
        if tag is not None:
            yield str(tag.get(f"{WORD}val")), control


def wrap(around: str, root: etree._Element) -> None:
    """Put a control around each run, cell, row or table, with the tags that Google Docs gives."""
    for number, part in enumerate(list(root.iter(f"{WORD}{around}"))):
        control = etree.Element(f"{WORD}sdt")
        part.addprevious(control)
        properties = etree.SubElement(control, f"{WORD}sdtPr")
        etree.SubElement(properties, f"{WORD}lock").set(f"{WORD}val", "contentLocked")
        etree.SubElement(properties, f"{WORD}tag").set(f"{WORD}val", f"goog_rdk_{number}")
        etree.SubElement(control, f"{WORD}sdtContent").append(part)


def unwrap(root: etree._Element, keep: Callable[[str], bool] = lambda _: False) -> None:
    """Put the content of each control in the control's place, as Google Docs does; but not of those to keep."""
    for tag, control in controls(root):
        content, parent = control.find(f"{WORD}sdtContent"), control.getparent()
        if not keep(tag) and content is not None and parent is not None:
            for part in list(content):
                control.addprevious(part)
            parent.remove(control)


def strip_tags(root: etree._Element) -> None:
    """Leave each control without its properties."""
    for _, control in controls(root):
        control.remove(control[0])


@dataclass(frozen=True)
class Tally:
    """How many boxes were read right and sure, were flagged, or are wrong without anybody being told."""

    right: int
    flagged: int
    silently_wrong: tuple[str, ...]


def read_return(board: Board, form: FormDefinition, data: bytes) -> Record:
    """Read a return by the layout and the reading of its blank."""
    blank = render_blank(board, form, render_word)
    return interpret_return(data, form, blank.layout, blank.content)


def tally(record: Record, form: FormDefinition, answers: Answers, *, trimmed: bool = False) -> Tally:
    """Compare a record with what was answered; `trimmed`: white space at the ends of an answer does not count."""
    expected = flatten(form, answers)
    asked = {finding.field for finding in record.findings if finding.needs_a_person}
    right, flagged, wrong = 0, 0, []
    for box in form_boxes(form, answers):
        held = record.fields.get(box.name)
        value = None if held is None else held.value
        if box.name in asked:
            flagged += 1
        elif held is not None and held.sure and _is_same(value, expected.get(box.name), trimmed=trimmed):
            right += 1
        else:
            wrong.append(box.name)
    return Tally(right, flagged, tuple(wrong))


def _is_same(read: BoxValue, given: BoxValue, *, trimmed: bool) -> bool:
    if trimmed and isinstance(read, str | None) and isinstance(given, str | None):
        return (read or "").strip() == (given or "").strip()
    return (read or None) == (given or None)


def written(board: Board, form: FormDefinition, answers: Answers) -> bytes:
    """Return a form filled in, with its controls."""
    return render_word(form, board, answers).content
