"""Returns as .doc, .odt and .rtf: read through LibreOffice, which fetches nothing and leaves nothing behind."""

import io
import os
import re
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest

import parsers
from boardforms.catalogue import load_catalogue
from boardforms.desk import Desk, read_return
from boardforms.intake import read_returns
from docgen.word.document import render_word
from escalation.records import Record, Source
from parsers import Failed, Refused, legacy
from parsers.legacy import libreoffice
from parsers.legacy.open_document import seal_open_document
from parsers.legacy.rich_text import seal_rich_text
from parsers.legacy.word_97 import seal_word_97
from tests.legacy.libreoffice import ODT, listening, none_is_left, processes_about, save_as
from tests.parsers.alignments import plain_answers, tally
from tests.parsers.files import make_docx
from tests.parsers.returns import EVERY_KIND, MADE_UP
from tests.programs import need

BOARDS = load_catalogue(Path(__file__).parents[1] / "boards")
OLD_KINDS = ("doc", "odt", "rtf")
SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" '
    'xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.3"'
)

MANIFEST = (
    '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<m:file-entry m:full-path="/" m:media-type="{ODT}"/>'
    '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>'
)


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Give a form of every kind, filled in, as LibreOffice saves it in each old format."""
    folder = tmp_path_factory.mktemp("saved")
    source = folder / "return.docx"
    source.write_bytes(render_word(EVERY_KIND, MADE_UP, plain_answers(EVERY_KIND)).content)
    for kind in OLD_KINDS:
        save_as(folder, kind, [source], folder)
    return {kind: (folder / f"return.{kind}").read_bytes() for kind in OLD_KINDS}


def open_document(body: str, **more: str) -> bytes:
    text = f"<office:body><office:text>{body}</office:text></office:body>"
    content = f"<office:document-content {SPACES}>{text}</office:document-content>"
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("mimetype", ODT)
        archive.writestr("content.xml", content)
        for name, text in {"META-INF/manifest.xml": MANIFEST, **more}.items():
            archive.writestr(name, text)
    return held.getvalue()


def linked(address: str) -> bytes:
    """Return an OpenDocument text with a picture and a section that are somewhere else."""
    return open_document(
        '<text:p>Hello <draw:frame svg:width="2cm" svg:height="2cm">'
        f'<draw:image xlink:href="{address}/picture.png" xlink:type="simple"/></draw:frame> all'
        f'</text:p><text:section text:name="s"><text:section-source xlink:href="{address}/part.odt"/>'
        "<text:p>of you</text:p></text:section>"
    )


def linked_rtf(address: str) -> bytes:
    return (
        rf"{{\rtf1\ansi{{\*\template {address}/t.dot}}Hello {{\field{{\*\fldinst INCLUDEPICTURE "
        rf'"{address}/p.png" \\d}}{{\fldrslt all}}}}{{\field{{\*\fldinst {{INCLUDETEXT "{address}/i.rtf"}}}}'
        r"{\fldrslt  of you}}\par}"
    ).encode()


def _one_blank(value: Any) -> Any:
    return re.sub(r"\n+", "\n", value) if isinstance(value, str) else value


def _without_blank_lines(record: Record) -> Record:
    """Return a record whose answers have no blank lines: through .doc LibreOffice makes two of one."""
    fields = {
        name: held.model_copy(update={"value": _one_blank(held.value)})
        for name, held in record.fields.items()
    }
    return record.model_copy(update={"fields": fields})


def words_of(data: bytes) -> str:
    return " ".join(cell.text for row in parsers.read(data).lines for cell in row.cells)


@pytest.mark.parametrize("kind", OLD_KINDS)
def test_a_return_in_an_old_format_is_read_and_nothing_is_silently_wrong(
    saved: dict[str, bytes], kind: str
) -> None:
    [record] = read_return(saved[kind], Desk(BOARDS), Source(path="return", sha256="0" * 64))
    given = {key: _one_blank(value) for key, value in plain_answers(EVERY_KIND).items()}
    assert record.form == EVERY_KIND.reference
    assert record.findings[0].code == "converted"
    count = tally(_without_blank_lines(record), EVERY_KIND, given, trimmed=True)
    sys.stdout.write(f"{kind}: {count}\n")
    assert count.silently_wrong == ()
    assert count.right > 20


def test_a_worker_reads_one_though_libreoffice_takes_more_memory_than_a_reader_may(
    saved: dict[str, bytes], tmp_path: Path
) -> None:
    path = tmp_path / "return.doc"
    path.write_bytes(saved["doc"])
    [record] = read_returns([path], BOARDS, workers=1)
    assert record.form == EVERY_KIND.reference


def test_nothing_is_fetched_for_a_return_in_an_old_format(tmp_path: Path) -> None:
    with listening() as (address, asked):
        source = tmp_path / "linked.odt"
        source.write_bytes(linked(address))
        save_as(tmp_path, "docx", [source], tmp_path)
        save_as(tmp_path, "doc", [source], tmp_path)
        assert "/picture.png" in asked, "LibreOffice left to itself fetches what is linked"
        asked.clear()
        for data in (linked(address), linked_rtf(address), (tmp_path / "linked.doc").read_bytes()):
            assert "Hello" in words_of(data)
        assert asked == []


def test_nothing_that_leads_out_is_left_for_libreoffice_to_follow(tmp_path: Path) -> None:
    """The same without the proxy that leads nowhere: what was sealed has no link."""
    with listening() as (address, asked):
        (tmp_path / "a.odt").write_bytes(linked(address))
        save_as(tmp_path, "doc", [tmp_path / "a.odt"], tmp_path)
        asked.clear()
        (tmp_path / "b.odt").write_bytes(seal_open_document(linked(address)))
        (tmp_path / "c.rtf").write_bytes(seal_rich_text(linked_rtf(address)))
        (tmp_path / "d.doc").write_bytes(seal_word_97((tmp_path / "a.doc").read_bytes()))
        save_as(
            tmp_path, "docx", [tmp_path / name for name in ("b.odt", "c.rtf", "d.doc")], tmp_path / "made"
        )
        assert len(list((tmp_path / "made").iterdir())) == 3
        assert asked == []


def test_an_address_that_somebody_wrote_as_an_answer_comes_back_as_written(tmp_path: Path) -> None:
    text = r"See https://board.example/page?x=1 and \\server\share\file."
    (tmp_path / "a.docx").write_bytes(make_docx(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>", identity={}))
    for kind in OLD_KINDS:
        save_as(tmp_path, kind, [tmp_path / "a.docx"], tmp_path)
        assert words_of((tmp_path / f"a.{kind}").read_bytes()) == text


def test_what_an_open_document_runs_is_taken_out_and_its_words_stay() -> None:
    sealed = seal_open_document(
        open_document(
            '<text:p>One<office:scripts><office:script script:language="ooo:Basic"/></office:scripts> two</text:p>',
            **{"Basic/Standard/Module1.xml": "<x/>", "Scripts/python/a.py": "import os"},
        )
    )
    with zipfile.ZipFile(io.BytesIO(sealed)) as archive:
        assert archive.namelist() == ["mimetype", "content.xml", "META-INF/manifest.xml"]
        assert b"script" not in archive.read("content.xml").replace(b"script:1.0", b"").replace(
            b"xmlns:script", b""
        )
        assert b"One two" in archive.read("content.xml")


def locked_doc(data: bytes) -> bytes:
    start = next(at for at in range(0, len(data), 512) if data[at : at + 2] == b"\xec\xa5")
    flags = data[start + 11] | 0x01
    return data[: start + 11] + bytes([flags]) + data[start + 12 :]


def test_locked_files_are_refused_with_their_reason(saved: dict[str, bytes]) -> None:
    manifest = '<m:manifest xmlns:m="x"><m:encryption-data/></m:manifest>'
    for data in (locked_doc(saved["doc"]), open_document("", **{"META-INF/manifest.xml": manifest})):
        with pytest.raises(Refused) as caught:
            parsers.read(data)
        assert caught.value.code == "password"


@pytest.mark.parametrize("data", [open_document(""), rb"{\rtf1 hello}"])
def test_without_libreoffice_the_reason_says_what_to_do(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(legacy, "find_libreoffice", lambda: None)
    with pytest.raises(Refused) as caught:
        parsers.read(data)
    assert caught.value.code == "no-libreoffice"
    assert "Save As" in caught.value.message


@pytest.mark.parametrize(
    "data",
    [
        rb"{\rtf1 " + b"{" * 5000,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") + b"\0" * 4096,
        open_document("<text:p>x</text:p>")[:-30],
        open_document("<text:p>x"),
    ],
)
def test_a_broken_file_in_an_old_format_is_accounted_for(data: bytes) -> None:
    need("soffice")
    [record] = read_return(data, Desk(BOARDS), Source(path="return", sha256="0" * 64))
    assert record.state in {"refused", "failed"}


@pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")
def test_a_program_that_does_not_end_is_ended_with_what_it_began(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "endless"
    program.write_text(
        f"#!/bin/sh\nsleep 333 {tmp_path} &\nsleep 334 {tmp_path}\n".replace(f" {tmp_path}", "")
    )
    program.chmod(0o755)
    monkeypatch.setattr(libreoffice, "SECONDS", 1.0)
    begun = time.monotonic()
    with pytest.raises(Failed) as caught:
        libreoffice.convert(b"x", "odt", program)
    assert caught.value.code == "took-too-long"
    assert time.monotonic() - begun < 10
    assert none_is_left(str(program))
    assert none_is_left("sleep\x00333")


@pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")
def test_no_libreoffice_outlives_the_process_that_asked_for_it(tmp_path: Path) -> None:
    need("soffice")
    source = tmp_path / "long.rtf"
    source.write_bytes(rb"{\rtf1 " + rb"hello\par " * 400_000 + b"}")
    code = "import sys, pathlib, parsers; parsers.read(pathlib.Path(sys.argv[1]).read_bytes())"
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    asker = subprocess.Popen(
        [sys.executable, "-c", code, str(source)],
        env=environment,
        stderr=subprocess.DEVNULL,
        cwd=Path(__file__).parents[2],
    )
    folder = f"{tmp_path}/boardforms-"
    end = time.monotonic() + 30
    while not any(b"soffice" in Path(f"/proc/{pid}/cmdline").read_bytes() for pid in processes_about(folder)):
        assert time.monotonic() < end, "LibreOffice was never begun"
        time.sleep(0.02)
    asker.send_signal(signal.SIGKILL)
    asker.wait()
    assert none_is_left(folder)
