"""A Board's own Word form whose blank has merged cells: merged just so in a return, they are no news."""

from collections.abc import Sequence
from pathlib import Path

import docx
import pytest
from docx.document import Document

from boardforms.learning.learn import learn_form, save
from escalation.layouts import LearnedLayout
from escalation.loading import load_layouts
from escalation.records import Record
from tests.learning.foreign import MEDWAY_LABELS, STAGE_3, TODAY, Said, put, write_in
from tests.learning.foreign import save as save_document
from tests.learning.reading import count, desk_with, read
from tests.learning.test_written_beside import edited
from tests.legacy.libreoffice import save_as
from tests.parsers.alignments import Tally
from tests.programs import need

BESIDE = ("child_name", "practitioner", "child_dob", "service")
LONG = ("remaining_concerns", "stage_3_response")


def medway_merged(said: Said, tall: Sequence[str] = ("requested_action",)) -> bytes:
    """Medway's Stage 3 form with the child's details on the left, and on the right tall answers beside them."""
    document = docx.Document()
    document.add_paragraph("Stage 3 Escalation Form")
    document.add_paragraph("Response expected within 5 working days")
    table = document.add_table(1 + len(BESIDE), 4)
    put(table.cell(0, 0).merge(table.cell(0, 2)), "Details of the child and of who is concerned")
    put(table.cell(0, 3), "Requested Action")
    put(table.cell(1, 0).merge(table.cell(len(BESIDE), 0)), "The child")
    for number, box in enumerate(BESIDE, start=1):
        put(table.cell(number, 1), MEDWAY_LABELS[box])
        put(table.cell(number, 2), said.get(box, ""))
    height = len(BESIDE) // len(tall)
    for number, box in enumerate(tall):
        first = 1 + number * height
        put(table.cell(first, 3).merge(table.cell(first + height - 1, 3)), said.get(box, ""))
    document.add_paragraph("")
    table = document.add_table(0, 1)
    for box in LONG:
        put(table.add_row().cells[0], MEDWAY_LABELS[box])
        put(table.add_row().cells[0], said.get(box, ""))
    return save_document(document)


CORRECTED = {
    "table 1, row 2, cell 3": "child_name",
    "table 1, row 2, cell 4": "requested_action",
    "table 1, row 4, cell 4": "stage_3_resolution",
}
"""What a person corrects in the layout that is proposed: which answer goes where."""


def learned(tall: Sequence[str] = ("requested_action",)) -> LearnedLayout:
    """Return the layout of the form as a person leaves it."""
    layout = learn_form(medway_merged({}, tall), STAGE_3, "made up for a test", "merged", TODAY).layout
    asked = {*BESIDE, *LONG, *tall}
    cells = (
        c.model_copy(update={"box": CORRECTED[c.place]}) if CORRECTED.get(c.place) in asked else c
        for c in layout.cells
    )
    return layout.model_copy(update={"confirmed": True, "cells": tuple(cells)})


SAID = write_in(STAGE_3, {*BESIDE, *LONG, "requested_action"})
DESK = desk_with([learned()])


def merged_codes(record: Record) -> set[str | None]:
    return {finding.field for finding in record.findings if finding.code == "cells-merged"}


def test_of_merged_cells_the_first_alone_is_proposed_as_an_answer() -> None:
    layout = learn_form(medway_merged({}), STAGE_3, "made up for a test", "merged", TODAY).layout
    merged = [cell.place for cell in layout.cells if cell.merged and cell.holds_answer]
    assert merged == ["table 1, row 2, cell 4"]


def test_cells_merged_as_in_the_blank_do_not_ask() -> None:
    record = read(medway_merged(SAID), DESK)
    assert count(record, STAGE_3, SAID) == Tally(len(SAID), 0, ())
    assert merged_codes(record) == set()


def test_a_layout_that_does_not_say_which_cells_are_merged_asks_as_before() -> None:
    layout = learned()
    cells = tuple(cell.model_copy(update={"merged": False}) for cell in layout.cells)
    record = read(medway_merged(SAID), desk_with([layout.model_copy(update={"cells": cells})]))
    assert merged_codes(record) == {"requested_action"}


def merge_answers(document: Document) -> None:
    document.tables[0].cell(1, 2).merge(document.tables[0].cell(2, 2))


def merge_long_answers(document: Document) -> None:
    document.tables[1].cell(1, 0).merge(document.tables[1].cell(2, 0))


def test_cells_that_somebody_merged_beside_those_of_the_blank_ask_and_so_do_those() -> None:
    record = read(edited(medway_merged(SAID), merge_answers), DESK)
    assert merged_codes(record) >= {"child_name", "practitioner", "requested_action"}


def test_cells_that_somebody_merged_in_another_table_ask_there_alone() -> None:
    record = read(edited(medway_merged(SAID), merge_long_answers), DESK)
    assert "remaining_concerns" in merged_codes(record)
    assert record.fields["requested_action"].sure


def test_two_answers_in_merged_cells_under_one_another_ask_because_they_may_have_become_one() -> None:
    tall = ("requested_action", "stage_3_resolution")
    desk = desk_with([learned(tall)])
    record = read(medway_merged({**SAID, "stage_3_resolution": "All agreed"}, tall), desk)
    assert merged_codes(record) == set(tall)


def test_words_in_a_cell_that_a_merge_hides_ask() -> None:
    def hide(document: Document) -> None:
        document.tables[0]._tbl.tr_lst[3].tc_lst[3].p_lst[0].add_r().text = "Nobody sees this"

    record = read(edited(medway_merged(SAID), hide), DESK)
    assert "text-outside" in {finding.code for finding in record.findings}
    assert not record.fields["requested_action"].sure


def test_the_file_of_a_layout_says_which_cells_are_merged(tmp_path: Path) -> None:
    blank = learn_form(medway_merged({}), STAGE_3, "made up for a test", "merged", TODAY)
    save(blank, STAGE_3, tmp_path / STAGE_3.board)
    [layout] = load_layouts(tmp_path / STAGE_3.board, (STAGE_3,))
    assert layout.cells == blank.layout.cells
    assert any(cell.merged for cell in layout.cells)


@pytest.mark.parametrize("kind", ["docx", "rtf"])
def test_merged_cells_of_the_blank_do_not_ask_after_libreoffice_saved_the_return(
    kind: str, tmp_path: Path
) -> None:
    need("soffice")
    file = tmp_path / "return.docx"
    file.write_bytes(medway_merged(SAID))
    save_as(tmp_path, kind, [file], tmp_path / "made")
    record = read((tmp_path / "made" / f"return.{kind}").read_bytes(), DESK)
    assert count(record, STAGE_3, SAID) == Tally(len(SAID), 0, ())
