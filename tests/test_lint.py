"""Every fault of a board's files is found at once, and says file, table, key, what was found and what is accepted."""

import datetime as dt
import shutil
from pathlib import Path

import pytest

from boardforms.cli import run
from boardforms.errors import ExitCode
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


@pytest.mark.parametrize(
    ("stage", "was", "now", "key"),
    [
        (
            "meeting",
            'reached_when = "meeting_date given"',
            'reached_when = "meeting reached"',
            "reached_when",
        ),
        (
            "meeting",
            'resolved_when = "outcome is resolved"',
            'resolved_when = "meeting resolved"',
            "resolved_when",
        ),
        (
            "raising",
            'event = "raised"\n',
            'event = "raised"\nresolved_when = "meeting reached"\n',
            "resolved_when",
        ),
    ],
)
def test_a_stage_that_waits_for_itself_is_a_fault(
    tmp_path: Path, stage: str, was: str, now: str, key: str
) -> None:
    """Also by way of a stage before it: a stage is not reached where the matter was resolved earlier."""
    folder = Path(shutil.copytree(OWN / "dyffryn", tmp_path / "dyffryn"))
    stages = folder / "stages.toml"
    text = stages.read_text(encoding="utf-8")
    assert was in text
    stages.write_text(text.replace(was, now, 1), encoding="utf-8")
    faults = lint_board(folder, TODAY)
    assert [(fault.key, f"‘{stage} {key.partition('_')[0]}’" in fault.found) for fault in faults] == [
        (key, True)
    ]
    assert "circle" in faults[0].found


def test_a_form_that_notepad_saved_as_txt_is_not_left_out_in_silence(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(OWN / "dyffryn", tmp_path / "dyffryn"))
    (folder / "minutes.toml.txt").write_text("title = 'Minutes'\n")
    [fault] = lint_board(folder, TODAY)
    assert str(fault) == (
        "warning: dyffryn/minutes.toml.txt: found a name that ends in .txt; "
        "accepted: minutes.toml: rename it, or nothing in it is read"
    )


def test_a_folder_in_which_lint_finds_nothing_is_no_success(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["lint", str(tmp_path)]) == ExitCode.COULD_NOT_WORK
    assert "holds no board" in capsys.readouterr().err
    (tmp_path / "stages.toml").write_text("")
    assert run(["lint", str(tmp_path)]) == ExitCode.NEEDS_A_PERSON
    assert "board.toml: found no such file" in capsys.readouterr().out


@pytest.mark.parametrize("key", ["raised_on", "reason_of_nobody"])
def test_a_step_is_excused_only_by_a_tick(tmp_path: Path, key: str) -> None:
    folder = Path(shutil.copytree(OWN / "dyffryn", tmp_path / "dyffryn"))
    timeframes = folder / "timeframes.toml"
    text = timeframes.read_text(encoding="utf-8")
    changed = text.replace(
        'within = "10 working days"\n', f'within = "10 working days"\nexcused_by = "{key}"\n', 1
    )
    timeframes.write_text(changed, encoding="utf-8")
    said = (
        f'error: dyffryn/timeframes.toml: limit 1 (key "meeting-held") excused_by: found "{key}", which is no tick '
        "field; accepted: reason_drift, reason_threshold"
    )
    assert [str(fault) for fault in lint_board(folder, TODAY)] == [said]


def test_a_stage_is_met_only_by_a_level_that_the_board_has(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(OWN / "dyffryn", tmp_path / "dyffryn"))
    stages = folder / "stages.toml"
    text = stages.read_text(encoding="utf-8")
    stages.write_text(
        text.replace('key = "meeting"\n', 'key = "meeting"\nlevel = "second"\n', 1), encoding="utf-8"
    )
    assert [(fault.table, fault.key, fault.found) for fault in lint_board(folder, TODAY)] == [
        ('stage 2 (key "meeting")', "level", '"second", which is nowhere')
    ]
