"""A journal that cannot be written to is not called broken, and may be read; nobody else may look into one."""

import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from boardforms.cli import run
from boardforms.errors import CannotWork, ExitCode
from boardforms.receiving.journal import open_journal
from boardforms.receiving.schema import address_of, open_database
from tests.receiving.inboxes import receive_into, sheet

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights otherwise")
NOBODY = 65534


@contextmanager
def unwritable(journal: Path) -> Iterator[None]:
    """Take the right to write to a journal away, also from whoever may do everything."""
    everything = [journal, *journal.rglob("*")]
    held = {path: path.stat().st_mode for path in everything}
    for path in everything:
        path.chmod(0o555 if path.is_dir() else 0o444)
    user = os.geteuid()
    try:
        if user == 0:
            os.seteuid(NOBODY)
        yield
    finally:
        os.seteuid(user)
        for path, mode in held.items():
            path.chmod(mode)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Path]:
    """A journal in a folder open to all, that holds one return, which was read, and one file that could not be."""
    (tmp_path / "1.docx").write_bytes(sheet("MOR-2024-231"))
    (tmp_path / "2.docx").write_bytes(b"PK\x03\x04 cut short")
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        receive_into(Path(name) / "journal", tmp_path / "1.docx", tmp_path / "2.docx")
        yield Path(name) / "journal"


def test_records_and_quarantine_read_a_journal_that_cannot_be_written_to(
    journal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["quarantine", "--journal", str(journal)]) == ExitCode.NEEDS_A_PERSON
    capsys.readouterr()
    assert run(["records", "--journal", str(journal)]) == ExitCode.WELL
    before = capsys.readouterr().out
    with unwritable(journal):
        assert run(["records", "--journal", str(journal)]) == ExitCode.WELL
        assert capsys.readouterr().out == before
        assert before.count("\n") == 2
        assert run(["quarantine", "--journal", str(journal)]) == ExitCode.NEEDS_A_PERSON


@pytest.mark.parametrize("command", ["receive", "review"])
def test_a_journal_that_cannot_be_written_to_is_not_called_broken(
    command: str, journal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run([command, "--journal", str(journal)])  # whoever may not write there may not import modules either
    capsys.readouterr()
    with unwritable(journal):
        assert run([command, "--journal", str(journal)]) == ExitCode.COULD_NOT_WORK
    said = capsys.readouterr().err
    assert "cannot be written to; nothing in it is broken" in said
    assert "backup" not in said


def test_what_a_stopped_command_left_is_not_passed_over(journal: Path) -> None:
    database = open_database(journal)
    database.execute("UPDATE content SET settled = 'later'")
    (journal / "left").write_bytes((journal / "journal.sqlite-wal").read_bytes())
    database.close()
    (journal / "left").rename(journal / "journal.sqlite-wal")
    with (
        unwritable(journal),
        pytest.raises(CannotWork, match="stopped in the midst"),
        open_journal(journal, only_read=True),
    ):
        pass


def test_what_is_read_of_such_a_journal_cannot_be_changed(journal: Path) -> None:
    with (
        unwritable(journal),
        pytest.raises(CannotWork, match="readonly"),
        open_journal(journal, only_read=True) as opened,
    ):
        opened.database.execute("DELETE FROM record")


def test_nobody_else_may_look_into_a_journal(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        (tmp_path / "1.docx").write_bytes(sheet("MOR-2024-232"))
        receive_into(tmp_path / "journal", tmp_path / "1.docx")
        with open_journal(tmp_path / "journal") as opened:
            opened.change("UPDATE content SET settled = ''")
            opened.flush()
            databases = list((tmp_path / "journal").glob("journal.sqlite*"))
            assert len(databases) > 1
            assert [stat.S_IMODE(path.stat().st_mode) for path in databases] == [0o600] * len(databases)
    finally:
        os.umask(before)
    folders = [path for path in [tmp_path / "journal", *(tmp_path / "journal").rglob("*")] if path.is_dir()]
    assert {stat.S_IMODE(path.stat().st_mode) for path in folders} == {0o700}


@pytest.mark.parametrize(
    ("path", "address"),
    [
        (PurePosixPath("/srv/July 1/journal.sqlite"), "file:///srv/July%201/journal.sqlite"),
        (PureWindowsPath(r"C:\QA\a#b\journal.sqlite"), "file:///C:/QA/a%23b/journal.sqlite"),
        (PureWindowsPath(r"\\server\share\journal.sqlite"), "file:////server/share/journal.sqlite"),
    ],
)
def test_a_journal_is_named_to_sqlite_wherever_it_is(path: PurePath, address: str) -> None:
    assert address_of(path) == address
