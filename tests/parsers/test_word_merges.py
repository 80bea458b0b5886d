"""Cells merged so that the file keeps them all: every box that a merge covers asks, whoever made it."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from docgen.word.document import render_word
from escalation.boards import Board
from escalation.definitions import FormDefinition
from escalation.records import Record, State
from parsers.word.merges import find_merged
from tests.clients.libreoffice import DOCX, convert
from tests.parsers.alignments import (
    WORD,
    edit,
    plain_answers,
    read_return,
    tally,
    unwrap,
    written,
)
from tests.parsers.files import W
from tests.parsers.returns import EVERY_KIND, MADE_UP, render_blank
from tests.parsers.test_alignment import EVERY_FORM, GONE, cells, is_kept

Change = Callable[[etree._Element], object]
PLAIN = plain_answers(EVERY_KIND)
LOSSES: dict[str, Callable[[Sequence[str]], Change]] = {
    "unwrapped": lambda _: unwrap,
    "controls kept": lambda _: partial(unwrap, keep=lambda _: True),
    "last control gone": lambda boxes: partial(unwrap, keep=lambda tag: tag != boxes[-1]),
}
EVERY_LOSS = pytest.mark.parametrize("lose", LOSSES.values(), ids=LOSSES)


def mark(cell: etree._Element, name: str, value: str | None = None) -> None:
    """Mark a cell as one that begins a merge (`restart`) or, without a value, as one that goes on."""
    properties = cell.find(f"{WORD}tcPr")
    assert properties is not None
    merge = properties.find(f"{WORD}{name}")
    if merge is None:
        merge = etree.SubElement(properties, f"{WORD}{name}")
        if value is not None:
            merge.set(f"{WORD}val", value)


def merge_cells(held: Sequence[etree._Element], name: str, *, move: bool = True) -> None:
    """Merge cells as Word does, where the first takes all the words; or leave them where nobody sees them."""
    first, *others = held
    mark(first, name, "restart")
    for other in others:
        mark(other, name)
        if move:
            first.extend(other.findall(f"{WORD}p"))
            etree.SubElement(other, f"{WORD}p")


def merged(*boxes: str, name: str = "vMerge", move: bool = True) -> Change:
    """Return the change that merges the cells of some boxes."""
    return lambda root: merge_cells([cells(root)[box] for box in boxes], name, move=move)


def returned(*changes: Change) -> bytes:
    return edit(written(MADE_UP, EVERY_KIND, PLAIN), *changes)


def read(data: bytes) -> Record:
    return read_return(MADE_UP, EVERY_KIND, data)


def merges_told(record: Record) -> set[str | None]:
    return {finding.field for finding in record.findings if finding.code == "cells-merged"}


def silently_wrong(record: Record) -> tuple[str, ...]:
    return tally(record, EVERY_KIND, PLAIN).silently_wrong


BOTH = ("attendees.1.agency", "attendees.2.agency")


@EVERY_LOSS
@pytest.mark.parametrize("move", [True, False], ids=["words moved", "words hidden"])
@pytest.mark.parametrize(
    ("boxes", "name"),
    [
        (BOTH, "vMerge"),
        ((*BOTH, "attendees.3.agency"), "vMerge"),
        (("case_reference", "child_name"), "vMerge"),
        (("attendees.2.name", "attendees.2.agency"), "hMerge"),
        (("actions.1.action", "actions.1.owner", "actions.1.due"), "hMerge"),
    ],
    ids=["two of a column", "three of a column", "labelled answers", "two of a row", "three of a row"],
)
def test_every_box_that_a_merge_covers_asks_and_no_other(
    lose: Callable[[Sequence[str]], Change], boxes: tuple[str, ...], name: str, *, move: bool
) -> None:
    record = read(returned(merged(*boxes, name=name, move=move), lose(boxes)))
    assert merges_told(record) == set(boxes)
    assert not any(record.fields[box].sure for box in boxes)
    assert record.fields["outcome"].sure
    assert silently_wrong(record) == ()


@EVERY_LOSS
def test_a_merge_that_begins_in_the_middle_of_a_column_leaves_the_answer_above_it_sure(
    lose: Callable[[Sequence[str]], Change],
) -> None:
    boxes = ("attendees.2.agency", "attendees.3.agency")
    record = read(returned(merged(*boxes), lose(boxes)))
    assert merges_told(record) == set(boxes)
    assert record.fields["attendees.1.agency"].sure


@EVERY_LOSS
def test_a_merge_of_empty_answers_asks_about_both(lose: Callable[[Sequence[str]], Change]) -> None:
    empty = {**PLAIN, "attendees": [{"name": "Ann Li"}, {"name": "Mair Pugh"}]}
    record = read(edit(written(MADE_UP, EVERY_KIND, empty), merged(*BOTH), lose(BOTH)))
    assert merges_told(record) == set(BOTH)


@EVERY_LOSS
def test_an_answer_merged_with_the_heading_above_it_asks(lose: Callable[[Sequence[str]], Change]) -> None:
    def change(root: etree._Element) -> None:
        answer = cells(root)["attendees.1.agency"]
        above = next(answer.iterancestors(f"{WORD}tr")).getprevious()
        assert above is not None
        merge_cells([above.findall(f"{WORD}tc")[1], answer], "vMerge")

    record = read(returned(change, lose(BOTH)))
    assert not record.fields["attendees.1.agency"].sure
    assert silently_wrong(record) == ()


def test_an_answer_whose_control_is_gone_from_a_merge_that_holds_another_control_asks() -> None:
    record = read(returned(merged(*BOTH), partial(unwrap, keep=lambda tag: tag != BOTH[0])))
    asked = {finding.field for finding in record.findings if finding.needs_a_person}
    assert asked >= set(BOTH)


def test_a_cell_that_goes_on_without_a_beginning_asks_with_the_cell_above_it() -> None:
    record = read(returned(lambda root: mark(cells(root)[BOTH[1]], "vMerge")))
    assert merges_told(record) == set(BOTH)


def test_a_cell_that_begins_a_merge_which_nothing_goes_on_is_merged_with_none() -> None:
    record = read(returned(lambda root: mark(cells(root)[BOTH[1]], "vMerge", "restart")))
    assert record.state is State.COMPLETE


def test_cells_merged_by_a_tracked_change_ask() -> None:
    def change(root: etree._Element) -> None:
        mark(cells(root)[BOTH[1]], "cellMerge")
        next(root.iter(f"{WORD}cellMerge")).set(f"{WORD}vMerge", "cont")

    assert merges_told(read(returned(change))) == set(BOTH)


@pytest.mark.parametrize("name", ["unwrapped", "controls kept"])
def test_cells_merged_in_a_return_that_libreoffice_saved_again_ask(name: str, tmp_path: Path) -> None:
    made = {"column": BOTH, "labelled": ("case_reference", "child_name")}
    for stem, boxes in made.items():
        (tmp_path / f"{stem}.docx").write_bytes(returned(merged(*boxes), LOSSES[name](boxes)))
    convert(sorted(tmp_path.glob("*.docx")), DOCX, tmp_path / "saved")
    for stem, boxes in made.items():
        record = read((tmp_path / "saved" / f"{stem}.docx").read_bytes())
        assert merges_told(record) == set(boxes)
        assert silently_wrong(record) == ()


@EVERY_FORM
def test_no_blank_has_cells_merged_so_that_a_merge_in_a_return_is_its_sender_s(
    board: Board, form: FormDefinition
) -> None:
    marks: list[etree._Element] = []
    edit(render_blank(board, form, render_word).content, lambda root: marks.extend(find_merged(root)))
    assert marks == []


def neighbours(table: etree._Element, name: str) -> list[tuple[etree._Element, etree._Element]]:
    """Return the pairs of cells that can be merged so: one over the other in the same columns, or side by side."""
    lines = [list(row.iter(f"{WORD}tc")) for row in table.iter(f"{WORD}tr")]
    if name == "hMerge":
        return [pair for line in lines for pair in pairwise(line)]
    return [
        pair
        for one, other in pairwise(lines)
        if len(one) == len(other)
        for pair in zip(one, other, strict=True)
    ]


def merge_somewhere(root: etree._Element, *, at: int, times: int, name: str, move: bool) -> None:
    """Merge a cell of some table with one or two of its neighbours, whatever they hold."""
    pairs = [pair for table in root.iter(f"{WORD}tbl") for pair in neighbours(table, name)]
    for one, other in (pairs * 2)[at % len(pairs) :][:times]:
        merge_cells([one, other], name, move=move)


@EVERY_FORM
@settings(max_examples=6, suppress_health_check=list(HealthCheck))
@given(
    at=st.integers(0, 199),
    times=st.integers(1, 3),
    name=st.sampled_from(("vMerge", "vMerge", "hMerge")),
    move=st.booleans(),
    gone=st.just(set(range(10))) | st.just(set[int]()) | GONE,
)
def test_cells_merged_anywhere_never_make_an_answer_wrong_and_sure(
    board: Board, form: FormDefinition, at: int, times: int, name: str, gone: set[int], *, move: bool
) -> None:
    given_answers = plain_answers(form)
    change = partial(merge_somewhere, at=at, times=times, name=name, move=move)
    lose = partial(unwrap, keep=partial(is_kept, gone))
    record = read_return(board, form, edit(written(board, form, given_answers), change, lose))
    assert tally(record, form, given_answers).silently_wrong == ()


def table(*rows: str) -> etree._Element:
    """Return a body with a table whose cells, a letter each, are marked as written: `A:vMerge=restart`."""
    made = "".join(f"<w:tr>{''.join(map(_cell, row.split()))}</w:tr>" for row in rows)
    return etree.fromstring(f'<w:body xmlns:w="{W}"><w:tbl>{made}</w:tbl></w:body>')


def _cell(told: str) -> str:
    letter, *marks = told.split(":")
    made = "".join(f'<w:{name} w:val="{value}"/>' for name, _, value in (m.partition("=") for m in marks))
    return f"<w:tc><w:tcPr>{made}</w:tcPr><w:p><w:r><w:t>{letter}</w:t></w:r></w:p></w:tc>"


@pytest.mark.parametrize(
    ("rows", "covered"),
    [
        (("A B", "C D"), ""),
        (("A B:vMerge=restart", "C D:vMerge=continue"), "BD"),
        (("A:gridSpan=2 B", "C D E:vMerge=continue"), "BE"),
        (("A B", "C:gridSpan=2:vMerge=continue"), "ABC"),
        (("A B:gridSpan=2 C", "D E F:vMerge=continue G"), "BF"),
        (("A B", "C D", "E F:vMerge=continue"), "DF"),
        (("A:vMerge=continue B",), "A"),
        (("A:hMerge=continue B",), "A"),
        (("A:hMerge=restart B:hMerge=continue C",), "AB"),
        (("A:hMerge=restart B:hMerge=restart C",), ""),
        (("A:gridSpan=0 B", "C D:vMerge=other"), "BD"),
    ],
)
def test_a_merge_covers_the_cell_that_goes_on_and_those_that_it_joins(
    rows: tuple[str, ...], covered: str
) -> None:
    found = find_merged(table(*rows))
    assert sorted("".join(cell.itertext()) for cell in found) == list(covered)
