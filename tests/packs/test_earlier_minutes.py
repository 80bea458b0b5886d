"""The minutes of earlier meetings in the pack of the next: whole in the pack, and in no copy for a role."""

import datetime as dt
import io
import shutil
from pathlib import Path

import pikepdf
import pytest

from boardforms.catalogue import load_catalogue
from boardforms.cli import run
from boardforms.errors import ExitCode, Unusable
from boardforms.packs import OpenMeeting, make_copy, make_pack, open_meeting
from docgen.packs.reading import read_meeting
from tests.packs.samples import MEETINGS, squeeze, text_of
from tests.packs.test_pack_new_after import FIRST, SECOND

DISCUSSED = "The evenings are hardest, said Eilidh"
MORE = """
[[dissent]]
who = "Eilidh Farquhar"
why = "Too soon"

[[paper]]
title = "Signed minutes"
file = "papers/signed.pdf"

[[paper]]
title = "A report"
file = "papers/report.pdf"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(MEETINGS / "records", tmp_path / "records")
    first = FIRST.replace("date = ", f'discussion = "{DISCUSSED}"\ndate = ', 1) + MORE
    (tmp_path / "first.toml").write_text(first, encoding="utf-8")
    (tmp_path / "second.toml").write_text(SECOND, encoding="utf-8")
    (tmp_path / "papers").mkdir()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(tmp_path / "papers" / "signed.pdf")
    return tmp_path


def draft(folder: Path, *after: str, name: str = "next/meeting.toml", day: str = "2025-01-13") -> Path:
    path = folder / name
    words = [word for one in after for word in ("--after", str(folder / one))]
    run(["pack", "new", *words, "--meeting", str(path), "--date", day, "--today", "2024-12-20"])
    return path


def opened(path: Path) -> OpenMeeting:
    return open_meeting(path, load_catalogue(None), dt.date(2024, 12, 20))


def test_the_next_pack_holds_the_earlier_minutes_after_the_records_with_their_day(folder: Path) -> None:
    path = draft(folder, "second.toml", "first.toml")
    pack = make_pack(opened(path), folder / "pack.pdf")
    titles = [part.title for part in pack.parts]
    assert titles.index("Earlier minutes") == titles.index("The records") + 1
    text = squeeze(text_of(pack.content))
    first = text.index("Minutes of the meeting of Monday 25 November 2024", text.index("Earlier minutes"))
    assert first < text.rindex("Minutes of the meeting of Monday 9 December 2024")
    for said in (
        DISCUSSED,
        "Isla’s club starts at once",
        "She asks for it",
        "Too soon",
        "Book the club",
        "Apologies",
    ):
        assert said in text


def test_the_draft_names_the_files_and_the_papers_that_are_minutes(folder: Path) -> None:
    meeting = read_meeting(draft(folder, "first.toml"))
    assert meeting.earlier == ("../first.toml",)
    assert [(one.title, one.file) for one in meeting.papers] == [("Signed minutes", "../papers/signed.pdf")]


def test_what_an_earlier_meeting_names_as_earlier_is_named_again_once(folder: Path) -> None:
    second = draft(folder, "first.toml", name="later.toml", day="2024-12-19")
    third = read_meeting(draft(folder, second.name, "first.toml"))
    assert third.earlier == ("../first.toml", "../later.toml")


def test_minutes_that_are_not_settled_say_so_in_the_next_pack(folder: Path) -> None:
    path = folder / "first.toml"
    text = path.read_text(encoding="utf-8")
    doubt = "# From the minutes, return 0123456789ab. NOT SURE: look at what is written there.\n[[decision]]"
    path.write_text(text.replace("[[decision]]", doubt, 1), encoding="utf-8")
    pack = make_pack(opened(draft(folder, "first.toml")), folder / "pack.pdf")
    assert "These minutes are not settled" in squeeze(text_of(pack.content))


@pytest.mark.parametrize("role", ["family", "learning", "agency: Education"])
def test_a_copy_for_a_role_holds_none_of_it_and_says_so(role: str, folder: Path) -> None:
    copy = make_copy(opened(draft(folder, "first.toml")), role, folder / "copy.pdf")
    with pikepdf.open(io.BytesIO(copy.content)) as pdf:
        streams = b"".join(one.read_bytes() for one in pdf.objects if isinstance(one, pikepdf.Stream))
    text = squeeze(text_of(copy.content))
    assert "Minutes of earlier meetings" in {one.what for one in copy.withheld}
    assert "Minutes of earlier meetings" in text
    for said in (DISCUSSED, "Too soon", "She asks for it"):
        assert said not in text
        assert said.encode() not in streams


def test_a_full_copy_holds_them_as_the_pack_does(folder: Path) -> None:
    copy = make_copy(opened(draft(folder, "first.toml")), "full", folder / "copy.pdf")
    assert DISCUSSED in squeeze(text_of(copy.content))


def test_the_file_of_another_case_or_one_that_is_not_there_is_refused(folder: Path) -> None:
    path = draft(folder, "first.toml")
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace("../first.toml", "../gone.toml"), encoding="utf-8")
    with pytest.raises(Unusable, match="no such file"):
        opened(path)
    path.write_text(before, encoding="utf-8")
    first = folder / "first.toml"
    first.write_text(
        first.read_text(encoding="utf-8").replace("MOR-2024-031", "MOR-2024-032"), encoding="utf-8"
    )
    with pytest.raises(Unusable, match="another case"):
        opened(path)


def test_a_pack_is_not_written_over_the_file_of_an_earlier_meeting(folder: Path) -> None:
    path = draft(folder, "first.toml")
    before = (folder / "first.toml").read_bytes()
    code = run(
        ["pack", "make", str(path), "--to", str(folder / "p.pdf"), "--manifest", str(folder / "first.toml")]
    )
    assert code == ExitCode.WRONG_USAGE
    assert (folder / "first.toml").read_bytes() == before
