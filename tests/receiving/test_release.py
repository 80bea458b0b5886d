"""Any file that came in can be had by its id, with the ending of what it holds and never under its sender's name."""

from pathlib import Path

import pytest

from boardforms.cli import run
from boardforms.errors import ExitCode, WrongUsage
from boardforms.receiving.journal import open_journal
from boardforms.receiving.releasing import endings_of, find_kept, release
from tests.receiving.inboxes import blank_pdf, letter, receive_into, records_in, sheet, zipped

FORM = sheet("MOR-2024-700")


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """A journal of two returns in one message, named after a child as senders do, and of one that was refused."""
    attached = [("Alex Example.docx", FORM), ("Alex Example.pdf", blank_pdf()), ("Alex.docx", b"not a form")]
    (tmp_path / "1.eml").write_bytes(letter(*attached))
    receive_into(tmp_path / "journal", tmp_path / "1.eml")
    return tmp_path / "journal"


def test_the_file_of_every_return_is_given_under_its_id(journal: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    records = records_in(journal)
    for record in records:
        assert run(["release", record.id, "--journal", str(journal), "--to", str(out)]) == ExitCode.WELL
    first, second, third = (record.id for record in records)
    given = {path.name: path.read_bytes() for path in out.iterdir()}
    assert given == {f"{first}.docx": FORM, f"{second}.pdf": blank_pdf(), third: b"not a form"}


def test_only_what_was_refused_or_failed_is_said_to_do_harm(
    journal: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number, record in enumerate(records_in(journal)):
        run(["release", record.id, "--journal", str(journal), "--to", str(tmp_path / f"{number}")])
        assert ("may do harm" in capsys.readouterr().err) == (number == 2)


def test_a_name_without_an_ending_gets_it_and_one_with_another_is_not_taken(
    journal: Path, tmp_path: Path
) -> None:
    [wanted, *_] = (record.id for record in records_in(journal))
    with open_journal(journal) as opened:
        kept = find_kept(opened, wanted)
        assert release(opened, kept, tmp_path / "out") == tmp_path / "out.docx"
        with pytest.raises(WrongUsage, match=r"ends in \.docx"):
            release(opened, kept, tmp_path / "out.pdf")
    assert not (tmp_path / "out.pdf").exists()


def test_the_return_of_a_file_of_several_is_asked_for_by_its_own_id(journal: Path) -> None:
    whole = records_in(journal)[0].source.sha256
    with open_journal(journal) as opened:
        assert find_kept(opened, f"{whole[:12]}-2").sha256 == whole


@pytest.mark.parametrize("wanted", ["ffffffffffff", "Alex Example", "", "%"])
def test_an_id_of_nothing_is_said(journal: Path, wanted: str) -> None:
    with open_journal(journal) as opened, pytest.raises(WrongUsage, match="the id of nothing"):
        find_kept(opened, wanted)


@pytest.mark.parametrize(
    ("data", "ending"),
    [
        (FORM, ".docx"),
        (blank_pdf(), ".pdf"),
        (letter(), ".eml"),
        (zipped([("a.docx", FORM)]), ".zip"),
        (b"\x89PNG\r\n\x1a\n", ".png"),
        (b"{\\rtf1 }", ".rtf"),
        (FORM[:500], None),
        (b"", None),
    ],
)
def test_the_ending_is_told_by_what_a_file_holds(data: bytes, ending: str | None) -> None:
    assert next(iter(endings_of(data)), None) == ending
