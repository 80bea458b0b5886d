"""What lies among returns and is no file that can be opened is accounted for, with the reason; it is never opened."""

import os
import sys
from pathlib import Path

import pytest

from boardforms.catalogue import load_catalogue
from boardforms.cli import run
from boardforms.errors import ExitCode
from boardforms.intake import find_returns, read_returns
from escalation.records import Record, State
from tests.receiving.inboxes import receive_into, records_in, sheet

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has neither pipes in folders nor such rights"
)
SAID = {
    "1.docx": (State.COMPLETE, ""),
    "circle": (State.REFUSED, "linked-folder"),
    "elsewhere": (State.REFUSED, "linked-folder"),
    "gone.docx": (State.FAILED, "cannot-open"),
    "pipe.pdf": (State.REFUSED, "not-a-file"),
    "shut": (State.FAILED, "cannot-open"),
}


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A folder with a return, and with everything that is none; nobody may look into one of its folders."""
    folder, other = tmp_path / "inbox", tmp_path / "other"
    for each in (folder, other, folder / "below"):
        each.mkdir()
    (other / "2.docx").write_bytes(sheet("MOR-2024-242"))
    (folder / "below" / "1.docx").write_bytes(sheet("MOR-2024-241"))
    os.mkfifo(folder / "pipe.pdf")
    (folder / "elsewhere").symlink_to(other)
    (folder / "below" / "circle").symlink_to(folder)
    (folder / "gone.docx").symlink_to(folder / "never.docx")
    (folder / "shut").mkdir()
    return folder


def said_of(records: list[Record]) -> dict[str, tuple[State, str]]:
    """Return, by the last part of its place, the state of each record and why it was not read."""
    return {
        Path(record.source.path).name: (record.state, "".join(each.code for each in record.findings))
        for record in records
    }


@pytest.fixture(autouse=True)
def shut(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the system refuse to list the folder that is shut, also to whoever may do everything."""
    list_them, scan = os.listdir, os.scandir

    def allowed(path: str) -> str:
        if str(path).endswith("shut"):
            raise PermissionError(13, "Permission denied", str(path))
        return path

    monkeypatch.setattr(os, "listdir", lambda path=".": list_them(allowed(path)))
    monkeypatch.setattr(os, "scandir", lambda path=".": scan(allowed(path)))


@pytest.mark.parametrize("workers", [0, 1])
def test_parse_gives_each_its_record(inbox: Path, workers: int) -> None:
    records = list(read_returns(find_returns([inbox]), load_catalogue(), workers=workers))
    assert said_of(records) == SAID


def test_a_pipe_and_a_linked_folder_that_are_named_themselves(inbox: Path, tmp_path: Path) -> None:
    assert find_returns([inbox / "elsewhere"]) == (inbox / "elsewhere" / "2.docx",)
    [record] = read_returns(find_returns([inbox / "pipe.pdf"]), load_catalogue())
    assert said_of([record]) == {"pipe.pdf": SAID["pipe.pdf"]}
    receive_into(tmp_path / "journal", inbox / "elsewhere")
    assert said_of(records_in(tmp_path / "journal")) == {"2.docx": (State.COMPLETE, "")}


def test_receive_gives_each_its_arrival_and_quarantine_says_why(
    inbox: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    journal = tmp_path / "journal"
    for _ in range(2):
        receive_into(journal, inbox)
        assert said_of(records_in(journal)) == SAID
    assert run(["quarantine", "--journal", str(journal)]) == ExitCode.NEEDS_A_PERSON
    said = capsys.readouterr().out
    assert "no file but a pipe" in said
    assert "a link to another folder" in said
    assert "The folder cannot be opened" in said
