"""Returns on other people's forms, printed and scanned: read by their places, or refused with the reason."""

import io
from dataclasses import replace
from pathlib import Path

import pytest

from escalation.boxes import find_box
from escalation.definitions import FormDefinition, Kind
from escalation.records import Record, State
from tests.learning.foreign_pdf import FORMS, filled, pdf_layout, said_on_pdf
from tests.learning.make_printed import MADE_IN_WORD, print_forms
from tests.learning.printed import FORMS as PRINTED
from tests.learning.printed import blank, placed_in, printed_layout, said_in, typed_over
from tests.learning.reading import ALL as LEARNED_IN_WORD
from tests.learning.reading import codes, count, desk_with, read
from tests.programs import need
from tests.scans.simulated import SCANNERS, draw_pages, pass_through, scan

PLAIN = SCANNERS[0]


@pytest.fixture(autouse=True)
def _with_tesseract() -> None:
    need("tesseract")


def sure_texts(record: Record, form: FormDefinition) -> list[str]:
    """Return the boxes for text in which something was read that nobody is asked about."""
    return [
        name for name, field in record.fields.items() if field.sure and field.value and is_text(form, name)
    ]


def is_text(form: FormDefinition, name: str) -> bool:
    box = find_box(form, name)
    return box is not None and box.kind in {Kind.TEXT, Kind.LONG_TEXT}


def test_a_picture_of_a_learned_pdf_form_is_read_by_its_places_and_its_texts_go_to_a_person() -> None:
    said, form = said_on_pdf("labels above"), FORMS["labels above"]().form
    [page], held = draw_pages(filled("labels above"), PLAIN.dpi), io.BytesIO()
    pass_through(page, PLAIN).save(held, "PNG")
    record = read(held.getvalue(), desk_with([pdf_layout("labels above")]))
    assert record.form == form.reference
    assert {"read-by-layout", "read-from-picture"} <= codes(record)
    assert count(record, form, said).silently_wrong == ()
    assert sure_texts(record, form) == []


def test_ticks_and_dates_of_a_printed_learned_form_are_read_from_its_scan() -> None:
    said, form = said_in("moray-boxes"), PRINTED["moray-boxes"]
    data = scan(typed_over(blank("moray-boxes"), placed_in("moray-boxes", said)), replace(PLAIN, turn=2))
    record = read(data, desk_with([printed_layout("moray-boxes")]))
    assert record.form == form.reference
    result = count(record, form, said)
    assert result.silently_wrong == ()
    assert result.right >= 3
    assert sure_texts(record, form) == []


def test_a_scan_of_a_word_form_that_was_learned_from_its_word_file_alone_is_refused() -> None:
    said = said_in("medway-labels-left")
    data = scan(typed_over(blank("medway-labels-left"), placed_in("medway-labels-left", said)), PLAIN)
    record = read(data, LEARNED_IN_WORD)
    assert record.state is State.REFUSED
    assert codes(record) == {"not-our-form"}


def test_a_scan_of_a_word_form_one_row_of_which_grew_has_nothing_sure_and_wrong(tmp_path: Path) -> None:
    form = PRINTED["medway-grid"]
    said = {**said_in("medway-grid"), "remaining_concerns": "Raised in May.\nRaised in June.\nRaised again."}
    printed = print_forms({"grown": MADE_IN_WORD["medway-grid"](said)}, tmp_path)["grown"]
    record = read(scan(printed, PLAIN), desk_with([printed_layout("medway-grid")]))
    assert record.state in {State.REVIEW, State.REFUSED}
    assert count(record, form, said).silently_wrong == ()
    assert sure_texts(record, form) == []
