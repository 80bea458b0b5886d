"""Returns without controls, read by laying them beside their blank: right or flagged, never wrong and sure."""

import io
import zipfile
from collections.abc import Callable
from copy import deepcopy
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from escalation.boards import Board
from escalation.content import content_folder
from escalation.definitions import FormDefinition
from escalation.loading import load_board
from escalation.records import Record, State
from parsers.word.alignment import MAX_ROWS
from tests.parsers.alignments import (
    WORD,
    Tally,
    awkward_answers,
    controls,
    edit,
    plain_answers,
    read_return,
    strip_tags,
    tally,
    unwrap,
    wrap,
    written,
)
from tests.parsers.files import W, make_zip
from tests.parsers.returns import EVERY_KIND, FILLED, MADE_UP
from tests.parsers.test_word_repeats import as_controls
from tests.roundtrip.answers import answers

BOARDS = [load_board(folder.parent) for folder in sorted(content_folder("forms").glob("*/board.toml"))]
FORMS = [(board, form) for board in (*BOARDS, MADE_UP) for form in board.forms]
EVERY_FORM = pytest.mark.parametrize(
    ("board", "form"), FORMS, ids=[f"{board.key}-{form.key}" for board, form in FORMS]
)
STEPS = st.tuples(st.integers(0, 999), st.integers(0, 999), st.sampled_from(("remove", "copy", "move")))
GONE = st.sets(st.integers(0, 9), min_size=1)
Change = Callable[[etree._Element], object]


def cells(root: etree._Element) -> dict[str, etree._Element]:
    """Return the cell of each box, while the controls are there."""
    return {tag: next(control.iterancestors(f"{WORD}tc")) for tag, control in controls(root)}


def row(cell: etree._Element) -> etree._Element:
    return next(cell.iterancestors(f"{WORD}tr"))


def remove(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def retype(root: etree._Element, old: str, new: str) -> None:
    text = next(text for text in root.iter(f"{WORD}t") if text.text == old)
    text.text = new


def add_paragraph(cell: etree._Element, text: str) -> None:
    paragraph = etree.SubElement(cell, f"{WORD}p")
    etree.SubElement(etree.SubElement(paragraph, f"{WORD}r"), f"{WORD}t").text = text


def disorder(root: etree._Element, steps: list[tuple[int, int, str]]) -> None:
    """Take out rows and tables, and copy or move those with a label: each step names two, and what is done.

    An answer copied or moved alone is where its reader now sees it, so that to read it there is right.
    """
    for first, second, how in steps:
        held = list(root.iter(f"{WORD}tr", f"{WORD}tbl"))
        one, other = held[first % len(held)], held[second % len(held)]
        if how == "remove":
            remove(one)
        elif (
            one.tag == other.tag
            and one is not other
            and one.find(f".//{WORD}rStyle[@{WORD}val='Strong']") is not None
        ):
            other.addnext(deepcopy(one) if how == "copy" else one)


def is_kept(gone: set[int], tag: str) -> bool:
    """Say whether a control stays: every tag has one of ten numbers, and some of them are gone."""
    return sum(map(ord, tag)) % 10 not in gone


def lost(*changes: Change) -> Record:
    """Return the record of a form of every kind that was changed and then lost its controls."""
    return read_return(MADE_UP, EVERY_KIND, edit(written(MADE_UP, EVERY_KIND, FILLED), *changes, unwrap))


def count(record: Record) -> Tally:
    return tally(record, EVERY_KIND, FILLED)


def unsure(record: Record) -> set[str | None]:
    return {finding.field for finding in record.findings if finding.code == "place-unsure"}


def codes(record: Record) -> set[str]:
    return {finding.code for finding in record.findings}


@EVERY_FORM
@pytest.mark.parametrize("lose", [unwrap, strip_tags])
def test_a_form_that_only_lost_its_controls_is_read_whole_and_sure(
    board: Board, form: FormDefinition, lose: Change
) -> None:
    given = plain_answers(form)
    record = read_return(board, form, edit(written(board, form, given), lose))
    assert tally(record, form, given) == Tally(len(record.fields), 0, ())
    assert {finding.code for finding in record.findings} <= {"read-by-position", "row-gap"}
    assert {field.origin for field in record.fields.values()} == {"word alignment"}
    assert all(field.place.startswith("table ") for field in record.fields.values())


@pytest.mark.parametrize("around", ["r", "tc", "tr", "tbl"])
def test_controls_that_google_docs_puts_around_what_it_saves_are_no_boxes(around: str) -> None:
    data = edit(written(MADE_UP, EVERY_KIND, FILLED), unwrap, partial(wrap, around))
    record = read_return(MADE_UP, EVERY_KIND, data)
    assert (record.state, codes(record)) == (State.COMPLETE, {"read-by-position"})
    assert record.values == FILLED


@EVERY_FORM
def test_a_form_with_awkward_answers_that_lost_its_controls_is_right_or_flagged(
    board: Board, form: FormDefinition
) -> None:
    given = awkward_answers(form)
    record = read_return(board, form, edit(written(board, form, given), unwrap))
    assert tally(record, form, given).silently_wrong == ()


@EVERY_FORM
@settings(max_examples=6, suppress_health_check=list(HealthCheck))
@given(data=st.data(), gone=GONE)
def test_answers_without_their_controls_are_read_right_or_flagged(
    board: Board, form: FormDefinition, data: st.DataObject, gone: set[int]
) -> None:
    given = data.draw(answers(form))
    change = partial(unwrap, keep=partial(is_kept, gone))
    record = read_return(board, form, edit(written(board, form, given), change))
    assert tally(record, form, given).silently_wrong == ()


@EVERY_FORM
@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(STEPS, min_size=1, max_size=3), gone=st.just(set(range(10))) | GONE)
def test_rows_taken_out_doubled_or_moved_never_make_an_answer_wrong_and_sure(
    board: Board, form: FormDefinition, steps: list[tuple[int, int, str]], gone: set[int]
) -> None:
    given = plain_answers(form)
    changes = partial(disorder, steps=steps), partial(unwrap, keep=partial(is_kept, gone))
    record = read_return(board, form, edit(written(board, form, given), *changes))
    wrong = tally(record, form, given).silently_wrong
    assert wrong == () or "controls-lost" in codes(record)


def test_a_filled_in_return_without_controls_is_complete_with_a_note() -> None:
    record = lost()
    assert (record.state, codes(record)) == (State.COMPLETE, {"read-by-position"})
    assert record.values == FILLED
    assert record.fields["summary"].place == "table 1, row 9, cell 1"


@pytest.mark.parametrize("mark", ["X", "✓", "☒", "☑"])
def test_a_mark_in_the_place_of_a_tick_is_a_tick(mark: str) -> None:
    record = lost(lambda root: retype(root, "☐", mark))
    assert record.values["reason_drift"] is True
    assert record.fields["reason_drift"].sure


@pytest.mark.parametrize(("cross", "check"), [("✗", "✓"), ("x", "✔"), ("✘", "☑")])
def test_a_cross_asks_where_the_same_return_has_check_marks(cross: str, check: str) -> None:
    record = lost(lambda root: retype(root, "☐", cross), lambda root: retype(root, "☒", check))
    assert not record.fields["reason_drift"].sure
    assert record.fields["reason_threshold"].sure
    assert ("tick-unclear", "reason_drift") in {(one.code, one.field) for one in record.findings}


def test_an_answer_beside_a_prompt_left_behind_is_taken_without_it_and_asks() -> None:
    record = lost(
        lambda root: retype(root, "Click or tap to enter a date.", "Click or tap to enter a date.9/4/26")
    )
    assert record.values["review_date"] == "2026-04-09"
    assert ("typed-beside", "review_date") in {(f.code, f.field) for f in record.findings}


def test_a_row_added_to_a_list_is_read_and_the_list_is_unsure() -> None:
    def change(root: etree._Element) -> None:
        held = row(cells(root)["attendees.3.name"])
        added = deepcopy(held)
        held.addnext(added)
        next(added.iter(f"{WORD}t")).text = "Mair Pugh"

    record = lost(change)
    assert record.fields["attendees.4.name"].value == "Mair Pugh"
    assert unsure(record) >= {"attendees.1.name", "attendees.4.name"}
    assert count(record).silently_wrong == ()
    assert record.fields["child_name"].sure


def test_a_row_taken_out_of_a_list_is_missing_and_the_list_is_unsure() -> None:
    record = lost(lambda root: remove(row(cells(root)["attendees.2.name"])))
    assert {f.field for f in record.findings if f.code == "box-missing"} == {
        f"attendees.3.{part}" for part in ("name", "agency", "present")
    }
    assert "attendees.1.name" in unsure(record)


def test_an_answer_row_taken_out_does_not_take_the_next_answer() -> None:
    record = lost(lambda root: remove(row(cells(root)["summary"])))
    assert "summary" not in record.fields
    assert ("box-missing", "summary") in {(f.code, f.field) for f in record.findings}
    assert count(record).silently_wrong == ()


def test_a_row_put_in_makes_its_table_unsure_and_its_words_are_told() -> None:
    def change(root: etree._Element) -> None:
        held = row(cells(root)["summary"])
        added = deepcopy(held)
        for text in added.iter(f"{WORD}t"):
            text.text = "See my e-mail"
        held.addprevious(added)

    record = lost(change)
    assert "summary" in unsure(record)
    assert "text-outside" in codes(record)
    assert count(record).silently_wrong == ()


@pytest.mark.parametrize(
    ("label", "is_sure"),
    [("Child’s  name", True), ("child's name", False), ("Child's full name", False)],
)
def test_a_label_retyped_in_more_than_quotes_and_spaces_is_read_and_asks(
    label: str, *, is_sure: bool
) -> None:
    record = lost(lambda root: retype(root, "Child's name", label))
    assert record.fields["child_name"].value == "Siân O’Neill"
    assert record.fields["child_name"].sure is is_sure


def test_a_label_retyped_beside_its_answer_leaves_all_of_the_cell_to_a_person() -> None:
    record = lost(lambda root: retype(root, "Date:", "Held on:"))
    field = record.fields["meeting_date"]
    assert (field.raw, field.sure) == ("Held on: 09/03/2026", False)


def test_a_table_broken_in_two_by_a_page_is_read_and_asks() -> None:
    def change(root: etree._Element) -> None:
        held = row(cells(root)["attendees.2.name"])
        table = next(held.iterancestors(f"{WORD}tbl"))
        rest = etree.Element(f"{WORD}tbl")
        for following in [held, *held.itersiblings()]:
            rest.append(following)
        table.addnext(rest)

    record = lost(change)
    assert [(f.value, f.sure) for n, f in record.fields.items() if n == "attendees.1.name"] == [
        ("Ann Li", False)
    ]
    assert "attendees.3.name" in record.fields
    assert count(record).silently_wrong == ()


def test_words_put_where_no_box_is_are_still_told() -> None:
    def change(root: etree._Element) -> None:
        add_paragraph(cells(root)["child_name"].getprevious(), "She is 7")  # type: ignore[arg-type]

    record = lost(change)
    assert "text-outside" in codes(record)
    assert "child_name" in unsure(record)


def test_of_controls_lost_in_part_the_others_are_read_by_their_tags() -> None:
    keep = {"child_name", "attendees.2.name", "actions.1.due"}
    data = edit(written(MADE_UP, EVERY_KIND, FILLED), partial(unwrap, keep=keep.__contains__))
    record = read_return(MADE_UP, EVERY_KIND, data)
    assert count(record) == Tally(33, 0, ())
    by_tag = {name for name, field in record.fields.items() if field.origin == "word control"}
    assert by_tag == keep


def test_a_control_moved_to_another_row_while_words_stand_in_its_own_asks_with_both() -> None:
    def change(root: etree._Element) -> None:
        held = cells(root)
        name, other = held["child_name"], held["case_reference"]
        moved = next(control for tag, control in controls(root) if tag == "child_name")
        other.find(f"{WORD}p[last()]").append(moved)  # type: ignore[union-attr]
        add_paragraph(name, "Mair Pugh")

    keep = {"child_name", "summary"}
    data = edit(written(MADE_UP, EVERY_KIND, FILLED), change, partial(unwrap, keep=keep.__contains__))
    record = read_return(MADE_UP, EVERY_KIND, data)
    field = record.fields["child_name"]
    assert not field.sure
    assert "Siân" in str(field.raw)
    assert [(str(other.value).strip(), other.origin) for other in field.others] == [
        ("Mair Pugh", "word alignment")
    ]
    assert ("readings-differ", "child_name") in {(f.code, f.field) for f in record.findings}


def test_a_return_with_no_table_left_is_said_to_have_lost_its_controls() -> None:
    def change(root: etree._Element) -> None:
        for table in list(root.iter(f"{WORD}tbl")):
            remove(table)

    record = lost(change)
    assert codes(record) == {"controls-lost"}
    assert record.state is State.REVIEW


def test_without_its_properties_a_return_is_known_by_its_footer() -> None:
    with zipfile.ZipFile(io.BytesIO(edit(written(MADE_UP, EVERY_KIND, FILLED), unwrap))) as source:
        parts: dict[str, bytes | str] = {name: source.read(name) for name in source.namelist()}
    del parts["docProps/custom.xml"]
    record = read_return(MADE_UP, EVERY_KIND, make_zip(parts))
    assert (record.values, record.state) == (FILLED, State.COMPLETE)


def test_an_answer_that_its_program_may_have_written_twice_asks() -> None:
    def change(root: etree._Element) -> None:
        text = next(text for text in root.iter(f"{WORD}t") if text.text == "Teacher")
        text.addnext(deepcopy(text))

    record = lost(change)
    assert ("text-doubled", "raised_by.role") in {(f.code, f.field) for f in record.findings}
    assert not record.fields["raised_by.role"].sure


def test_an_answer_that_libreoffice_wrote_several_times_over_is_taken_once_and_kept_as_it_stood() -> None:
    def change(root: etree._Element) -> None:
        repeated = etree.fromstring(f'<w:p xmlns:w="{W}">{as_controls(["", "漢字", " and more"])}</w:p>')
        line = next(cells(root)["raised_by.role"].iter(f"{WORD}sdt")).getparent()
        assert line is not None
        line.getparent().replace(line, repeated)  # type: ignore[union-attr]

    record = lost(change)
    held = record.fields["raised_by.role"]
    assert (held.value, held.sure) == ("漢字 and more", True)
    assert [other.value for other in held.others] == [
        "漢字 and more漢字\n漢字 and more and more\n漢字 and more"
    ]
    assert {finding.code for finding in record.findings if finding.field} == {"repeats-undone"}
    assert record.state is State.COMPLETE


def test_a_return_of_more_rows_than_any_form_has_is_not_laid_beside_its_blank() -> None:
    def change(root: etree._Element) -> None:
        held = row(cells(root)["attendees.3.name"])
        for _ in range(MAX_ROWS):
            held.addnext(deepcopy(held))

    assert codes(lost(change)) == {"controls-lost"}
