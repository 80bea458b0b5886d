"""What a return holds never steers the terminal, the reader's eye or a spreadsheet, and asks for a person."""

import json
import zipfile
from pathlib import Path

import openpyxl
import pytest

from boardforms.cli import run
from boardforms.errors import ExitCode
from boardforms.exports import write_csv, write_xlsx
from boardforms.records import read_lines, write_line
from escalation.steering import escape_steering, steers

SAMPLE = Path(__file__).parents[2] / "samples" / "inbox" / "01-moray-record.docx"
CASE = "MOR-2024-017"
STEERED = "MOR\x9b2J\x7f-\u202e2024-\u2066017"
"""A case reference that clears a terminal (C1 CSI), and turns round what is written after it."""


@pytest.fixture
def steered(tmp_path: Path) -> Path:
    """A return with such a case reference, as a Word file can hold it."""
    path = tmp_path / "return.docx"
    with zipfile.ZipFile(SAMPLE) as sample, zipfile.ZipFile(path, "w") as made:
        for name in sample.namelist():
            data = sample.read(name)
            made.writestr(
                name, data.replace(CASE.encode(), STEERED.encode()) if name.endswith("document.xml") else data
            )
    return path


def test_a_steered_answer_asks_and_is_printed_as_codes_in_json(
    steered: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["parse", str(steered), "--workers", "0"]) == ExitCode.NEEDS_A_PERSON
    said = capsys.readouterr()
    assert not steers(said.out + said.err)
    [record] = read_lines([said.out], "printed")
    assert record.fields["case_reference"].value == STEERED
    assert not record.fields["case_reference"].sure
    assert ("steering-characters", "case_reference") in [(each.code, each.field) for each in record.findings]
    assert json.loads(write_line(record))["case"] == STEERED
    write_csv([record], tmp_path / "a.csv")
    assert escape_steering(STEERED) in (tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    write_xlsx([record], tmp_path / "a.xlsx")
    [sheet] = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets
    cells = [cell for row in sheet.values for cell in row]
    assert escape_steering(STEERED) in cells
    assert not any(steers(str(cell)) for cell in cells)


@pytest.mark.parametrize("options", [[], ["--json"]])
@pytest.mark.parametrize("reference", [STEERED, "MOR\x1b[2J\x1b]0;a\x07", "[bold]MOR[/bold]\u202e"])
def test_check_prints_a_case_reference_as_codes(
    options: list[str], reference: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["parse", str(SAMPLE), "--workers", "0"]) == ExitCode.WELL
    record = json.loads(capsys.readouterr().out)
    record["case"] = record["values"]["case_reference"] = reference
    (tmp_path / "records.jsonl").write_text(json.dumps(record))
    run(["check", str(tmp_path / "records.jsonl"), "--workers", "0", "--today", "2024-12-31", *options])
    said = capsys.readouterr()
    assert not steers(said.out + said.err)
    assert escape_steering(reference) in said.out or json.dumps(reference)[1:-1] in said.out


@pytest.mark.parametrize("text", ["a\tb\nc", "Żółć مرحبا", "👩\u200d⚕️", "\u200e"])
def test_what_people_write_steers_nothing(text: str) -> None:
    assert not steers(text)
    assert escape_steering(text) == text
