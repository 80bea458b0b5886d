"""A form that a board has changed: its earlier versions are read as themselves, and a blank is of the day."""

import datetime as dt
import io
import shutil
from pathlib import Path

import docx
import pytest
from docx.table import _Cell

import docgen
from boardforms.catalogue import load_catalogue
from boardforms.cli import run
from boardforms.desk import Desk, read_return
from boardforms.errors import ExitCode, WrongUsage
from escalation.boxes import Answers
from escalation.cases import join_cases
from escalation.layouts import PdfPlace, WordPlace
from escalation.records import Record, Source, State
from escalation.timeframes import check_timeframes
from tests.escalation.returns import MADE_UP, made_up

BOARD = made_up("tarnside")
CATALOGUE = load_catalogue(MADE_UP)
OLD, NEW = "2024-04", "2026-01"
LAST_OF_OLD, FIRST_OF_NEW = dt.date(2025, 12, 31), dt.date(2026, 1, 1)
OLD_ANSWERS: Answers = {
    "case_reference": "TS-1",
    "outcome": "settled",
    "views": "Health and Education do not agree.",
    "raised_on": "2025-12-12",
    "met_on": "2026-01-08",
}
NEW_ANSWERS: Answers = {
    "case_reference": "TS-1",
    "child_name": "Nia Example",
    "raised_on": "2025-12-12",
    "met_on": "2026-01-08",
    "sent_on": "2026-01-12",
    "outcome": "settled",
    "agreed": "A joint visit.",
}


def returned(version: str, answers: Answers, kind: str) -> bytes:
    render = docgen.render_word if kind == "word" else docgen.render_pdf
    return render(BOARD.form("record", version), BOARD, answers).content


def read(content: bytes) -> Record:
    [record] = read_return(content, Desk(CATALOGUE), Source(path="return", sha256="a1" * 32))
    return record


@pytest.mark.parametrize("kind", ["word", "pdf"])
@pytest.mark.parametrize(("version", "answers"), [(OLD, OLD_ANSWERS), (NEW, NEW_ANSWERS)])
def test_a_return_is_read_by_the_version_it_is_on(version: str, answers: Answers, kind: str) -> None:
    record = read(returned(version, answers, kind))
    assert record.state is State.COMPLETE
    assert record.form is not None
    assert record.form.version == version
    assert {key: value for key, value in record.values.items() if value not in (None, False, [])} == answers
    assert set(record.values) == {field.key for field in BOARD.form("record", version).fields}


def test_a_word_return_is_mapped_by_the_blank_of_its_own_version() -> None:
    places = {
        version: Desk(CATALOGUE).map_of(BOARD.form("record", version)).layout.places["met_on"]
        for version in (OLD, NEW)
    }
    assert str(places[OLD]) != str(places[NEW])
    for version, answers in ((OLD, OLD_ANSWERS), (NEW, NEW_ANSWERS)):
        typed = typed_beside(returned(version, {**answers, "met_on": None}, "word"), places[version])
        record = read(typed)
        assert record.fields["met_on"].place == str(places[version])
        assert record.values["met_on"] == "2026-01-08"


def typed_beside(content: bytes, place: WordPlace | PdfPlace) -> bytes:
    """Return a Word file in which somebody typed a date beside the control of a cell."""
    assert isinstance(place, WordPlace)
    document = docx.Document(io.BytesIO(content))
    table = document.tables[place.table - 1]
    cell = _Cell(table.rows[place.row - 1]._tr.tc_lst[place.cell - 1], table)
    cell.paragraphs[-1].add_run("8 January 2026")
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def test_a_return_of_a_version_that_is_not_at_hand_is_refused(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(MADE_UP / "tarnside", tmp_path / "tarnside"))
    for name in ("record@2024-04.toml", "letters.toml"):
        (folder / name).unlink()
    content = returned(OLD, OLD_ANSWERS, "word")
    [record] = read_return(content, Desk(load_catalogue(tmp_path)), Source(path="return", sha256="a1" * 32))
    assert record.state is State.REFUSED
    assert [finding.code for finding in record.findings] == ["unknown-form"]


def test_records_of_two_versions_make_one_case() -> None:
    old = read(returned(OLD, OLD_ANSWERS, "word"))
    new = read(returned(NEW, NEW_ANSWERS, "pdf")).model_copy(update={"id": "b" * 12})
    [case], loose = join_cases([old, new])
    assert loose == ()
    checked = check_timeframes(case, BOARD, dt.date(2026, 2, 2))
    assert checked.findings == ()
    [held] = [answer for answer in checked.answers if answer.limit == "meeting-held"]
    assert (held.from_.date, held.to.date) == (dt.date(2025, 12, 12), dt.date(2026, 1, 8))


@pytest.mark.parametrize(
    ("day", "forms"),
    [
        (dt.date(2024, 3, 31), []),
        (dt.date(2024, 4, 1), ["note 2024-04", "record 2024-04"]),
        (dt.date(2025, 6, 30), ["note 2024-04", "record 2024-04"]),
        (dt.date(2025, 7, 1), ["record 2024-04"]),
        (LAST_OF_OLD, ["record 2024-04"]),
        (FIRST_OF_NEW, ["record 2026-01"]),
    ],
)
def test_the_forms_of_a_day_are_those_in_force_on_it(day: dt.date, forms: list[str]) -> None:
    assert [f"{form.key} {form.version}" for form in BOARD.forms_on(day)] == forms


def test_a_form_asked_for_by_name_is_the_version_of_the_day() -> None:
    assert CATALOGUE.form(BOARD, "record", LAST_OF_OLD).version == OLD
    assert CATALOGUE.form(BOARD, "record", FIRST_OF_NEW).version == NEW
    assert CATALOGUE.form(BOARD, "record").version == NEW


def test_a_form_with_no_version_in_force_says_when_it_has_one() -> None:
    said = (
        r"no version of tarnside/note is in force on Tuesday 1 July 2025: 2024-04 is, from 1 April 2024 until "
        r"30 June 2025\. Give a day with --on\."
    )
    with pytest.raises(WrongUsage, match=said):
        CATALOGUE.form(BOARD, "note", dt.date(2025, 7, 1))
    with pytest.raises(WrongUsage, match=r"2024-04 is, .* and 2026-01 is, from 1 January 2026"):
        CATALOGUE.form(BOARD, "record", dt.date(2024, 1, 1))


def blank(tmp_path: Path, *arguments: str) -> int:
    there = ("--boards", str(MADE_UP), "--to", str(tmp_path), "--format", "word")
    return run(["blank", "tarnside", *arguments, *there])


def foot_of(path: Path) -> str:
    document = docx.Document(str(path))
    return "\n".join(paragraph.text for paragraph in document.sections[0].footer.paragraphs)


@pytest.mark.parametrize(("day", "version"), [("2025-12-31", OLD), ("1/1/2026", NEW)])
def test_a_blank_is_of_the_version_in_force_on_the_day(day: str, version: str, tmp_path: Path) -> None:
    assert blank(tmp_path, "record", "--on", day) == ExitCode.WELL
    assert f"tarnside/record {version}" in foot_of(tmp_path / "tarnside" / "record.docx")


def test_a_withdrawn_form_is_left_out_of_a_boards_blanks_and_that_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert blank(tmp_path, "--on", "2026-01-01") == ExitCode.WELL
    said = capsys.readouterr()
    assert said.out.splitlines() == [str(tmp_path / "tarnside" / "record.docx")]
    assert "No version of tarnside/note is in force on Thursday 1 January 2026: 2024-04 is," in said.err
    assert "Made 1 blank form in" in said.err


def test_a_withdrawn_form_asked_for_by_name_is_wrong_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert blank(tmp_path, "note", "--on", "2026-01-01") == ExitCode.WRONG_USAGE
    assert "no version of tarnside/note is in force" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_where_no_form_is_in_force_somebody_must_look(tmp_path: Path) -> None:
    assert blank(tmp_path, "--on", "2024-01-01") == ExitCode.NEEDS_A_PERSON


def test_forms_are_filled_in_the_version_in_force_on_the_day(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "cases.csv"
    data.write_text("case_reference,views\nTS-2,They differ.\n", encoding="utf-8")
    there = ["--boards", str(MADE_UP), "--to", str(tmp_path)]
    assert run(["fill", "tarnside", "record", str(data), "--on", "2025-12-31", *there]) == ExitCode.WELL
    assert "tarnside/record 2024-04" in foot_of(tmp_path / "tarnside" / "record-0002.docx")
    assert (
        run(["fill", "tarnside", "record", str(data), "--on", "2026-01-01", *there])
        == ExitCode.COULD_NOT_WORK
    )
    assert "has no box for the column 'views'" in capsys.readouterr().err
