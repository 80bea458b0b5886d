"""Which Word files may travel with a pack as they came."""

import io
import zipfile
from pathlib import Path

import pytest

from docgen.packs.enclosing.enclosures import Unfit
from docgen.packs.enclosing.originals import check_original
from parsers.gate import open_zip, read_member

RECORD = Path(__file__).parent.parent.parent / "samples" / "inbox" / "06-mscb-record.docx"
RELATIONS = "word/_rels/document.xml.rels"
PARTS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def changed(**members: bytes) -> bytes:
    """Return a returned Word file with members put in or put in place of its own; `__` stands for `/`."""
    named = {name.replace("__", "/").replace("_DOT_", "."): content for name, content in members.items()}
    written = io.BytesIO()
    with zipfile.ZipFile(RECORD) as given, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            if name not in named:
                made.writestr(name, given.read(name))
        for name, content in named.items():
            made.writestr(name, content)
    return written.getvalue()


def check(data: bytes) -> str:
    """Return the code for which a file is not attached; empty where it is."""
    try:
        with open_zip(data) as archive:
            assert check_original(archive, data, read_member).content == data
    except Unfit as unfit:
        return unfit.code
    return ""


def relation(kind: str, target: str, mode: str = 'TargetMode="External"') -> bytes:
    with zipfile.ZipFile(RECORD) as given:
        held = given.read(RELATIONS)
    new = f'<Relationship Id="rId999" Type="{PARTS}/{kind}" Target="{target}" {mode}/>'
    return held.replace(b"</Relationships>", new.encode() + b"</Relationships>")


def body(said: str) -> bytes:
    with zipfile.ZipFile(RECORD) as given:
        held = given.read("word/document.xml")
    return held.replace(b"<w:body>", b"<w:body><w:p>" + said.encode() + b"</w:p>", 1)


def test_a_returned_form_is_attached_as_it_is() -> None:
    assert check(RECORD.read_bytes()) == ""


@pytest.mark.parametrize(
    "name",
    [
        "word__vbaProject_DOT_bin",
        "word__VBAPROJECT_DOT_BIN",
        "word__embeddings__oleObject1_DOT_bin",
        "word__embeddings__sheet_DOT_xlsx",
        "word__activeX__activeX1_DOT_xml",
        "word__afchunk_DOT_html",
    ],
)
def test_a_file_with_macros_controls_or_other_files_in_it_is_not(name: str) -> None:
    assert check(changed(**{name: b"<a/>"})) == "pack-part-unsafe"


@pytest.mark.parametrize("kind", ["attachedTemplate", "oleObject", "image", "frame", "subDocument"])
def test_a_file_that_fetches_something_by_itself_is_not(kind: str) -> None:
    fetching = relation(kind, "http://example.org/x")
    assert check(changed(word___rels__document_DOT_xml_DOT_rels=fetching)) == "pack-part-unsafe"


def test_a_hidden_spelling_of_external_is_read_as_word_reads_it() -> None:
    fetching = relation("attachedTemplate", "http://example.org/x", 'TargetMode="Ext&#101;rnal"')
    assert check(changed(word___rels__document_DOT_xml_DOT_rels=fetching)) == "pack-part-unsafe"


def test_a_link_that_a_reader_must_click_may_stay() -> None:
    linked = relation("hyperlink", "mailto:a@example.org")
    assert check(changed(word___rels__document_DOT_xml_DOT_rels=linked)) == ""


@pytest.mark.parametrize(
    "said",
    [
        "<w:r><w:instrText>DDEAUTO c:\\\\cmd.exe</w:instrText></w:r>",
        "<w:r><w:instrText>DD</w:instrText></w:r><w:r><w:instrText>EAUTO x</w:instrText></w:r>",
        '<w:fldSimple w:instr=" INCLUDEPICTURE http://example.org/x "/>',
    ],
)
def test_a_field_that_runs_or_fetches_is_not(said: str) -> None:
    assert check(changed(word__document_DOT_xml=body(said))) == "pack-part-unsafe"


def test_a_word_in_the_text_is_no_field() -> None:
    assert check(changed(word__document_DOT_xml=body("<w:r><w:t>We import a DDE report</w:t></w:r>"))) == ""


def test_a_part_with_a_document_type_is_not() -> None:
    declared = b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    assert check(changed(word__more_DOT_xml=declared)) == "pack-part-unsafe"


def test_a_zip_file_of_something_else_is_no_word_file() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as made:
        made.writestr("a.txt", "a")
    assert check(written.getvalue()) == "other-zip"
