"""Forms of every board, filled in and saved again by LibreOffice, which drops the controls."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from escalation.boxes import Answers
from escalation.content import content_folder
from escalation.definitions import FormDefinition
from escalation.loading import load_board
from tests.clients.libreoffice import DOCX, convert
from tests.parsers.alignments import Tally, awkward_answers, plain_answers, read_return, tally, written
from tests.parsers.returns import MADE_UP

BOARDS = [load_board(folder.parent) for folder in sorted(content_folder("forms").glob("*/board.toml"))]
FORMS = {f"{board.key}-{form.key}": (board, form) for board in (*BOARDS, MADE_UP) for form in board.forms}
ANSWERS: dict[str, Callable[[FormDefinition], Answers]] = {"plain": plain_answers, "awkward": awkward_answers}


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Give the folders of returns saved again as .docx, and of those saved as .odt and then as .docx."""
    folder = tmp_path_factory.mktemp("libreoffice")
    for name, (board, form) in FORMS.items():
        for kind, make in ANSWERS.items():
            (folder / f"{name}-{kind}.docx").write_bytes(written(board, form, make(form)))
    files = sorted(folder.glob("*.docx"))
    convert(files, DOCX, folder / "once")
    convert(files, "odt", folder / "odt")
    convert(sorted((folder / "odt").glob("*.odt")), DOCX, folder / "twice")
    return {"once": folder / "once", "through odt": folder / "twice"}


@pytest.mark.parametrize("way", ["once", "through odt"])
@pytest.mark.parametrize("kind", ANSWERS)
def test_a_return_saved_by_libreoffice_is_read_and_nothing_is_silently_wrong(
    saved: dict[str, Path], way: str, kind: str
) -> None:
    counts: dict[str, Tally] = {}
    for name, (board, form) in FORMS.items():
        answers = ANSWERS[kind](form)
        record = read_return(board, form, (saved[way] / f"{name}-{kind}.docx").read_bytes())
        assert record.form == form.reference
        counts[name] = tally(record, form, answers, trimmed=True)
    for name, count in counts.items():
        sys.stdout.write(f"{way}, {kind}, {name}: {count}\n")
    assert {name: count.silently_wrong for name, count in counts.items() if count.silently_wrong} == {}
    read, asked = (sum(getattr(count, part) for count in counts.values()) for part in ("right", "flagged"))
    assert read >= 30 * asked
