"""The file of a learned layout: written for a person, confirmed by one, and its faults said."""

from pathlib import Path

import pytest

from boardforms.catalogue import load_catalogue
from boardforms.cli import run
from boardforms.errors import ExitCode
from boardforms.learning.writing import write_layout
from escalation.faults import DefinitionError
from escalation.loading import load_layouts
from escalation.loading.layout_files import inspect_layouts
from tests.learning.foreign import LAYOUTS, MORAY, learn, moray_published


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder of one's own with a blank learned into it, unconfirmed."""
    blank, boards = tmp_path / "blank.docx", tmp_path / "boards"
    blank.write_bytes(moray_published({}))
    boards.mkdir()
    learned = run(["learn", "moray", "escalation-record", str(blank), "--boards", str(boards)])
    assert learned == ExitCode.NEEDS_A_PERSON
    return boards


def file_in(folder: Path) -> Path:
    return folder / "moray" / "layouts" / "escalation-record.blank.toml"


def own_layouts(folder: Path) -> list[bool]:
    return [one.confirmed for one in load_catalogue(folder).layouts if one.name == "escalation-record.blank"]


def test_a_layout_is_learned_and_confirmed_at_the_command_line(folder: Path) -> None:
    assert own_layouts(folder) == [False]
    before = file_in(folder).read_text(encoding="utf-8")
    assert run(["learn", "--confirm", str(file_in(folder)), "--boards", str(folder)]) == ExitCode.WELL
    assert own_layouts(folder) == [True]
    after = file_in(folder).read_text(encoding="utf-8")
    assert after == before.replace("\nconfirmed = false\n", "\nconfirmed = true\n")


def test_a_layout_is_never_written_over(folder: Path, tmp_path: Path) -> None:
    again = ["learn", "moray", "escalation-record", str(tmp_path / "blank.docx"), "--boards", str(folder)]
    assert run(again) == ExitCode.WRONG_USAGE


@pytest.mark.parametrize("name", LAYOUTS)
def test_what_is_written_reads_back_as_what_was_learned(name: str, tmp_path: Path) -> None:
    learned, form = learn(name), LAYOUTS[name][1]
    path = tmp_path / form.board / "layouts" / learned.path
    path.parent.mkdir(parents=True)
    path.write_text(write_layout(learned.layout, learned.proposal, form), encoding="utf-8")
    [layout] = load_layouts(tmp_path / form.board, (form,))
    assert layout == learned.layout.model_copy(update={"name": path.stem})


def test_lint_warns_of_a_layout_that_nobody_confirmed(folder: Path) -> None:
    [fault] = inspect_layouts(folder / "moray", (MORAY,))
    assert str(fault).startswith(
        "warning: moray/layouts/escalation-record.blank.toml: confirmed: found false"
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('box = "child_name"', 'box = "childs_name"', 'cell 5 box: found "childs_name"'),
        ('box = "child_name"', 'box = "summary"', 'box: found "summary" more than once'),
        ('form = "escalation-record"', 'form = "record"', "form: found record 2023-08"),
        ('place = "paragraph 1"', 'place = "page 1"', 'cell 1 place: found "page 1"'),
        ('place = "paragraph 1"', 'place = "over there"', "place: found"),
        ("confirmed = false", "confirmed = maybe", "a file that cannot be read"),
        ("confirmed = false", "", "confirmed"),
    ],
)
def test_a_fault_of_a_layout_says_where_it_is(folder: Path, old: str, new: str, said: str) -> None:
    path = file_in(folder)
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DefinitionError) as caught:
        load_layouts(folder / "moray", (MORAY,))
    assert said in str(caught.value)
