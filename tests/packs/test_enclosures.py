"""Finding the files that go with a pack, and opening each where it can do no harm."""

import hashlib
import io
import os
from pathlib import Path

import pikepdf
import pytest

from boardforms.enclosures import Wanted, find_enclosures, open_enclosure, open_enclosures
from docgen.packs.enclosing.enclosures import Enclosure, LeftOut, Original, ReadyPages
from docgen.packs.enclosing.left_out import say_left_out
from docgen.packs.meeting import Meeting
from parsers.gate import MAX_FILE
from tests.hostile_files.pdfs import pdf_files
from tests.packs.came import act, annotate, as_file, bytes_of, make_pdf, make_scan
from tests.packs.samples import Prepared, mscb

INBOX = Path(__file__).parent.parent.parent / "samples" / "inbox"
RECORD, REQUEST, LOCKED = "06-mscb-record.docx", "08-mscb-request.pdf", "16-locked.pdf"


def opened(data: bytes, name: str, folder: Path) -> ReadyPages | Original | LeftOut:
    path = folder / name
    path.write_bytes(data)
    return open_enclosure(Wanted("paper-1", "A paper", name, path)).became


def code_of(data: bytes, name: str, folder: Path) -> str:
    became = opened(data, name, folder)
    assert isinstance(became, LeftOut)
    assert became.message == say_left_out(became.code) or "size that no paper has" in became.message
    return became.code


def returned(*names: str) -> Prepared:
    """Return MSCB's meeting with a record for each of these returned files."""
    first, *_ = mscb().case.records
    sums = {name: hashlib.sha256((INBOX / name).read_bytes()).hexdigest() for name in names}
    records = [
        first.model_copy(
            update={
                "id": sha[:12],
                "source": first.source.model_copy(update={"path": f"in/{name}", "sha256": sha}),
            }
        )
        for name, sha in sums.items()
    ]
    return mscb().but(returns="kept").with_records(*records)


def find(prepared: Prepared, folder: Path) -> tuple[Wanted, ...]:
    return find_enclosures(prepared.meeting, prepared.board, prepared.case, folder)


def keep(folder: Path, name: str, data: bytes) -> Path:
    path = folder / "kept" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def test_a_returned_file_is_found_by_its_content_whatever_it_is_called(tmp_path: Path) -> None:
    path = keep(tmp_path, "ab/without-a-name", (INBOX / RECORD).read_bytes())
    (found,) = find(returned(RECORD), tmp_path)
    assert (found.path, found.file, found.title) == (path, RECORD, "Escalation record")
    assert found.records == (found.key,)


def test_another_file_of_the_same_name_is_not_taken_for_it(tmp_path: Path) -> None:
    keep(tmp_path, RECORD, b"changed since")
    (found,) = find(returned(RECORD), tmp_path)
    assert found.path is None
    became = open_enclosure(found).became
    assert isinstance(became, LeftOut)
    assert became.code == "pack-part-changed"


def test_a_returned_file_that_is_nowhere_is_missing(tmp_path: Path) -> None:
    became = open_enclosure(*find(returned(RECORD), tmp_path)).became
    assert isinstance(became, LeftOut)
    assert became.code == "pack-part-missing"


def test_a_file_that_changes_between_finding_and_opening_is_not_taken(tmp_path: Path) -> None:
    path = keep(tmp_path, REQUEST, (INBOX / REQUEST).read_bytes())
    (found,) = find(returned(REQUEST), tmp_path)
    path.write_bytes(bytes_of(make_pdf("another")))
    became = open_enclosure(found).became
    assert isinstance(became, LeftOut)
    assert became.code == "pack-part-changed"


def test_two_returns_in_one_file_are_one_paper(tmp_path: Path) -> None:
    prepared = returned(REQUEST)
    (record,) = prepared.case.records
    parts = [record.model_copy(update={"id": f"{record.id}-{part}"}) for part in (1, 2)]
    (found,) = find(prepared.with_records(*parts), tmp_path)
    assert found.records == (f"{record.id}-1", f"{record.id}-2")


def test_no_returned_file_is_joined_unless_their_folder_is_named(tmp_path: Path) -> None:
    keep(tmp_path, REQUEST, (INBOX / REQUEST).read_bytes())
    assert find(mscb(), tmp_path) == ()


def test_papers_follow_in_the_order_of_the_meetings_file(tmp_path: Path) -> None:
    papers = [
        {"title": "Earlier minutes", "file": "a/minutes.pdf"},
        {"title": "Report", "file": "report.pdf"},
    ]
    meeting = Meeting.model_validate(mscb().meeting.model_dump(by_alias=True) | {"paper": papers})
    found = find_enclosures(meeting, mscb().board, mscb().case, tmp_path)
    assert [(one.key, one.title, one.file) for one in found] == [
        ("paper-1", "Earlier minutes", "minutes.pdf"),
        ("paper-2", "Report", "report.pdf"),
    ]


def test_each_kind_becomes_what_it_can(tmp_path: Path) -> None:
    assert isinstance(opened((INBOX / REQUEST).read_bytes(), "a.pdf", tmp_path), ReadyPages)
    assert isinstance(opened(as_file(make_scan()), "a.jpg", tmp_path), ReadyPages)
    assert isinstance(opened(as_file(make_scan(), "PNG"), "no-ending", tmp_path), ReadyPages)
    assert isinstance(opened((INBOX / RECORD).read_bytes(), "a.docx", tmp_path), Original)


@pytest.mark.parametrize("name", ["a.docx", "a.jpg", "a.PDF"])
def test_a_file_that_is_not_what_its_name_says_is_left_out(name: str, tmp_path: Path) -> None:
    others = {
        "a.docx": (INBOX / REQUEST).read_bytes(),
        "a.jpg": bytes_of(make_pdf("x")),
        "a.PDF": as_file(make_scan()),
    }
    assert code_of(others[name], name, tmp_path) == "pack-part-misnamed"


def test_what_cannot_be_opened_is_left_out_with_the_reason(tmp_path: Path) -> None:
    request = (INBOX / REQUEST).read_bytes()
    assert code_of((INBOX / LOCKED).read_bytes(), "a.pdf", tmp_path) == "password"
    assert code_of(request[: len(request) // 2], "a.pdf", tmp_path) == "damaged"
    assert code_of(b"", "a.pdf", tmp_path) == "empty-file"
    assert code_of(b"hello", "a.txt", tmp_path) == "other-format"
    assert code_of(b"{\\rtf1 hello}", "a.rtf", tmp_path) == "pack-part-not-joined"
    assert code_of((INBOX / "18-cut-short.docx").read_bytes(), "a.docx", tmp_path) == "damaged"


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.pdf"
    with path.open("wb") as stream:
        stream.truncate(MAX_FILE + 1)
    became = open_enclosure(Wanted("paper-1", "A paper", "huge.pdf", path)).became
    assert isinstance(became, LeftOut)
    assert became.code == "too-big"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="only Unix has files that wait for a writer")
def test_a_file_that_would_wait_for_ever_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    became = open_enclosure(Wanted("paper-1", "A paper", "pipe.pdf", tmp_path / "pipe.pdf")).became
    assert isinstance(became, LeftOut)
    assert became.code == "cannot-open"


def test_harmful_files_are_left_out_or_made_harmless_and_touch_no_other(tmp_path: Path) -> None:
    honest = tmp_path / "honest.pdf"
    honest.write_bytes(bytes_of(make_pdf("An honest page")))
    wanted = [Wanted("ok", "ok", "honest.pdf", honest)]
    for name, data, _ in (
        one for one in pdf_files() if one[0] != "lines-beyond-all"
    ):  # which only takes long
        (tmp_path / f"{name}.pdf").write_bytes(data)
        wanted.append(Wanted(name, name, f"{name}.pdf", tmp_path / f"{name}.pdf"))
    wanted.append(wanted[0])
    enclosures = list(open_enclosures(wanted, 2))
    assert [one.key for one in enclosures] == [one.key for one in wanted]
    assert all(isinstance(one.became, ReadyPages) for one in enclosures if one.key == "ok")
    became = {one.key: one.became for one in enclosures if one.key != "ok"}
    assert {"page-bomb", "object-bombs", "only-a-head", "noise"} <= {
        key for key, one in became.items() if isinstance(one, LeftOut)
    }
    for one in became.values():
        if isinstance(one, ReadyPages):
            with pikepdf.open(io.BytesIO(one.content)) as pdf:
                assert len(pdf.pages) == len(one.sheets)


def test_a_script_is_nowhere_in_what_a_worker_gives_back(tmp_path: Path) -> None:
    pdf = make_pdf("A report")
    annotate(pdf, Subtype=pikepdf.Name.Link, A=act("JavaScript", JS="app.alert(1)"))
    path = tmp_path / "report.pdf"
    path.write_bytes(bytes_of(pdf))
    (one,) = open_enclosures([Wanted("paper-1", "A report", "report.pdf", path)], 1)
    assert isinstance(one.became, ReadyPages)
    assert b"alert" not in one.became.content
    assert [finding.code for finding in one.findings] == ["pack-part-cleaned"]
    assert one.size == path.stat().st_size


def test_a_damaged_pdf_that_could_be_repaired_is_joined_and_said(tmp_path: Path) -> None:
    data = bytes_of(make_pdf("A report"))
    became = opened(data[: data.rindex(b"startxref")], "a.pdf", tmp_path)
    assert isinstance(became, ReadyPages)
    assert became.repaired
    enclosure = Enclosure("paper-1", "A report", "a.pdf", became)
    assert [finding.code for finding in enclosure.findings] == ["pack-part-repaired"]
