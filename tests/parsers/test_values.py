"""What a text in a box means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalation.boxes import Box, find_box
from escalation.stamps import PROMPTS
from parsers.values import (
    ReadValue,
    has_lost_letters,
    holds_prompt,
    is_checked,
    is_crossed,
    is_unanswered,
    read_choice,
    read_tick,
    read_value,
    stands_for_no_answer,
)
from tests.parsers.returns import EVERY_KIND


def box(name: str) -> Box:
    found = find_box(EVERY_KIND, name)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "text", ["☒", "☑", "✓", "✔", "X", "x", " x ", "☐ X", "☐✓", "Yes", "✓ yes", "✔\ufe0f", "✅"]
)
def test_the_marks_that_people_make_are_ticks(text: str) -> None:
    assert read_tick(text) is True


@pytest.mark.parametrize("text", ["", "☐", " ☐\n", "no", "Off", "□"])
def test_an_empty_box_is_no_tick(text: str) -> None:
    assert read_tick(text) is False


@pytest.mark.parametrize(
    "text", ["see below", "☒ no", "?", "n/a", "✓ in part", "☒☐", "☐ ☑", "✓✗", "-", "–", "_", "✅❌", "❌"]
)
def test_what_is_neither_asks(text: str) -> None:
    assert read_tick(text) is None


@pytest.mark.parametrize("text", ["☒", "☐ X", "x", "✗", "☐✘", "☒ ☒", "✖\ufe0f"])
def test_a_cross_may_mean_no_where_others_make_check_marks(text: str) -> None:
    assert is_crossed(text)
    assert not is_checked(text)


@pytest.mark.parametrize("text", ["☑", "✓", "☐ ✔", "Yes", "☐ y", "☒ ✓", "✅"])
def test_a_check_mark_or_yes_says_that_crosses_may_mean_no(text: str) -> None:
    assert is_checked(text)
    assert not is_crossed(text)


@pytest.mark.parametrize("text", ["", "☐", "no", "see below", "1", "true"])
def test_neither_a_cross_nor_a_check_mark_changes_what_others_mean(text: str) -> None:
    assert not is_checked(text)
    assert not is_crossed(text)


@pytest.mark.parametrize(
    "text", ["continues", "Not resolved: goes to the next stage", " NOT RESOLVED:  goes to\nthe next stage "]
)
def test_a_choice_is_known_by_key_or_label_whatever_its_case_and_spacing(text: str) -> None:
    assert read_choice(text, box("outcome").asks.options) == "continues"


@pytest.mark.parametrize("text", ["Resolved?", "Resolved/Not resolved", "Resolv"])
def test_words_that_are_no_choice_exactly_ask(text: str) -> None:
    read = read_value(box("outcome"), text)
    assert (read.value, read.code) == (None, "choice-unknown")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("summary", "Click or tap here to enter text."),
        ("summary", "Click or tap here to enter text"),
        ("summary", "Click here to enter text."),
        ("meeting_date", "Click here to enter a date."),
        ("child_name", "\u200b"),
        ("child_name", " \ufeff\u200d "),
        ("outcome", "Choose an item."),
        ("outcome", "not_selected"),
        ("meeting_date", " Click or tap to enter a date.\n"),
        ("meeting_date", "  "),
        ("child_name", ""),
    ],
)
def test_a_prompt_left_behind_is_no_answer_and_no_fault(name: str, text: str) -> None:
    read = read_value(box(name), text)
    assert (read.value, read.code) == (None, None)


PROMPT = st.sampled_from(sorted(PROMPTS))
LETTERS = st.characters(categories=["Ll", "Lu"], max_codepoint=0x17F)


@pytest.mark.parametrize(
    "text",
    [
        "Click or tap here to enter",
        "lick or tap to enter a date.",
        "Choose an ite",
        "tap here to ente",
        "Clik or tap here to enter text",
        "Choose on iten.",
        "Click or tap here to enter text.Sian Jones",
        "Sian Jones Click or tap here to enter text.",
        "Click or tap hereSian Jones to enter text.",
        "Sian Jones here to enter text.",
        "Sian Click or tap here to ent Jones",
        "The plan has stalled.\nclick or tap here to enter text\nNobody came.",
    ],
)
def test_what_is_left_of_a_prompt_is_kept_and_asks(text: str) -> None:
    read = read_value(box("summary"), text)
    assert (read.value, read.code) == (text, "as-in-blank")


@given(PROMPT, st.data())
def test_a_prompt_with_its_beginning_or_end_deleted_asks(prompt: str, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(prompt) - 8))
    part = prompt[first : data.draw(st.integers(first + 8, len(prompt)))]
    assert is_unanswered(part) or holds_prompt(part)


@given(PROMPT, st.lists(st.tuples(st.sampled_from("+-="), st.integers(0, 9**9), LETTERS), max_size=2))
def test_a_prompt_with_two_letters_put_in_taken_out_or_changed_asks(
    prompt: str, edits: list[tuple[str, int, str]]
) -> None:
    letters = list(prompt)
    for how, place, letter in edits:
        at = place % len(letters)
        letters[at : at + (how != "+")] = [] if how == "-" else [letter]
    text = "".join(letters)
    assert is_unanswered(text) or holds_prompt(text)


@given(PROMPT, st.text(LETTERS, min_size=1))
def test_a_prompt_left_behind_beside_an_answer_asks(prompt: str, answer: str) -> None:
    assert holds_prompt(prompt + answer)
    assert holds_prompt(answer + prompt)


@pytest.mark.parametrize(
    "text",
    [
        "Text",
        "Date",
        "Item",
        "Here",
        "Children and families",
        "Nobody was there to enter the flat.",
        "He chose an item from the shop.",
        "The family were asked to choose an advocate by a date in May.",
        "Tapping here and there",
        "Ann Li",
    ],
)
def test_answers_that_share_words_with_a_prompt_are_answers(text: str) -> None:
    read = read_value(box("summary"), text)
    assert (read.value, read.code) == (text, None)


@pytest.mark.parametrize(
    "text",
    [
        "N/A",
        "n/a.",
        "-",
        "–",
        ".",
        "TBC",
        "tbc?",
        "(TBC)",
        "see above",
        "As above.",
        "see attachment",
        "Same as before",
        "(insert name)",
        "[Enter name]",
    ],
)
def test_words_that_stand_for_no_answer_are_known_and_kept(text: str) -> None:
    assert stands_for_no_answer(text)
    assert read_value(box("child_name"), text).value == text


@pytest.mark.parametrize("text", ["N/A", "n/a.", "NA", "Not applicable", " not  applicable "])
def test_words_for_no_date_are_no_date_and_no_fault(text: str) -> None:
    assert read_value(box("meeting_date"), text) == ReadValue(None)


@pytest.mark.parametrize(
    "text", ["TBC", "-", "as above", "ASAP", "not applicable yet", "n/a?", "none until 3/6/2024"]
)
def test_words_that_may_stand_for_a_date_ask(text: str) -> None:
    assert read_value(box("meeting_date"), text) == ReadValue(None, "date-unreadable")


@pytest.mark.parametrize(
    "text",
    ["", "  ", "Na Li", "Siân", "T. B. Church", "See Above House", "(Ann) Li", "7", "x", "☒", "👍", "]]>"],
)
def test_answers_and_empty_boxes_are_not_taken_for_such_words(text: str) -> None:
    assert not stands_for_no_answer(text)


def test_text_is_kept_to_the_letter() -> None:
    text = "  two\n\n lines\t \u00a0"
    assert read_value(box("summary"), text).value == text


def test_text_beyond_the_length_is_kept_whole_and_asks() -> None:
    text = "x" * 41
    read = read_value(box("case_reference"), text)
    assert (read.value, read.code) == (text, "too-long")


@pytest.mark.parametrize(
    "text", ["so \uf600 ok", "\ufffda", "\ufffe", "\U0001ffff", "\ufdd0", "\ud83d", "\U000f0001"]
)
def test_letters_that_a_program_lost_are_known(text: str) -> None:
    assert has_lost_letters(text)


@pytest.mark.parametrize("text", ["so 😀 ok", "👩‍👧‍👦", "Siân", "محمد", "漢字", "ﬁne", "\ufeff", "½ ² €"])
def test_letters_of_any_script_are_not_taken_for_lost_ones(text: str) -> None:
    assert not has_lost_letters(text)


def test_the_words_for_a_choice_nobody_made_are_text_like_any_other_in_a_text_box() -> None:
    assert read_value(box("summary"), "not_selected").value == "not_selected"
