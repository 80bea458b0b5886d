"""A second meeting of one stage, from `pack new --after` to the check: limits count from the first (decision 3)."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from boardforms.cli import run
from docgen.packs.reading import read_meeting
from tests.minutes.samples import minutes_of, sample
from tests.packs.samples import MEETINGS

CIRCULATED = "minutes-circulated"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(MEETINGS, tmp_path, dirs_exist_ok=True)
    return tmp_path


def draft(folder: Path, first: str, day: str) -> Path:
    path = folder / "review.toml"
    words = ["--after", str(folder / f"{first}.toml"), "--date", day, "--meeting", str(path)]
    run(["pack", "new", *words, "--today", day])
    return path


def read_review(folder: Path, first: str, **changes: object) -> None:
    """Read minutes of the review, which say what those of the first meeting say but for these changes."""
    minutes = folder / "minutes.docx"
    minutes.write_bytes(minutes_of(sample(first).but(**changes)))
    run(["pack", "read", str(minutes), "--meeting", str(folder / "review.toml"), "--today", "2025-03-03"])


def check(folder: Path, capsys: pytest.CaptureFixture[str], *records: str) -> dict[str, Any]:
    capsys.readouterr()
    run(["check", *(str(folder / name) for name in records), "--json", "--today", "2025-03-03"])
    held: dict[str, Any] = json.loads(capsys.readouterr().out.splitlines()[0])
    return held


def said_of_dates(folder: Path, capsys: pytest.CaptureFixture[str], today: str) -> list[str]:
    capsys.readouterr()
    run(["pack", "check", str(folder / "review.toml"), "--today", today])
    lines = capsys.readouterr().out.splitlines()
    return [line for line in lines if re.match(r"(?:date|records|after)(?:, line \d+)?:", line)]


def test_the_review_of_mscb_leaves_what_was_met_and_has_a_limit_of_its_own(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """MSCB ¶9 and ¶12; the review is due with people on Monday 24 February 2025."""
    path = draft(folder, "mscb-2024-017", "2025-02-03")
    assert [str(day) for day in read_meeting(path).after] == ["2024-12-16"]
    assert said_of_dates(folder, capsys, "2025-02-02") == []
    changes = {"date": "2025-02-03", "minutes_circulated": "2025-02-25", "review_date": None}
    read_review(folder, "mscb-2024-017", **changes)
    checked = check(folder, capsys, "records/mscb-2024-017.jsonl", "review-minutes.jsonl")
    answers = {one["limit"]: one["answer"] for one in checked["answers"]}
    assert (answers["case-progression-meeting"], answers[CIRCULATED]) == ("met", "met")
    [found] = checked["findings"]
    assert found["code"] == "later-meeting-open"
    assert "late by 1 working day, due Monday 24 February 2025" in found["message"]
    assert said_of_dates(folder, capsys, "2025-03-03") == []


@pytest.mark.parametrize(("day", "after"), [("2025-02-03", ["2024-12-16"]), ("2024-12-16", [])])
def test_a_draft_from_records_that_hold_the_first_meeting_names_its_day(
    day: str, after: list[str], folder: Path
) -> None:
    path = folder / "review.toml"
    records = str(folder / "records" / "mscb-2024-017.jsonl")
    run(["pack", "new", records, "--date", day, "--meeting", str(path), "--today", "2025-02-03"])
    assert [str(one) for one in read_meeting(path).after] == after


def test_a_day_that_the_records_do_not_give_is_asked_about_with_the_line_to_write(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = draft(folder, "mscb-2024-017", "2025-02-03")
    path.write_text(path.read_text(encoding="utf-8").replace("after = [2024-12-16]\n", ""), encoding="utf-8")
    [said] = said_of_dates(folder, capsys, "2025-02-02")
    assert "write `after = [2024-12-16]` in its file" in said
    text = path.read_text(encoding="utf-8").replace("date = 2025-02-03", "date = 2024-12-13")
    path.write_text(text, encoding="utf-8")
    [said] = said_of_dates(folder, capsys, "2025-02-02")
    assert "after" not in said


def test_where_a_stage_is_dated_by_its_end_another_meeting_contradicts_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Pan Cheshire, step 4: concluded on 24 February 2025, and met again on 7 April."""
    path = draft(folder, "pc-2025-006", "2025-04-07")
    assert said_of_dates(folder, capsys, "2025-04-08") == []
    path.write_text(path.read_text(encoding="utf-8").replace("after = [2025-02-24]\n", ""), encoding="utf-8")
    [said] = said_of_dates(folder, capsys, "2025-04-08")
    assert "‘Step 4 concluded’ Monday 24 February 2025" in said


def test_a_second_meeting_of_a_board_whose_forms_hold_the_days_is_kept_apart_too(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Moray 3.3: the first stage 2 meeting was on 25 November 2024, and its record is due on 3 December."""
    first = folder / "review.toml"
    shutil.copy(folder / "mor-2024-031.toml", first)
    read_review(folder, "mor-2024-031", minutes_circulated="2024-12-02", discussion="Said")
    (folder / "review-minutes.jsonl").rename(folder / "first-minutes.jsonl")
    text = first.read_text(encoding="utf-8").replace("review-minutes", "first-minutes")
    (folder / "mor-2024-031.toml").write_text(text, encoding="utf-8")
    first.unlink()
    draft(folder, "mor-2024-031", "2025-01-13")
    changes = {"date": "2025-01-13", "minutes_circulated": "2025-01-15", "discussion": "Said again"}
    read_review(folder, "mor-2024-031", **changes)
    records = "records/mor-2024-031.jsonl", "first-minutes.jsonl", "review-minutes.jsonl"
    checked = check(folder, capsys, *records)
    answer = next(one for one in checked["answers"] if one["limit"] == "stage-2-record-distributed")
    assert (answer["answer"], answer["due"]) == ("met", "2024-12-03")
    codes = [one["code"] for one in checked["findings"]]
    assert "dates-differ" not in codes
    assert "later-meeting" in codes
