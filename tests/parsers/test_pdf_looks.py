"""A PDF may show another answer than its fields hold, and hold one where no field is: then a person is asked."""

import io
import json
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

import parsers
from parsers import Reading
from parsers.pdf import looks
from tests.parsers.pdf_files import add_field, new_pdf, save, with_field

WORDS = b"/Tx BMC q BT /F1 9 Tf 2 2 Td (Orchard House) Tj ET Q EMC"
TICK = b"q 1.6 w 2 7 m 6 3 l 11 11 l S Q"
OURS = {
    "board": "dyffryn",
    "form": "every-kind",
    "version": "2026-01",
    "fields": {"summary": {"page": 1, "rect": [0, 0, 9, 9]}},
}


def codes(pdf: Pdf) -> list[tuple[str, str | None]]:
    return codes_of(parsers.read(save(pdf)))


def codes_of(reading: Reading) -> list[tuple[str, str | None]]:
    return [(finding.code, finding.field) for finding in reading.findings if finding.needs_a_person]


def look(pdf: Pdf, content: bytes) -> pikepdf.Stream:
    stream = pdf.make_stream(content)
    stream.update({"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, 200, 30])})
    assert isinstance(stream, pikepdf.Stream)
    return stream


def shown(content: bytes, **keys: Any) -> Pdf:
    """Return a PDF with one field, whose appearance draws that."""
    pdf = new_pdf()
    add_field(pdf, "summary", AP=Dictionary(N=look(pdf, content)), **keys)
    return pdf


def test_appearances_that_unpack_to_too_much_are_not_all_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    pdf = new_pdf()
    for name in ("summary", "outcome", "record"):
        add_field(pdf, name, AP=Dictionary(N=look(pdf, b" " * 1_000)))
    assert codes(pdf) == []
    monkeypatch.setattr(looks, "MAX_LOOKED_AT", 1_500)
    assert codes(pdf) == [("readings-differ", "record")]


def ticked(value: Name | None, state: Name | None, off: bytes) -> Pdf:
    """Return a PDF with a tick box that draws that while it is off."""
    pdf = new_pdf()
    looks = Dictionary(Off=look(pdf, off), Yes=look(pdf, TICK))
    held: dict[str, Any] = {key: name for key, name in (("V", value), ("AS", state)) if name is not None}
    add_field(pdf, "summary", FT=Name.Btn, AP=Dictionary(N=looks), **held)
    return pdf


@pytest.mark.parametrize("value", [{}, {"V": String("")}, {"V": String(" \n")}])
@pytest.mark.parametrize(
    "drawn",
    [
        WORDS,
        b"BT /F 9 Tf <48> Tj ET",
        b"BT /F 9 Tf [(a) -20 (b)] TJ ET",
        b"BT /F 9 Tf (a) ' ET",
        b"BT /F 9 Tf (\\051) Tj ET",
        b"/Im0 Do",
    ],
)
def test_an_empty_field_that_shows_words_or_a_picture_asks(drawn: bytes, value: dict[str, object]) -> None:
    assert codes(shown(drawn, **value)) == [("readings-differ", "summary")]


@pytest.mark.parametrize(
    "drawn",
    [
        b"",
        b"/Tx BMC\nEMC\n",
        b"/Tx BMC q BT /F 9 Tf ( ) Tj () Tj ET Q EMC",
        b"/Tx BMC BT /F 9 Tf <20> Tj <> Tj <0020> Tj ET EMC",
        b"/Tx BMC q 0 0 100 20 re W n BT 0 g ET Q EMC",
        b"1 w 0 0 100 20 re S /Tx << /T (note) >> BDC EMC",
    ],
)
def test_an_empty_field_that_shows_nothing_but_its_frame_asks_nobody(drawn: bytes) -> None:
    assert codes(shown(drawn)) == []


def test_a_field_with_a_value_is_read_whatever_its_appearance() -> None:
    reading = parsers.read(save(shown(WORDS, V=String("Elsewhere"))))
    assert ([found.text for found in reading.found], codes_of(reading)) == (["Elsewhere"], [])


def test_an_appearance_packed_as_no_other_is_taken_to_show_something() -> None:
    pdf = new_pdf()
    packed = look(pdf, b"")
    packed.write(b"4254>", filter=Name.ASCIIHexDecode)
    add_field(pdf, "summary", AP=Dictionary(N=packed))
    held = io.BytesIO()
    pdf.save(held, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    assert codes_of(parsers.read(held.getvalue())) == [("readings-differ", "summary")]


@pytest.mark.parametrize(("value", "state"), [(Name.Off, Name.Off), (None, None), (None, Name.Off)])
@pytest.mark.parametrize("off", [TICK, b"BT /ZaDb 9 Tf (4) Tj ET"])
def test_a_tick_that_is_off_and_looks_as_if_it_were_on_asks(
    value: Name | None, state: Name | None, off: bytes
) -> None:
    assert codes(ticked(value, state, off)) == [("tick-differs", "summary")]


@pytest.mark.parametrize("off", [b"", b"1 w 0 0 12 12 re S"])
def test_a_tick_that_is_off_and_looks_it_asks_nobody(off: bytes) -> None:
    assert codes(ticked(Name.Off, Name.Off, off)) == []


def test_a_tick_set_to_a_state_that_nothing_draws_asks() -> None:
    assert codes(ticked(Name("/On"), None, b"")) == [("tick-differs", "summary")]
    assert codes(ticked(Name.Yes, None, b"")) == []


def parted(own: str | None, beside: str) -> Reading:
    """Return a reading of a field whose widget is another object, and holds a value itself."""
    pdf = new_pdf()
    widget = add_field(pdf, "x", listed=False, V=String(beside))
    del widget.T, widget.FT
    field = pdf.make_indirect(Dictionary(T=String("summary"), FT=Name.Tx, Kids=Array([widget])))
    if own is not None:
        field.V = String(own)
    widget.Parent = field
    pdf.Root.AcroForm.Fields.append(field)
    return parsers.read(save(pdf))


def test_a_value_that_only_the_widget_has_is_taken_and_asks() -> None:
    reading = parted(None, "Orchard House")
    assert [(found.text, found.stood) for found in reading.found] == [("Orchard House", None)]
    assert codes_of(reading) == [("readings-differ", "summary")]


def test_where_field_and_widget_differ_both_are_kept_and_it_asks() -> None:
    reading = parted("Board room", "Orchard House")
    assert [(found.text, found.stood) for found in reading.found] == [("Board room", "Orchard House")]
    assert codes_of(reading) == [("readings-differ", "summary")]


def test_a_widget_that_repeats_its_field_asks_nobody() -> None:
    assert codes_of(parted("Board room", "Board room")) == []


@pytest.mark.parametrize("kind", [Name.Tx, Name.Ch, Name.Btn])
@pytest.mark.parametrize("value", [12345, Dictionary(A=1), True, Array([3])])
def test_a_value_of_no_kind_that_a_field_has_asks(value: object, kind: Name) -> None:
    assert ("kind-differs", "summary") in codes_of(parsers.read(with_field(value, kind=kind)))


def test_several_texts_where_a_field_has_one_ask() -> None:
    held = Array([String("one"), String("two")])
    assert codes_of(parsers.read(with_field(held))) == [("kind-differs", "summary")]


@pytest.mark.parametrize("listed", [True, False])
def test_what_was_typed_in_a_field_without_a_name_asks(*, listed: bool) -> None:
    pdf = new_pdf()
    add_field(pdf, "summary")
    nameless = add_field(pdf, "x", listed=listed, V=String("corrected"))
    del nameless.T
    assert codes(pdf) == [("unknown-box", None)]
    del nameless.V
    assert codes(pdf) == []


@pytest.mark.parametrize("about", [{"FT": Name.Sig}, {"FT": Name.Btn, "Ff": 1 << 16}])
@pytest.mark.parametrize(
    ("drawn", "asked"), [(b"0 0 200 30 re f", True), (WORDS, True), (b"% DSBlank", False)]
)
def test_what_is_drawn_in_a_button_or_an_empty_signature_asks(
    about: dict[str, Any], drawn: bytes, *, asked: bool
) -> None:
    pdf = new_pdf()
    add_field(pdf, "summary")
    add_field(pdf, "more", AP=Dictionary(N=look(pdf, drawn)), **about)
    assert codes(pdf) == ([("pdf-notes", None)] if asked else [])


@pytest.mark.parametrize("kind", ["/XFoo", "/Link", "/Screen"])
def test_a_note_of_a_kind_that_nobody_knows_asks_where_it_is_drawn(kind: str) -> None:
    pdf = new_pdf()
    add_field(pdf, "summary")
    note = pdf.make_indirect(Dictionary(Subtype=Name(kind), Rect=[0, 0, 9, 9]))
    pdf.pages[0].Annots.append(note)
    assert codes(pdf) == []
    note.AP = Dictionary(N=look(pdf, WORDS))
    assert codes(pdf) == [("pdf-notes", None)]


def with_file(name: str, content: bytes) -> Pdf:
    pdf = new_pdf()
    add_field(pdf, "summary")
    pdf.attachments[name] = content
    return pdf


def test_the_forms_own_data_is_no_other_file() -> None:
    pdf = with_file("form.json", json.dumps(OURS).encode())
    assert codes(pdf) == []
    pdf.Root.AF = Array([pdf.attachments["form.json"].obj])
    assert codes(pdf) == []


@pytest.mark.parametrize(
    "content",
    [
        b"see the other child",
        b'{"note": "see the other child"}',
        json.dumps({**OURS, "note": "see the other child"}).encode(),
        json.dumps({**OURS, "fields": {"summary": "see the other child"}}).encode(),
    ],
)
def test_another_file_by_the_name_of_the_forms_own_data_is_noticed(content: bytes) -> None:
    assert codes(with_file("form.json", content)) == [("file-attached", None)]


@pytest.mark.parametrize("holder", ["document", "page"])
def test_a_file_that_hangs_on_the_document_or_a_page_and_has_no_name_is_noticed(holder: str) -> None:
    pdf = with_file("form.json", json.dumps(OURS).encode())
    held = Dictionary(F=pdf.make_stream(b"%PDF-1.4"))
    other = pdf.make_indirect(Dictionary(Type=Name.Filespec, UF=String("other.pdf"), EF=held))
    target = pdf.Root if holder == "document" else pdf.pages[0].obj
    target.AF = Array([other])
    assert codes(pdf) == [("file-attached", None)]
