"""PDFs that are no forms of ours, and PDFs made to do harm: told apart, and over quickly."""

import base64
import io
import os
import zlib

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

import parsers
from parsers import Failed, Refused, Unread
from parsers.gate import MAX_INFLATED
from parsers.pdf.fields import MAX_LEVELS, MAX_NODES
from parsers.pdf.inflation import MAX_STREAM, MAX_STREAMS, MOST_OF_A_BYTE, check_streams
from tests.parsers.pdf_files import add_field, new_pdf, raw_pdf, save, with_field
from tests.programs import need

PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"
CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [4 0 R] >> >>"


def refusal(data: bytes) -> str:
    with pytest.raises(Refused) as caught:
        parsers.read(data)
    return caught.value.code


def failure(data: bytes) -> str:
    with pytest.raises(Failed) as caught:
        parsers.read(data)
    return caught.value.code


def stream(content: bytes, about: bytes = b"/Filter /FlateDecode") -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (about, len(content), content)


def test_a_pdf_without_fields_is_told_from_a_scan() -> None:
    need("tesseract")
    pdf = pikepdf.new()
    pdf.add_blank_page()
    assert refusal(save(pdf)) == "pdf-no-fields"
    image = pdf.make_stream(b"\x00", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1)
    pdf.pages[0].Resources = Dictionary(XObject=Dictionary(Im0=image))
    assert refusal(save(pdf)) == "pdf-no-fields"
    pdf.pages[0].Contents = pdf.make_stream(b"q 2 0 0 2 0 0 cm /Im0 Do Q")
    assert refusal(save(pdf)) == "pdf-scan"
    pdf.pages[0].Resources.Font = Dictionary(F1=Dictionary(Type=Name.Font))
    assert refusal(save(pdf)) == "pdf-scan"
    pdf.pages[0].Contents = pdf.make_stream(b"9 9 m 11 11 l 9 11 l f")
    assert refusal(save(pdf)) == "pdf-scan"


def test_an_xfa_form_is_refused_as_what_it_is() -> None:
    pdf = new_pdf()
    add_field(pdf, "summary")
    pdf.Root.AcroForm.XFA = Array([])
    assert refusal(save(pdf)) == "xfa"


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6])
def test_a_truncated_pdf_has_failed_or_asks(share: float) -> None:
    data = with_field(String("Siân"))
    try:
        reading = parsers.read(data[: int(len(data) * share)])
    except Unread:
        return
    assert "pdf-repaired" in {finding.code for finding in reading.findings}


def test_a_pdf_that_had_to_be_repaired_asks() -> None:
    data = with_field(String("Siân")).replace(b"startxref\n", b"startxref\n9")
    assert "pdf-repaired" in {finding.code for finding in parsers.read(data).findings}


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7", b"%PDF-1.7\n" + b"\xff" * 5_000, b"%PDF-1.7\n1 0 obj\n<<" * 2_000]
)
def test_what_only_begins_like_a_pdf_has_failed(data: bytes) -> None:
    assert failure(data) == "damaged"


def test_a_stream_that_unpacks_to_far_more_than_its_size_is_refused() -> None:
    bomb = stream(zlib.compress(b"\x00" * 3_000_000, 9))
    assert refusal(raw_pdf([CATALOGUE, PAGES, PAGE, bomb])) == "bomb"


def test_a_stream_that_is_longer_than_any_of_ours_is_refused() -> None:
    piece = bytes(range(256)) * 16
    long = stream(zlib.compress(b"".join(piece[n % 999 :] for n in range(MAX_STREAM // 3_000)), 1))
    assert refusal(raw_pdf([CATALOGUE, PAGES, PAGE, long])) == "bomb"


def test_more_streams_than_any_form_has_are_refused() -> None:
    assert refusal(b"%PDF-1.7\n" + b"stream\nendstream\n" * (MAX_STREAMS + 1)) == "bomb"


def test_a_bomb_that_nobody_unpacks_does_not_hide_an_answer_and_is_refused_by_who_looks_at_pages() -> None:
    pdf = new_pdf()
    add_field(pdf, "summary", V=String("Siân"))
    pdf.pages[0].Contents = pdf.make_stream(b"0 " * 4_000_000)
    reading = parsers.read(save(pdf))
    assert [found.text for found in reading.found] == ["Siân"]
    with pytest.raises(Refused) as caught:
        list(reading.read_pages())
    assert caught.value.code == "bomb"


def test_the_same_bomb_is_refused_at_once_in_a_file_large_enough_to_hold_many() -> None:
    bomb = stream(zlib.compress(b"\x00" * 3_000_000, 9))
    padding = stream(os.urandom(MAX_INFLATED // MOST_OF_A_BYTE), b"")
    assert refusal(raw_pdf([CATALOGUE, PAGES, PAGE, b"<< /T (a) /FT /Tx >>", bomb, padding])) == "bomb"


def run_lengths() -> bytes:
    return bytes([129, 0]) * 5_000 + b"\x80"


def lzw(codes: int = 3_839) -> bytes:
    """Return zeros packed as far as LZW goes (ISO 32000-1, 7.4.4.2): each code stands for one byte more."""
    bits, width = format(256, "09b"), 9
    for number in range(codes):
        bits += format(257 + number if number else 0, f"0{width}b")
        width = min(12, (259 + number).bit_length())
    length = len(bits) // 8 + 3
    return int((bits + format(257, "012b")).ljust(8 * length, "0"), 2).to_bytes(length)


@pytest.mark.parametrize(
    ("packed", "name"),
    [
        (zlib.compress(b"\x00" * 15_000_000, 9), b"/FlateDecode"),
        (run_lengths(), b"/RunLengthDecode"),
        (lzw(), b"/LZWDecode"),
    ],
)
def test_no_filter_makes_more_of_a_byte_than_is_reckoned_with(packed: bytes, name: bytes) -> None:
    pdf = raw_pdf([CATALOGUE, PAGES, PAGE, stream(packed, b"/Filter " + name)])
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        unpacked = len(opened.get_object(4, 0).read_bytes(pikepdf.StreamDecodeLevel.specialized))
    assert 50 < unpacked / len(packed) < MOST_OF_A_BYTE


@pytest.mark.parametrize(
    ("packed", "about"),
    [
        (zlib.compress(b"\x00" * (MAX_STREAM + 1), 9), b"/Filter /FlateDecode"),
        (zlib.compress(zlib.compress(b"Si\xe2n")), b"/Filter [/FlateDecode /FlateDecode]"),
        (lzw(), b"/Filter /LZWDecode"),
        (lzw(), b"/Filter [/LZ#57]"),
    ],
)
def test_a_text_packed_as_no_text_is_read_by_nobody(packed: bytes, about: bytes) -> None:
    catalogue = CATALOGUE.replace(b"4 0 R", b"<< /T (summary) /FT /Tx /V 4 0 R >>")
    with pytest.raises(Unread):
        parsers.read(raw_pdf([catalogue, PAGES, PAGE, stream(packed, about)]))


@pytest.mark.parametrize(
    ("packed", "about"),
    [
        (
            base64.a85encode(zlib.compress(b"\x00" * 3_000_000, 9), adobe=True),
            b"[/ASCII85Decode /FlateDecode]",
        ),
        (zlib.compress(b"\x00" * 3_000_000, 9).hex().encode() + b">", b"[/AHx /Fl]"),
        (zlib.compress(zlib.compress(b"\x00" * 3_000_000)), b"[/FlateDecode /FlateDecode]"),
        (lzw() * 3, b"/LZWDecode"),
    ],
)
def test_a_bomb_that_is_written_as_letters_or_packed_otherwise_is_counted(
    packed: bytes, about: bytes
) -> None:
    with pytest.raises(Refused):
        check_streams(raw_pdf([CATALOGUE, PAGES, PAGE, stream(packed, b"/Filter " + about)]))


def test_a_page_written_as_letters_is_no_bomb() -> None:
    page = base64.a85encode(zlib.compress(b"BT (Si) Tj ET " * 3_000), adobe=True)
    check_streams(raw_pdf([CATALOGUE, PAGES, PAGE, stream(page, b"/Filter [/ASCII85Decode /FlateDecode]")]))


@pytest.mark.parametrize("value", [b"(%s)" % (b"x" * 4_000), b"[%s]" % (b"(%s)" % (b"x" * 99) * 40)])
def test_a_value_that_thousands_of_fields_share_is_refused(value: bytes) -> None:
    kids = b"".join(b"<< /T (a%d) >>" % number for number in range(MAX_NODES - 1))
    catalogue = CATALOGUE.replace(b"4 0 R", b"<< /FT /Tx /V 4 0 R /Kids [%s] >>" % kids)
    assert refusal(raw_pdf([catalogue, PAGES, PAGE, value])) == "bomb"


def test_a_white_page_in_a_picture_is_no_bomb() -> None:
    white = stream(zlib.compress(b"\xff" * 8_000_000, 9), b"/Subtype /Image /Filter /FlateDecode")
    assert refusal(raw_pdf([CATALOGUE, PAGES, PAGE, white])) == "pdf-no-fields"


@pytest.mark.parametrize("packing", [b"[/FlateDecode /FlateDecode]", b"/LZWDecode", b"/RunLengthDecode"])
def test_a_file_whose_own_structure_is_packed_as_nobody_packs_it_is_refused(packing: bytes) -> None:
    inside = stream(zlib.compress(b"x"), b"/Type /ObjStm /N 1 /First 0 /Filter " + packing)
    assert refusal(raw_pdf([CATALOGUE, PAGES, PAGE, inside])) == "bomb"


def test_a_field_that_leads_back_to_itself_ends_unread() -> None:
    pdf = new_pdf()
    field = add_field(pdf, "summary", V=String("Siân"))
    field.Kids = Array([field])
    other = add_field(pdf, "record")
    other.Parent = other
    assert [found.box for found in parsers.read(save(pdf)).found] == ["record"]


def test_a_widget_whose_parents_go_round_in_a_ring_ends() -> None:
    pdf = new_pdf()
    one, two = (add_field(pdf, name, listed=False) for name in ("summary", "record"))
    one.Parent, two.Parent = two, one
    try:
        found = parsers.read(save(pdf)).found
    except Unread:
        return
    assert {item.box for item in found} <= {"summary", "record"}


def test_fields_one_under_another_without_end_are_refused() -> None:
    pdf = new_pdf()
    held = add_field(pdf, "summary")
    for _ in range(MAX_LEVELS + 1):
        held = pdf.make_indirect(Dictionary(T=String("x"), Kids=Array([held])))
    pdf.Root.AcroForm.Fields = Array([held])
    assert refusal(save(pdf)) == "bomb"


def test_more_fields_than_any_form_has_are_refused() -> None:
    fields = b" ".join([b"4 0 R"] * (MAX_NODES + 1))
    catalogue = b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [%s] >> >>" % fields
    assert refusal(raw_pdf([catalogue, PAGES, PAGE, b"<< /T (a) /FT /Tx >>"])) == "bomb"


@pytest.mark.parametrize("count", [b"99999999", b"-5", b"(x)"])
def test_a_false_count_of_pages_is_no_trouble(count: bytes) -> None:
    pages = PAGES.replace(b"/Count 1", b"/Count " + count)
    with pytest.raises(Unread):
        parsers.read(raw_pdf([CATALOGUE, pages, PAGE, b"<< /T (a) /FT /Tx >>"]))


def test_pages_that_lead_back_to_themselves_end() -> None:
    pages = b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>"
    with pytest.raises(Unread):
        parsers.read(raw_pdf([CATALOGUE, pages, PAGE, b"<< /T (a) /FT /Tx >>"]))


@pytest.mark.parametrize(
    "fields", [b"7", b"(x)", b"<< >>", b"[1 (x) /y [] << >> 99 0 R]", b"[[4 0 R]]", b"[<< /T 3 /Kids 4 >>]"]
)
def test_a_list_of_fields_that_is_none_is_no_crash(fields: bytes) -> None:
    catalogue = CATALOGUE.replace(b"[4 0 R]", fields)
    with pytest.raises(Unread):
        parsers.read(raw_pdf([catalogue, PAGES, PAGE, b"<< /T (a) /FT /Tx >>"]))


def test_the_limits_of_qpdf_are_put_back() -> None:
    before = pikepdf.settings.get_qpdf_limits()
    parsers.read(with_field(String("Siân")))
    assert pikepdf.settings.get_qpdf_limits() == before
