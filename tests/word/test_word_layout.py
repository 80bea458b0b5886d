"""The Layout says where each box sits in the file, and Moray's tables are as Moray published them."""

from collections.abc import Callable

import pytest
from lxml import etree

from docgen import render_word
from docgen.word.layout import word_layout
from escalation.boards import Board
from escalation.boxes import form_boxes
from escalation.definitions import FormDefinition
from escalation.layouts import WordPlace
from tests.word.made_up import BOARDS, FORMS, NAMES, dyffryn, make_answers
from tests.word.opened import OpenedForm, attribute, find, full, text_of

each_form = pytest.mark.parametrize(("board", "form"), FORMS, ids=NAMES)


def places_in(content: bytes) -> dict[str, WordPlace]:
    """Find the place of each control by counting, knowing nothing of how the file was made."""
    places = {}
    for number, table in enumerate(OpenedForm(content).tables, start=1):
        for line, row in enumerate(find(table, "w:tr"), start=1):
            for position, cell in enumerate(find(row, "w:tc"), start=1):
                for control in cell.iter(full("w:sdt")):
                    tag = str(attribute(control, "w:sdtPr/w:tag"))
                    printed = text_without(cell, control)
                    places[tag] = WordPlace(table=number, row=line, cell=position, printed=printed)
    return places


def text_without(cell: etree._Element, control: etree._Element) -> str:
    """Return what a cell says besides its control."""
    parent = control.getparent()
    assert parent is not None
    parent.remove(control)
    return text_of(cell).strip()


@each_form
def test_the_layout_agrees_with_the_file(board: Board, form: FormDefinition) -> None:
    for answers in (None, make_answers(form)):
        rendered = render_word(form, board, answers)
        assert rendered.layout == word_layout(form, answers)
        assert rendered.layout.places == places_in(rendered.content)
        assert set(rendered.layout.places) == {box.name for box in form_boxes(form, answers)}


@each_form
def test_a_cell_holds_one_box_at_most_and_what_is_printed_stands_before_it(
    board: Board, form: FormDefinition
) -> None:
    answers = make_answers(form)
    for table in OpenedForm(render_word(form, board, answers).content).tables:
        for cell in table.iter(full("w:tc")):
            assert len(list(cell.iter(full("w:sdt")))) <= 1
    opened = OpenedForm(render_word(form, board, answers).content)
    for name, place in word_layout(form, answers).places.items():
        cell = next(opened.control(name).iterancestors(full("w:tc")))
        assert isinstance(place, WordPlace)
        assert text_of(cell).startswith(place.printed)
        assert text_of(cell).removeprefix(place.printed).strip() == opened.answer(name).strip()


def test_a_published_form_keeps_its_wording_and_an_added_section_says_required() -> None:
    moray = next(board for board in BOARDS if board.key == "moray")
    tables = OpenedForm(render_word(moray.form("escalation-record"), moray).content).tables
    assert "(required)" in text_of(tables[0])
    assert not any("(required)" in text_of(table) for table in tables[1:])


def test_a_derived_form_marks_what_is_required_where_it_is_asked() -> None:
    form, board = dyffryn()
    first, second = OpenedForm(render_word(form, board).content).tables[:2]
    labels = [
        text_of(cell).split("\n")[0] for cell in first.iter(full("w:tc")) if "(required)" in text_of(cell)
    ]
    assert labels == [
        "Case reference (required)",
        "Child's name (required)",
        "Date raised (required)",
        "Raised by (required)",
        "Summary of the concern (required)",
    ]
    assert "(required)" not in text_of(second)


def test_morays_tables_are_as_published(check_golden: Callable[[str, str], None]) -> None:
    moray = next(board for board in BOARDS if board.key == "moray")
    tables = OpenedForm(render_word(moray.form("escalation-record"), moray).content).tables
    blocks = (f"Table {number}\n{as_text(table)}" for number, table in enumerate(tables, start=1))
    check_golden("moray/escalation-record-word.txt", "\n".join(blocks))


def as_text(table: etree._Element) -> str:
    """Return a table a line a row: what is printed, and each box in brackets."""
    rows = (find(row, "w:tc") for row in find(table, "w:tr"))
    return "".join("".join(f"| {as_printed(cell)} " for cell in cells) + "|\n" for cells in rows)


def as_printed(cell: etree._Element) -> str:
    controls = list(cell.iter(full("w:sdt")))
    boxes = [f"[{attribute(control, 'w:sdtPr/w:tag')}]" for control in controls]
    for control in controls:
        text_without(cell, control)
    return " ".join([*text_of(cell).split(), *boxes])
