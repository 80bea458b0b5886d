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
from escalation.definitions import FormDefinition
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


def record_of(case: str, **more: str) -> bytes:
    """Return Moray's escalation record as a Word file, with a child's name among enough else to be one return."""
    board = catalogue().board("moray")
    given = {"case_reference": case, "child_name": "Alex Example", "raised_on": "2024-06-03", **more}
    form = board.form("escalation-record")
    asked = {field.key for field in form.fields}
    return render_word(form, board, {key: said for key, said in given.items() if key in asked}).content


MINE, SIBLING = record_of(CASE), record_of(CASE, child_name="Kelly Example")
SIBLING_CORRECTED = record_of(CASE, child_name="Kelly Example", summary="Changed")


def test_a_return_that_names_another_child_never_takes_the_place_of_the_first_unasked(tmp_path: Path) -> None:
    """One case reference on the forms of two children: the second corrects nothing, and its own correction does."""
    journal = tmp_path / "journal"
    receive_into(journal, deliver(tmp_path / "inbox", MINE, SIBLING, SIBLING_CORRECTED))
    records = records_in(journal)
    assert [record.values["child_name"] for record in records] == ["Alex Example", "Kelly Example"]
    assert [codes_of(record).count("may-correct") for record in records] == [1, 1]
    assert "corrects" in codes_of(records[1]), "the sibling's own correction is plain"
    with open_journal(journal) as opened:
        [question] = [each for each in questions_in(opened, catalogue()) if each.rival is not None]
        assert question.rival is not None
        assert (question.id, question.rival[:12]) == (records[1].id, records[0].id)
        decide_correction(opened, question.key, question.rival, "both", "A. Person", NOON)
        compare_all(opened, catalogue())
    assert not any("may-correct" in codes_of(record) for record in records_in(journal))


def test_that_both_stand_is_not_asked_again_of_what_corrects_one_of_them(tmp_path: Path) -> None:
    journal, inbox = tmp_path / "journal", deliver(tmp_path / "inbox", MINE, SIBLING, SIBLING_CORRECTED)
    receive_into(journal, inbox / "0.eml", inbox / "1.eml")
    with open_journal(journal) as opened:
        [question] = [each for each in questions_in(opened, catalogue()) if each.rival is not None]
        assert question.rival is not None
        decide_correction(opened, question.key, question.rival, "both", "A. Person", NOON)
        compare_all(opened, catalogue())
    receive_into(journal, inbox / "2.eml")
    records = records_in(journal)
    assert [record.values["child_name"] for record in records] == ["Alex Example", "Kelly Example"]
    assert not any("may-correct" in codes_of(record) for record in records)


def test_of_two_that_both_stand_a_correction_replaces_the_last_alone(tmp_path: Path) -> None:
    journal, third = tmp_path / "journal", sheet(CASE, stage_1_escalated_on="2024-05-29")
    for number, form in enumerate([FIRST, CORRECTED]):
        (tmp_path / f"{number}.docx").write_bytes(form)
    receive_into(journal, tmp_path / "0.docx", tmp_path / "1.docx", received=NOON.date())
    with open_journal(journal) as opened:
        [question] = questions_in(opened, catalogue())
        assert question.rival is not None
        decide_correction(opened, question.key, question.rival, "both", "A. Person", NOON)
    (tmp_path / "2.docx").write_bytes(third)
    receive_into(journal, tmp_path / "2.docx", received=NOON.date() + dt.timedelta(days=1))
    days = [record.values["stage_1_escalated_on"] for record in records_in(journal)]
    assert days == ["2024-05-24", "2024-05-29"]


def test_a_correction_finds_its_own_return_behind_a_siblings(tmp_path: Path) -> None:
    corrected = record_of(CASE, summary="Changed")
    receive_into(tmp_path / "journal", deliver(tmp_path / "inbox", MINE, SIBLING, corrected))
    names = [record.values["child_name"] for record in records_in(tmp_path / "journal")]
    assert names == ["Kelly Example", "Alex Example"]
    [superseded] = [
        each for each in records_in(tmp_path / "journal", every=True) if "superseded" in codes_of(each)
    ]
    assert superseded.values["child_name"] == "Alex Example"


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
SHEET: FormDefinition = catalogue().board("moray").form("dates-sheet")
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
        (record({**BEFORE, "a": "7", "b": "8"}), Verdict.UNSURE),
    ],
    ids=["same", "changed", "unticked", "added", "change not sure", "left out", "more than a few other"],
)
def test_what_a_later_return_is_to_an_earlier(later: Record, verdict: Verdict) -> None:
    assert judge(Dated("1", record(BEFORE), DAY), Dated("2", later, NEXT), SHEET) is verdict


@pytest.mark.parametrize(("changed", "verdict"), [(3, Verdict.CORRECTS), (4, Verdict.UNSURE)])
def test_a_correction_changes_a_few_answers_however_many_there_are(changed: int, verdict: Verdict) -> None:
    before: Values = {f"box_{number}": "said" for number in range(40)}
    after: Values = before | {f"box_{number}": "else" for number in range(changed)}
    assert judge(Dated("1", record(before), DAY), Dated("2", record(after), NEXT), SHEET) is verdict


@pytest.mark.parametrize("name", ["case_reference", "child_dob", "child_name"])
@pytest.mark.parametrize("before", ["said", None])
def test_whom_it_is_about_is_never_changed_or_added_unasked(name: str, before: str | None) -> None:
    """Medway's record, which asks for the date of birth as well."""
    form = catalogue().board("medway").form("escalation-record")
    one, other = record({**BEFORE, name: before}), record({**BEFORE, name: "said anew"})
    assert judge(Dated("1", one, DAY), Dated("2", other, NEXT), form) is Verdict.UNSURE


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
    assert judge(Dated("1", one, *earlier), Dated("2", other, *later), SHEET) is Verdict.UNSURE


def test_the_form_itself_takes_the_place_of_its_scan_that_came_before() -> None:
    scan, form = record(BEFORE, "c"), record(BEFORE)
    assert judge(Dated("1", scan, DAY), Dated("2", form, NEXT), SHEET) is Verdict.CORRECTS
    assert judge(Dated("1", form, DAY), Dated("2", scan, NEXT), SHEET) is Verdict.REPEATS


@pytest.mark.parametrize(
    ("print_came", "form_came", "verdict"),
    [
        ((DAY, 5.0), (DAY, 5.0), Verdict.CORRECTS),
        ((None, None), (None, None), Verdict.CORRECTS),
        ((DAY, None), (None, None), Verdict.UNSURE),
    ],
    ids=["one message", "no day", "the day would be lost"],
)
def test_of_a_form_and_its_print_in_one_message_the_form_stands_whichever_is_attached_first(
    print_came: tuple[dt.date | None, float | None],
    form_came: tuple[dt.date | None, float | None],
    verdict: Verdict,
) -> None:
    """Senders attach a Word form and a PDF made of it; of the PDF alone every answer is asked."""
    printed, form = record(BEFORE, "c"), record(BEFORE)
    assert judge(Dated("1", printed, *print_came), Dated("2", form, *form_came), SHEET) is verdict
    assert judge(Dated("1", form, *form_came), Dated("2", printed, *print_came), SHEET) is Verdict.REPEATS


def test_of_two_on_one_day_each_of_which_is_surer_of_something_a_person_is_asked() -> None:
    one, other = Dated("1", record(BEFORE, "b"), DAY), Dated("2", record(BEFORE, "c"), DAY)
    assert judge(one, other, SHEET) is Verdict.UNSURE


def test_a_form_and_its_print_say_the_same_where_both_left_a_choice_unmade() -> None:
    """A PDF's own empty choice and Word's prompt are two ways of having answered nothing."""
    shown = {"raw": "Choose an item."}, {"raw": "not_selected"}
    one, other = (
        record({**BEFORE, "e": None}).model_copy(
            update={"fields": record({**BEFORE, "e": None}).fields | {"e": UNMADE.model_copy(update=raw)}}
        )
        for raw in shown
    )
    assert judge(Dated("1", one), Dated("2", other), SHEET) is Verdict.REPEATS


UNMADE = FieldReading(raw=None, value=None, origin="test", sure=True, place="")
