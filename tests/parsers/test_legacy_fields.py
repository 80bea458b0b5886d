"""Old form fields of Word: read by their bookmark's name where it is that of a box, and else as their cell looks."""

import pytest

from parsers.word import read_word
from tests.parsers.files import make_docx


def field(data: str, code: str, shown: str = "") -> str:
    """Return a field as Word writes it: its data, its instructions and what it shows."""
    result = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{shown}</w:t></w:r>' if shown else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar></w:r>'
        f"<w:r><w:instrText> {code} </w:instrText></w:r>{result}"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def cell(content: str) -> str:
    return f"<w:tbl><w:tr><w:tc><w:p>{content}</w:p></w:tc></w:tr></w:tbl>"


def text(content: str) -> str:
    [row] = read_word(make_docx(cell(content))).rows
    return row.cells[0].text


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        ('<w:default w:val="0"/>', "☐"),
        ('<w:default w:val="1"/>', "☒"),
        ('<w:default w:val="1"/><w:checked w:val="0"/>', "☐"),
        ('<w:default w:val="0"/><w:checked/>', "☒"),
        ('<w:checked w:val="true"/>', "☒"),
    ],
)
def test_a_tick_reads_as_it_is_drawn(state: str, shown: str) -> None:
    data = f'<w:name w:val="Check1"/><w:checkBox><w:sizeAuto/>{state}</w:checkBox>'
    assert text(field(data, "FORMCHECKBOX") + "<w:r><w:t> Agreed</w:t></w:r>") == f"{shown} Agreed"


@pytest.mark.parametrize(
    ("result", "shown"),
    [('<w:result w:val="1"/>', "Escalate"), ("", "Choose"), ('<w:default w:val="1"/>', "Escalate"),
     ('<w:result w:val="7"/>', ""), ('<w:result w:val="x"/>', "")],
)  # fmt: skip
def test_a_list_reads_as_the_entry_that_is_chosen(result: str, shown: str) -> None:
    entries = '<w:listEntry w:val="Choose"/><w:listEntry w:val="Escalate"/>'
    assert text(field(f"<w:ddList>{result}{entries}</w:ddList>", "FORMDROPDOWN")) == shown


def test_a_text_field_reads_as_what_is_written_and_as_nothing_where_nothing_is() -> None:
    assert text(field("<w:textInput/>", "FORMTEXT", "Siân")) == "Siân"
    assert text(field("<w:textInput/>", "FORMTEXT", "\u2002" * 5)) == ""


def test_fields_named_as_boxes_are_read_by_name() -> None:
    body = cell(field('<w:name w:val="child_name"/><w:textInput/>', "FORMTEXT", "Siân")) + cell(
        field('<w:name w:val="actions__2__done"/><w:checkBox><w:checked/></w:checkBox>', "FORMCHECKBOX")
    )
    reading = read_word(make_docx(body))
    assert [(found.box, found.text) for found in reading.found] == [
        ("child_name", "Siân"),
        ("actions.2.done", True),
    ]
    assert [row.cells[0].boxes for row in reading.rows] == [("child_name",), ("actions.2.done",)]


@pytest.mark.parametrize("name", ["Text1", "Dropdown2", "date", "Unnamed Copy 3", "OLE_LINK1"])
def test_fields_with_names_that_anybody_gives_are_read_by_their_place_alone(name: str) -> None:
    reading = read_word(make_docx(cell(field(f'<w:name w:val="{name}"/><w:textInput/>', "FORMTEXT", "Siân"))))
    assert reading.found == ()


def test_a_field_that_never_ends_is_read_as_far_as_it_goes() -> None:
    data = '<w:ffData><w:name w:val="child_name"/><w:textInput/></w:ffData>'
    begun = f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
    assert text(begun + "<w:r><w:t>Siân</w:t></w:r>") == "Siân"
