"""A paper that could not be put in is missing: `pack check` and `pack make` say so alike, and no page says Final."""

from dataclasses import replace
from pathlib import Path

import pytest

from boardforms.cli import run
from boardforms.errors import ExitCode
from docgen.packs.enclosing.enclosures import Enclosure, LeftOut
from docgen.packs.pdf import render_pack
from tests.packs.came import bytes_of, cleaned, enclose, make_pdf
from tests.packs.samples import MEETINGS, mscb, pages_of

BAD = b"%PDF-1.7\nnothing of a PDF"


def write_meeting(folder: Path, *papers: str) -> Path:
    """Write MSCB's sample meeting, whole but for its papers, and return its file."""
    text = (MEETINGS / "mscb-2024-017.toml").read_text("utf-8")
    text = text.replace("records/", f"{MEETINGS.as_posix()}/records/")
    for number, file in enumerate(papers, start=1):
        text += f'\n[[paper]]\ntitle = "Report {number}"\nfile = "{file}"\n'
    path = folder / "meeting.toml"
    path.write_text(text, encoding="utf-8")
    return path


def check(meeting: Path) -> int:
    return run(["pack", "check", str(meeting), "--today", "2025-01-10", "--workers", "0"])


def make(meeting: Path, to: Path) -> int:
    return run(["pack", "make", str(meeting), "--to", str(to), "--today", "2025-01-10", "--workers", "0"])


def contents_of(content: bytes) -> str:
    return pages_of(content)[1]


def test_a_pack_whose_papers_are_all_in_it_is_final(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "report.pdf").write_bytes(bytes_of(make_pdf("A report, made up")))
    meeting = write_meeting(tmp_path, "report.pdf")
    assert check(meeting) == ExitCode.WELL
    assert "Final: nothing is missing." in capsys.readouterr().err
    assert make(meeting, tmp_path / "pack.pdf") == ExitCode.WELL
    assert all("Final" in page for page in pages_of((tmp_path / "pack.pdf").read_bytes())[:3])


@pytest.mark.parametrize("content", [None, BAD])
def test_a_paper_that_is_not_there_or_does_not_open_keeps_check_and_every_page_from_final(
    content: bytes | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if content:
        (tmp_path / "report.pdf").write_bytes(content)
    meeting = write_meeting(tmp_path, "report.pdf")
    line = meeting.read_text(encoding="utf-8").splitlines().index("[[paper]]") + 1
    assert check(meeting) == ExitCode.NEEDS_A_PERSON
    said = capsys.readouterr()
    assert f"paper 1, line {line}: it is not in the pack. " in said.out
    assert "Not final: 1 thing missing." in said.err
    assert make(meeting, tmp_path / "pack.pdf") == ExitCode.NEEDS_A_PERSON
    pages = pages_of((tmp_path / "pack.pdf").read_bytes())
    assert all("Draft" in page and "Final" not in page for page in pages)
    assert "What needs somebody to act" in pages[1]
    assert "Paper 1, ‘Report 1’, is not in this pack." in pages[1]


def test_a_return_that_is_not_among_the_returned_forms_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "forms").mkdir()
    meeting = write_meeting(tmp_path)
    meeting.write_text('returns = "forms"\n' + meeting.read_text("utf-8"), encoding="utf-8")
    assert check(meeting) == ExitCode.NEEDS_A_PERSON
    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("returns, line 1: ")]
    assert len(lines) == len({one.source.sha256 for one in mscb().case.records})
    assert all("is not in the pack." in line for line in lines)


def test_the_same_file_named_twice_is_said_by_both_commands_whatever_it_is_called(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("report.pdf", "copy.pdf"):
        (tmp_path / name).write_bytes(bytes_of(make_pdf("A report, made up")))
    meeting = write_meeting(tmp_path, "report.pdf", "copy.pdf")
    line = meeting.read_text(encoding="utf-8").splitlines().index('title = "Report 2"')
    assert check(meeting) == ExitCode.NEEDS_A_PERSON
    assert f"paper 2, line {line}: it is the same file as paper 1" in capsys.readouterr().out
    assert make(meeting, tmp_path / "pack.pdf") == ExitCode.NEEDS_A_PERSON
    assert (
        f"Paper 2 of the meeting’s file (line {line}) is the same file as paper 1." in capsys.readouterr().err
    )
    assert "is the same file as paper 1" in contents_of((tmp_path / "pack.pdf").read_bytes())


def test_a_paper_that_is_a_returned_form_as_well_is_there_twice() -> None:
    came = cleaned(make_pdf("A return, made up"))
    returned = replace(enclose("0123456789ab", came), records=("0123456789ab",))
    again = replace(enclose("paper-1", came), sha256=returned.sha256, line=9)
    pack = render_pack(*mscb().papers(), enclosures=(returned, again))
    [said] = [one.message for one in pack.findings if one.code == "pack-part-repeated"]
    assert said.startswith(
        "Paper 1 of the meeting’s file (line 9) is the same file as that of return 0123456789ab."
    )
    assert pack.issue == "Draft"


def test_papers_that_are_both_missing_are_not_taken_for_one_file() -> None:
    gone = LeftOut("pack-part-missing", "It is not there.")
    papers = tuple(Enclosure(f"paper-{number}", f"Report {number}", "report.pdf", gone) for number in (1, 2))
    pack = render_pack(*mscb().papers(), enclosures=papers)
    assert not [one for one in pack.findings if one.code == "pack-part-repeated"]
    assert "Paper 2, ‘Report 2’, is not in this pack. It is not there." in contents_of(pack.content)
