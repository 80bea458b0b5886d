"""`boardforms pack read`, as a person runs it: returned minutes become part of the meeting's file and of the case."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from docx.document import Document

from boardforms.blanks import Format, render
from boardforms.cli import run
from boardforms.errors import ExitCode
from boardforms.minutes.unsettled import find_unsettled
from boardforms.records import read_file
from docgen.packs.meeting import Meeting
from docgen.packs.reading import read_meeting
from docgen.packs.wording import say_meeting
from escalation.boxes import Answers
from tests.minutes.samples import SAMPLES, bare, minutes_of, paragraph_of, sample
from tests.packs.samples import MEETINGS, mscb

BARE = """\
# Drafted by hand
board = "mscb"
case = "MSCB-2024-017"
stage = "case-progression-meeting"
records = ["records/mscb-2024-017.jsonl"]
"""
NOT_IN_MINUTES = {"records", "agenda", "title", "papers", "returns"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(MEETINGS / "records", tmp_path / "records")
    (tmp_path / "meeting.toml").write_text(BARE, encoding="utf-8")
    return tmp_path


def said_by(meeting: Meeting) -> dict[str, object]:
    """Return what a meeting's file says that minutes say too: not where an action from before was written."""
    actions = [one.model_copy(update={"source": ""}) for one in meeting.open_actions]
    said = say_meeting(meeting.model_copy(update={"open_actions": tuple(actions)}))
    return {key: value for key, value in said.items() if key not in NOT_IN_MINUTES}


def read(folder: Path, content: bytes, name: str = "minutes.docx") -> int:
    (folder / name).write_bytes(content)
    return run(["pack", "read", str(folder / name), "--meeting", str(folder / "meeting.toml")])


def meeting_in(folder: Path) -> Meeting:
    return read_meeting(folder / "meeting.toml")


@pytest.mark.parametrize("name", SAMPLES)
def test_minutes_read_back_make_the_meeting_that_they_were_made_from(name: str, folder: Path) -> None:
    whole = sample(name)
    about = whole.meeting
    text = f'# Drafted by hand\nboard = "{about.board}"\ncase = "{about.case}"\nstage = "{about.stage}"\n'
    text += f"records = {json.dumps(about.records)}\n"
    (folder / "meeting.toml").write_text(text, encoding="utf-8")
    assert read(folder, minutes_of(whole)) == ExitCode.WELL
    assert said_by(meeting_in(folder)) == said_by(about)
    assert (folder / "meeting.toml").read_text(encoding="utf-8").startswith("# Drafted by hand\n")
    before = (folder / "meeting.toml").read_bytes()
    assert read(folder, minutes_of(whole)) == ExitCode.WELL
    assert (folder / "meeting.toml").read_bytes() == before


def test_the_dates_and_decisions_of_word_minutes_are_evidence_for_the_check(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert read(folder, minutes_of(mscb().but(resolved=True))) == ExitCode.WELL
    (record,) = read_file(folder / "meeting-minutes.jsonl")
    assert record.form is not None
    assert record.form.form == "case-progression-meeting-minutes"
    assert record.values["minutes_circulated_on"] == "2025-01-09"
    assert record.values["meeting_outcome"] == "resolved"
    assert record.fields["actions.1.due"].place == "table 8, row 2, cell 5"
    assert {one.origin for one in record.fields.values()} == {"word minutes", "case records"}
    capsys.readouterr()
    run(["check", str(folder / "meeting-minutes.jsonl"), "--json", "--today", "2025-01-10"])
    (case,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    (sent,) = [one for one in case["answers"] if one["clause"] == "¶12"]
    assert (sent["answer"], sent["due"]) == ("met", "2025-01-09")


def test_open_actions_of_returned_minutes_are_in_the_next_draft(folder: Path) -> None:
    assert read(folder, minutes_of(mscb())) == ExitCode.WELL
    records = [str(folder / "records" / "mscb-2024-017.jsonl"), str(folder / "meeting-minutes.jsonl")]
    run(["pack", "new", *records, "--meeting", str(folder / "next.toml"), "--today", "2025-01-20"])
    drafted = [one.action for one in read_meeting(folder / "next.toml").open_actions]
    assert {one.action for one in mscb().meeting.actions} <= set(drafted)


def test_what_staff_change_in_the_minutes_is_asked_and_the_file_keeps_what_it_says(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(MEETINGS / "mscb-2024-017.toml", folder / "meeting.toml")

    def change(document: Document) -> None:
        document.paragraphs[paragraph_of(document, "Discussion") + 1].add_run(" And more of Kofi.")
        table = next(one for one in document.tables if one.rows[0].cells[1].text == "Action")
        table.rows[1].cells[4].text = "7/1/2025"

    before = meeting_in(folder)
    assert read(folder, minutes_of(mscb(), change)) == ExitCode.NEEDS_A_PERSON
    after = meeting_in(folder)
    assert (after.actions, after.discussion) == (before.actions, before.discussion)
    text = (folder / "meeting.toml").read_text(encoding="utf-8")
    assert "# due = 2025-01-07\ndue = 2025-01-06" in text
    assert "And more of Kofi." in text
    said = capsys.readouterr()
    assert "action 1, due" in said.err
    assert "Kofi" not in said.out + said.err


def test_words_outside_every_part_need_a_person_and_are_not_shown_on_the_screen(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def write(document: Document) -> None:
        document.paragraphs[paragraph_of(document, "Actions")].insert_paragraph_before("Kofi said so")

    assert read(folder, minutes_of(mscb(), write)) == ExitCode.NEEDS_A_PERSON
    said = capsys.readouterr()
    assert "no place for it" in said.err
    assert "Kofi" not in said.err


@pytest.mark.parametrize("kind", list(Format))
def test_the_boards_own_form_for_minutes_is_merged_too(kind: Format, folder: Path) -> None:
    form = mscb().board.form("case-progression-meeting-minutes")
    answers: Answers = {
        "case_reference": "MSCB-2024-017",
        "meeting_held_on": "2024-12-16",
        "child_name": "Kofi Brightwell",
        "meeting_time": "10.30 to midday",
        "case_open": "yes",
        "chair": {"name": "Sunita Rao", "role": "Team Manager", "agency": "Children and Families"},
        "attendees": [{"name": "Dan Orrell", "role": "", "agency": "Police", "attendance": "apologies"}],
        "purpose": "To settle it",
        "family_views": "He likes toast",
        "discussion": "Much\nwas said",
        "decisions": [{"decision": "Strengthen the plan", "reason": "It helps"}],
        "dissent": "Dr Anwen Prosser: the threshold was met",
        "meeting_outcome": "unresolved",
        "review_considered": "yes",
        "review_on": "2025-02-03",
        "actions": [{"action": "Visit", "owner": "Dan", "agency": "Police", "due": "2025-01-06"}],
        "minutes_circulated_on": "2025-01-09",
        "circulation": [{"name": "Jo Farrant", "role": "Clerk", "agency": "Health"}],
    }
    content = render(form, mscb().board, kind, answers).content
    read(folder, content, f"minutes.{'docx' if kind is Format.WORD else 'pdf'}")
    meeting = meeting_in(folder)
    assert (str(meeting.date), str(meeting.minutes_circulated)) == ("2024-12-16", "2025-01-09")
    assert (str(meeting.time), str(meeting.ends)) == ("10:30:00", "12:00:00")
    assert (meeting.chair.role, meeting.child_views, meeting.resolved) == (
        "Team Manager",
        "He likes toast",
        False,
    )
    assert meeting.discussion == "Much\nwas said"
    assert [(one.name, one.presence) for one in meeting.attendance] == [("Dan Orrell", "apologies")]
    assert [(one.decision, one.reason) for one in meeting.decisions] == [("Strengthen the plan", "It helps")]
    assert [(one.action, str(one.due)) for one in meeting.actions] == [("Visit", "2025-01-06")]
    assert [(one.who, one.why) for one in meeting.dissent] == [("Dr Anwen Prosser", "the threshold was met")]
    assert [one.name for one in meeting.circulation] == ["Jo Farrant, Clerk"]
    assert (meeting.review_considered, str(meeting.review_date)) == (True, "2025-02-03")
    assert "NOT SURE" in (folder / "meeting.toml").read_text(encoding="utf-8")


def of_form(**answers: object) -> bytes:
    """Return the board's own form for minutes, filled in."""
    form = mscb().board.form("case-progression-meeting-minutes")
    given: Answers = {"case_reference": "MSCB-2024-017", **answers}  # type: ignore[dict-item]  # as the form asks
    return render(form, mscb().board, Format.WORD, given).content


def test_what_minutes_leave_open_and_the_form_requires_is_said_once_with_the_list(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    returned = of_form(discussion="Much", child_name="Kofi Brightwell", decisions=[{"decision": "Visit"}])
    assert read(folder, returned) == ExitCode.NEEDS_A_PERSON
    said = capsys.readouterr().err
    assert said.count("does not answer") + said.count("do not answer") == 1
    assert "required answer is missing" not in said
    assert "\n  Date of the meeting\n" in said
    assert "\n  Chair: Name\n" in said
    assert "Child’s name" not in said


def test_word_minutes_that_leave_open_what_the_form_requires_need_a_person_too(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert read(folder, minutes_of(mscb().but(child_views=""))) == ExitCode.NEEDS_A_PERSON
    said = capsys.readouterr().err
    assert "Ask whoever wrote them:\n  What do the child and the family think, and how do you know?\n" in said


def test_rows_that_are_all_left_empty_are_asked_for_as_the_form_asks(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(MEETINGS / "mor-2024-031.toml", folder / "meeting.toml")
    form = sample("mor-2024-031").board.form("meeting-minutes")
    answers: Answers = {"case_reference": "MOR-2024-031", "discussion": "Much", "meeting_stage": "stage_2"}
    returned = render(form, sample("mor-2024-031").board, Format.PDF, answers).content
    assert read(folder, returned, "minutes.pdf") == ExitCode.NEEDS_A_PERSON
    said = capsys.readouterr().err
    assert "\n  Who does not agree with a decision, and why? (If nobody dissents, write ‘Nobody’)\n" in said
    assert "row 1" not in said


def write_presence(said: str) -> Callable[[Document], None]:
    def write(document: Document) -> None:
        table = next(one for one in document.tables if one.rows[0].cells[1].text == "Role")
        table.rows[1].cells[3].text = said

    return write


def test_an_answer_that_nobody_understood_stands_beside_no_other_and_says_what_is_accepted(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "meeting.toml"
    name = mscb().meeting.attendance[0].name
    path.write_text(f'{BARE}\n[[attendance]]\nname = "{name}"\n', encoding="utf-8")
    assert read(folder, minutes_of(mscb(), write_presence("apols"))) == ExitCode.NEEDS_A_PERSON
    said = capsys.readouterr().err
    assert (
        "attendance 1, presence: what the minutes say (table 3, row 2, cell 4) could not be understood"
        in said
    )
    assert 'Write "present", "apologies" or "absent"; until when' in said
    assert "Both stand" not in said
    text = path.read_text(encoding="utf-8")
    assert '# presence = "apols"' in text
    assert 'Write "present"' in text
    assert "Choose" not in text
    assert find_unsettled(text)


def test_an_answer_that_nobody_understood_leaves_what_the_file_says(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(MEETINGS / "mscb-2024-017.toml", folder / "meeting.toml")
    before = meeting_in(folder)
    assert read(folder, minutes_of(mscb(), write_presence("P"))) == ExitCode.NEEDS_A_PERSON
    assert meeting_in(folder).attendance == before.attendance
    said = capsys.readouterr().err
    assert "is a comment in the file. See whether what the file says is right." in said
    assert "Both stand" not in said


@pytest.mark.parametrize("case", ["MSCB-2024-018", ""])
def test_minutes_of_another_case_or_of_none_are_not_taken_over(
    case: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def rename(document: Document) -> None:
        document.tables[0].rows[0].cells[1].text = case

    assert read(folder, minutes_of(mscb(), rename)) == ExitCode.COULD_NOT_WORK
    assert (folder / "meeting.toml").read_text(encoding="utf-8") == BARE
    assert "nothing was taken over" in capsys.readouterr().err


def test_minutes_of_an_earlier_meeting_are_not_taken_for_this_ones(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = f"{BARE}date = 2025-02-03\n"
    (folder / "meeting.toml").write_text(text, encoding="utf-8")
    assert read(folder, minutes_of(mscb())) == ExitCode.COULD_NOT_WORK
    assert "the minutes are of 2024-12-16" in capsys.readouterr().err
    assert (folder / "meeting.toml").read_text(encoding="utf-8") == text


def test_minutes_of_another_stage_are_not_taken_over(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = BARE.replace("case-progression-meeting", "escalation")
    (folder / "meeting.toml").write_text(text, encoding="utf-8")
    assert read(folder, minutes_of(mscb())) == ExitCode.COULD_NOT_WORK
    assert "another stage" in capsys.readouterr().err


@pytest.mark.parametrize("content", [b"", b"not a file of Word", b"PK\x03\x04 broken"])
def test_what_is_no_file_of_minutes_changes_nothing(content: bytes, folder: Path) -> None:
    assert read(folder, content) == ExitCode.COULD_NOT_WORK
    assert (folder / "meeting.toml").read_text(encoding="utf-8") == BARE
    assert not (folder / "meeting-minutes.jsonl").exists()


def test_another_form_of_the_board_is_not_taken_for_minutes(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form = mscb().board.form("escalation-record")
    content = render(form, mscb().board, Format.WORD, {"case_reference": "MSCB-2024-017"}).content
    assert read(folder, content) == ExitCode.COULD_NOT_WORK
    assert "not one for the minutes" in capsys.readouterr().err


def test_minutes_in_which_nobody_wrote_change_nothing(folder: Path) -> None:
    read(folder, minutes_of(bare()))
    meeting = meeting_in(folder)
    assert (meeting.decisions, meeting.actions, meeting.purpose, meeting.date) == ((), (), "", None)


def test_a_list_longer_than_any_meetings_is_refused_and_changes_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    many = mscb().but(actions=[{"action": f"Visit number {number}"} for number in range(101)])
    assert read(folder, minutes_of(many)) == ExitCode.COULD_NOT_WORK
    assert "more than 100 entries" in capsys.readouterr().err
    assert (folder / "meeting.toml").read_text(encoding="utf-8") == BARE
