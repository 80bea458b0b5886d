"""Why a paper is not in a pack is said in words for papers: what is accepted, which limit, what to do."""

import io
import zipfile
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from boardforms.enclosures import Wanted, open_enclosure
from docgen.packs.enclosing.enclosures import Enclosure, LeftOut, Original, ReadyPages
from escalation.codes import GROUPS
from parsers.gate import MAX_FILE
from tests.packs.came import as_file, bytes_of, make_pdf, make_scan
from tests.packs.test_enclosures import INBOX, RECORD

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
MESSAGE = OLE + "__substg1.0_".encode("utf-16-le") + bytes(600)
EXECUTABLE = b"MZ\x90\x00" + bytes(400)


def why(data: bytes, name: str, folder: Path) -> LeftOut:
    path = folder / name
    path.write_bytes(data)
    became = open_enclosure(Wanted("paper-1", "A paper", name, path)).became
    assert isinstance(became, LeftOut)
    return became


def zipped(**members: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return written.getvalue()


@pytest.mark.parametrize("name", ["notes.txt", "picture.gif", "without-an-ending"])
def test_what_is_no_kind_of_paper_is_told_which_kinds_are(name: str, tmp_path: Path) -> None:
    left = why(b"GIF89a" if name.endswith("gif") else b"Some notes", name, tmp_path)
    assert left.code == "other-format"
    assert all(kind in left.message for kind in ("PDF", "Word", "JPEG", "PNG", "TIFF"))


def test_a_paper_of_too_many_pages_is_told_how_many_there_may_be(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    for _ in range(1_001):
        pdf.add_blank_page(page_size=(100, 100))
    left = why(bytes_of(pdf), "report.pdf", tmp_path)
    assert (left.code, "more than 1,000 pages" in left.message) == ("too-big", True)


def test_a_paper_of_too_many_bytes_is_told_its_size_and_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "huge.pdf"
    with path.open("wb") as stream:
        stream.truncate(MAX_FILE + 10_000_000)
    became = open_enclosure(Wanted("paper-1", "A paper", "huge.pdf", path)).became
    assert isinstance(became, LeftOut)
    assert became.code == "too-big"
    assert "60 MB" in became.message
    assert "50 MB" in became.message


@pytest.mark.parametrize("side", [9_100, 13_500])
def test_a_picture_of_too_many_dots_is_told_the_limit(side: int, tmp_path: Path) -> None:
    """Beyond 179 million dots Pillow refuses by itself."""
    left = why(as_file(Image.new("1", (side, side)), "PNG"), "scan.png", tmp_path)
    assert (left.code, "80 million dots" in left.message) == ("too-big", True)


def test_what_unpacks_to_too_much_is_said_to_be_unsafe(tmp_path: Path) -> None:
    pdf = make_pdf("A report")
    pdf.pages[0].obj.Contents = pdf.make_stream(b" " * 40_000_000)
    left = why(bytes_of(pdf), "report.pdf", tmp_path)
    assert (left.code, "harmful files" in left.message) == ("bomb", True)


@pytest.mark.parametrize(
    ("data", "name"), [(OLE, "cut.msg"), (MESSAGE, "whole.msg"), (b"From: a@b.example\n\nx", "a.eml")]
)
def test_a_message_is_told_from_word_and_what_to_do_with_it(data: bytes, name: str, tmp_path: Path) -> None:
    left = why(data, name, tmp_path)
    assert left.code == "other-format"
    assert "message" in left.message
    assert "2007" not in left.message


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (EXECUTABLE, "report.pdf"),
        (OLE, "report.docx"),
        (zipped(a=b"x"), "report.docx"),
        (b"GIF89a" + bytes(99), "a.jpg"),
    ],
)
def test_what_is_called_by_an_accepted_ending_and_is_none_is_not_what_its_name_says(
    data: bytes, name: str, tmp_path: Path
) -> None:
    left = why(data, name, tmp_path)
    assert left.code == "pack-part-misnamed"
    assert "not what its name says" in left.message


@pytest.mark.parametrize("name", ["record.docm", "record.dotm", "record.xlsx", "record.zip", "record.exe"])
def test_a_word_file_with_the_ending_of_another_kind_is_not_attached(name: str, tmp_path: Path) -> None:
    assert why((INBOX / RECORD).read_bytes(), name, tmp_path).code == "pack-part-misnamed"


def test_a_template_of_word_is_asked_for_as_pdf(tmp_path: Path) -> None:
    assert why((INBOX / RECORD).read_bytes(), "report.dotx", tmp_path).code == "pack-part-not-joined"


def test_pages_with_the_ending_of_another_kind_are_not_joined(tmp_path: Path) -> None:
    assert why(bytes_of(make_pdf("x")), "report.exe", tmp_path).code == "pack-part-misnamed"


def test_a_dot_in_a_title_is_no_ending(tmp_path: Path) -> None:
    path = tmp_path / "minutes of 12.3.2024"
    path.write_bytes((INBOX / RECORD).read_bytes())
    assert isinstance(open_enclosure(Wanted("paper-1", "A", path.name, path)).became, Original)


def test_no_paper_is_spoken_of_as_a_form(tmp_path: Path) -> None:
    """Nor is anybody told to ask for "the form itself", whatever a file is."""
    said = [
        why(data, name, tmp_path).message
        for data, name in (
            (b"hello", "a.txt"),
            (OLE, "a.xls"),
            (MESSAGE, "a.msg"),
            (zipped(a=b"x"), "a.zip"),
            (zipped(**{f"m{number}": b"" for number in range(2_001)}), "a.docx"),
            (as_file(Image.new("1", (9_100, 9_100)), "PNG"), "a.png"),
        )
    ]
    assert not [message for message in said if "form" in message.replace("format", "")]


def test_a_scan_that_was_cut_off_is_said_to_have_lost_pages_perhaps(tmp_path: Path) -> None:
    data = bytes_of(make_pdf(*(f"Page {number}" for number in range(1, 6))))
    path = tmp_path / "scan.pdf"
    path.write_bytes(data[: data.rindex(b"startxref")])
    became = open_enclosure(Wanted("paper-1", "A", "scan.pdf", path)).became
    assert isinstance(became, ReadyPages)
    (finding,) = Enclosure("paper-1", "A", "scan.pdf", became).findings
    assert finding.code == "pack-part-repaired"
    assert finding.needs_a_person
    assert "ages may be lost" in finding.message
    assert "answers" not in finding.message


def test_a_tiff_that_was_cut_off_is_left_out_and_no_page_of_it_lost_unsaid(tmp_path: Path) -> None:
    pages = [make_scan(grey=grey) for grey in (240, 244, 248)]
    data = as_file(pages[0], "TIFF", save_all=True, append_images=pages[1:])
    for share in (2, 3):
        assert why(data[: len(data) * share // 4], "scan.tif", tmp_path).code == "damaged"


def test_the_row_of_a_code_says_what_is_true_of_papers() -> None:
    assert "Compare the answers" not in GROUPS["Minutes packs"]["pack-part-repaired"].message
