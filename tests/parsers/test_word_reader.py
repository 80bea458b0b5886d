"""Content controls are found at every level, with the cell that each stands in."""

import datetime as dt

import pytest

import parsers
from parsers import Found, Reading, Refused
from parsers.word.reader import MAX_CONTROLS
from tests.parsers.files import control, make_docx, paragraph, run, table, tick


def read(body: str) -> Reading:
    return parsers.read(make_docx(body))


def only(body: str) -> Found:
    found = read(body).found
    assert len(found) == 1
    return found[0]


def codes(reading: Reading) -> list[tuple[str, str | None]]:
    return [(finding.code, finding.field) for finding in reading.findings]


@pytest.mark.parametrize(
    "cell",
    [
        paragraph(run("Name: "), control("child_name", run("Siân"))),
        paragraph(run("Name: ")) + control("child_name", paragraph(run("Siân"))) + paragraph(),
        paragraph(run("Name: ")) + control("other", control("child_name", paragraph(run("Siân")))),
    ],
)
def test_a_control_in_a_cell_brings_its_own_text_and_the_cells(cell: str) -> None:
    found = next(found for found in read(table(paragraph(), cell)).found if found.box == "child_name")
    assert found.text == "Siân"
    assert (found.cell or "").split() == ["Name:", "Siân"]
    assert found.place == "table 1, row 2, cell 1"


def test_a_control_around_a_whole_cell_is_read() -> None:
    cell = control("child_name", f"<w:tc>{paragraph(run('Siân'))}</w:tc>")
    found = only(f"<w:tbl><w:tr><w:tc>{paragraph(run('Name'))}</w:tc>{cell}</w:tr></w:tbl>")
    assert (found.text, found.cell, found.place) == ("Siân", "Siân", "table 1, row 1, cell 2")


def test_a_control_around_a_row_of_one_cell_is_read() -> None:
    row = control("child_name", f"<w:tr><w:tc>{paragraph(run('Siân'))}</w:tc></w:tr>")
    found = only(f"<w:tbl>{row}</w:tbl>")
    assert (found.text, found.cell, found.place) == ("Siân", "Siân", "table 1, row 1, cell 1")


def test_a_control_outside_any_table_has_its_paragraph_for_a_cell() -> None:
    found = only(paragraph(run("Name: "), control("child_name", run("Siân")), run(" Rees")))
    assert (found.text, found.cell) == ("Siân", "Name: Siân Rees")


def test_a_table_in_a_cell_is_part_of_its_answer() -> None:
    found = only(table(control("summary", paragraph(run("above")) + table(paragraph(run("within"))))))
    assert found.text == "above\nwithin"


def test_a_control_that_is_only_a_fallback_is_not_read_twice() -> None:
    alternatives = (
        "<mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>"
    )
    inner = control("child_name", run("Siân"))
    assert only(table(paragraph(alternatives.format(inner, inner)))).text == "Siân"


@pytest.mark.parametrize("checked", ["1", "true", "on"])
def test_a_tick_is_read_from_the_control(checked: str) -> None:
    assert only(table(paragraph(tick("reason_drift", checked, run("☒"))))).text is True
    assert only(table(paragraph(tick("reason_drift", "0", run("☐"))))).text is False


def test_a_tick_is_read_in_whatever_vocabulary_a_program_writes_it() -> None:
    marker = '<w14:checkbox><w14:checked w:val="1"/></w14:checkbox>'
    assert only(table(paragraph(control("reason_drift", run("☒"), marker)))).text is True


@pytest.mark.parametrize(
    ("stored", "date"),
    [
        ("2026-03-09T00:00:00Z", dt.date(2026, 3, 9)),
        ("2026-02-31T00:00:00Z", None),
        ("soon", None),
        ("", None),
    ],
)
def test_the_date_behind_a_control_is_read_where_it_is_one(stored: str, date: dt.date | None) -> None:
    marker = f'<w:date w:fullDate="{stored}"/>'
    assert only(table(paragraph(control("meeting_date", run("9/3/2026"), marker)))).stored_date == date


def test_a_tag_that_stands_twice_is_said() -> None:
    cell = paragraph(control("child_name", run("Siân")))
    reading = read(table(cell, cell))
    assert len(reading.found) == 2
    assert codes(reading) == [("duplicate-box", "child_name")]


def test_a_file_without_controls_is_read_as_one_that_lost_them() -> None:
    reading = read(table(paragraph(run("Siân"))))
    assert codes(reading) == [("controls-lost", None)]
    assert reading.found == ()


def test_what_is_noticed_in_a_cell_names_its_box() -> None:
    cell = paragraph(
        control("summary", run("a")), "<w:ins>", run("b"), "</w:ins>", "<w:r><w:commentReference/></w:r>"
    )
    assert codes(read(table(cell))) == [("comment", None), ("tracked-insertion", "summary")]


def test_a_row_deleted_with_changes_tracked_holds_no_answer() -> None:
    row = (
        f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph(control('child_name', run('Siân')))}</w:tc></w:tr>"
    )
    reading = read(f"<w:tbl>{row}</w:tbl>")
    assert [(found.text, found.cell) for found in reading.found] == [("", "")]
    assert codes(reading) == [("tracked-deletion", "child_name")]


@pytest.mark.parametrize(
    ("properties", "code"),
    [
        ("<w:strike/>", ["struck-through"]),
        ('<w:dstrike w:val="true"/>', ["struck-through"]),
        ("<w:vanish/>", ["hidden-text"]),
        ('<w:strike w:val="0"/><w:vanish w:val="false"/>', []),
    ],
)
def test_words_that_are_struck_through_or_hidden_are_read_and_said(properties: str, code: list[str]) -> None:
    struck = f"<w:r><w:rPr>{properties}</w:rPr><w:t>Early help</w:t></w:r>"
    reading = read(paragraph(control("child_name", struck + run(" Siân"))))
    assert [found.text for found in reading.found] == ["Early help Siân"]
    assert codes(reading) == [(one, "child_name") for one in code]


def test_a_cell_with_very_many_controls_is_read_once_and_too_many_are_refused() -> None:
    many = paragraph(*(control(f"box_{number}", run("x")) for number in range(MAX_CONTROLS)))
    assert len(read(table(many)).found) == MAX_CONTROLS
    with pytest.raises(Refused):
        read(table(many, paragraph(control("one_more", run("x")))))


def test_a_picture_outside_the_boxes_is_kept_apart_as_one() -> None:
    body = table(paragraph(control("child_name", run("Siân")))) + paragraph("<w:r><w:drawing/></w:r>")
    assert read(body).outside == ("[picture]",)


def test_words_outside_the_boxes_are_kept_apart() -> None:
    body = paragraph(run("Title")) + table(
        paragraph(run("Name")), paragraph(control("child_name", run("Siân")))
    )
    assert read(body + paragraph(run("PS: call me"))).outside == ("Title", "Name", "PS: call me")
