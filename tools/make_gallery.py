"""Picture every form of every board, and the sample packs: `python tools/make_gallery.py`.

Makes docs/gallery.md and its pictures. Needs LibreOffice and poppler's pdftoppm.
"""

import datetime as dt
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from boardforms.blanks import SUFFIXES, Format, render
from boardforms.catalogue import load_catalogue
from boardforms.cli.demo import TODAY
from boardforms.packs import OpenMeeting, make_pack, open_meeting
from escalation.boards import Board
from escalation.definitions import FormDefinition

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "pictures"
MEETINGS = ROOT / "samples" / "meetings"
DOTS_PER_INCH = 50
PAGES_ACROSS = 4
GAP = 6
SHOWN = MEETINGS / "mer-2025-008.toml"
"""The meeting whose timeline the README shows: a limit was missed on the way."""
DAYS_BEFORE = dt.timedelta(days=5)
"""How long before a meeting that is still to come its papers are made."""

INTRO = """# Gallery

Every form as it is made, blank: the PDF, and the Word file as LibreOffice shows it; then a sample pack of each board,
as of the day on which its papers go round. Made by `python tools/make_gallery.py`.
"""


def main() -> None:
    """Make the page and its pictures."""
    catalogue = load_catalogue()
    lines = [INTRO]
    for board in catalogue.boards.values():
        lines.append(f"\n## {board.name}\n")
        for form in board.current_forms():
            lines += _picture_form(board, form)
    lines.append("\n## Minutes packs\n")
    for path in sorted(MEETINGS.glob("*.toml")):
        lines += _picture_pack(path)
    _picture_timeline(SHOWN, PICTURES / "minutes-pack.png")
    (ROOT / "docs" / "gallery.md").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def _picture_form(board: Board, form: FormDefinition) -> Iterator[str]:
    yield f"\n### {form.title}\n"
    for kind in Format:
        name = f"{board.key}-{form.key}-{kind}.png"
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, f"form{SUFFIXES[kind]}")
            file.write_bytes(render(form, board, kind).content)
            pages = _picture(file if kind is Format.PDF else _as_pdf(file), PICTURES / name)
        yield f"![{form.title}, {kind}, {pages} pages](pictures/{name})\n"


def _picture_pack(meeting: Path) -> Iterator[str]:
    opened = _open_on_its_day(meeting)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "pack.pdf")
        make_pack(opened, file)
        pages = _picture(file, PICTURES / f"pack-{meeting.stem}.png")
    yield f"![{opened.board.name}: a minutes pack of {pages} pages](pictures/pack-{meeting.stem}.png)\n"


def _open_on_its_day(path: Path) -> OpenMeeting:
    """Open a meeting as of the day on which its papers go round: before it, or with the minutes."""
    catalogue = load_catalogue()
    meeting = open_meeting(path, catalogue, TODAY).meeting
    before = meeting.date - DAYS_BEFORE if meeting.date else TODAY
    return open_meeting(path, catalogue, meeting.minutes_circulated or before)


def _picture_timeline(meeting: Path, picture: Path) -> None:
    """Draw the page of a pack on which its timeline begins."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "pack.pdf")
        pack = make_pack(_open_on_its_day(meeting), file)
        [page] = [str(part.page) for part in pack.parts if part.title == "Timeline"]
        _draw(file, "-r", "90", "-f", page, "-l", page, "-singlefile")
        Image.open(file.with_name("page.png")).save(picture, optimize=True)


def _as_pdf(word: Path) -> Path:
    command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(word.parent), str(word)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return word.with_suffix(".pdf")


def _draw(pdf: Path, *options: str) -> None:
    """Draw the pages of a PDF as `page-N.png` beside it; a single one is `page.png`."""
    command = ["pdftoppm", *options, "-png", str(pdf), str(pdf.with_name("page"))]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


def _picture(pdf: Path, picture: Path) -> int:
    """Draw the pages of a PDF on one sheet, and return how many there are."""
    _draw(pdf, "-r", str(DOTS_PER_INCH))
    pages = [Image.open(path) for path in sorted(pdf.parent.glob("page-*.png"))]
    wide, high = pages[0].width + GAP, pages[0].height + GAP
    rows = -(-len(pages) // PAGES_ACROSS)
    sheet = Image.new("RGB", (wide * min(len(pages), PAGES_ACROSS) + GAP, high * rows + GAP), "#b1b4b6")
    for number, page in enumerate(pages):
        row, column = divmod(number, PAGES_ACROSS)
        sheet.paste(page, (GAP + column * wide, GAP + row * high))
    sheet.quantize(32).save(picture, optimize=True)
    return len(pages)


if __name__ == "__main__":
    main()
