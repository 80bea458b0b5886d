"""The fields of a PDF are read by their values, in all the ways that clients write them (ISO 32000-1, 12.7)."""

import codecs
import io
import json

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

import parsers
from parsers import Reading, Refused
from tests.parsers.files import IDENTITY
from tests.parsers.pdf_files import add_field, new_pdf, raw_string, save, with_field


def value_of(data: bytes) -> str | bool | None:
    (found,) = parsers.read(data).found
    return found.text


def codes(reading: Reading) -> list[tuple[str, str | None]]:
    return [(finding.code, finding.field) for finding in reading.findings]


def refusal(data: bytes) -> str:
    with pytest.raises(Refused) as caught:
        parsers.read(data)
    return caught.value.code


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"plain", "plain"),
        ("Siân".encode("pdfdoc"), "Siân"),
        (codecs.BOM_UTF16_BE + "ŵ \U0001f600".encode("utf-16-be"), "ŵ \U0001f600"),
        (codecs.BOM_UTF16_LE + "ŵ".encode("utf-16-le"), "ŵ"),
        (codecs.BOM_UTF8 + "ŵ".encode(), "ŵ"),
        (b"one\rtwo\r\nthree\nfour\r\r", "one\ntwo\nthree\nfour\n\n"),
    ],
)
def test_text_is_read_in_every_encoding_and_its_line_ends_are_made_alike(content: bytes, text: str) -> None:
    assert value_of(with_field(raw_string(content))) == text


def test_letters_that_cannot_be_read_are_said() -> None:
    assert value_of(with_field(raw_string(codecs.BOM_UTF16_BE + b"\xd8\x00\x00a"))) == "\ufffda"


def test_a_long_text_kept_as_a_stream_is_read() -> None:
    pdf = new_pdf()
    add_field(pdf, "summary", V=pdf.make_stream("Siân".encode("pdfdoc")))
    assert value_of(save(pdf)) == "Siân"


@pytest.mark.parametrize("value", [String("continues"), Array([String("continues")]), Name("/continues")])
def test_a_choice_is_read_as_text_as_an_array_of_one_and_as_a_name(value: pikepdf.Object) -> None:
    assert value_of(with_field(value, kind=Name.Ch)) == "continues"


@pytest.mark.parametrize("value", [None, Array([])])
def test_a_choice_nobody_made_holds_nothing(value: pikepdf.Object | None) -> None:
    assert value_of(with_field(value, kind=Name.Ch)) is None


@pytest.mark.parametrize(
    ("value", "state", "ticked", "agrees"),
    [
        (Name.Yes, Name.Yes, True, True),
        (Name.Off, Name.Off, False, True),
        (None, None, False, True),
        (None, Name.Off, False, True),
        (String("/Yes"), None, True, True),
        (String("Yes"), None, True, True),
        (String("Off"), None, False, True),
        (None, Name.Yes, True, False),
        (Name.Off, Name.Yes, True, False),
        (Name.Yes, Name.Off, True, False),
    ],
)
def test_a_tick_is_read_from_its_value_and_from_what_is_shown(
    value: pikepdf.Object | None, state: Name | None, *, ticked: bool, agrees: bool
) -> None:
    reading = parsers.read(with_field(value, kind=Name.Btn, **({} if state is None else {"AS": state})))
    assert [found.text for found in reading.found] == [ticked]
    assert codes(reading) == ([] if agrees else [("tick-differs", "summary")])


@pytest.mark.parametrize("state", [Name("/No"), Name("/off"), Name("/0")])
def test_a_tick_whose_state_is_named_for_the_contrary_asks(state: Name) -> None:
    reading = parsers.read(with_field(state, kind=Name.Btn, AS=state))
    assert ("tick-unclear", "summary") in codes(reading)


def test_a_value_that_stands_on_the_parent_is_inherited() -> None:
    pdf = new_pdf()
    widget = add_field(pdf, "x", listed=False)
    del widget.T, widget.FT
    parent = pdf.make_indirect(
        Dictionary(T=String("summary"), FT=Name.Tx, V=String("Siân"), Kids=Array([widget]))
    )
    widget.Parent = parent
    pdf.Root.AcroForm.Fields.append(parent)
    (found,) = parsers.read(save(pdf)).found
    assert (found.box, found.text, found.place) == ("summary", "Siân", "page 1")


def test_nulls_among_the_fields_are_passed_by() -> None:
    pdf = new_pdf()
    add_field(pdf, "summary", V=String("Siân"))
    pdf.Root.AcroForm.Fields = pikepdf.Object.parse(b"[null]")
    pdf.Root.AcroForm.Fields.append(pdf.pages[0].Annots[0])
    assert value_of(save(pdf)) == "Siân"


def test_a_field_that_only_its_page_knows_of_is_found() -> None:
    pdf = new_pdf(pages=2)
    add_field(pdf, "child_name", V=String("Siân"))
    add_field(pdf, "attendees__1__name", page=1, listed=False, V=String("Ann"))
    assert [(found.box, found.place) for found in parsers.read(save(pdf)).found] == [
        ("child_name", "page 1"),
        ("attendees.1.name", "page 2"),
    ]


@pytest.mark.parametrize(
    "names", [("summary", "summary"), ("summary", "summary+1"), ("summary", "1.summary")]
)
@pytest.mark.parametrize("listed", [True, False])
def test_two_returns_in_one_file_are_refused_and_never_collapsed(
    names: tuple[str, str], *, listed: bool
) -> None:
    pdf = new_pdf(pages=2)
    for number, name in enumerate(names):
        add_field(pdf, name, page=number, listed=listed, V=String(f"child {number}"))
    assert refusal(save(pdf)) == "merged-returns"


def test_a_field_shown_on_two_pages_asks() -> None:
    pdf = new_pdf(pages=2)
    widgets = [add_field(pdf, "x", page=page, listed=False) for page in (0, 1)]
    for widget in widgets:
        del widget.T
    pdf.Root.AcroForm.Fields.append(
        pdf.make_indirect(Dictionary(T=String("summary"), FT=Name.Tx, V=String("a"), Kids=Array(widgets)))
    )
    assert codes(parsers.read(save(pdf))) == [("duplicate-box", "summary")]


def test_signatures_and_buttons_are_no_answers() -> None:
    pdf = new_pdf()
    add_field(pdf, "summary", V=String("a"))
    add_field(pdf, "sign", FT=Name.Sig)
    add_field(pdf, "send", FT=Name.Btn, Ff=1 << 16)
    assert [found.box for found in parsers.read(save(pdf)).found] == ["summary"]


@pytest.mark.parametrize("kind", [Name.FreeText, Name.Ink, Name.Text])
def test_notes_written_on_a_page_are_noticed(kind: Name) -> None:
    pdf = new_pdf()
    add_field(pdf, "summary")
    pdf.pages[0].Annots.append(pdf.make_indirect(Dictionary(Subtype=kind, Rect=[0, 0, 9, 9])))
    assert codes(parsers.read(save(pdf))) == [("pdf-notes", None)]


def test_a_form_is_known_by_its_metadata_where_its_information_is_gone() -> None:
    pdf = new_pdf(identified=False)
    add_field(pdf, "summary")
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        for key, value in IDENTITY.items():
            metadata[f"{{urn:boardforms:form:}}{key}"] = value
    assert str(parsers.read(save(pdf)).reference) == "dyffryn/every-kind 2026-01"


def test_a_form_is_known_by_the_data_attached_to_it_where_all_else_is_gone() -> None:
    pdf = new_pdf(identified=False)
    add_field(pdf, "summary")
    said = {"board": "dyffryn", "form": "every-kind", "version": "2026-01", "fields": {}}
    pdf.attachments["form.json"] = json.dumps(said).encode()
    assert str(parsers.read(save(pdf)).reference) == "dyffryn/every-kind 2026-01"


@pytest.mark.parametrize("attached", [b"{", b"[]", b'{"form": 3}', b'{"form": {"board": 1}}', b"[" * 100_000])
def test_a_form_that_does_not_say_which_it_is_is_refused(attached: bytes) -> None:
    pdf = new_pdf(identified=False)
    add_field(pdf, "summary")
    pdf.attachments["form.json"] = attached
    assert refusal(save(pdf)) == "not-our-form"


def test_a_copy_locked_with_a_password_is_refused_and_one_with_an_empty_one_is_read() -> None:
    for password, outcome in (("secret", None), ("", "Siân")):
        pdf = pikepdf.open(io.BytesIO(with_field(String("Siân"))))
        held = io.BytesIO()
        pdf.save(held, encryption=pikepdf.Encryption(user=password, owner="owner"))
        if outcome is None:
            assert refusal(held.getvalue()) == "password"
        else:
            assert value_of(held.getvalue()) == outcome
