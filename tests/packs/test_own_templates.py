"""An office's own templates, in the folder of its boards: for minutes that go out and for those that come back."""

import shutil
from pathlib import Path

import docx
import pytest

from boardforms.cli import run
from boardforms.errors import ExitCode
from docgen.packs.minutes.marks import find_left_out
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


@pytest.mark.parametrize(
    ("was", "became", "found", "accepted"),
    [
        (
            "{{ purpose }}",
            "{{ purpose }",
            "‘{{ purpose }’ under ‘Purpose of the meeting’",
            "two braces on either side",
        ),
        ("{{ purpose }}", "{ { purpose } }", "a brace is missing or too many", "{{ name }}"),
        (
            "{{ discussion }}",
            "{{ discusion }}",
            "under ‘Discussion’: there is no name discusion",
            "discussion, if that",
        ),
        (
            "{{ discussion }}",
            "{{ discussion | foo }}",
            "under ‘Discussion’: No filter named 'foo'",
            "a name alone",
        ),
        (
            "{%p endfor %}",
            "",
            "‘{%p for one in chairs %}’ under ‘Who chairs, and why’: it has no end",
            "{%p endfor %}",
        ),
    ],
)
def test_a_mistake_in_a_template_is_said_with_its_place_and_what_to_write(
    was: str, became: str, found: str, accepted: str, office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_template(office, "minutes", (was, became))
    words = ("make", "m.toml", "--to", "a.pdf", "--minutes", "b.docx")
    assert pack(*words) == ExitCode.COULD_NOT_WORK
    said = capsys.readouterr().err
    assert found in said
    assert accepted in said
    assert not (office / "b.docx").exists()


def test_a_mistake_in_a_table_of_a_template_names_what_its_entries_have(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_template(office, "minutes", ("Discussion", OURS))
    document = docx.Document(str(path))
    cells = (cell for table in document.tables for row in table.rows for cell in row.cells)
    run_of = next(cell for cell in cells if cell.text == "{{ one.presence }}").paragraphs[0].runs[0]
    run_of.text = "{{ one.came }}"
    document.save(str(path))
    assert pack("make", "m.toml", "--to", "a.pdf", "--minutes", "b.docx") == ExitCode.COULD_NOT_WORK
    said = capsys.readouterr().err
    assert "in a table under ‘Attendance, apologies and absence’: an entry of attendance has no came" in said
    assert "one of agency, name, presence, role" in said


def test_a_table_that_an_offices_template_lacks_is_said_when_minutes_are_made(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_template(office, "minutes", ("Discussion", OURS))
    document = docx.Document(str(path))
    table = next(
        table for table in document.tables if "Decision" in [cell.text for cell in table.rows[0].cells]
    )
    document.element.body.remove(table._tbl)
    document.save(str(path))
    assert pack("make", "m.toml", "--to", "a.pdf", "--minutes", "b.docx") == ExitCode.WELL
    said = capsys.readouterr().err
    assert "The template of the minutes has no place for: decisions.decision, decisions.reason." in said


def test_the_templates_that_ship_have_a_place_for_everything() -> None:
    assert find_left_out(find_template("minutes", mscb().board)) == ()
