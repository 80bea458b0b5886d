"""A file that is not one of our forms is refused by what it is, whatever its name says."""

import pytest

import parsers
from escalation.codes import CODES
from escalation.records import State
from parsers import Failed, Refused, record_unread
from tests.parsers.files import (
    IDENTITY,
    STRICT,
    control,
    docx_parts,
    make_docx,
    make_zip,
    paragraph,
    run,
    table,
)
from tests.parsers.returns import source_of

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504
BODY = table(control("child_name", paragraph(run("Siân"))))
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


@pytest.mark.parametrize(
    ("data", "code", "says"),
    [
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password", "password"),
        (OLE + "Workbook".encode("utf-16-le"), "old-word", "Save As"),
        (OLE + "__substg1.0_001A001F".encode("utf-16-le"), "other-format", "Outlook"),
        (b"GIF89a", "other-format", "picture"),
        (b"<html><body>hello</body></html>", "other-format", "neither Word"),
        (b"Dear all, please find", "other-format", "neither Word"),
        (make_zip({"holiday.jpg": b"x"}), "other-zip", "zip folder"),
        (
            make_zip({"a": "", "mimetype": "application/vnd.oasis.opendocument.text"}),
            "other-format",
            "OpenDocument",
        ),
        (make_docx(BODY, main_type=WORKBOOK), "other-zip", "zip folder"),
    ],
)
def test_a_file_that_is_no_form_of_ours_is_refused_with_its_reason(data: bytes, code: str, says: str) -> None:
    with pytest.raises(Refused) as caught:
        parsers.read(data)
    assert caught.value.code == code
    assert says in caught.value.message


@pytest.mark.parametrize("identity", [{}, IDENTITY | {"FormVersion": "latest"}])
def test_a_word_file_that_names_no_form_of_ours_is_read_without_one(identity: dict[str, str]) -> None:
    reading = parsers.read(make_docx(BODY, identity=identity))
    assert reading.reference is None
    assert [row.cells[0].text for row in reading.lines] == ["Siân"]


@pytest.mark.parametrize("main_type", [MACROS, TEMPLATE])
def test_macro_enabled_documents_and_templates_are_read_as_documents(main_type: str) -> None:
    reading = parsers.read(make_docx(BODY, main_type=main_type))
    assert [found.text for found in reading.found] == ["Siân"]
    assert [finding.code for finding in reading.findings] == (
        ["macros-ignored"] if main_type == MACROS else []
    )


def test_strict_open_xml_is_read_as_well() -> None:
    reading = parsers.read(make_docx(BODY, space=STRICT))
    assert [found.text for found in reading.found] == ["Siân"]


def test_a_form_that_lost_its_properties_is_known_by_its_footer() -> None:
    parts = docx_parts(BODY, identity={})
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
    parts["[Content_Types].xml"] = str(parts["[Content_Types].xml"]).replace(
        "</Types>", f'<Override PartName="/word/footer1.xml" ContentType="{kind}"/></Types>'
    )
    parts["word/footer1.xml"] = (
        '<w:ftr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:r>'
        "<w:t>dyffryn/every-kind </w:t></w:r><w:r><w:t>2026-01 Page 1 of 2</w:t></w:r></w:p></w:ftr>"
    )
    reading = parsers.read(make_zip(parts))
    assert str(reading.reference) == "dyffryn/every-kind 2026-01"


@pytest.mark.parametrize(
    "error", [Refused("bomb"), Failed("damaged"), Refused("password", "Said otherwise.")]
)
def test_a_file_that_was_not_read_is_a_record_all_the_same(error: Refused | Failed) -> None:
    record = record_unread(error, source_of(b"x"))
    assert record.state is (State.REFUSED if isinstance(error, Refused) else State.FAILED)
    assert [(finding.code, finding.message) for finding in record.findings] == [(error.code, error.message)]
    assert record.findings[0].needs_a_person
    assert record.id == record.source.sha256[:12]


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_says_what_it_is_and_what_to_do_where_somebody_must(code: str) -> None:
    row = CODES[code]
    assert row.means.endswith(".")
    assert row.action or row.severity == "note"
