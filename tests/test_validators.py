"""The validators themselves: what is right passes, and a planted fault is caught."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import docx
import pikepdf
import pytest
import typst
from docx.oxml import OxmlElement

from tests.validators import openxml, verapdf

PAGE = b'#set document(title: "Blank")\n#set text(lang: "en", region: "GB")\n= Blank\nWhat is asked.'


@pytest.fixture(scope="module")
def accessible_pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "blank.pdf"
    path.write_bytes(typst.compile(PAGE, pdf_standards=["ua-1"], ignore_system_fonts=True))
    return path


def forget_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def forget_structure(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot


def forget_metadata(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Metadata


def add_untagged_field(pdf: pikepdf.Pdf) -> None:
    field = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, Rect=[9, 9, 99, 29]
    )
    widgets = pikepdf.Array([pdf.make_indirect(field)])
    pdf.pages[0].Annots = widgets
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=widgets)


def spoil(pdf: Path, fault: Callable[[pikepdf.Pdf], None], to: Path) -> Path:
    with pikepdf.open(pdf) as opened:
        fault(opened)
        opened.save(to)
    return to


def test_an_accessible_pdf_passes(accessible_pdf: Path) -> None:
    assert verapdf.failures([accessible_pdf]) == []


def test_no_files_need_no_validator(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert verapdf.failures([]) == []
    assert openxml.failures([]) == []


def test_each_planted_pdf_fault_is_caught_in_its_own_file(accessible_pdf: Path, tmp_path: Path) -> None:
    faults = {
        "7.1-8": forget_metadata,
        "7.1-11": forget_structure,
        "7.2-34": forget_language,
        "7.18.4-1": add_untagged_field,
    }
    spoilt = [spoil(accessible_pdf, fault, tmp_path / f"{rule}.pdf") for rule, fault in faults.items()]
    found = verapdf.failures([accessible_pdf, *spoilt])
    assert not [line for line in found if line.startswith(str(accessible_pdf))]
    for rule, path in zip(faults, spoilt, strict=True):
        assert any(line.startswith(f"{path}: {rule} ") for line in found), found


def test_a_file_that_is_no_pdf_is_a_failure_and_does_not_stop_the_next(
    accessible_pdf: Path, tmp_path: Path
) -> None:
    junk = tmp_path / "junk.pdf"
    junk.write_text("not a PDF at all")
    found = verapdf.failures([junk, tmp_path / "absent.pdf", accessible_pdf])
    assert [line.partition(": ")[0] for line in found] == [str(junk), str(tmp_path / "absent.pdf")]
    assert all("unread" in line for line in found)


def test_a_file_that_java_never_reached_is_a_failure(
    accessible_pdf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent = subprocess.CompletedProcess([], 0, stdout="0\tchecked\t115\n", stderr="")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: silent)
    assert verapdf.failures([accessible_pdf, accessible_pdf]) == [f"{accessible_pdf}: never reached"]


def test_a_valid_word_file_passes(tmp_path: Path) -> None:
    path = tmp_path / "blank.docx"
    docx.Document().save(str(path))
    assert openxml.failures([path]) == []


def test_a_planted_word_fault_is_caught_in_its_own_file(tmp_path: Path) -> None:
    good, bad, junk = (tmp_path / name for name in ("good.docx", "bad.docx", "junk.docx"))
    document = docx.Document()
    paragraph = document.add_paragraph("What is asked.")
    document.save(str(good))
    paragraph._p.append(OxmlElement("w:tbl"))
    document.save(str(bad))
    junk.write_text("not a Word file at all")
    found = openxml.failures([good, bad, junk, tmp_path / "absent.docx"])
    assert {line.partition(": ")[0] for line in found} == {str(bad), str(junk), str(tmp_path / "absent.docx")}
    assert any("Sch_" in line and "/word/document.xml" in line for line in found)
