"""The pack as a joined file: what came stands in it as it came, numbered, labelled, listed and described."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader
from pypdf.generic import Destination

from docgen.packs.enclosing.enclosures import Enclosure, LeftOut, Original, ReadyPages, Room
from docgen.packs.enclosing.joining import join
from docgen.packs.pdf import RenderedPack, render_pack
from escalation.codes import CODES
from tests.packs.came import (
    A4_WIDE,
    A5,
    annotate,
    as_file,
    cleaned,
    differ,
    enclose,
    make_pdf,
    make_scan,
    seen,
)
from tests.packs.samples import mscb, pages_of, squeeze
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


def outline(reader: PdfReader) -> Iterator[tuple[str, int]]:
    def walk(entries: list[object]) -> Iterator[tuple[str, int]]:
        for entry in entries:
            if isinstance(entry, list):
                yield from walk(entry)
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


def test_a_page_without_room_is_left_as_it_is() -> None:
    full = make_pdf("")
    full.pages[0].obj.Contents = full.make_stream(b"0.4 g 0 0 595 842 re f")
    pages = cleaned(full)
    assert [sheet.room for sheet in pages.sheets] == [Room.NONE]
    pack = render(enclose("paper-1", pages))
    (placed,) = pack.enclosed
    assert pages_of(pack.content)[placed.first - 1] == ""
    assert differ(seen(pages.content), seen(pack.content, placed.first)) == 0


def test_contents_and_outline_lead_to_every_paper_and_say_its_page() -> None:
    pack = render(*everything())
    entries = dict(outline(PdfReader(io.BytesIO(pack.content))))
    contents = squeeze(pages_of(pack.content)[1].replace(".", ""))
    for placed in pack.enclosed:
        title = placed.enclosure.title
        if isinstance(placed.enclosure.became, Original):
            continue
        assert f"{title} {entries[title]}" in contents
        if placed.first:
            assert entries[title] == placed.first - 1
    assert pack.parts[-1].title == PAPERS


def test_the_sheet_before_a_paper_says_whose_it_is_and_what_its_pages_do_not_show() -> None:
    pack = render(*everything())
    placed = next(one for one in pack.enclosed if one.enclosure.key == "paper-1")
    sheet = pages_of(pack.content)[placed.first - 2]
    for said in (
        "Report of the school",
        f"Pages {placed.first} to {placed.last} of this pack",
        "abababab",
        "Page 1, a note: Ask the school about this.",
    ):
        assert said in sheet


def test_a_paper_that_is_left_out_has_a_page_that_says_why() -> None:
    text = " ".join(pages_of(render(*everything()).content))
    assert "Minutes of the last meeting File locked.pdf" in text
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
