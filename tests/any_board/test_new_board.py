"""A new board's starter folder: without a fault, whole, and safe to ask for twice."""

import datetime as dt
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, TypeAdapter

from boardforms.cli import run
from boardforms.errors import ExitCode, WrongUsage
from boardforms.starter import LONGEST_KEY, board_key, write_starter
from escalation import boards, definitions, limits
from escalation.boards import Board
from escalation.boxes import form_boxes
from escalation.definitions import Kind, LabelPosition, Sensitivity, Slug
from escalation.loading import lint_board, load_board

TODAY = dt.date(2026, 11, 21)
NAME = "Lark Water & St Helen’s"

KEYS_OF: dict[str, tuple[type[BaseModel], ...]] = {
    "board.toml": (boards.BoardFile, boards.Procedure, boards.LineManagement, boards.DatedDay),
    "stages.toml": (boards.StagesFile, boards.Stage, boards.Rule, boards.Clause, boards.LeftOut),
    "timeframes.toml": (
        boards.TimeframesFile,
        boards.Event,
        limits.Limit,
        limits.OtherReading,
        limits.NoLimit,
    ),
    "escalation-record.toml": (
        definitions.FormFile,
        definitions.Section,
        definitions.Field,
        definitions.FieldRow,
    ),
}


@pytest.fixture
def started(tmp_path: Path) -> Path:
    return write_starter(NAME, tmp_path, TODAY).folder


def switched_on(folder: Path) -> Path:
    """Take the `#` from every setting that is switched off: a `#` without a space after it."""
    for path in folder.iterdir():
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"^( *)#(?=[a-z\[])", r"\1", text, flags=re.MULTILINE), encoding="utf-8")
    return folder


def words_of(text: str) -> set[str]:
    return set(re.findall(r"[a-z_]+", text))


def known_keys(file: str) -> set[str]:
    return {info.alias or name for model in KEYS_OF[file] for name, info in model.model_fields.items()}


def test_the_starter_lints_clean_from_the_day_it_is_written(started: Path) -> None:
    assert lint_board(started, TODAY) == ()


def test_every_setting_that_is_switched_off_works_when_it_is_switched_on(started: Path) -> None:
    before = sum(len(path.read_bytes()) for path in started.iterdir())
    folder = switched_on(started)
    assert sum(len(path.read_bytes()) for path in folder.iterdir()) < before - 20
    assert [str(fault) for fault in lint_board(folder, TODAY)] == []
    board = load_board(folder)
    assert board.closures
    assert board.worked_days
    assert board.line_management
    assert next(limit for limit in board.limits if limit.key == "meeting-after-raising").local


@pytest.mark.parametrize("file", KEYS_OF)
def test_every_key_that_a_file_can_hold_stands_in_the_starter_or_its_notes(started: Path, file: str) -> None:
    assert known_keys(file) - words_of((started / file).read_text(encoding="utf-8")) == set()


@pytest.mark.parametrize("file", KEYS_OF)
def test_every_key_in_use_is_explained_in_its_file(started: Path, file: str) -> None:
    text = (started / file).read_text(encoding="utf-8")
    notes = words_of("\n".join(re.findall(r"^ *# (.*)$", text, re.MULTILINE)))
    used = set(re.findall(r"^ *#?([a-z_]+) = ", text, re.MULTILINE)) | set(
        re.findall(r"[{,] ([a-z_]+) = ", text)
    )
    assert (used & known_keys(file)) - notes == set()


def test_the_notes_name_every_choice_that_a_setting_offers(started: Path) -> None:
    form = (started / "escalation-record.toml").read_text(encoding="utf-8")
    for choice in (*Kind, *LabelPosition, *Sensitivity):
        assert f'"{choice}"' in form
    about = (started / "board.toml").read_text(encoding="utf-8")
    assert all(f'"{nation}"' in about for nation in boards.Nation)
    timeframes = (started / "timeframes.toml").read_text(encoding="utf-8")
    assert all(f'"{basis}"' in timeframes for basis in limits.Basis)


def test_its_form_asks_for_every_kind_of_answer(started: Path) -> None:
    form = load_board(started).form("escalation-record")
    assert {field.kind for field in form.fields} == set(Kind)
    assert form_boxes(form)


def test_nothing_made_up_can_be_taken_for_a_procedure(started: Path) -> None:
    board: Board = load_board(started)
    form = board.form("escalation-record")
    said = [board.procedure.title, board.procedure.source, form.title, form.derived_from]
    said += [text for limit in board.limits for text in (limit.clause, limit.quote)]
    said += [stage.clause for stage in board.stages]
    assert [text for text in said if not text.startswith("EXAMPLE")] == []


def test_the_name_is_kept_and_the_folder_is_named_after_it(tmp_path: Path) -> None:
    made = write_starter('  Lark  Water "A" \\ & Sons ', tmp_path, TODAY)
    assert made.folder == tmp_path / "lark-water-a-and-sons"
    board = load_board(made.folder)
    assert board.name == board.short_name == 'Lark Water "A" \\ & Sons'
    assert board.form("escalation-record").version == "2026-11"
    assert board.form("escalation-record").in_force_from == TODAY


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Lark Water", "lark-water"),
        ("ST HELEN’S", "st-helens"),
        ("St Helen's", "st-helens"),
        ("Ynys Môn", "ynys-mon"),
        ("Brook & Vale", "brook-and-vale"),
        ("5 Towns", "board-5-towns"),
        ("CON", "board-con"),
        ("Lark / Water (East)", "lark-water-east"),
        ("A very long name of a safeguarding partnership", "a-very-long-name-of-a-safeguarding"),
    ],
)
def test_a_key_is_made_of_a_name(name: str, key: str) -> None:
    assert board_key(name) == key


@given(st.text(max_size=80))
def test_whatever_the_name_its_key_is_one_or_it_is_refused(name: str) -> None:
    try:
        key = board_key(name)
    except WrongUsage:
        return
    assert TypeAdapter(Slug).validate_python(key) == key
    assert len(key) <= LONGEST_KEY + len("board-")


def test_nothing_is_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["new-board", "Lark Water", "--to", str(tmp_path)]
    assert run(arguments) == ExitCode.WELL
    kept = tmp_path / "lark-water" / "board.toml"
    kept.write_text("ours", encoding="utf-8")
    capsys.readouterr()
    assert run(arguments) == ExitCode.COULD_NOT_WORK
    said = capsys.readouterr()
    assert said.out == ""
    assert "is there already, and nothing was written" in said.err
    assert kept.read_text(encoding="utf-8") == "ours"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Moray", "the program has a board 'moray' already"),
        ("日本", "write a name with letters from a to z"),
        ("Lark\x07Water", "cannot be printed"),
        ("", "write a name with letters from a to z"),
    ],
)
def test_a_name_that_cannot_stand_is_refused_with_the_reason(
    name: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["new-board", name, "--to", str(tmp_path / "boards")]) == ExitCode.WRONG_USAGE
    assert said in capsys.readouterr().err
    assert not (tmp_path / "boards").exists()


def test_what_to_do_next_can_be_typed_as_it_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "our boards"
    assert run(["new-board", "Lark Water", "--to", str(folder)]) == ExitCode.WELL
    said = capsys.readouterr()
    names = ["board.toml", "escalation-record.toml", "stages.toml", "timeframes.toml"]
    assert said.out.splitlines() == [str(folder / "lark-water" / name) for name in names]
    assert f'boardforms lint "{folder / "lark-water"}"' in said.err
    assert f'boardforms blank lark-water --boards "{folder}"' in said.err
    assert run(["lint", str(folder / "lark-water")]) == ExitCode.WELL
    out = ["--to", str(tmp_path / "out")]
    assert run(["blank", "lark-water", "--boards", str(folder), *out]) == ExitCode.WELL
    assert len(capsys.readouterr().out.splitlines()) == 2
