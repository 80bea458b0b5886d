"""A file that is not one of our forms is refused by what it is, whatever its name says."""

import zipfile

import pytest

import parsers
from escalation.codes import CODES
from escalation.records import State
from parsers import Failed, Refused, record_unread
from parsers.gate import MAX_FILE
from tests.mail import ole
from tests.mail.letters import letter, with_files, zip_of
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
        (OLE + "WordDocument__substg1.0_001A001F".encode("utf-16-le"), "old-word", "Save As"),
        (b"GIF89a", "other-format", "picture"),
        (b"\x78\x9f\x3e\x22\x01\x00", "winmail", "Outlook"),
        (b"<html><body>hello</body></html>", "other-format", "web page. If it is the form: open it in Word"),
        (b"7z\xbc\xaf\x27\x1c\x00\x04", "other-format", "Unpack it"),
        (b"Rar!\x1a\x07\x01\x00", "other-format", "Unpack it"),
        (b"!BDN\x00\x00", "other-format", "drag its messages into a folder"),
        (b"Dear all, please find", "other-format", "neither Word"),
        (
            make_zip({"a": "", "mimetype": "application/vnd.oasis.opendocument.text"}),
            "other-format",
            "OpenDocument",
        ),
        (make_docx(BODY, main_type=WORKBOOK), "other-zip", "another program's document"),
        (make_zip({"a": "", "META-INF/MANIFEST.MF": "", "mimetype": ""}), "other-zip", "another program's"),
    ],
)
def test_a_file_that_is_no_form_of_ours_is_refused_with_its_reason(data: bytes, code: str, says: str) -> None:
    with pytest.raises(Refused) as caught:
        parsers.read(data)
    assert caught.value.code == code
    assert says in caught.value.message


FORM = make_docx(BODY)
MAIL = with_files(letter(), {"form.docx": FORM}).as_bytes()
LOCKED = OLE + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (MAIL, "an e-mail message"),
        (b"\xef\xbb\xbf" + MAIL.replace(b"\n", b"\r\n"), "an e-mail message"),
        (b"From ada@school.example Tue Jun  3 23:30:00 2025\n" + MAIL, "a mailbox (mbox)"),
        (ole.write_msg(ole.Letter({}, [ole.Attached("form.docx", FORM)])), "an Outlook message"),
        (ole.write_msg(ole.Letter({}, [ole.Attached("locked.docx", LOCKED)])), "an Outlook message"),
        (ole.write_msg(ole.Letter({}, [ole.Attached("form.docx", FORM)]))[:5_000], "an Outlook message"),
        (zip_of({"form.docx": FORM}), "a zip folder"),
        (zip_of({"form.docx": FORM}, zipfile.ZIP_STORED), "a zip folder"),
        (make_zip({"holiday.jpg": b"x"}), "a zip folder"),
    ],
)
def test_what_carries_forms_is_refused_with_the_command_that_opens_it(data: bytes, what: str) -> None:
    with pytest.raises(Refused) as caught:
        parsers.read(data)
    assert caught.value.code == ("other-zip" if what == "a zip folder" else "other-format")
    assert caught.value.message.startswith(f"The file is {what}. `boardforms receive FILE --journal FOLDER`")


def test_a_message_larger_than_a_form_may_be_is_still_a_message() -> None:
    with pytest.raises(Refused, match="an e-mail message"):
        parsers.read(MAIL + b"x" * MAX_FILE)


@pytest.mark.parametrize("first", ["word/document.xml", "_rels/.rels", "docProps/app.xml"])
def test_a_word_file_is_no_zip_folder_whichever_of_its_parts_comes_first(first: str) -> None:
    parts = docx_parts(BODY)
    held = {first: parts.get(first, ""), **parts}
    assert [found.box for found in parsers.read(make_zip(held)).found] == ["child_name"]


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
