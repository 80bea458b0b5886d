"""A PDF that kept its fields may say something else all the same: beside them, behind them, or on a lost page."""

import datetime as dt
import io
import time
from collections.abc import Callable

import pikepdf
import pypdf
import pytest
from pikepdf import Array, Dictionary, Name

from boardforms.blanks import Format, render
from escalation.boxes import Answers
from escalation.records import FieldReading, Record, State
from escalation.stamps import pdf_name
from tests.geometry.filled import awkward_answers, plain_answers
from tests.geometry.scoring import DESK, FORMS, read_file

FORM = next(form for form in FORMS if str(form.reference).startswith("moray/escalation"))
EMPTY = {"stage_2_meeting", "stage_2_record", "reason_no_progress"}
LEFT = {key: value for key, value in plain_answers(FORM).items() if key not in EMPTY}
SENT = render(FORM, DESK.catalogue.board(FORM.board), Format.PDF, LEFT).content


def widget_of(pdf: pikepdf.Pdf, box: str) -> tuple[pikepdf.Page, Dictionary, list[float]]:
    for page in pdf.pages:
        for note in page.obj.get("/Annots", []):
            if isinstance(note, Dictionary) and note.get("/T") == pdf_name(box):
                return page, note, [float(side) for side in note.Rect.as_list()]
    raise AssertionError(box)


def changed(change: Callable[[pikepdf.Pdf], None], sent: bytes = SENT) -> Record:
    with pikepdf.open(io.BytesIO(sent)) as pdf:
        change(pdf)
        held = io.BytesIO()
        pdf.save(held)
    (record,) = read_file(held.getvalue())
    return record


def asked(record: Record) -> set[tuple[str, str | None]]:
    return {(finding.code, finding.field) for finding in record.findings if finding.needs_a_person}


def drawn(box: str, drawing: str, across: float = 0, up: float = 0) -> Record:
    """Return the record of a return on whose page something was drawn by a box's lower left corner."""

    def draw(pdf: pikepdf.Pdf) -> None:
        page, _, (left, bottom, _, top) = widget_of(pdf, box)
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        page.resources.Font["/Fz"] = pdf.make_indirect(font)
        moved = f"q 1 0 0 1 {left + across} {(bottom + top) / 2 + up} cm {drawing} Q"
        page.contents_add(pdf.make_stream(moved.encode()))

    return changed(draw)


def hold(value: str) -> Callable[[pikepdf.Pdf], None]:
    """Return a change of what a field holds that leaves what its box shows."""

    def change(pdf: pikepdf.Pdf) -> None:
        widget_of(pdf, "stage_1_discussion")[1].V = pikepdf.String(value)

    return change


def show(drawing: str) -> Callable[[pikepdf.Pdf], None]:
    """Return a change of what a box shows that leaves what its field holds."""

    def change(pdf: pikepdf.Pdf) -> None:
        look = widget_of(pdf, "stage_1_discussion")[1].AP.N
        look.write(f"/Tx BMC q BT /Helv 9 Tf 2 3 Td {drawing} ET Q EMC".encode())

    return change


SHOWN = LEFT["stage_1_discussion"]


@pytest.mark.parametrize(
    "change",
    [hold("1/2/2024"), show("(1/2/2024) Tj"), show("[(1/2/) -20 (2024)] TJ"), show("<312F322F32303234> Tj")],
)
def test_a_box_that_shows_another_day_than_its_field_holds_asks(
    change: Callable[[pikepdf.Pdf], None],
) -> None:
    record = changed(change)
    assert ("readings-differ", "stage_1_discussion") in asked(record)
    assert not record.fields["stage_1_discussion"].sure


def test_the_same_day_written_otherwise_asks_nothing() -> None:
    day = dt.date.fromisoformat(str(SHOWN))
    assert not asked(changed(hold(f"{day.day} {day:%B} {day.year}")))


@pytest.mark.parametrize("drawing", ["() Tj", "(~!#) Tj", "<00310032> Tj", "(31/31/31) Tj"])
def test_what_is_no_day_says_nothing_about_one(drawing: str) -> None:
    assert ("readings-differ", "stage_1_discussion") not in asked(changed(show(drawing)))


def typed(text: str) -> str:
    return f"BT /Fz 10 Tf 3 -4 Td ({text}) Tj ET"


def test_a_return_as_it_was_sent_is_complete() -> None:
    (record,) = read_file(SENT)
    assert record.state is State.COMPLETE


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_return_that_other_programs_saved_is_complete(turn: int) -> None:
    def turn_and_wrap(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            page.rotate(turn, relative=False)
            page.contents_add(b"q\n", prepend=True)
            page.contents_add(b"\nQ")

    assert asked(changed(turn_and_wrap)) == set()


def with_more_rows() -> tuple[bytes, str]:
    """Return a PDF with two actions more than its blank has room for, and the box of the last one's date."""
    form = next(form for form in FORMS if str(form.reference).startswith("moray/meeting-minutes"))
    offered = next(field.entries for field in form.fields if field.key == "actions")
    row = {"action": "Call the school", "owner": "Ann Li", "agency": "Health", "due": "2026-03-12"}
    answers: Answers = {**plain_answers(form), "actions": [row] * (offered + 2)}
    sent = render(form, DESK.catalogue.board(form.board), Format.PDF, answers)
    return sent.content, f"actions.{offered + 2}.due"


def test_a_return_with_more_rows_than_the_blank_is_laid_beside_a_blank_with_as_many() -> None:
    sent, last = with_more_rows()
    (record,) = read_file(sent)
    assert record.state is State.COMPLETE
    assert record.fields[last].value == "2026-03-12"


def test_a_field_moved_in_a_return_with_more_rows_asks() -> None:
    def move(pdf: pikepdf.Pdf) -> None:
        _, note, (left, bottom, right, top) = widget_of(pdf, last)
        note.Rect = Array([left, bottom - 40, right, top - 40])

    sent, last = with_more_rows()
    assert ("place-unsure", last) in asked(changed(move, sent))


def test_the_number_of_pages_with_a_continuation_is_nothing_written() -> None:
    sent = render(FORM, DESK.catalogue.board(FORM.board), Format.PDF, awkward_answers(FORM))
    (record,) = read_file(sent.content)
    assert "text-outside" not in {finding.code for finding in record.findings}


@pytest.mark.parametrize(
    ("box", "text", "value"),
    [("stage_2_meeting", "18/11/2024", "2024-11-18"), ("stage_2_record", "We agreed", "We agreed")],
)
def test_what_is_typed_in_the_place_of_an_empty_field_is_kept_beside_it(
    box: str, text: str, value: str
) -> None:
    record = drawn(box, typed(text))
    reading: FieldReading = record.fields[box]
    assert ("readings-differ", box) in asked(record)
    assert (reading.sure, reading.value, [other.value for other in reading.others]) == (False, None, [value])


def test_a_cross_drawn_in_a_box_that_is_not_ticked_is_kept_beside_it() -> None:
    record = drawn("reason_no_progress", "2 w 0 -5 m 10 5 l 0 5 m 10 -5 l S")
    reading = record.fields["reason_no_progress"]
    assert (reading.sure, [other.value for other in reading.others]) == (False, [True])


@pytest.mark.parametrize("width", [0.5, 1.5])
def test_a_line_drawn_through_a_filled_field_asks(width: float) -> None:
    record = drawn("child_name", f"{width} w 0 0 m 120 0 l S")
    assert asked(record) == {("picture", "child_name")}
    assert not record.fields["child_name"].sure


def test_what_is_typed_beside_a_field_asks() -> None:
    assert ("text-outside", None) in asked(drawn("child_name", typed("see me"), across=-100, up=-15))


@pytest.mark.parametrize("turn", [0, 90, 180])
@pytest.mark.parametrize("stroke", ["1 w 0 0 m 150 0 l S", "1 w 0 0 m 150 20 l S", "1 w 0 -60 m 0 60 l S"])
def test_a_stroke_outside_the_boxes_asks(stroke: str, turn: int) -> None:
    def strike(pdf: pikepdf.Pdf) -> None:
        page, _, (left, bottom, _, _) = widget_of(pdf, "child_name")
        page.contents_add(pdf.make_stream(f"q 1 0 0 1 {left - 160} {bottom} cm {stroke} Q".encode()))
        page.rotate(turn, relative=False)

    assert ("text-outside", None) in asked(changed(strike))


def noted(box: str, kind: str, text: str = "", across: float = 0) -> Record:
    """Return the record of a return with a note laid over a box, or so far beside it."""

    def lay(pdf: pikepdf.Pdf) -> None:
        page, _, (left, bottom, right, top) = widget_of(pdf, box)
        place = Array([left + across + 1, bottom + 1, right + across - 1, top - 1])
        note = Dictionary(Type=Name.Annot, Subtype=Name(kind), Rect=place, Contents=pikepdf.String(text))
        page.obj.Annots.append(pdf.make_indirect(note))

    return changed(lay)


def test_a_note_typed_over_an_empty_field_is_kept_beside_it_and_asks() -> None:
    record = noted("stage_2_meeting", "/FreeText", "12/03/2024")
    field = record.fields["stage_2_meeting"]
    assert (field.value, field.sure) == (None, False)
    assert [other.value for other in field.others] == ["2024-03-12"]
    assert ("pdf-notes", "stage_2_meeting") in asked(record)


@pytest.mark.parametrize("kind", ["/FreeText", "/Ink", "/Stamp", "/StrikeOut", "/Text", "/Square"])
@pytest.mark.parametrize("box", ["stage_1_discussion", "stage_2_record", "reason_no_progress"])
def test_whatever_is_laid_over_a_field_asks_of_it_alone(kind: str, box: str) -> None:
    record = noted(box, kind)
    assert asked(record) == {("pdf-notes", None), ("pdf-notes", box)}
    assert not record.fields[box].sure


def test_a_note_beside_the_fields_asks_of_none() -> None:
    assert asked(noted("stage_1_discussion", "/Text", "Call me", across=400)) == {("pdf-notes", None)}


def test_thousands_of_notes_that_share_a_long_text_are_over_quickly() -> None:
    def lay(pdf: pikepdf.Pdf) -> None:
        text = pdf.make_indirect(pikepdf.String("x" * 1_000_000))
        for _ in range(5000):
            note = Dictionary(Subtype=Name.FreeText, Rect=Array([0, 0, 595, 842]), Contents=text)
            pdf.pages[0].obj.Annots.append(pdf.make_indirect(note))

    began = time.monotonic()
    assert ("pdf-notes", None) in asked(changed(lay))
    assert time.monotonic() - began < 20


@pytest.mark.parametrize("mark", [b"", b"0.9 G 9 9 m 99 99 l S"])
def test_an_empty_page_is_nothing_to_ask_about_and_one_with_a_stroke_is(mark: bytes) -> None:
    def add_page(pdf: pikepdf.Pdf) -> None:
        pdf.add_blank_page()
        pdf.pages[-1].Contents = pdf.make_stream(mark)

    assert asked(changed(add_page)) == ({("page-foreign", None)} if mark else set())


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda widget: widget.update({"/F": 2}), "hidden-text"),
        (lambda widget: widget.update({"/Rect": Array([10, 10, 20, 20])}), "place-unsure"),
    ],
)
def test_a_field_that_is_hidden_or_stands_elsewhere_is_not_sure(
    change: Callable[[Dictionary], None], code: str
) -> None:
    record = changed(lambda pdf: change(widget_of(pdf, "child_name")[1]))
    assert asked(record) == {(code, "child_name")}
    assert not record.fields["child_name"].sure


def test_a_field_moved_to_the_same_place_of_another_page_asks() -> None:
    def move(pdf: pikepdf.Pdf) -> None:
        page, widget, _ = widget_of(pdf, "child_name")
        other = next(each for each in pdf.pages if each != page)
        page.obj.Annots = Array([note for note in page.obj.Annots.as_list() if note != widget])
        other.obj.Annots.append(widget)
        widget.P = other.obj

    assert asked(changed(move)) == {("place-unsure", "child_name")}


def test_pages_in_another_order_move_no_field() -> None:
    assert asked(changed(lambda pdf: pdf.pages.reverse())) == set()


def test_pages_of_two_returns_put_together_as_one_ask() -> None:
    other = io.BytesIO(
        render(FORM, DESK.catalogue.board(FORM.board), Format.PDF, plain_answers(FORM)).content
    )
    with pikepdf.open(other) as second:

        def put_together(pdf: pikepdf.Pdf) -> None:
            taken_out = {note.objgen for note in pdf.pages[1].obj.Annots.as_list()}
            kept = [one for one in pdf.Root.AcroForm.Fields.as_list() if one.objgen not in taken_out]
            pdf.pages[1] = second.pages[1]
            pdf.Root.AcroForm.Fields = Array([*kept, *pdf.pages[1].obj.Annots.as_list()])

        record = changed(put_together)
    unsure = {name for name, reading in record.fields.items() if not reading.sure}
    assert unsure == {name for name, reading in record.fields.items() if reading.place == "page 2"} != set()
    assert asked(record) == {("pages-joined", None), *(("pages-joined", name) for name in unsure)}


@pytest.mark.parametrize("is_member", [True, False])
@pytest.mark.parametrize(
    ("switched", "asks"),
    [
        (lambda layer: {"/OFF": Array([layer])}, True),
        (lambda layer: {"/ON": Array([layer])}, False),
        (lambda _: {"/BaseState": Name.OFF}, True),
        (lambda layer: {"/BaseState": Name.OFF, "/ON": Array([layer])}, False),
        (lambda _: {}, False),
    ],
)
def test_a_field_in_a_layer_that_is_switched_off_is_hidden(
    switched: Callable[[pikepdf.Object], dict[str, pikepdf.Object]], *, asks: bool, is_member: bool
) -> None:
    def put_in_layer(pdf: pikepdf.Pdf) -> None:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Layer"))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(switched(layer)))
        member = Dictionary(Type=Name.OCMD, OCGs=Array([layer]))
        widget_of(pdf, "child_name")[1].OC = pdf.make_indirect(member) if is_member else layer

    assert asked(changed(put_in_layer)) == ({("hidden-text", "child_name")} if asks else set())


def without_page_by_pikepdf(data: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        del pdf.pages[1]
        held = io.BytesIO()
        pdf.save(held)
    return held.getvalue()


def without_page_by_pypdf(data: bytes) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.remove_page(1)
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()


@pytest.mark.parametrize("remove", [without_page_by_pikepdf, without_page_by_pypdf])
def test_a_page_that_was_taken_out_is_missed_though_its_fields_stayed(
    remove: Callable[[bytes], bytes],
) -> None:
    (record,) = read_file(remove(SENT))
    assert ("page-missing", None) in asked(record)
    lost = [name for name, reading in record.fields.items() if not reading.place]
    assert lost
    assert not any(record.fields[name].sure for name in lost)
    assert {("box-missing", name) for name in lost} <= asked(record)


def test_another_file_that_is_attached_is_noticed() -> None:
    def attach(pdf: pikepdf.Pdf) -> None:
        pdf.attachments["other.docx"] = b"PK"

    assert asked(changed(attach)) == {("file-attached", None)}


def test_a_file_that_hangs_on_a_note_is_noticed() -> None:
    def attach(pdf: pikepdf.Pdf) -> None:
        note = Dictionary(Subtype=Name.FileAttachment, Rect=[0, 0, 9, 9])
        pdf.pages[0].Annots.append(pdf.make_indirect(note))

    assert ("file-attached", None) in asked(changed(attach))
