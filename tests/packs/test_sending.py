"""A pack that is safe to send: locked, and with a manifest by which it can be told what was sent."""

import hashlib
import io
import json
import os
import sys
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

from boardforms.cli import run
from boardforms.cli.password import VARIABLE
from boardforms.errors import ExitCode
from docgen.packs.locking import LEAST, WeakPassword, lock
from tests.packs.came import annotate, as_file, bytes_of, make_pdf, make_scan
from tests.packs.samples import MEETINGS, pages_of, text_of
from tests.packs.test_joining import everything, outline, render, scans

PASSWORD = "plover lantern orchard"  # noqa: S105 - of made-up packs
CHILD = "Brightwell"


@pytest.fixture
def meeting(tmp_path: Path) -> Path:
    """Return MSCB's meeting with a report that holds a script, and a scan."""
    report = make_pdf("A report, made up")
    annotate(report, Subtype=pikepdf.Name.Text, Contents="Ask about this.")
    (tmp_path / "report.pdf").write_bytes(bytes_of(report))
    (tmp_path / "letter.jpg").write_bytes(as_file(make_scan()))
    said = (
        (MEETINGS / "mscb-2024-017.toml")
        .read_text("utf-8")
        .replace("records/", f"{MEETINGS.as_posix()}/records/")
    )
    for title, file in (("Report", "report.pdf"), ("Letter", "letter.jpg"), ("Lost", "nowhere.pdf")):
        said += f'\n[[paper]]\ntitle = "{title}"\nfile = "{file}"\n'
    path = tmp_path / "meeting.toml"
    path.write_text(said, encoding="utf-8")
    return path


def make(meeting: Path, to: Path, *options: str) -> int:
    return run(
        ["pack", "make", str(meeting), "--to", str(to), "--today", "2025-01-10", "--workers", "0", *options]
    )


def test_a_locked_pack_opens_with_its_password_and_no_other() -> None:
    locked = lock(render(*scans()).content, PASSWORD)
    for wrong in ("", "plover lantern Orchard"):
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(io.BytesIO(locked), password=wrong)
    with pikepdf.open(io.BytesIO(locked), password=PASSWORD) as pdf:
        assert (pdf.encryption.R, pdf.encryption.V, pdf.encryption.bits) == (6, 5, 256)
        assert pdf.allow.accessibility


def test_a_locked_pack_says_which_pdf_it_is() -> None:
    locked = lock(render(*scans()).content, PASSWORD)
    assert locked.startswith(b"%PDF-1.7")
    with pikepdf.open(io.BytesIO(locked), password=PASSWORD) as pdf:
        assert pdf.extension_level == 8  # Adobe's Supplement to ISO 32000, level 8: AES-256 of revision 6


def test_a_locked_pack_holds_all_that_the_open_one_does() -> None:
    content = render(*everything()).content
    opened = io.BytesIO()
    with pikepdf.open(io.BytesIO(lock(content, PASSWORD)), password=PASSWORD) as pdf:
        pdf.save(opened, encryption=False)
    before, after = (PdfReader(io.BytesIO(one)) for one in (content, opened.getvalue()))
    assert pages_of(opened.getvalue()) == pages_of(content)
    assert after.page_labels == before.page_labels
    assert after.attachments == before.attachments
    assert len(after.outline) == len(before.outline)
    assert {"/MarkInfo", "/StructTreeRoot"} <= set(after.root_object)


def test_nothing_of_a_locked_pack_can_be_read_in_its_bytes() -> None:
    locked = lock(render(*everything()).content, PASSWORD)
    assert PASSWORD.encode() not in locked
    assert b"MSCB" not in locked
    assert b"return-75a1238a2035" not in locked


def test_a_password_typed_with_accents_apart_is_the_same() -> None:
    apart, joined = "ca\u0302d pe\u0301riode\u0300", "câd périodè"
    locked = lock(render(*scans()).content, apart)
    with pikepdf.open(io.BytesIO(locked), password=joined) as pdf:
        assert pdf.pages


@pytest.mark.parametrize("password", ["", "x" * (LEAST - 1), " " * 20, f"{PASSWORD} ", "x" * 128])
def test_a_password_that_would_not_keep_it_closed_is_refused(password: str) -> None:
    with pytest.raises(WeakPassword) as refused:
        lock(b"", password)
    assert not password.strip() or password not in str(refused.value)


def test_the_password_comes_from_a_file_or_the_environment(
    meeting: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "password.txt").write_text(f"{PASSWORD}\r\nanother line\n", encoding="utf-8-sig", newline="")
    make(meeting, tmp_path / "one.pdf", "--password-file", str(tmp_path / "password.txt"))
    monkeypatch.setenv(VARIABLE, PASSWORD)
    make(meeting, tmp_path / "other.pdf", "--lock")
    for name in ("one.pdf", "other.pdf"):
        with pikepdf.open(tmp_path / name, password=PASSWORD) as pdf:
            assert len(pdf.pages) > 15


def test_a_password_in_the_environment_locks_nothing_that_is_not_to_be_locked(
    meeting: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, PASSWORD)
    make(meeting, tmp_path / "open.pdf")
    with pikepdf.open(tmp_path / "open.pdf") as pdf:
        assert not pdf.is_encrypted


def test_where_nobody_can_be_asked_nothing_is_written(
    meeting: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr(sys, "stdin", io.StringIO("never read"))
    assert make(meeting, tmp_path / "pack.pdf", "--lock") == ExitCode.WRONG_USAGE
    assert not (tmp_path / "pack.pdf").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no terminals of this kind")
@pytest.mark.parametrize(("again", "code"), [(PASSWORD, ExitCode.NEEDS_A_PERSON), ("another password", None)])
def test_the_password_is_asked_for_twice_and_never_shown(
    meeting: Path, tmp_path: Path, again: str, code: int | None
) -> None:
    import pty  # noqa: PLC0415 - Windows has none

    to = tmp_path / "pack.pdf"
    command = [sys.executable, "-m", "boardforms", "pack", "make", str(meeting), "--to", str(to), "--lock"]
    child, terminal = pty.fork()
    if not child:
        os.environ.pop(VARIABLE, None)
        os.execv(sys.executable, [*command, "--workers", "0"])  # noqa: S606 - our own command, in a terminal of its own
    shown = answer(terminal, b"Password for the pack", PASSWORD) + answer(terminal, b"The same again", again)
    shown += read_to(terminal, b"Password for the pack" if code is None else None)
    os.close(terminal)
    _, status = os.waitpid(child, 0)
    assert PASSWORD.encode() not in shown
    assert to.exists() == (code is not None)
    assert code is None or os.waitstatus_to_exitcode(status) == code


def answer(terminal: int, asked: bytes, said: str) -> bytes:
    shown = read_to(terminal, asked)
    os.write(terminal, said.encode() + b"\n")
    return shown


def read_to(terminal: int, asked: bytes | None) -> bytes:
    """Read what a terminal shows until it asks something, or to its end."""
    shown = b""
    while asked is None or asked not in shown:
        try:
            piece = os.read(terminal, 4096)
        except OSError:  # the other side has ended
            break
        shown += piece
        if not piece:
            break
    return shown


def test_the_manifest_gives_the_sums_of_the_pack_and_of_each_part(meeting: Path, tmp_path: Path) -> None:
    to, manifest = tmp_path / "pack.pdf", tmp_path / "pack.jsonl"
    assert make(meeting, to, "--manifest", str(manifest)) == ExitCode.NEEDS_A_PERSON
    pack, source, *parts = [json.loads(line) for line in manifest.read_text("utf-8").splitlines()]
    assert (pack["version"], source["what"]) == ("Draft", "meeting")
    assert source["sha256"] == hashlib.sha256(meeting.read_bytes()).hexdigest()
    assert pack["sha256"] == pack["written_sha256"] == hashlib.sha256(to.read_bytes()).hexdigest()
    assert [part["what"] for part in parts] == ["record"] * 3 + ["file"] * 3
    report, letter, lost = parts[3:]
    assert report["sha256"] == hashlib.sha256((tmp_path / "report.pdf").read_bytes()).hexdigest()
    assert letter["became"] == "pages"
    assert (lost["became"], lost["why"], lost["sha256"]) == ("left out", "pack-part-missing", None)
    assert (
        f"Page {report['first_page']} of {pack['pages']}"
        in pages_of(to.read_bytes())[report["first_page"] - 1]
    )


def test_the_manifest_holds_the_minutes_that_were_written_with_the_pack(
    meeting: Path, tmp_path: Path
) -> None:
    minutes, manifest = tmp_path / "minutes.docx", tmp_path / "pack.jsonl"
    make(meeting, tmp_path / "pack.pdf", "--manifest", str(manifest), "--minutes", str(minutes))
    lines = [json.loads(line) for line in manifest.read_text("utf-8").splitlines()]
    assert [line["what"] for line in lines][:3] == ["pack", "meeting", "minutes"]
    assert lines[2] == {
        "what": "minutes",
        "sha256": hashlib.sha256(minutes.read_bytes()).hexdigest(),
        "bytes": minutes.stat().st_size,
    }


def test_the_manifest_of_a_locked_pack_gives_the_sum_of_the_open_one(meeting: Path, tmp_path: Path) -> None:
    (tmp_path / "password.txt").write_text(PASSWORD, encoding="utf-8")
    lines = []
    for name, options in (("open", ()), ("locked", ("--password-file", str(tmp_path / "password.txt")))):
        make(meeting, tmp_path / f"{name}.pdf", "--manifest", str(tmp_path / f"{name}.jsonl"), *options)
        lines.append(json.loads((tmp_path / f"{name}.jsonl").read_text("utf-8").splitlines()[0]))
    unlocked, locked = lines
    assert unlocked["sha256"] == locked["sha256"]
    assert locked["written_sha256"] == hashlib.sha256((tmp_path / "locked.pdf").read_bytes()).hexdigest()
    assert locked["written_sha256"] != locked["sha256"]


def test_neither_manifest_nor_properties_name_anybody(meeting: Path, tmp_path: Path) -> None:
    to, manifest = tmp_path / "pack.pdf", tmp_path / "pack.jsonl"
    make(meeting, to, "--manifest", str(manifest))
    reader = PdfReader(to)
    about = f"{reader.metadata} {reader.xmp_metadata and reader.xmp_metadata.stream.get_data().decode()}"
    for said in (about, manifest.read_text("utf-8")):
        assert CHILD not in said
        assert "report.pdf" not in said
    assert CHILD in text_of(to.read_bytes())


def test_a_file_name_that_names_the_child_is_refused(
    meeting: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert make(meeting, tmp_path / f"pack {CHILD}.pdf") == ExitCode.WRONG_USAGE
    said = capsys.readouterr().err
    assert "--to names somebody of this case" in said
    assert CHILD not in said


def test_a_title_that_names_the_child_is_not_in_the_outline(
    meeting: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = meeting.read_text("utf-8").replace('title = "Report"', f'title = "Report on KOFI {CHILD}"')
    meeting.write_text(text, encoding="utf-8")
    make(meeting, tmp_path / "pack.pdf")
    titles = [title for title, _ in outline(PdfReader(tmp_path / "pack.pdf"))]
    assert "Paper 1" in titles
    assert not any("KOFI" in title for title in titles)
    assert "The title of a paper names the child or adult" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["report.pdf", "meeting.toml"])
def test_no_file_that_the_pack_is_made_of_is_written_over(meeting: Path, name: str) -> None:
    before = (meeting.parent / name).read_bytes()
    assert make(meeting, meeting.parent / name) == ExitCode.WRONG_USAGE
    assert (meeting.parent / name).read_bytes() == before


def test_what_is_wrong_with_a_paper_is_said_by_its_number(
    meeting: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert make(meeting, tmp_path / "pack.pdf") == ExitCode.NEEDS_A_PERSON
    said = capsys.readouterr().err
    lines = meeting.read_text("utf-8").splitlines()
    lost, report = (lines.index(f'title = "{title}"') for title in ("Lost", "Report"))
    assert (
        f"Paper 3 of the meeting’s file (line {lost}) is not in the pack."
        " The file is not where the meeting’s file says." in said
    )
    assert f"Paper 1 of the meeting’s file (line {report}): The file holds more than its pages show" in said
    assert "nowhere.pdf" not in said


def test_a_paper_without_title_or_file_is_a_mistake_with_its_line(
    meeting: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = meeting.read_text("utf-8") + '\n[[paper]]\ntitle = ""\nfiel = "a.pdf"\n'
    meeting.write_text(text, encoding="utf-8")
    assert make(meeting, tmp_path / "pack.pdf") == ExitCode.COULD_NOT_WORK
    said = capsys.readouterr().err
    assert "paper 4" in said
    line = text.splitlines().index('title = ""') + 1
    assert f"line {line}" in said
    assert "fiel" in said
