"""From what stood in the boxes to a record that says how sure it is."""

import datetime as dt
from dataclasses import replace

import pytest

from escalation.boxes import flatten, form_boxes
from escalation.codes import notice
from escalation.definitions import FormReference, Kind
from escalation.layouts import Layout, WordPlace
from escalation.records import Record, State
from parsers import Found, Reading, interpret
from tests.parsers.returns import EVERY_KIND, FILLED, source_of

REFERENCE = FormReference(board="dyffryn", form="every-kind", version="2026-01")
EMPTY: dict[Kind, str | bool] = {
    Kind.TICK: False,
    Kind.CHOICE: "Choose an item.",
    Kind.DATE: "Click or tap to enter a date.",
}
TYPED = "Click or tap here to enter text."


def reading_of(**changed: Found | None) -> Reading:
    """Return a reading of the made-up form, filled in; a box is changed, or left out, by name."""
    flat = flatten(EVERY_KIND, FILLED)
    boxes = form_boxes(EVERY_KIND)
    found = {
        box.name: Found(
            box.name, flat.get(box.name, EMPTY.get(box.kind, TYPED)), "word control", f"cell {number}"
        )
        for number, box in enumerate(boxes)
    }
    kept = {name.replace(".", "__"): item for name, item in found.items()} | changed
    return Reading("word", REFERENCE, tuple(item for item in kept.values() if item is not None))


def in_word(box: str, own: str | bool | None, cell: str, stored: dt.date | None = None) -> Found:
    return Found(box, own, "word control", f"cell of {box}", cell, stored)


def typed(box: str, mark: str) -> Found:
    """Return a tick box whose control is lost: only what stands in its cell is known."""
    return Found(box, None, "word alignment", f"cell of {box}", mark)


def interpreted(reading: Reading, printed: str = "", box: str = "") -> Record:
    places = {box: WordPlace(table=1, row=1, cell=1, printed=printed)} if printed else {}
    return interpret(
        reading, EVERY_KIND, Layout(form=REFERENCE, format="word", places=dict(places)), source_of(b"x")
    )


def codes(record: Record) -> list[tuple[str, str | None]]:
    return [(finding.code, finding.field) for finding in record.findings]


def test_a_whole_return_is_complete_and_sure() -> None:
    record = interpreted(reading_of())
    assert record.state is State.COMPLETE
    assert record.findings == ()
    assert record.values == FILLED
    assert record.case == "DA-2026-014"
    assert all(field.sure for field in record.fields.values())
    assert record.fields["outcome"].raw == "continues"


def test_what_was_printed_in_the_cell_is_no_answer() -> None:
    found = in_word("meeting_date", "09/03/2026", "Date: 09/03/2026", dt.date(2026, 3, 9))
    record = interpreted(reading_of(meeting_date=found), "Date:", "meeting_date")
    assert record.state is State.COMPLETE
    assert record.values["meeting_date"] == "2026-03-09"


def test_printed_words_are_taken_away_however_their_lines_break() -> None:
    found = in_word("child_name", "Siân", "Child's\nname (required)\n Siân\n")
    record = interpreted(reading_of(child_name=found), "Child's name (required)", "child_name")
    assert (record.values["child_name"], record.findings) == ("Siân", ())


def test_an_answer_typed_beside_its_control_is_taken_and_asks() -> None:
    found = in_word(
        "meeting_date", "Click or tap to enter a date.", "Date: Click or tap to enter a date.9/3/2026"
    )
    record = interpreted(reading_of(meeting_date=found), "Date:", "meeting_date")
    assert record.values["meeting_date"] == "2026-03-09"
    assert codes(record) == [("typed-beside", "meeting_date")]
    assert record.state is State.REVIEW
    field = record.fields["meeting_date"]
    assert (field.raw, field.sure, field.origin) == ("9/3/2026", False, "word cell")


def test_where_cell_and_control_both_hold_words_the_fuller_is_taken() -> None:
    record = interpreted(
        reading_of(summary=in_word("summary", "Missed meetings.", "See also: Missed meetings.\nAnd more"))
    )
    assert record.values["summary"] == "See also: Missed meetings.\nAnd more"
    assert codes(record) == [("typed-beside", "summary")]


def test_words_beside_a_date_leave_it_to_a_person_with_all_that_was_written() -> None:
    record = interpreted(reading_of(meeting_date=in_word("meeting_date", "9/3/2026", "9/3/2026 approx")))
    assert record.values["meeting_date"] is None
    assert record.fields["meeting_date"].raw == "9/3/2026 approx"
    assert codes(record) == [("typed-beside", "meeting_date"), ("date-unreadable", "meeting_date")]


def test_a_date_that_differs_from_the_one_stored_behind_it_asks() -> None:
    found = in_word("meeting_date", "10/03/2026", "10/03/2026", dt.date(2026, 3, 9))
    record = interpreted(reading_of(meeting_date=found))
    assert record.values["meeting_date"] == "2026-03-10"
    assert codes(record) == [("date-stale", "meeting_date")]
    assert not record.fields["meeting_date"].sure


@pytest.mark.parametrize(
    ("own", "cell", "value", "code"),
    [
        (True, "☒", True, None),
        (False, "☐", False, None),
        (False, "", False, None),
        (False, "☐ X", True, "tick-differs"),
        (False, "✓", True, "tick-differs"),
        (True, "☐", True, "tick-differs"),
        (False, "☐ see below", False, "tick-unclear"),
        ("☒", "☒", True, None),
        ("", "", False, None),
        ("maybe", "maybe", None, "tick-unclear"),
    ],
)
def test_a_tick_is_read_from_control_and_cell_together(
    own: str | bool, cell: str, *, value: bool | None, code: str | None
) -> None:
    record = interpreted(reading_of(reason_drift=in_word("reason_drift", own, cell)))
    assert record.values["reason_drift"] is value
    assert codes(record) == ([(code, "reason_drift")] if code else [])
    assert record.fields["reason_drift"].sure is (code is None)


@pytest.mark.parametrize("cross", ["☒", "✗", "x", "☐ ✘"])
@pytest.mark.parametrize("check", ["☑", "✓", "☐✔", "Yes"])
def test_a_cross_without_its_control_asks_beside_a_check_mark(cross: str, check: str) -> None:
    found = {
        "reason_drift": typed("reason_drift", cross),
        "reason_threshold": typed("reason_threshold", check),
    }
    record = interpreted(reading_of(**found))
    assert codes(record) == [("tick-unclear", "reason_drift")]
    assert not record.fields["reason_drift"].sure
    assert (record.values["reason_threshold"], record.fields["reason_threshold"].sure) == (True, True)


@pytest.mark.parametrize(
    ("drift", "threshold"),
    [
        (typed("reason_drift", "☒"), typed("reason_threshold", "☒")),
        (typed("reason_drift", "☒"), typed("reason_threshold", "X")),
        (typed("reason_drift", "☒"), typed("reason_threshold", "☐")),
        (typed("reason_drift", "☑"), typed("reason_threshold", "✓")),
        (in_word("reason_drift", True, "☒"), typed("reason_threshold", "✓")),
        (in_word("reason_drift", True, "☒"), typed("reason_threshold", "✗")),
        (in_word("reason_drift", True, "☑"), typed("reason_threshold", "☒")),
        (Found("reason_drift", True, "pdf field", "page 1"), typed("reason_threshold", "✓")),
    ],
)
def test_marks_of_one_kind_or_of_clicked_controls_are_ticks_without_asking(
    drift: Found, threshold: Found
) -> None:
    record = interpreted(reading_of(reason_drift=drift, reason_threshold=threshold))
    assert record.state is State.COMPLETE


def test_a_check_mark_typed_beside_a_control_makes_crosses_without_one_ask() -> None:
    record = interpreted(
        reading_of(
            reason_drift=in_word("reason_drift", False, "☐ ✓"),
            reason_threshold=typed("reason_threshold", "☒"),
        )
    )
    assert codes(record) == [("tick-differs", "reason_drift"), ("tick-unclear", "reason_threshold")]


def test_a_box_that_is_gone_is_said_and_its_tick_is_not_taken_as_no() -> None:
    record = interpreted(reading_of(reason_threshold=None, summary=None))
    assert codes(record) == [("box-missing", "reason_threshold"), ("box-missing", "summary")]
    assert record.values["reason_threshold"] is None
    assert record.state is State.REVIEW
    assert "summary" not in record.fields


def test_a_required_answer_of_white_space_is_missing() -> None:
    record = interpreted(reading_of(child_name=Found("child_name", " \n", "pdf field", "page 1")))
    assert codes(record) == [("required-missing", "child_name")]


def test_boxes_that_the_form_does_not_have_are_said_once() -> None:
    extra = Found("favourite_colour", "green", "word control", "")
    record = interpreted(reading_of(a=extra, b=replace(extra, box="shoe_size")))
    assert codes(record) == [("unknown-box", None)]
    assert "green" not in record.model_dump_json()


def test_a_tag_that_somebody_wrote_is_not_repeated_in_a_finding() -> None:
    reading = reading_of()
    reading = replace(reading, findings=(notice("picture", "Siân"), notice("picture", "summary")))
    assert codes(interpreted(reading)) == [("picture", None), ("picture", "summary")]


def test_a_row_beyond_those_of_the_blank_is_read() -> None:
    more = {
        f"attendees__4__{column}": Found(f"attendees.4.{column}", text, "word control", "")
        for column, text in (("name", "Bo"), ("agency", "Police"), ("present", "Absent"))
    }
    record = interpreted(reading_of(**more))
    rows = record.values["attendees"]
    assert isinstance(rows, list)
    assert rows[1] == {"name": "Bo", "agency": "Police", "present": "absent"}
    assert codes(record) == [("row-gap", "attendees.4.name")]
    assert record.state is State.COMPLETE


def test_a_row_begun_without_what_it_requires_asks() -> None:
    record = interpreted(
        reading_of(attendees__2__agency=Found("attendees.2.agency", "Police", "pdf field", "page 2"))
    )
    assert codes(record) == [("row-incomplete", "attendees.2.name")]


def test_two_boxes_in_one_cell_are_told_apart_by_their_controls_and_ask() -> None:
    cell = "Siân Ifan by phone"
    both = {
        box: replace(in_word(name, own, cell), place="table 1, row 1, cell 1")
        for box, name, own in (
            ("child_name", "child_name", "Siân"),
            ("raised_by__name", "raised_by.name", "Ifan"),
        )
    }
    record = interpreted(reading_of(**both))
    assert record.values["child_name"] == "Siân"
    assert record.fields["child_name"].raw == cell
    assert codes(record) == [("cells-merged", "child_name"), ("cells-merged", "raised_by.name")]


def test_a_box_that_stands_twice_with_two_answers_has_none_and_keeps_both() -> None:
    again = Found("child_name", "Mair", "word control", "elsewhere")
    record = interpreted(reading_of(again=again))
    assert record.values["child_name"] is None
    assert record.fields["child_name"].raw == "Siân O’Neill\nMair"


def test_words_outside_the_boxes_are_noticed_against_the_blank() -> None:
    blank = replace(reading_of(), outside=("Child's name", "Summary"))
    returned = replace(reading_of(), outside=("Child's  name", "Summary", "PS: ring me"))
    source = source_of(b"x")
    assert codes(interpret(returned, EVERY_KIND, None, source, blank=blank)) == [("text-outside", None)]
    assert codes(interpret(blank, EVERY_KIND, None, source, blank=blank)) == []


def test_findings_repeat_nothing_that_a_person_wrote() -> None:
    wrong = Found("meeting_date", "whenever Siân can", "pdf field", "page 1")
    record = interpreted(
        reading_of(meeting_date=wrong, outcome=Found("outcome", "Siân said no", "pdf field", "page 1"))
    )
    assert codes(record) == [("choice-unknown", "outcome"), ("date-unreadable", "meeting_date")]
    assert not any("Siân" in finding.message for finding in record.findings)


def test_a_text_with_lost_letters_asks_once_whichever_reader_gave_it() -> None:
    held = Found("summary", "so \uf600 ok", "pdf field", "page 1")
    reading = replace(reading_of(summary=held), findings=(notice("text-undecodable", "summary"),))
    record = interpreted(reading)
    assert codes(record) == [("text-undecodable", "summary")]
    assert not record.fields["summary"].sure
    assert codes(interpreted(reading_of(summary=held))) == [("text-undecodable", "summary")]
