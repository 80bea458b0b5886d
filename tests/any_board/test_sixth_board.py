"""A sixth board from files alone: no line of the program knows of it, and every command works on it.

Wrenmoor is made up. It is about adults as well as children, gives hours where others give days, and has a step
with an urgent variant. It keeps Northern Ireland's bank holidays.
"""

import io
import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import docx
import pypdf
import pytest

from boardforms.cli import run
from boardforms.errors import ExitCode
from escalation.definitions import Kind
from escalation.loading import load_board

HERE = Path(__file__).parent
BOARDS = ("--boards", str(HERE / "boards"))
TODAY = ("--today", "2026-07-20")
ADULT, URGENT, UNSAID = "WRM-2026-001", "WRM-2026-002", "WRM-2026-003"

Example: TypeAlias = tuple[str, str, str, str | None, int | None, list[str]]
"""Case, limit, answer, due date, days to spare or late, and the days that were not counted."""

# What the check must say on Monday 20 July 2026, worked out by hand.
WORKED: tuple[Example, ...] = (
    # Raised on Monday 16 March. 24 hours are 1 working day, and 17 March is St Patrick's Day.
    (ADULT, "discussed", "met", "2026-03-18", 0, ["2026-03-17"]),
    # Asked for on Thursday 19 March, held on Thursday 26 March: the fifth working day.
    (ADULT, "meeting-held", "met", "2026-03-26", 0, []),
    (ADULT, "meeting-held-urgent", "not applicable", None, None, []),
    # Day 10 is Sunday 5 April in calendar days, Monday 13 April in working days (Good Friday, Easter Monday).
    # Sent on 8 April: late on the one reading, in time on the other.
    (ADULT, "minutes-sent", "depends", "2026-04-05", None, ["2026-04-03", "2026-04-06"]),
    # Three calendar days from Thursday 26 March end on Sunday 29 March. Told on Monday 30 March.
    (ADULT, "adult-told", "late", "2026-03-29", 1, []),
    (ADULT, "panel-decided", "not applicable", None, None, []),
    (URGENT, "discussed", "met", "2026-07-10", 0, []),
    (URGENT, "meeting-held", "not applicable", None, None, []),
    # Asked for on Friday 10 July. 48 hours are 2 working days: 13 July is a bank holiday in Northern Ireland,
    # and Wrenmoor's offices are closed on the 14th.
    (URGENT, "meeting-held-urgent", "met", "2026-07-16", 0, ["2026-07-13", "2026-07-14"]),
    # Not sent yet: day 10 from Thursday 16 July is 26 July or, in working days, 30 July.
    (URGENT, "minutes-sent", "due", "2026-07-26", 6, []),
    (URGENT, "adult-told", "not applicable", None, None, []),
    # In words: one working day passed, and that is never a breach.
    (URGENT, "panel-decided", "advisory", None, 1, []),
    (UNSAID, "discussed", "met", "2026-06-02", 0, []),
    # Whether it is urgent was not said, so that nobody can tell which of the two applies.
    (UNSAID, "meeting-held", "not known", "2026-06-10", None, []),
    (UNSAID, "meeting-held-urgent", "not known", "2026-06-05", None, []),
    (UNSAID, "minutes-sent", "not known", None, None, []),
    (UNSAID, "adult-told", "not known", None, None, []),
    (UNSAID, "panel-decided", "not applicable", None, None, []),
)


@dataclass(frozen=True)
class Desk:
    """A folder in which the forms of the cases were filled in, as Word and PDF, and read."""

    folder: Path
    records: tuple[dict[str, Any], ...]

    @property
    def file(self) -> str:
        return str(self.folder / "records.jsonl")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("desk")
    filled = fill(HERE / "cases.csv", folder / "filled")
    assert sorted(path.suffix for path in filled) == [".docx"] * 3 + [".pdf"] * 3
    parse = ["parse", str(folder / "filled"), "--to", str(folder / "records.jsonl"), *BOARDS]
    assert run(parse) == ExitCode.NEEDS_A_PERSON
    lines = (folder / "records.jsonl").read_text(encoding="utf-8").split("\n")
    return Desk(folder, tuple(json.loads(line) for line in lines if line))


def fill(data: Path, folder: Path) -> list[Path]:
    arguments = [
        "fill",
        "wrenmoor",
        "concern-record",
        str(data),
        "--format",
        "all",
        "--to",
        str(folder),
        *BOARDS,
    ]
    assert run(arguments) == ExitCode.WELL
    return list((folder / "wrenmoor").iterdir())


def test_no_line_of_the_program_knows_of_the_board() -> None:
    assert {path.suffix for path in (HERE / "boards" / "wrenmoor").iterdir()} == {".toml"}
    root = HERE.parents[1]
    sources = [
        path
        for top in ("boardforms", "docgen", "escalation", "parsers")
        for path in (root / top).rglob("*.py")
    ]
    assert [path.name for path in sources if "wrenmoor" in path.read_text(encoding="utf-8").casefold()] == []


def test_the_board_has_nothing_to_mend(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["lint", str(HERE / "boards"), *TODAY]) == ExitCode.WELL
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == "1 board: 0 errors, 0 warnings.\n"


def test_the_form_has_every_kind_of_question() -> None:
    form = load_board(HERE / "boards" / "wrenmoor").form("concern-record")
    assert {field.kind for field in form.fields} == set(Kind)


def test_the_board_and_its_forms_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["boards", *BOARDS]) == ExitCode.WELL
    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("wrenmoor")]
    [line] = [line for line in lines if "concern-record" in line]
    assert "derived from section 2" in line


def test_the_limits_are_printed_with_both_variants(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["timeframes", "wrenmoor", "--json", *BOARDS]) == ExitCode.WELL
    limits = {limit["key"]: limit for limit in json.loads(capsys.readouterr().out)["limits"]}
    assert limits["meeting-held"]["when"] == "meeting reached and urgent is no"
    assert limits["meeting-held"]["within"] == "5 working days"
    assert limits["meeting-held-urgent"]["when"] == "meeting reached and urgent is yes"
    assert limits["meeting-held-urgent"]["within"] == "2 working days"
    assert limits["meeting-held-urgent"]["reading"] == "48 hours are read as 2 working days"


def test_blanks_are_made_as_word_and_pdf_with_the_boards_own_marking(tmp_path: Path) -> None:
    assert run(["blank", "wrenmoor", "--to", str(tmp_path), *BOARDS]) == ExitCode.WELL
    made = tmp_path / "wrenmoor"
    page = pypdf.PdfReader(made / "concern-record.pdf").pages[0].extract_text()
    for said in ("Name of the adult at risk", "Name of the child", "OFFICIAL-SENSITIVE: PERSONAL"):
        assert said in page
    tables = docx.Document(str(made / "concern-record.docx")).tables
    cells = [cell.text for table in tables for row in table.rows for cell in row.cells]
    assert any("Name of the adult at risk" in cell for cell in cells)


def test_word_and_pdf_give_the_same_values_to_the_letter(desk: Desk) -> None:
    for case in (ADULT, URGENT, UNSAID):
        word, pdf = (record for record in desk.records if record["case"] == case)
        assert word["values"] == pdf["values"]
        assert {word["source"]["path"][-4:], pdf["source"]["path"][-4:]} == {"docx", ".pdf"}
    values = next(record["values"] for record in desk.records if record["case"] == ADULT)
    assert values["person_is"] == "adult"
    assert values["adult_name"] == "Róisín Ní Mhaoláin-Quirke"
    assert values["child_name"] is None
    assert values["raised_by"] == {
        "name": "Asha Denholm",
        "role": "Social worker",
        "agency": "Adult social care",
    }
    assert values["reason_capacity"] is True
    assert values["summary"].endswith('for herself.\nShe says: "Ask me."')
    assert values["discussed_on"] == "2026-03-18"
    assert values["attendees"][0] == {"name": "Asha Denholm", "agency": "Adult social care", "came": True}
    action = "Ask Róisín what she wants,\nand write it down"
    assert values["actions"] == [
        {"action": action, "owner": "Asha Denholm", "due": "2026-03-31", "state": "done"}
    ]


def test_only_the_record_without_its_required_answer_needs_a_person(desk: Desk) -> None:
    states = {(record["case"], record["state"]) for record in desk.records}
    assert states == {(ADULT, "complete"), (URGENT, "complete"), (UNSAID, "review")}
    for record in desk.records:
        asked = [finding["field"] for finding in record["findings"] if finding["severity"] == "review"]
        assert asked == (["urgent"] if record["case"] == UNSAID else [])


@pytest.fixture(scope="module")
def checked(desk: Desk) -> dict[str, dict[str, Any]]:
    with pytest.MonkeyPatch.context() as patch, io.StringIO() as printed:
        patch.setattr("sys.stdout", printed)
        code = run(["check", desk.file, "--json", *TODAY, *BOARDS])
        lines = printed.getvalue().splitlines()
    assert code == ExitCode.NEEDS_A_PERSON
    return {case["case"]: case for case in map(json.loads, lines)}


@pytest.mark.parametrize("example", WORKED, ids=lambda example: f"{example[0]} {example[1]}")
def test_the_check_answers_as_worked_out_by_hand(
    example: Example, checked: dict[str, dict[str, Any]]
) -> None:
    case, limit, answer, due, days, skipped = example
    said = next(one for one in checked[case]["answers"] if one["limit"] == limit)
    assert (said["answer"], said["due"], said["days"]) == (answer, due, days)
    assert [day["date"] for day in said["skipped"]] == skipped


def test_every_limit_of_every_case_is_worked_out(checked: dict[str, dict[str, Any]]) -> None:
    answered = [(case, one["limit"]) for case, held in checked.items() for one in held["answers"]]
    assert sorted(answered) == sorted((case, limit) for case, limit, *_ in WORKED)
    assert all(case["findings"] == [] for case in checked.values())


def test_hours_read_as_days_are_said_with_the_answer(checked: dict[str, dict[str, Any]]) -> None:
    notes = {one["limit"]: one["notes"] for one in checked[URGENT]["answers"]}
    assert "Reading taken: 24 hours are read as 1 working day." in notes["discussed"]
    assert "Reading taken: 48 hours are read as 2 working days." in notes["meeting-held-urgent"]


def test_the_variant_that_does_not_apply_says_which_answer_decides(
    checked: dict[str, dict[str, Any]],
) -> None:
    why = {one["limit"]: one["why"] for one in checked[ADULT]["answers"]}
    assert "‘Would delay add to the risk?’ is answered ‘No’" in why["meeting-held-urgent"]
    why = {one["limit"]: one["why"] for one in checked[URGENT]["answers"]}
    assert "‘This is about’ is answered ‘A child’" in why["adult-told"]


def other_adult(folder: Path, reference: str) -> None:
    """Fill in the first case's form for another adult, or the same one, under another reference."""
    header, first = (HERE / "cases.csv").read_text(encoding="utf-8").split("\nWRM-2026-002")[0].split("\n", 1)
    name = "Gwilym Ostler" if reference == ADULT else "Róisín Ní Mhaoláin-Quirke"
    row = first.replace(ADULT, reference, 1).replace("Róisín Ní Mhaoláin-Quirke", name, 1)
    (folder / "other.csv").write_text(f"{header}\n{row}\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        (ADULT, "not the same name of an adult. See whether they belong to one case."),
        ("WRM-2026-009", "Cases WRM-2026-001 and WRM-2026-009 are about an adult of the same name"),
    ],
)
def test_records_of_adults_are_compared_by_name_like_those_of_children(
    reference: str, said: str, desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other_adult(tmp_path, reference)
    [other] = [path for path in fill(tmp_path / "other.csv", tmp_path) if path.suffix == ".docx"]
    capsys.readouterr()
    assert run(["check", desk.file, str(other), *TODAY, *BOARDS]) == ExitCode.NEEDS_A_PERSON
    printed = capsys.readouterr()
    assert said in " ".join((printed.out + printed.err).split())
    assert "Ostler" not in printed.out + printed.err


@pytest.fixture(scope="module")
def papers(desk: Desk) -> Path:
    shutil.copy(HERE / "meeting.toml", desk.folder / "meeting.toml")
    pack, minutes = desk.folder / "pack.pdf", desk.folder / "minutes.docx"
    arguments = [
        "pack",
        "make",
        str(desk.folder / "meeting.toml"),
        "--to",
        str(pack),
        "--minutes",
        str(minutes),
    ]
    assert run([*arguments, *TODAY, *BOARDS]) == ExitCode.WELL
    return pack


def test_the_pack_says_who_chairs_for_an_adult_and_what_is_late(papers: Path) -> None:
    text = " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(papers).pages).split())
    assert "The adult safeguarding lead (2.3) Because ‘This is about’ is answered ‘An adult at risk’" in text
    assert "The named doctor (2.3) Does not apply" in text
    assert "Adult told of the outcome (2.6): late by 1 calendar day" in text
    assert "Róisín Ní Mhaoláin-Quirke" in text


def test_the_papers_speak_of_an_adult_and_not_of_a_child(papers: Path) -> None:
    reader = pypdf.PdfReader(papers)
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert "These papers are about an adult at risk" in text
    assert "The adult’s and the family’s views" in text
    assert "The child’s" not in text
    minutes = docx.Document(str(papers.with_name("minutes.docx")))
    assert "The adult’s and the family’s views" in [one.text for one in minutes.paragraphs]


def write_minutes(content: bytes) -> bytes:
    """Write into the Word minutes what a minute-taker does."""
    document = docx.Document(io.BytesIO(content))
    tables = {table.rows[0].cells[1].text: table for table in document.tables}
    document.tables[0].rows[5].cells[1].text = "8 April 2026"
    tables["Decision"].rows[1].cells[1].text = "She is asked first"
    tables["Answer"].rows[1].cells[1].text = "No"
    said = ("Ask her", "Asha Denholm", "Adult social care", "31/3/2026")
    for cell, text in zip(tables["Action"].rows[1].cells[1:], said, strict=True):
        cell.text = text
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def test_returned_minutes_are_a_record_on_the_boards_own_form_in_the_words_of_its_answers(
    papers: Path, desk: Desk, tmp_path: Path
) -> None:
    """The board's `not agreed` is the minutes' `No`: which answer ends the step, stages.toml says."""
    shutil.copy(desk.folder / "meeting.toml", tmp_path / "meeting.toml")
    shutil.copy(desk.file, tmp_path / "records.jsonl")
    returned = tmp_path / "minutes.docx"
    returned.write_bytes(write_minutes(papers.with_name("minutes.docx").read_bytes()))
    words = ["pack", "read", str(returned), "--meeting", str(tmp_path / "meeting.toml"), *TODAY, *BOARDS]
    assert run(words) == ExitCode.NEEDS_A_PERSON  # the record says that the managers agreed
    [record] = map(json.loads, (tmp_path / "meeting-minutes.jsonl").read_text("utf-8").splitlines())
    assert record["form"]["form"] == "meeting-minutes"
    values = record["values"]
    assert (values["meeting_held_on"], values["minutes_sent_on"]) == ("2026-03-26", "2026-04-08")
    assert values["meeting_outcome"] == "not_agreed"
    assert values["actions"] == [
        {"action": "Ask her", "owner": "Asha Denholm", "agency": "Adult social care", "due": "2026-03-31"}
    ]
    assert record["fields"]["actions.1.due"]["from"] == "word minutes"


def test_no_title_gives_the_adult_away(papers: Path) -> None:
    reader = pypdf.PdfReader(papers)
    assert reader.metadata is not None
    assert reader.metadata.title == "Papers: Managers’ meeting, 26 March 2026"
    assert "names the child or adult" in " ".join(reader.pages[1].extract_text().split())
