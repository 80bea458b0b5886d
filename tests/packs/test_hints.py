"""Released texts are looked through for what may tell who somebody is: it is asked, and withholds nothing."""

from pathlib import Path

import pytest

from boardforms.cli import run
from boardforms.errors import ExitCode
from docgen.packs.by_role.copies import find_everyone
from docgen.packs.by_role.hints import find_hints
from docgen.packs.by_role.known_names import KnownNames
from tests.packs.samples import MEETINGS, mscb
from tests.packs.test_copies_command import with_release

NAMES = KnownNames(
    words=frozenset({"tegan", "pryce", "bryony", "ackland", "sheikh"}),
    phrases=frozenset({"tegan pryce", "dr bryony ackland"}),
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("TP was seen at home.", "TP"),
        ("It was B.A. who rang.", "B.A."),
        ("T. was seen.", "T."),
        ("Teg likes nursery.", "Teg"),
        ("Bry rang on Monday.", "Bry"),
        ("They live at 14 Larch Close.", "14 Larch Close"),
        ("The house is in M14 5XY.", "M14 5XY"),
        ("Confidential: he is on bail.", "Confidential"),
        ("This is third-party information.", "third-party"),
    ],
)
def test_what_may_tell_who_somebody_is_is_found(text: str, found: str) -> None:
    assert find_hints(text, NAMES) == (found,)


@pytest.mark.parametrize(
    "text",
    [
        "She said that I was right, and plan A holds.",
        "The GP wrote to the NHS on 3 March.",
        "Attendance was 84 % in the spring term.",
    ],
)
def test_ordinary_sentences_ask_nothing(text: str) -> None:
    assert find_hints(text, NAMES) == ()


def test_those_who_are_given_the_names_are_asked_only_what_is_not_for_everybody() -> None:
    assert find_hints("TP lives in M14 5XY. Not for the family.", NAMES, gives_names=True) == (
        "Not for the family",
    )


def test_the_sample_minutes_ask_nothing() -> None:
    prepared = mscb()
    everyone = find_everyone(prepared.meeting, prepared.board, prepared.case)
    assert find_hints(prepared.meeting.discussion + prepared.meeting.purpose, everyone) == ()


def test_a_release_shows_what_to_look_at_and_is_made_all_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    meeting = with_release(tmp_path, ("Health challenged", "SR and Mee challenged"))
    assert "discussion: see whether these tell who somebody is" in (said := capsys.readouterr().err)
    assert "‘SR’, ‘Mee’." in said
    assert "[[release]]" in meeting.read_text(encoding="utf-8")
    assert (
        run(["pack", "check", str(MEETINGS / "mscb-2024-017.toml"), "--today", "2025-01-10"]) == ExitCode.WELL
    )
