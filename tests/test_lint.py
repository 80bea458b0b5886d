"""Every fault of a board's files is found at once, and says file, table, key, what was found and what is accepted."""

import datetime as dt
import shutil
from pathlib import Path

import pytest

from escalation.faults import Weight
from escalation.loading.lint import lint_board

OWN = Path(__file__).with_name("boards")
TODAY = dt.date(2026, 11, 21)


@pytest.mark.parametrize("name", ["misspelt", "misshapen", "misordered", "unreadable"])
def test_all_the_faults_of_a_board_are_said(name: str) -> None:
    folder = OWN / "faulty" / name
    expected = (folder / "expected.txt").read_text(encoding="utf-8").splitlines()
    assert [str(fault) for fault in lint_board(folder, TODAY)] == expected


def test_every_fault_says_its_file_what_was_found_and_what_is_accepted() -> None:
    faults = [fault for folder in (OWN / "faulty").iterdir() for fault in lint_board(folder, TODAY)]
    assert len(faults) > 100
    assert all(fault.file and fault.found and fault.accepted for fault in faults)
    assert len({str(fault) for fault in faults}) == len(faults)


def test_a_board_without_faults_has_none() -> None:
    assert lint_board(OWN / "dyffryn", TODAY) == ()


@pytest.mark.parametrize(
    ("today", "warned"),
    [
        (dt.date(2025, 12, 31), ["in_force_from"]),
        (dt.date(2026, 1, 1), []),
        (dt.date(2026, 12, 31), []),
        (dt.date(2027, 1, 1), ["closure", "worked_day"]),
    ],
)
def test_what_time_overtakes_is_a_warning_from_the_day_on_which_it_does(
    today: dt.date, warned: list[str]
) -> None:
    faults = lint_board(OWN / "dyffryn", today)
    assert [fault.key for fault in faults] == warned
    assert all(fault.weight is Weight.WARNING for fault in faults)


def test_an_event_that_nothing_holds_names_the_limits_that_need_it(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(OWN / "dyffryn", tmp_path / "dyffryn"))
    form = folder / "every-kind.toml"
    form.write_text(form.read_text(encoding="utf-8").replace('event = "raised"\n', ""), encoding="utf-8")
    said = (
        'error: dyffryn/timeframes.toml: event 1 (key "raised") key: found nothing that holds its date, and limit '
        'meeting-held needs it; accepted: a field of kind date with event = "raised" in a form, or message = true'
    )
    assert [str(fault) for fault in lint_board(folder, TODAY)] == [said]
