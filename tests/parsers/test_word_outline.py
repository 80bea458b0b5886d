"""Controls and labels that were moved: where control and place disagree, a person sees both."""

from collections.abc import Callable

import pytest
from lxml import etree

from escalation.boards import Board
from escalation.content import content_folder
from escalation.loading import load_board
from escalation.records import Record, State
from tests.parsers.alignments import WORD, controls, edit, plain_answers, read_return, written

MORAY = load_board(content_folder("forms") / "moray")
RECORD = next(form for form in MORAY.forms if form.key == "escalation-record")
DATES = next(form for form in MORAY.forms if form.key == "dates-sheet")
ANSWERS = plain_answers(RECORD)
Change = Callable[[etree._Element], object]


def returned(*changes: Change, board: Board = MORAY) -> Record:
    return read_return(board, RECORD, edit(written(board, RECORD, ANSWERS), *changes))


def control(root: etree._Element, tag: str) -> etree._Element:
    return dict(controls(root))[tag]


def exchange(one: etree._Element, other: etree._Element) -> None:
    """Put each of two elements where the other stood."""
    mark = etree.Element("mark")
    one.addprevious(mark)
    other.addprevious(one)
    mark.addprevious(other)
    holder = mark.getparent()
    assert holder is not None
    holder.remove(mark)


def around(element: etree._Element, name: str) -> etree._Element:
    return next(element.iterancestors(f"{WORD}{name}"))


def printed_runs(root: etree._Element, words: str) -> list[etree._Element]:
    """Return the runs of the first paragraph with those words that stand in no control."""
    paragraph = next(p for p in root.iter(f"{WORD}p") if words in "".join(p.itertext(f"{WORD}t")))
    return [run for run in paragraph.iter(f"{WORD}r") if next(run.iterancestors(f"{WORD}sdt"), None) is None]


def delete(words: str) -> Change:
    def change(root: etree._Element) -> None:
        for run in printed_runs(root, words):
            around(run, "p").remove(run)

    return change


def delete_tracked(words: str) -> Change:
    def change(root: etree._Element) -> None:
        for run in printed_runs(root, words):
            deletion = etree.Element(f"{WORD}del")
            run.addprevious(deletion)
            deletion.append(run)
            for text in run.iter(f"{WORD}t"):
                text.tag = f"{WORD}delText"

    return change


def exchange_words(one: str, other: str) -> Change:
    def change(root: etree._Element) -> None:
        for text in root.iter(f"{WORD}t"):
            words = text.text or ""
            text.text = words.replace(one, other) if one in words else words.replace(other, one)

    return change


def codes(record: Record, box: str) -> set[str]:
    return {finding.code for finding in record.findings if finding.field == box}


def test_a_return_whose_form_is_as_it_was_asks_nothing_about_places() -> None:
    assert returned().findings == returned(lambda root: root).findings
    assert returned().state is State.COMPLETE


@pytest.mark.parametrize(
    ("one", "other"),
    [("stage_1_discussion", "stage_2_meeting"), ("stage_1_outcome", "stage_2_outcome")],
)
def test_controls_dragged_into_each_others_cells_give_both_readings(one: str, other: str) -> None:
    as_sent = returned()
    record = returned(lambda root: exchange(control(root, one), control(root, other)))
    for own, stands in ((one, other), (other, one)):
        reading = record.fields[own]
        assert not reading.sure
        assert "readings-differ" in codes(record, own)
        assert reading.value == as_sent.fields[own].value
        assert [held.value for held in reading.others] == [as_sent.fields[stands].value]


def test_answer_rows_that_were_exchanged_give_both_readings() -> None:
    def exchange_rows(root: etree._Element) -> None:
        exchange(*(around(control(root, f"stage_{n}_record"), "tr") for n in (1, 2)))

    record = returned(exchange_rows)
    for number in (1, 2):
        reading = record.fields[f"stage_{number}_record"]
        assert not reading.sure
        assert [held.value for held in reading.others] == [
            returned().fields[f"stage_{3 - number}_record"].value
        ]


def test_labels_that_were_exchanged_ask_about_the_answers_beside_them_and_no_others() -> None:
    record = returned(exchange_words("Stage 2/Second", "Stage 3/Third"))
    unsure = {name for name, reading in record.fields.items() if not reading.sure}
    assert unsure == {f"stage_{n}_{part}" for n in (2, 3) for part in ("outcome", "meeting", "record")}


@pytest.mark.parametrize("take", [delete, delete_tracked])
@pytest.mark.parametrize(
    ("words", "box"),
    [("Summary of issue", "summary"), ("Child’s name", "child_name"), ("Date:", "stage_1_discussion")],
)
def test_a_label_that_was_deleted_asks_about_the_answer_it_named(
    take: Callable[[str], Change], words: str, box: str
) -> None:
    record = returned(take(words))
    assert not record.fields[box].sure
    assert codes(record, box)


def test_headings_between_tables_that_were_exchanged_ask_about_what_stands_under_them() -> None:
    data = edit(
        written(MORAY, DATES, plain_answers(DATES)),
        exchange_words("Stage 2: second line management", "Stage 3: third line management"),
    )
    record = read_return(MORAY, DATES, data)
    unsure = {name for name, reading in record.fields.items() if not reading.sure}
    assert {name[:7] for name in unsure} == {"stage_2", "stage_3"}


def test_guidance_between_tables_that_was_deleted_asks_nothing_and_a_heading_does() -> None:
    def read_without(words: str) -> Record:
        data = edit(written(MORAY, DATES, plain_answers(DATES)), delete(words))
        return read_return(MORAY, DATES, data)

    assert read_without("The Board has not published this form").state is State.COMPLETE
    without_heading = read_without("Stage 2: second line management")
    assert not without_heading.fields["stage_2_escalated_on"].sure


def test_words_typed_outside_the_boxes_leave_every_place_as_it_was() -> None:
    def type_above(root: etree._Element) -> None:
        body = root[0]
        body.insert(
            0, etree.fromstring(f'<w:p xmlns:w="{WORD[1:-1]}"><w:r><w:t>Please ring</w:t></w:r></w:p>')
        )

    record = returned(type_above)
    assert [finding.code for finding in record.findings] == ["text-outside"]
    assert all(reading.sure for reading in record.fields.values())
