"""Real forms, filled in, saved and joined by the programs that people use."""

import io
import subprocess
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

import pikepdf
import pypdf
import pytest

import parsers
from docgen.pdf.render import render_pdf
from docgen.word.document import render_word
from escalation.boxes import flatten
from escalation.records import State
from escalation.stamps import pdf_name
from parsers import Refused
from tests.clients.libreoffice import DOCX, convert
from tests.parsers.returns import EVERY_KIND, FILLED, MADE_UP, interpret_return
from tests.programs import need

BLANK = render_pdf(EVERY_KIND, MADE_UP)
RETURN = render_pdf(EVERY_KIND, MADE_UP, FILLED).content
TEXT = "Siân ŵŷ Łukasz O’Neill\n<b> & co"


def run(*command: str | Path) -> None:
    subprocess.run([str(part) for part in command], check=True, capture_output=True, timeout=120)


def typed() -> dict[str, str]:
    """Return what a person types, chooses and ticks in a PDF form, by field name."""
    flat = flatten(EVERY_KIND, FILLED) | {"summary": TEXT, "meeting_date": "9/3/26"}
    return {
        pdf_name(name): ("Yes" if value else "Off") if isinstance(value, bool) else str(value)
        for name, value in flat.items()
    }


def check(data: bytes, *notes: str) -> None:
    record = interpret_return(data, EVERY_KIND, BLANK.layout, BLANK.content)
    assert record.values == {**FILLED, "summary": TEXT}
    assert [finding.code for finding in record.findings] == list(notes)
    assert record.state is State.COMPLETE


def xfdf(values: Mapping[str, str]) -> str:
    fields = "".join(
        f'<field name="{name}"><value>{escape(text)}</value></field>' for name, text in values.items()
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><xfdf xmlns="http://ns.adobe.com/xfdf/"><fields>{fields}</fields></xfdf>'


def test_a_form_filled_by_pdftk_is_read(tmp_path: Path) -> None:
    pdftk = need("pdftk")
    blank, data, filled = (tmp_path / name for name in ("blank.pdf", "data.xfdf", "filled.pdf"))
    blank.write_bytes(BLANK.content)
    data.write_text(xfdf(typed()), encoding="utf-8")
    run(pdftk, blank, "fill_form", data, "output", filled)
    check(filled.read_bytes())


@pytest.mark.parametrize("incremental", [False, True])
def test_a_form_filled_by_pypdf_is_read(*, incremental: bool) -> None:
    writer = pypdf.PdfWriter(io.BytesIO(BLANK.content), incremental=incremental)
    values = {name: f"/{text}" if text in {"Yes", "Off"} else text for name, text in typed().items()}
    for page in writer.pages:
        writer.update_page_form_field_values(page, values, auto_regenerate=False)
    held = io.BytesIO()
    writer.write(held)
    check(held.getvalue())


def test_a_form_whose_values_alone_were_set_is_read() -> None:
    pdf = pikepdf.open(io.BytesIO(BLANK.content))
    values = typed()
    for field in pdf.Root.AcroForm.Fields.as_list():
        if str(field.T) in values and str(field.FT) != "/Btn":
            field.V = pikepdf.String(values[str(field.T)])
        elif values.get(str(field.T)) == "Yes":
            field.V = field.AS = pikepdf.Name.Yes
    held = io.BytesIO()
    pdf.save(held)
    check(held.getvalue())


@pytest.mark.parametrize(
    "options",
    [
        ["--linearize"],
        ["--qdf", "--object-streams=disable"],
        ["--encrypt", "", "owner", "256", "--"],
        ["--generate-appearances"],
    ],
    ids=lambda options: options[0].lstrip("-"),
)
def test_a_form_saved_again_by_qpdf_is_read(tmp_path: Path, options: list[str]) -> None:
    qpdf = need("qpdf")
    (tmp_path / "in.pdf").write_bytes(RETURN)
    run(qpdf, tmp_path / "in.pdf", *options, tmp_path / "out.pdf")
    record = interpret_return((tmp_path / "out.pdf").read_bytes(), EVERY_KIND, BLANK.layout)
    assert (record.values, record.state) == (FILLED, State.COMPLETE)


def joined_by_qpdf(folder: Path, one: Path, two: Path) -> Path:
    run(need("qpdf"), one, "--pages", one, two, "--", folder / "joined.pdf")
    return folder / "joined.pdf"


def joined_by_pdftk(folder: Path, one: Path, two: Path) -> Path:
    run(need("pdftk"), one, two, "cat", "output", folder / "joined.pdf")
    return folder / "joined.pdf"


def joined_by_pypdf(folder: Path, one: Path, two: Path) -> Path:
    writer = pypdf.PdfWriter()
    writer.append(one)
    writer.append(two)
    writer.write(folder / "joined.pdf")
    return folder / "joined.pdf"


@pytest.mark.parametrize("join", [joined_by_qpdf, joined_by_pdftk, joined_by_pypdf])
def test_two_returns_joined_into_one_file_are_never_taken_for_one(tmp_path: Path, join: object) -> None:
    one, two = tmp_path / "one.pdf", tmp_path / "two.pdf"
    one.write_bytes(RETURN)
    two.write_bytes(render_pdf(EVERY_KIND, MADE_UP, {**FILLED, "child_name": "Mair Pugh"}).content)
    assert callable(join)
    with pytest.raises(Refused) as caught:
        parsers.read(join(tmp_path, one, two).read_bytes())
    assert caught.value.code == "merged-returns"


def test_a_form_flattened_by_pdftk_has_pages_and_no_boxes(tmp_path: Path) -> None:
    pdftk = need("pdftk")
    (tmp_path / "in.pdf").write_bytes(RETURN)
    run(pdftk, tmp_path / "in.pdf", "output", tmp_path / "flat.pdf", "flatten")
    reading = parsers.read((tmp_path / "flat.pdf").read_bytes())
    assert (reading.reference, reading.found) == (EVERY_KIND.reference, ())
    assert "Siân" in {word.text for page in reading.pages for word in page.words}


@pytest.fixture(scope="module")
def resaved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Give a Word return as LibreOffice saves it: as .docx, and in formats that have no reader."""
    folder = tmp_path_factory.mktemp("libreoffice")
    (folder / "return.docx").write_bytes(render_word(EVERY_KIND, MADE_UP, FILLED).content)
    for kind in (DOCX, "doc", "odt", "rtf"):
        convert([folder / "return.docx"], kind, folder / "out")
    return {path.suffix: path.read_bytes() for path in (folder / "out").iterdir()}


def test_a_form_saved_by_libreoffice_is_known_and_complete_only_with_all_its_answers(
    resaved: dict[str, bytes],
) -> None:
    """LibreOffice before 7.5 drops the controls; later ones keep some of them."""
    blank = render_word(EVERY_KIND, MADE_UP)
    record = interpret_return(resaved[".docx"], EVERY_KIND, blank.layout, blank.content)
    assert record.form == EVERY_KIND.reference
    assert (record.state is State.COMPLETE) is (record.values == FILLED)
    lost = "controls-lost" in {finding.code for finding in record.findings}
    assert lost is (not any(record.values.values()))
