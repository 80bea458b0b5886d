"""A meeting's file that names the records of another case by mistake: it is said, and never passed for no records."""

import shutil
from pathlib import Path

import pytest

from boardforms.cli import run
from boardforms.errors import ExitCode
from tests.packs.samples import MEETINGS

SAID = "The records named are of MOR-2024-031 (moray), not of this case"
OURS, THEIRS = "records/mscb-2024-017.jsonl", "records/mor-2024-031.jsonl"


def meeting_with(folder: Path, *records: str) -> str:
    """Return a meeting of MSCB-2024-017 that names these files of records."""
    shutil.copytree(MEETINGS / "records", folder / "records")
    text = (MEETINGS / "mscb-2024-017.toml").read_text(encoding="utf-8")
    named = ", ".join(f'"{name}"' for name in records)
    assert f'records = ["{OURS}"]' in text
    path = folder / "m.toml"
    path.write_text(text.replace(f'records = ["{OURS}"]', f"records = [{named}]"), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    "words",
    [
        ("make", "--to", "a.pdf"),
        ("copy", "--for", "full", "--to", "a.pdf"),
        ("invite", "--to", "a.docx"),
        ("form", "--to", "a.docx"),
        ("check",),
    ],
)
@pytest.mark.parametrize("records", [(THEIRS,), (OURS, THEIRS)])
def test_records_of_another_case_are_said_and_ask_for_a_person(
    words: tuple[str, ...],
    records: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    command, *more = words
    code = run(["pack", command, meeting_with(tmp_path, *records), *more, "--today", "2025-01-10"])
    assert code == ExitCode.NEEDS_A_PERSON
    assert SAID in capsys.readouterr().err


def test_a_check_does_not_ask_for_a_file_that_is_named_as_if_it_were_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["pack", "check", meeting_with(tmp_path, THEIRS)])
    said = capsys.readouterr().out
    assert "the files named hold no record of this case: name the file of the case’s records" in said


def test_a_file_that_holds_several_cases_and_this_one_too_is_no_mistake(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    meeting = meeting_with(tmp_path, "records/all.jsonl")
    held = [(tmp_path / name).read_bytes() for name in (THEIRS, OURS)]
    (tmp_path / "records" / "all.jsonl").write_bytes(b"".join(held))
    code = run(["pack", "make", meeting, "--to", str(tmp_path / "a.pdf"), "--today", "2025-01-10"])
    assert code == ExitCode.WELL
    assert "not of this case" not in capsys.readouterr().err
