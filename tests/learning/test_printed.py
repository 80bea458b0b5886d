"""PDF forms without fields, laid out by other programs: learned, typed over or filled in Word and printed."""

from pathlib import Path

import pytest

from escalation.layouts import NO_BOX, OTHER_BOX
from tests.learning.foreign import write_in
from tests.learning.make_printed import MADE_IN_WORD, print_forms
from tests.learning.printed import (
    CORRECTED,
    FORMS,
    TYPISTS,
    blank,
    free_text,
    learn_printed,
    placed_in,
    printed_layout,
    said_in,
    typed_over,
)
from tests.learning.reading import codes, count, desk_with, read

EVERY_FORM = pytest.mark.parametrize("name", FORMS)
ALL = desk_with(printed_layout(name) for name in FORMS)


@pytest.mark.parametrize("name", [name for name in FORMS if name not in CORRECTED])
def test_every_box_but_the_office_s_own_is_proposed_a_place(name: str) -> None:
    learned = learn_printed(name)
    assert [box.name for box in learned.proposal.unplaced] == ["case_reference"]
    assert not [cell for cell in learned.layout.cells if cell.box == OTHER_BOX]
    assert not learned.layout.confirmed


@EVERY_FORM
def test_a_blank_has_no_answer(name: str) -> None:
    record = read(blank(name), ALL)
    assert record.form == FORMS[name].reference
    assert {field.value for field in record.fields.values()} <= {None, False, ""}


@pytest.mark.parametrize("typist", TYPISTS)
@EVERY_FORM
def test_what_is_typed_over_a_printed_form_is_read_and_its_texts_go_to_a_person(
    name: str, typist: str, tmp_path: Path
) -> None:
    said = said_in(name)
    record = read(TYPISTS[typist](blank(name), placed_in(name, said), tmp_path), ALL)
    result = count(record, FORMS[name], said)
    assert result.silently_wrong == ()
    assert result.right >= 3  # dates and ticks


def test_notes_that_nobody_drew_are_read_and_never_sure() -> None:
    said = said_in("medway-grid")
    record = read(free_text(blank("medway-grid"), placed_in("medway-grid", said), is_drawn=False), ALL)
    assert count(record, FORMS["medway-grid"], said).silently_wrong == ()
    assert "pdf-notes" in codes(record)


def test_words_beside_the_places_are_reported() -> None:
    data = typed_over(blank("medway-grid"), [(1, 150.0, 600.0, "See the attached letter")])
    assert "text-outside" in codes(read(data, ALL))


def test_a_layout_that_nobody_confirmed_reads_nothing() -> None:
    layout = printed_layout("medway-grid").model_copy(update={"confirmed": False})
    assert codes(read(blank("medway-grid"), desk_with([layout]))) == {"layout-unconfirmed"}


def test_a_form_filled_in_word_and_printed_is_read_by_its_rows_or_refused(tmp_path: Path) -> None:
    said = {name: write_in(FORMS[name], set(said_in(name))) for name in MADE_IN_WORD}
    printed = print_forms({name: make(said[name]) for name, make in MADE_IN_WORD.items()}, tmp_path)
    results = {name: count(read(data, ALL), FORMS[name], said[name]) for name, data in printed.items()}
    assert [result.silently_wrong for result in results.values()] == [()] * len(results)
    assert results["moray-published"].right == 11
    assert results["medway-grid"].right == 4


def test_every_place_has_a_page_and_room_for_a_person_to_give_it_a_box() -> None:
    for name in FORMS:
        assert all(cell.rectangle is not None for cell in printed_layout(name).cells)
        assert any(cell.box not in {NO_BOX, OTHER_BOX} for cell in printed_layout(name).cells)
