"""Give a reading its meaning: from what stood in each box to a Record that says how sure it is."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from pydantic import JsonValue, TypeAdapter

from escalation.boxes import Box, boxes_of, form_boxes, gather, last_row
from escalation.codes import notice
from escalation.definitions import MOST_ROWS, FormDefinition, Kind
from escalation.findings import Finding
from escalation.layouts import Layout, WordPlace
from escalation.records import FieldReading, OtherReading, Record, Source, State, case_of, record_id
from parsers.answers import Answer, read_answer
from parsers.crops import KeepCrop, with_crops
from parsers.errors import Unread
from parsers.placing import Placed, place_answers, reading_beside
from parsers.reading import Found, Reading
from parsers.values import is_checked, is_crossed, stands_for_no_answer
from parsers.word.alignment import Aligned, align, paragraphs_of, words_outside
from parsers.word.margins import notice_margins
from parsers.word.outline import Places, read_places
from parsers.word.reader import WORD_CONTROL

_VALUES: TypeAdapter[dict[str, JsonValue]] = TypeAdapter(dict[str, JsonValue])


def interpret(
    reading: Reading,
    form: FormDefinition,
    layout: Layout | None,
    source: Source,
    *,
    blank: Reading | None = None,
    keep_crop: KeepCrop | None = None,
) -> Record:
    """Return the record that a reading makes, by the definition of its form.

    `layout` is that of the form's blank in the same format; without it, text printed in an answer's cell counts
    as written there, and asks for a person. `blank` is a reading of that blank: with it, whatever was
    written outside the boxes of a Word form is noticed, and an answer whose control was lost is read by its place
    beside the blank's, as are the boxes of a PDF or scan that have no field. `keep_crop` keeps a picture of each
    box on a page that needs a person. Never raises for what a person wrote.
    """
    aligned = () if blank is None else align(reading, blank)
    placed = place_answers(reading, form, layout, blank)
    named = {found.box for found in reading.found}
    places = Places() if blank is None else read_places(reading, blank)
    again = {item.found.box: item.found for item in (*aligned, *places.read) if item.found.box in named}
    at_their_places = (item.found for item in aligned if item.found.box not in named)
    held = _by_box((*reading.found, *at_their_places, *placed.found))
    boxes = _boxes(form, held)
    shared = _shared_places(reading, boxes)
    answers = {
        name: read_answer(box, held[name], _printed(layout, name), is_shared=held[name][0].place in shared)
        for name, box in boxes.items()
        if name in held
    }
    others = _others(boxes, answers, placed, again)
    findings = (
        *(_kept(finding, boxes) for finding in _without_lost(reading.findings, aligned)),
        *placed.findings,
        *(notice("readings-differ", name) for name in others),
        *_about_aligned(aligned),
        *(notice("place-unsure", name) for name in sorted(places.unsure)),
        *_about_reading(reading, blank, boxes, aligned),
        *_about_boxes(boxes, answers, reading, aligned),
        *_about_rows(boxes, answers),
        *_about_crosses(boxes, answers),
    )
    stood = {name: _as_it_stood(boxes[name], held[name][0]) for name in answers if held[name][0].stood}
    record = _make_record(form, source, boxes, answers, stood | others, findings)
    return (
        with_crops(record, reading.pages, placed.boxes, keep_crop) if keep_crop and placed.boxes else record
    )


def record_unread(error: Unread, source: Source) -> Record:
    """Return the record of a file that was refused or that failed, so that every file that came in is counted."""
    return Record(
        id=record_id(source),
        form=None,
        case=None,
        source=source,
        state=error.state,
        findings=(notice(error.code, message=error.message),),
    )


def _make_record(
    form: FormDefinition,
    source: Source,
    boxes: Mapping[str, Box],
    answers: Mapping[str, Answer],
    others: Mapping[str, OtherReading],
    findings: tuple[Finding, ...],
) -> Record:
    unsure = {finding.field for finding in findings if finding.needs_a_person}
    flat = {name: answers[name].value if name in answers else None for name in boxes}
    values = _VALUES.validate_python(gather(form, flat))
    return Record(
        id=record_id(source),
        form=form.reference,
        case=case_of(values),
        source=source,
        state=State.REVIEW if any(finding.needs_a_person for finding in findings) else State.COMPLETE,
        values=values,
        fields={
            name: _field_reading(answer, others.get(name), sure=name not in unsure)
            for name, answer in answers.items()
        },
        findings=tuple(dict.fromkeys(findings)),
    )


def _field_reading(answer: Answer, other: OtherReading | None, *, sure: bool) -> FieldReading:
    return FieldReading(
        raw=answer.raw,
        value=answer.value,
        origin=answer.origin,
        sure=sure,
        place=answer.place,
        others=(other,) if other else (),
    )


def _others(
    boxes: Mapping[str, Box], answers: Mapping[str, Answer], placed: Placed, again: Mapping[str, Found]
) -> dict[str, OtherReading]:
    """Return what places say otherwise than the fields or controls of the same boxes."""
    beside = {name: reading_beside(boxes[name], box) for name, box in placed.beside.items() if name in boxes}
    beside |= {name: _read_again(boxes[name], found) for name, found in again.items() if name in boxes}
    return {name: other for name, other in beside.items() if other.value != answers[name].value}


def _read_again(box: Box, found: Found) -> OtherReading:
    """Return what stands in the place of a box whose control stands elsewhere."""
    answer = read_answer(box, (found,), "", is_shared=False)
    return OtherReading(raw=answer.raw, value=answer.value, origin=answer.origin, place=answer.place)


def _as_it_stood(box: Box, found: Found) -> OtherReading:
    """Return what stood in a box where a program had written its answer several times over."""
    answer = read_answer(box, (replace(found, text=found.stood),), "", is_shared=False)
    return OtherReading(raw=answer.raw, value=answer.value, origin=answer.origin, place=answer.place)


def _by_box(found: Iterable[Found]) -> dict[str, list[Found]]:
    held: dict[str, list[Found]] = defaultdict(list)
    for item in found:
        held[item.box].append(item)
    return dict(held)


def _boxes(form: FormDefinition, held: Mapping[str, Sequence[Found]]) -> dict[str, Box]:
    """Return the form's boxes in reading order, with those of rows beyond the blank's that a return has."""
    offered = {box.name for box in form_boxes(form)}
    possible = (
        box for field in form.fields for box in boxes_of(field, max(field.entries, last_row(field, held)))
    )
    return {box.name: box for box in possible if box.name in offered or box.name in held}


def _shared_places(reading: Reading, boxes: Mapping[str, Box]) -> frozenset[str]:
    """Return the Word cells in which more than one box stands, because cells were merged."""
    stands = {
        (found.place, found.box) for found in reading.found if found.cell is not None and found.box in boxes
    }
    count = Counter(place for place, _ in stands if place)
    return frozenset(place for place, times in count.items() if times > 1)


def _printed(layout: Layout | None, name: str) -> str:
    place = None if layout is None else layout.places.get(name)
    return place.printed if isinstance(place, WordPlace) else ""


def _kept(finding: Finding, boxes: Mapping[str, Box]) -> Finding:
    """Return a reader's finding without the name of a box that is none of the form's: anybody may have written it."""
    is_named = finding.field is None or finding.field in boxes
    return finding if is_named else finding.model_copy(update={"field": None})


def _without_lost(findings: Iterable[Finding], aligned: Sequence[Aligned]) -> Iterator[Finding]:
    """Leave out that controls were lost and nothing read, where the answers were read by their places after all."""
    return (finding for finding in findings if not aligned or finding.code != "controls-lost")


def _about_aligned(aligned: Sequence[Aligned]) -> Iterator[Finding]:
    if aligned:
        yield notice("read-by-position")
    for item in aligned:
        for code in item.codes:
            yield notice(code, item.found.box)


def _about_reading(
    reading: Reading, blank: Reading | None, boxes: Mapping[str, Box], aligned: Sequence[Aligned]
) -> Iterator[Finding]:
    if any(found.box not in boxes for found in reading.found):
        yield notice("unknown-box")
    is_read = bool(reading.found or aligned)
    if (
        blank is not None
        and is_read
        and words_outside(reading) - paragraphs_of(aligned) - words_outside(blank)
    ):
        yield notice("text-outside")
    if blank is not None and is_read:
        yield from notice_margins(reading.margins, blank.margins)


def _about_boxes(
    boxes: Mapping[str, Box], answers: Mapping[str, Answer], reading: Reading, aligned: Sequence[Aligned]
) -> Iterator[Finding]:
    has_controls = not aligned and all(found.origin == WORD_CONTROL for found in reading.found)
    removed = frozenset(_in_removed_rows(boxes, answers)) if has_controls else frozenset()
    if removed:
        yield notice("rows-removed")
    for name, box in boxes.items():
        if name not in removed:
            yield from _about_box(box, answers, reading, aligned)


def _in_removed_rows(boxes: Mapping[str, Box], answers: Mapping[str, Answer]) -> Iterator[str]:
    """Yield the boxes of rows at the end of a list of which no box is left: people take out what they leave empty."""
    last = {box.field.key: box.row for name, box in boxes.items() if box.row and name in answers}
    yield from (
        name for name, box in boxes.items() if box.row and box.row > last.get(box.field.key, MOST_ROWS)
    )


def _about_box(
    box: Box, answers: Mapping[str, Answer], reading: Reading, aligned: Sequence[Aligned]
) -> Iterator[Finding]:
    answer = answers.get(box.name)
    if answer is None:
        if box.name in reading.unasked:
            yield notice("required-missing" if box.required else "not-asked", box.name)
        elif aligned or not any(finding.code == "controls-lost" for finding in reading.findings):
            yield notice("box-missing", box.name)
        return
    for code in dict.fromkeys(answer.codes):
        yield notice(code, box.name)
    if box.required and not answer.codes and not _is_given(answer):
        yield notice("required-missing", box.name)
    if box.asks.required and isinstance(answer.value, str) and stands_for_no_answer(answer.value):
        yield notice("answer-stands-for-none", box.name)


def _is_given(answer: Answer | None) -> bool:
    """Say whether a box was answered: white space, an unticked box and a prompt are no answer."""
    if answer is None:
        return False
    return bool(answer.value.strip() if isinstance(answer.value, str) else answer.value) or bool(answer.codes)


def _about_crosses(boxes: Mapping[str, Box], answers: Mapping[str, Answer]) -> Iterator[Finding]:
    """Ask about each cross in a tick box where the same return has check marks too: it may mean no."""
    shown = {
        name: answer.raw
        for name, answer in answers.items()
        if boxes[name].kind is Kind.TICK and isinstance(answer.raw, str)
    }
    if any(is_checked(text) for text in shown.values()):
        yield from (notice("tick-unclear", name) for name, text in shown.items() if is_crossed(text))


def _about_rows(boxes: Mapping[str, Box], answers: Mapping[str, Answer]) -> Iterator[Finding]:
    """Look at each row that was begun: at what it lacks, and at rows left empty before it."""
    in_rows = [box for box in boxes.values() if box.field.kind is Kind.ROWS]
    in_rows.sort(key=lambda box: (box.field.key, box.row or 0))
    last: dict[str, int] = {}
    for (key, number), group in groupby(in_rows, key=lambda box: (box.field.key, box.row or 0)):
        row = list(group)
        if any(_is_given(answers.get(box.name)) for box in row):
            if number > last.get(key, 0) + 1:
                yield notice("row-gap", row[0].name)
            last[key] = number
            yield from _about_begun_row(row, answers)


def _about_begun_row(row: Sequence[Box], answers: Mapping[str, Answer]) -> Iterator[Finding]:
    for box in row:
        if (
            box.asks.required
            and not box.required
            and box.name in answers
            and not _is_given(answers[box.name])
        ):
            yield notice("row-incomplete", box.name)
