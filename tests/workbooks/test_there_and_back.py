"""A board kept as a workbook is the same board: nothing is lost on the way there or back."""

import copy
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from boardforms.errors import CannotWork, Unusable
from boardforms.workbooks import read_workbook, write_workbook
from boardforms.workbooks.tomlfile import write_toml
from escalation.loading import load_board
from escalation.loading.board_files import BoardFiles, read_files
from escalation.loading.loader import build_board, inspect_files
from tests.validators import openxml
from tests.workbooks.books import DYFFRYN, OWN, ROOT, TODAY, make, read

BOARDS = sorted(
    folder
    for parent in (ROOT / "forms", OWN)
    for folder in parent.iterdir()
    if (folder / "board.toml").exists()
)


def there_and_back(folder: Path, tmp_path: Path, name: str) -> Path:
    made = tmp_path / f"{name}.xlsx"
    write_workbook(folder, made)
    back = tmp_path / name / folder.name
    done = read_workbook(made, back, TODAY)
    assert len(done.files) == len(list(back.iterdir()))
    return back


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def comments(folder: Path) -> set[str]:
    lines = (line for path in folder.glob("*.toml") for line in path.read_text(encoding="utf-8").splitlines())
    return {line.strip() for line in lines if line.strip().startswith("#")}


@pytest.mark.parametrize("folder", BOARDS, ids=lambda folder: folder.name)
def test_a_board_comes_back_as_it_was_and_its_files_settle_at_once(folder: Path, tmp_path: Path) -> None:
    first = there_and_back(folder, tmp_path, "first")
    assert load_board(first) == load_board(folder)
    assert comments(folder) <= comments(first)
    second = there_and_back(first, tmp_path, "second")
    assert contents(second) == contents(first)
    assert (tmp_path / "second.xlsx").read_bytes() == (tmp_path / "first.xlsx").read_bytes()


def test_the_boards_are_all_looked_at() -> None:
    assert {"moray", "mscb", "dyffryn"} <= {folder.name for folder in BOARDS}


def test_every_cell_is_text_and_headers_stay_in_sight(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(make(tmp_path))
    assert book.sheetnames[:4] == ["read me", "board", "forms", "sections"]
    for sheet in book.worksheets:
        cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
        assert {cell.data_type for cell in cells} == {"s"}
        assert all(cell.number_format == "@" for cell in cells)
        assert sheet.title == "read me" or sheet.freeze_panes is not None


def test_kinds_and_stages_are_offered_in_lists(tmp_path: Path) -> None:
    fields = openpyxl.load_workbook(make(tmp_path))["fields"]
    headers = [str(cell.value) for cell in fields[1]]
    offered = {
        str(rule.sqref).split(":")[0]: rule.formula1 for rule in fields.data_validations.dataValidation
    }
    letters = {header: fields.cell(2, number).coordinate for number, header in enumerate(headers, start=1)}
    assert offered[letters["kind"]] == '"text,long text,date,tick,choice,person,rows"'
    assert offered[letters["required"]] == '"yes,no"'
    assert offered[letters["stage"]] == "'stages'!$A$2:$A$2000"


def test_microsofts_own_validator_finds_nothing(tmp_path: Path) -> None:
    assert openxml.failures([make(tmp_path)]) == []


def test_an_earlier_version_of_a_form_keeps_its_file(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(DYFFRYN, tmp_path / "own" / "dyffryn"))
    latest = (folder / "every-kind.toml").read_text(encoding="utf-8")
    dates = "in_force_from = 2025-01-01\nin_force_until = 2025-12-31"
    earlier = latest.replace('"2026-01"', '"2025-01"').replace("in_force_from = 2026-01-01", dates)
    (folder / "every-kind@2025-01.toml").write_text(earlier, encoding="utf-8")
    back = there_and_back(folder, tmp_path, "back")
    assert (back / "every-kind@2025-01.toml").exists()
    assert load_board(back) == load_board(folder)


def test_comments_stay_with_what_they_are_about(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(DYFFRYN, tmp_path / "own" / "dyffryn"))
    stages = folder / "stages.toml"
    text = stages.read_text(encoding="utf-8").replace(
        '[[stage]]\nkey = "meeting"', '# Why: see #4.\n# "More".\n[[stage]]\nkey = "meeting"'
    )
    stages.write_text(
        text.replace("exceptional = true", 'exceptional = true # as "#2" says'), encoding="utf-8"
    )
    written = (there_and_back(folder, tmp_path, "back") / "stages.toml").read_text(encoding="utf-8")
    assert '# Why: see #4.\n# "More".\n# exceptional: as "#2" says\n[[stage]]\nkey = "meeting"' in written


def test_a_line_of_a_long_text_is_not_taken_for_a_comment(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(DYFFRYN, tmp_path / "own" / "dyffryn"))
    form = folder / "every-kind.toml"
    text = form.read_text(encoding="utf-8")
    long = 'intro = """\nGive what you know.\n# 1: names\n[[section]]\n"""  # not """ more'
    text = text.replace('intro = "Give what you know, and leave the rest."', long)
    text = text.replace('key = "meeting"', "key = 'meeting' # Why: the answer", 1)
    form.write_text(text, encoding="utf-8")
    back = there_and_back(folder, tmp_path, "back")
    assert load_board(back) == load_board(folder)
    written = (back / "every-kind.toml").read_text(encoding="utf-8")
    assert '# not """ more' in written
    assert '# key: Why: the answer\n[[section]]\nkey = "meeting"' in written


def test_a_board_with_faults_is_not_made_a_workbook(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(DYFFRYN, tmp_path / "dyffryn"))
    (folder / "stages.toml").unlink()
    with pytest.raises(Unusable, match=r"stages\.toml: found no such file"):
        write_workbook(folder, tmp_path / "board.xlsx")


def test_a_text_that_no_cell_can_hold_is_not_cut(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(DYFFRYN, tmp_path / "dyffryn"))
    form = folder / "every-kind.toml"
    form.write_text(form.read_text(encoding="utf-8").replace("Give what you know", "x" * 40_000))
    with pytest.raises(Unusable, match="sheet sections, column intro: a text of 40,0"):
        write_workbook(folder, tmp_path / "board.xlsx")
    assert not (tmp_path / "board.xlsx").exists()


def test_nothing_is_written_over(tmp_path: Path) -> None:
    made = make(tmp_path)
    with pytest.raises(CannotWork, match="is there already"):
        write_workbook(DYFFRYN, made)
    (tmp_path / "dyffryn").mkdir()
    with pytest.raises(CannotWork, match="is there already"):
        read(made)
    assert list((tmp_path / "dyffryn").iterdir()) == []


TABLES, _ = read_files(DYFFRYN)
ODD = (
    *(
        "=1+1",
        '"so"',
        '"a" or "b"',
        '""',
        '"""',
        "\\",
        " x ",
        "x\n",
        "\r\n",
        "\t",
        "_x0041_",
        "#",
        "TRUE",
        "3.10",
    ),
    *("2026-01", "\x00", "\x85", "\u2028", "\ufffe", "😀", "[[stage]]\n# no", "a, b"),
)
TEXTS = st.one_of(st.text(max_size=30), st.sampled_from(ODD))
FREE = frozenset(
    {"label", "hint", "heading", "title", "intro", "clause", "what", "who", "why", "source", "reading"}
)
"""The keys that hold what a person writes."""


def free_paths(held: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    items = held.items() if isinstance(held, dict) else enumerate(held) if isinstance(held, list) else ()
    for key, value in items:
        if key in FREE:
            yield (*path, key)
        yield from free_paths(value, (*path, key))


PATHS = sorted(free_paths(TABLES.tables), key=str)


def rewritten(texts: Mapping[tuple[Any, ...], str]) -> BoardFiles:
    """Return the board's files with other texts in them."""
    tables: Any = copy.deepcopy(dict(TABLES.tables))
    for path, text in texts.items():
        held = tables
        for step in path[:-1]:
            held = held[step]
        held[path[-1]] = text
    return BoardFiles("dyffryn", tables)


@settings(max_examples=40)
@given(st.dictionaries(st.sampled_from(PATHS), TEXTS.filter(str.strip), min_size=1, max_size=6))
def test_whatever_is_written_in_a_board_comes_back(
    tmp_path_factory: pytest.TempPathFactory, texts: dict[tuple[Any, ...], str]
) -> None:
    files = rewritten(texts)
    assume(not inspect_files(files))
    tmp_path = tmp_path_factory.mktemp("any")
    folder = tmp_path / "own" / "dyffryn"
    folder.mkdir(parents=True)
    for name, table in files.tables.items():
        (folder / name).write_bytes(write_toml(table or {}).encode())
    assert load_board(folder) == build_board(files)
    assert load_board(there_and_back(folder, tmp_path, "back")) == load_board(folder)
