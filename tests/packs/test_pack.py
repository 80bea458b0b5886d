"""The pack: its parts, their pages, what it says, and that it is accessible (PDF/UA-1, ISO 14289-1)."""

import io
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import cast

import pytest
from pypdf import PdfReader
from pypdf.generic import Destination

from docgen.packs.answers import say_value
from docgen.packs.pdf import RenderedPack, render_pack
from escalation.boxes import Answers, flatten, form_boxes
from escalation.faults import DefinitionError
from escalation.timeframes.statements import form_of
from tests import programs
from tests.packs.samples import Prepared, body_of, mscb, pages_of, prepare, squeeze, text_of, without_spaces
from tests.validators import verapdf

PARTS = [
    "Meeting details",
    "What the procedure says of this meeting",
    "The records",
    "Timeline",
    "Minutes",
    "Actions",
    "Circulation",
]
SAMPLES = ["mscb-2024-017", "mor-2024-031"]


@cache
def render(name: str) -> RenderedPack:
    return render_pack(*prepare(name).papers())


def bare() -> Prepared:
    """Return a meeting of which nothing is known but its case and stage, before any record came in."""
    nothing = dict.fromkeys(("date", "time", "referral_required", "review_considered", "review_date"))
    empty = dict.fromkeys(("attendance", "information", "decisions", "dissent", "actions", "circulation"), ())
    blank = dict.fromkeys(("place", "purpose", "child_views", "discussion"), "")
    people: dict[str, object] = {"chair": {}, "minute_taker": {}, "minutes_circulated": None}
    return mscb().but(**nothing, **empty, **blank, **people).with_records()


def review() -> Prepared:
    """Return a meeting with an agenda, and actions of the meeting before that are still open or done."""
    open_actions = [
        {
            "action": "Visit the nursery",
            "owner": "P. Quint",
            "agency": "Education",
            "due": "2025-01-06",
            "done": True,
        },
        {"action": "Write to the family", "source": "Case progression meeting minutes, return 0123"},
    ]
    changes: dict[str, object] = {"agenda": ["Welcome", "Actions of last time"], "open_actions": open_actions}
    return mscb().but(**changes, ends="11:45")


def outline(reader: PdfReader) -> Iterator[tuple[str, int]]:
    for entry in reader.outline:
        if isinstance(entry, Destination):
            page = reader.get_destination_page_number(entry)
            assert page is not None
            yield str(entry.title), page + 1


@pytest.mark.parametrize("name", SAMPLES)
def test_the_parts_stand_in_order_in_the_outline_and_in_what_is_returned(name: str) -> None:
    pack = render(name)
    assert [part.title for part in pack.parts] == PARTS
    assert [(part.title, part.page) for part in pack.parts] == list(
        outline(PdfReader(io.BytesIO(pack.content)))
    )


@pytest.mark.parametrize("name", SAMPLES)
def test_the_contents_give_the_page_on_which_each_part_begins(name: str) -> None:
    pack = render(name)
    contents = pages_of(pack.content)[1].replace(".", "")
    for part in pack.parts:
        assert f"{part.title} {part.page}" in squeeze(contents)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_page_says_marking_case_date_and_page_of_how_many(name: str) -> None:
    pack, prepared = render(name), prepare(name)
    pages = pages_of(pack.content)
    assert len(pages) == pack.pages
    for number, text in enumerate(pages, start=1):
        assert text.count(prepared.board.marking) >= 2
        assert prepared.case.reference in text
        assert f"Page {number} of {pack.pages}" in text


@pytest.mark.parametrize("name", SAMPLES)
def test_pages_are_labelled_as_they_are_numbered(name: str) -> None:
    reader = PdfReader(io.BytesIO(render(name).content))
    assert reader.page_labels == [str(number) for number in range(1, len(reader.pages) + 1)]


@pytest.mark.parametrize("name", SAMPLES)
def test_contents_lead_to_the_parts(name: str) -> None:
    pack = render(name)
    links = PdfReader(io.BytesIO(pack.content)).pages[1].get("/Annots", [])
    assert len(links) >= len(PARTS)


def values_of(prepared: Prepared) -> Iterator[str]:
    """Yield each value of each record as it is printed."""
    for record in prepared.case.records:
        form = form_of(record, prepared.board)
        assert form is not None
        for box in form_boxes(form, cast("Answers", record.values)):
            value = flatten(form, cast("Answers", record.values)).get(box.name)
            if isinstance(value, str):
                yield say_value(box.asks, value)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_value_of_every_record_is_in_the_pack(name: str, tmp_path: Path) -> None:
    prepared = prepare(name)
    path = tmp_path / "pack.pdf"
    path.write_bytes(render(name).content)
    command = [str(programs.need("pdftotext")), "-raw", str(path), "-"]
    pages = subprocess.run(command, capture_output=True, check=True).stdout.decode().split("\f")
    printed = body_of(pages, prepared)
    values = [*values_of(prepared)]
    assert len(values) >= 15
    assert [value for value in values if without_spaces(value) not in printed] == []


def test_the_pack_says_who_chairs_and_by_which_clause() -> None:
    text = text_of(render("mscb-2024-017").content)
    assert "The Team Manager or Locality Manager (¶11) Because ‘Is the case open to a Social Worker?’" in text
    assert "A manager within the agency where the concerns are being escalated (¶10) Does not apply" in text


def test_where_no_record_says_who_chairs_both_rules_stand_open() -> None:
    text = text_of(render_pack(*mscb().with_records().papers()).content)
    assert text.count("Not known yet: ") >= 2


def test_the_timeline_gives_every_answer_with_due_date_and_clause() -> None:
    text = text_of(render("mscb-2024-017").content)
    for answer in mscb().checked.answers:
        assert squeeze(answer.title) in text
        assert answer.clause in text
    assert "Met on the day it was due" in text
    assert "House target, not the limit: Monday 23 December 2024" in text


def test_what_needs_somebody_stands_beside_the_contents() -> None:
    contents = pages_of(render("mor-2024-031").content)[1]
    assert "What needs somebody to act" in contents
    assert "Equivalent at partner agencies contacted, where appropriate (3.2): not known." in contents


def test_a_date_nobody_could_read_is_printed_as_it_was_written() -> None:
    assert "Not understood. As written: 8th or 11th Nov" in text_of(render("mor-2024-031").content)


def test_a_meeting_of_which_nothing_is_known_leaves_room_to_write() -> None:
    pack = render_pack(*bare().papers())
    text = text_of(pack.content)
    assert [part.title for part in pack.parts] == PARTS
    assert text.count("To be written at the meeting") >= 3
    assert "No record has come in" in text


def test_the_same_input_makes_the_same_bytes() -> None:
    assert render_pack(*mscb().papers()).content == render("mscb-2024-017").content


def test_no_property_of_the_file_names_the_child_or_the_case() -> None:
    for name, child in (("mscb-2024-017", "Brightwell"), ("mor-2024-031", "Marchbank")):
        reader = PdfReader(io.BytesIO(render(name).content))
        about = f"{reader.metadata} {reader.xmp_metadata and reader.xmp_metadata.stream.get_data().decode()}"
        assert prepare(name).case.reference not in about
        assert child not in about
        assert child not in " ".join(title for title, _ in outline(reader))


def test_a_title_that_names_the_child_is_not_printed_on_the_cover() -> None:
    pack = render_pack(*mscb().but(title="Meeting about KOFI").papers())
    reader = PdfReader(io.BytesIO(pack.content))
    assert "pack-title-names-child" in [finding.code for finding in pack.findings]
    assert "KOFI" not in reader.pages[0].extract_text()
    assert "KOFI" not in str(reader.metadata)


def test_a_date_that_differs_from_the_records_is_a_finding() -> None:
    pack = render_pack(*mscb().but(date="2024-12-17").papers())
    (finding,) = pack.findings
    assert finding.code == "pack-date-differs"
    assert "17 December 2024" in finding.message
    assert "16 December 2024" in finding.message


def test_a_past_meeting_that_no_record_dates_is_a_finding() -> None:
    records = mscb().case.records[:2]
    pack = render_pack(*mscb().with_records(*records).papers())
    assert [finding.code for finding in pack.findings] == ["pack-date-not-recorded"]


def test_minutes_circulated_before_the_meeting_are_a_finding() -> None:
    pack = render_pack(*mscb().but(minutes_circulated="2024-12-01").papers())
    assert "pack-circulated-before-meeting" in [finding.code for finding in pack.findings]


def test_the_agenda_and_the_actions_still_open_stand_among_the_details() -> None:
    text = squeeze(text_of(render_pack(*review().papers()).content))
    for words in ("2. Actions of last time", "10:30am to 11:45am", "Actions still open", "Visit the nursery"):
        assert words in text
    assert "6 January 2025 Yes" in text
    assert "Write to the family Case progression meeting minutes, return 0123" in text
    assert "Actions still open" not in text_of(render("mscb-2024-017").content)


def test_a_case_or_check_of_another_case_is_refused() -> None:
    meeting, board, case, checked = mscb().papers()
    with pytest.raises(ValueError, match="not that of the meeting"):
        render_pack(meeting, board, case.model_copy(update={"reference": "MSCB-2024-018"}), checked)
    with pytest.raises(DefinitionError):
        render_pack(meeting.model_copy(update={"stage": "stage-9"}), board, case, checked)


def test_every_kind_of_pack_is_accessible(tmp_path: Path) -> None:
    packs = {name: render(name) for name in SAMPLES}
    packs |= {"bare": render_pack(*bare().papers()), "review": render_pack(*review().papers())}
    paths = [tmp_path / f"{name}.pdf" for name in packs]
    for path, pack in zip(paths, packs.values(), strict=True):
        path.write_bytes(pack.content)
    assert verapdf.failures(paths) == []
