"""One run over everything that a quality-assurance inbox gets: all is accounted for, and the cases are checked."""

import datetime as dt
import io
import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from boardforms.cli import run
from boardforms.errors import ExitCode
from boardforms.records import read_file
from docgen import render_pdf
from escalation.records import State
from tests.mail.ole import DELIVERED, SENDER, SUBJECT, Attached, Letter, Value, write_msg
from tests.programs import need
from tests.receiving.inboxes import NOON, answers, catalogue, letter, sheet, sums_of, zipped
from tests.scans.simulated import Scanner, draw_pages, pass_through

CASES = {number: f"MOR-2024-80{number}" for number in range(1, 10)}
"""The case of each return."""

IN = {
    1: "08.mbox › message 2 › again.docx",
    2: "02.pdf",
    3: "03.png",
    4: "04.eml › first.docx",
    5: "04.eml › second.docx",
    6: "06.msg › form.docx",
    7: "07.zip › inner.zip › form.pdf",
    8: "08.mbox › message 2 › form.docx",
    9: "09.eml › forwarded.eml › forms.zip › form.docx",
}
"""Where it lies. The first came as a file too, but later."""
DAY, LATER = NOON.date(), dt.date(2024, 6, 21)


def fill(folder: Path) -> Path:
    """Put into a folder, and one in it, a return of each kind in whatever may carry one, and two of them again."""
    word = {number: sheet(case) for number, case in CASES.items()}
    forwarded = letter(("forms.zip", zipped([("form.docx", word[9])])), number=9)
    held: Mapping[str, bytes] = {
        "01.docx": word[1],
        "02.pdf": as_pdf(CASES[2]),
        "03.png": as_picture(as_pdf(CASES[3])),
        "04.eml": letter(("first.docx", word[4]), ("second.docx", word[5]), number=4),
        "05.eml": letter(number=5),
        "06.msg": as_msg(word[6]),
        "07.zip": zipped([("inner.zip", zipped([("form.pdf", as_pdf(CASES[7]))])), ("notes.txt", b"notes")]),
        "08.mbox": as_mbox(
            letter(number=81), letter(("form.docx", word[8]), ("again.docx", word[1]), number=82)
        ),
        "09.eml": letter(("forwarded.eml", forwarded), number=10),
        "later/copy.pdf": as_pdf(CASES[2]),
    }
    for name, data in held.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def as_pdf(case: str) -> bytes:
    board = catalogue().board("moray")
    return render_pdf(board.form("dates-sheet"), board, answers(case)).content  # type: ignore[arg-type]


def as_picture(pdf: bytes) -> bytes:
    """Return the first page of a form as somebody's scanner makes a picture of it."""
    written = io.BytesIO()
    scanner = Scanner()
    pass_through(draw_pages(pdf, scanner.dpi)[0], scanner).save(
        written, "PNG", dpi=(scanner.dpi, scanner.dpi)
    )
    return written.getvalue()


def as_msg(form: bytes) -> bytes:
    said: dict[int, Value] = {SUBJECT: "The form", SENDER: "Worker One", DELIVERED: NOON}
    return write_msg(Letter(said, [Attached("form.docx", form)]))


def as_mbox(*letters: bytes) -> bytes:
    return b"".join(b"From worker@example.org Fri Jun 14 12:00:00 2024\n" + one + b"\n" for one in letters)


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A journal that took all of it in, in one run by two workers."""
    need("tesseract")
    folder = tmp_path_factory.mktemp("every")
    arguments = [str(fill(folder / "inbox")), "--journal", str(folder / "journal"), "--received", "21/6/2024"]
    assert run(["receive", *arguments]) == ExitCode.NEEDS_A_PERSON
    return str(folder / "journal")


@pytest.fixture
def lines(journal: str, tmp_path: Path) -> Path:
    """The JSON lines of it, as `boardforms records` writes them."""
    assert run(["records", "--journal", journal, "--to", str(tmp_path / "records.jsonl")]) == ExitCode.WELL
    return tmp_path / "records.jsonl"


def test_the_summary_adds_up(journal: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Nine forms and a note; two forms again; the text of seven messages; two messages without a form."""
    assert run(["receive", "--journal", journal]) == ExitCode.NEEDS_A_PERSON
    assert capsys.readouterr().err.splitlines()[1:4] == [
        "21 came in: 10 returns, 2 the same again, 7 passed over, 2 not opened.",
        "10 returns: 8 complete, 1 review, 1 refused.",
        "  7 passed over: The message has no text of its own.",
    ]
    assert sums_of(Path(journal)).arrivals == 21


def test_every_return_is_read_wherever_it_lay(lines: Path, journal: str) -> None:
    records = {record.case: record for record in read_file(lines) if record.case}
    inbox = Path(journal).parent / "inbox"
    shown = {CASES[number]: str(inbox / where) for number, where in IN.items()}
    assert {case: record.source.path for case, record in records.items()} == shown
    for number, case in CASES.items():
        assert records[case].values["initial_discussion_on"] == "2024-05-23"
        assert records[case].source.received == (LATER if number in {2, 3, 7} else DAY)


def test_only_the_picture_of_one_page_asks_for_a_person(lines: Path) -> None:
    states = {record.case: record.state for record in read_file(lines) if record.case}
    assert [case for case, state in states.items() if state is not State.COMPLETE] == [CASES[3]]


def test_what_came_twice_is_one_return_that_says_so(lines: Path) -> None:
    again = [
        record.case
        for record in read_file(lines)
        if "received-again" in {finding.code for finding in record.findings}
    ]
    assert again == [CASES[1], CASES[2]]


def test_what_is_no_form_is_in_quarantine_with_its_reason(
    journal: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["quarantine", "--journal", journal, "--json"]) == ExitCode.NEEDS_A_PERSON
    held = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    said = {Path(one["file"]).name: [each["code"] for each in one["findings"]] for one in held}
    assert said == {
        "07.zip › notes.txt": ["other-format"],
        "05.eml": ["message-without-form"],
        "08.mbox › message 1": ["message-without-form"],
    }


def test_the_records_go_through_check(lines: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["check", str(lines), "--json", "--today", "2024-07-01"])
    checked = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {one["case"] for one in checked} == set(CASES.values())
    assert all(one["answers"] for one in checked)
