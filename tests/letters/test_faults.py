"""A letter that asks for what its form does not have, or names the child without a reason, is a fault."""

import datetime as dt
import shutil
from pathlib import Path

import pytest

from escalation.faults import DefinitionError
from escalation.loading import load_board
from escalation.loading.lint import lint_board
from tests.escalation.returns import MADE_UP

TODAY = dt.date(2026, 11, 21)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MADE_UP / "tarnside", tmp_path / "tarnside"))


def change(folder: Path, old: str, new: str) -> list[str]:
    """Change the board's letters in one place, and return its faults without the file that they all stand in."""
    file = folder / "letters.toml"
    text = file.read_text(encoding="utf-8")
    assert text.count(old) >= 1
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return [str(fault).removeprefix("error: tarnside/letters.toml: ") for fault in lint_board(folder, TODAY)]


def test_a_board_need_not_have_letters(folder: Path) -> None:
    (folder / "letters.toml").unlink()
    assert lint_board(folder, TODAY) == ()
    assert load_board(folder).letters == ()


def test_a_board_has_its_letters(folder: Path) -> None:
    [letter] = load_board(folder).letters
    assert (letter.key, letter.clause) == ("outcome", "paragraph 6")
    assert [part.named for part in letter.parts] == [("met_on", "outcome", "child_told"), (), ()]
    assert list(letter.parts[0].pieces()) == [
        ("We met on ", "met_on"),
        (". The matter is ", "outcome"),
        (". Told: ", "child_told"),
        (".", ""),
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "{met_on}",
            "{meton}",
            'part 1 text: found "meton", which is nowhere; accepted: did you mean met_on?',
        ),
        (
            '["agreed"]',
            '["agred"]',
            'part 2 answers: found "agred", which is nowhere; accepted: did you mean agreed?',
        ),
        ('"record"', '"recrod"', 'form: found "recrod", which is nowhere; accepted: did you mean record?'),
        ('"sent_on"', '"agreed"', 'dated: found "agreed", of kind long text; accepted: a field of kind date'),
        ('"chair"', '"outcome"', 'sender: found "outcome", of kind choice; accepted: a field of kind person'),
        ('"chair"', '"chiar"', 'sender: found "chiar", which is nowhere; accepted: did you mean chair?'),
        (
            'sender = "chair"',
            'recipients = ["outcome"]',
            'recipients: found "outcome", of kind choice; accepted: a field of kind person or rows',
        ),
        (
            "{outcome}",
            "{actions}",
            'part 1 text: found "actions", of kind rows; accepted: rows among the answers',
        ),
        (
            'answers = ["agreed"]',
            "",
            "part 2 text: found nothing, and no answers either; accepted: words, or answers",
        ),
        ("{met_on}", "{met on}", "accepted: braces only around the key of a field, such as {met_on}"),
        ("{met_on}", "{met_on", "accepted: braces only around the key of a field, such as {met_on}"),
        ("clause", "claus", "claus: found an unknown key; accepted: did you mean clause?"),
        (" is put in writing to those who met", "", 'quote: found "the outcome"; accepted: 20 characters'),
    ],
)
def test_what_is_wrong_with_a_letter_is_said(old: str, new: str, said: str, folder: Path) -> None:
    faults = change(folder, old, new)
    assert any(said in fault for fault in faults), faults
    with pytest.raises(DefinitionError):
        load_board(folder)


def test_two_letters_of_one_key_are_a_fault(folder: Path) -> None:
    file = folder / "letters.toml"
    file.write_text(file.read_text(encoding="utf-8") * 2, encoding="utf-8")
    assert 'letter: found "outcome" 2 times; accepted: each letter key once' in "\n".join(
        str(fault) for fault in lint_board(folder, TODAY)
    )


def test_a_letter_names_the_child_only_with_a_reason(folder: Path) -> None:
    [said] = change(folder, "We met", "About {child_name}: we met")
    assert said == (
        'letter 1 (key "outcome") part 1 text: found "child_name", which names whom the case is about; accepted: '
        "no such field, or named_because on the letter, with the reason why it must"
    )
    assert (
        change(folder, 'form = "record"', 'form = "record"\nnamed_because = "it goes to a new school"') == []
    )
