"""How a screen reader is told which label heads which answer (PDF/UA-1, 7.5)."""

from collections.abc import Iterator

import pikepdf
import pytest
from pikepdf import Name

from docgen.pdf.render import render_pdf
from tests.pdf.documents import EVERY_KIND, FILLED, MADE_UP, elements, fill, open_pdf


@pytest.fixture(scope="module")
def blank() -> pikepdf.Pdf:
    return open_pdf(render_pdf(EVERY_KIND, MADE_UP))


def table_attributes(cell: pikepdf.Object) -> pikepdf.Object:
    return next(held for held in cell.A.as_list() if Name.Table == held.O)


def cells(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    for element in elements(pdf.Root.StructTreeRoot):
        if element.get("/S") in {Name.TH, Name.TD}:
            yield element


def cell_of(pdf: pikepdf.Pdf, field: str) -> pikepdf.Object:
    return next(
        cell
        for cell in cells(pdf)
        if any("/Obj" in part and str(part.Obj.get("/T")) == field for part in elements(cell))
    )


def headers_of(pdf: pikepdf.Pdf, field: str) -> list[str]:
    return [str(name) for name in table_attributes(cell_of(pdf, field)).Headers.as_list()]


def by_name(pdf: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
    return {str(cell.ID): cell for cell in cells(pdf) if "/ID" in cell}


def test_a_label_at_the_left_heads_its_answer(blank: pikepdf.Pdf) -> None:
    (name,) = headers_of(blank, "child_name")
    header = by_name(blank)[name]
    assert header.S == Name.TH
    assert table_attributes(header).Scope == Name.Row


def test_a_label_above_heads_the_answer_below_it_and_no_other(blank: pikepdf.Pdf) -> None:
    (name,) = headers_of(blank, "summary")
    assert table_attributes(by_name(blank)[name]).Scope == Name.Column
    assert headers_of(blank, "case_reference") != [name]


def test_the_parts_of_a_person_are_headed_by_whose_they_are(blank: pikepdf.Pdf) -> None:
    parts = [headers_of(blank, f"raised_by__{part}") for part in ("name", "role", "agency")]
    assert parts[0] == parts[1] == parts[2] != []


def test_the_rows_of_a_table_are_headed_by_their_columns(blank: pikepdf.Pdf) -> None:
    assert headers_of(blank, "attendees__3__agency") == headers_of(blank, "attendees__1__agency") != []


def test_an_answer_is_never_tagged_as_a_heading(blank: pikepdf.Pdf) -> None:
    for cell in cells(blank):
        if any("/Obj" in part for part in elements(cell)):
            assert cell.S == Name.TD


def test_every_header_that_is_named_can_be_found(blank: pikepdf.Pdf) -> None:
    listed = blank.Root.StructTreeRoot.IDTree.Names.as_list()
    names = [str(name) for name in listed[::2]]
    assert names == sorted(names)
    assert set(names) == set(by_name(blank))
    assert {
        name for cell in cells(blank) for name in map(str, table_attributes(cell).Headers.as_list())
    } <= set(names)


def test_each_table_says_what_it_is_about(blank: pikepdf.Pdf) -> None:
    tables = [one for one in elements(blank.Root.StructTreeRoot) if one.get("/S") == Name.Table]
    captions = [str(table_attributes(table).Summary) for table in tables]
    assert captions == ["About the case", "Meeting", "Attendees", "Actions", "Meeting"]


def test_the_continuation_is_headed_for_those_who_navigate_by_headings() -> None:
    with open_pdf(fill(FILLED)) as pdf, pdf.open_outline() as outline:
        chapter = outline.root[0].children[-1]
        assert chapter.title == "Continuation of answers"
        assert [item.title for item in chapter.children] == [
            "Summary of the concern",
            "Record of the discussion",
        ]
