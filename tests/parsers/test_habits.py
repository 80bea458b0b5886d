"""What people do to a Word form, done to a real blank: each habit is named, and nothing is lost to it."""

import io
import zipfile
from collections.abc import Callable

import pytest
from lxml import etree

import parsers
from docgen.word.document import render_word
from escalation.boxes import Answers
from escalation.records import Record, State
from tests.parsers.files import W, make_zip
from tests.parsers.returns import EVERY_KIND, FILLED, MADE_UP, interpret_return

_W = f"{{{W}}}"
BLANK = render_word(EVERY_KIND, MADE_UP)


def edited(change: Callable[[etree._Element], None], answers: Answers | None = FILLED) -> bytes:
    """Return a form, filled in and then changed as a document."""
    with zipfile.ZipFile(io.BytesIO(render_word(EVERY_KIND, MADE_UP, answers).content)) as source:
        parts: dict[str, bytes | str] = {name: source.read(name) for name in source.namelist()}
    document = parts["word/document.xml"]
    assert isinstance(document, bytes)
    root = etree.fromstring(document)
    change(root)
    return make_zip(parts | {"word/document.xml": etree.tostring(root)})


def read_back(change: Callable[[etree._Element], None], answers: Answers | None = FILLED) -> Record:
    return interpret_return(edited(change, answers), EVERY_KIND, BLANK.layout, BLANK.content)


def codes(record: Record) -> set[tuple[str, str | None]]:
    return {(finding.code, finding.field) for finding in record.findings}


def control(root: etree._Element, tag: str) -> etree._Element:
    return next(
        sdt
        for sdt in root.iter(f"{_W}sdt")
        if sdt.find(f"{_W}sdtPr/{_W}tag").get(f"{_W}val") == tag  # type: ignore[union-attr]
    )


def around(element: etree._Element, name: str) -> etree._Element:
    return next(element.iterancestors(f"{_W}{name}"))


def add_run(paragraph: etree._Element, text: str, inside: str = "") -> etree._Element:
    parent = etree.SubElement(paragraph, f"{_W}{inside}") if inside else paragraph
    run = etree.SubElement(parent, f"{_W}r")
    etree.SubElement(run, f"{_W}t").text = text
    return run


def set_text(root: etree._Element, tag: str, text: str) -> None:
    held = list(control(root, tag).iter(f"{_W}t"))
    held[0].text = text
    for other in held[1:]:
        other.text = ""


def test_a_form_that_nobody_changed_is_complete() -> None:
    record = read_back(lambda _: None)
    assert (record.state, record.findings) == (State.COMPLETE, ())
    assert record.values == FILLED


def test_text_typed_beside_an_empty_control_is_the_answer_and_asks() -> None:
    def change(root: etree._Element) -> None:
        add_run(around(control(root, "raised_by.role"), "p"), " Head of year")

    record = read_back(change, {**FILLED, "raised_by": {"name": "Ifan Rees", "role": None, "agency": None}})
    assert record.fields["raised_by.role"].value == "Head of year"
    assert codes(record) == {("typed-beside", "raised_by.role")}


def test_a_control_deleted_with_its_answer_retyped_in_the_cell_is_read_by_its_place() -> None:
    def change(root: etree._Element) -> None:
        held = control(root, "child_name")
        paragraph = around(held, "p")
        paragraph.remove(held)
        add_run(paragraph, "Siân O’Neill")

    record = read_back(change)
    assert codes(record) == {("read-by-position", None)}
    assert record.values == FILLED
    assert record.fields["child_name"].origin == "word alignment"


@pytest.mark.parametrize("mark", ["X", "✓", "☒"])
def test_a_mark_typed_over_an_unticked_box_is_a_tick_and_asks(mark: str) -> None:
    record = read_back(lambda root: set_text(root, "reason_drift", mark))
    assert record.values["reason_drift"] is True
    assert codes(record) == {("tick-differs", "reason_drift")}


def test_tracked_insertions_are_taken_and_told() -> None:
    def change(root: etree._Element) -> None:
        content = control(root, "child_name").find(f"{_W}sdtContent")
        assert content is not None
        add_run(content, " (known as Sali)", inside="ins")

    record = read_back(change)
    assert record.values["child_name"] == "Siân O’Neill (known as Sali)"
    assert codes(record) == {("tracked-insertion", "child_name")}
    assert record.state is State.COMPLETE


def test_tracked_deletions_are_left_out_and_ask() -> None:
    def change(root: etree._Element) -> None:
        content = control(root, "child_name").find(f"{_W}sdtContent")
        assert content is not None
        run = content[0]
        deleted = etree.SubElement(content, f"{_W}del")
        deleted.append(run)
        for text in run.iter(f"{_W}t"):
            text.tag = f"{_W}delText"
        add_run(content, "Sali", inside="ins")

    record = read_back(change)
    assert record.values["child_name"] == "Sali"
    assert codes(record) == {("tracked-insertion", "child_name"), ("tracked-deletion", "child_name")}
    assert record.state is State.REVIEW


def test_a_date_typed_over_leaves_the_stored_one_stale_and_asks() -> None:
    record = read_back(lambda root: set_text(root, "meeting_date", "10 March 2026"))
    assert record.values["meeting_date"] == "2026-03-10"
    assert codes(record) == {("date-stale", "meeting_date")}


@pytest.mark.parametrize("text", ["9/3/26", "9th March 2026", "Mon 9 Mar 2026", "2026-03-09"])
def test_the_same_date_written_otherwise_is_sure(text: str) -> None:
    record = read_back(lambda root: set_text(root, "meeting_date", text))
    assert (record.values["meeting_date"], record.state) == ("2026-03-09", State.COMPLETE)


def read_without_attendees(*rows: int) -> Record:
    def change(root: etree._Element) -> None:
        for number in rows:
            row = around(control(root, f"attendees.{number}.name"), "tr")
            around(row, "tbl").remove(row)

    return read_back(change)


def test_rows_left_empty_at_the_end_of_a_list_and_deleted_ask_nothing() -> None:
    record = read_without_attendees(2, 3)
    assert (record.values, record.state) == (FILLED, State.COMPLETE)
    assert codes(record) == {("rows-removed", None)}


def test_a_row_deleted_before_others_is_said_to_be_missing() -> None:
    record = read_without_attendees(2)
    assert codes(record) == {("box-missing", f"attendees.2.{part}") for part in ("name", "agency", "present")}


def test_a_list_deleted_whole_is_said_to_be_missing() -> None:
    record = read_without_attendees(1, 2, 3)
    assert ("box-missing", "attendees.3.name") in codes(record)
    assert ("rows-removed", None) not in codes(record)


def test_a_row_that_lost_its_controls_and_was_not_deleted_is_read() -> None:
    def change(root: etree._Element) -> None:
        for part in ("name", "agency", "present"):
            held = control(root, f"attendees.3.{part}")
            paragraph = around(held, "p")
            paragraph.remove(held)
            add_run(paragraph, "Absent" if part == "present" else f"Mair {part}")

    record = read_back(change)
    assert record.fields["attendees.3.name"].value == "Mair name"
    assert ("rows-removed", None) not in codes(record)


def read_with_row_added(*texts: str) -> Record:
    """Read a form to whose attendees somebody added a row, as Word does: without controls."""

    def change(root: etree._Element) -> None:
        row = around(control(root, "attendees.3.name"), "tr")
        added = etree.fromstring(etree.tostring(row))
        for sdt in list(added.iter(f"{_W}sdt")):
            parent = sdt.getparent()
            assert parent is not None
            parent.remove(sdt)
        for cell, text in zip(added.iter(f"{_W}tc"), texts, strict=False):
            add_run(next(cell.iter(f"{_W}p")), text)
        row.addnext(added)

    return read_back(change)


def test_a_row_added_by_hand_is_read_and_asks() -> None:
    record = read_with_row_added("Mair Pugh", "Police")
    added = {"name": "Mair Pugh", "agency": "Police", "present": None}
    assert record.values == {
        **FILLED,
        "attendees": [{"name": "Ann Li", "agency": "Health", "present": "present"}, added],
    }
    asks = {("place-unsure", f"attendees.4.{part}") for part in added}
    assert codes(record) == {("read-by-position", None), ("row-gap", "attendees.4.name"), *asks}
    assert record.fields["attendees.1.name"].sure
    assert record.state is State.REVIEW


def test_a_row_added_by_hand_and_left_empty_asks_nothing() -> None:
    record = read_with_row_added()
    assert (record.values, codes(record)) == (FILLED, set())


def test_a_row_copied_with_its_controls_asks() -> None:
    def change(root: etree._Element) -> None:
        row = around(control(root, "attendees.1.name"), "tr")
        row.addnext(etree.fromstring(etree.tostring(row)))
        set_text(root, "attendees.1.name", "Mair Pugh")

    record = read_back(change)
    assert ("duplicate-box", "attendees.1.name") in codes(record)
    assert record.fields["attendees.1.name"].raw == "Mair Pugh\nAnn Li"
    assert not record.fields["attendees.1.name"].sure


def test_two_cells_merged_ask_about_both() -> None:
    def change(root: etree._Element) -> None:
        into, gone = (around(control(root, f"actions.1.{part}"), "tc") for part in ("action", "owner"))
        into.extend(list(gone.iter(f"{_W}p")))
        around(gone, "tr").remove(gone)

    record = read_back(change)
    assert codes(record) == {("cells-merged", "actions.1.action"), ("cells-merged", "actions.1.owner")}
    assert record.values["actions"] == FILLED["actions"]


def test_a_retyped_label_loses_no_answer() -> None:
    def change(root: etree._Element) -> None:
        cell = around(control(root, "meeting_date"), "tc")
        label = next(text for text in cell.iter(f"{_W}t") if (text.text or "").startswith("Date"))
        label.text = (label.text or "").replace("Date", "Held on")

    record = read_back(change)
    assert record.fields["meeting_date"].raw == "Held on: 09/03/2026"
    assert not record.fields["meeting_date"].sure


def test_soft_line_breaks_and_tabs_are_kept() -> None:
    def change(root: etree._Element) -> None:
        run = list(control(root, "summary").iter(f"{_W}r"))[-1]
        for name in ("br", "tab"):
            etree.SubElement(run, f"{_W}{name}")
        etree.SubElement(run, f"{_W}t").text = "End"

    record = read_back(change)
    assert record.values["summary"] == f"{FILLED['summary']}\n\tEnd"
    assert record.state is State.COMPLETE


def test_a_picture_pasted_into_an_answer_asks() -> None:
    def change(root: etree._Element) -> None:
        etree.SubElement(next(control(root, "summary").iter(f"{_W}r")), f"{_W}drawing")

    assert codes(read_back(change)) == {("picture", "summary")}


def test_controls_all_gone_leave_nothing_read_and_one_finding_that_asks() -> None:
    def change(root: etree._Element) -> None:
        for mark in list(root.iter(f"{_W}tag")):
            parent = mark.getparent()
            assert parent is not None
            parent.remove(mark)

    data = edited(change)
    assert parsers.read(data).found == ()
    record = interpret_return(data, EVERY_KIND, BLANK.layout)
    assert codes(record) == {("controls-lost", None)}
    assert record.state is State.REVIEW
    assert not any(record.values.values())
