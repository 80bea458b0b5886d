"""Which issue of the papers this is: draft until nothing is missing, and numbered where somebody numbers it."""

import pytest

from docgen.packs.by_role.audiences import find_audience
from docgen.packs.by_role.copies import render_copy
from docgen.packs.issues import Issue
from docgen.packs.meeting import Meeting
from docgen.packs.pdf import RenderedPack, render_pack
from docgen.packs.reading import read_meeting
from escalation.faults import DefinitionError
from tests.packs.came import as_file, enclose, make_scan
from tests.packs.samples import Prepared, moray, mscb, pages_of
from tests.packs.test_pictures import ready
from tests.packs.test_reading import LEAST


def render(prepared: Prepared, unsettled: tuple[int, ...] = ()) -> RenderedPack:
    return render_pack(*prepared.papers(), issue=Issue(unsettled=unsettled))


@pytest.mark.parametrize(
    ("prepared", "issue"),
    [
        (mscb(), "Final"),
        (moray(), "Draft"),
        (mscb().but(version="2"), "Version 2, final"),
        (mscb().but(version="2", purpose=""), "Version 2, draft"),
    ],
)
def test_papers_are_a_draft_until_nothing_is_missing_and_say_so_on_every_page(
    prepared: Prepared, issue: str
) -> None:
    pack = render(prepared)
    assert pack.issue == issue
    assert all(issue in page for page in pages_of(pack.content))


def test_a_comment_that_still_asks_keeps_them_a_draft() -> None:
    assert render(mscb(), unsettled=(12,)).issue == "Draft"


def test_only_papers_of_a_meeting_that_was_held_are_called_minutes() -> None:
    assert "Papers and minutes, as of" in pages_of(render(mscb()).content)[3]
    assert "Papers for the meeting, as of" in pages_of(render(moray()).content)[3]


def test_a_page_that_came_says_the_issue_too() -> None:
    scan = enclose("paper-1", ready(as_file(make_scan())), "A letter")
    pack = render_pack(*mscb().but(version="3").papers(), (scan,))
    assert "Version 3, final" in pages_of(pack.content)[-1]


@pytest.mark.parametrize("role", ["agency: Health", "family", "learning"])
def test_a_copy_says_the_issue_on_every_page(role: str) -> None:
    prepared = mscb().but(version="2.1")
    made = render_copy(*prepared.papers(), find_audience(role, prepared.meeting, prepared.board))
    assert all("Version 2.1, final" in page for page in pages_of(made.content))


def test_two_issues_of_one_day_differ_and_one_issue_is_the_same_bytes() -> None:
    first, second = mscb().but(version="1"), mscb().but(version="2")
    assert render(first).content == render(first).content
    assert render(first).content != render(second).content


@pytest.mark.parametrize(("written", "version"), [("2", "2"), ('"1.2"', "1.2"), ('" 3 "', "3"), ('""', "")])
def test_a_version_is_a_number(written: str, version: str) -> None:
    assert read_meeting(f"{LEAST}version = {written}\n").version == version


@pytest.mark.parametrize("written", ['"for Kofi"', "1.10", "true", "-1", '"12.3.2014"', "[2]"])
def test_a_version_names_nobody(written: str) -> None:
    with pytest.raises(DefinitionError) as caught:
        read_meeting(f"{LEAST}version = {written}\n")
    (fault,) = caught.value.faults
    assert (fault.key, fault.accepted) == ("version", 'a number such as 2, or "1.2" in quotes')


def test_no_version_is_made_up() -> None:
    assert Meeting(board="a", case="b", stage="c").version == ""
