"""Forms that this program did not make: learned from their blank, filled in by hand, and read by place."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from boardforms.catalogue import Catalogue
from boardforms.errors import CannotWork
from boardforms.learning.learn import learn_form
from docgen.word.document import render_word
from escalation.boards import Board
from escalation.definitions import FormDefinition
from escalation.layouts import OTHER_BOX
from escalation.records import State
from tests.learning.foreign import (
    CATALOGUE,
    LAYOUTS,
    MORAY,
    STAGE_3,
    TODAY,
    layout_of,
    learn,
    medway_labels_left,
    medway_paragraphs,
    moray_published,
)
from tests.learning.reading import codes, count, desk_with, read, said_on
from tests.learning.unnamed import unnamed
from tests.parsers.alignments import Tally, edit, plain_answers, tally, unwrap
from tests.parsers.files import make_docx

EVERY_LAYOUT = pytest.mark.parametrize("name", LAYOUTS)
OWN = [(board, form) for board in CATALOGUE.boards.values() for form in board.forms]
EVERY_OWN = pytest.mark.parametrize(
    ("board", "form"), OWN, ids=[f"{b.key}-{f.key}-{f.version}" for b, f in OWN]
)


@EVERY_LAYOUT
def test_every_box_but_the_office_s_own_is_proposed_a_place_in_the_order_of_the_form(name: str) -> None:
    proposal = learn(name).proposal
    assert [box.name for box in proposal.unplaced] == ["case_reference"]
    assert not [cell for cell in proposal.cells if cell.box == OTHER_BOX]


@EVERY_LAYOUT
def test_a_return_on_a_learned_form_is_read_whole_and_sure(name: str) -> None:
    make, form = LAYOUTS[name]
    said = said_on(name)
    record = read(make(said))
    assert record.form == form.reference
    assert count(record, form, said) == Tally(len(said), 0, ())
    assert {field.origin for field in record.fields.values()} == {"learned layout"}
    assert [(f.code, f.field) for f in record.findings] == [
        ("read-by-layout", None),
        ("required-missing", "case_reference"),
    ]


@EVERY_LAYOUT
def test_a_blank_of_a_learned_form_has_no_answer(name: str) -> None:
    make, _ = LAYOUTS[name]
    record = read(make({}))
    assert {field.value for field in record.fields.values()} <= {None, False, ""}


def test_moray_s_published_form_is_read_by_the_layout_that_is_shipped() -> None:
    said = said_on("moray published")
    record = read(moray_published(said), desk_with(CATALOGUE.layouts))
    assert count(record, MORAY, said) == Tally(len(said), 0, ())


@EVERY_LAYOUT
def test_a_layout_that_nobody_confirmed_reads_nothing(name: str) -> None:
    make, form = LAYOUTS[name]
    record = read(make(said_on(name)), desk_with([layout_of(name, confirmed=False)]))
    if record.state is State.REFUSED:
        assert codes(record) == {"layout-unconfirmed"}
    else:  # our own blank of the form is like enough, and all of it goes to a person
        assert record.form == form.reference
        assert not any(field.sure for field in record.fields.values())


@EVERY_LAYOUT
def test_a_return_on_a_form_that_was_never_learned_is_refused_or_asks_about_everything(name: str) -> None:
    make, form = LAYOUTS[name]
    record = read(make(said_on(name)), desk_with([]))
    assert record.form in {None, form.reference}
    assert not any(field.sure for field in record.fields.values())


@EVERY_OWN
def test_a_form_of_ours_that_lost_its_name_and_its_controls_is_told_by_its_words(
    board: Board, form: FormDefinition
) -> None:
    given = plain_answers(form)
    record = read(unnamed(edit(render_word(form, board, given).content, unwrap)))
    assert record.form == form.reference
    assert {"told-by-words", "read-by-position"} <= codes(record)
    assert tally(record, form, given) == Tally(len(record.fields), 0, ())


@EVERY_OWN
def test_a_form_of_ours_is_never_read_as_another_where_its_own_blank_is_not_at_hand(
    board: Board, form: FormDefinition
) -> None:
    others = {key: other.model_copy(update={"forms": tuple(f for f in other.forms if f is not form)})
              for key, other in CATALOGUE.boards.items()}  # fmt: skip
    layouts = (layout_of(name) for name in LAYOUTS)
    desk = replace(desk_with(layout for layout in layouts if layout.reference != form.reference))
    desk.catalogue = Catalogue(others, desk.catalogue.layouts)
    record = read(unnamed(edit(render_word(form, board, plain_answers(form)).content, unwrap)), desk)
    assert codes(record) == {"not-our-form"}


@pytest.mark.parametrize("other", LAYOUTS)
@EVERY_LAYOUT
def test_no_return_is_read_by_the_layout_of_another_form(name: str, other: str) -> None:
    make, form = LAYOUTS[name]
    record = read(make(said_on(name)), desk_with([layout_of(other)]))
    assert record.form in {None, form.reference}
    assert count(record, form, said_on(name)).silently_wrong == ()


@pytest.mark.parametrize("taken", range(0, 15, 2))
def test_a_row_taken_out_of_a_learned_form_makes_nothing_silently_wrong(taken: int) -> None:
    def change(root: etree._Element) -> None:
        row = list(root.iter("{*}tr"))[taken]
        table = row.getparent()
        assert table is not None
        table.remove(row)

    said = said_on("medway labels left")
    record = read(edit(medway_labels_left(said), change))
    assert count(record, STAGE_3, said).silently_wrong == ()


LINES = st.lists(
    st.sampled_from(
        ["Date: 3 March", "To: whom it may concern", "Name of Child: Mair Pugh  DOB: 1/2/2015", "Requested Action",
         "She said: no.", "From: the school", "And so on...", "Date:", "Service: none", "Practitioner: Ann Li"]
    ),
    min_size=1, max_size=3,
)  # fmt: skip


@settings(max_examples=20, deadline=None)
@given(
    lines=LINES, box=st.sampled_from(["remaining_concerns", "stage_3_response", "alert_from", "child_name"])
)
def test_an_answer_that_reads_like_a_label_is_right_or_flagged(lines: list[str], box: str) -> None:
    said = {**said_on("medway paragraphs"), box: "\n".join(("It began so.", *lines))}
    record = read(medway_paragraphs(said))
    assert count(record, STAGE_3, said).silently_wrong == ()


def test_a_document_that_is_no_form_is_refused() -> None:
    words = "".join(f"<w:p><w:r><w:t>Dear Ann, this is line {n}.</w:t></w:r></w:p>" for n in range(9))
    assert codes(read(make_docx(words, identity={}))) == {"not-our-form"}


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (make_docx("<w:p><w:r><w:t>Name:</w:t></w:r></w:p>", identity={}), "too few printed words"),
        (make_docx("<w:p/>", identity={}), "holds no words"),
        (render_word(STAGE_3, CATALOGUE.board("medway")).content, "a form of this program"),
        (b"no document", "neither Word"),
    ],
)
def test_what_cannot_be_learned_is_said(data: bytes, says: str) -> None:
    with pytest.raises(CannotWork, match=says):
        learn_form(data, STAGE_3, "made up", "x", TODAY)


def test_an_answer_that_the_form_has_no_box_for_is_not_lost() -> None:
    layout = layout_of("medway labels left")
    cells = tuple(c.model_copy(update={"box": OTHER_BOX}) if c.box == "service" else c for c in layout.cells)
    record = read(
        medway_labels_left({"service": "Housing"}), desk_with([layout.model_copy(update={"cells": cells})])
    )
    assert "other-answer" in codes(record)
    assert ("not-asked", "service") in {(f.code, f.field) for f in record.findings}
