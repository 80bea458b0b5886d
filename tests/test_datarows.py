"""Rows for prefilling are read to the letter, whatever the spreadsheet wrote around them."""

from pathlib import Path

import pytest

from boardforms.datarows import read_rows


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
