"""What stands in minutes otherwise than plainly: tracked, struck through, hidden, not chosen, in a form's words."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import _Cell
from docx.text.run import Run

from boardforms.blanks import Format, render
from boardforms.cli import run
from boardforms.errors import ExitCode
from docgen.packs.reading import read_meeting
from tests.minutes.samples import minutes_of
from tests.minutes.test_pack_read import BARE
from tests.packs.samples import MEETINGS, mscb

NOT_SURE = "NOT SURE: look at what is written there."
SAID = "The plan is kept"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(MEETINGS / "records", tmp_path / "records")
    (tmp_path / "meeting.toml").write_text(BARE, encoding="utf-8")
    return tmp_path


def read(folder: Path, content: bytes, name: str = "minutes.docx") -> tuple[int, str]:
    """Return how reading minutes ends, and the meeting's file after it."""
    (folder / name).write_bytes(content)
    meeting = folder / "meeting.toml"
    ended = run(["pack", "read", str(folder / name), "--meeting", str(meeting)])
    return ended, meeting.read_text(encoding="utf-8")


def decided(change: Callable[[_Cell], None]) -> bytes:
    """Return minutes of which somebody changed the first decision's cell."""

    def edit(document: Document) -> None:
        table = next(one for one in document.tables if one.rows[0].cells[1].text == "Decision")
        change(table.rows[1].cells[1])

    return minutes_of(mscb(), edit)


def about_decision(text: str) -> str:
    """Return the comment above the first decision of a meeting's file."""
    return " ".join(text.partition("[[decision]]")[0].rpartition("\n\n")[2].replace("\n# ", " ").split())


def tracked(run_: Run, name: str) -> None:
    around = OxmlElement(f"w:{name}")
    run_._r.addprevious(around)
    around.append(run_._r)
    if name == "del":
        for text in run_._r.iter("{*}t"):
            text.tag = qn("w:delText")


def write(cell: _Cell, text: str) -> Run:
    cell.text = ""
    added: Run = cell.paragraphs[0].add_run(text)
    return added


def test_a_decision_that_is_struck_through_is_taken_over_and_not_sure(folder: Path) -> None:
    def strike(cell: _Cell) -> None:
        write(cell, SAID).font.strike = True

    ended, text = read(folder, decided(strike))
    assert ended == ExitCode.NEEDS_A_PERSON
    assert read_meeting(folder / "meeting.toml").decisions[0].decision == SAID
    assert NOT_SURE in about_decision(text)


def test_a_decision_that_is_hidden_is_taken_over_and_not_sure(folder: Path) -> None:
    def hide(cell: _Cell) -> None:
        write(cell, SAID).font.hidden = True

    ended, text = read(folder, decided(hide))
    assert ended == ExitCode.NEEDS_A_PERSON
    assert NOT_SURE in about_decision(text)


def test_a_tracked_insertion_alone_takes_nothing_away_and_is_sure(folder: Path) -> None:
    """Whoever types with tracked changes on inserts everything: what stands there is what they wrote."""
    ended, text = read(folder, decided(lambda cell: tracked(write(cell, SAID), "ins")))
    assert ended == ExitCode.WELL
    assert read_meeting(folder / "meeting.toml").decisions[0].decision == SAID
    assert "NOT SURE" not in about_decision(text)


def test_a_tracked_deletion_beside_an_insertion_is_not_sure(folder: Path) -> None:
    """Words that nobody sees any more were part of the decision."""

    def change(cell: _Cell) -> None:
        first = write(cell, "The plan is dropped")
        second = cell.paragraphs[0].add_run(SAID)
        tracked(first, "del")
        tracked(second, "ins")

    ended, text = read(folder, decided(change))
    assert ended == ExitCode.NEEDS_A_PERSON
    assert read_meeting(folder / "meeting.toml").decisions[0].decision == SAID
    assert NOT_SURE in about_decision(text)


def test_a_decision_deleted_as_a_whole_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ended, _ = read(folder, decided(lambda cell: tracked(write(cell, "The plan is dropped"), "del")))
    assert ended == ExitCode.NEEDS_A_PERSON
    assert "Tracked deletions were left out" in capsys.readouterr().err


@pytest.mark.parametrize("kind", list(Format))
def test_a_choice_that_was_not_made_puts_nothing_into_the_meetings_file(kind: Format, folder: Path) -> None:
    form = mscb().board.form("case-progression-meeting-minutes")
    answers = {"case_reference": "MSCB-2024-017", "meeting_held_on": "2024-12-16", "discussion": "Much"}
    _, text = read(
        folder,
        render(form, mscb().board, kind, answers).content,
        f"minutes.{'docx' if kind is Format.WORD else 'pdf'}",
    )
    assert read_meeting(folder / "meeting.toml").discussion == "Much"
    assert "not_selected" not in text
    assert "ASK" not in text


@pytest.mark.parametrize(
    ("asked", "answer", "key", "meant"),
    [
        ("Is the disagreement resolved?", "Yes, resolved", "resolved", True),
        ("Is the disagreement resolved?", "no, not  resolved.", "resolved", False),
        ("Is a referral required?", "No, a referral is not required", "referral_required", False),
        ("Was a review considered?", "Yes", "review_considered", True),
    ],
)
def test_the_words_of_the_boards_own_form_are_understood_in_word_minutes(
    asked: str, answer: str, key: str, meant: bool, folder: Path
) -> None:
    def edit(document: Document) -> None:
        rows = [row for table in document.tables for row in table.rows if row.cells[0].text == asked]
        rows[0].cells[1].text = answer

    _, text = read(folder, minutes_of(mscb(), edit))
    assert getattr(read_meeting(folder / "meeting.toml"), key) is meant
    assert "could not be understood" not in text
