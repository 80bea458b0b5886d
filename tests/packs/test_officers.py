"""Who may chair and take the minutes: proposed from records and earlier minutes, or said as the procedure's roles."""

import datetime as dt
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boardforms.cli import run
from boardforms.errors import ExitCode
from boardforms.meeting_drafts import Draft, write_draft
from boardforms.minutes.unsettled import find_unsettled
from docgen.packs.before.earlier import Earlier
from docgen.packs.before.officers import Proposal, propose_officers
from docgen.packs.before.planning import plan_meeting
from docgen.packs.issues import Issue
from docgen.packs.meeting import Meeting, Person
from docgen.packs.pdf import render_pack
from docgen.packs.reading import read_meeting
from docgen.packs.subject import CHILD
from escalation.definitions import Office
from escalation.records import Record
from escalation.timeframes.facts import establish
from tests.escalation.returns import make_return
from tests.packs.samples import MEETINGS, Prepared, moray, mscb, pages_of, prepare

TODAY = dt.date(2025, 5, 1)
NOBODY = Person()


def propose(
    prepared: Prepared, stage: str, *records: Record, earlier: tuple[Earlier, ...] = ()
) -> tuple[Proposal, Proposal]:
    held = prepared.with_records(*records)
    return propose_officers(establish(held.case, held.board, TODAY), held.board.stage(stage), earlier)


def minutes(prepared: Prepared, stage: str, day: str, *unsure: str, **said: str) -> Record:
    """Return minutes of one of a board's stages, on its form for those of several."""
    given: dict[str, str | bool] = {
        "case_reference": prepared.case.reference,
        "meeting_stage": stage,
        "meeting_held_on": day,
        **{f"{office}.name": name for office, name in said.items()},
    }
    return make_return(prepared.board.form("meeting-minutes"), given, unsure=unsure)


def earlier(stage: str, day: str, chair: str = "", minute_taker: str = "") -> Earlier:
    meeting = Meeting.model_validate(
        {
            "board": "moray",
            "case": "MOR-2024-031",
            "stage": stage,
            "date": day,
            "chair": {"name": chair},
            "minute_taker": {"name": minute_taker},
        }
    )
    return Earlier(meeting, "first.toml")


def test_who_did_so_at_the_last_meeting_of_the_stage_is_proposed_with_where_it_is_written() -> None:
    chair, minute_taker = propose(mscb(), "case-progression-meeting", *mscb().case.records)
    assert (chair.office, str(chair.person)) == (
        Office.CHAIR,
        "Sunita Rao, Team Manager, Children and Families",
    )
    assert (minute_taker.office, minute_taker.person.name) == (Office.MINUTE_TAKER, "Jo Farrant")
    said = " ".join(chair.says)
    assert "‘Chair’ on the Case progression meeting minutes" in said
    assert "the meeting of Monday 16 December 2024" in said
    assert "‘Sent to, to chair’ on the Case progression meeting request" in said
    assert "By the procedure: The Team Manager or Locality Manager (¶11)." in chair.says
    assert "By the procedure: The Chair (¶12)." in minute_taker.says


def test_before_the_first_meeting_it_is_whom_the_request_asks_to_chair() -> None:
    """MSCB ¶10 and ¶11: the request goes to whoever chairs."""
    chair, minute_taker = propose(mscb(), "case-progression-meeting", *mscb().case.records[:2])
    assert chair.person.name == "Sunita Rao"
    assert minute_taker.person == NOBODY


def test_a_request_for_a_meeting_says_nothing_of_who_chairs_at_another_stage() -> None:
    chair, _ = propose(mscb(), "escalation", *mscb().case.records)
    assert chair.person == NOBODY


@pytest.mark.parametrize("name", ["med-2025-003", "mer-2025-008", "mor-2024-031", "pc-2025-006"])
def test_where_no_record_names_anybody_the_role_and_its_clause_are_said_and_no_name(name: str) -> None:
    at = prepare(name)
    stage = at.board.stage(at.meeting.stage)
    for proposal, rules in zip(
        propose(at, stage.key, *at.case.records), (stage.chairs, stage.minutes), strict=True
    ):
        said = " ".join(proposal.says)
        assert proposal.person == NOBODY
        assert "NOT SURE" not in said
        assert all(f"{rule.who} ({rule.clause})" in said for rule in rules if not rule.when)
        assert rules or "The procedure does not say" in said


def test_the_table_of_line_management_gives_the_role_that_meets_for_each_agency_of_the_records() -> None:
    """Moray, Appendix 3: the record names Education alone."""
    chair, minute_taker = propose(moray(), "stage-2", *moray().case.records)
    table = "Second line management, by the procedure’s table: Quality Improvement Officer (Education)."
    assert table in chair.says
    assert table not in minute_taker.says


def test_who_chaired_another_stage_is_not_proposed() -> None:
    """Moray 3.3 to 3.6: each stage is met by another level of line management."""
    record = minutes(moray(), "stage_1", "2024-11-11", chair="A. First")
    before = (earlier("stage-1", "2024-11-11", "A. First", "B. Writer"),)
    for proposal in propose(moray(), "stage-2", record, earlier=before):
        assert proposal.person == NOBODY
        assert "A. First" not in " ".join(proposal.says)


def test_minutes_that_do_not_say_their_stage_propose_nobody() -> None:
    record = minutes(moray(), "", "2024-11-25", chair="A. Chair")
    assert propose(moray(), "stage-2", record)[0].person == NOBODY


def test_the_last_meeting_comes_first_whether_its_file_or_a_record_tells_of_it() -> None:
    record = minutes(moray(), "stage_2", "2024-12-09", chair="B. Later")
    before = (earlier("stage-2", "2024-11-25", "A. Sooner", "C. Writer"),)
    chair, minute_taker = propose(moray(), "stage-2", record, earlier=before)
    assert chair.person.name == "B. Later"
    assert any(
        one.startswith("Also named: A. Sooner (chaired the meeting of Monday 25") for one in chair.says
    )
    assert minute_taker.person.name == "C. Writer"


def test_two_who_are_named_for_one_meeting_are_both_said_and_neither_is_put_in() -> None:
    record = minutes(moray(), "stage_2", "2024-11-25", chair="B. Other")
    chair, _ = propose(moray(), "stage-2", record, earlier=(earlier("stage-2", "2024-11-25", "A. One"),))
    assert chair.person == NOBODY
    assert "A. One" in chair.says[0]
    assert "B. Other" in chair.says[0]


def test_a_file_and_a_record_of_one_meeting_complete_one_person() -> None:
    record = minutes(moray(), "stage_2", "2024-11-25", chair="a. one")
    whole = {"name": "A. One", "role": "Officer", "agency": ""}
    before = earlier("stage-2", "2024-11-25")
    told = Earlier(before.meeting.model_copy(update={"chair": Person(**whole)}), "first.toml")
    assert propose(moray(), "stage-2", record, earlier=(told,))[0].person == Person(**whole)


def test_a_name_that_was_not_surely_read_is_counted_among_what_is_in_doubt() -> None:
    sure, unsure = (
        minutes(moray(), "stage_2", "2024-11-25", *marked, chair="A. Chair")
        for marked in ((), ("chair.name",))
    )
    counts = []
    for record in (sure, unsure):
        held = moray().with_records(record)
        facts = establish(held.case, held.board, TODAY)
        counts.append(plan_meeting(facts, held.board.stage("stage-2"), CHILD.views_title).in_doubt)
    assert counts == [0, 1]


def test_a_pack_says_that_a_proposal_is_not_confirmed() -> None:
    papers = mscb().papers()
    said = "still asks somebody to look (lines 43, 52): what stands there is not confirmed."
    assert said in pages_of(render_pack(*papers, issue=Issue(unsettled=(43, 52))).content)[1]
    assert said not in pages_of(render_pack(*papers).content)[1]


def test_whoever_is_proposed_to_chair_is_invited_too() -> None:
    held = moray().with_records(minutes(moray(), "stage_2", "2024-11-25", chair="A. Chair"))
    facts = establish(held.case, held.board, TODAY)
    planned = plan_meeting(facts, held.board.stage("stage-2"), CHILD.views_title)
    assert [one.why for one in planned.invited if one.person.name == "A. Chair"] == [
        "Proposed to chair: see [chair] above."
    ]


def test_a_proposal_keeps_a_pack_from_being_final_until_its_comment_is_taken_away(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "meeting.toml"
    records = str(MEETINGS / "records" / "mscb-2024-017.jsonl")
    words = ["pack", "new", records, "--meeting", str(path), "--date", "2025-02-03"]
    assert run(words) == ExitCode.WELL
    said = capsys.readouterr().err
    assert "Proposed from the records: who chairs and who takes the minutes." in said
    assert "Sunita" not in said
    text = path.read_text(encoding="utf-8")
    assert read_meeting(path).chair.name == "Sunita Rao"
    assert len(find_unsettled(text)) == 2
    invite = ["pack", "invite", str(path), "--to", str(tmp_path / "invitation.docx")]
    assert run(invite) == ExitCode.NEEDS_A_PERSON
    path.write_text(text.replace("# NOT SURE: look whether", "# Asked on Monday, whether"), encoding="utf-8")
    run(["pack", "check", str(path)])
    assert "NOT SURE" not in capsys.readouterr().out
    assert run(invite) == ExitCode.WELL


@given(name=st.text(min_size=1, max_size=80), role=st.text(max_size=20))
def test_whatever_a_record_calls_somebody_the_draft_can_be_read_and_says_so(
    tmp_path_factory: pytest.TempPathFactory, name: str, role: str
) -> None:
    record = minutes(moray(), "stage_2", "2024-11-25", chair=name)
    held = moray().with_records(
        record.model_copy(
            update={"values": {**record.values, "chair": {"name": name, "role": role, "agency": ""}}}
        )
    )
    facts = establish(held.case, held.board, TODAY)
    planned = plan_meeting(facts, held.board.stage("stage-2"), CHILD.views_title)
    path = tmp_path_factory.mktemp("draft") / "meeting.toml"
    write_draft(Draft(planned, held.board, held.case, 0), path, [])
    read = tomllib.loads(path.read_text(encoding="utf-8"))
    assert (read["chair"]["name"], read["chair"]["role"]) == (
        " ".join(name.split()),
        " ".join(role.split()),
    )
    assert read_meeting(path).stage == "stage-2"
