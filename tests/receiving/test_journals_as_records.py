"""A journal's folder, given where records are asked for, is read as `boardforms records` reads it."""

import datetime as dt
import json
from pathlib import Path

import pytest

from boardforms.casework import gather_records
from boardforms.cli import run
from boardforms.errors import ExitCode
from boardforms.receiving.decisions import Decision, decide
from boardforms.receiving.journal import open_journal
from boardforms.receiving.reviewing import questions_in
from boardforms.records import read_file
from docgen.packs.reading import read_meeting
from escalation.records import Record
from tests.receiving.inboxes import (
    NOON,
    catalogue,
    codes_of,
    letter,
    receive_into,
    records_in,
    sheet,
    sums_of,
)
from tests.receiving.test_review import replace_in_word

ROOT = Path(__file__).parent.parent.parent
CASE, CORRECTED = "MOR-2024-700", "MOR-2024-701"
DECIDED = "2024-06-04"


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """A journal with an answer that a person decided, a return that another corrects, and a refused file."""
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    broken = replace_in_word(sheet(CASE), "04/06/2024", "04/16/2024")
    later = sheet(CORRECTED, stage_1_escalated_on="2024-05-28")
    (inbox / "1.eml").write_bytes(letter(("sheet.docx", broken)))
    (inbox / "2.eml").write_bytes(letter(("sheet.docx", sheet(CORRECTED)), number=2))
    (inbox / "3.eml").write_bytes(letter(("sheet.docx", later), sent=NOON + dt.timedelta(days=3), number=3))
    (inbox / "4.docx").write_bytes(b"no form")
    receive_into(tmp_path / "journal", inbox)
    with open_journal(tmp_path / "journal") as opened:
        (asked,) = [one for one in questions_in(opened, catalogue()) if one.box is not None]
        decided = Decision(asked.topic.key, "completed_on", "correct", None, DECIDED, "A. Person", NOON)
        decide(opened, catalogue(), decided)
    return tmp_path / "journal"


def of_case(records: tuple[Record, ...], case: str = CASE) -> Record:
    (record,) = [record for record in records if record.case == case]
    return record


def test_what_people_decided_the_evidence_and_what_stands_are_what_the_journal_gives(journal: Path) -> None:
    gathered = gather_records([journal], catalogue())
    assert list(gathered) == records_in(journal)
    decided = of_case(gathered)
    assert (decided.values["completed_on"], decided.fields["completed_on"].origin) == (DECIDED, "a person")
    assert str(decided.source.received) == "2024-06-14"
    assert decided.source.message is not None
    assert of_case(gathered, CORRECTED).values["stage_1_escalated_on"] == "2024-05-28"
    assert gather_records([journal / "journal.sqlite"], catalogue()) == gathered


def test_check_says_of_a_journal_what_it_says_of_its_records(
    journal: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["records", "--journal", str(journal), "--to", str(tmp_path / "records.jsonl")])
    said = []
    for path in (tmp_path / "records.jsonl", journal):
        capsys.readouterr()
        assert run(["check", str(path), "--json", "--today", "2024-07-01"]) == ExitCode.NEEDS_A_PERSON
        said.append(capsys.readouterr())
    assert said[0] == said[1]
    assert said[1].out.count("\n") == 2


def test_a_return_from_elsewhere_never_stands_beside_what_the_journal_makes_of_it(
    journal: Path, tmp_path: Path
) -> None:
    """An earlier draft kept the records as they stood then; the same forms may lie in a folder too."""
    before = of_case(gather_records([journal], catalogue()))
    undecided = before.model_copy(update={"values": {**before.values, "completed_on": None}})
    lines = tmp_path / "before.jsonl"
    other = of_case(gather_records([journal], catalogue()), CORRECTED).model_copy(update={"id": "0" * 12})
    lines.write_text(f"{undecided.model_dump_json(by_alias=True)}\n{other.model_dump_json(by_alias=True)}\n")
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / "1.docx").write_bytes(sheet(CORRECTED))  # another stands in its place
    gathered = gather_records([lines, journal, tmp_path / "forms", journal], catalogue())
    assert of_case(gathered).values["completed_on"] == DECIDED
    assert [one.id for one in gathered if one.case == CORRECTED] == ["0" * 12, other_id(journal)]


def other_id(journal: Path) -> str:
    return next(record.id for record in records_in(journal) if record.case == CORRECTED)


def test_parse_reads_no_journal_and_says_what_does(
    journal: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in (journal, journal / "files", tmp_path, journal / "journal.sqlite"):
        assert run(["parse", str(path), "--workers", "0"]) == ExitCode.WRONG_USAGE
        said = capsys.readouterr()
        assert said.out == ""
        assert f"`boardforms records --journal {journal}` prints its records" in said.err


def test_no_command_reads_a_journals_files_one_by_one(
    journal: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in (journal / "files", tmp_path):
        assert run(["check", str(path)]) == ExitCode.WRONG_USAGE
        assert "what people decided on them would be lost" in capsys.readouterr().err


def test_the_folder_of_another_journal_is_not_taken_in_again(tmp_path: Path) -> None:
    """Its files would be read without what people decided on them and without the messages that brought them."""
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "1.docx").write_bytes(sheet("MOR-2024-801"))
    receive_into(inbox / "june", inbox / "1.docx")
    receive_into(tmp_path / "july", inbox)
    returned, june = records_in(tmp_path / "july")
    assert (returned.source.path, codes_of(returned)) == (str(inbox / "1.docx"), [])
    assert (june.source.path, codes_of(june)) == (str(inbox / "june"), ["journal-folder"])
    assert sums_of(tmp_path / "july").arrivals == 2


def test_a_journal_in_use_is_said(journal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open_journal(journal):
        assert run(["check", str(journal)]) == ExitCode.COULD_NOT_WORK
    assert "another boardforms command is using the journal" in capsys.readouterr().err


def test_returns_that_are_not_read_yet_are_said(journal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open_journal(journal) as opened:
        opened.change("UPDATE content SET outcome = 'waiting', standing = 'waiting'")
    for command in (["check", str(journal)], ["records", "--journal", str(journal)]):
        run(command)
        assert "Returns in the journal that are not read yet: 4." in capsys.readouterr().err


@pytest.mark.parametrize("is_option", [True, False])
def test_a_meeting_about_a_case_is_drafted_from_the_journal_and_its_pack_holds_the_form(
    is_option: bool, journal: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, manifest = tmp_path / "out" / "meeting.toml", tmp_path / "out" / "pack.jsonl"
    words = [CASE.lower(), "--journal", str(journal)] if is_option else [str(journal), "--case", CASE]
    code = run(["pack", "new", *words, "--meeting", str(path), "--today", "2024-07-01"])
    assert code == ExitCode.NEEDS_A_PERSON, "a file that was refused may belong to the case"
    assert read_meeting(path).case == CASE
    assert of_case(read_file(path.with_suffix(".jsonl"))).values["completed_on"] == DECIDED
    words = [
        "pack",
        "make",
        str(path),
        "--to",
        str(tmp_path / "out" / "pack.pdf"),
        "--manifest",
        str(manifest),
    ]
    assert run(words) == ExitCode.WELL
    held = {json.loads(line).get("sha256") for line in manifest.read_text(encoding="utf-8").splitlines()}
    assert of_case(gather_records([journal], catalogue())).source.sha256 in held
    assert "is not in the pack" not in capsys.readouterr().err


def test_a_word_that_is_no_case_of_the_journal_is_said_with_ten_that_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inbox, journal = tmp_path / "inbox", tmp_path / "journal"
    inbox.mkdir()
    for number in range(12):
        (inbox / f"{number}.docx").write_bytes(sheet(f"MOR-2024-8{number:02}"))
    receive_into(journal, inbox)
    words = ["pack", "new", "MOR-2024-999", "--journal", str(journal), "--meeting", str(tmp_path / "m.toml")]
    assert run(words) == ExitCode.WRONG_USAGE
    said = capsys.readouterr().err
    assert (
        "'MOR-2024-999' is neither a file or folder nor a case of the records. They are of 12 cases" in said
    )
    assert said.count("MOR-2024-8") == 10
    assert "MOR-2024-809 (moray), and 2 more. Name" in said


def test_a_folder_without_a_journal_is_no_journal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "inbox").mkdir()
    words = ["pack", "new", CASE, "--journal", str(tmp_path / "inbox"), "--meeting", str(tmp_path / "m.toml")]
    assert run(words) == ExitCode.COULD_NOT_WORK
    assert "`boardforms receive` begins one" in capsys.readouterr().err


def test_nothing_is_written_into_a_journals_folder(journal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["pack", "new", CASE, "--journal", str(journal), "--meeting", str(journal / "m.toml")]
    assert run(words) == ExitCode.WRONG_USAGE
    words = ["letter", "mscb", "confirmation-of-agreed-action", str(journal), "--case", CASE]
    assert run([*words, "--to", str(journal / "letter.docx")]) == ExitCode.WRONG_USAGE
    assert capsys.readouterr().err.count("lies in the journal's own folder") == 2


def test_a_letter_is_made_from_a_journal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    receive_into(tmp_path / "journal", ROOT / "samples" / "inbox" / "06-mscb-record.docx")
    (record,) = records_in(tmp_path / "journal")
    words = ["letter", "mscb", "confirmation-of-agreed-action", str(tmp_path / "journal"), "--case"]
    run([*words, str(record.case), "--to", str(tmp_path / "letter.docx")])
    assert "Made the letter" in capsys.readouterr().err
    assert (tmp_path / "letter.docx").is_file()
