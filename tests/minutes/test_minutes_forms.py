"""Minutes of every board become a record of its case: on the board's own form for them, or from the Word minutes."""

import datetime as dt
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from pydantic import JsonValue

from boardforms.blanks import Format, render
from boardforms.catalogue import load_catalogue
from boardforms.cli import run
from boardforms.errors import ExitCode, Unusable
from boardforms.meeting_drafts import Wanted, draft_meeting
from boardforms.minutes.back import TakenOver, take_over
from boardforms.minutes.forms import minutes_form
from boardforms.minutes.to_form import fill_minutes_form, make_minutes_form
from boardforms.packs import OpenMeeting, open_meeting
from boardforms.records import read_file
from docgen.packs.meeting import Meeting
from docgen.packs.reading import read_meeting
from escalation.boards import Board, Stage
from escalation.records import Record, State
from escalation.timeframes.facts import establish
from tests.minutes.samples import minutes_of, sample
from tests.minutes.test_pack_read import said_by
from tests.packs.samples import MEETINGS, Prepared, moray

CATALOGUE = load_catalogue()
TODAY = dt.date(2025, 12, 1)
OF_ANY_STAGE = ("medway", "merton", "moray", "pan-cheshire")
HELD = ("mer-2025-008", "pc-2025-006")
"""The sample meetings, of boards that ask for no minutes, that were held."""


def meets(stage: Stage) -> bool:
    return bool(stage.meets)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(MEETINGS / "records", tmp_path / "records")
    return tmp_path


def about(meeting: Meeting, **more: object) -> str:
    """Return a meeting's file that says what it is about, and nothing else but `more`."""
    held = {"board": meeting.board, "case": meeting.case, "stage": meeting.stage, **more}
    lines = [f'{key} = "{value}"' for key, value in held.items()]
    return "\n".join([*lines, f'records = ["{meeting.records[0]}"]', ""])


def opened(folder: Path) -> OpenMeeting:
    return open_meeting(folder / "meeting.toml", CATALOGUE, TODAY)


def read(folder: Path, content: bytes, name: str = "minutes.docx", *, replaces: bool = False) -> TakenOver:
    (folder / name).write_bytes(content)
    meeting = folder / "meeting.toml"
    return take_over(folder / name, meeting, opened(folder), CATALOGUE, workers=0, replaces=replaces)


def on_record(folder: Path) -> Mapping[str, Record]:
    """Return the records beside the meeting's file, by the keys of their forms."""
    path = folder / "meeting-minutes.jsonl"
    return {one.form.form: one for one in read_file(path) if one.form} if path.exists() else {}


def rows(record: Record, key: str) -> list[dict[str, JsonValue]]:
    held = record.values[key]
    assert isinstance(held, list)
    return [row for row in held if isinstance(row, dict)]


@pytest.mark.parametrize("key", OF_ANY_STAGE)
def test_every_stage_at_which_people_meet_has_a_form_for_its_minutes(key: str) -> None:
    board = CATALOGUE.board(key)
    stages = [stage for stage in board.stages if meets(stage)]
    found = [minutes_form(board, Meeting(board=key, case="X", stage=stage.key)) for stage in stages]
    assert [one.stage for one in found if one] == [stage.key.replace("-", "_") for stage in stages]
    options = board.form("meeting-minutes").field("meeting_stage").options
    assert list(options) == [stage.key.replace("-", "_") for stage in stages]


@pytest.mark.parametrize("board", [board for board in CATALOGUE.boards.values() if board.key in OF_ANY_STAGE])
def test_a_form_for_minutes_that_no_board_published_says_so(board: Board) -> None:
    assert board.form("meeting-minutes").standing.startswith("The Board has not published this form.")


@pytest.mark.parametrize("name", HELD)
def test_word_minutes_of_a_board_that_asks_for_none_are_on_record_with_their_decisions_actions_and_dates(
    name: str, folder: Path
) -> None:
    whole = sample(name)
    (folder / "meeting.toml").write_text(about(whole.meeting), encoding="utf-8")
    taken = read(folder, minutes_of(whole))
    assert not taken.needs_a_person
    record = on_record(folder)["meeting-minutes"]
    meeting = whole.meeting
    assert record.state is State.COMPLETE
    assert record.values["meeting_stage"] == meeting.stage.replace("-", "_")
    assert record.text("meeting_held_on") == str(meeting.date)
    assert record.text("minutes_circulated_on") == str(meeting.minutes_circulated)
    said = [(row["action"], row["owner"], row["agency"], row["due"]) for row in rows(record, "actions")]
    assert said == [(one.action, one.owner, one.agency, str(one.due)) for one in meeting.actions]
    decided = [(row["decision"], row["reason"] or "") for row in rows(record, "decisions")]
    assert decided == [(one.decision, one.reason) for one in meeting.decisions]
    due = record.fields["actions.1.due"]
    assert (due.origin, due.place, due.sure) == ("word minutes", "table 8, row 2, cell 5", True)


@pytest.mark.parametrize("name", HELD)
def test_the_next_draft_has_the_actions_from_the_records_alone(name: str, folder: Path) -> None:
    whole = sample(name)
    (folder / "meeting.toml").write_text(about(whole.meeting), encoding="utf-8")
    read(folder, minutes_of(whole))
    wanted = Wanted(stage=whole.meeting.stage)
    draft = draft_meeting(on_record(folder).values(), CATALOGUE, wanted, TODAY)
    found = [(one.action, one.owner, one.agency, one.due) for one in draft.plan.meeting.open_actions]
    assert found == [(one.action, one.owner, one.agency, one.due) for one in whole.meeting.actions]
    assert {one.source.partition(",")[0] for one in draft.plan.meeting.open_actions} == {"Meeting minutes"}


@pytest.mark.parametrize("kind", list(Format))
@pytest.mark.parametrize("name", [*HELD, "med-2025-003", "mor-2024-031"])
def test_the_boards_form_made_of_a_meetings_file_and_read_back_says_the_same(
    name: str, kind: Format, folder: Path
) -> None:
    whole = sample(name)
    shutil.copy(MEETINGS / f"{name}.toml", folder / "meeting.toml")
    path = folder / f"form{'.docx' if kind is Format.WORD else '.pdf'}"
    findings = make_minutes_form(opened(folder), path).rendered.findings
    assert {one.code for one in findings} <= {"answer-continued"}
    (folder / "meeting.toml").write_text(about(whole.meeting), encoding="utf-8")
    read(folder, path.read_bytes(), path.name)
    assert said_by(read_meeting(folder / "meeting.toml")) == said_by(whole.meeting)
    assert bool(on_record(folder)) is (name in HELD)


def test_a_form_made_before_the_meeting_names_the_child_and_the_stage_and_holds_no_answer(
    folder: Path,
) -> None:
    shutil.copy(MEETINGS / "mor-2024-031.toml", folder / "meeting.toml")
    at = opened(folder)
    known = minutes_form(at.board, at.meeting)
    assert known is not None
    answers = fill_minutes_form(at, known)
    assert (answers["child_name"], answers["meeting_stage"]) == ("Isla Marchbank", "stage_2")
    assert (answers["decisions"], answers["actions"], answers["meeting_outcome"]) == ([], [], None)


def test_the_command_makes_the_form_and_says_that_the_board_has_not_published_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(MEETINGS / "mor-2024-031.toml", folder / "meeting.toml")
    words = ["pack", "form", str(folder / "meeting.toml"), "--to"]
    assert run([*words, str(folder / "out" / "form.docx")]) == ExitCode.WELL
    assert "The Board has not published this form" in capsys.readouterr().err
    assert run([*words, str(folder / "form.odt")]) == ExitCode.WRONG_USAGE
    assert "end its name with .docx or .pdf" in capsys.readouterr().err
    text = about(Meeting(board="mscb", case="MSCB-2024-017", stage="escalation", records=("records/x",)))
    (folder / "meeting.toml").write_text(text.replace("records/x", "records/mscb-2024-017.jsonl"), "utf-8")
    assert run([*words, str(folder / "other.docx")]) == ExitCode.COULD_NOT_WORK
    assert "no form for the minutes of this stage" in capsys.readouterr().err


def held_at(prepared: Prepared, **more: Any) -> Prepared:
    return prepared.but(discussion="It was discussed.", **more)


@pytest.mark.parametrize(("resolved", "option"), [(True, "resolved"), (False, "continues")])
def test_whether_a_moray_meeting_resolved_it_is_on_record_where_the_escalation_record_asks(
    resolved: bool, option: str, folder: Path
) -> None:
    """Moray 3.3: the stage is its meeting, so that one that did not resolve the matter escalates it."""
    (folder / "meeting.toml").write_text(about(moray().meeting), encoding="utf-8")
    taken = read(folder, minutes_of(held_at(moray(), resolved=resolved)))
    asked = on_record(folder)["escalation-record"].fields["stage_2_outcome"]
    assert (asked.value, asked.origin, asked.place) == (option, "word minutes", "table 7, row 2, cell 2")
    assert "The outcome: taken as" in " ".join(taken.on_record)
    at = opened(folder)
    facts = establish(at.case, at.board, TODAY)
    assert (facts.resolved("stage-2").value, facts.reached("stage-3").value) == (resolved, not resolved)


@pytest.mark.parametrize(("resolved", "held"), [(True, {"mediation_outcome": "resolved"}), (False, {})])
def test_a_meeting_that_settled_nothing_ends_no_stage_whose_event_is_its_end(
    resolved: bool, held: dict[str, str], folder: Path
) -> None:
    """Merton 3.12: mediation may need a second meeting, so that only what ended is taken for an end."""
    whole = sample("mer-2025-008").but(resolved=resolved)
    (folder / "meeting.toml").write_text(about(whole.meeting), encoding="utf-8")
    read(folder, minutes_of(whole))
    other = on_record(folder).get("escalation-record")
    given = other.values if other else {}
    assert {key: value for key, value in given.items() if value and key != "case_reference"} == held
    assert on_record(folder)["meeting-minutes"].values["meeting_outcome"] == (
        "resolved" if resolved else "unresolved"
    )


def test_an_outcome_that_a_returned_form_gives_otherwise_is_asked_and_not_chosen(folder: Path) -> None:
    whole = sample("mer-2025-008")
    (folder / "meeting.toml").write_text(about(whole.meeting), encoding="utf-8")
    path = folder / "records" / "mer-2025-008.jsonl"
    text = path.read_text(encoding="utf-8")
    changed = text.replace('"mediation_outcome":"resolved"', '"mediation_outcome":"unresolved"')
    assert changed != text
    path.write_text(changed, encoding="utf-8")
    taken = read(folder, minutes_of(whole))
    assert [line for line in taken.remarks if "is answered differently" in line]
    at = opened(folder)
    assert establish(at.case, at.board, TODAY).resolved("mediation").value is None


def test_minutes_on_the_boards_form_of_another_stage_are_not_taken_over(folder: Path) -> None:
    (folder / "meeting.toml").write_text(about(moray().meeting), encoding="utf-8")
    form = moray().board.form("meeting-minutes")
    answers = {"case_reference": "MOR-2024-031", "meeting_stage": "stage_3", "discussion": "Much"}
    with pytest.raises(Unusable, match="another stage"):
        read(folder, render(form, moray().board, Format.WORD, answers).content)
    assert not on_record(folder)


def test_the_dates_and_outcome_of_minutes_on_the_boards_form_are_on_record_too(folder: Path) -> None:
    (folder / "meeting.toml").write_text(about(moray().meeting), encoding="utf-8")
    form = moray().board.form("meeting-minutes")
    answers = {
        "case_reference": "MOR-2024-031",
        "meeting_stage": "stage_2",
        "meeting_held_on": "2024-11-25",
        "discussion": "Much",
        "meeting_outcome": "resolved",
        "minutes_circulated_on": "2024-12-02",
    }
    read(folder, render(form, moray().board, Format.PDF, answers).content, "minutes.pdf")
    records = on_record(folder)
    sent = records["dates-sheet"].fields["stage_2_distributed_on"]
    assert (sent.value, sent.origin) == ("2024-12-02", "minutes form")
    assert records["escalation-record"].values["stage_2_outcome"] == "resolved"
    assert records["meeting-minutes"].values["meeting_held_on"] == "2024-11-25"


def test_what_minutes_leave_open_is_not_taken_from_those_of_an_earlier_meeting(folder: Path) -> None:
    """The form requires an outcome, and the first meeting's is no answer for the second's."""
    first = sample("mer-2025-008")
    (folder / "meeting.toml").write_text(about(first.meeting), encoding="utf-8")
    read(folder, minutes_of(first))
    shutil.move(folder / "meeting-minutes.jsonl", folder / "records" / "first.jsonl")
    text = about(first.meeting).replace("records = [", 'records = ["records/first.jsonl", ')
    (folder / "meeting.toml").write_text(text, encoding="utf-8")
    read(folder, minutes_of(first.but(date="2025-03-11", resolved=None, purpose="", actions=[])))
    values = on_record(folder)["meeting-minutes"].values
    assert (values["meeting_outcome"], values["purpose"], values["actions"]) == (None, None, [])
    assert values["child_name"] == "Tomasz Ardley"


def test_minutes_put_right_and_returned_again_stand_beside_the_first_and_that_is_said(folder: Path) -> None:
    whole = sample("pc-2025-006")
    (folder / "meeting.toml").write_text(about(whole.meeting), encoding="utf-8")
    assert read(folder, minutes_of(whole)).remarks == ()
    assert read(folder, minutes_of(whole)).remarks == ()
    [said] = read(folder, minutes_of(whole.but(place="By video"))).remarks
    assert said.startswith("meeting-minutes.jsonl holds other minutes of this meeting too (return ")
    assert said.endswith("If these take their place, read these again with --replace.")


def test_minutes_put_right_take_the_place_of_the_first_where_somebody_says_so(folder: Path) -> None:
    whole = sample("pc-2025-006")
    (folder / "meeting.toml").write_text(about(whole.meeting), encoding="utf-8")
    first = read(folder, minutes_of(whole))
    right = minutes_of(whole.but(place="By video", discussion="Otherwise"))
    assert read(folder, right, replaces=True).remarks == ()
    kept = read_file(folder / "meeting-minutes.jsonl")
    assert not [one for one in kept if one.id.startswith(first.id)]
    assert on_record(folder)["meeting-minutes"].values["meeting_place"] == "By video"
    assert read(folder, right).remarks == ()


def test_where_the_board_has_no_form_for_a_stages_minutes_that_is_said(folder: Path) -> None:
    meeting = sample("mscb-2024-017").but(stage="escalation")
    (folder / "meeting.toml").write_text(about(meeting.meeting), encoding="utf-8")
    taken = read(folder, minutes_of(meeting))
    assert any("The board has no form for the minutes of this stage" in line for line in taken.on_record)
    assert "case-progression-meeting-minutes" not in on_record(folder)
