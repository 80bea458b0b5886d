"""The pack as a joined file: what came stands in it as it came, numbered, labelled, listed and described."""

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader
from pypdf.generic import Destination

from docgen.packs.enclosing.enclosures import Enclosure, LeftOut, Original, Placed, ReadyPages
from docgen.packs.enclosing.joining import join
from docgen.packs.pdf import RenderedPack, render_pack
from escalation.codes import CODES
from escalation.records import Message
from tests.packs.came import (
    A4_WIDE,
    A5,
    act,
    annotate,
    as_file,
    cleaned,
    differ,
    enclose,
    make_pdf,
    make_scan,
    seen,
)
from tests.packs.samples import DAY_OF_CHECK, Prepared, moray, mscb, pages_of, prepare, squeeze
from tests.packs.test_pictures import ready
from tests.validators import verapdf

ROOT = Path(__file__).parent.parent.parent
RECORD = ROOT / "samples" / "inbox" / "06-mscb-record.docx"
PAPERS = "The papers as they came"


@cache
def scans() -> tuple[Enclosure, ...]:
    """Return papers that bring no text: two scans, one of them wide."""
    return (
        enclose("paper-1", ready(as_file(make_scan())), "Letter, scanned"),
        enclose("paper-2", ready(as_file(make_scan(842, 595, 250), "PNG")), "Plan on a wide sheet"),
    )


@cache
def everything() -> tuple[Enclosure, ...]:
    """Return a paper of every kind."""
    report = make_pdf("First page of the report", "Second page of it")
    annotate(report, Subtype=pikepdf.Name.Text, Contents="Ask the school about this.")
    wide = make_pdf("A wide page", size=A4_WIDE)
    first, *_ = mscb().case.records
    word = Enclosure(
        "75a1238a2035", "Escalation record", "record.docx", Original(RECORD.read_bytes()), (first.id,)
    )
    locked = LeftOut("password", CODES["password"].message)
    return (
        word,
        enclose("paper-1", cleaned(report)),
        enclose("paper-2", cleaned(wide), "Chart"),
        Enclosure("paper-3", "Minutes of the last meeting", "locked.pdf", locked, sha256="cd" * 32, size=9),
        enclose("paper-4", cleaned(make_pdf("A small page", size=A5)), "Note"),
        *scans(),
    )


@cache
def render(*enclosures: Enclosure) -> RenderedPack:
    return render_pack(*mscb().papers(), enclosures)


def outline(reader: PdfReader, levels: int = 3) -> Iterator[tuple[str, int]]:
    def walk(entries: list[object], level: int = 1) -> Iterator[tuple[str, int]]:
        for entry in entries:
            if isinstance(entry, list) and level < levels:
                yield from walk(entry, level + 1)
            elif isinstance(entry, Destination):
                yield str(entry.title), (reader.get_destination_page_number(entry) or 0) + 1

    yield from walk(list(reader.outline))


def test_every_page_that_came_stands_in_the_pack_in_its_own_size() -> None:
    pack = render(*everything())
    pages = PdfReader(io.BytesIO(pack.content)).pages
    for placed in pack.enclosed:
        for sheet, number in zip(
            placed.enclosure.sheets, range(placed.first, placed.last + 1), strict=placed.first > 0
        ):
            box = pages[number - 1].mediabox
            assert (float(box.width), float(box.height)) == pytest.approx(
                (sheet.width, sheet.height), abs=0.01
            )


def test_a_page_that_came_looks_in_the_pack_as_it_did_but_for_the_line_in_its_empty_foot() -> None:
    pack = render(*everything())
    looked_at = 0
    for placed in pack.enclosed:
        if isinstance(placed.enclosure.became, ReadyPages):
            for number in range(placed.first, placed.last + 1):
                before = seen(placed.enclosure.became.content, number - placed.first + 1, 1)
                after = seen(pack.content, number, 1).resize(before.size)
                above = (0, 0, before.width, before.height - 30)
                assert differ(before.crop(above), after.crop(above)) < 0.002
                looked_at += 1
    assert looked_at == 6


def test_pages_are_numbered_on_and_labelled_as_they_are_numbered() -> None:
    pack = render(*everything())
    reader = PdfReader(io.BytesIO(pack.content))
    assert reader.page_labels == [str(number) for number in range(1, pack.pages + 1)]
    for number, text in enumerate(pages_of(pack.content), start=1):
        assert f"Page {number} of {pack.pages}" in text


@pytest.mark.parametrize("name", DAY_OF_CHECK)
def test_contents_and_outline_lead_to_every_part_and_paper_and_say_their_pages(name: str) -> None:
    pack = render_pack(*prepare(name).papers(), everything())
    entries = list(outline(PdfReader(io.BytesIO(pack.content)), levels=2))
    pages = pages_of(pack.content)
    contents = squeeze(pages[1].replace(".", ""))
    came = {one.enclosure.title: say_came(one) for one in pack.enclosed}
    for title, number in entries:
        plain = squeeze(title.replace(".", ""))
        assert title in pages[number - 1], "the page is that on which it begins"
        assert f"{plain} {came.get(title, '')}{number}" in contents
    for placed in pack.enclosed:
        if placed.first:
            assert (placed.enclosure.title, placed.first - 1) in entries, "after the sheet before it"
    assert pack.parts[-1].title == PAPERS


def say_came(placed: Placed) -> str:
    """Return what the contents say of the pages that came."""
    if not placed.first:
        return ""
    pages = (
        f"page {placed.first}" if placed.first == placed.last else f"pages {placed.first} to {placed.last}"
    )
    return f"(as it came: {pages}) "


def test_the_sheet_before_a_paper_says_whose_it_is_and_what_its_pages_do_not_show() -> None:
    pack = render(*everything())
    placed = next(one for one in pack.enclosed if one.enclosure.key == "paper-1")
    sheet = pages_of(pack.content)[placed.first - 2]
    for said in (
        "Report of the school",
        f"Pages {placed.first} to {placed.last} of this pack",
        placed.enclosure.sha256[:8],
        "Page 1, a note: Ask the school about this.",
    ):
        assert said in sheet


def test_the_sheet_before_a_paper_says_what_was_done_with_its_file_and_leads_on() -> None:
    pack = render(*everything())
    first = {one.enclosure.title: one.first for one in pack.enclosed}
    pages = pages_of(pack.content)
    sheet, picture = pages[first["Chart"] - 2], pages[first["Letter, scanned"] - 2]
    list_of_papers = next(part.page for part in pack.parts if part.title == PAPERS)
    left_out = next(number for number, text in enumerate(pages, start=1) if "This paper is not in" in text)
    for said in (
        "Pages 1 page, A4 sideways",
        "What it is A paper that the meeting’s file names.",
        "Its words can be searched and copied, as far as the file lets them. • Nothing had to be taken out.",
        "not shown whole by its pages Nothing was found.",
        f"All papers: page {list_of_papers} · The next: Minutes of the last meeting, page {left_out}",
    ):
        assert said in sheet
    assert "It brings no text: its pages are pictures, in which nothing can be searched." in picture


def test_what_was_taken_out_of_a_paper_stands_on_the_sheet_before_it() -> None:
    report = make_pdf("A report")
    annotate(report, Subtype=pikepdf.Name.Link, A=act("JavaScript", JS="app.alert(1)"))
    pages = cleaned(report)
    pack = render(enclose("paper-1", pages))
    sheet = pages_of(pack.content)[pack.enclosed[0].first - 2]
    assert pages.removed
    assert all(squeeze(said) in sheet for said in pages.removed)
    assert "Nothing had to be taken out" not in sheet


def test_the_sheet_before_a_return_says_from_whom_it_came_and_on_which_page_its_answers_are() -> None:
    first, second, *others = mscb().case.records
    message = Message(sender="office@example.org", id="1")
    sent = second.model_copy(update={"source": second.source.model_copy(update={"message": message})})
    pages = cleaned(make_pdf("A returned form", size=A5))
    back = Enclosure(
        second.id, "Request", "request.pdf", pages, (second.id,), received="Tuesday 10 December 2024"
    )
    pack = render_pack(*mscb().with_records(first, sent, *others).papers(), (back,))
    entries = dict(outline(PdfReader(io.BytesIO(pack.content))))
    sheet = pages_of(pack.content)[entries["Request"] - 1]
    answers = entries["Case progression meeting request"]
    assert f"A form that came back. Its answers are set out on page {answers}." in sheet
    assert "From office@example.org Received Tuesday 10 December 2024" in sheet
    assert "Pages 1 page, 148 × 210 mm" in sheet


def test_two_records_of_one_id_do_not_stop_a_pack_with_its_file() -> None:
    first, second, *_ = mscb().case.records
    pages = cleaned(make_pdf("A returned form"))
    back = Enclosure(second.id, "Request", "request.pdf", pages, (second.id,))
    pack = render_pack(*mscb().with_records(first, second, second).papers(), (back,))
    sheet = pages_of(pack.content)[pack.enclosed[0].first - 2]
    assert re.search(r"Its answers are set out on page \d+\.", sheet)


@pytest.mark.parametrize(("prepared", "is_room"), [(moray(), True), (mscb(), False)])
def test_before_a_meeting_the_sheet_leaves_room_for_notes(prepared: Prepared, is_room: bool) -> None:
    pack = render_pack(*prepared.papers(), scans()[:1])
    assert ("Notes on this paper" in pages_of(pack.content)[pack.enclosed[0].first - 2]) is is_room


def test_a_paper_that_is_left_out_has_a_page_that_says_why() -> None:
    text = " ".join(pages_of(render(*everything()).content))
    assert (
        "Minutes of the last meeting What it is A paper that the meeting’s file names. File locked.pdf"
        in text
    )
    assert "This paper is not in the pack The file is locked with a password." in text


def test_the_record_of_a_return_says_where_the_file_itself_is() -> None:
    first, second, *_ = mscb().case.records
    pages = cleaned(make_pdf("A returned form", "its second page"))
    back = Enclosure(second.id, "Request", "request.pdf", pages, (second.id,), sha256="ab" * 32, size=1)
    word = Enclosure(
        "75a1238a2035", "Escalation record", "record.docx", Original(RECORD.read_bytes()), (first.id,)
    )
    pack = render(back, word)
    text = " ".join(pages_of(pack.content))
    placed = pack.enclosed[0]
    assert f"As it came Pages {placed.first} to {placed.last} of this pack" in text
    assert "As it came Word file, attached to this PDF as return-75a1238a2035.docx" in text


def test_a_returned_word_file_is_attached_whole_under_a_name_that_says_nothing() -> None:
    with pikepdf.open(io.BytesIO(render(*everything()).content)) as pdf:
        assert list(pdf.attachments) == ["return-75a1238a2035.docx"]
        file = pdf.attachments["return-75a1238a2035.docx"]
        assert file.get_file().read_bytes() == RECORD.read_bytes()
        assert file.obj.AFRelationship == pikepdf.Name.Source
        assert not {"/CreationDate", "/ModDate"} & set(file.get_file().obj.Params.keys())


def test_findings_name_each_paper_by_its_number() -> None:
    said = {
        (finding.code, finding.message.split()[1].rstrip(":")) for finding in render(*everything()).findings
    }
    assert {("pack-part-unseen", "1"), ("password", "3")} <= said
    assert not any("report.pdf" in finding.message for finding in render(*everything()).findings)


def test_each_step_of_making_a_pack_is_told_and_changes_nothing() -> None:
    told: list[str] = []
    pack = render_pack(*mscb().papers(), scans(), tell=told.append)
    assert told == [
        "Setting the pages, with room for 2 that came",
        "Joining paper 1 of 2",
        "Joining paper 2 of 2",
        "Writing the pack",
    ]
    assert pack.content == render(*scans()).content


def test_a_pack_without_enclosures_is_as_it_was() -> None:
    assert render().content == render_pack(*mscb().papers()).content
    assert PAPERS not in [part.title for part in render().parts]


def test_a_pack_whose_places_are_not_those_of_the_pages_is_not_made() -> None:
    with pytest.raises(ValueError, match="places"):
        join(render().content, scans())


def claims(pack: RenderedPack) -> bool:
    with pikepdf.open(io.BytesIO(pack.content)) as pdf, pdf.open_metadata() as metadata:
        return metadata.get("pdfuaid:part") == "1"


def test_a_pack_claims_to_be_accessible_unless_text_came_that_nobody_checked() -> None:
    assert claims(render(*scans()))
    assert not claims(render(*everything()))


def test_a_pack_with_scans_and_attachments_is_accessible_and_with_others_pages_lacks_only_what_they_lack(
    tmp_path: Path,
) -> None:
    word, *_ = everything()
    packs = {"scans": render(*scans(), word), "everything": render(*everything())}
    for name, pack in packs.items():
        (tmp_path / f"{name}.pdf").write_bytes(pack.content)
    failures = verapdf.failures([tmp_path / f"{name}.pdf" for name in packs])
    assert [line for line in failures if "scans.pdf" in line] == []
    rules = {line.split(": ", 1)[1].split(" ")[0] for line in failures}
    assert rules == {"5-1", "7.21.4.1-1"}, "no claim, and Helvetica that the report did not bring"


def test_each_page_that_came_is_described_for_people_who_do_not_see_it() -> None:
    with pikepdf.open(io.BytesIO(render(*everything()).content)) as pdf:
        said = [
            str(held.Alt) for held in pdf.objects if isinstance(held, pikepdf.Dictionary) and "/Alt" in held
        ]
    assert "Page 2 of 2 of Report of the school, as it came." in said


def digests() -> dict[str, str]:
    import hashlib  # noqa: PLC0415 - for the other process

    return {
        str(len(enclosures)): hashlib.sha256(render_pack(*mscb().papers(), enclosures).content).hexdigest()
        for enclosures in (scans(), everything())
    }


def test_the_same_papers_make_the_same_bytes_in_another_process() -> None:
    said = "import json; from tests.packs.test_joining import digests; print(json.dumps(digests()))"
    environment = {**os.environ, "PYTHONHASHSEED": "17", "TZ": "Pacific/Auckland", "LC_ALL": "C"}
    done = subprocess.run(
        [sys.executable, "-c", said], cwd=ROOT, env=environment, capture_output=True, check=True, timeout=120
    )
    assert json.loads(done.stdout) == digests()
