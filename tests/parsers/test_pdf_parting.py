"""Returns that came joined in one PDF, or without all their pages: each a record of its own, and nothing left out."""

import io
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pikepdf
import pypdf
import pytest

from docgen import render_pdf
from escalation.records import Record
from tests.geometry.flatteners import by_pdfium
from tests.geometry.scoring import DESK, read_file
from tests.programs import need

MORAY = DESK.catalogue.board("moray")
FORM = DESK.catalogue.form(MORAY, "escalation-record")
OTHER = DESK.catalogue.form(MORAY, "dates-sheet")


def filled(name: str) -> bytes:
    return render_pdf(FORM, MORAY, {"child_name": name, "previous_attempts": f"Calls to {name}."}).content


ANN, BOB = filled("Ann Li"), filled("Bob Roe")
SHEET = render_pdf(OTHER, MORAY, {"case_reference": "MOR-7"}).content
FLAT_ANN, FLAT_BOB, FLAT_SHEET = (by_pdfium(data, Path()) for data in (ANN, BOB, SHEET))


def names(records: Sequence[Record]) -> list[object]:
    return [record.values.get("child_name") for record in records]


def codes(record: Record) -> set[str]:
    return {finding.code for finding in record.findings}


def by_qpdf(folder: Path, *files: Path) -> None:
    run(need("qpdf"), files[0], "--pages", *files, "--", folder / "joined.pdf")


def by_pdftk(folder: Path, *files: Path) -> None:
    run(need("pdftk"), *files, "cat", "output", folder / "joined.pdf")


def by_poppler(folder: Path, *files: Path) -> None:
    run(need("pdfunite"), *files, folder / "joined.pdf")


def by_mutool(folder: Path, *files: Path) -> None:
    run(need("mutool"), "merge", "-o", folder / "joined.pdf", *files)


def by_pypdf(folder: Path, *files: Path) -> None:
    writer = pypdf.PdfWriter()
    for file in files:
        writer.append(file)
    writer.write(folder / "joined.pdf")


def run(*command: str | Path) -> None:
    subprocess.run([str(part) for part in command], check=True, capture_output=True, timeout=60)


def join(folder: Path, how: Callable[..., None], *returns: bytes) -> tuple[Record, ...]:
    files = [folder / f"{number}.pdf" for number in range(len(returns))]
    for file, data in zip(files, returns, strict=True):
        file.write_bytes(data)
    how(folder, *files)
    return read_file((folder / "joined.pdf").read_bytes())


def pick(*pages: tuple[bytes, int]) -> bytes:
    """Return a file of pages without fields, each from a file and counted there from 1."""
    made = pikepdf.new()
    for data, number in pages:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            made.pages.append(pdf.pages[number - 1])
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


JOINERS = [by_qpdf, by_pdftk, by_pypdf, by_poppler]


@pytest.mark.parametrize("how", JOINERS)
def test_two_returns_joined_are_two_records(tmp_path: Path, how: Callable[..., None]) -> None:
    records = join(tmp_path, how, ANN, BOB)
    assert names(records) == ["Ann Li", "Bob Roe"]
    assert [record.values["previous_attempts"] for record in records] == [
        "Calls to Ann Li.",
        "Calls to Bob Roe.",
    ]
    assert [record.id[-2:] for record in records] == ["-1", "-2"]
    assert not any("box-missing" in codes(record) for record in records)


@pytest.mark.parametrize("how", JOINERS)
def test_two_forms_joined_are_each_read_as_what_they_are(tmp_path: Path, how: Callable[..., None]) -> None:
    one, two = join(tmp_path, how, ANN, SHEET)
    assert (one.form, two.form) == (FORM.reference, OTHER.reference)
    assert (one.text("child_name"), two.text("case_reference")) == ("Ann Li", "MOR-7")
    assert "unknown-box" not in codes(one) | codes(two)


def test_answers_that_a_joiner_dropped_are_not_taken_for_empty(tmp_path: Path) -> None:
    records = join(tmp_path, by_mutool, ANN, BOB)
    assert len(records) == 2
    assert all("answers-lost" in codes(record) for record in records)
    assert not any(field.sure for record in records for field in record.fields.values())


def test_flattened_returns_joined_are_two_records(tmp_path: Path) -> None:
    assert names(join(tmp_path, by_poppler, FLAT_ANN, FLAT_BOB)) == ["Ann Li", "Bob Roe"]


@pytest.mark.parametrize("returns", [(FLAT_ANN, BOB), (ANN, FLAT_BOB)])
def test_a_flattened_return_beside_one_with_fields_is_not_lost(
    tmp_path: Path, returns: Sequence[bytes]
) -> None:
    assert names(join(tmp_path, by_qpdf, *returns)) == ["Ann Li", "Bob Roe"]


def test_a_flattened_return_beside_one_of_another_form_is_not_lost(tmp_path: Path) -> None:
    one, two = join(tmp_path, by_qpdf, ANN, FLAT_SHEET)
    assert (one.text("child_name"), two.text("case_reference")) == ("Ann Li", "MOR-7")


def test_pages_of_two_returns_mixed_are_never_taken_for_one(tmp_path: Path) -> None:
    for number, data in enumerate((ANN, BOB)):
        (tmp_path / f"{number}.pdf").write_bytes(data)
    files = (tmp_path / "0.pdf", "1", tmp_path / "1.pdf", "1-2", tmp_path / "0.pdf", "2")
    run(need("qpdf"), "--empty", "--pages", *files, "--", tmp_path / "mixed.pdf")
    (record,) = read_file((tmp_path / "mixed.pdf").read_bytes())
    assert codes(record) == {"merged-returns"}


def test_flattened_pages_of_two_returns_mixed_ask_for_every_answer_that_differs() -> None:
    mixed = pick((FLAT_ANN, 1), (FLAT_BOB, 1), (FLAT_ANN, 2), (FLAT_BOB, 2))
    (record,) = read_file(mixed)
    assert "page-twice" in codes(record)
    assert not record.fields["child_name"].sure
    assert record.values["child_name"] is None


def test_a_missing_page_is_named_and_its_boxes_are_gone() -> None:
    (record,) = read_file(pick((FLAT_ANN, 1), (FLAT_ANN, 3), (FLAT_ANN, 4)))
    assert "Page 2 of the form is missing. Ask the sender for it." in {f.message for f in record.findings}
    assert {f.field for f in record.findings if f.code == "box-missing"} >= {"previous_attempts"}
    assert record.text("child_name") == "Ann Li"


def test_a_missing_page_with_fields_is_named_too(tmp_path: Path) -> None:
    (tmp_path / "in.pdf").write_bytes(ANN)
    run(need("qpdf"), tmp_path / "in.pdf", "--pages", ".", "1,3-4", "--", tmp_path / "out.pdf")
    (record,) = read_file((tmp_path / "out.pdf").read_bytes())
    assert "Page 2 of the form is missing. Ask the sender for it." in {f.message for f in record.findings}
    assert "box-missing" in codes(record)


def test_a_page_of_something_else_is_named(tmp_path: Path) -> None:
    letter = pikepdf.new()
    page = letter.add_blank_page()
    page.Contents = letter.make_stream(b"9 9 m 99 99 l S")
    letter.save(tmp_path / "letter.pdf")
    (record,) = join(tmp_path, by_poppler, ANN, (tmp_path / "letter.pdf").read_bytes())
    assert "Page 5 of the file is not of this form, and was not read. See what it is." in {
        finding.message for finding in record.findings
    }


def test_fields_lost_on_some_pages_only_are_read_by_their_places(tmp_path: Path) -> None:
    files = [tmp_path / "fields.pdf", tmp_path / "flat.pdf"]
    for file, data in zip(files, (ANN, FLAT_ANN), strict=True):
        file.write_bytes(data)
    run(need("qpdf"), files[0], "--pages", files[0], "1", files[1], "2-4", "--", tmp_path / "out.pdf")
    (record,) = read_file((tmp_path / "out.pdf").read_bytes())
    origins = {name: record.fields[name].origin for name in ("child_name", "previous_attempts")}
    assert origins == {"child_name": "pdf field", "previous_attempts": "pdf place"}
    assert record.text("previous_attempts") == "Calls to Ann Li."
