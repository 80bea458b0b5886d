"""A board's folder becomes a board, or says everything that keeps it from being one."""

import copy
import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalation.boards import Nation
from escalation.faults import DefinitionError, Weight
from escalation.loading.board_files import BoardFiles, read_files
from escalation.loading.loader import build_board, inspect_files, load_board

OWN = Path(__file__).with_name("boards")
DYFFRYN = OWN / "dyffryn"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DYFFRYN, tmp_path / "dyffryn"))


def faults_of(folder: Path) -> list[str]:
    with pytest.raises(DefinitionError) as error:
        load_board(folder)
    assert str(error.value) == "\n".join(str(fault) for fault in error.value.faults)
    return [str(fault) for fault in error.value.faults]


def test_a_board_is_keyed_by_its_folder_and_a_form_by_its_file() -> None:
    board = load_board(DYFFRYN)
    assert (board.key, board.nation, board.short_name) == ("dyffryn", Nation.WALES, "Dyffryn Aur")
    assert [str(form.reference) for form in board.forms] == ["dyffryn/every-kind 2026-01"]
    assert [event.key for event in board.events] == ["raised", "meeting", "record_sent"]
    assert board.closures[0].date == dt.date(2026, 12, 29)


def test_an_earlier_version_stays_readable_beside_the_latest(folder: Path) -> None:
    latest = (folder / "every-kind.toml").read_text(encoding="utf-8")
    earlier = latest.replace('"2026-01"', '"2025-01"')
    earlier = earlier.replace(
        "in_force_from = 2026-01-01", "in_force_from = 2025-01-01\nin_force_until = 2025-12-31"
    )
    (folder / "every-kind@2025-01.toml").write_text(earlier, encoding="utf-8")
    board = load_board(folder)
    assert [form.version for form in board.forms] == ["2026-01", "2025-01"]
    assert [form.version for form in board.current_forms()] == ["2026-01"]
    assert board.form("every-kind", "2025-01").in_force_until == dt.date(2025, 12, 31)


def test_the_mark_that_windows_editors_put_first_is_passed_over(folder: Path) -> None:
    file = folder / "board.toml"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert load_board(folder).nation is Nation.WALES


def test_a_file_that_is_not_in_utf_8_is_named_with_its_line(folder: Path) -> None:
    (folder / "board.toml").write_bytes(b'name = "Dyffryn"\nshort_name = "D\xe9"\n')
    [fault] = faults_of(folder)
    assert fault == (
        "error: dyffryn/board.toml: line 2: found a letter that is not in UTF-8; "
        "accepted: text saved as UTF-8 (in Notepad: Save as, Encoding)"
    )


def test_a_folder_that_is_not_there_misses_all_its_files(tmp_path: Path) -> None:
    assert faults_of(tmp_path / "nowhere") == [
        "error: nowhere/board.toml: found no such file; accepted: a file that says who the board is",
        "error: nowhere/stages.toml: found no such file; accepted: a file of the procedure's stages",
        "error: nowhere/timeframes.toml: found no such file; accepted: a file of the procedure's events and limits",
        "error: nowhere: found no form; accepted: at least one TOML file that holds a form",
    ]


def test_names_that_cannot_be_printed_on_a_form_are_refused(folder: Path) -> None:
    wrong = folder.rename(folder.with_name("Dyffryn Aur"))
    (wrong / "every-kind.toml").rename(wrong / "Every_Kind.toml")
    accepted = "accepted: small letters and digits, with a hyphen between words"
    assert faults_of(wrong) == [
        f"error: Dyffryn Aur: found the folder's name, Dyffryn Aur; {accepted}",
        f"error: Dyffryn Aur/Every_Kind.toml: found the file's name, Every_Kind; {accepted}",
    ]


def test_a_board_that_fits_nowhere_together_is_refused_as_well(folder: Path) -> None:
    stages = folder / "stages.toml"
    stages.write_text(stages.read_text(encoding="utf-8").replace("outcome is resolved", "outcome is done"))
    said = (
        'error: dyffryn/stages.toml: stage 2 (key "meeting") resolved_when: found "done", which is not an answer '
        "to outcome; accepted: resolved, continues"
    )
    assert faults_of(folder) == [said]


def test_a_file_of_one_form_does_not_hide_the_faults_of_another(folder: Path) -> None:
    (folder / "broken.toml").write_text("title =\n")
    (folder / "empty.toml").write_text("")
    faults = "\n".join(faults_of(folder))
    assert "error: dyffryn/broken.toml: line 1: found what is not TOML" in faults
    assert "error: dyffryn/empty.toml: title: found nothing; accepted: a value" in faults


@pytest.mark.parametrize("name", ["misspelt", "misshapen", "misordered", "unreadable"])
def test_a_faulty_board_is_never_loaded(name: str) -> None:
    faults_of(OWN / "faulty" / name)


TABLES, _ = read_files(DYFFRYN)
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 100),
    st.floats(allow_nan=False),
    st.text(max_size=12),
    st.dates(),
    st.datetimes(),
    st.lists(st.one_of(st.text(max_size=5), st.integers(0, 9), st.just({"key": []})), max_size=3),
    st.dictionaries(
        st.sampled_from(["key", "label", "quote", "field", "x"]), st.text(max_size=5), max_size=3
    ),
)


def _paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, held in items:
        yield from _paths(held, (*path, key))


PATHS = sorted(_paths(TABLES.tables), key=str)


def _changed(path: tuple[Any, ...], value: object) -> BoardFiles:
    tables: Any = copy.deepcopy(dict(TABLES.tables))
    held = tables
    for step in path[:-1]:
        held = held[step]
    if value is None and len(path) > 1:
        del held[path[-1]]
    else:
        held[path[-1]] = value if len(path) > 1 or isinstance(value, dict) else None
    return BoardFiles(TABLES.board, tables)


@given(st.sampled_from(PATHS), VALUES)
def test_whatever_stands_in_a_file_there_are_faults_or_there_is_a_board(
    path: tuple[Any, ...], value: object
) -> None:
    files = _changed(path, value)
    unread = any(table is None for table in files.tables.values())
    if not unread and not any(fault.weight is Weight.ERROR for fault in inspect_files(files)):
        assert build_board(files).key == "dyffryn"
    if unread:
        assert inspect_files(files) is not None
