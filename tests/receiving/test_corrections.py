"""A corrected return takes the earlier one's place, never silently; where that is not plain, a person is asked."""

import datetime as dt
import io
import zipfile
from pathlib import Path

import pytest

from boardforms.receiving.comparing import compare_all
from boardforms.receiving.corrections import Dated, Verdict, judge
from boardforms.receiving.decisions import decide_correction
from boardforms.receiving.journal import open_journal
from boardforms.receiving.reviewing import questions_in
from docgen import render_word
from escalation.records import FieldReading, Record, State
from tests.receiving.inboxes import (
    NOON,
    catalogue,
    codes_of,
    letter,
    receive_into,
    records_in,
    sheet,
    sums_of,
    zipped,
)

CASE = "MOR-2024-400"
FIRST = sheet(CASE)
CORRECTED = sheet(CASE, stage_1_escalated_on="2024-05-28")


def deliver(folder: Path, *forms: bytes, apart: dt.timedelta = dt.timedelta(days=1)) -> Path:
    """Put each form into a message of its own, one sent after the other."""
    folder.mkdir()
    for number, form in enumerate(forms):
        message = letter(("form.docx", form), sent=NOON + number * apart, number=number)
        (folder / f"{number}.eml").write_bytes(message)
    return folder


def test_a_later_return_with_another_answer_takes_the_place_of_the_earlier(tmp_path: Path) -> None:
    receive_into(tmp_path / "journal", deliver(tmp_path / "inbox", FIRST, CORRECTED))
    [record] = records_in(tmp_path / "journal")
    assert record.values["stage_1_escalated_on"] == "2024-05-28"
    assert (record.state, codes_of(record)) == (State.COMPLETE, ["corrects"])
    earlier, later = records_in(tmp_path / "journal", every=True)
    assert (codes_of(earlier), later) == (["superseded"], record)
    assert earlier.id in record.findings[0].message
    assert record.id in earlier.findings[0].message
    assert sums_of(tmp_path / "journal").standings == {"complete": 1, "superseded": 1}


@pytest.mark.parametrize("order", ["earlier first", "later first"])
def test_which_is_read_first_does_not_matter(tmp_path: Path, order: str) -> None:
    inbox = deliver(tmp_path / "inbox", FIRST, CORRECTED)
    files = sorted(inbox.iterdir(), reverse=order == "later first")
    for file in files:
        receive_into(tmp_path / "journal", file)
    [record] = records_in(tmp_path / "journal")
    assert record.values["stage_1_escalated_on"] == "2024-05-28"


def test_of_three_the_last_stands(tmp_path: Path) -> None:
    last = sheet(CASE, stage_1_escalated_on="2024-05-29")
    receive_into(tmp_path / "journal", deliver(tmp_path / "inbox", FIRST, CORRECTED, last))
    [record] = records_in(tmp_path / "journal")
    assert record.values["stage_1_escalated_on"] == "2024-05-29"


def test_returns_that_differ_and_came_at_the_same_time_both_stand_and_are_asked_about(tmp_path: Path) -> None:
    inbox = deliver(tmp_path / "inbox", FIRST, CORRECTED, apart=dt.timedelta())
    receive_into(tmp_path / "journal", inbox)
    records = records_in(tmp_path / "journal")
    assert [(record.state, codes_of(record)) for record in records] == [(State.REVIEW, ["may-correct"])] * 2


def test_files_of_which_nobody_knows_when_they_came_are_asked_about(tmp_path: Path) -> None:
    for name, form in (("1.docx", FIRST), ("2.docx", CORRECTED)):
        (tmp_path / name).write_bytes(form)
    receive_into(tmp_path / "journal", tmp_path / "1.docx", tmp_path / "2.docx")
    assert [record.state for record in records_in(tmp_path / "journal")] == [State.REVIEW, State.REVIEW]


@pytest.mark.parametrize(
    ("verdict", "states"), [("corrects", [State.COMPLETE]), ("both", [State.COMPLETE, State.COMPLETE])]
)
def test_a_person_says_which_stands(tmp_path: Path, verdict: str, states: list[State]) -> None:
    journal = tmp_path / "journal"
    receive_into(journal, deliver(tmp_path / "inbox", FIRST, CORRECTED, apart=dt.timedelta()))
    with open_journal(journal) as opened:
        [question] = questions_in(opened, catalogue())
        assert question.rival is not None
        decide_correction(opened, question.key, question.rival, verdict, "A. Person", NOON)
        compare_all(opened, catalogue())
    assert [record.state for record in records_in(journal)] == states
    receive_into(journal, tmp_path / "inbox")
    assert [record.state for record in records_in(journal)] == states, "what was decided stays decided"


def test_a_return_saved_anew_with_the_same_answers_leaves_the_first_to_stand(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(FIRST)) as given:
        anew = zipped([(name, given.read(name)) for name in given.namelist()])
    assert anew != FIRST
    receive_into(tmp_path / "journal", deliver(tmp_path / "inbox", FIRST, anew))
    [record] = records_in(tmp_path / "journal")
    assert (record.source.received, codes_of(record)) == (NOON.date(), ["repeated"])


def test_a_return_that_comes_to_a_later_stage_corrects_nothing(tmp_path: Path) -> None:
    board = catalogue().board("moray")
    form = board.form("escalation-record")
    dates = [field.key for field in form.fields if field.event == "stage_1_discussion"]
    more = [field.key for field in form.fields if field.event == "stage_2_meeting"]
    stage_1 = {"case_reference": CASE, dates[0]: "2024-06-03"}
    stage_2 = {**stage_1, more[0]: "2024-06-10"}
    first, second = (render_word(form, board, given).content for given in (stage_1, stage_2))
    receive_into(tmp_path / "journal", deliver(tmp_path / "inbox", first, second))
    records = records_in(tmp_path / "journal")
    assert len(records) == 2
    assert not {"corrects", "superseded", "may-correct"} & {
        code for record in records for code in codes_of(record)
    }


def test_another_case_is_another_matter(tmp_path: Path) -> None:
    receive_into(tmp_path / "journal", deliver(tmp_path / "inbox", FIRST, sheet("MOR-2024-401")))
    assert [codes_of(record) for record in records_in(tmp_path / "journal")] == [[], []]


Values = dict[str, str | bool | None]


def record(values: Values, unsure: str = "") -> Record:
    """Return a record made by hand, one box of it not sure."""
    fields = {
        name: FieldReading(raw=value, value=value, origin="test", sure=name != unsure, place="")
        for name, value in values.items()
    }
    return Record.model_validate(
        {
            "id": "0" * 12,
            "form": {"board": "moray", "form": "dates-sheet", "version": "1"},
            "case": CASE,
            "source": {"path": "", "sha256": "0" * 64},
            "state": "complete",
            "fields": {name: field.model_dump(by_alias=True) for name, field in fields.items()},
        }
    )


DAY, NEXT = dt.date(2024, 6, 14), dt.date(2024, 6, 15)
BEFORE: Values = {"a": "1", "b": "2", "c": "3", "d": True}


@pytest.mark.parametrize(
    ("later", "verdict"),
    [
        (record(BEFORE), Verdict.REPEATS),
        (record({**BEFORE, "c": "4"}), Verdict.CORRECTS),
        (record({**BEFORE, "d": False}), Verdict.CORRECTS),
        (record({**BEFORE, "e": "5"}), Verdict.CORRECTS),
        (record({**BEFORE, "c": "4"}, "c"), Verdict.UNSURE),
        (record({**BEFORE, "c": None}), Verdict.UNSURE),
        (record({**BEFORE, "a": "7", "b": "8", "c": "9"}), Verdict.UNSURE),
    ],
    ids=["same", "changed", "unticked", "added", "change not sure", "left out", "mostly other"],
)
def test_what_a_later_return_is_to_an_earlier(later: Record, verdict: Verdict) -> None:
    assert judge(Dated("1", record(BEFORE), DAY), Dated("2", later, NEXT)) is verdict


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ((DAY, None), (DAY, None)),
        ((DAY, None), (None, None)),
        ((DAY, 5.0), (DAY, 5.0)),
        ((NEXT, None), (DAY, None)),
    ],
)
def test_without_a_later_date_nothing_is_corrected(
    earlier: tuple[dt.date | None, float | None], later: tuple[dt.date | None, float | None]
) -> None:
    one, other = record(BEFORE), record({**BEFORE, "c": "4"})
    assert judge(Dated("1", one, *earlier), Dated("2", other, *later)) is Verdict.UNSURE


def test_the_form_itself_takes_the_place_of_its_scan_that_came_before() -> None:
    scan, form = record(BEFORE, "c"), record(BEFORE)
    assert judge(Dated("1", scan, DAY), Dated("2", form, NEXT)) is Verdict.CORRECTS
    assert judge(Dated("1", form, DAY), Dated("2", scan, NEXT)) is Verdict.REPEATS


def test_a_form_and_its_print_say_the_same_where_both_left_a_choice_unmade() -> None:
    """A PDF's own empty choice and Word's prompt are two ways of having answered nothing."""
    shown = {"raw": "Choose an item."}, {"raw": "not_selected"}
    one, other = (
        record({**BEFORE, "e": None}).model_copy(
            update={"fields": record({**BEFORE, "e": None}).fields | {"e": UNMADE.model_copy(update=raw)}}
        )
        for raw in shown
    )
    assert judge(Dated("1", one), Dated("2", other)) is Verdict.REPEATS


UNMADE = FieldReading(raw=None, value=None, origin="test", sure=True, place="")
