"""What other programs make of a blank: names of Wales, Poland and France typed in it are kept, and can be seen."""

import subprocess
from pathlib import Path

import pikepdf
import pypdf
import pytest

from docgen.pdf.render import render_pdf
from tests import programs
from tests.pdf.documents import EVERY_KIND, MADE_UP, fields_of

NAMES = {
    "child_name": "Siân Ŵyn a Gŵyl ŷd",
    "raised_by__name": "Łucja Żółć-Ćwikła",
    "chair__name": "Zoë Lefèvre, Œuvre",
    "raised_by__role": "Řehoř Ďurovič ěů",
    "summary": "Poznań (ęąś)\nnaïve – “ŵyr” €",
}


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("clients") / "blank.pdf"
    path.write_bytes(render_pdf(EVERY_KIND, MADE_UP).content)
    return path


def as_fdf(values: dict[str, str]) -> bytes:
    mark = "\ufeff"
    held = "".join(
        f"<</T({name})/V<{f'{mark}{value}'.encode('utf-16-be').hex()}>>>\n" for name, value in values.items()
    )
    return (
        f"%FDF-1.2\n1 0 obj\n<</FDF<</Fields[\n{held}<</T(reason_drift)/V/Yes>><</T(outcome)/V(continues)>>]>>>>\n"
        "endobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n"
    ).encode("ascii")


def printed(pdf: Path) -> str:
    command = [str(programs.need("pdftotext")), "-layout", str(pdf), "-"]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout


def test_pdftk_keeps_and_shows_what_is_typed(blank: Path, tmp_path: Path) -> None:
    data, filled = tmp_path / "data.fdf", tmp_path / "filled.pdf"
    data.write_bytes(as_fdf(NAMES))
    pdftk = programs.need("pdftk")
    subprocess.run(
        [str(pdftk), str(blank), "fill_form", str(data), "output", str(filled)],
        check=True,
        capture_output=True,
    )
    with pikepdf.open(filled) as pdf:
        fields = fields_of(pdf)
        assert {name: str(fields[name].V) for name in NAMES} == NAMES
        assert str(fields["reason_drift"].V) == "/Yes"
    seen = printed(filled)
    for line in "\n".join(NAMES.values()).splitlines():
        assert line in seen
    assert "Not resolved: goes to the next stage" in seen


def test_pypdf_keeps_and_shows_what_is_typed(blank: Path, tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=blank)
    for page in writer.pages:
        writer.update_page_form_field_values(page, NAMES, auto_regenerate=False)
    filled = tmp_path / "filled.pdf"
    writer.write(filled)
    fields = pypdf.PdfReader(filled).get_fields() or {}
    assert {name: fields[name].value for name in NAMES} == NAMES
    seen = printed(filled)
    for line in "\n".join(NAMES.values()).splitlines():
        assert line in seen
