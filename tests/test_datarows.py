"""Rows for prefilling are read to the letter, whatever the spreadsheet wrote around them."""

import datetime as dt
import zipfile
from pathlib import Path

import openpyxl
import pytest

from boardforms.datarows import read_rows
from boardforms.errors import Unusable


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize(
    "answer",
    [
        'She says: "Ask me."',
        '"Ask me", she says, "first."',
        "'Ask me', she says",
        "He said 'no'; she said 'yes'",
        "one, two; three\tfour",
        "two\nlines",
        " space at both ends ",
    ],
)
def test_an_answer_in_csv_comes_out_as_it_was_written(answer: str, delimiter: str, tmp_path: Path) -> None:
    quoted = '"' + answer.replace('"', '""') + '"'
    lines = [("case_reference", "summary", "urgent"), ("C-1", quoted, "no"), ("C-2", quoted, "yes")]
    path = tmp_path / "cases.csv"
    path.write_text("".join(delimiter.join(line) + "\r\n" for line in lines), encoding="utf-8", newline="")
    assert [dict(row.cells) for row in read_rows(path)] == [
        {"case_reference": "C-1", "summary": answer, "urgent": "no"},
        {"case_reference": "C-2", "summary": answer, "urgent": "yes"},
    ]


@pytest.mark.parametrize("header", [("case_reference", None, "urgent"), ("case_reference",)])
def test_a_value_under_no_column_name_is_not_left_out_in_silence(
    header: tuple[str | None, ...], tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(header)
    book.active.append(("C-1", None))
    book.active.append(("C-2", "a summary"))
    book.save(tmp_path / "cases.xlsx")
    (tmp_path / "cases.csv").write_text(
        "case_reference,,urgent\r\nC-1,,\r\nC-2,a summary,\r\n", encoding="utf-8"
    )
    for name in ("cases.xlsx", "cases.csv"):
        with pytest.raises(Unusable, match="row 3: there is a value in column B, which has no name in row 1"):
            read_rows(tmp_path / name)


@pytest.mark.parametrize(
    "rows", ['C-1,"left open\nC-2,another child\n', 'C-1,"closed" too soon\n', f"C-1,{'x' * 200_000}\n"]
)
def test_csv_that_would_make_one_answer_of_several_is_refused(rows: str, tmp_path: Path) -> None:
    (tmp_path / "cases.csv").write_text(f"case_reference,summary\nC-0,a\n{rows}", encoding="utf-8")
    with pytest.raises(Unusable, match="after row 2: not CSV"):
        read_rows(tmp_path / "cases.csv")


@pytest.mark.parametrize("text", ["{", "[" * 100_000, '{"case_reference": ' + "9" * 5_000 + "}", "\udcff"])
def test_what_is_not_json_that_can_be_read_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "cases.json").write_bytes(text.encode(errors="surrogateescape"))
    with pytest.raises(Unusable, match="not JSON"):
        read_rows(tmp_path / "cases.json")


def test_a_workbook_that_was_cut_short_is_refused_and_a_length_of_time_is_kept(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(("case_reference", "summary"))
    book.active.append(("C-1", dt.timedelta(hours=1, minutes=30)))
    book.save(tmp_path / "cases.xlsx")
    [row] = read_rows(tmp_path / "cases.xlsx")
    assert row.cells["summary"] == "1:30:00"
    with (
        zipfile.ZipFile(tmp_path / "cases.xlsx") as whole,
        zipfile.ZipFile(tmp_path / "cut.xlsx", "w") as cut,
    ):
        for name in whole.namelist():
            cut.writestr(name, whole.read(name)[: -400 if name.endswith("sheet1.xml") else None])
    with pytest.raises(Unusable, match="not a workbook that can be read"):
        read_rows(tmp_path / "cut.xlsx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_is_read_in_every_encoding_that_windows_saves_it_in(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "cases.csv"
    path.write_bytes("case_reference,child_name\r\nC-1,Zoë Made-Up\r\n".encode(encoding))
    assert [dict(row.cells) for row in read_rows(path)] == [
        {"case_reference": "C-1", "child_name": "Zoë Made-Up"}
    ]
