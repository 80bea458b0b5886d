"""An office's own templates, in the folder of its boards: for minutes that go out and for those that come back."""

import shutil
from pathlib import Path

import docx
import pytest

from boardforms.cli import run
from boardforms.errors import ExitCode
from docgen.packs.reading import read_meeting
from docgen.word.prose import find_template
from tests.minutes.samples import paragraph_of
from tests.packs.samples import MEETINGS, ROOT, mscb

OURS = "What was said in the room"


def write_template(folder: Path, kind: str, instead: tuple[str, str]) -> Path:
    """Write an office's own template of a kind for MSCB, with one of its texts replaced as in Word."""
    document = docx.Document(str(ROOT / "templates" / "word" / f"{kind}.docx"))
    document.paragraphs[paragraph_of(document, instead[0])].runs[0].text = instead[1]
    path = folder / "boards" / "mscb" / "templates" / f"{kind}.docx"
    path.parent.mkdir(parents=True, exist_ok=True)
    document.save(str(path))
    return path


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an office's folder, in which it works: a meeting with its records, and templates of its own."""
    shutil.copytree(MEETINGS / "records", tmp_path / "records")
    shutil.copy(MEETINGS / "mscb-2024-017.toml", tmp_path / "m.toml")
    write_template(tmp_path, "minutes", ("Discussion", OURS))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def pack(*words: str) -> int:
    return run(["pack", *words, "--boards", "boards", "--today", "2025-01-10"])


def texts_in(path: Path) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(str(path)).paragraphs]


def test_minutes_are_made_and_read_back_through_the_offices_own_template(office: Path) -> None:
    assert pack("make", "m.toml", "--to", "a.pdf", "--minutes", "minutes.docx") == ExitCode.WELL
    assert OURS in texts_in(office / "minutes.docx")
    bare = 'board = "mscb"\ncase = "MSCB-2024-017"\nstage = "case-progression-meeting"\n'
    (office / "back.toml").write_text(f'{bare}records = ["records/mscb-2024-017.jsonl"]\n')
    pack("read", "minutes.docx", "--meeting", "back.toml")
    assert read_meeting(office / "back.toml").discussion == read_meeting(office / "m.toml").discussion


def test_without_the_folder_of_its_boards_an_offices_templates_are_not_used(office: Path) -> None:
    assert run(["pack", "make", "m.toml", "--to", "a.pdf", "--minutes", "minutes.docx"]) == ExitCode.WELL
    assert OURS not in texts_in(office / "minutes.docx")


def test_the_invitation_is_made_through_the_offices_own_template(office: Path) -> None:
    heading = next(
        text for text in texts_in(ROOT / "templates" / "word" / "invitation.docx") if text == "Who is invited"
    )
    write_template(office, "invitation", (heading, "Who comes"))
    assert pack("invite", "m.toml", "--to", "i.docx") == ExitCode.WELL
    assert "Who comes" in texts_in(office / "i.docx")


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("minutes", ("make", "m.toml", "--to", "a.pdf", "--minutes", "b.docx")),
        ("minutes", ("read", "m.docx", "--meeting", "m.toml")),
        ("invitation", ("invite", "m.toml", "--to", "b.docx")),
    ],
)
def test_a_mistake_in_an_offices_template_is_said_and_nothing_is_written(
    kind: str, words: tuple[str, ...], office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (office / "m.docx").write_bytes((ROOT / "templates" / "word" / "minutes.docx").read_bytes())
    heading = {"minutes": OURS, "invitation": "Who is invited"}[kind]
    if kind == "invitation":
        write_template(office, kind, (heading, "{{ agendda }}"))
    else:
        write_template(office, kind, ("Discussion", "{{ discusion }}"))
    assert pack(*words) == ExitCode.COULD_NOT_WORK
    assert f"the template of the {kind} has mistakes" in capsys.readouterr().err
    assert not [name for name in ("a.pdf", "b.docx") if (office / name).exists()]


def test_an_offices_template_is_never_written_over(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = office / "boards" / "mscb" / "templates" / "minutes.docx"
    before = path.read_bytes()
    words = ("make", "m.toml", "--to", "a.pdf", "--minutes", "boards/mscb/templates/minutes.docx")
    assert pack(*words) == ExitCode.WRONG_USAGE
    assert "--minutes would write over a file that is read: a file of the boards" in capsys.readouterr().err
    assert path.read_bytes() == before


def test_a_board_without_a_template_of_the_offices_own_has_the_shipped_one(office: Path) -> None:
    board = mscb().board
    assert (
        find_template("minutes", board, office / "boards").parent == office / "boards" / "mscb" / "templates"
    )
    for template in (
        find_template("letter", board, office / "boards"),
        find_template("minutes", board, office),
    ):
        assert template.parent == ROOT / "templates" / "word"


@pytest.mark.parametrize("kind", ["minutes", "invitation", "letter"])
def test_an_office_is_given_a_template_to_edit_once(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    boards = tmp_path / "boards"
    boards.mkdir()
    words = ["template", "mscb", kind, "--boards", str(boards)]
    assert run(words) == ExitCode.WELL
    path = boards / "mscb" / "templates" / f"{kind}.docx"
    assert capsys.readouterr().out.strip() == str(path)
    assert find_template(kind, mscb().board, boards) == path
    path.write_bytes(b"edited")
    assert run(words) == ExitCode.WRONG_USAGE
    assert path.read_bytes() == b"edited"


def test_a_template_of_ones_own_needs_a_folder_of_ones_own() -> None:
    assert run(["template", "mscb", "minutes"]) == ExitCode.WRONG_USAGE
