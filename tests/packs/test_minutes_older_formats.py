"""Minutes saved as .doc, .odt or .rtf are read as the Word file is; of a PDF it is said what to send instead."""

import shutil
from pathlib import Path

import pytest
from docx.document import Document

from boardforms.cli import run
from boardforms.errors import ExitCode
from parsers import legacy
from parsers.errors import Refused
from parsers.kinds import identify
from parsers.legacy import save_as_word
from parsers.word.minutes import ReadMinutes
from tests.clients.libreoffice import convert
from tests.minutes.samples import minutes_of, paragraph_of, read_back
from tests.packs.samples import MEETINGS, mscb

KINDS = {"doc": "doc:MS Word 97", "odt": "odt", "rtf": "rtf", "pdf": "pdf"}
OLDER = ["doc", "odt", "rtf"]
MEETING = "mscb-2024-017.toml"


def amended(document: Document) -> None:
    at = paragraph_of(document, "Discussion") + 1
    document.paragraphs[at].add_run(" Added afterwards, at https://example.org/notes.")
    document.sections[0].footer.add_paragraph("Amended 6/1/25")


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("minutes")
    source = folder / "minutes.docx"
    source.write_bytes(minutes_of(mscb(), amended))
    for kind in KINDS.values():
        convert([source], kind, folder)
    return folder


def read(path: Path) -> ReadMinutes:
    data = path.read_bytes()
    return read_back(save_as_word(data, identify(data)))


def said(minutes: ReadMinutes) -> tuple[object, ...]:
    texts = {name: (one.text, one.sure) for name, one in minutes.texts.items()}
    lists = {
        name: [{part: (one.text, one.sure) for part, one in entry.items()} for entry in entries]
        for name, entries in minutes.lists.items()
    }
    return texts, lists, minutes.missing, [(one.text, one.place) for one in minutes.outside]


@pytest.mark.parametrize("kind", OLDER)
def test_minutes_in_an_older_format_say_what_the_word_file_says(kind: str, saved: Path) -> None:
    of_word = read(saved / "minutes.docx")
    assert "Added afterwards, at https://example.org/notes." in of_word.texts["discussion"].text
    assert said(read(saved / f"minutes.{kind}")) == said(of_word)
    assert ("Amended 6/1/25", "footer") in [(one.text, one.place) for one in of_word.outside]


def test_minutes_in_an_older_format_are_taken_over(saved: Path, tmp_path: Path) -> None:
    shutil.copytree(MEETINGS, tmp_path / "meetings")
    meeting = tmp_path / "meetings" / MEETING
    minutes, today = str(saved / "minutes.odt"), ("--today", "2025-01-10")
    assert run(["pack", "read", minutes, "--meeting", str(meeting), *today]) == ExitCode.NEEDS_A_PERSON
    assert "Added afterwards" in meeting.read_text(encoding="utf-8")


def test_without_libreoffice_the_reason_says_what_to_do(saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(legacy, "find_libreoffice", lambda: None)
    with pytest.raises(Refused, match="Save As"):
        read(saved / "minutes.rtf")


def test_minutes_saved_as_pdf_are_refused_with_what_to_send_and_change_nothing(
    saved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(MEETINGS, tmp_path / "meetings")
    meeting = tmp_path / "meetings" / MEETING
    before = meeting.read_bytes()
    done = run(["pack", "read", str(saved / "minutes.pdf"), "--meeting", str(meeting)])
    assert done == ExitCode.COULD_NOT_WORK
    assert "send the file in which they were typed (.docx, .doc, .odt or .rtf)" in capsys.readouterr().err
    assert meeting.read_bytes() == before
