"""Pages as they came: they look as they did, and nothing in them acts any more."""

import io
import zlib

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name

from docgen.packs.enclosing import acting
from docgen.packs.enclosing.enclosures import Room, Unfit
from tests.packs.came import (
    A4,
    A4_WIDE,
    A5,
    act,
    add_field,
    annotate,
    bytes_of,
    cleaned,
    differ,
    make_pdf,
    plain,
    seen,
)

turns = st.sampled_from([0, 90, 180, 270, -90, 450])
sizes = st.sampled_from([A4, A4_WIDE, A5, (300.0, 300.0)])
units = st.sampled_from([None, 1.0, 1.5])


@settings(max_examples=30, deadline=None)
@given(turns, sizes, units, st.tuples(*[st.integers(-20, 60)] * 4))
def test_a_page_looks_as_it_did_however_it_is_turned_cut_or_measured(
    turned: int, size: tuple[float, float], unit: float | None, cut: tuple[int, int, int, int]
) -> None:
    crop = (cut[0], cut[1], size[0] - cut[2], size[1] - cut[3])
    pdf = make_pdf("Attendance in the spring term", size=size, rotate=turned, crop=crop, unit=unit)
    ready = cleaned(pdf)
    scale = 0.5 * (unit or 1)  # the viewer that we ask does not know of units
    before, after = seen(bytes_of(pdf), scale=scale), seen(ready.content)
    assert abs(before.width - after.width) <= 1
    assert abs(before.height - after.height) <= 1
    assert differ(before, after.resize(before.size)) < 0.01


def test_each_page_keeps_its_own_size_and_orientation() -> None:
    pdf = make_pdf("upright")
    pdf.pages.extend(make_pdf("wide", size=A4_WIDE).pages)
    pdf.pages.extend(make_pdf("turned", size=A5, rotate=90).pages)
    assert [(sheet.width, sheet.height) for sheet in cleaned(pdf).sheets] == [A4, A4_WIDE, (595, 420)]


@pytest.mark.parametrize(
    ("acts", "said"),
    [
        ("JavaScript JS", acting.SCRIPTS),
        ("Launch F", acting.PROGRAMS),
        ("URI URI", acting.LINKS),
        ("GoToR F", acting.LINKS),
        ("SubmitForm F", acting.SENDING),
        ("ImportData F", acting.SENDING),
    ],
)
def test_what_acts_is_left_behind_and_said(acts: str, said: str) -> None:
    kind, key = acts.split()
    for place in ("link", "opening", "page", "next"):
        pdf, action = make_pdf("A report"), act(kind, **{key: "SECRETMARK"})
        match place:
            case "link":
                annotate(pdf, Subtype=Name.Link, A=action)
            case "opening":
                pdf.Root.OpenAction = action
            case "page":
                pdf.pages[0].obj.AA = Dictionary(O=action)
            case _:
                annotate(pdf, Subtype=Name.Link, A=act("GoTo", D="here", Next=action))
        ready = cleaned(pdf)
        assert ready.removed == (said,), place
        assert b"SECRETMARK" not in plain(ready.content)


def attached(pdf: pikepdf.Pdf, content: bytes) -> pikepdf.AttachedFileSpec:
    about = dict.fromkeys(("description", "creation_date", "mod_date"), "")
    return pikepdf.AttachedFileSpec(pdf, content, filename="a.txt", mime_type="text/plain", **about)


def test_files_scripts_and_names_of_the_document_are_left_behind() -> None:
    pdf = make_pdf("A report")
    pdf.attachments["SECRETMARK.txt"] = attached(pdf, b"SECRETMARK")
    pdf.Root.Names.JavaScript = Dictionary(Names=Array(["SECRETMARK", act("JavaScript", JS="SECRETMARK")]))
    pdf.docinfo["/Author"] = "SECRETMARK"
    with pdf.open_metadata() as metadata:
        metadata["dc:title"] = "SECRETMARK"
    ready = cleaned(pdf)
    assert ready.removed == (acting.FILES, acting.SCRIPTS)
    assert ready.unseen == ("It holds 1 file inside it.",)
    assert b"SECRETMARK" not in plain(ready.content)


def test_what_hides_among_the_things_that_draw_is_left_behind() -> None:
    pdf = make_pdf("A report")
    script, page = act("JavaScript", JS="SECRETMARK"), pdf.pages[0].obj
    picture = pikepdf.Stream(pdf, b"\xff", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1)
    picture.ColorSpace, picture.BitsPerComponent = Name.DeviceGray, 8
    picture.Metadata = pdf.make_stream(b"SECRETMARK")
    picture.OPI = Dictionary(SECRETMARK=1)
    inner = pikepdf.Stream(pdf, b"/Im Do", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 1, 1]))
    inner.Resources = Dictionary(XObject=Dictionary(Im=picture), Properties=Dictionary(P=script))
    inner.Ref = Dictionary(F="SECRETMARK.pdf", Page=0)
    inner.PieceInfo = Dictionary(Maker=Dictionary(Private="SECRETMARK"))
    page.Resources.XObject = Dictionary(Fm=inner)
    page.Resources.Font.F1.Hidden = pdf.make_indirect(script)
    page.Resources.SECRETMARK = script
    page.PieceInfo = Dictionary(Maker=Dictionary(Private="SECRETMARK"))
    assert b"SECRETMARK" not in plain(cleaned(pdf).content)


def test_an_earlier_revision_of_the_file_is_left_behind() -> None:
    first = bytes_of(make_pdf("SECRETMARK"))
    with pikepdf.open(io.BytesIO(first)) as pdf:
        number = pdf.pages[0].obj.Contents.objgen[0]
    start = first.rindex(b"startxref")
    before = int(first[start + 9 :].split()[0])
    body = b"%d 0 obj << /Length 0 >> stream\n\nendstream endobj\n" % number
    at = len(first) + 1
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, at)
    trailer = b"trailer << /Size 20 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (
        before,
        at + len(body),
    )
    data = first + b"\n" + body + table + trailer
    with pikepdf.open(io.BytesIO(data)) as pdf:
        from docgen.packs.enclosing.cleaning import clean_pages  # noqa: PLC0415 - the document is changed under our hands

        assert b"SECRETMARK" not in plain(clean_pages(pdf).content)


def test_tags_and_layers_of_the_old_document_are_taken_out_of_its_pages() -> None:
    pdf = make_pdf("A report")
    page = pdf.pages[0]
    page.obj.Contents = pdf.make_stream(
        b"/P <</MCID 0>> BDC BT /F1 18 Tf 60 500 Td (Said) Tj ET EMC /OC /L BDC EMC"
    )
    ready = cleaned(pdf)
    content = plain(ready.content)
    assert b"(Said)" in content
    assert b"MCID" not in content
    assert b"BDC" not in content


def test_layers_that_can_be_switched_off_are_said() -> None:
    pdf = make_pdf("A report")
    pdf.Root.OCProperties = Dictionary(OCGs=Array(), D=Dictionary())
    assert cleaned(pdf).unseen == ("It has layers that can be switched off, and all of them are shown here.",)


def words_on(content: bytes) -> str:
    with pypdfium2.PdfDocument(content) as pdf:
        return " ".join(pdf[0].get_textpage().get_text_bounded().split())


@pytest.mark.parametrize("asks_for_drawing", [True, False])
def test_what_was_typed_shows_on_the_page_whoever_drew_it(asks_for_drawing: bool) -> None:
    pdf = make_pdf("A form")
    add_field(pdf, "Łucja Wiśniewska, Siân")
    pdf.Root.AcroForm.NeedAppearances = asks_for_drawing
    ready = cleaned(pdf)
    assert "Łucja Wiśniewska, Siân" in words_on(ready.content)
    assert ready.unseen == ()
    assert ready.removed == (acting.FIELDS,)
    assert b"/Widget" not in plain(ready.content)


def test_a_long_answer_is_wrapped_to_show_whole() -> None:
    pdf = make_pdf("A form")
    text = "The nursery has asked twice for a meeting, and no date was given. " * 4
    add_field(pdf, text, Rect=Array([50, 200, 500, 300]), Ff=1 << 12)
    ready = cleaned(pdf)
    assert ready.unseen == ()
    assert words_on(ready.content).count("asked twice") == 4


def test_what_does_not_fit_its_box_is_said_whole() -> None:
    pdf = make_pdf("A form")
    text = "The nursery has asked twice for a meeting, and no date was given. " * 4
    add_field(pdf, text)
    (said,) = cleaned(pdf).unseen
    assert said == f"Page 1, typed in a box: {text.strip()}"


def test_a_drawing_that_does_not_say_what_was_typed_is_kept_and_said() -> None:
    pdf = make_pdf("A form")
    drawn = pikepdf.Stream(pdf, b"BT /F1 10 Tf 2 5 Td (Monday) Tj ET", Type=Name.XObject, Subtype=Name.Form)
    drawn.BBox, drawn.Resources = Array([0, 0, 200, 20]), pdf.pages[0].obj.Resources
    add_field(pdf, "Tuesday", AP=Dictionary(N=drawn))
    ready = cleaned(pdf)
    assert ready.unseen == ("Page 1, typed in a box: Tuesday",)
    assert "Monday" in words_on(ready.content)


def test_a_short_answer_that_is_printed_elsewhere_on_the_page_is_not_taken_for_seen() -> None:
    pdf = make_pdf("Yes or No")
    blank = pikepdf.Stream(pdf, b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 200, 20]))
    add_field(pdf, "No", AP=Dictionary(N=blank))
    assert cleaned(pdf).unseen == ("Page 1, typed in a box: No",)


def test_a_choice_shows_the_words_of_its_option() -> None:
    pdf = make_pdf("A form")
    add_field(pdf, "continues")
    field = pdf.pages[0].obj.Annots[0]
    field.FT, field.Opt = Name.Ch, Array([Array(["continues", "Not resolved"])])
    ready = cleaned(pdf)
    assert "Not resolved" in words_on(ready.content)
    assert ready.unseen == ()


def test_a_tick_without_a_drawing_is_said() -> None:
    pdf = make_pdf("A form")
    annotate(pdf, Subtype=Name.Widget, FT=Name.Btn, T="agreed", V=Name.Yes)
    pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.pages[0].obj.Annots[0]]))
    assert cleaned(pdf).unseen == ("Page 1, a box that is ticked, without a drawing of the tick.",)


def test_a_note_that_opens_when_it_is_clicked_is_said() -> None:
    pdf = make_pdf("A report")
    annotate(pdf, Subtype=Name.Text, Contents="Ask the school\rabout this.")
    assert cleaned(pdf).unseen == ("Page 1, a note: Ask the school about this.",)


def test_a_mark_that_nobody_drew_is_said() -> None:
    pdf = make_pdf("A report")
    annotate(pdf, Subtype=Name.Highlight, QuadPoints=Array([0, 0, 1, 0, 0, 1, 1, 1]))
    assert cleaned(pdf).unseen == ("Page 1, a mark that cannot be drawn here.",)


def test_an_adobe_form_without_pages_of_its_own_is_not_taken() -> None:
    pdf = make_pdf("Please wait...")
    pdf.Root.AcroForm = Dictionary(Fields=Array(), XFA=pdf.make_stream(b"<xdp/>"))
    with pytest.raises(Unfit) as unfit:
        cleaned(pdf)
    assert unfit.value.code == "xfa"


def test_a_page_packed_and_written_as_letters_is_drawn_whole() -> None:
    pdf = make_pdf("A report")
    content = pdf.pages[0].obj.Contents.read_bytes()
    letters = zlib.compress(content).hex().encode() + b">"
    stream = pikepdf.Stream(pdf, b"")
    stream.write(letters, filter=Array([Name.ASCIIHexDecode, Name.FlateDecode]))
    pdf.pages[0].obj.Contents = stream
    written = io.BytesIO()
    pdf.save(written, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    with pikepdf.open(io.BytesIO(written.getvalue())) as read:
        from docgen.packs.enclosing.cleaning import clean_pages  # noqa: PLC0415 - the document is changed under our hands

        assert "A report" in words_on(clean_pages(read).content)


def test_a_content_that_cannot_be_unpacked_is_never_an_empty_page() -> None:
    pdf = make_pdf("A report")
    stream = pikepdf.Stream(pdf, b"")
    stream.write(b"nothing that this unpacks", filter=Name.FlateDecode)
    pdf.pages[0].obj.Contents = stream
    written = io.BytesIO()
    pdf.save(written, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    with pikepdf.open(io.BytesIO(written.getvalue())) as read:
        from docgen.packs.enclosing.cleaning import clean_pages  # noqa: PLC0415 - the document is changed under our hands

        with pytest.raises((pikepdf.PdfError, Unfit)):
            clean_pages(read)


@pytest.mark.parametrize(
    ("drawn", "room"),
    [
        ("", Room.FOOT),
        ("0 0 595 40 re f", Room.HEAD),
        ("0 0 595 842 re f", Room.NONE),
        ("BT /F1 6 Tf 290 18 Td (3) Tj ET", Room.HEAD),
        ("0.95 g 0 0 595 842 re f", Room.FOOT),
    ],
)
def test_a_line_is_stamped_only_where_the_page_is_empty(drawn: str, room: Room) -> None:
    pdf = make_pdf("A report")
    pdf.pages[0].obj.Contents = pdf.make_stream(drawn.encode())
    assert [sheet.room for sheet in cleaned(pdf).sheets] == [room]


@pytest.mark.parametrize("size", [(150, 150), (298, 420)])
def test_a_page_that_is_narrower_than_the_line_has_no_room_for_it(size: tuple[float, float]) -> None:
    assert cleaned(make_pdf("", size=size)).sheets[0].room is Room.NONE


@pytest.mark.parametrize("size", [(2, 400), (20_000, 400)])
def test_a_page_of_no_papers_size_is_not_taken(size: tuple[float, float]) -> None:
    pdf = make_pdf("")
    pdf.pages[0].obj.MediaBox = Array([0, 0, *size])
    with pytest.raises(Unfit):
        cleaned(pdf)


def test_the_same_file_is_cleaned_to_the_same_bytes() -> None:
    pdf = make_pdf("A report")
    add_field(pdf, "answer")
    assert cleaned(pdf).content == cleaned(pdf).content
