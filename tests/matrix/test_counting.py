"""The count itself: what it calls right, flagged and silently wrong."""

from escalation.codes import notice
from escalation.findings import Finding
from escalation.records import FieldReading, Record, State
from tests.clients.papers import Return
from tests.matrix.counting import Tally, Verdict, judge
from tests.parsers.returns import EVERY_KIND, MADE_UP, source_of

SENT = Return(
    "dyffryn-every-kind-plain", MADE_UP, EVERY_KIND, {"child_name": "Siân  Rees", "reason_drift": True}
)


def record(*findings: Finding, form: str = "every-kind", **values: tuple[str | bool | None, bool]) -> Record:
    """Return a record with the values given, each with whether it is sure; all other boxes are empty and sure."""
    held = dict.fromkeys(("case_reference", "summary"), (None, True)) | values
    return Record(
        id="0",
        form=EVERY_KIND.reference.model_copy(update={"form": form}),
        case=None,
        source=source_of(b""),
        state=State.REVIEW,
        fields={
            box: read(value).model_copy(update={"sure": is_sure}) for box, (value, is_sure) in held.items()
        },
        findings=findings,
    )


def read(value: str | bool | None) -> FieldReading:
    return FieldReading(raw=value, value=value, origin="pdf field", sure=True, place="page 1")


def verdicts(*records: Record) -> dict[str, Verdict]:
    return {one.box: one.verdict for one in judge(records, SENT)}


def test_the_same_words_are_right_and_other_white_space_is_counted() -> None:
    judged = judge([record(child_name=("Siân Rees", True))], SENT)
    name = next(one for one in judged if one.box == "child_name")
    assert name.verdict is Verdict.RIGHT
    assert Tally(1, [name]).respaced == 1


def test_a_wrong_value_that_is_sure_is_silently_wrong_whatever_else_was_found() -> None:
    held = verdicts(record(notice("text-outside"), child_name=("Rees", True)))
    assert held["child_name"] is Verdict.SILENTLY_WRONG


def test_a_value_that_is_not_sure_is_flagged_right_or_wrong() -> None:
    held = verdicts(record(child_name=("Rees", False), reason_drift=(True, False)))
    assert held["child_name"] is Verdict.WRONG_FLAGGED
    assert held["reason_drift"] is Verdict.RIGHT_FLAGGED


def test_a_value_that_is_gone_is_silently_wrong_unless_the_return_asks_for_a_person() -> None:
    assert verdicts(record())["child_name"] is Verdict.SILENTLY_WRONG
    assert verdicts(record(notice("read-by-position")))["child_name"] is Verdict.SILENTLY_WRONG
    assert verdicts(record(notice("controls-lost")))["child_name"] is Verdict.WRONG_FLAGGED


def test_an_answer_that_nobody_gave_is_silently_wrong() -> None:
    held = verdicts(record(summary=("Somebody else's", True)))
    assert held["summary"] is Verdict.SILENTLY_WRONG
    beyond = record().fields | {"attendees.9.name": read("Nobody")}
    held = verdicts(record().model_copy(update={"fields": beyond}))
    assert held["attendees.9.name"] is Verdict.SILENTLY_WRONG


def test_a_return_taken_for_another_form_has_no_value_right() -> None:
    held = verdicts(record(form="another", child_name=("Siân Rees", True)))
    assert held["child_name"] is Verdict.SILENTLY_WRONG
    assert Verdict.RIGHT not in held.values()


def test_a_return_read_as_two_has_no_value_right() -> None:
    whole = record(child_name=("Siân Rees", True))
    assert Verdict.RIGHT not in verdicts(whole, whole).values()


def test_a_file_without_a_record_is_silently_wrong_in_every_value() -> None:
    assert set(verdicts().values()) == {Verdict.SILENTLY_WRONG}
