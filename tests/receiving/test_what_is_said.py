"""What the commands on a journal say is enough for a person who knows the forms and not the program."""

import datetime as dt
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from boardforms.cli import cli, run
from boardforms.cli.questions import show_question
from boardforms.errors import ExitCode
from boardforms.receiving.journal import open_journal
from boardforms.receiving.reviewing import Question, as_printed, differences
from escalation.boxes import find_box
from escalation.records import OtherReading, Record, Source, State
from tests.receiving.inboxes import catalogue, letter, receive_into, records_in, sheet

FORM = catalogue().board("moray").form("dates-sheet")


def review(journal: Path, *typed: str) -> str:
    lines = "".join(f"{line}\n" for line in typed)
    arguments = ["review", "--journal", str(journal), "--who", "A. Person"]
    return CliRunner().invoke(cli, arguments, input=lines, standalone_mode=False).output


def test_of_two_returns_the_day_of_each_and_what_differs_are_shown(tmp_path: Path) -> None:
    forms = [
        sheet("MOR-2024-510"),
        sheet("MOR-2024-510", stage_1_escalated_on="2024-05-28", initial_outcome="resolved"),
    ]
    for number, form in enumerate(forms):
        (tmp_path / f"{number}.eml").write_bytes(letter(("form.docx", form), number=number))
        receive_into(tmp_path / "journal", tmp_path / f"{number}.eml")
    first, second = records_in(tmp_path / "journal")
    said = review(tmp_path / "journal", "q")
    assert f"this one: {second.id}, received 14 Jun 2024" in said
    assert f"the other: {first.id}, received 14 Jun 2024  ({tmp_path / '0.eml'} › form.docx)" in said
    day, outcome = find_box(FORM, "stage_1_escalated_on"), find_box(FORM, "initial_outcome")
    assert day is not None
    assert outcome is not None
    options = outcome.asks.options
    assert f"{day.label}: 2024-05-28; in the other: 2024-05-24" in said
    assert f"{outcome.label}: {options['resolved']}; in the other: {options['continues']}" in said
    assert len(differences(second, first, FORM)) == 2
    assert differences(first, first, FORM) == ()


def test_a_question_that_the_form_asks_more_than_once_is_shown_with_its_part_of_the_form(
    capsys: pytest.CaptureFixture[str],
) -> None:
    form = catalogue().board("moray").form("escalation-record")
    source = Source(path="a.docx", sha256="0" * 64)
    record = Record(id="0123456789ab", form=form.reference, case=None, source=source, state=State.REVIEW)
    for name, shown in {
        "stage_2_meeting": "  Stage 2/Second line management: Date",
        "child_name": "  Child’s name",
    }.items():
        show_question(Question("0123456789ab", record, form, (), find_box(form, name)), 1, 1, None)
        assert shown in capsys.readouterr().err.splitlines()


def test_a_choice_is_shown_as_the_form_prints_it() -> None:
    box = find_box(FORM, "initial_outcome")
    assert box is not None
    assert as_printed(box, "resolved") == box.asks.options["resolved"]
    assert (as_printed(box, "perhaps"), as_printed(None, "x"), as_printed(box, None)) == (
        "perhaps",
        "x",
        None,
    )


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        (
            "initial_discussion_on",
            "The right answer, as day/month/year; [e] left empty, [s] skip, [q] quit, only Enter: back",
        ),
        (
            "initial_sending_not_appropriate",
            "The right answer, yes or no; [e] left empty, [s] skip, [q] quit, only Enter: back",
        ),
        ("initial_outcome", "The right answer, one of: Resolution, "),
        ("completed_by.name", "The right answer; [e] left empty, [s] skip, [q] quit, only Enter: back"),
    ],
)
def test_who_corrects_is_told_what_may_be_typed(name: str, asked: str, tmp_path: Path) -> None:
    journal = with_doubt_about(name, tmp_path)
    assert asked in review(journal, "c", "", "q")


def test_an_answer_of_several_lines_is_shown_in_lines(tmp_path: Path) -> None:
    journal = with_doubt_about("completed_by.name", tmp_path)
    assert "or 1: first line\n        second\\u0007 line  [position, page 1]" in review(journal, "q")


def with_doubt_about(name: str, folder: Path) -> Path:
    """Return a journal of one return, one answer of which was read in two ways."""
    (folder / "1.docx").write_bytes(sheet("MOR-2024-511"))
    receive_into(folder / "journal", folder / "1.docx")
    with open_journal(folder / "journal") as opened:
        key, line = opened.ask("SELECT key, as_read FROM record").fetchone()
        read = Record.model_validate_json(line)
        text = "first line\nsecond\x07 line"
        other = OtherReading(raw=text, value=text, origin="position", place="page 1")
        doubted = read.fields[name].model_copy(update={"sure": False, "others": (other,)})
        changed = read.model_copy(update={"fields": read.fields | {name: doubted}}).model_dump_json(
            by_alias=True
        )
        opened.change("UPDATE record SET as_read = ? WHERE key = ?", changed, key)
        opened.change("UPDATE content SET standing = 'review'")
    return folder / "journal"


def test_what_is_to_be_typed_next_can_be_typed_as_it_is_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inbox, journal = tmp_path / "QA inbox", tmp_path / "QA journal"
    inbox.mkdir()
    (inbox / "notes.txt").write_bytes(b"not a form")
    run(["receive", str(inbox), "--journal", str(journal), "--workers", "0"])
    assert follow("boardforms quarantine", capsys) == ExitCode.NEEDS_A_PERSON
    shown = capsys.readouterr()
    held = shown.out.split()[0]
    assert run(typed("boardforms retry", shown.err, held)) == ExitCode.NEEDS_A_PERSON
    assert capsys.readouterr().err.startswith("1 thing tried again: 1 return read.\n")
    assert run(typed("boardforms release ID --settled", shown.err, held)) == ExitCode.WELL


def follow(command: str, capsys: pytest.CaptureFixture[str]) -> int:
    """Run the command that was shown last."""
    return run(typed(command, capsys.readouterr().err, ""))


def typed(command: str, said: str, held: str) -> list[str]:
    [line] = [line for line in said.splitlines() if command in line]
    words = shlex.split(line[line.index(command) :])
    return [held if word == "ID" else word for word in words[1:]]


def test_receive_without_anything_says_what_to_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["receive", "--journal", str(tmp_path / "new")]) == ExitCode.WRONG_USAGE
    assert "name what came in" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


def test_a_message_without_a_form_is_named_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outer = letter(("inner.eml", letter(number=2)), number=1, sent=dt.datetime(2024, 6, 1, tzinfo=dt.UTC))
    (tmp_path / "1.eml").write_bytes(outer)
    receive_into(tmp_path / "journal", tmp_path / "1.eml")
    run(["quarantine", "--journal", str(tmp_path / "journal")])
    assert f"{tmp_path / '1.eml'} › inner.eml\n" in capsys.readouterr().out
