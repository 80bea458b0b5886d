"""A workbook that is none, or is made to do harm, is refused in a sentence."""

import zipfile
from pathlib import Path

import pytest

from boardforms.errors import Unusable
from tests.workbooks.books import cell, make, read, with_parts

SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 99
ENTITIES = '<!DOCTYPE worksheet [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'


def refusal_of(made: Path) -> str:
    with pytest.raises(Unusable) as error:
        read(made)
    assert not (made.parent / "dyffryn").exists()
    assert str(error.value).startswith("board.xlsx: ")
    return str(error.value)


@pytest.mark.parametrize("content", [b"", b"name,nation\r\n", b"PK\x03\x04", OLD_EXCEL])
def test_what_is_no_workbook(tmp_path: Path, content: bytes) -> None:
    made = tmp_path / "board.xlsx"
    made.write_bytes(content)
    assert "Save it again in Excel or LibreOffice as an .xlsx workbook." in refusal_of(made)


def test_a_zip_that_holds_no_workbook(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "board.xlsx", "w") as archive:
        archive.writestr("notes.txt", "x")
    assert "It cannot be read" in refusal_of(tmp_path / "board.xlsx")


def test_a_bomb(tmp_path: Path) -> None:
    assert "unpack to far more" in refusal_of(with_parts(make(tmp_path), picture=b"\x00" * 60_000_000))


def test_more_than_a_boards_definitions_can_be(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n * 7919}</v></c></row>' for n in range(1, 230_000))
    assert "far larger" in refusal_of(with_parts(make(tmp_path), sheet3=SHEET.format(rows).encode()))


@pytest.mark.parametrize("place", ["XFD1", "A1048576", "&#88;FD1"])
def test_a_cell_so_far_out_that_all_before_it_would_be_laid_out(tmp_path: Path, place: str) -> None:
    number = "".join(letter for letter in place.rpartition(";")[2] if letter.isdigit())
    line = f'<row r="{number}"><c r="{place}"><v>1</v></c></row>'
    assert "Something stands as far out as" in refusal_of(
        with_parts(make(tmp_path), sheet3=SHEET.format(line).encode())
    )


def test_rows_out_of_order_which_would_be_passed_over(tmp_path: Path) -> None:
    lines = '<row r="3"><c r="A3"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>'
    assert "out of order" in refusal_of(with_parts(make(tmp_path), sheet3=SHEET.format(lines).encode()))


def test_entities(tmp_path: Path) -> None:
    sheet = (ENTITIES + SHEET.format("<row><c><v>&b;</v></c></row>")).encode()
    assert "instructions" in refusal_of(with_parts(make(tmp_path), sheet3=sheet))


def test_a_formula_is_never_worked_out(tmp_path: Path) -> None:
    done = read(make(tmp_path, cell("fields", 2, "label", '=WEBSERVICE("http://example.org/")')))
    assert done.files == ()
    assert "found the formula =WEBSERVICE" in str(done.faults[0])


@pytest.mark.parametrize("name", ["../elsewhere", "C:form", "form@../../elsewhere", "board", "stages", "a/b"])
def test_a_form_is_written_nowhere_but_in_a_file_of_its_own(tmp_path: Path, name: str) -> None:
    done = read(make(tmp_path, cell("forms", 2, "form", name)))
    assert done.files == ()
    said = f'error: board.xlsx: sheet forms, row 2, column form: found "{name}"; accepted: a name'
    assert [fault for fault in done.faults if str(fault).startswith(said)]
    assert [path.name for path in tmp_path.iterdir()] == ["board.xlsx"]
