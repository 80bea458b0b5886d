"""A person steps through what is not sure; what is decided is kept beside what was read, and the record says so."""

import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from boardforms.cli import cli
from boardforms.cli.review import typed_value
from boardforms.errors import ExitCode, WrongUsage
from boardforms.receiving.decisions import Decision, decide, decisions_on, read_typed
from boardforms.receiving.journal import open_journal
from boardforms.receiving.reviewing import questions_in
from escalation.boxes import find_box
from escalation.records import OtherReading, Record, State
from tests.receiving.inboxes import (
    NOON,
    catalogue,
    fill_inbox,
    letter,
    receive_into,
    records_in,
    sheet,
    sums_of,
)

CASE = "MOR-2024-500"


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """A journal of one return, two answers of which a person must look at: days that there are not."""
    form = sheet(CASE)
    broken = replace_in_word(replace_in_word(form, "23/05/2024", "23/15/2024"), "04/06/2024", "04/16/2024")
    (tmp_path / "1.eml").write_bytes(letter(("form.docx", broken)))
    receive_into(tmp_path / "journal", tmp_path / "1.eml")
    return tmp_path / "journal"


def replace_in_word(data: bytes, old: str, new: str) -> bytes:
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as given,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as taken,
    ):
        for info in given.infolist():
            content = given.read(info)
            if info.filename == "word/document.xml":
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode())
            taken.writestr(info, content)
    return written.getvalue()


def review(journal: Path, *typed: str, again: str = "") -> Result:
    lines = "".join(f"{line}\n" for line in typed)
    arguments = ["review", "--journal", str(journal), "--who", "A. Person"]
    arguments += ["--again", again] if again else []
    return CliRunner().invoke(cli, arguments, input=lines, standalone_mode=False)


def decisions(journal: Path) -> list[Decision]:
    with open_journal(journal) as opened:
        key = opened.ask("SELECT key FROM record").fetchone()[0]
        return list(decisions_on(opened, key))


def test_a_date_that_is_none_is_corrected_and_another_accepted_as_not_known(journal: Path) -> None:
    [before] = records_in(journal)
    done = review(journal, "c", "31/2/2024", "perhaps", "23/5/2024", "a", "e")
    assert done.return_value == ExitCode.WELL, done.output
    assert "There is no such date" in done.output
    [record] = records_in(journal)
    assert (record.state, record.values["initial_discussion_on"]) == (State.COMPLETE, "2024-05-23")
    assert (record.values["completed_on"], record.fields["completed_on"].raw) == (None, "04/16/2024")
    reading = record.fields["initial_discussion_on"]
    assert (reading.origin, reading.sure) == ("a person", True)
    assert reading.raw == before.fields["initial_discussion_on"].raw, "what was read stays"
    first = decisions(journal)[0]
    assert (first.about, first.who) == ("initial_discussion_on", "A. Person")
    assert (first.old, first.new) == (None, "2024-05-23")
    assert sums_of(journal).standings == {"complete": 1}


def test_what_is_asked_says_where_it_stands(journal: Path) -> None:
    shown = review(journal, "q").output
    assert f"case {CASE}" in shown
    assert "23/15/2024" in shown
    assert "table 2, row 2, cell 2" in shown
    assert "1.eml › form.docx" in shown


@pytest.mark.parametrize("typed", [["s"] * 9, ["q"], ["nonsense", "q"]])
def test_skipping_and_quitting_decide_nothing(journal: Path, typed: list[str]) -> None:
    before = records_in(journal)
    assert review(journal, *typed).return_value == ExitCode.NEEDS_A_PERSON
    assert (decisions(journal), records_in(journal)) == ([], before)


def test_of_two_returns_the_later_is_said_to_correct_the_earlier(tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    for number, form in enumerate([sheet(CASE), sheet(CASE, stage_1_escalated_on="2024-05-28")]):
        (tmp_path / f"{number}.eml").write_bytes(letter(("form.docx", form), number=number))
        receive_into(journal, tmp_path / f"{number}.eml")
    assert [record.state for record in records_in(journal)] == [State.REVIEW, State.REVIEW]
    done = review(journal, "c")
    assert done.return_value == ExitCode.WELL, done.output
    [record] = records_in(journal)
    assert record.values["stage_1_escalated_on"] == "2024-05-28"


def test_when_the_input_ends_what_was_decided_is_kept(journal: Path) -> None:
    assert isinstance(review(journal, "c", "23/5/2024").exception, click.Abort)
    assert [decision.new for decision in decisions(journal)] == ["2024-05-23"]


def test_a_decision_is_never_changed_or_deleted(journal: Path) -> None:
    review(journal, "c", "23/5/2024", "q")
    with open_journal(journal) as opened:
        for statement in ("DELETE FROM decision", "UPDATE decision SET new = '1'"):
            with pytest.raises(Exception, match="never"):
                opened.database.execute(statement)


def test_a_later_decision_takes_the_place_of_the_first_and_both_are_kept(journal: Path) -> None:
    with open_journal(journal) as opened:
        key = opened.ask("SELECT key FROM record").fetchone()[0]
        for day in ("2024-05-23", "2024-05-24"):
            decide(
                opened,
                catalogue(),
                Decision(key, "initial_discussion_on", "correct", None, day, "A. Person", NOON),
            )
    [record] = records_in(journal)
    assert record.values["initial_discussion_on"] == "2024-05-24"
    assert [decision.new for decision in decisions(journal)] == ["2024-05-23", "2024-05-24"]


def test_of_two_readings_the_other_can_be_taken(journal: Path) -> None:
    with open_journal(journal) as opened:
        key, line = opened.ask("SELECT key, as_read FROM record").fetchone()
        read = Record.model_validate_json(line)
        other = OtherReading(raw="22.5.24", value="2024-05-22", origin="position", place="page 1\x1b[2J")
        fields = read.fields | {
            "initial_discussion_on": read.fields["initial_discussion_on"].model_copy(
                update={"others": (other,), "crop": "0123-date.png"}
            )
        }
        changed = read.model_copy(update={"fields": fields}).model_dump_json(by_alias=True)
        opened.change("UPDATE record SET as_read = ? WHERE key = ?", changed, key)
    shown = review(journal, "1", "q").output
    assert "or 1: 2024-05-22 (written: 22.5.24)  [position, page 1\\u001b[2J]" in shown
    assert str(Path("crops") / "0123-date.png") in shown
    [record] = records_in(journal)
    assert record.values["initial_discussion_on"] == "2024-05-22"


def test_a_corrected_case_reference_moves_the_return_to_its_matter(tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    for number, form in enumerate([sheet(CASE), sheet("MOR-2024-5OO", stage_1_escalated_on="2024-05-28")]):
        sent = NOON + dt.timedelta(days=number)
        (tmp_path / f"{number}.eml").write_bytes(letter(("form.docx", form), sent=sent, number=number))
        receive_into(journal, tmp_path / f"{number}.eml")
    with open_journal(journal) as opened:
        [key] = [key for (key,) in opened.ask("SELECT key FROM record WHERE matter LIKE '%5oo%'")]
        decide(
            opened, catalogue(), Decision(key, "case_reference", "correct", "MOR-2024-5OO", CASE, "A", NOON)
        )
    receive_into(journal, tmp_path / "1.eml")
    [record] = records_in(journal)
    assert (record.case, record.values["stage_1_escalated_on"]) == (CASE, "2024-05-28")


def test_questions_are_counted_and_say_how_the_file_is_had(journal: Path) -> None:
    shown = review(journal, "s", "s").output
    assert "1 of 2\n" in shown
    assert "2 of 2\n" in shown
    [record] = records_in(journal)
    assert shown.count(f"boardforms release {record.id} --to FILE --journal {journal}") == 1


def test_nothing_is_accepted_where_something_was_written_only_when_it_is_meant(journal: Path) -> None:
    assert "Something was written there" in review(journal, "a", "s", "q").output
    assert decisions(journal) == []
    review(journal, "a", "e", "q")
    assert [(one.action, one.new) for one in decisions(journal)] == [("accept", None)]


@pytest.mark.parametrize("typed", [["c", "", "q"], ["c", "s", "q"], ["c", "q"]])
def test_the_prompt_for_an_answer_can_be_left_without_one(journal: Path, typed: list[str]) -> None:
    assert review(journal, *typed).return_value == ExitCode.NEEDS_A_PERSON
    assert decisions(journal) == []


def test_that_an_answer_is_left_empty_is_said_by_a_letter(journal: Path) -> None:
    review(journal, "c", "e", "q")
    assert [(one.about, one.action, one.new) for one in decisions(journal)] == [
        ("initial_discussion_on", "correct", None)
    ]


def test_a_letter_that_commands_can_still_be_an_answer() -> None:
    box = find_box(catalogue().board("moray").form("dates-sheet"), "completed_by.name")
    assert box is not None
    assert [typed_value(box, typed) for typed in ("=S", "e", "Worker")] == ["S", None, "Worker"]


def test_going_back_shows_what_was_decided_and_a_new_decision_replaces_it(journal: Path) -> None:
    done = review(journal, "c", "23/5/2024", "b", "c", "24/5/2024", "a", "e")
    assert done.return_value == ExitCode.WELL, done.output
    assert "decided: 2024-05-23, by A. Person" in done.output
    [record] = records_in(journal)
    assert record.values["initial_discussion_on"] == "2024-05-24"
    made = [one.new for one in decisions(journal) if one.about == "initial_discussion_on"]
    assert made == ["2024-05-23", "2024-05-24"], "both are kept"


def test_what_was_decided_can_be_undone_and_is_asked_again(journal: Path) -> None:
    before = records_in(journal)
    review(journal, "c", "23/5/2024", "b", "u", "q")
    assert records_in(journal) == before
    assert [one.action for one in decisions(journal)] == ["correct", "undo"]
    assert "1 of 2" in review(journal, "q").output


def test_a_return_can_be_asked_about_again_when_all_was_decided(journal: Path) -> None:
    review(journal, "c", "23/5/2024", "a", "e")
    [record] = records_in(journal)
    done = review(journal, "s", "c", "4/6/2024", again=record.id)
    assert "decided: nothing" in done.output
    [after] = records_in(journal)
    assert after.values["completed_on"] == "2024-06-04"
    assert after.values["initial_discussion_on"] == "2024-05-23"


def test_that_one_return_corrects_another_can_be_undone(tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    for number, form in enumerate([sheet(CASE), sheet(CASE, stage_1_escalated_on="2024-05-28")]):
        (tmp_path / f"{number}.eml").write_bytes(letter(("form.docx", form), number=number))
        receive_into(journal, tmp_path / f"{number}.eml")
    later = records_in(journal)[1].id
    review(journal, "c")
    done = review(journal, "u", "k", again=later)
    assert "decided: this one corrects the other" in done.output
    assert [record.state for record in records_in(journal)] == [State.COMPLETE, State.COMPLETE]


TYPED = [
    ("initial_discussion_on", "14/6/2024", "2024-06-14"),
    ("initial_discussion_on", "", None),
    ("initial_outcome", "resolution", "resolved"),
    ("initial_sending_not_appropriate", "yes", True),
    ("initial_sending_not_appropriate", "no", False),
    ("completed_by.name", "Worker Two", "Worker Two"),
]


@pytest.mark.parametrize(("name", "text", "value"), TYPED)
def test_what_is_typed_is_read_by_the_kind_of_its_box(name: str, text: str, value: str | bool | None) -> None:
    box = find_box(catalogue().board("moray").form("dates-sheet"), name)
    assert box is not None
    assert read_typed(box, text) == value


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("initial_discussion_on", "31/6/2024", "day/month/year"),
        ("initial_outcome", "maybe", "Type one of: Resolution"),
        ("initial_sending_not_appropriate", "perhaps", "yes or no"),
    ],
)
def test_what_is_no_value_of_its_kind_is_said_with_what_is(name: str, text: str, said: str) -> None:
    box = find_box(catalogue().board("moray").form("dates-sheet"), name)
    assert box is not None
    with pytest.raises(WrongUsage, match=said):
        read_typed(box, text)


def test_a_return_whose_form_is_not_at_hand_is_shown_and_left(journal: Path) -> None:
    with open_journal(journal) as opened:
        opened.change("UPDATE record SET as_read = replace(as_read, '\"2026-11\"', '\"1999-01\"')")
    done = review(journal)
    assert "--boards" in done.output
    assert done.return_value == ExitCode.NEEDS_A_PERSON


def test_superseded_returns_are_not_asked_about(tmp_path: Path) -> None:
    receive_into(tmp_path / "journal", fill_inbox(tmp_path / "inbox"))
    with open_journal(tmp_path / "journal") as opened:
        asked: Iterator[str] = (question.id for question in questions_in(opened, catalogue()))
        assert len(set(asked)) == 1
    assert sums_of(tmp_path / "journal").standings["superseded"] == 1
