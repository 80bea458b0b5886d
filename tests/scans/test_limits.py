"""Pictures that are too much, too little or no form; machines without the tools; several returns in one file."""

import io
import os
import signal
import struct
import subprocess
import sys
import textwrap
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import numpy as np
import pytest
from PIL import Image

import parsers
from boardforms.desk import Desk, read_return
from escalation.records import State
from parsers import Failed, Refused
from parsers.scan import tools
from parsers.scan.pictures import MAX_DOTS, MAX_PAGES, open_pictures
from tests.parsers.returns import source_of
from tests.programs import need
from tests.scans.measuring import blank_of
from tests.scans.simulated import Scanner, draw_pages, pass_through, put_together
from tests.scans.test_scans import CATALOGUE, MORAY

T = TypeVar("T")
SHEET = CATALOGUE.form(MORAY, "dates-sheet")
PLAIN = Scanner(dpi=150, noise=3)


@pytest.fixture(autouse=True)
def _with_tesseract() -> None:
    need("tesseract")


def png_that_claims(width: int, height: int) -> bytes:
    """Return a PNG whose header claims a size that its few bytes do not hold."""
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0" * 99)),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(held)) + kind + held + struct.pack(">I", zlib.crc32(kind + held))
        for kind, held in (*chunks, (b"IEND", b""))
    )


def saved(pages: list[Image.Image], kind: str) -> bytes:
    held = io.BytesIO()
    more = {"save_all": True, "append_images": pages[1:]} if pages[1:] else {}
    pages[0].save(held, kind, **more)
    return held.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (png_that_claims(20_000, MAX_DOTS // 20_000 + 1), "bomb"),
        (png_that_claims(200_000, 200_000), "bomb"),
        (saved([Image.new("L", (300, 300), 255)], "PNG"), "scan-too-small"),
        (saved([Image.new("1", (400, 400), 1)] * (MAX_PAGES + 1), "TIFF"), "too-big"),
        (saved([Image.new("L", (1200, 1600), 255)], "JPEG"), "pdf-scan"),
        (saved([Image.new("L", (1200, 1600), 255)], "PDF"), "pdf-scan"),
    ],
    ids=["a bomb", "a great bomb", "a stamp", "a heap", "white paper", "white paper as PDF"],
)
def test_what_no_scan_of_a_form_is_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as caught:
        parsers.read(data)
    assert caught.value.code == code


def test_a_fax_of_half_as_many_dots_down_as_across_is_as_tall_as_its_paper() -> None:
    held = io.BytesIO()
    Image.new("1", (1728, 1143), 1).save(held, "TIFF", dpi=(204, 98))
    [page] = open_pictures(held.getvalue())
    assert page.shape[0] / page.shape[1] == pytest.approx(297 / 215, rel=0.01)


@pytest.mark.parametrize(
    "data", [b"\xff\xd8\xff" + b"x" * 99, b"II*\x00" + b"\xff" * 99, png_that_claims(800, 800)]
)
def test_a_damaged_picture_failed(data: bytes) -> None:
    with pytest.raises(Failed) as caught:
        parsers.read(data)
    assert caught.value.code == "damaged"


def test_a_machine_without_the_tools_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tools, "PROGRAM", "no-such-program")
    monkeypatch.setattr(tools, "EXTRA", ("no_such_library",))
    with pytest.raises(Refused) as caught:
        parsers.read(saved([Image.new("L", (800, 800), 255)], "PNG"))
    assert caught.value.code == "scan-unreadable-here"
    assert "tesseract-ocr" in caught.value.message
    assert "pipx inject boardforms numpy pillow" in caught.value.message


def scanned_blank() -> list[Image.Image]:
    blank, _ = blank_of(SHEET, MORAY)
    return [pass_through(page, PLAIN) for page in draw_pages(blank.content, PLAIN.dpi)]


def without_code(page: Image.Image) -> Image.Image:
    """Return a page whose code somebody stapled over or tore off."""
    dots = np.array(page)
    dots[int(dots.shape[0] * 0.9) :, int(dots.shape[1] * 0.8) :] = 250
    return Image.fromarray(dots)


def test_two_returns_in_one_scan_are_two_with_their_pages_in_any_order(tmp_path: Path) -> None:
    one, two = scanned_blank()
    data = put_together([two, one, one, without_code(two)], PLAIN)
    first, second = parsers.read_each(data)
    assert [page.page for page in first.pages] == [2, 1]
    assert [page.number for page in second.pages] == [3, 4]
    records = read_return(data, Desk(CATALOGUE, crops=tmp_path), source_of(data))
    assert [record.id[-2:] for record in records] == ["-1", "-2"]
    assert [record.form for record in records] == [SHEET.reference] * 2
    for record in records:
        codes = {finding.code for finding in record.findings}
        assert "page-missing" not in codes
        assert "box-missing" not in codes


def test_a_page_that_is_missing_is_named_and_its_boxes_are_not_empty(tmp_path: Path) -> None:
    data = put_together(scanned_blank()[:1], PLAIN)
    [record] = read_return(data, Desk(CATALOGUE, crops=tmp_path), source_of(data))
    assert record.state is State.REVIEW
    assert "page-missing" in {finding.code for finding in record.findings}
    places = blank_of(SHEET, MORAY)[0].layout.places
    behind = {name for name, place in places.items() if getattr(place, "page", 1) == 2}
    assert behind
    assert behind.isdisjoint(record.fields)


def test_a_box_that_needs_a_person_has_a_picture_under_the_records_id(tmp_path: Path) -> None:
    data = put_together(scanned_blank(), PLAIN)
    [record] = read_return(data, Desk(CATALOGUE, crops=tmp_path / "crops"), source_of(data))
    asked = {finding.field for finding in record.findings if finding.field and finding.needs_a_person}
    assert asked
    for name in asked:
        crop = record.fields[name].crop
        assert crop == f"{record.id}-{name}.png"
        with Image.open(tmp_path / "crops" / crop) as picture:
            assert picture.width > 100
    assert {path.name for path in (tmp_path / "crops").iterdir()} == {
        f"{record.id}-{name}.png" for name in asked
    }


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a child with its parent")
def test_tesseract_ends_with_the_process_that_began_it() -> None:
    begin = textwrap.dedent("""
        import numpy as np
        from PIL import Image
        from parsers.scan.tesseract import SPARSE, see_words
        noise = np.random.default_rng(1).integers(0, 2, (2500, 2500)).astype("uint8") * 255
        see_words([Image.fromarray(noise)] * 4, SPARSE)
    """)
    with subprocess.Popen([sys.executable, "-c", begin]) as parent:
        child = wait_for(lambda: children_of(parent.pid), 30)
        os.kill(parent.pid, signal.SIGKILL)
        parent.wait()
        assert wait_for(lambda: not any(Path(f"/proc/{pid}").exists() for pid in child), 10)


def children_of(pid: int) -> list[str]:
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [one for one in found if b"tesseract" in Path(f"/proc/{one}/cmdline").read_bytes()]


def wait_for(look: Callable[[], T], seconds: float) -> T:
    """Return what is looked for once it is there; whatever there is when the time is over."""
    until = time.monotonic() + seconds
    while not (found := look()) and time.monotonic() < until:
        time.sleep(0.05)
    return found
