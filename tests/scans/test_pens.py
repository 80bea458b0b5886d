"""What people write with a pen on a printed form, and scan: told where it is plain, asked about where not."""

import datetime as dt
from collections.abc import Mapping, Sequence
from random import Random

import pytest

from escalation.boxes import form_boxes
from escalation.definitions import Kind
from escalation.layouts import PdfPlace
from escalation.records import Record, State
from tests.programs import need
from tests.scans import hand
from tests.scans.hand import Stroke, draw_strokes, write_figures
from tests.scans.measuring import blank_of, interpret_scan
from tests.scans.simulated import SCANNERS, Scanner, draw_pages, pass_through, put_together
from tests.scans.test_scans import CATALOGUE, MEDWAY

FORM = CATALOGUE.form(MEDWAY, "escalation-record")
TICKS = [box.name for box in form_boxes(FORM) if box.kind is Kind.TICK]
DATES = [box.name for box in form_boxes(FORM) if box.kind is Kind.DATE]
CHOICES = [box.name for box in form_boxes(FORM) if box.kind is Kind.CHOICE]
EMPTY: Sequence[Stroke] = ()
MARKS = (hand.TICK, hand.CROSS, hand.FILLED, hand.DOT, hand.SLIPPED_IN, hand.RING, hand.BESIDE, EMPTY)


def written_on(marks: Mapping[str, Sequence[Stroke]], scanner: Scanner, pen: float) -> Record:
    """Return the record of a blank with something written in and around some of its boxes."""
    blank, _ = blank_of(FORM, MEDWAY)
    pages = draw_pages(blank.content, scanner.dpi)
    for box, strokes in marks.items():
        place = blank.layout.places[box]
        assert isinstance(place, PdfPlace)
        pages[place.page - 1] = draw_strokes(pages[place.page - 1], place, strokes, scanner.dpi, pen)
    return interpret_scan(
        put_together([pass_through(page, scanner) for page in pages], scanner), FORM, MEDWAY
    )


@pytest.fixture(scope="module", params=[(SCANNERS[0], 0.7), (SCANNERS[3], 0.3)], ids=["grey", "1-bit"])
def record(request: pytest.FixtureRequest) -> Record:
    need("tesseract")
    scanner, pen = request.param
    chance = Random(7)  # noqa: S311 - the same hand each time
    days = [dt.date(2019, 1, 1) + dt.timedelta(days=chance.randint(0, 3600)) for _ in DATES]
    figures = {box: write_figures(f"{day:%d/%m/%Y}", chance) for box, day in zip(DATES, days, strict=True)}
    drawn = dict(zip(TICKS, MARKS, strict=True)) | figures
    return written_on(
        drawn | {CHOICES[0]: hand.SIGNATURE, "child_name": hand.SIGNATURE, "summary": hand.SIGNATURE},
        scanner,
        pen,
    )


def test_a_tick_and_a_cross_are_ticks_and_an_empty_box_is_none(record: Record) -> None:
    tick, cross, *_, empty = (record.fields[name] for name in TICKS)
    assert (tick.value, tick.sure) == (cross.value, cross.sure) == (True, True)
    assert (empty.value, empty.sure) == (False, True)


def test_a_box_filled_in_is_asked_about_because_that_may_take_a_tick_back(record: Record) -> None:
    field = record.fields[TICKS[2]]
    assert (field.value, field.sure) == (True, False)
    assert "tick-filled" in codes_about(record, TICKS[2])


@pytest.mark.parametrize("mark", [3, 4, 5, 6], ids=["a dot", "a slip", "a ring", "a tick beside it"])
def test_a_box_that_is_barely_touched_or_marked_around_is_asked_about(record: Record, mark: int) -> None:
    assert not record.fields[TICKS[mark]].sure


def test_no_date_written_by_hand_is_sure_or_given(record: Record) -> None:
    assert {(record.fields[name].value, record.fields[name].sure) for name in DATES} == {(None, False)}
    assert all("handwriting" in codes_about(record, name) for name in DATES)


def test_a_scrawl_is_never_an_empty_box(record: Record) -> None:
    for name in (CHOICES[0], "child_name", "summary"):
        assert not record.fields[name].sure
        assert codes_about(record, name) & {"handwriting", "read-unsure"}


def test_boxes_that_nobody_wrote_in_are_surely_empty(record: Record) -> None:
    touched = {*TICKS, *DATES, CHOICES[0], "child_name", "summary", "case_reference"}
    others = {name: field for name, field in record.fields.items() if name not in touched}
    assert len(others) > 20
    assert all(field.value is None for field in others.values())
    required = {finding.field for finding in record.findings if finding.code == "required-missing"}
    assert all(field.sure for name, field in others.items() if name not in required)


def test_what_was_drawn_outside_the_boxes_is_noticed(record: Record) -> None:
    assert record.state is State.REVIEW
    assert "text-outside" in {finding.code for finding in record.findings}


def codes_about(record: Record, box: str) -> set[str]:
    return {finding.code for finding in record.findings if finding.field == box}
