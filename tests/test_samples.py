"""The samples, end to end: each returned file says what it must, and each case gets the answers that it must.

What they must be was written by hand from what went in; the dates are the worked examples of the agreed readings.
"""

import datetime as dt
import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from boardforms.blanks import Format, render
from boardforms.casework import Casework, check_cases
from boardforms.catalogue import Catalogue, load_catalogue
from boardforms.datarows import read_rows
from boardforms.desk import Desk, read_return
from boardforms.intake import read_returns
from boardforms.prefill import Misfit, fit_row, match_columns
from escalation.answers import CheckedCase, LimitAnswer
from escalation.boxes import Answers
from escalation.records import Record, Source, State

SAMPLES = Path(__file__).parent.parent / "samples"
INBOX = sorted((SAMPLES / "inbox").iterdir())
ANSWERS = sorted((SAMPLES / "answers").glob("*.json"))
LARGEST = 200_000
"""Bytes. Every clone carries the samples."""


def read_json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def expected_of(name: str) -> Any:
    return read_json(SAMPLES / "expected" / f"{name}.json")


CASES: Mapping[str, Any] = expected_of("answers")["cases"]
CHECKED_ON = dt.date.fromisoformat(expected_of("answers")["checked_on"])

each_return = pytest.mark.parametrize("name", [path.stem for path in INBOX])
each_case = pytest.mark.parametrize("reference", CASES)


@cache
def catalogue() -> Catalogue:
    return load_catalogue()


@cache
def desk() -> Desk:
    return Desk(catalogue())


@cache
def records() -> Mapping[str, Record]:
    """Every return of the inbox, by the name of its file without the ending."""
    return {path.stem: record for path, record in zip(INBOX, read_returns(INBOX, catalogue()), strict=True)}


@cache
def casework() -> Casework:
    return check_cases(records().values(), catalogue(), CHECKED_ON)


def checked(reference: str) -> CheckedCase:
    return next(case for case in casework().checked if case.case == reference)


def answer_to(reference: str, limit: str) -> LimitAnswer:
    return next(answer for answer in checked(reference).answers if answer.limit == limit)


def answered(value: Any) -> Any:
    """Leave out what was not answered: empty fields, boxes without a tick, rows not begun."""
    if isinstance(value, Mapping):
        return {key: answered(held) for key, held in value.items() if held not in (None, False, [])}
    return [answered(row) for row in value] if isinstance(value, list) else value


@each_return
def test_a_return_says_what_was_sent(name: str) -> None:
    record, expected = records()[name], expected_of(name)

    assert (str(record.form) if record.form else None) == expected["form"]
    assert record.case == expected["case"]
    assert answered(record.values) == answered(expected["values"])


@each_return
def test_a_return_has_the_findings_and_the_state_that_it_must(name: str) -> None:
    record, expected = records()[name], expected_of(name)

    assert [{"code": one.code, "field": one.field} for one in record.findings] == expected["findings"]
    assert record.state == expected["state"]


@each_return
def test_only_what_a_finding_asks_about_is_unsure(name: str) -> None:
    record = records()[name]
    asked = {finding.field for finding in record.findings if finding.needs_a_person}

    assert {box for box, reading in record.fields.items() if not reading.sure} == asked & set(record.fields)


@pytest.mark.parametrize(
    ("name", "box", "typed"),
    [
        ("13-mscb-record", "completed_on", "2/27/2025"),
        ("14-mscb-record", "early_resolution_concluded_on", "31/02/2025"),
    ],
)
def test_a_date_that_cannot_be_read_is_kept_as_it_was_typed(name: str, box: str, typed: str) -> None:
    reading = records()[name].fields[box]

    assert (reading.raw, reading.value, reading.sure) == (typed, None, False)


def test_the_inbox_shows_every_state_that_a_return_can_be_in() -> None:
    assert {record.state for record in records().values()} == set(State)


@pytest.mark.parametrize("kind", list(Format))
@pytest.mark.parametrize("path", ANSWERS, ids=lambda path: path.stem)
def test_answers_come_back_from_either_kind_of_file_as_they_went_in(path: Path, kind: Format) -> None:
    sent = read_json(path)
    board = catalogue().board(sent["board"])
    form = catalogue().form(board, sent["form"])
    source = Source(path=path.name, sha256="0" * 64)

    [record] = read_return(render(form, board, kind, sent["answers"]).content, desk(), source)

    assert answered(record.values) == answered(sent["answers"])


@each_case
def test_a_case_gets_the_answers_that_it_must(reference: str) -> None:
    said = {one.limit: {"answer": one.answer, "days": one.days} for one in checked(reference).answers}

    assert said == CASES[reference]


def test_the_inbox_holds_the_expected_cases_and_no_other() -> None:
    assert {case.case for case in casework().checked} == set(CASES)


def test_a_return_that_was_not_read_is_left_over_and_not_lost() -> None:
    unread = {record.id for record in records().values() if record.state in {State.REFUSED, State.FAILED}}

    assert {record.id for record in casework().loose} == unread
    assert len(unread) == 3


def test_a_case_in_good_order_needs_nobody() -> None:
    """Worked examples 1, 2 and 6."""
    well = {case.case for case in casework().checked if not case.needs_a_person}

    assert well == {"MOR-2024-017", "MSCB-2024-014", "MSCB-2024-017", "MSCB-2025-004"}


def test_a_scottish_case_passes_over_saint_andrews_day() -> None:
    """Worked example 3."""
    answer = answer_to("MOR-2024-052", "stage-2-record-distributed")

    assert answer.due == dt.date(2024, 12, 3)
    assert [day.date for day in answer.skipped] == [dt.date(2024, 12, 2)]


def test_english_minutes_pass_over_christmas_and_new_year() -> None:
    """Worked example 2."""
    answer = answer_to("MSCB-2024-017", "minutes-circulated")

    assert answer.due == dt.date(2025, 1, 9)
    assert [day.date for day in answer.skipped] == [
        dt.date(2024, 12, 25),
        dt.date(2024, 12, 26),
        dt.date(2025, 1, 1),
    ]


def test_no_concern_of_the_inbox_is_taken_for_one_escalated_twice() -> None:
    assert casework().repeated == ()


def fit(board: str, form: str, file: str) -> list[tuple[Answers, tuple[Misfit, ...]]]:
    asked = catalogue().form(catalogue().board(board), form)
    rows = read_rows(SAMPLES / "data" / file)
    boxes = match_columns(asked, rows)
    return [fit_row(asked, row, boxes) for row in rows]


def test_rows_of_csv_fit_but_for_the_choice_and_the_date_that_do_not() -> None:
    rows = fit("moray", "escalation-record", "moray-records.csv")

    assert [sorted(misfit.column for misfit in misfits) for _, misfits in rows] == [
        [],
        [],
        ["stage_1_discussion", "stage_1_outcome"],
    ]
    assert answered(rows[1][0]) == {
        "case_reference": "MOR-2025-022",
        "escalating_agency": "Education",
        "child_name": "Fionn O'Hagan",
        "reason_no_consensus": True,
        "summary": "Views differ on whether the risk at home is rising.\nSee chronology, sent separately.",
        "stage_1_outcome": "resolved",
        "stage_1_discussion": "2025-03-05",
    }


def test_the_csv_is_as_excel_writes_it() -> None:
    content = (SAMPLES / "data" / "moray-records.csv").read_bytes()

    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")


def test_rows_of_json_and_of_excel_fill_a_form_alike() -> None:
    from_json = fit("mscb", "case-progression-meeting-request", "mscb-requests.json")
    from_excel = fit("mscb", "case-progression-meeting-request", "mscb-requests.xlsx")

    assert from_json == from_excel
    assert [answered(answers) for answers, _ in from_json] == [
        answered(row) for row in read_json(SAMPLES / "data" / "mscb-requests.json")
    ]


def test_every_return_has_its_expectation_and_every_answer_its_return() -> None:
    returned = {path.stem for path in INBOX}

    assert {path.stem for path in (SAMPLES / "expected").iterdir()} == returned | {"answers"}
    assert {path.stem for path in ANSWERS} <= returned


@pytest.mark.parametrize("folder", ["inbox", "data"])
def test_the_index_lists_every_file_once_and_no_other(folder: str) -> None:
    index = (SAMPLES / "README.md").read_text(encoding="utf-8")
    section = index.split(f"## The {folder}\n")[1].split("\n## ")[0]
    listed = re.findall(r"^\| `([^`]+)` \|", section, flags=re.MULTILINE)

    assert listed == sorted(path.name for path in (SAMPLES / folder).iterdir())


def test_the_index_lists_every_case() -> None:
    index = (SAMPLES / "README.md").read_text(encoding="utf-8")

    assert re.findall(r"^\| ((?:MOR|MSCB)-[0-9-]+) \|", index, flags=re.MULTILINE) == list(CASES)


@pytest.mark.parametrize("path", INBOX, ids=lambda path: path.name)
def test_no_file_of_the_inbox_is_large(path: Path) -> None:
    assert 0 < path.stat().st_size < LARGEST
