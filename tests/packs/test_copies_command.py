"""`boardforms pack copy`, as a person runs it, and the rules for copies as a board's files hold them."""

import shutil
from pathlib import Path

import pytest
from pypdf import PdfReader

from boardforms.cli import run
from boardforms.errors import ExitCode
from escalation.loading import load_board
from escalation.loading.lint import lint_board
from tests.packs.pdf_inside import everything_in
from tests.packs.samples import DAY_OF_CHECK, MEETINGS, ROOT
from tests.packs.samples import board as shipped

MEETING = MEETINGS / "mscb-2024-017.toml"


def copy(meeting: Path, audience: str, to: Path, *more: str) -> int:
    return run(["pack", "copy", str(meeting), "--for", audience, "--to", str(to), *more])


def with_release(folder: Path, instead: tuple[str, str] = ("", "")) -> Path:
    """Return a meeting's file whose discussion somebody released to the family, after words in it were replaced."""
    shutil.copytree(MEETINGS / "records", folder / "records")
    path = folder / "meeting.toml"
    path.write_text(MEETING.read_text(encoding="utf-8").replace(*instead), encoding="utf-8")
    assert release(path) == ExitCode.WELL
    return path


def release(meeting: Path, part: str = "discussion", to: str = "family") -> int:
    said = ("--by", "Sunita Rao", "--why", "Read through")
    return run(["pack", "release", str(meeting), "--part", part, "--for", to, *said])


def test_a_copy_is_written_and_what_it_withholds_is_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "out" / "copy-family.pdf"
    assert copy(MEETING, "family", path) == ExitCode.WELL
    said = capsys.readouterr()
    assert said.out.strip() == str(path)
    assert "Copy for the family" in said.err
    assert "withheld" in said.err
    assert "prosser" not in everything_in(path.read_bytes())


def test_a_released_text_with_a_name_in_it_is_said_to_be_withheld_without_the_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    meeting = with_release(tmp_path, ("Health challenged", "Prosser challenged"))
    capsys.readouterr()
    assert copy(meeting, "family", tmp_path / "a.pdf") == ExitCode.WELL
    said = capsys.readouterr().err
    assert "Withheld because of a name, day or number in it: Discussion (The meeting’s file)." in said
    assert "Prosser" not in said


def test_a_locked_copy_opens_with_its_password_alone(tmp_path: Path) -> None:
    password, path = tmp_path / "password.txt", tmp_path / "copy.pdf"
    password.write_text("three made up words\n", encoding="utf-8")
    assert copy(MEETING, "learning", path, "--password-file", str(password)) == ExitCode.WELL
    reader = PdfReader(path)
    assert reader.is_encrypted
    assert reader.decrypt("three made up words")


@pytest.mark.parametrize(
    ("audience", "said"), [("agency: Fire", "There are:"), ("press", "family or learning")]
)
def test_an_audience_that_there_is_not_is_wrong_usage(
    audience: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert copy(MEETING, audience, tmp_path / "a.pdf") == ExitCode.WRONG_USAGE
    assert said in capsys.readouterr().err
    assert not (tmp_path / "a.pdf").exists()


def test_a_file_is_not_called_by_anybodys_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("kofi.pdf", "for-Brightwell-family.pdf", "to_d_orrell.pdf"):
        assert copy(MEETING, "family", tmp_path / name) == ExitCode.WRONG_USAGE
        assert not (tmp_path / name).exists()
    said = capsys.readouterr().err.casefold()
    assert [name for name in ("kofi", "brightwell", "orrell") if name in said] == []


def test_mistakes_in_what_is_released_are_said_with_their_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    meeting = with_release(tmp_path)
    text = meeting.read_text(encoding="utf-8").replace('part = "discussion"', 'part = "discusion"')
    meeting.write_text(text, encoding="utf-8")
    assert copy(meeting, "family", tmp_path / "a.pdf") == ExitCode.COULD_NOT_WORK
    line = text[: text.index('part = "discusion"')].count("\n") + 1
    said = capsys.readouterr().err
    assert f"line {line}" in said
    assert "discussion" in said


def test_a_text_that_was_changed_since_its_release_is_withheld_again_and_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    meeting, path = with_release(tmp_path), tmp_path / "a.pdf"
    assert copy(meeting, "family", path) == ExitCode.WELL
    assert "healthchallenged" in everything_in(path.read_bytes())
    text = meeting.read_text(encoding="utf-8")
    meeting.write_text(text.replace("Health challenged", "Health doubted"), encoding="utf-8")
    capsys.readouterr()
    assert copy(meeting, "family", path) == ExitCode.WELL
    said = capsys.readouterr().err
    assert "its words are not those that were released: Discussion" in said
    assert "Released by a person" not in said
    inside = everything_in(path.read_bytes())
    assert [words for words in ("healthchallenged", "healthdoubted") if words in inside] == []
    assert release(meeting) == ExitCode.WELL
    assert copy(meeting, "family", path) == ExitCode.WELL
    assert "healthdoubted" in everything_in(path.read_bytes())


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_release_is_added_at_the_end_and_shows_the_words(
    ending: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(MEETINGS / "records", tmp_path / "records")
    meeting = tmp_path / "meeting.toml"
    before = MEETING.read_text(encoding="utf-8").rstrip().replace("\n", ending)
    meeting.write_text(before, encoding="utf-8", newline="")
    assert release(meeting, "decision 2", "agency: Health") == ExitCode.WELL
    assert "If the appointment of 8 January is missed" in capsys.readouterr().out
    after = meeting.read_bytes().decode()
    assert after.startswith(before)
    added = after.removeprefix(before)
    assert f'part = "decision 2"{ending}wording = "' in added
    assert added.count("\n") == added.count(ending)


@pytest.mark.parametrize(
    ("part", "to", "said"),
    [
        ("discusion", "family", "discussion"),
        ("discussion", "press", "family, learning"),
        ("decision 0", "family", "decision"),
        ("decision 9", "family", "nothing stands in decision 9"),
        ("open_action", "family", "nothing stands in open_action"),
    ],
)
def test_what_cannot_be_released_is_said_and_the_file_stays(
    part: str, to: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(MEETINGS / "records", tmp_path / "records")
    meeting = tmp_path / "meeting.toml"
    meeting.write_bytes(MEETING.read_bytes())
    assert release(meeting, part, to) == ExitCode.WRONG_USAGE
    assert said in capsys.readouterr().err
    assert meeting.read_bytes() == MEETING.read_bytes()


def test_a_file_that_lists_its_releases_on_one_line_is_not_added_to(tmp_path: Path) -> None:
    shutil.copytree(MEETINGS / "records", tmp_path / "records")
    meeting = tmp_path / "meeting.toml"
    meeting.write_text(f"release = []\n{MEETING.read_text(encoding='utf-8')}", encoding="utf-8")
    before = meeting.read_bytes()
    assert release(meeting) == ExitCode.COULD_NOT_WORK
    assert meeting.read_bytes() == before


def test_no_copy_for_a_role_is_given_as_word(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert copy(MEETING, "family", tmp_path / "copy.docx") == ExitCode.WRONG_USAGE
    assert "the minutes are in it as far as they may be shown" in capsys.readouterr().err
    assert not (tmp_path / "copy.docx").exists()


def with_rule(folder: Path, rule: str) -> Path:
    shutil.copytree(ROOT / "forms" / "moray", folder / "moray")
    stages = folder / "moray" / "stages.toml"
    text = stages.read_text(encoding="utf-8").partition("[[copy]]")[0]
    stages.write_text(f"{text}\n{rule}", encoding="utf-8")
    return folder / "moray"


RULE = '[[copy]]\nrole = "family"\nreleases = ["neutral"]\nclause = "3.3"\n'


def test_a_boards_own_rules_are_read(tmp_path: Path) -> None:
    (rule,) = load_board(with_rule(tmp_path, RULE)).copies
    assert rule.role == "family"
    assert rule.clause == "3.3"
    assert [one.clause for one in shipped("moray").copies] == ["4"]


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (RULE.replace('"neutral"', '"free text"'), "free text"),
        (RULE + RULE, "each role once"),
        (RULE + 'withholds = ["nothing_of_that_name"]\n', "nothing_of_that_name"),
        (RULE.replace('"family"', '"press"'), "learning"),
        (RULE.replace('"neutral"', ""), "releases"),
    ],
)
def test_a_rule_that_cannot_stand_is_a_fault(rule: str, said: str, tmp_path: Path) -> None:
    found = [str(fault) for fault in lint_board(with_rule(tmp_path, rule), DAY_OF_CHECK["mor-2024-031"])]
    assert any("copy" in fault and said in fault for fault in found)
