"""The dates of minutes, on record where the board's forms ask for them, and what they leave for the next meeting."""

import datetime as dt
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from docx.document import Document

from boardforms.cli import run
from boardforms.errors import ExitCode
from boardforms.minutes.other_forms import find_answers, record_answers
from boardforms.minutes.told import Told, ToldMinutes
from boardforms.packs import OpenMeeting
from boardforms.records import read_file, write_line
from docgen.packs.reading import read_meeting
from escalation.records import Source, State
from escalation.timeframes.facts import establish
from tests.escalation.returns import make_return
from tests.minutes.samples import edited, minutes_of, sample
from tests.packs.samples import MEETINGS, Prepared, moray

LIMIT = "stage-2-record-distributed"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(MEETINGS / "records", tmp_path / "records")
    shutil.copy(MEETINGS / "mor-2024-031.toml", tmp_path / "meeting.toml")
    return tmp_path


def write_minutes(document: Document, circulated: str) -> None:
    """Write what a minute-taker writes into the Word minutes."""
    tables = {table.rows[0].cells[1].text: table for table in document.tables}
    document.tables[0].rows[5].cells[1].text = circulated
    for number, presence in ((1, "Present"), (2, "Apologies"), (3, "Present")):
        tables["Role"].rows[number].cells[-1].text = presence
    tables["Decision"].rows[1].cells[1].text = "The programme starts in January"
    tables["Decision"].rows[1].cells[2].text = "After the family’s move"
    for cell, text in zip(
        tables["Action"].rows[1].cells[1:],
        ("Book the programme", "Callum Strachan", "Education", "20/12/2024"),
        strict=True,
    ):
        cell.text = text


def minutes(circulated: str = "2 December 2024", prepared: Prepared | None = None) -> bytes:
    return minutes_of(prepared or moray(), lambda document: write_minutes(document, circulated))


def read(folder: Path, content: bytes) -> int:
    (folder / "minutes.docx").write_bytes(content)
    return run(["pack", "read", str(folder / "minutes.docx"), "--meeting", str(folder / "meeting.toml")])


def answers(folder: Path, capsys: pytest.CaptureFixture[str], today: str, *more: Path) -> dict[str, Any]:
    """Return what the check answers of the case's records, by the key of the limit."""
    capsys.readouterr()
    paths = (folder / "records" / "mor-2024-031.jsonl", folder / "meeting-minutes.jsonl", *more)
    run(["check", *(str(path) for path in paths if path.exists()), "--json", "--today", today])
    (case,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return {one["limit"]: one for one in case["answers"]}


@pytest.mark.parametrize(
    ("circulated", "answer"), [("2 December 2024", "met"), ("3/12/2024", "met"), ("4/12/2024", "late")]
)
def test_from_draft_to_circulated_minutes_the_clause_is_judged_and_what_is_open_is_carried_on(
    circulated: str, answer: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Moray 3.3: within 5 working days of the meeting. In Moray, 2 December 2024 is St Andrew's Day's substitute."""
    records = shutil.copytree(MEETINGS / "records", tmp_path / "records") / "mor-2024-031.jsonl"
    meeting, word = tmp_path / "meeting.toml", tmp_path / "minutes.docx"
    words = ["pack", "new", str(records), "--meeting", str(meeting), "--date", "2024-11-25"]
    assert run([*words, "--today", "2024-11-20"]) == ExitCode.WELL
    words = ["pack", "make", str(meeting), "--to", str(tmp_path / "pack.pdf"), "--minutes", str(word)]
    assert run([*words, "--today", "2024-11-20"]) == ExitCode.WELL

    def write(document: Document) -> None:
        tables = {table.rows[0].cells[1].text: table for table in document.tables}
        document.tables[0].rows[5].cells[1].text = circulated
        tables["Role"].rows[1].cells[0].text = "Callum Strachan"
        tables["Role"].rows[1].cells[3].text = "present"
        tables["Decision"].rows[1].cells[1].text = "The programme starts in January"
        tables["Action"].rows[1].cells[1].text = "Book the programme"
        tables["Action"].rows[1].cells[4].text = "20/12/2024"

    word.write_bytes(edited(word.read_bytes(), write))
    assert run(["pack", "read", str(word), "--meeting", str(meeting)]) == ExitCode.NEEDS_A_PERSON
    assert "taken as ‘Record e-mailed after the stage 2 meeting’" in capsys.readouterr().err
    assert read_meeting(meeting).records == ("records/mor-2024-031.jsonl", "meeting-minutes.jsonl")
    said = answers(tmp_path, capsys, "2024-12-10")[LIMIT]
    assert (said["answer"], said["from"]["date"], said["due"]) == (answer, "2024-11-25", "2024-12-03")

    later = tmp_path / "later.toml"
    words = ["pack", "new", "--after", str(meeting), "--meeting", str(later), "--date", "2025-01-13"]
    assert run([*words, "--today", "2024-12-20"]) == ExitCode.WELL
    drafted = read_meeting(later)
    assert [(one.action, str(one.due), one.done) for one in drafted.open_actions] == [
        ("Book the programme", "2024-12-20", None)
    ]
    assert "Minutes of the meeting of Monday 25 November 2024" in drafted.agenda
    assert [(one.name, one.agency) for one in drafted.attendance] == [("Callum Strachan", "Education")]
    assert drafted.records == ("records/mor-2024-031.jsonl", "meeting-minutes.jsonl")
    assert "decision 1: The programme starts in January" in later.read_text(encoding="utf-8")


def test_each_date_is_on_record_with_where_it_is_from_and_such_a_record_is_never_complete(
    folder: Path,
) -> None:
    assert read(folder, minutes()) == ExitCode.NEEDS_A_PERSON
    records = {one.form.form: one for one in read_file(folder / "meeting-minutes.jsonl") if one.form}
    assert {key: one.state for key, one in records.items()} == {
        "meeting-minutes": State.REVIEW,
        "escalation-record": State.REVIEW,
        "dates-sheet": State.REVIEW,
    }
    sent = records["dates-sheet"].fields["stage_2_distributed_on"]
    assert (sent.raw, sent.value, sent.origin, sent.sure) == (
        "2024-12-02",
        "2024-12-02",
        "word minutes",
        True,
    )
    assert sent.place == "table 1, row 6, cell 2"
    assert {key for key, value in records["escalation-record"].values.items() if value} == {
        "case_reference",
        "stage_2_meeting",
    }


@pytest.mark.parametrize("has_sheet", [True, False])
def test_what_the_minutes_do_not_date_is_answered_as_before(
    has_sheet: bool, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The dates sheet asks for much that these minutes do not: that is not left blank, nor unreadable."""
    held = folder / "records" / "mor-2024-031.jsonl"
    if not has_sheet:
        held.write_text(held.read_text(encoding="utf-8").split("\n")[0] + "\n", encoding="utf-8")
    before = answers(folder, capsys, "2024-12-10")
    read(folder, minutes())
    after = answers(folder, capsys, "2024-12-10")
    earlier = [key for key in before if key.startswith(("initial", "stage-1")) or key == "stage-2-escalated"]
    assert len(earlier) == 5
    changed = {
        key: (before[key]["answer"], after[key]["answer"])
        for key in earlier
        if before[key]["answer"] != after[key]["answer"]
    }
    assert not changed
    assert "cannot be read" not in str([one["why"] for one in after.values()])
    assert after["stage-1-record-distributed"]["answer"] == "met"
    assert after[LIMIT]["answer"] == "met"


def test_a_dates_sheet_that_says_another_day_is_asked_about_and_nothing_is_chosen(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form = moray().board.form("dates-sheet")
    given: dict[str, str | bool] = {"case_reference": "MOR-2024-031", "stage_2_distributed_on": "2024-12-03"}
    returned = make_return(form, given).model_copy(update={"case": "MOR-2024-031"})
    sheet = folder / "records" / "sheet.jsonl"
    sheet.write_text(f"{write_line(returned)}\n", encoding="utf-8")
    text = (folder / "meeting.toml").read_text(encoding="utf-8")
    named = 'records = ["records/mor-2024-031.jsonl", "records/sheet.jsonl"]'
    text = text.replace('records = ["records/mor-2024-031.jsonl"]', named)
    (folder / "meeting.toml").write_text(text, encoding="utf-8")
    assert read(folder, minutes()) == ExitCode.NEEDS_A_PERSON
    assert "The records give different dates for" in capsys.readouterr().err
    assert answers(folder, capsys, "2024-12-10", sheet)[LIMIT]["answer"] == "not known"


def test_a_day_that_is_no_day_is_asked_about_and_counted_from_by_nobody(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert read(folder, minutes("as soon as typed")) == ExitCode.NEEDS_A_PERSON
    assert answers(folder, capsys, "2024-12-10")[LIMIT]["answer"] == "not known"


def test_a_day_that_was_not_surely_read_is_not_counted_from() -> None:
    meeting, board, case, checked = moray().papers()
    told = ToldMinutes(
        {"minutes_circulated": Told(dt.date(2024, 12, 2), "2/12/24", "table 1", sure=False)}, {}
    )
    opened = OpenMeeting(meeting, board, case, checked, ())
    source = Source(path="minutes.docx", sha256="0" * 64)
    records = record_answers(find_answers(told, "word minutes", None, opened), case.reference, source)
    checked_on = dt.date(2024, 12, 10)
    both = case.model_copy(update={"records": (*case.records, *records)})
    sent = establish(both, board, checked_on).dated["stage_2_distributed"]
    assert (sent.date, [one.id for one in records]) == (None, ["000000000000-1", "000000000000-2"])
    assert "is not sure" in sent.why


def test_the_day_of_circulation_may_be_written_in_the_meetings_file_afterwards(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    returned = minutes("")
    read(folder, returned)
    assert answers(folder, capsys, "2024-12-10")[LIMIT]["answer"] == "overdue"
    path = folder / "meeting.toml"
    text = path.read_text(encoding="utf-8").replace(
        "\npurpose =", "\nminutes_circulated = 2024-12-02\npurpose =", 1
    )
    path.write_text(text, encoding="utf-8")
    assert read(folder, returned) == ExitCode.NEEDS_A_PERSON
    records = read_file(folder / "meeting-minutes.jsonl")
    assert len({one.id for one in records}) == len(records) == 3
    assert answers(folder, capsys, "2024-12-10")[LIMIT]["answer"] == "met"
    origins = [
        one.fields["stage_2_distributed_on"].origin
        for one in records
        if "stage_2_distributed_on" in one.fields
    ]
    assert origins == ["meeting's file"]


def test_minutes_in_which_nobody_has_written_are_no_evidence_that_the_meeting_was_held(folder: Path) -> None:
    assert read(folder, minutes_of(moray())) == ExitCode.WELL
    assert not (folder / "meeting-minutes.jsonl").exists()


@pytest.mark.parametrize("name", ["mer-2025-008", "pc-2025-006"])
def test_where_a_stage_ends_in_no_circulation_the_day_of_a_meeting_is_not_taken_for_its_event(
    name: str, folder: Path
) -> None:
    """Merton, Medway and Pan Cheshire date a decision or an end: a meeting may have been on another day."""
    shutil.copy(MEETINGS / f"{name}.toml", folder / "meeting.toml")
    read(folder, minutes_of(sample(name)))
    board = sample(name).board
    events = [
        field.event
        for record in read_file(folder / "meeting-minutes.jsonl")
        if record.form
        for field in board.form(record.form.form).fields
        if field.event and record.text(field.key)
    ]
    assert events == []


def test_papers_and_releases_stay_in_the_meetings_file(folder: Path) -> None:
    path = folder / "meeting.toml"
    tables = (
        '\n# Asked for by the chair\n[[paper]]\ntitle = "A report"\nfile = "report.pdf"\n\n[[release]]\n'
        'part = "discussion"\nto = ["family"]\nby = "Sunita Rao"\nwhy = "Read through"\non = 2024-12-02\n'
    )
    path.write_text(path.read_text(encoding="utf-8") + tables, encoding="utf-8")
    before = read_meeting(path)
    assert read(folder, minutes()) == ExitCode.NEEDS_A_PERSON
    after = read_meeting(path)
    assert after.decisions
    assert (after.papers, after.releases) == (before.papers, before.releases)
    assert (str(after.papers[0].title), after.releases[0].on) == ("A report", dt.date(2024, 12, 2))
    assert tables in path.read_text(encoding="utf-8")
