"""A record as it is printed: nothing of it is lost, and what is not sure is said."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from docgen.packs.records import PrintedRecord, Question, RowsQuestion, print_record, tell_apart
from escalation.records import FieldReading, Record
from escalation.timeframes.statements import form_of
from tests.packs.samples import Prepared, make_record, moray, mscb


def printed(prepared: Prepared, record: Record) -> PrintedRecord:
    return print_record(record, form_of(record, prepared.board))


def questions(record: PrintedRecord) -> dict[str, Question | RowsQuestion]:
    return {question.label: question for part in record.parts for question in part.questions}


def one(record: PrintedRecord, label: str) -> Question:
    question = questions(record)[label]
    assert isinstance(question, Question)
    return question


def reading(raw: str, value: str | None, *, sure: bool) -> FieldReading:
    return FieldReading(raw=raw, value=value, origin="control", sure=sure, place="table 2, row 1, cell 2")


def test_choices_dates_ticks_and_people_are_said_as_people_write_them() -> None:
    record = printed(mscb(), mscb().case.records[0])
    assert one(record, "Is the case open to a Social Worker?").answer.text == "Yes, open to a Social Worker"
    assert one(record, "Date the disagreement arose").answer.text == "3 December 2024"
    assert one(record, "Whether certain behaviour constitutes child maltreatment").answer.text == "Not ticked"
    assert one(record, "Concern raised by").answer.text == "Meera Hollins, Health visitor, Health"


def test_where_an_answer_stood_is_said() -> None:
    record = printed(mscb(), mscb().case.records[0])
    assert one(record, "Child’s name").answer.place == "table 1, row 2, cell 2"


def test_a_question_with_a_very_long_label_stands_over_its_answer() -> None:
    record = printed(moray(), moray().case.records[0])
    (label,) = [
        label for label in questions(record) if label.startswith("Stage 1/First line management: Outcome")
    ]
    assert one(record, label).style == "long"


def test_what_was_not_answered_is_named() -> None:
    record = printed(mscb(), mscb().case.records[0])
    (agreed,) = [part for part in record.parts if part.title == "What was agreed"]
    assert "Date it was agreed" in agreed.unanswered


def test_a_date_that_could_not_be_read_is_printed_as_it_was_written() -> None:
    record = printed(moray(), moray().case.records[1])
    answer = one(record, "Date the equivalent at partner agencies was contacted").answer
    assert answer.text == ""
    assert answer.warning == "Not understood. As written: 8th or 11th Nov"
    assert any("equivalent at partner agencies" in note for note in record.notes)


def test_a_value_that_is_not_sure_says_so_with_what_was_written() -> None:
    doubtful = reading("3.12.24?", "2024-12-03", sure=False)
    record = make_record(
        mscb(), "escalation-record", {"disagreement_arose_on": "2024-12-03"}, disagreement_arose_on=doubtful
    )
    answer = one(printed(mscb(), record), "Date the disagreement arose").answer
    assert answer.text == "3 December 2024"
    assert answer.warning == "Not sure. As written: 3.12.24?"


def test_a_value_put_right_by_a_person_is_followed_and_claims_no_place() -> None:
    record = mscb().case.records[0]
    put_right = record.model_copy(update={"values": {**record.values, "child_name": "Kofi Brightwell-Adu"}})
    answer = one(printed(mscb(), put_right), "Child’s name").answer
    assert (answer.text, answer.place) == ("Kofi Brightwell-Adu", "")


def test_a_value_that_only_the_boxes_hold_is_printed() -> None:
    record = mscb().case.records[0]
    values = {key: value for key, value in record.values.items() if key != "summary"}
    answer = one(
        printed(mscb(), record.model_copy(update={"values": values})),
        "What is the disagreement, and what could it mean for the child?",
    ).answer
    assert answer.text.startswith("Kofi (4) has missed")


def test_rows_keep_their_order_and_a_gap_between_them_shifts_no_place() -> None:
    record = mscb().case.records[0]
    (attendees,) = [
        one for one in questions(printed(mscb(), record)).values() if isinstance(one, RowsQuestion)
    ]
    assert [row[0].text for row in attendees.rows] == ["Meera Hollins", "Dan Orrell", "Pilar Quint"]
    moved = {
        name.replace("involved.3.", "involved.5.") if name.startswith("involved.3.") else name: held
        for name, held in record.fields.items()
        if not name.startswith("involved.5.")
    }
    (attendees,) = [
        one
        for one in questions(printed(mscb(), record.model_copy(update={"fields": moved}))).values()
        if isinstance(one, RowsQuestion)
    ]
    assert attendees.rows[2][0].text == "Pilar Quint"
    assert attendees.rows[2][0].place == record.fields["involved.3.name"].place


def test_answers_that_the_form_has_no_question_for_are_printed_apart() -> None:
    record = make_record(
        mscb(),
        "escalation-record",
        {"shoe_size": "11", "involved": "a line where rows belong"},
        stray=reading("in a box nobody knows", "in a box nobody knows", sure=True),
    )
    loose = {question.label: question.answer.text for question in printed(mscb(), record).loose}
    assert loose == {
        "shoe_size": "11",
        "involved": "a line where rows belong",
        "stray": "in a box nobody knows",
    }


def test_a_return_of_an_unknown_form_is_printed_whole_under_its_keys() -> None:
    record = mscb().case.records[0]
    assert record.form is not None
    strange = record.model_copy(update={"form": record.form.model_copy(update={"version": "1999-01"})})
    shown = printed(mscb(), strange)
    assert shown.title == "A return whose form is not known"
    texts = " ".join(question.answer.text for question in shown.loose)
    assert "Kofi Brightwell" in texts
    assert "Pilar Quint" in texts


def test_of_a_files_path_only_its_name_is_printed() -> None:
    record = make_record(mscb(), "escalation-record", {})
    for path in ("C:\\Users\\office\\returns\\made up.docx", "/home/office/made up.docx"):
        source = record.source.model_copy(update={"path": path, "received": dt.date(2024, 12, 9)})
        shown = printed(mscb(), record.model_copy(update={"source": source}))
        assert (shown.file, shown.received) == ("made up.docx", "Monday 9 December 2024")


@given(
    st.dictionaries(
        st.sampled_from(["summary", "child_name", "family_views", "odd_key"]), st.text(min_size=1)
    )
)
def test_no_text_is_lost_whatever_it_is(values: dict[str, str]) -> None:
    shown = printed(mscb(), make_record(mscb(), "escalation-record", {**values}))
    asked = [one for one in questions(shown).values() if isinstance(one, Question)]
    texts = [question.answer.text for question in (*asked, *shown.loose)]
    assert all(value in texts for value in values.values())


def test_records_of_one_form_are_told_apart_in_the_pack_by_the_return() -> None:
    prepared = mscb()
    made = make_record(prepared, "escalation-record", {"child_name": "Kofi Brightwell"})
    request = make_record(prepared, "case-progression-meeting-request", {"child_name": "Kofi Brightwell"})
    ids = ("aaaaaaaaaaaa", "bbbbbbbbbbbb")
    records = (*(made.model_copy(update={"id": one}) for one in ids), request)
    set_out = [printed(prepared, one) for one in records]
    assert [one.title for one in tell_apart(set_out)] == [
        *(f"Escalation record, return {one}" for one in ids),
        "Case progression meeting request",
    ]
