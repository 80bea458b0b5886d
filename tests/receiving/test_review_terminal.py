"""A person sits at a terminal with a scanned return, decides some, stops with Ctrl-C, and goes on another time."""

import io
import re
import sys
from pathlib import Path

import pypdf
import pytest
from PIL import Image

from boardforms.errors import ExitCode
from docgen import render_pdf
from escalation.records import State
from tests.programs import need
from tests.receiving.inboxes import answers, catalogue, receive_into, records_in, sums_of
from tests.scans.simulated import Scanner, scan

if sys.platform == "win32":
    pytest.skip("needs pseudo-terminals", allow_module_level=True)

from tests.receiving.terminal import Terminal

CHOOSE = "[s] skip, [q] quit: "


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A journal of one scanned return: a day that there is not, and three texts that only a person can be sure of."""
    need("tesseract")
    folder = tmp_path_factory.mktemp("scanned")
    board = catalogue().board("moray")
    form = board.form("dates-sheet")
    filled = render_pdf(form, board, answers("MOR-2024-900")).content  # type: ignore[arg-type]
    (folder / "scan.pdf").write_bytes(
        scan(type_over(filled, "initial_discussion_on", "31/06/2024"), Scanner())
    )
    receive_into(folder / "journal", folder / "scan.pdf")
    return folder / "journal"


def type_over(pdf: bytes, field: str, text: str) -> bytes:
    writer, written = pypdf.PdfWriter(clone_from=io.BytesIO(pdf)), io.BytesIO()
    writer.update_page_form_field_values(None, {field: text}, auto_regenerate=False)
    writer.write(written)
    return written.getvalue()


def sit_down(journal: Path) -> Terminal:
    return Terminal(["review", "--journal", str(journal), "--who", "A. Person"])


def test_what_is_decided_at_a_terminal_outlives_ctrl_c_and_the_rest_is_asked_again(journal: Path) -> None:
    with sit_down(journal) as terminal:
        asked = terminal.read_until(CHOOSE)
        assert "case MOR-2024-900" in asked
        assert "read: nothing (written: 31/06/2024)" in asked
        assert_picture(asked, journal)
        terminal.press("c")
        assert "as day/month/year" in terminal.read_until("only Enter: back: ")
        terminal.press("31/6/2024")
        assert "There is no such date. Type it as day/month/year" in terminal.read_until("only Enter: back: ")
        terminal.press("23/6/2024")
        assert "read: Worker One" in terminal.read_until(CHOOSE)
        terminal.press("a")
        assert "read: Health Visitor" in terminal.read_until(CHOOSE)
        terminal.interrupt()
        assert terminal.wait() == ExitCode.COULD_NOT_WORK
        assert terminal.shown.splitlines()[-2:] == [
            "2 decisions kept; 1 return still to look at.",
            "Stopped.",
        ]
    assert decided(journal) == {"initial_discussion_on": "2024-06-23", "completed_by.name": "Worker One"}

    with sit_down(journal) as terminal:
        assert "read: Health Visitor" in terminal.read_until(CHOOSE)
        terminal.press("s")
        assert_picture(terminal.read_until(CHOOSE), journal)
        terminal.press("q")
        assert terminal.wait() == ExitCode.NEEDS_A_PERSON
        assert "0 decisions kept; 1 return still to look at." in terminal.shown
    assert len(decided(journal)) == 2

    with sit_down(journal) as terminal:
        for answer in ("Health Visitor", "Health"):
            assert f"read: {answer} " in terminal.read_until(CHOOSE)
            terminal.press("a")
        assert terminal.wait() == ExitCode.WELL
        assert "2 decisions kept; 0 returns still to look at." in terminal.shown
    [record] = records_in(journal)
    assert record.state is State.COMPLETE
    assert sums_of(journal).standings == {"complete": 1}


def assert_picture(asked: str, journal: Path) -> None:
    """The path that is shown is that of a picture, in the journal's own folder."""
    found = re.search(r"^  picture: (.+\.png)$", asked, re.MULTILINE)
    assert found is not None, asked
    path = Path(found[1])
    assert path.parent == journal / "crops"
    with Image.open(path) as picture:
        assert picture.format == "PNG"
        assert min(picture.size) > 10


def decided(journal: Path) -> dict[str, object]:
    [record] = records_in(journal)
    return {name: held.value for name, held in record.fields.items() if held.origin == "a person"}
