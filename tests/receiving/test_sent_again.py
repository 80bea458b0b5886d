"""What comes again, saved anew or byte for byte, undoes neither what a person decided nor a correction unasked."""

import datetime as dt
import io
import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from boardforms.cli import run
from boardforms.errors import ExitCode
from boardforms.receiving.comparing import EARLIER_STANDS, compare_all
from boardforms.receiving.corrections import A_PERSON, Dated, Verdict, judge
from boardforms.receiving.decisions import Decision, decide, decide_correction
from boardforms.receiving.journal import open_journal
from boardforms.receiving.quarantine import quarantined, settle
from boardforms.receiving.reviewing import questions_in
from escalation.boxes import BoxValue
from escalation.records import FieldReading, Record, State
from tests.receiving.inboxes import (
    NOON,
    catalogue,
    codes_of,
    letter,
    outcomes,
    receive_into,
    records_in,
    sheet,
    sums_of,
    zipped,
)
from tests.receiving.test_corrections import BEFORE, DAY, NEXT, SHEET, record
from tests.receiving.test_review import review

CASE = "MOR-2024-600"
BOX = "stage_1_escalated_on"
FIRST = sheet(CASE)
CORRECTED = sheet(CASE, stage_1_escalated_on="2024-05-28")
OTHERWISE = sheet(CASE, completed_on="2024-06-05")


def saved_anew(form: bytes) -> bytes:
    """Return a form with the same answers in other bytes."""
    with zipfile.ZipFile(io.BytesIO(form)) as given:
        return zipped([(name, given.read(name)) for name in given.namelist()])


def receive(journal: Path, *forms: bytes) -> None:
    """Receive each form in a message of its own, a day after the one before it, those of earlier calls too."""
    inbox = journal.parent / "inbox"
    inbox.mkdir(exist_ok=True)
    for number, form in enumerate(forms, start=len(list(inbox.iterdir()))):
        sent = NOON + number * dt.timedelta(days=1)
        (inbox / f"{number}.eml").write_bytes(letter(("form.docx", form), sent=sent, number=number))
    receive_into(journal, inbox)


def say(journal: Path, box: str, new: BoxValue) -> None:
    """Decide what a box of the only record says, and compare."""
    with open_journal(journal) as opened:
        [(key,)] = opened.ask("SELECT key FROM record").fetchall()
        decide(opened, catalogue(), Decision(key, box, "correct", None, new, "A. Person", NOON))
        compare_all(opened, catalogue())


def values_in(journal: Path, box: str = BOX) -> list[object]:
    return [each.values.get(box) for each in records_in(journal)]


def asked_in(journal: Path) -> list[str]:
    """Return what those that stand ask about which of them does."""
    codes = [code for each in records_in(journal) for code in codes_of(each)]
    return [code for code in codes if code in {"may-correct", "replaced-again"}]


def test_what_a_person_decided_stands_when_the_same_return_comes_saved_anew(tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    receive(journal, FIRST)
    say(journal, BOX, "2024-05-29")
    receive(journal, saved_anew(FIRST))
    assert (values_in(journal), asked_in(journal)) == (["2024-05-29"], [])
    assert codes_of(records_in(journal)[0]) == ["repeated"]


def test_what_a_person_decides_after_the_same_return_came_saved_anew_stands_as_well(tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    receive(journal, FIRST, saved_anew(FIRST))
    with open_journal(journal) as opened:
        key = opened.ask("SELECT earlier FROM correction WHERE verdict = 'repeats'").fetchone()[0]
        decision = Decision(key, BOX, "correct", "2024-05-24", "2024-05-29", "A. Person", NOON)
        decide(opened, catalogue(), decision)
        compare_all(opened, catalogue())
    assert values_in(journal) == ["2024-05-29"]


def test_a_later_return_that_says_otherwise_than_a_person_did_is_asked_about(tmp_path: Path) -> None:
    """It corrects another answer, and holds what the person had put right."""
    journal = tmp_path / "journal"
    receive(journal, FIRST)
    say(journal, BOX, "2024-05-29")
    receive(journal, OTHERWISE)
    assert values_in(journal) == ["2024-05-29", "2024-05-24"]
    assert asked_in(journal) == ["may-correct"] * 2


def test_a_date_that_a_person_took_out_does_not_come_back_at_another_stage(tmp_path: Path) -> None:
    """Without its date the return has come less far, and still the same return sent again is known for it."""
    journal = tmp_path / "journal"
    receive(journal, FIRST)
    say(journal, BOX, None)
    receive(journal, saved_anew(FIRST))
    assert (values_in(journal), asked_in(journal)) == ([None], [])
    receive(journal, OTHERWISE)
    assert asked_in(journal) == ["may-correct"] * 2


def by_person(given: Record, box: str, value: str | None) -> Record:
    reading = FieldReading(raw=None, value=value, origin=A_PERSON, sure=True, place="")
    return given.model_copy(update={"fields": {**given.fields, box: reading}})


@pytest.mark.parametrize(
    ("read", "decided", "later", "verdict"),
    [
        (record(BEFORE), "9", record(BEFORE), Verdict.REPEATS),
        (record(BEFORE), "9", record({**BEFORE, "c": "9"}), Verdict.REPEATS),
        (record(BEFORE), "9", record({**BEFORE, "c": "4"}), Verdict.UNSURE),
        (record(BEFORE), "9", record({**BEFORE, "b": "4"}), Verdict.UNSURE),
        (record(BEFORE), "9", record({**BEFORE, "b": "4", "c": "9"}), Verdict.CORRECTS),
        (record(BEFORE), None, record(BEFORE), Verdict.REPEATS),
        (record(BEFORE), None, record({**BEFORE, "b": "4"}), Verdict.UNSURE),
        (record(BEFORE, "c"), "3", record(BEFORE), Verdict.REPEATS),
        (record(BEFORE, "c"), "9", record(BEFORE), Verdict.UNSURE),
        (record(BEFORE, "c"), "9", record(BEFORE, "c"), Verdict.REPEATS),
    ],
)
def test_what_a_later_return_is_to_one_on_which_a_person_decided(
    read: Record, decided: str | None, later: Record, verdict: Verdict
) -> None:
    earlier = Dated("1", by_person(read, "c", decided), DAY, unedited=read)
    assert judge(earlier, Dated("2", later, NEXT), SHEET) is verdict


def test_an_old_version_sent_again_after_its_correction_is_asked_about(tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    receive(journal, FIRST, CORRECTED, saved_anew(FIRST))
    assert values_in(journal) == ["2024-05-28", "2024-05-24"]
    assert asked_in(journal) == ["may-correct"] * 2


@pytest.mark.parametrize(
    ("typed", "stands"), [("o", ["2024-05-28"]), ("c", ["2024-05-24"]), ("k", ["2024-05-28", "2024-05-24"])]
)
def test_a_person_says_whether_the_old_version_or_its_correction_holds(
    tmp_path: Path, typed: str, stands: list[str]
) -> None:
    journal = tmp_path / "journal"
    receive(journal, FIRST, CORRECTED, saved_anew(FIRST))
    done = review(journal, typed)
    assert "[o] the other stands" in done.output
    assert (values_in(journal), asked_in(journal)) == (stands, [])
    receive(journal)
    assert values_in(journal) == stands, "what was decided stays decided"


def test_that_the_other_stands_can_be_taken_back(tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    receive(journal, FIRST, CORRECTED, saved_anew(FIRST))
    passed_over = records_in(journal)[1].id
    assert review(journal, "o").return_value == ExitCode.WELL
    done = review(journal, "u", "q", again=passed_over)
    assert "decided: the other stands" in done.output
    assert asked_in(journal) == ["may-correct"] * 2


def test_what_a_person_passed_over_is_asked_about_once_more_when_it_comes_again(tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    receive(journal, FIRST, CORRECTED, saved_anew(FIRST))
    with open_journal(journal) as opened:
        [question] = questions_in(opened, catalogue())
        assert question.rival is not None
        decide_correction(opened, question.key, question.rival, EARLIER_STANDS, "A. Person", NOON)
        compare_all(opened, catalogue())
    assert asked_in(journal) == []
    receive(journal, saved_anew(FIRST))
    assert asked_in(journal) == ["replaced-again"]


def test_a_correction_that_brings_back_an_old_answer_is_asked_about_and_another_is_not(
    tmp_path: Path,
) -> None:
    journal = tmp_path / "journal"
    receive(journal, FIRST, CORRECTED, OTHERWISE)
    assert asked_in(journal) == ["may-correct"] * 2
    other = tmp_path / "other"
    other.mkdir()
    receive(other / "journal", FIRST, CORRECTED, sheet(CASE, stage_1_escalated_on="2024-05-29"))
    assert (values_in(other / "journal"), asked_in(other / "journal")) == (["2024-05-29"], [])


def test_the_very_same_file_received_again_after_its_correction_is_asked_about_until_looked_at(
    tmp_path: Path,
) -> None:
    journal = tmp_path / "journal"
    receive(journal, FIRST, CORRECTED)
    assert asked_in(journal) == []
    receive(journal, FIRST)
    assert (values_in(journal), asked_in(journal)) == (["2024-05-28"], ["replaced-again"])
    [stands] = records_in(journal)
    [superseded] = [each for each in records_in(journal, every=True) if "superseded" in codes_of(each)]
    assert stands.state is State.REVIEW
    assert superseded.id in next(f.message for f in stands.findings if f.code == "replaced-again")
    assert review(journal, "a").return_value == ExitCode.WELL
    assert records_in(journal)[0].state is State.COMPLETE


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
@pytest.mark.parametrize("last", [FIRST, saved_anew(FIRST)], ids=["the same bytes", "saved anew"])
def test_in_which_order_they_are_read_does_not_matter(
    tmp_path: Path, order: tuple[int, ...], last: bytes
) -> None:
    forms, inbox = (FIRST, CORRECTED, last), [tmp_path / f"{number}.eml" for number in range(3)]
    for number in order:
        sent = NOON + number * dt.timedelta(days=1)
        inbox[number].write_bytes(letter(("form.docx", forms[number]), sent=sent, number=number))
        receive_into(tmp_path / "journal", inbox[number])
    receive_into(tmp_path / "at once", *inbox)
    assert outcomes(tmp_path / "journal") == outcomes(tmp_path / "at once")
    assert set(asked_in(tmp_path / "journal")) == {"replaced-again" if last == FIRST else "may-correct"}


def test_the_same_message_copied_elsewhere_has_not_come_again(tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    receive(journal, FIRST, CORRECTED)
    (tmp_path / "copy.eml").write_bytes((tmp_path / "inbox" / "0.eml").read_bytes())
    receive_into(journal, tmp_path / "copy.eml")
    assert asked_in(journal) == []


def test_what_came_before_the_return_that_stands_now_is_not_asked_about(tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    receive(journal, FIRST, CORRECTED, FIRST, sheet(CASE, stage_1_escalated_on="2024-05-29"))
    assert (values_in(journal), asked_in(journal)) == (["2024-05-29"], [])


@pytest.mark.parametrize("written", ["MOR–2024–600", "mor 2024 - 600.", "MOR\u20112024\u2011600"])
def test_one_case_reference_written_in_two_ways_is_one_matter(tmp_path: Path, written: str) -> None:
    journal = tmp_path / "journal"
    receive(journal, FIRST, sheet(written, stage_1_escalated_on="2024-05-28"))
    assert (values_in(journal), asked_in(journal)) == (["2024-05-28"], [])


def test_a_journal_of_an_earlier_version_compares_references_as_they_are_compared_now(tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    receive(journal, FIRST, sheet("MOR–2024–600", stage_1_escalated_on="2024-05-28"))
    as_it_was = json.dumps(["moray", "dates-sheet", "mor–2024–600"])
    with closing(sqlite3.connect(journal / "journal.sqlite")) as database:
        database.execute("DELETE FROM correction")
        database.execute("UPDATE record SET matter = ? WHERE rowid = 2", (as_it_was,))
        database.execute("UPDATE content SET standing = 'complete'")
        database.execute("PRAGMA user_version = 1")
        database.commit()
    assert len(records_in(journal)) == 2
    receive(journal)
    assert values_in(journal) == ["2024-05-28"]


def settle_all(journal: Path, why: str) -> None:
    with open_journal(journal) as opened:
        settle(opened, list(quarantined(opened)), why, "A. Person", NOON)


def test_what_was_settled_and_comes_again_is_named_and_back_in_quarantine(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    journal = tmp_path / "journal"
    receive(journal, b"not a form")
    settle_all(journal, "asked for a copy")
    assert sums_of(journal).standings == {"settled": 1}
    (tmp_path / "again.eml").write_bytes(letter(("form.docx", b"not a form"), number=7))
    assert run(["receive", str(tmp_path / "again.eml"), "--journal", str(journal)]) == ExitCode.NEEDS_A_PERSON
    [again] = sums_of(journal).again
    assert f"{again} came again after somebody dealt with it" in capsys.readouterr().err
    assert run(["quarantine", "--journal", str(journal)]) == ExitCode.NEEDS_A_PERSON
    assert "asked for a copy" in capsys.readouterr().out
    settle_all(journal, "typed in by hand")
    assert (sums_of(journal).standings, sums_of(journal).again) == ({"settled": 1}, ())
    with open_journal(journal) as opened:
        said = opened.ask("SELECT settled FROM content").fetchone()[0]
    assert [line.partition(": ")[2] for line in said.splitlines()] == ["asked for a copy", "typed in by hand"]


def test_the_message_of_what_was_settled_stays_settled_wherever_it_is_copied(tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    receive(journal, b"not a form")
    settle_all(journal, "asked for a copy")
    (tmp_path / "copy.eml").write_bytes((tmp_path / "inbox" / "0.eml").read_bytes())
    receive_into(journal, tmp_path / "copy.eml")
    assert sums_of(journal).standings == {"settled": 1}
