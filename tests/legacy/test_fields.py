"""Answers in the fields that LibreOffice and AbiWord write in old formats: whole, said once, and broken as typed."""

from pathlib import Path

import pytest

from escalation.codes import CODES
from parsers.legacy import read_open_document, read_rich_text, read_word_97
from parsers.legacy.rich_text import seal_rich_text
from parsers.legacy.word_97 import seal_word_97
from parsers.reading import ReadCell, Reading
from parsers.word import read_word
from tests.clients.running import run as run_program
from tests.legacy.libreoffice import save_as
from tests.legacy.test_converting import open_document
from tests.parsers.files import make_docx, paragraph, run
from tests.programs import need

TYPED = ("one\ntwo", "漢字 and more", "a\n한글  b", "Ali محمد, aged 70", "plain words")
READERS = {"doc": read_word_97, "odt": read_open_document, "rtf": read_rich_text, "docx": read_word}


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Give a file of LibreOffice's input fields, a paragraph each, as it saves that in each format."""
    folder, made = tmp_path_factory.mktemp("fields"), tmp_path_factory.mktemp("made")
    source = folder / "typed.odt"
    source.write_bytes(
        open_document(
            "".join(f"<text:p><text:text-input>{text}</text:text-input></text:p>" for text in TYPED)
        )
    )
    for kind in READERS:
        save_as(folder, kind, [source], made)
    return {kind: (made / f"typed.{kind}").read_bytes() for kind in READERS}


def cells(reading: Reading) -> list[ReadCell]:
    return [row.cells[0] for row in reading.lines]


@pytest.mark.parametrize("kind", READERS)
def test_what_was_typed_in_a_field_is_read_once_with_its_line_breaks(
    saved: dict[str, bytes], kind: str
) -> None:
    read = cells(READERS[kind](saved[kind]))
    assert tuple(cell.text for cell in read) == TYPED
    codes = frozenset().union(*(cell.noticed for cell in read))
    assert not any(CODES[code].severity == "review" for code in codes)


def test_a_line_feed_in_rich_text_is_a_break_and_a_written_one_is_not() -> None:
    assert seal_rich_text(rb"one\u10\'0atwo") == rb"one\line two"
    assert seal_rich_text(rb"a\\u10\'0ab") == rb"a\\u10\'0ab"
    assert seal_rich_text(rb"7\u5\'05{\field}") == rb"7{\field}"


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16-le"])
def test_only_the_line_feeds_in_the_form_fields_of_a_doc_are_made_breaks(encoding: str) -> None:
    held = "a\nb\x13 FORMTEXT \x01\x14one\ntwo\x15c\nd".encode(encoding)
    assert seal_word_97(held) == "a\nb\x13 FORMTEXT \x01\x14one\x0btwo\x15c\nd".encode(encoding)


def test_letters_that_abiword_moves_in_rich_text_ask(tmp_path: Path) -> None:
    source, made = tmp_path / "return.docx", tmp_path / "return.rtf"
    source.write_bytes(make_docx(paragraph(run("so 😀 ok")) + paragraph(run("so é ok"))))
    run_program(need("abiword"), "--to=rtf", f"--to-name={made}", source)
    first, second = cells(read_rich_text(made.read_bytes()))
    assert "letters-moved" in first.noticed
    assert (second.text, second.noticed) == ("so é ok", frozenset())
