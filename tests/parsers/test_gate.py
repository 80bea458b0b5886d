"""Hostile and broken zip files stop at the gate: quickly, and with the reason."""

import io
import os
import struct
import zipfile

import pytest

import parsers
from parsers import Failed, Refused
from parsers.archive import MAX_MEMBERS
from parsers.gate import MAX_FILE, exceeds_ratio
from parsers.safe_xml import MAX_DEPTH
from tests.parsers.files import control, docx_parts, make_docx, make_zip, paragraph, run, table

BODY = table(control("child_name", paragraph(run("Siân"))))


def refusal(data: bytes) -> str:
    with pytest.raises(Refused) as caught:
        parsers.read(data)
    return caught.value.code


def failure(data: bytes) -> str:
    with pytest.raises(Failed) as caught:
        parsers.read(data)
    return caught.value.code


def with_parts(**parts: bytes | str) -> bytes:
    return make_zip(docx_parts(BODY) | {name.replace("__", "/"): part for name, part in parts.items()})


def test_the_file_that_these_are_made_from_is_read() -> None:
    assert [found.box for found in parsers.read(make_docx(BODY)).found] == ["child_name"]


@pytest.mark.parametrize("data", [b"", b"\x00" * 512, b" \r\n"])
def test_an_empty_file_is_refused(data: bytes) -> None:
    assert refusal(data) == "empty-file"


def test_a_zip_file_that_holds_nothing_is_no_form() -> None:
    assert refusal(b"PK\x05\x06" + b"\x00" * 18) == "other-zip"


def test_a_file_beyond_all_measure_is_refused_unread() -> None:
    assert refusal(b"PK\x03\x04" + b"x" * MAX_FILE) == "too-big"


def test_a_zip_bomb_is_refused() -> None:
    assert refusal(with_parts(word__media__image1=b"\x00" * 5_000_000)) == "bomb"


def test_a_part_that_is_large_and_hardly_packed_is_let_be() -> None:
    noise = os.urandom(1_500_000)
    assert parsers.read(with_parts(word__media__image1=noise)).found


@pytest.mark.parametrize(
    ("inflated", "packed", "is_over"),
    [(1_000_000, 1, False), (1_000_001, 5_000, True), (1_000_200, 5_001, False), (2_000_000, 10_000, False)],
)
def test_a_part_may_unpack_to_two_hundred_times_its_size_above_a_megabyte(
    inflated: int, packed: int, *, is_over: bool
) -> None:
    assert exceeds_ratio(inflated, packed) is is_over


def test_too_many_members_are_refused() -> None:
    many = {f"word/part{number}.xml": "" for number in range(MAX_MEMBERS)}
    assert refusal(make_zip(docx_parts(BODY) | many)) == "bomb"


def test_members_of_one_name_are_refused() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in docx_parts(BODY).items():
            archive.writestr(name, content)
        archive.writestr("WORD/Document.xml", "<other/>")
    assert refusal(held.getvalue()) == "unsafe-zip"


def test_members_that_lie_over_one_another_are_refused() -> None:
    data = bytearray(make_docx(BODY))
    end = data.rfind(b"PK\x05\x06")
    directory = struct.unpack_from("<L", data, end + 16)[0]
    second = data.index(b"PK\x01\x02", directory + 4)
    struct.pack_into("<L", data, second + 42, 0)
    assert refusal(bytes(data)) == "unsafe-zip"


@pytest.mark.parametrize("name", ["../../etc/cron.d/x", "/etc/passwd", "word\\..\\..\\x", "c:/x"])
def test_a_name_that_leads_out_of_the_file_is_refused(name: str) -> None:
    assert refusal(make_zip(docx_parts(BODY) | {name: "x"})) == "unsafe-zip"


def test_a_member_locked_with_a_password_is_refused() -> None:
    data = bytearray(make_docx(BODY))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(mark)
        data[at + offset] |= 1
    assert refusal(bytes(data)) == "password"


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd">',
        '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_dtd_is_refused_in_any_part_and_encoding(head: str, encoding: str) -> None:
    document = str(docx_parts(BODY)["word/document.xml"])
    declared = f'<?xml version="1.0" encoding="{encoding}"?>{head}{document}'.encode(encoding)
    assert refusal(make_zip(docx_parts(BODY) | {"word/document.xml": declared})) == "unsafe-xml"


@pytest.mark.parametrize("depth", [MAX_DEPTH + 1, 1_500, 100_000])
def test_endless_nesting_is_no_crash(depth: int) -> None:
    body = "<w:p>" * depth + "</w:p>" * depth
    with pytest.raises((Refused, Failed)):
        parsers.read(make_docx(body))


@pytest.mark.parametrize("span", ["64", "99999999", "-1", "x"])
def test_a_cell_that_spans_more_columns_than_word_has_is_refused(span: str) -> None:
    body = f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'
    assert refusal(make_docx(body)) == "unsafe-xml"


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_a_truncated_file_has_failed(share: float) -> None:
    data = make_docx(BODY)
    assert failure(data[: int(len(data) * share)]) == "damaged"


def test_a_part_that_is_not_xml_has_failed() -> None:
    assert failure(make_zip(docx_parts(BODY) | {"word/document.xml": "<w:document>"})) == "damaged"


def test_a_part_that_the_file_promises_and_does_not_hold_has_failed() -> None:
    parts = docx_parts(BODY)
    del parts["word/document.xml"]
    assert failure(make_zip(parts)) == "damaged"
