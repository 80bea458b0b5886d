"""The benchmark of what others get out of a return counts what it says. How long that takes is never asserted."""

from pathlib import Path

import pytest

from bench.answered import Returned, Written, make_answers, returned_files
from bench.contest import OURS
from bench.extraction import HEADER, Extractor, extract_all, extractors, read_ours, records_of, rows
from bench.finding import Given, is_anywhere, is_labelled, is_named, squeeze
from boardforms.blanks import Format
from boardforms.catalogue import load_catalogue
from boardforms.desk import Desk
from escalation.boxes import Box, find_box
from escalation.definitions import Kind

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"
CATALOGUE = load_catalogue()
DESK = Desk(CATALOGUE)
FILES = tuple(returned_files(CATALOGUE))
RECORD = CATALOGUE.board("moray").form("escalation-record")


def box(name: str) -> Box:
    found = find_box(RECORD, name)
    assert found is not None
    return found


def test_a_few_dozen_files_are_read_half_of_them_word() -> None:
    assert len(FILES) >= 36
    assert sum(file.format is Format.WORD for file in FILES) >= 18
    assert len({file.name for file in FILES}) == len(FILES)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_we_give_every_value_that_was_written_and_none_that_is_sure_and_wrong(file: Returned) -> None:
    given = read_ours(file.data, DESK).named
    assert given is not None
    assert [one.box.name for one in file.written if not is_named(one, given.get(one.box.name))] == []
    sure = {
        name: held.value
        for record in records_of(file.data, DESK)
        for name, held in record.fields.items()
        if held.sure and held.value
    }
    assert set(sure) <= {one.box.name for one in file.written}, "nothing is given that nobody wrote"


def test_no_name_or_day_is_written_in_two_boxes() -> None:
    answers = make_answers(RECORD)
    texts = [value for name, value in answers.items() if box(name).kind is not Kind.CHOICE and value]
    assert len(set(texts) - {True}) == len([text for text in texts if text is not True])


LABELLED = [
    ("child_name", "Ann Li 2", "Child’s name: Ann Li 2 Summary", True),
    ("child_name", "Ann Li 2", "| Child’s name: | **Ann Li 2** |", True),
    ("child_name", "Ann Li 2", "Child’s name: Ann Li 21", False),
    ("child_name", "Ann Li 2", "Child’s name: Escalating agency: Ann Li 2", False),
    ("child_name", "Ann Li 2", "Ann Li 2 Child’s name:", False),
    ("stage_1_discussion", "2024-06-03", "Date: 03/06/2024", True),
    ("stage_1_discussion", "2024-06-03", "Date: 3 June 2024", True),
    ("stage_1_discussion", "2024-06-03", "Date: 06/03/2024", False),
]


@pytest.mark.parametrize(("name", "value", "text", "is_found"), LABELLED)
def test_a_value_is_found_where_it_is_whole_and_follows_its_label(
    name: str, value: str, text: str, is_found: bool
) -> None:
    assert is_labelled(Written(box(name), value), squeeze(text)) is is_found


def test_a_value_without_its_label_is_found_anywhere_only() -> None:
    written = Written(box("child_name"), "Ann Li 2")
    assert is_anywhere(written, "what Ann Li 2, said")
    assert not is_labelled(written, "what Ann Li 2, said")


@pytest.mark.parametrize(("mark", "is_found"), [("☒", True), ("[x]", True), ("☐", False), ("", False)])
def test_a_tick_is_found_by_a_mark_beside_its_label(mark: str, is_found: bool) -> None:
    written = Written(box("reason_no_progress"), value=True)
    text = squeeze(f"| {mark} {written.box.asks.label} |")
    assert (is_labelled(written, text), is_anywhere(written, text)) == (is_found, is_found)


def test_a_choice_is_found_by_its_key_or_as_it_is_printed() -> None:
    key, printed = next(iter(box("stage_1_outcome").asks.options.items()))
    written = Written(box("stage_1_outcome"), key)
    assert is_named(written, key)
    assert is_named(written, printed)
    assert not is_named(written, None)
    assert is_anywhere(written, squeeze(f"Outcome {printed} Date"))


def test_what_is_counted_is_out_of_everything_that_was_written() -> None:
    whole = [file for file in FILES if file.name.startswith("moray-") and file.format is Format.PDF]
    blind = Extractor("blind", Format.PDF, lambda _: Given(text="nothing", named={}))
    sums = extract_all(whole, [blind], clock=lambda: 0.0)
    found = sums[blind]
    assert (found.files, found.of) == (len(whole), sum(len(file.written) for file in whole))
    assert (found.named, found.labelled, found.anywhere) == (0, 0, 0)
    assert list(rows(sums))[-1].count("0 (0.0%)") == 3


def test_fields_are_read_by_others_as_they_were_written() -> None:
    """Else what others get wrong might be our own fault."""
    others = [one for one in extractors(CATALOGUE) if one.name.endswith(", fields")]
    made = [file for file in FILES if file.format is Format.PDF and not file.name[0].isdigit()]
    for found in extract_all(made[:3], others, clock=lambda: 0.0).values():
        assert found.named == found.of


def test_somebody_who_is_not_installed_is_left_out() -> None:
    assert not Extractor("nobody", Format.WORD, lambda _: Given(), "no_such_package").is_here
    assert all(one.is_here for one in extractors(CATALOGUE) if one.name == OURS)


def test_the_page_of_results_names_everybody_and_every_column() -> None:
    said = PAGE.read_text(encoding="utf-8")
    assert "| " + " | ".join(HEADER) + " |" in said
    assert [one.name for one in extractors(CATALOGUE) if f"| {one.name} |" not in said] == []
