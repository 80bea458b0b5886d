"""The answers of a PDF return whose boxes have no field: by their places on its pages, beside the blank's."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from escalation.boxes import Box, form_boxes
from escalation.codes import notice
from escalation.definitions import FormDefinition
from escalation.findings import Finding
from escalation.layouts import Layout
from escalation.records import OtherReading
from parsers.answers import read_answer
from parsers.behind import Behind, look_behind
from parsers.geometry import DRAWN_ELSEWHERE, PDF_PLACE, TEXTS, PagesAligned, PlacedBox, align_pages
from parsers.reading import Found, Reading
from parsers.scan import align_scan


@dataclass(frozen=True)
class Placed:
    """Answers found by their places, what was noticed, what places say beside fields, and all the places."""

    found: tuple[Found, ...] = ()
    findings: tuple[Finding, ...] = ()
    beside: Mapping[str, PlacedBox] = field(default_factory=dict)
    boxes: Mapping[str, PlacedBox] = field(default_factory=dict)


def place_answers(
    reading: Reading, form: FormDefinition, layout: Layout | None, blank: Reading | None
) -> Placed:
    """Return the answers of a PDF return to boxes that no field names, by the `layout` and pages of its PDF blank.

    None where every box has its field: then only what stands behind the fields is. Where only some fields are lost,
    an empty place says nothing: the box is missing.
    """
    named = {found.box for found in reading.found}
    is_pdf = reading.format != "word" and layout is not None and layout.format == "pdf"
    if not is_pdf or layout is None or blank is None:
        return Placed()
    behind = look_behind(reading, form, layout, blank) if named else Behind()
    if layout.places.keys() <= named:
        return Placed(findings=behind.findings, beside=behind.beside, boxes=behind.beside)
    align = align_scan if reading.format == "scan" else align_pages
    aligned = align(reading.pages, blank.pages, layout, form)
    given = [box for box in aligned.boxes if not named or box.found.text not in {"", False}]
    new = [box for box in given if box.found.box not in named]
    has_words = any(isinstance(box.found.text, str) and box.found.text for box in new)
    is_bare = reading.format == "pdf" and not named and not has_words
    texts = frozenset(box.name for box in form_boxes(form) if box.kind in TEXTS)
    return Placed(
        tuple(box.found for box in new),
        (
            *_about(aligned, new, texts, is_bare=is_bare),
            *_about_rows(aligned, new, form),
            *behind.findings,
        ),
        {box.found.box: box for box in given if box.found.box in named},
        {box.found.box: box for box in aligned.boxes},
    )


def _about(
    aligned: PagesAligned, new: list[PlacedBox], texts: frozenset[str], *, is_bare: bool
) -> list[Finding]:
    findings = [notice("read-by-place")] if new and new[0].found.origin == PDF_PLACE else []
    findings += aligned.findings
    is_drawn_elsewhere = any(DRAWN_ELSEWHERE in box.codes for box in new)
    for box in new:
        codes = [*box.codes, *(["answers-lost"] if is_bare else [])]
        if is_drawn_elsewhere and not box.found.text and box.found.box in texts:
            codes.append(DRAWN_ELSEWHERE)
        findings += [notice(code, box.found.box) for code in codes]
    return findings


def _about_rows(aligned: PagesAligned, new: list[PlacedBox], form: FormDefinition) -> Iterator[Finding]:
    """Ask of each box in a row where a return may have more rows than its blank: it may be another of them.

    A form that was sent with more rows may have one more on the page before, and every other as the blank has it.
    """
    if aligned.is_longer:
        in_rows = {box.name for box in form_boxes(form) if box.row is not None}
        yield from (notice("place-unsure", box.found.box) for box in new if box.found.box in in_rows)


def reading_beside(box: Box, placed: PlacedBox) -> OtherReading:
    """Return what the place of a box says, to be kept beside what its field says."""
    answer = read_answer(box, [placed.found], "", is_shared=False)
    return OtherReading(raw=answer.raw, value=answer.value, origin=answer.origin, place=answer.place)
