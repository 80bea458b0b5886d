"""No command writes over what it reads, nor two files under one name; a file is written whole or not at all."""

import errno
import os
import shlex
import shutil
from pathlib import Path

import pytest

from boardforms.cli import run
from boardforms.errors import ExitCode, WrongUsage
from boardforms.outputs import Input, Kind, Output, check_outputs, open_whole, write_whole
from tests.packs.samples import MEETINGS, ROOT


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Return a folder with a meeting's file, its records, a paper, a password, and a returned form in an inbox."""
    shutil.copy(MEETINGS / "mscb-2024-017.toml", tmp_path / "m.toml")
    shutil.copytree(MEETINGS / "records", tmp_path / "records")
    (tmp_path / "inbox").mkdir()
    shutil.copy(ROOT / "samples" / "inbox" / "06-mscb-record.docx", tmp_path / "inbox")
    shutil.copy(ROOT / "samples" / "inbox" / "06-mscb-record.docx", tmp_path / "paper.docx")
    (tmp_path / "paper.pdf").write_bytes(b"%PDF-1.7 a report")
    (tmp_path / "password.txt").write_text("three made up words\n")
    (tmp_path / "linked.pdf").symlink_to("m.toml")
    os.link(tmp_path / "records" / "mscb-2024-017.jsonl", tmp_path / "hard.jsonl")
    with (tmp_path / "m.toml").open("a") as stream:
        stream.writelines(f'\n[[paper]]\ntitle = "Report"\nfile = "paper.{end}"\n' for end in ("pdf", "docx"))
    return tmp_path


def do(command: str) -> int:
    return run(shlex.split(command))


def held_in(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize(
    ("command", "option"),
    [
        ("pack make m.toml --to m.toml", "--to"),
        ("pack make m.toml --to linked.pdf", "--to"),
        ("pack make m.toml --to inbox/../paper.pdf", "--to"),
        ("pack make m.toml --to PAPER.pdf", "--to"),
        ("pack make m.toml --to records/mscb-2024-017.jsonl", "--to"),
        ("pack make m.toml --to a.pdf --manifest records/mscb-2024-017.jsonl", "--manifest"),
        ("pack make m.toml --to a.pdf --manifest hard.jsonl", "--manifest"),
        ("pack make m.toml --to a.pdf --minutes paper.docx", "--minutes"),
        ("pack make m.toml --to a.pdf --minutes password.txt --password-file password.txt", "--minutes"),
        ("pack copy m.toml --for full --to m.toml", "--to"),
        ("pack copy m.toml --for full --to linked.pdf", "--to"),
        ("pack copy m.toml --for full --to records/mscb-2024-017.jsonl", "--to"),
        ("pack copy m.toml --for full --to password.txt --password-file password.txt", "--to"),
        ("pack invite m.toml --to m.toml", "--to"),
        ("pack invite m.toml --to i.docx --calendar m.toml", "--calendar"),
        ("pack form m.toml --to m.toml", "--to"),
        ("pack form m.toml --to linked.pdf", "--to"),
        ("pack new inbox --meeting inbox/06-mscb-record.docx", "--meeting"),
        ("letter mscb confirmation-of-agreed-action inbox --case M --to inbox/06-mscb-record.docx", "--to"),
        ("parse inbox --to inbox/06-mscb-record.docx", "--to"),
        ("parse inbox records --to records/mscb-2024-017.jsonl", "--to"),
        ("parse inbox --to a.jsonl --csv inbox/06-mscb-record.docx", "--csv"),
        ("parse inbox --to a.jsonl --xlsx inbox/06-mscb-record.docx", "--xlsx"),
        ("parse inbox --to a.jsonl --crops inbox", "--crops"),
    ],
)
def test_what_a_command_reads_is_never_written_over(
    command: str, option: str, desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(desk)
    before = held_in(desk)
    assert do(command) == ExitCode.WRONG_USAGE
    said = capsys.readouterr().err
    assert said.startswith(f"boardforms: {option} ")
    assert held_in(desk) == before


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("pack make m.toml --to q.docx", "--to writes a PDF file: end its name with .pdf"),
        ("pack make m.toml --to a.pdf --minutes a.pdf", "--to and --minutes name the same file"),
        ("pack make m.toml --to b.pdf --manifest ./inbox/../B.pdf", "--to and --manifest name the same file"),
        ("pack make m.toml --to b.pdf --manifest b.txt", "end its name with .jsonl or .ndjson or .json"),
        ("pack make m.toml --to b.pdf --minutes b.doc", "--minutes writes a Word file"),
        ("pack copy m.toml --for full --to q.docx", "--to writes a PDF file, and the minutes are in it"),
        ("pack invite m.toml --to i.docx --calendar i.docx", "--to and --calendar name the same file"),
        ("pack invite m.toml --to i.pdf", "--to writes a Word file: end its name with .docx"),
        ("pack invite m.toml --to i.docx --calendar i.txt", "end its name with .ics"),
        ("pack form m.toml --to f.odt", "end its name with .docx or .pdf"),
        ("pack new records --meeting m.jsonl", "--meeting writes a meeting's file: end its name with .toml"),
        ("letter mscb confirmation-of-agreed-action inbox --case M --to l.pdf", "--to writes a Word file"),
        ("parse inbox --to a.csv --csv a.csv", "--to and --csv name the same file"),
        ("parse inbox --to a.jsonl --xlsx a.xls", "--xlsx writes an Excel workbook"),
        ("workbook make mscb --to mscb.ods", "--to writes an Excel workbook"),
    ],
)
def test_each_file_has_a_name_of_its_own_that_says_what_it_is(
    command: str, said: str, desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(desk)
    before = held_in(desk)
    assert do(command) == ExitCode.WRONG_USAGE
    assert said in capsys.readouterr().err
    assert held_in(desk) == before


@pytest.mark.parametrize(
    ("words", "option"),
    [
        (("make", "m.toml", "--to", "Kofi Brightwell pack.pdf"), "--to"),
        (("make", "m.toml", "--to", "a.pdf", "--minutes", "Kofi minutes.docx"), "--minutes"),
        (("make", "m.toml", "--to", "a.pdf", "--manifest", "kofi.jsonl"), "--manifest"),
        (("invite", "m.toml", "--to", "Kofi inv.docx"), "--to"),
        (("invite", "m.toml", "--to", "i.docx", "--calendar", "for-Brightwell-family.ics"), "--calendar"),
        (("form", "m.toml", "--to", "KOFI.docx"), "--to"),
        (("copy", "m.toml", "--for", "full", "--to", "kofi.pdf"), "--to"),
        (("new", "records/mscb-2024-017.jsonl", "--meeting", "kofi.toml"), "--meeting"),
    ],
)
def test_no_paper_of_a_meeting_is_called_by_a_name_of_its_case(
    words: tuple[str, ...],
    option: str,
    desk: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(desk)
    before = held_in(desk)
    assert run(["pack", *words]) == ExitCode.WRONG_USAGE
    said = capsys.readouterr().err
    assert f"the name of the file for {option} names somebody of this case" in said
    assert [name for name in ("kofi", "brightwell") if name in said.casefold()] == []
    assert held_in(desk) == before


def test_what_a_journal_or_a_file_of_data_holds_is_not_written_over(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk)
    assert do("receive inbox --journal journal --workers 0") in {0, 1}
    before = held_in(desk)
    for to in ("journal/records.jsonl", "inbox/../journal/files/a.jsonl"):
        assert run(["records", "--journal", "journal", "--to", to]) == ExitCode.WRONG_USAGE
    assert run(["release", "0", "--journal", "journal", "--to", "journal/a"]) == ExitCode.WRONG_USAGE
    assert held_in(desk) == before
    (desk / "cases.csv").write_text("case_reference\nA-1\n")
    (desk / "filled" / "moray").mkdir(parents=True)
    (desk / "filled" / "moray" / "escalation-record-0002.docx").symlink_to("../../cases.csv")
    assert do("fill moray escalation-record cases.csv") == ExitCode.WRONG_USAGE
    assert (desk / "cases.csv").read_text() == "case_reference\nA-1\n"


def test_an_earlier_output_of_the_same_name_is_replaced_and_a_link_to_it_stays_one(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk)
    (desk / "last.jsonl").write_text("old")
    (desk / "last.jsonl").chmod(0o640)
    (desk / "records.jsonl").symlink_to("last.jsonl")
    assert do("parse inbox --to records.jsonl --csv new/r.csv --xlsx new/r.xlsx --workers 0") in {
        0,
        1,
    }
    assert (desk / "records.jsonl").is_symlink()
    assert (desk / "last.jsonl").read_text().startswith('{"id":')
    assert (desk / "last.jsonl").stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in (desk / "new").iterdir()) == ["r.csv", "r.xlsx"]


def test_what_is_not_written_to_its_end_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    path.write_bytes(b"old")

    def stop_in_the_middle() -> None:
        with open_whole(path) as stream:
            stream.write(b"half")
            stream.flush()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stop_in_the_middle()
    assert held_in(tmp_path) == {"records.jsonl": b"old"}


def test_what_cannot_be_written_is_said_of_the_file_that_was_asked_for(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(desk)
    assert do("parse inbox --to m.toml/records.jsonl --workers 0") == ExitCode.COULD_NOT_WORK
    assert ".new" not in capsys.readouterr().err


def test_a_file_that_is_open_in_another_program_on_windows_is_said_to_be_and_left_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "pack.pdf"
    path.write_bytes(b"old")

    def deny(_: Path, target: Path) -> None:
        raise PermissionError(errno.EACCES, "Access is denied", None, 5, str(target))

    monkeypatch.setattr(Path, "replace", deny)
    with pytest.raises(PermissionError, match="if it is open in another program, close it there") as said:
        write_whole(path, b"new")
    assert said.value.filename == str(path)
    assert held_in(tmp_path) == {"pack.pdf": b"old"}


def test_a_device_is_written_to_and_never_replaced() -> None:
    device = Path("/dev/null")
    check_outputs([Output("--to", device, Kind.PDF), Output("--csv", device, Kind.CSV)], ())
    with open_whole(device) as stream:
        stream.write(b"gone")
    assert not device.is_file()


def test_a_file_that_is_not_there_yet_is_told_by_its_name_in_any_spelling(tmp_path: Path) -> None:
    there = Input("a paper", tmp_path / "Caf\u00e9.pdf")
    for name in ("cafe\u0301.PDF", "x/../Caf\u00e9.pdf"):
        with pytest.raises(WrongUsage, match="would write over a file that is read: a paper"):
            check_outputs([Output("--to", tmp_path / name, Kind.PDF)], [there])
    check_outputs([Output("--to", tmp_path / "other.pdf", Kind.PDF)], [there])


def test_a_returned_form_of_the_case_is_not_written_over_and_an_earlier_pack_beside_it_is(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk)
    returned = desk / "moray-record.docx"
    shutil.copy(ROOT / "samples" / "inbox" / "01-moray-record.docx", returned)
    words = ["pack", "new", returned.name, "--meeting", "n.toml", "--today", "2024-11-20"]
    assert run([*words, "--returns", "."]) in {0, 1}
    before = returned.read_bytes()
    assert run(["pack", "invite", "n.toml", "--to", returned.name]) == ExitCode.WRONG_USAGE
    assert returned.read_bytes() == before
    for _ in range(2):
        assert run(["pack", "invite", "n.toml", "--to", "i.docx"]) == ExitCode.WELL
