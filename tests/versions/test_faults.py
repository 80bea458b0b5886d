"""Versions that cannot be told apart, or that are in force on one day, are faults that name both."""

import datetime as dt
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalation.loading.lint import lint_board
from escalation.periods import Period, find_gaps
from tests.escalation.returns import MADE_UP

TODAY = dt.date(2026, 11, 21)
RECORD, EARLIER, LIMITS = "record.toml", "record@2024-04.toml", "timeframes.toml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MADE_UP / "tarnside", tmp_path / "tarnside"))


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def faults_of(folder: Path) -> list[str]:
    return [str(fault) for fault in lint_board(folder, TODAY)]


def test_a_board_with_versions_has_no_fault(folder: Path) -> None:
    assert faults_of(folder) == []


def test_the_version_in_a_files_name_is_the_one_in_the_file(folder: Path) -> None:
    (folder / EARLIER).rename(folder / "record@2024-05.toml")
    assert faults_of(folder) == [
        'error: tarnside/record@2024-05.toml: version: found "2024-04"; accepted: 2024-05, as the file\'s name says'
    ]


def test_a_name_that_ends_in_an_at_sign_names_no_version(folder: Path) -> None:
    (folder / EARLIER).rename(folder / "record@.toml")
    [said] = faults_of(folder)
    assert said.endswith('found "2024-04"; accepted: the same after the @ of the file\'s name')


def test_a_current_form_without_a_version_is_refused(folder: Path) -> None:
    change(folder / RECORD, 'version = "2026-01"\n', "")
    assert faults_of(folder) == [
        "error: tarnside/record.toml: version: found nothing; accepted: a value: the file cannot be used without one"
    ]


def test_two_versions_of_a_form_in_force_on_one_day_are_refused(folder: Path) -> None:
    change(folder / EARLIER, "2025-12-31", "2026-01-01")
    [said] = faults_of(folder)
    assert said == (
        "error: tarnside/record@2024-04.toml: in_force_until: found 2026-01-01; accepted: a day before 2026-01-01, "
        "from which tarnside/record.toml is in force"
    )


def test_the_same_version_of_a_form_in_two_files_is_refused_also_when_they_are_not_neighbours(
    folder: Path,
) -> None:
    shutil.copy(folder / EARLIER, folder / "record@2022-01.toml")
    change(folder / "record@2022-01.toml", 'version = "2024-04"', 'version = "2026-01"')
    change(folder / "record@2022-01.toml", "2024-04-01", "2022-01-01")
    change(folder / "record@2022-01.toml", "2025-12-31", "2024-03-31")
    said = '"2026-01"; accepted: another version than that of tarnside/record@2022-01.toml'
    assert any(said in fault for fault in faults_of(folder))


def test_the_file_without_a_version_in_its_name_holds_the_latest(folder: Path) -> None:
    change(
        folder / RECORD,
        "in_force_from = 2026-01-01",
        "in_force_from = 2023-01-01\nin_force_until = 2024-03-31",
    )
    [said] = [fault for fault in faults_of(folder) if RECORD in fault.split(" found ")[0]]
    assert "in_force_from: found 2023-01-01" in said
    assert said.endswith("a file without a version in its name holds the latest")


def test_an_earlier_version_without_a_successor_must_have_come_to_an_end(folder: Path) -> None:
    change(folder / "note@2024-04.toml", "in_force_until = 2025-06-30\n", "")
    [said] = faults_of(folder)
    assert said == (
        "error: tarnside/note@2024-04.toml: in_force_until: found nothing; accepted: the last day on which it was in "
        "force, or note.toml as the file's name"
    )


def test_days_between_two_versions_of_a_form_are_warned_of(folder: Path) -> None:
    change(folder / EARLIER, "2025-12-31", "2025-12-30")
    [said] = faults_of(folder)
    assert said == (
        "warning: tarnside/record.toml: in_force_from: found nothing in force from 2025-12-31 until 2025-12-31; "
        "accepted: the day after the version before it ends, unless there was none between"
    )


def test_days_between_two_versions_of_a_limit_are_warned_of(folder: Path) -> None:
    change(folder / LIMITS, "in_force_from = 2026-01-01", "in_force_from = 2026-02-01")
    [said] = faults_of(folder)
    assert said.startswith('warning: tarnside/timeframes.toml: limit 2 (key "meeting-held") in_force_from:')
    assert "nothing in force from 2026-01-01 until 2026-01-31" in said


def test_a_limit_twice_without_days_is_a_key_used_twice(folder: Path) -> None:
    for day in ("in_force_until = 2025-12-31", "in_force_from = 2026-01-01"):
        change(folder / LIMITS, day, "")
    [said] = faults_of(folder)
    assert said == (
        'error: tarnside/timeframes.toml: limit 2 (key "meeting-held") key: found "meeting-held" a second time; '
        "accepted: a key that no other has"
    )


@pytest.mark.parametrize("last", ["2026-01-01", "2027-01-01"])
def test_two_versions_of_a_limit_in_force_on_one_day_are_refused(folder: Path, last: str) -> None:
    change(folder / LIMITS, "2025-12-31", last)
    [said] = faults_of(folder)
    assert said == (
        f'error: tarnside/timeframes.toml: limit 1 (key "meeting-held") in_force_until: found {last}; accepted: a '
        "day before 2026-01-01, from which the next version of the limit is in force"
    )


def test_two_versions_of_a_limit_without_a_beginning_are_refused(folder: Path) -> None:
    change(folder / LIMITS, "in_force_from = 2026-01-01", "")
    [said] = faults_of(folder)
    assert said.endswith(
        '(key "meeting-held") in_force_from: found nothing; accepted: a day after the last of the version before it'
    )


def test_a_limit_that_ends_before_it_begins_is_refused(folder: Path) -> None:
    change(
        folder / LIMITS,
        "in_force_from = 2026-01-01",
        "in_force_from = 2026-01-01\nin_force_until = 2025-01-01",
    )
    assert (
        'error: tarnside/timeframes.toml: limit 2 (key "meeting-held") in_force_until: found 2025-01-01; accepted: a '
        "day no earlier than in_force_from, 2026-01-01"
    ) in faults_of(folder)


DAYS = st.dates(dt.date(2024, 1, 1), dt.date(2024, 2, 10))


@given(first=st.lists(DAYS, min_size=2, max_size=2), second=st.lists(DAYS, min_size=2, max_size=2))
def test_periods_overlap_where_a_day_lies_in_both_and_gaps_are_the_days_in_neither(
    first: list[dt.date], second: list[dt.date]
) -> None:
    one, other = Period(*sorted(first)), Period(*sorted(second))
    days = [dt.date(2024, 1, 1) + dt.timedelta(days=number) for number in range(41)]
    assert one.overlaps(other) == any(day in one and day in other for day in days)
    if not one.overlaps(other):
        between = [day for day in days if max(one, other).first > day > min(one, other).last]
        assert [day for gap in find_gaps([one, other]) for day in days if day in gap] == between
